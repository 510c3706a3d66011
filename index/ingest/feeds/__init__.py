"""Feeds: from the bytes of one to its entries, and from its entries to drafts."""
