"""Two revisions of one article: the lines that changed, with [-what went-] and {+what came+}."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from rich.text import Text

from index.models import Edit, EditOp, RevisionDiff, Span
from tui.cli.pages.words import counted, line, minute
from tui.painting.screen_text import line_for_screen


class _Piece(NamedTuple):
    """A run of text that stayed, went, came or moved; or a bracket at an end of what moved and was edited."""

    what: Literal["same", "old", "new", "moved", "bracket"]
    text: str


_SIGNS: tuple[tuple[set[str], str], ...] = (({"new"}, "+"), ({"old"}, "-"), ({"moved"}, "<>"))
_LINE_ENDS = ("", "\n")
_BRACKETS = {"old": ("[-", "-]"), "new": ("{+", "+}"), "moved": ("<", ">")}
# Orange against blue, which people who cannot tell red from green can tell apart.
_STYLES = {"same": "", "old": "strike dark_orange", "new": "bold bright_blue", "moved": "underline", "bracket": ""}


def diff_page(diff: RevisionDiff, left: str, right: str) -> Iterator[Text]:
    """Show what changed from the text `left` to the text `right`; lines without a change are left out."""
    yield Text.assemble("Revisions of ", line(diff.to.title, "bold"), line(f"  {diff.id}", "dim"))
    yield Text(
        f"{diff.from_.revision} ({minute(diff.from_.fetched)}) to {diff.to.revision} ({minute(diff.to.fetched)}), UTC: "
        + ", ".join(_counts(diff)),
        "dim",
    )
    if diff.from_.title != diff.to.title:
        yield _drawn("~", list(_pieces(diff.title_edits, (), diff.from_.title, diff.to.title)))
    for pieces in _lines(_pieces(diff.edits, diff.moved, left, right)):
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


def _pieces(edits: Sequence[Edit], moved: Sequence[Span], left: str, right: str) -> Iterator[_Piece]:
    """Walk along the newer text; what went stands where it would have stood. What moved is shown where it is now."""
    brackets = deque((place, sign) for span in moved for place, sign in zip(span, _BRACKETS["moved"], strict=True))
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.right.start, edit.left.start)):
        start = max(edit.right.start, at)
        yield from _stayed(right, at, start, brackets)
        if edit.op is EditOp.MOVE:
            yield _Piece("moved", right[start : edit.right.end])
        else:
            if edit.left.end > edit.left.start:
                yield from _gone(left, edit, right, start)
            if edit.right.end > start:
                yield _Piece("new", right[start : edit.right.end])
        at = max(at, edit.right.end)
    yield from _stayed(right, at, len(right), brackets)


def _stayed(right: str, start: int, end: int, brackets: deque[tuple[int, str]]) -> Iterator[_Piece]:
    """Yield the text from `start` to `end` with the brackets that stand in it, which are taken off `brackets`."""
    while brackets and brackets[0][0] <= end:
        place, sign = brackets.popleft()
        yield _Piece("same", right[start : max(place, start)])
        yield _Piece("bracket", sign)
        start = max(place, start)
    yield _Piece("same", right[start:end])


def _gone(left: str, edit: Edit, right: str, at: int) -> Iterator[_Piece]:
    """Yield what went from the place `at`: a line of its own stands on one, words apart from words."""
    was_line, nothing_came = _is_line(left, edit.left), edit.right.end <= at
    before, after = _before(right, at), right[at : at + 1]
    if was_line and before not in _LINE_ENDS:
        yield _Piece("same", "\n")
    elif nothing_came and before.strip() and _before(left, edit.left.start).isspace():
        yield _Piece("same", " ")
    yield _Piece("old", edit.left.of(left))
    if was_line and after not in _LINE_ENDS:
        yield _Piece("same", "\n")
    elif nothing_came and after.isalnum():
        yield _Piece("same", " ")


def _before(text: str, place: int) -> str:
    """Return the character before `place`, none at the start."""
    return text[max(place - 1, 0) : place]


def _is_line(text: str, span: Span) -> bool:
    """Tell whether the span is a line, or several."""
    return _before(text, span.start) in _LINE_ENDS and text[span.end : span.end + 1] in _LINE_ENDS


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
