"""Reports side by side: alignment, word edits, the fact table, disagreements, revisions."""
