"""What can be done at a key while comparing."""

from typing import Final

from tui.command import Command, moves

COMPARE_COMMANDS: Final = (
    Command(
        "compare.next_difference",
        "Next difference",
        ("right_square_bracket",),
        "Go to the next sentence that differs or stands alone",
        "compare",
        "difference(1)",
        footer=True,
    ),
    Command(
        "compare.previous_difference",
        "Previous difference",
        ("left_square_bracket",),
        "Go to the sentence before that differs or stands alone",
        "compare",
        "difference(-1)",
    ),
    Command("compare.text", "Text", ("1",), "Show the articles sentence by sentence", "compare", "view('text')", True),
    Command(
        "compare.facts", "Facts", ("2",), "Show the facts, the articles as columns", "compare", "view('facts')", True
    ),
    Command(
        "compare.disagreements",
        "Disagreements",
        ("3",),
        "Show where the articles disagree, what moved on, and what else differs",
        "compare",
        "view('disagreements')",
        footer=True,
    ),
    Command(
        "compare.left_out",
        "Left out",
        ("4",),
        "Show what most of the articles tell and one leaves out",
        "compare",
        "view('left_out')",
        footer=True,
    ),
    Command(
        "compare.open", "Go to text", ("enter",), "Go to where the article says it", "compare", "open", footer=True
    ),
    Command(
        "compare.other_column",
        "Other column",
        ("tab", "shift+tab"),
        "Go to the other column",
        "compare",
        "other_column",
        footer=True,
    ),
    Command(
        "compare.next_article",
        "Next article",
        ("right_curly_bracket",),
        "Show the next article in this column",
        "compare",
        "cycle(1)",
        footer=True,
    ),
    Command(
        "compare.previous_article",
        "Previous article",
        ("left_curly_bracket",),
        "Show the article before in this column",
        "compare",
        "cycle(-1)",
    ),
    Command("compare.add", "Add", ("plus",), "Bring another article in", "compare", "add", footer=True),
    Command("compare.drop", "Drop", ("minus",), "Drop the article of this column", "compare", "drop", footer=True),
    *moves("compare", "in the comparison"),
    Command("compare.left", "Left", ("h", "left"), "Go to the column on the left", "compare", "sideways(-1)"),
    Command("compare.right", "Right", ("l", "right"), "Go to the column on the right", "compare", "sideways(1)"),
    Command(
        "compare.write",
        "Write",
        ("w",),
        "Write the comparison to a file, to take along: a page for any browser, Markdown or JSON",
        "compare",
        "write",
        footer=True,
    ),
    Command("compare.copy", "Copy", ("y",), "Copy the sentence or the fact at the cursor", "compare", "copy", True),
    Command("compare.back", "Back", ("escape",), "Leave the comparison", "compare", "back", footer=True),
)
