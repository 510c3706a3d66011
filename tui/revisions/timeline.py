"""The timeline: every revision of the article, the newest on top, with what changed in it; two of them are compared."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.segment import Segment
from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from index.models import Revision
from tui.moving import Moved
from tui.painting.layers import fitted
from tui.revisions.changes import Pair, Summary, minute

_OLDER, _NEWER, _BETWEEN = "-", "+", "│"
_SIGN_ROLES = {_OLDER: "conflict", _NEWER: "added", _BETWEEN: "dim"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: of which revision, and what stands behind the sign."""

    revision: int | None = None
    left: str = ""
    right: str = ""
    opens: bool = False
    """Whether the revision's entry begins here."""


class Timeline(Moved):
    """Scrolls by lines; `+` stands at the newer of the two that are compared, `-` at the older."""

    DEFAULT_CSS = "Timeline > .paint--added { text-style: bold; }"

    revisions: reactive[tuple[Revision, ...]] = reactive(())
    """The oldest first."""
    summaries: reactive[Mapping[int, Summary]] = reactive({})
    """By revision, as far as they are known."""
    pair: reactive[Pair | None] = reactive(None)

    class Chosen(Message):
        """A revision was clicked."""

        def __init__(self, revision: int) -> None:
            super().__init__()
            self.revision = revision

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self._rows: list[_Row] = []

    def _watch_revisions(self) -> None:
        self._fit()

    def _watch_summaries(self) -> None:
        self._fit()

    def _watch_pair(self) -> None:
        self._show_pair()
        self.refresh()

    @on(events.Resize)
    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        self._rows = list(self._laid_out(width)) if self.revisions and width else []
        self.virtual_size = Size(width, len(self._rows))
        self._show_pair()
        self.refresh()

    def _laid_out(self, width: int) -> Iterator[_Row]:
        count = len(self.revisions)
        yield _Row(left=f" {count} revisions", right=f"{_NEWER} newer  {_OLDER} older")
        yield _Row()
        digits = max(len(str(count)), 2)
        indent = " " * (digits + 3)
        for revision in reversed(self.revisions):
            summary = self.summaries.get(revision.revision)
            words = f"{summary.words:,} word{'s' if summary.words != 1 else ''}" if summary is not None else ""
            left = f" {revision.revision:>{digits}}  {minute(revision.fetched)}"
            yield _Row(revision.revision, left, words, opens=True)
            what = summary.what if summary is not None else ""
            for line in textwrap.wrap(what, max(width - len(indent) - 3, 1)):
                yield _Row(revision.revision, indent + line)
            yield _Row(revision.revision)

    def _show_pair(self) -> None:
        """Bring both revisions on the screen; where they are too far apart, the newer."""
        lines = [number for number, row in enumerate(self._rows) if row.revision in (self.pair or ())]
        height = self.size.height
        if not lines or not height:
            return
        first, last, top = lines[0], lines[-1], int(self.scroll_offset.y)
        if last >= top + height:
            top = last - height + 1
        top = min(top, 0 if first <= 2 else first)
        self.scroll_to(y=top, animate=False, force=True)

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        line = int(event.y) + int(self.scroll_offset.y)
        if line < len(self._rows) and (number := self._rows[line].revision) is not None:
            self.post_message(Timeline.Chosen(number))

    def _sign(self, row: _Row) -> str:
        """Return what stands in front of a line: a sign at the two revisions, a stroke between these."""
        if self.pair is None or row.revision is None:
            return ""
        older, newer = self.pair
        if row.opens and row.revision in self.pair:
            return _NEWER if row.revision == newer else _OLDER
        return _BETWEEN if older < row.revision <= newer else ""

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, base, styles = self.scrollable_content_region.width, self.rich_style, self.role_styles
        number = int(self.scroll_offset.y) + y
        if number >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[number]
        sign = self._sign(row)
        if row.left and row.revision in (self.pair or ()):
            base += styles["current"]
        dim = base + styles["dim"]
        space = max(width - 3 - len(row.left) - len(row.right), 1)
        return fitted(
            [
                Segment(f" {sign:1}", base + styles[_SIGN_ROLES.get(sign, "dim")]),
                Segment(row.left, base if row.opens else dim),
                Segment(" " * space + row.right, dim),
            ],
            width,
            base,
        )
