"""The line below a view of the comparison: what its signs mean, how much is shared, a cut cell in full."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.painting import line_for_screen

_OF_TWO = "= same words   ≈ other words   ~ perhaps the same   + only here   · elsewhere   ⚡ disagree"
_OF_MANY = "= same   ≈ other words   ~ perhaps   + only here   · by another   ⚡ disagree"
_SHORT = "= same   ≈ other words   + only here   ⚡ disagree"
_OF_FACTS = "⚡ disagree   → moved on   ≈ rounded   ● told"
_DIM = "$foreground 60%"
_GAP = 4


class Legend(Widget):
    """One line: the signs on the left, or on the right where there is something to tell on the left."""

    DEFAULT_CSS = """
    Legend { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    view: reactive[str] = reactive("text")
    """Which view it stands below."""
    count: reactive[int] = reactive(2)
    """How many articles are compared."""
    share: reactive[tuple[int, int]] = reactive((0, 0))
    """How many sentences of the left article the right one tells as well, and how many it has."""
    cell: reactive[str] = reactive("")
    """What the table says at the cursor, in full; empty where nothing is cut off."""

    def render(self) -> Content:
        """Return the line."""
        room = self.size.width
        if self.view == "facts":
            cell = Content(line_for_screen(self.cell))
            signs = Content.styled(_OF_FACTS, _DIM)
            kept = room - signs.cell_length - _GAP
            if cell.cell_length > kept:
                return (cell or signs).truncate(room, ellipsis=True)
            return Content.assemble(cell.truncate(kept, pad=True), " " * _GAP, signs)
        told, of = self.share
        if not of:
            return Content("")
        share = f"{told} of {of} sentences shared"
        meanings = _OF_TWO if self.count == 2 else _OF_MANY
        text = next((each for each in (meanings, _SHORT) if len(each) + _GAP + len(share) <= room), "")
        # ⚡ takes two cells.
        return Content.styled(f"{text}{share.rjust(room - len(text) - ('⚡' in text))}", _DIM)
