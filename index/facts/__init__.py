"""Facts: from one text to what it says that can be compared. A file for each kind; `extract` joins them."""
