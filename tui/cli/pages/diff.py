"""Two revisions of one article: the lines that changed, with [-what went-] and {+what came+}."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rich.text import Text

from index.models import EditOp, RevisionDiff, Span
from tui.cli.pages.words import counted, line, minute
from tui.painting.screen_text import line_for_screen


class _Piece(NamedTuple):
    """A run of text that stayed, went, came or moved."""

    what: Literal["same", "old", "new", "moved"]
    text: str


_SIGNS: tuple[tuple[set[str], str], ...] = (({"new"}, "+"), ({"old"}, "-"), ({"moved"}, "<>"))
_LINE_ENDS = ("", "\n")
_BRACKETS = {"old": ("[-", "-]"), "new": ("{+", "+}"), "moved": ("<", ">")}
# Orange against blue, which people who cannot tell red from green can tell apart.
_STYLES = {"same": "", "old": "strike dark_orange", "new": "bold bright_blue", "moved": "underline"}


def diff_page(diff: RevisionDiff, left: str, right: str) -> Iterator[Text]:
    """Show what changed from the text `left` to the text `right`; lines without a change are left out."""
    yield Text.assemble("Revisions of ", line(diff.to.title, "bold"), line(f"  {diff.id}", "dim"))
    yield Text(
        f"{diff.from_.revision} ({minute(diff.from_.fetched)}) to {diff.to.revision} ({minute(diff.to.fetched)}), UTC: "
        + ", ".join(_counts(diff)),
        "dim",
    )
    if diff.from_.title != diff.to.title:
        yield _drawn("~", [_Piece("old", diff.from_.title), _Piece("same", " "), _Piece("new", diff.to.title)])
    for pieces in _lines(_pieces(diff, left, right)):
        kinds = {piece.what for piece in pieces if piece.text.strip()}
        if kinds - {"same"}:
            yield Text()
            yield _drawn(next((sign for only, sign in _SIGNS if kinds == only), "~"), pieces)


def _counts(diff: RevisionDiff) -> Iterator[str]:
    counts = diff.counts
    told = [
        counted(count, noun)
        for count, noun in (
            (counts.edit, "edit"),
            (counts.addition, "addition"),
            (counts.deletion, "deletion"),
            (counts.refactor, "move"),
        )
        if count
    ]
    if diff.from_.title != diff.to.title:
        told.append("headline changed")
    yield from told or ["the same words"]


def _pieces(diff: RevisionDiff, left: str, right: str) -> Iterator[_Piece]:
    """Walk along the newer text; what went stands where it would have stood. What moved is shown where it is now."""
    at = 0
    for edit in sorted(diff.edits, key=lambda edit: (edit.right.start, edit.left.start)):
        if edit.right.start > at:
            yield _Piece("same", right[at : edit.right.start])
        if edit.op is EditOp.MOVE:
            yield _Piece("moved", right[max(edit.right.start, at) : edit.right.end])
        else:
            if edit.left.end > edit.left.start:
                yield from _gone(edit.left.of(left), _is_line(left, edit.left), right, at)
            if edit.right.end > max(edit.right.start, at):
                yield _Piece("new", right[max(edit.right.start, at) : edit.right.end])
        at = max(at, edit.right.end)
    yield _Piece("same", right[at:])


def _gone(text: str, was_line: bool, right: str, at: int) -> Iterator[_Piece]:
    """Yield what went from the place `at`; what was a line of its own, on a line of its own."""
    if was_line and right[max(at - 1, 0) : at] not in _LINE_ENDS:
        yield _Piece("same", "\n")
    yield _Piece("old", text)
    if was_line and right[at : at + 1] not in _LINE_ENDS:
        yield _Piece("same", "\n")


def _is_line(text: str, span: Span) -> bool:
    """Tell whether the span is a line, or several."""
    return text[max(span.start - 1, 0) : span.start] in _LINE_ENDS and text[span.end : span.end + 1] in _LINE_ENDS


def _lines(pieces: Iterator[_Piece]) -> Iterator[list[_Piece]]:
    """Part pieces at the ends of lines."""
    current: list[_Piece] = []
    for what, text in pieces:
        first, *others = text.split("\n")
        current.append(_Piece(what, first))
        for part in others:
            yield current
            current = [_Piece(what, part)]
    yield current


def _drawn(sign: str, pieces: list[_Piece]) -> Text:
    drawn = Text.assemble((f"{sign} ", "bold"))
    for what, text in pieces:
        before, after = _BRACKETS.get(what, ("", "")) if text.strip() else ("", "")
        drawn.append(f"{before}{line_for_screen(text)}{after}", _STYLES[what])
    return drawn
