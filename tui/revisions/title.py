"""The top of the revisions screen: the headline, the two times, and how much changed between them."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.painting import line_for_screen
from tui.revisions.changes import Changes, counted, minute

_DIM = "$foreground 60%"


class RevisionsTitle(Widget):
    """One line, two where the screen is too narrow for one."""

    DEFAULT_CSS = """
    RevisionsTitle { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    RevisionsTitle.-two { height: 2; }
    """

    changes: reactive[Changes | None] = reactive(None)

    def render(self) -> Content:
        """Return the line or lines."""
        if self.changes is None:
            return Content.styled("Revisions", "bold $accent")
        left = Content.assemble(
            ("Revisions of ", "bold $accent"),
            f"“{line_for_screen(self.changes.diff.to.title) or 'Without a headline'}”",
        )
        times, which, counts = self._parts(self.changes)
        if self.has_class("-two"):
            return Content("\n").join([self._between(left, which), Content.assemble(times, counts)])
        return self._between(left, Content.assemble(times, which, counts))

    def _between(self, left: Content, right: Content) -> Content:
        """Return a line with `left` and `right` at its ends; where there is no room for both, `left` is cut."""
        space = max(self.size.width - right.cell_length - 3, 0)
        return Content.assemble(left.truncate(space, ellipsis=True, pad=True), "   ", right)

    def _parts(self, changes: Changes) -> tuple[Content, Content, Content]:
        """Return the times, which two of how many, and how much changed."""
        diff = changes.diff
        count = len(changes.revisions)
        which = f"   {diff.from_.revision} and {diff.to.revision} of {count}" if count > 2 else ""
        return (
            Content(f"{minute(diff.from_.fetched)} → {minute(diff.to.fetched, since=diff.from_.fetched)}"),
            Content.styled(which, _DIM),
            Content.styled(f"   {counted(diff)}", _DIM),
        )
