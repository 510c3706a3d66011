"""Names beyond one article: what other reports call somebody, and in which languages names are sure."""

from index.models.base import Frozen


class FullName(Frozen):
    """The full name of a person whom an article names by one word."""

    name: str
    """As most of the other reports write it."""
    articles: int
    """How many of them write it."""


def told_by_lists(language: str | None) -> bool:
    """Tell whether the names of a text in `language` (BCP 47, None unknown) are found by lists and capitals alone.

    The tagger has learnt English; a language that is not known is taken for it.
    """
    return language is not None and language.lower().replace("_", "-").partition("-")[0] != "en"
