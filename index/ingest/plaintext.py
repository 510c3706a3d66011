"""Plain text, as people save it and programs scrape it: its title, its headings, its lists and its tables."""

from collections.abc import Sequence

from index.ingest.debris import strip_debris
from index.ingest.flattened import flattened_table, run_of_cells
from index.ingest.lines import Line, lines_of, unwrap
from index.ingest.pieces import BULLET, Piece, piece
from index.ingest.reading import Reading
from index.ingest.tables import barred_table, tabbed_table
from index.ingest.titles import is_heading, is_title, without_title
from index.models import BlockKind
from index.text.clean import clean

_BARE_RUN = 3
"""From so many bare lines on, one under the other, they are a list of something and none of them is a heading."""

_NESTS = 2
"""Columns of further indent that put an item into another; one is carelessness."""
_SHORTEST_PROSE = 30
"""Characters; less than that is not what a heading stands over."""
_SURELY_PROSE = 120
"""Characters; whatever is longer is prose, even where it ends with a source in brackets."""


def read_plain(text: str, title: str = "") -> Reading:
    """Read plain text; `title` is its title where that is known already.

    Every word of `text` is in the pieces or the title, except for debris at its ends (see `debris`). The title is
    empty where the text brings none.
    """
    body = strip_debris(lines_of(clean(text)))
    lines = unwrap(body.lines)
    if not title and len(lines) > 1 and (title := _title_line(lines[0])):
        lines = lines[1:]
    pieces = without_title(_blocks(lines), title) if title else tuple(_blocks(lines))
    return Reading(pieces, title=title, published=body.published)


def _title_line(line: Line) -> str:
    """Return what the first line says if it is a title, or nothing."""
    if _hashes(line.text):
        return line.text.lstrip("#").strip()
    if line.marker or "|" in line.text[:1] or "\t" in line.text:
        return ""
    return line.text if is_title(line.text) else ""


def _blocks(lines: Sequence[Line]) -> list[Piece]:
    """Divide lines into pieces, looking at each for the most telling shape first."""
    found: list[Piece] = []
    indents: list[int] = []  # of the items that the present one is nested in
    at = 0
    tried = 0  # the lines up to here are no table with bars or tabs
    run = run_end = 0  # the bare lines from here to there are no table either
    while at < len(lines):
        line = lines[at]
        rows: list[Piece] = []
        end = at
        if "|" in line.text or "\t" in line.text:
            if at >= tried:
                rows, end = barred_table(lines, at) if "|" in line.text else tabbed_table(lines, at)
                tried = end
        elif at >= run_end:
            run, run_end = at, run_of_cells(lines, at)
            rows, end = flattened_table(lines, at, run_end)
            if not rows and is_heading(line.text):
                rows, end = flattened_table(lines, at + 1, run_end)
                rows = [piece(BlockKind.HEADING, line.text, 2), *rows] if rows else []
        if rows:
            found += rows
            at = run_end = end
            indents = []
            continue
        if line.marker and not _numbered_heading(lines, at):
            found.append(_item(line, indents, found))
        else:
            indents = []
            found.append(_bare(lines, at, bare_run=run_end - run if run <= at < run_end else 0))
        at += 1
    return found


def _item(line: Line, indents: list[int], before: Sequence[Piece]) -> Piece:
    """Make a list item, at the depth that its indent has among those of the items before it (`indents`, updated)."""
    follows = bool(before) and before[-1].kind is BlockKind.ITEM
    if not follows:
        indents.clear()
    while len(indents) > 1 and line.indent < indents[-1]:
        indents.pop()
    if not indents or line.indent >= indents[-1] + _NESTS:
        indents.append(line.indent)
    mark = line.marker
    number = mark["number"] if mark else None
    marker = f"{number}." if number else BULLET
    starts = follows and len(indents) == 1 and line.gap > 0 and (before[-1].marker == BULLET) != (marker == BULLET)
    restarts = follows and number == "1" and len(indents) == 1 and before[-1].level == 1
    words = line.text[mark.end() :] if mark else line.text
    return piece(BlockKind.ITEM, words, len(indents), marker=marker, starts=starts or restarts)


def _bare(lines: Sequence[Line], at: int, bare_run: int) -> Piece:
    """Make a heading or a paragraph of a line without a marker."""
    text = lines[at].text
    if level := _hashes(text):
        return piece(BlockKind.HEADING, text[level:].strip().rstrip("#"), level)
    if text.startswith("> ") and text[2:].strip():
        return piece(BlockKind.QUOTE, text[2:])
    if bare_run < _BARE_RUN and at + 1 < len(lines) and _heads(lines, at):
        return piece(BlockKind.HEADING, text, 2)
    return piece(BlockKind.PARAGRAPH, text)


def _heads(lines: Sequence[Line], at: int) -> bool:
    """Tell whether line `at` is a heading over what follows it."""
    text = lines[at].text
    after = lines[at + 1]
    if not is_heading(text) or _figures(text) > 1:
        return False
    if after.marker is not None or "|" in after.text:
        return True
    if after.text[0].islower() or after.text[0] in ".,;":
        return False
    if len(after.text) > _SURELY_PROSE or (after.ends_sentence and len(after.text) > max(len(text), _SHORTEST_PROSE)):
        return True
    # One heading may stand over another, but lines of figures look like that too.
    return is_heading(after.text) and not _figures(text) and not _figures(after.text)


def _figures(text: str) -> int:
    """Return how many words of `text` have a digit in them."""
    return sum(1 for word in text.split() if any(map(str.isdigit, word)))


def _numbered_heading(lines: Sequence[Line], at: int) -> bool:
    """Tell '2. What each side gains' over a paragraph from the item of a list."""
    line = lines[at]
    if not line.marker or not line.marker["number"] or line.indent or not is_heading(line.text):
        return False
    after = lines[at + 1] if at + 1 < len(lines) else None
    before = lines[at - 1] if at else None
    prose = after is not None and not after.marker and after.ends_sentence and len(after.text) > 2 * len(line.text)
    return prose and (before is None or not before.marker)


def _hashes(text: str) -> int:
    """Return the level of a heading that is written the Markdown way, or 0."""
    level = len(text) - len(text.lstrip("#"))
    return level if 1 <= level <= 6 and text[level : level + 1] == " " and text[level:].strip(" #") else 0
