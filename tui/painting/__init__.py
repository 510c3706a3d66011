"""Painting: a text broken into lines and drawn with layers of spans over it, never copied and never read as markup.

What draws with textual is imported by its module, `tui.painting.layers` and `tui.painting.view`: the command line uses
what is here, and never loads textual.
"""

from tui.painting.blocks import COMFORTABLE, lay_out
from tui.painting.lines import Line, Mark, Piece, line_at
from tui.painting.screen_text import for_screen, line_for_screen
from tui.painting.wrap import wrap

__all__ = [
    "COMFORTABLE",
    "Line",
    "Mark",
    "Piece",
    "for_screen",
    "lay_out",
    "line_at",
    "line_for_screen",
    "wrap",
]
