"""What every layer needs to know of one plain text: that it is clean, where its sentences and words are."""
