"""A line of the screen: pieces of the article's text, and what stands around them."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from index.models import Span


class Mark(NamedTuple):
    """Something drawn that is not text of the article: an indent, a bullet, the bar of a quotation."""

    text: str
    role: str = ""


Piece = Span | Mark


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen."""

    start: int
    """The code point that the line is found by; never falls from one line to the next. The lines of one table row
    share the row's start."""
    pieces: tuple[Piece, ...] = ()
    role: str = ""
    """What the whole line is: 'heading', 'quote', 'code', or plain."""


def line_at(lines: Sequence[Line], place: int) -> int:
    """Return the number of the line that shows the code point `place`; the nearest where none does."""
    if not lines:
        return 0
    start = lines[max(bisect.bisect_right(lines, place, key=_start) - 1, 0)].start
    return bisect.bisect_left(lines, start, key=_start)


_start = attrgetter("start")
