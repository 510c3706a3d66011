"""The top of the comparison: which two articles, and the four views with how much each holds."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.compare.compared import Compared, dated

VIEWS = {"text": "text", "facts": "facts", "disagreements": "disagreements", "left_out": "left out"}
"""The views by their name in commands, as the screen calls them, in the order of their keys."""
_DIM = "$foreground 60%"


class Title(Widget):
    """One line, two where the screen is too narrow for one."""

    DEFAULT_CSS = """
    Title { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    Title.-two { height: 2; }
    """

    compared: reactive[Compared | None] = reactive(None)
    shown: reactive[tuple[str, str] | None] = reactive(None)
    view: reactive[str] = reactive("text")

    def render(self) -> Content:
        """Return the line or lines."""
        if self.compared is None or self.shown is None:
            return Content.styled("Compare", "bold $accent")
        left, right = self._articles(self.compared, self.shown), self._views(self.compared)
        if self.has_class("-two"):
            return Content("\n").join([left, right])
        space = max(self.size.width - right.cell_length - 2, 0)
        return Content.assemble(left.truncate(space, ellipsis=True, pad=True), "  ", right)

    def _articles(self, compared: Compared, shown: tuple[str, str]) -> Content:
        one, other = (
            f"{compared.names[article_id]} {dated(compared.articles[article_id])}".rstrip() for article_id in shown
        )
        more = len(compared.ids) - len(shown)
        return Content.assemble(
            ("Compare", "bold $accent"),
            f"   {one} ⇄ {other}",
            (f"   (+{more} more)" if more > 0 else "", _DIM),
        )

    def _views(self, compared: Compared) -> Content:
        comparison = compared.comparison
        counts = {
            "facts": len(comparison.facts),
            "disagreements": len(comparison.disagreements),
            "left_out": sum(map(len, comparison.omissions.values())),
        }
        parts: list[Content] = []
        for view, words in VIEWS.items():
            count = f" {counts[view]}" if view in counts else ""
            parts.append(Content.assemble((words, "bold underline" if view == self.view else _DIM), (count, _DIM)))
        return Content("  ").join(parts)
