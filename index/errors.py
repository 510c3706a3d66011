"""Every error that a caller of the library can meet, each a sentence that names the thing and the way on."""


class CrossreadError(Exception):
    """The base of all of them: `str(error)` is one sentence for a reader, never a code."""


class BadInputError(CrossreadError):
    """A file or a record that cannot be read as an article."""


class UnknownArticleError(CrossreadError):
    """No article answers to the reference given, or more than one does."""


class UnknownRevisionError(CrossreadError):
    """The article has no revision of that number."""


class QueryError(CrossreadError):
    """A submitted query that cannot be understood."""


class SearchStoppedError(CrossreadError):
    """A search that its caller wants no more, or that took longer than the caller would wait."""


class LibraryReadOnlyError(CrossreadError):
    """The library can be read but not changed: its folder is read-only, or a newer Crossread made it."""


class LibraryBusyError(CrossreadError):
    """Another process held the library's lock for longer than a caller should wait."""


class LibraryUnusableError(CrossreadError):
    """The library's folder cannot be made or opened at all."""


class NamesFileError(CrossreadError):
    """The user's `names.toml` cannot be understood; names are found without it."""


class FeedError(CrossreadError):
    """A feed or a page that cannot be had, or that holds nothing to read."""


class UnknownFeedError(CrossreadError):
    """No feed answers to the reference given, or more than one does."""


class UnknownRuleError(CrossreadError):
    """There is no rule of that number."""
