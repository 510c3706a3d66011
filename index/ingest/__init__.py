"""Taking in: from bytes and files, as untidy as they come, to drafts of articles."""
