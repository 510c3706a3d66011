"""One article in full: headline, where it comes from, the text laid out as the reader lays it out."""

from collections.abc import Iterator

from rich.text import Text

from index.models import Article
from tui.cli.output import page_width
from tui.cli.pages.words import counted, line, minute
from tui.painting.blocks import COMFORTABLE, lay_out
from tui.painting.lines import Line, Mark
from tui.painting.screen_text import line_for_screen

_STYLES = {"heading": "bold", "quote": "italic", "rule": "dim", "bar": "dim", "marker": "dim"}
_WIDEST_TABLE = 120


def article_page(article: Article) -> Iterator[Text]:
    """Show an article; prose is wrapped at a comfortable measure, rows of tables stand in columns."""
    yield line(article.title, "bold")
    yield line(" · ".join(_origin(article)), "dim")
    if article.url:
        yield line(article.url, "dim")
    yield line(" · ".join(_state(article)), "dim")
    yield Text()
    width = page_width(_WIDEST_TABLE)
    for laid in lay_out(article.text, article.blocks, width, min(width, COMFORTABLE)):
        yield _drawn(article.text, laid)
    if article.links:
        yield Text()
        yield Text("Links", "bold")
        for link in article.links:
            yield line(f"{article.text[link.start : link.end]}  {link.url}")


def _origin(article: Article) -> Iterator[str]:
    yield article.source or "outlet unknown"
    yield f"{minute(article.published)} UTC" if article.published else "date unknown"
    if article.author:
        yield article.author
    if article.language:
        yield article.language
    yield counted(article.words, "word")


def _state(article: Article) -> Iterator[str]:
    yield article.id
    yield f"revision {article.revision}"
    yield "read" if article.read else "unread"
    if article.starred:
        yield "starred"
    yield from (f"#{tag}" for tag in article.tags)


def _drawn(text: str, laid: Line) -> Text:
    """Draw one laid-out line; what is too long (code) is left to the terminal."""
    drawn = Text(style=_STYLES.get(laid.role, ""), no_wrap=True, overflow="ignore")
    for piece in laid.pieces:
        if isinstance(piece, Mark):
            drawn.append(piece.text, _STYLES.get(piece.role))
        else:
            drawn.append(line_for_screen(piece.of(text)))
    return drawn
