"""SQLite, the only truth, in two files: the news and what the reader did with it."""
