"""What can be done at a key while looking at an article's revisions."""

from typing import Final

from tui.command import Command

REVISIONS_COMMANDS: Final = (
    Command(
        "revisions.next_change",
        "Next change",
        ("right_square_bracket",),
        "Go to the next change",
        "revisions",
        "change(1)",
        footer=True,
    ),
    Command(
        "revisions.previous_change",
        "Previous change",
        ("left_square_bracket",),
        "Go to the change before",
        "revisions",
        "change(-1)",
        footer=True,
    ),
    Command(
        "revisions.newer",
        "Newer pair",
        ("right_curly_bracket",),
        "Show what changed between the next two revisions",
        "revisions",
        "step(1)",
        footer=True,
    ),
    Command(
        "revisions.older",
        "Older pair",
        ("left_curly_bracket",),
        "Show what changed between the two revisions before",
        "revisions",
        "step(-1)",
        footer=True,
    ),
    Command("revisions.down", "Down", ("j", "down"), "Move down", "revisions", "down"),
    Command("revisions.up", "Up", ("k", "up"), "Move up", "revisions", "up"),
    Command("revisions.top", "Top", ("g g", "home"), "Go to the top", "revisions", "top"),
    Command("revisions.bottom", "Bottom", ("G", "end"), "Go to the bottom", "revisions", "bottom"),
    Command("revisions.page_down", "Page down", ("ctrl+f", "pagedown"), "A page down", "revisions", "page(1)"),
    Command("revisions.page_up", "Page up", ("ctrl+b", "pageup"), "A page up", "revisions", "page(-1)"),
    Command("revisions.half_down", "Half a page down", ("ctrl+d",), "Half a page down", "revisions", "half(1)"),
    Command("revisions.half_up", "Half a page up", ("ctrl+u",), "Half a page up", "revisions", "half(-1)"),
    Command("revisions.back", "Back", ("escape",), "Leave the revisions", "revisions", "back", footer=True),
)
