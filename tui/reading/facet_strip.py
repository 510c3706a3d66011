"""The line under the search bar: where results fall, each place a step to narrow the search to it."""

from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from index.models import Found
from tui.command import Context, bindings
from tui.painting import line_for_screen
from tui.painting.view import Painted
from tui.reading.commands import STRIP_COMMANDS
from tui.reading.facets import TIMES, Entry, entries_of

_SPARKS: Final = "▁▂▃▄▅▆▇█"
_BAR: Final = 5
"""Cells of the longest bar beside an outlet."""
_NAME: Final = 24
"""Cells that a long name gets."""
_AROUND: Final = 7
"""Cells beside a single name: "… " before it, "  +99" behind it."""
_GAP: Final = 3
"""Cells between two groups."""
_TAGS: Final = 20
"""Cells that tags get at least, where outlets have as many."""
_FEWEST_TIMES, _MOST_TIMES = 12, 36
"""Months that are drawn where the line is narrow, and at most."""


@dataclass(frozen=True)
class _Part:
    """A piece of the line."""

    text: str
    role: str = "dim"
    entry: int | None = None
    """Which entry it stands for."""


class FacetStrip(Painted, can_focus=True, inherit_bindings=False):
    """One line of entries with a cursor, which is seen while the strip has the focus."""

    context: ClassVar[Context] = "strip"
    BINDINGS = bindings(STRIP_COMMANDS)
    DEFAULT_CSS = """
    FacetStrip { height: 1; background: $panel; overflow: hidden; display: none; }
    """

    found: reactive[Found | None] = reactive(None, always_update=True)
    """The answer on show."""
    cursor: var[int] = var(0)
    """Which entry is under the cursor."""

    class Chosen(Message):
        """The reader wants the search narrowed to an entry."""

        def __init__(self, term: str) -> None:
            super().__init__()
            self.term = term

    class Left(Message):
        """The reader leaves the strip: for the bar, for the results, or one step back."""

        def __init__(self, how: str) -> None:
            super().__init__()
            self.how = how

    def __init__(self) -> None:
        super().__init__(id="strip")
        self._entries: tuple[Entry, ...] = ()
        self._first: dict[str, int] = {}
        """By group of names, the first entry on the line: the ones before it were walked past."""
        self._parts: list[_Part] = []

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self.cursor] if self.cursor < len(self._entries) else None

    # What changes from outside.

    def _watch_found(self, found: Found | None) -> None:
        """Show where other results fall; the cursor stays on its entry, or else in its group."""
        before = self.current
        facets = found.facets if found is not None else None
        self._entries = entries_of(facets, self._room) if facets is not None else ()
        self._first = {}
        self.display = bool(self._entries)
        self.set_reactive(FacetStrip.cursor, self._like(before) if before is not None else 0)
        self._arrange()

    @property
    def _room(self) -> int:
        """How many months there is room for."""
        return max(_FEWEST_TIMES, min(self.app.size.width // 4, _MOST_TIMES))

    def _like(self, before: Entry) -> int:
        same = [at for at, entry in enumerate(self._entries) if entry.term == before.term]
        group = [at for at, entry in enumerate(self._entries) if entry.group == before.group and entry.count]
        return next(iter((*same, *group)), 0)

    def _validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._entries) - 1))

    def _watch_cursor(self) -> None:
        self._arrange()

    @on(events.Resize)
    def _fit(self) -> None:
        self._watch_found(self.found)

    @on(events.Focus)
    @on(events.Blur)
    def _redraw(self) -> None:
        self._arrange()

    # Laying out.

    def _arrange(self) -> None:
        """Find the parts of the line: months have their place, names get what is left and are walked through."""
        groups = {group: list(entries) for group, entries in groupby(enumerate(self._entries), lambda it: it[1].group)}
        width = self.size.width - 2
        times = [self._times(groups[group]) for group in TIMES if group in groups]
        space = width - sum(_width(parts) + _GAP for parts in times)
        tags_space = min(max(space // 3, _TAGS), space // 2) if "outlet" in groups else space
        tags = [self._names(groups["tag"], tags_space)] if "tag" in groups else []
        space -= sum(_width(parts) + _GAP for parts in tags)
        outlets = [self._names(groups["outlet"], space)] if "outlet" in groups else []
        self._parts = [_Part(" ")]
        for parts in (*outlets, *times, *tags):
            self._parts += [*parts, _Part(" " * _GAP)]
        self.strips.clear()
        self.refresh()

    def _times(self, entries: list[tuple[int, Entry]]) -> list[_Part]:
        most = max(entry.count for _, entry in entries)
        bars = [_Part(_spark(entry.count, most), "plain", at if entry.count else None) for at, entry in entries]
        names = [entry.name for _, entry in entries]
        current = self.current if self.has_focus and self.current in [entry for _, entry in entries] else None
        all_of_it = _range(names[0].partition("–")[0], names[-1].rpartition("–")[2])
        label = f"{current.name}  {current.count:,}" if current is not None else all_of_it
        # Wide enough for either, so that nothing behind it moves.
        room = max(cell_len(all_of_it), max(cell_len(name) for name in names) + len(f"  {most:,}"))
        return [_Part(f"by {entries[0][1].group}  "), *bars, _Part(f"  {label}".ljust(room + 2))]

    def _names(self, entries: list[tuple[int, Entry]], space: int) -> list[_Part]:
        """Return the names that fit, from the first that was not walked past to at least the one under the cursor."""
        group = entries[0][1].group
        title = _Part(f"by {group}  ")
        first = min(self._first.get(group, 0), len(entries) - 1)
        places = [at for at, _ in entries]
        if self.cursor in places:
            first = min(first, places.index(self.cursor))
        while True:
            parts = [title, *self._fitting(entries, first, space - cell_len(title.text))]
            shown = {part.entry for part in parts}
            if self.cursor not in places or self.cursor in shown or first >= places.index(self.cursor):
                break
            first += 1
        self._first[group] = first
        return parts if len(shown) > 1 else []

    def _fitting(self, entries: list[tuple[int, Entry]], first: int, space: int) -> list[_Part]:
        alone = len(entries) == 1
        space_each = space if alone else space - _AROUND
        names = [_Part(_named(entry, space_each), "plain", at) for at, entry in entries[first:]]
        parts = [_Part("… ")] if first else []
        most = max(entry.count for _, entry in entries)
        bars = ["" if alone else f" {'▇' * max(round(_BAR * entry.count / most), 1)}" for _, entry in entries]
        if (
            not first
            and sum(cell_len(name.text) + len(bar) + 2 for name, bar in zip(names, bars, strict=True)) <= space
        ):
            return [part for name, bar in zip(names, bars, strict=True) for part in (name, _Part(f"{bar}  "))]
        used = _width(parts)
        for number, name in enumerate(names):
            left = len(names) - number - 1
            more = f"+{left:,}" if left else ""
            if used + cell_len(name.text) + (len(more) + 2 if more else 0) > space and number:
                return [*parts, _Part(f"+{left + 1:,}")]
            parts += [name, _Part("  " if left else "")]
            used += cell_len(name.text) + 2
        return parts

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        styles = {**self.role_styles, "plain": self.rich_style}
        segments = []
        for part in self._parts:
            style = self.rich_style + styles[part.role]
            if part.entry is not None and part.entry == self.cursor and self.has_focus:
                style = self.rich_style + self.role_styles["chosen"]
            segments.append(Segment(part.text, style))
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    # What the keys do.

    def action_go(self, direction: int) -> None:
        """Go to the next entry that has results (1), or to the one before (-1)."""
        ahead = range(self.cursor + direction, len(self._entries) if direction > 0 else -1, direction)
        self.cursor = next((at for at in ahead if self._entries[at].count), self.cursor)

    def action_end(self, direction: int) -> None:
        """Go to the last entry (1), or to the first (-1)."""
        self.cursor = len(self._entries) if direction > 0 else 0

    def action_narrow(self) -> None:
        """Ask for the search to be narrowed."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current.term))

    def action_leave(self, how: str) -> None:
        """Go to the bar, to the results, or one step back."""
        self.post_message(self.Left(how))

    @on(events.Click)
    def _click(self, event: events.Click) -> None:
        """Narrow to the entry that was clicked on."""
        x = 0
        for part in self._parts:
            if x <= event.x < x + cell_len(part.text) and part.entry is not None:
                self.cursor = part.entry
                self.action_narrow()
                return
            x += cell_len(part.text)


def _width(parts: list[_Part]) -> int:
    return sum(cell_len(part.text) for part in parts)


def _named(entry: Entry, space: int) -> str:
    """Return name and count in about `space` cells."""
    count = f" {entry.count:,}"
    most = max(min(_NAME, space - len(count)), 1)
    return Content(line_for_screen(entry.name)).truncate(most, ellipsis=True).plain + count


def _spark(count: int, most: int) -> str:
    """Return a bar of one cell; nothing where there is nothing."""
    return _SPARKS[(len(_SPARKS) - 1) * count // most] if count else " "


def _range(first: str, last: str) -> str:
    """Return 'Jan–Jul 2025' for the months from one to the other."""
    if first == last:
        return first
    month, _, year = first.partition(" ")
    return f"{month}–{last}" if year and last.endswith(f" {year}") else f"{first} – {last}"
