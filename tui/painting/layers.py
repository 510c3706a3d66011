"""Drawing a line: the text in a base style, and layer upon layer of spans over it."""

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.models import Span
from tui.painting.lines import Line, Mark
from tui.painting.screen_text import line_for_screen


@dataclass(frozen=True)
class Layer:
    """Spans of one text that are drawn in one role."""

    spans: tuple[Span, ...]
    """Sorted by where they start; they may overlap."""
    role: str
    """One of `ROLES`."""

    def on(self, line: Span) -> Iterator[Span]:
        """Yield the spans that share a code point with `line`."""
        for index in range(bisect.bisect_right(self._reach, line.start), len(self.spans)):
            span = self.spans[index]
            if span.start >= line.end:
                return
            if span.end > line.start:
                yield span

    @cached_property
    def _reach(self) -> list[int]:
        """By span, how far it and all before it reach: what makes the first span on a line a bisection."""
        return list(accumulate((span.end for span in self.spans), max))


def paint_line(
    text: str, line: Span, layers: Sequence[Layer], styles: Mapping[str, Style], base: Style
) -> list[Segment]:
    """Draw `text[line.start:line.end]` on one line; a later layer lies over an earlier one.

    A role without a style leaves the text as it is. Costs what the spans on the line cost, however many there are.
    """
    drawn = [
        (max(span.start, line.start), min(span.end, line.end), style)
        for layer in layers
        if (style := styles.get(layer.role)) is not None
        for span in layer.on(line)
    ]
    if not drawn:
        return [Segment(line_for_screen(line.of(text)), base)]
    cuts = sorted({line.start, line.end, *(at for start, end, _ in drawn for at in (start, end))})
    segments: list[Segment] = []
    for start, end in pairwise(cuts):
        style = base
        for first, last, over in drawn:
            if first <= start and end <= last:
                style += over
        segments.append(Segment(line_for_screen(text[start:end]), style))
    return segments


def paint(
    text: str, line: Line, layers: Sequence[Layer], styles: Mapping[str, Style], base: Style, width: int
) -> Strip:
    """Draw a whole line, cut or filled up to `width` cells. The style of a mark's role lies over that of the line's."""
    base += styles.get(line.role, _PLAIN)
    segments: list[Segment] = []
    for piece in line.pieces:
        if isinstance(piece, Mark):
            segments.append(Segment(piece.text, base + styles.get(piece.role, _PLAIN)))
        else:
            segments.extend(paint_line(text, piece, layers, styles, base))
    return Strip(segments).adjust_cell_length(width, base)


def fitted(segments: Sequence[Segment], width: int, base: Style) -> Strip:
    """Return `segments` in exactly `width` cells, with an ellipsis where something was cut off."""
    strip = Strip(segments)
    if strip.cell_length <= width:
        return strip.adjust_cell_length(width, base)
    kept = strip.crop(0, max(width - 1, 0)).adjust_cell_length(max(width - 1, 0), base)
    return Strip([*kept, Segment("…" if width > 0 else "", base)], max(width, 0))


_PLAIN = Style()
