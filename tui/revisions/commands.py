"""What can be done at a key while looking at an article's revisions."""

from typing import Final

from tui.command import Command, moves

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
    *moves("revisions", "in the text"),
    Command("revisions.back", "Back", ("escape",), "Leave the revisions", "revisions", "back", footer=True),
)
