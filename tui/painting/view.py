"""What every view of painted text has: a style for each role, from the theme, and a cache of drawn lines."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

ROLES: Final = (
    "heading",
    "quote",
    "code",
    "marker",
    "bar",
    "rule",
    "dim",
    "link",
    "fact",
    "match",
    "current",
    "chosen",
    "shared",
    "changed",
    "stressed",
    "removed",
    "added",
    "moved",
    "conflict",
    "absent",
)
"""What a piece of text can be. A style for each is a component class `paint--ROLE` that a theme's CSS may change."""

_BAR_STEPS = 8
"""Places within a cell at which a scroll bar can begin: it is drawn in eighths of a block."""


class Painted(ScrollView):
    """A scrolled view that draws its lines itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paint--{role}" for role in ROLES}
    # Differences are blue against orange, which people who cannot tell red from green can tell apart; and each is
    # underlined, bold or struck out besides, so that they can be read without colour.
    DEFAULT_CSS = """
    Painted {
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        & > .paint--heading { text-style: bold; }
        & > .paint--quote { text-style: italic; }
        & > .paint--code { color: $foreground 85%; }
        & > .paint--marker, & > .paint--bar { color: $accent; }
        & > .paint--rule { color: $rule; }
        & > .paint--dim { color: $foreground 60%; }
        & > .paint--link { text-style: underline; }
        & > .paint--fact { color: $accent; }
        & > .paint--match { color: $found; text-style: bold underline; }
        & > .paint--current { background: $cursor; }
        & > .paint--chosen { background: $accent; color: $background; text-style: bold; }
        & > .paint--shared { color: $foreground 60%; }
        & > .paint--changed { color: $differ-here; text-style: underline; }
        & > .paint--stressed { color: $differ-there; text-style: bold underline; }
        & > .paint--removed { color: $differ-there; text-style: strike; }
        & > .paint--added { color: $differ-here; text-style: bold underline; }
        & > .paint--moved { color: $foreground; text-style: underline; }
        & > .paint--conflict { color: $differ-there; text-style: bold; }
        & > .paint--absent { color: $foreground 25%; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._role_styles: dict[str, Style] | None = None
        self._base_style: Style | None = None
        self.strips: dict[object, Strip] = {}
        """Lines as they were drawn, by whatever tells one drawing from another; emptied when styles change."""

    @property
    def role_styles(self) -> Mapping[str, Style]:
        """The style of each role: only what its rule sets, so that one can lie over another."""
        if self._role_styles is None:
            self._role_styles = {role: self._style_of(f"paint--{role}") for role in ROLES}
        return self._role_styles

    @property
    def base_style(self) -> Style:
        """The style of plain text: `rich_style`, which is worked out anew at every call, kept while it holds."""
        if self._base_style is None:
            self._base_style = self.rich_style
        return self._base_style

    def notify_style_update(self) -> None:
        """Forget what was drawn in other styles."""
        super().notify_style_update()
        self._role_styles = self._base_style = None
        self.strips.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw what was scrolled to; the bar only where that moves it, for it costs as much as a screenful of text."""
        if self.show_vertical_scrollbar:
            step = max(self.virtual_size.height / max(self.size.height, 1) / _BAR_STEPS, 1.0)
            bar = self.vertical_scrollbar
            if int(new_value / step) != int(bar.position / step) or new_value in {0, self.max_scroll_y}:
                bar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def render_lines(self, crop: "Region") -> "list[Strip]":
        """Draw lines of the screen as they come from `render_line`.

        Textual makes each line anew on its way through borders and filters, and knows it by its place on the screen:
        where everything scrolls by a line, all that is done for every line (12 ms for a screen of 160x48, and this 2).
        Here a line that is drawn already goes through the filters once.
        """
        if self.styles.gutter or self.opacity != 1.0:
            return super().render_lines(crop)
        width, base = self.region.width, self.base_style
        filters, (_, background) = self.get_line_filters(), self.background_colors
        lines = [self.render_line(y).adjust_cell_length(width, base) for y in crop.line_range]
        for each in filters:
            lines = [line.apply_filter(each, background) for line in lines]
        return lines if crop.column_span == (0, width) else [line.crop(*crop.column_span) for line in lines]

    def _style_of(self, name: str) -> Style:
        """Resolve a component's style against the view's own background, for colours that let it shine through."""
        rules = self.get_component_styles(name)
        whole = self.get_component_rich_style(name)
        own = Style(
            color=whole.color if rules.has_rule("color") else None,
            bgcolor=whole.bgcolor if rules.has_rule("background") else None,
        )
        return own + rules.text_style
