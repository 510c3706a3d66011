"""Searches that the reader keeps."""

from index.models.base import Frozen


class SavedSearch(Frozen):
    """A query under a name; it is run anew whenever it is opened."""

    name: str
    """One clean line; no two have the same."""
    query: str
    """In the query language, as it can be submitted."""
