"""What the panes show of one article, read from the library in a thread."""

from dataclasses import dataclass

from index.library import Library
from index.models import Article, Fact, Span
from index.models.feeds import AppliedRule


@dataclass(frozen=True)
class Loaded:
    """An article with all that is drawn over it."""

    article: Article
    facts: tuple[Fact, ...] | None
    """None where they are not made yet."""
    matches: tuple[Span, ...]
    """Where the text has what is searched for."""
    title_matches: tuple[Span, ...]
    position: int
    """The code point that the reader left at the top."""
    applied: tuple[AppliedRule, ...] = ()
    """The rules that did something with the article."""


def load(library: Library, article_id: str, query: str) -> Loaded:
    """Read an article. Raises UnknownArticleError."""
    article = library.article(article_id)
    return Loaded(
        article=article,
        facts=library.facts(article_id),
        matches=library.matches(query, article) if query else (),
        title_matches=library.title_matches(query, article.title, article.language) if query else (),
        position=library.position(article_id),
        applied=library.rules.applied_to(article_id),
    )
