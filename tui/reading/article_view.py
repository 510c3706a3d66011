"""The article itself: wrapped once for a width, drawn only where it is seen, however long it is."""

import bisect
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar, Final

from rich.style import Style
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from index.models import Article, Span
from index.models.feeds import AppliedRule
from tui.command import Context, bindings
from tui.painting import COMFORTABLE, Line, lay_out, line_at, line_for_screen, wrap
from tui.painting.layers import Layer, paint, paint_line
from tui.painting.view import Painted
from tui.reading.ages import day, reading_time
from tui.reading.commands import ARTICLE_COMMANDS
from tui.reading.loading import Loaded
from tui.reading.ruled import done_by

_MARGIN: Final = 2
_NARROW_MARGIN: Final = 1
_NARROW: Final = 50
_CONTEXT: Final = 4
"""Lines shown above a place that was jumped to."""


class ArticleView(Painted, can_focus=True, inherit_bindings=False):
    """One article with its links, matches and facts marked in place."""

    context: ClassVar[Context] = "article"
    BINDINGS = bindings(ARTICLE_COMMANDS)
    DEFAULT_CSS = """
    ArticleView { overflow-x: hidden; overflow-y: scroll; }
    """

    loaded: reactive[Loaded | None] = reactive(None)
    """The article on show."""
    nothing: reactive[str] = reactive("")
    """What stands here while there is none."""
    spot: reactive[Span | None] = reactive(None)
    """The place that was jumped to: a fact or a match."""

    class Scrolled(Message):
        """Another part of the article came into view."""

        def __init__(self, article_id: str, top: int, percent: int) -> None:
            super().__init__()
            self.article_id = article_id
            self.top = top
            """The code point of the first line on the screen."""
            self.percent = percent
            """How much of the article lies above the end of the screen."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(id="article")
        self._clock = clock
        self._head: list[Strip] = []
        self._lines: list[Line] = []
        self._layers: list[Layer] = []
        self._laid_out: tuple[str, int, int] | None = None
        self._waiting: int | None = None
        """The code point to bring to the top once there is a width to lay out for."""

    @property
    def top(self) -> int:
        """The code point of the first line on the screen."""
        if self._waiting is not None:
            return self._waiting
        row = int(self.scroll_offset.y) - len(self._head)
        return self._lines[min(row, len(self._lines) - 1)].start if row > 0 and self._lines else 0

    @property
    def seen(self) -> Span:
        """The part of the text that is on the screen."""
        last = min(int(self.scroll_offset.y) + self.size.height - len(self._head), len(self._lines))
        if self.loaded is None or last <= 0:
            return Span(0, 0)
        end = self._lines[last].start if last < len(self._lines) else len(self.loaded.article.text)
        return Span(self.top, end)

    @property
    def percent(self) -> int:
        """How much of the article lies above the end of the screen."""
        total = self.virtual_size.height
        return min(100, round(100 * (int(self.scroll_offset.y) + self.size.height) / total)) if total else 100

    def show_top(self, place: int) -> None:
        """Bring a code point to the top, without a mark."""
        self.spot = None
        if self._waiting is not None:
            self._waiting = place
        self.scroll_to(y=self._row_of(place) if place else 0, animate=False, force=True)

    def show_place(self, span: Span) -> None:
        """Mark a place and bring it on the screen; nothing moves where it is seen already."""
        self.spot = span
        row = self._row_of(span.start)
        top = int(self.scroll_offset.y)
        if not top <= row < top + self.size.height - 1:
            self.scroll_to(y=max(row - _CONTEXT, 0), animate=False, force=True)

    def next_match(self, direction: int) -> bool:
        """Go to the next match (1) or the one before (-1), from the marked place or else what is seen."""
        if self.loaded is None or not self.loaded.matches:
            return False
        matches = self.loaded.matches
        if self.spot is not None:
            at = bisect.bisect_left(matches, self.spot)
            exact = at < len(matches) and matches[at] == self.spot
            index = at + direction if exact else at - (direction < 0)
        else:
            at = bisect.bisect_left(matches, Span(self.top, 0))
            index = at if direction > 0 else at - 1
        if not 0 <= index < len(matches):
            return False
        self.show_place(matches[index])
        return True

    # What changes from outside.

    def _watch_loaded(self, old: Loaded | None, new: Loaded | None) -> None:
        self.strips.clear()
        if new is None:
            self._head, self._lines, self._layers, self._laid_out = [], [], [], None
            self.virtual_size = Size(self.size.width, 0)
            self.refresh()
            return
        self._layers = _layers_of(new)
        if old is not None and _same_text(old.article, new.article):
            self._draw_head(new)
            self.refresh()
            return
        self.set_reactive(ArticleView.spot, None)
        self._lay_out(new, new.position)

    def _watch_spot(self) -> None:
        self.strips.clear()
        self.refresh()

    def _watch_nothing(self) -> None:
        self.strips.clear()
        self.refresh()

    @on(events.Resize)
    def _fit(self) -> None:
        if self.loaded is not None:
            self._lay_out(self.loaded, self.top if self._waiting is None else self._waiting)

    def _lay_out(self, loaded: Loaded, top: int) -> None:
        """Break the text into lines, once for a text and a width, and bring `top` to the top."""
        width = self._text_width
        if not self.size.width:
            self._waiting = top
            return
        self._waiting = None
        article = loaded.article
        if (key := (article.id, article.revision, width)) != self._laid_out:
            self._laid_out = key
            self._lines = lay_out(article.text, article.blocks, width)
        self._draw_head(loaded)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._head) + len(self._lines) + 1)
        self.strips.clear()
        self.scroll_to(y=self._row_of(top) if top else 0, animate=False, force=True)
        self.refresh()
        self._tell()

    def _draw_head(self, loaded: Loaded) -> None:
        """Draw headline and outlet, which scroll away with the text."""
        article, width = loaded.article, min(self._text_width, COMFORTABLE)
        bold = self.rich_style + Style(bold=True)
        title = article.title or "Without a headline"
        matches = [Layer(loaded.title_matches, "match")]
        head = [Strip([])]
        head += [
            Strip(paint_line(title, span, matches, self.role_styles, bold))
            for span in wrap(title, Span(0, len(title)), width)
        ]
        meta = line_for_screen(self._meta(article, loaded.applied))
        dim = self.rich_style + self.role_styles["dim"]
        head += [Strip(paint_line(meta, span, (), {}, dim)) for span in wrap(meta, Span(0, len(meta)), width)]
        self._head = [*head, Strip([])]

    def _meta(self, article: Article, applied: Sequence[AppliedRule]) -> str:
        parts = [
            article.source,
            day(article.published, self._clock()) if article.published else "",
            reading_time(article.words),
            f"by {article.author}" if article.author else "",
            f"revision {article.revision}" if article.revision > 1 else "",
            *(f"#{tag}" for tag in article.tags),
            *(f"{done_by(rule.action, rule.tag)} by a rule: {rule.query}" for rule in applied),
        ]
        return " · ".join(part for part in parts if part)

    @property
    def _margin(self) -> int:
        return _MARGIN if self.size.width >= _NARROW else _NARROW_MARGIN

    @property
    def _text_width(self) -> int:
        return max(self.scrollable_content_region.width - 2 * self._margin, 1)

    def _row_of(self, place: int) -> int:
        return len(self._head) + line_at(self._lines, place)

    def _tell(self) -> None:
        if self.loaded is not None:
            self.post_message(self.Scrolled(self.loaded.article.id, self.top, self.percent))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell how far the reader is."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._tell()

    # Drawing.

    def notify_style_update(self) -> None:
        """Draw the headline in the new colours too."""
        super().notify_style_update()
        if self.loaded is not None and self.size.width:
            self._draw_head(self.loaded)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        row = y + int(self.scroll_offset.y) if self.loaded is not None else -1 - y
        key = (row, width)
        if (strip := self.strips.get(key)) is None:
            strip = self.strips[key] = self._draw(row, width)
        return strip

    def _draw(self, row: int, width: int) -> Strip:
        """Draw a line of the headline or the text; a negative row is one of the words for no article."""
        base = self.rich_style
        if self.loaded is None:
            return self._draw_nothing(-1 - row, width)
        number = row - len(self._head)
        if number >= len(self._lines):
            return Strip.blank(width, base)
        if number < 0:
            line = self._head[row]
        else:
            layers = self._layers if self.spot is None else [*self._layers, Layer((self.spot,), "current")]
            text = self.loaded.article.text
            line = paint(text, self._lines[number], layers, self._spot_styles, base, self._text_width)
        return Strip.join([Strip.blank(self._margin, base), line]).adjust_cell_length(width, base)

    @property
    def _spot_styles(self) -> dict[str, Style]:
        """The styles, with the place jumped to in reverse: it must be found by the eye, in any colours."""
        return {**self.role_styles, "current": Style(reverse=True)}

    def _draw_nothing(self, y: int, width: int) -> Strip:
        words = line_for_screen(self.nothing)
        lines = wrap(words, Span(0, len(words)), max(width - 2 * _MARGIN, 10))
        dim = self.rich_style + self.role_styles["dim"]
        if not 1 <= y <= len(lines):
            return Strip.blank(width, dim)
        margin = Strip.blank(self._margin, dim)
        return Strip([*margin, *paint_line(words, lines[y - 1], (), {}, dim)]).adjust_cell_length(width, dim)

    # What the keys do.

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=int(self.scroll_offset.y) + lines, animate=False, force=True)

    def action_down(self) -> None:
        """Scroll a line down."""
        self._scroll_by(1)

    def action_up(self) -> None:
        """Scroll a line up."""
        self._scroll_by(-1)

    def action_top(self) -> None:
        """Go to the headline."""
        self.scroll_to(y=0, animate=False, force=True)

    def action_bottom(self) -> None:
        """Go to the end."""
        self.scroll_to(y=self.virtual_size.height, animate=False, force=True)

    def action_page(self, direction: int) -> None:
        """Scroll a screen down (1) or up (-1), with two lines of it left."""
        self._scroll_by(direction * max(self.size.height - 2, 1))

    def action_half(self, direction: int) -> None:
        """Scroll half a screen down (1) or up (-1)."""
        self._scroll_by(direction * max(self.size.height // 2, 1))


def _same_text(one: Article, other: Article) -> bool:
    return (one.id, one.revision) == (other.id, other.revision)


def _layers_of(loaded: Loaded) -> list[Layer]:
    """Return what is drawn over the text, the most telling last."""
    links: Sequence[Span] = [Span(link.start, link.end) for link in loaded.article.links]
    return [Layer(tuple(sorted(links)), "link"), Layer(tuple(sorted(loaded.matches)), "match")]
