"""Reports of one story side by side: their text, their facts, where they disagree and what each leaves out."""
