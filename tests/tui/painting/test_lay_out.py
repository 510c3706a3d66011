"""Laying out an article by its blocks."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from index.models import Block, BlockKind, Span
from tui.painting import Line, Mark, lay_out, line_at
from tui.painting.layers import paint


def article(*parts: tuple[BlockKind, int, str, str]) -> tuple[str, list[Block]]:
    """Build a text of (kind, level, marker, words)."""
    text, blocks = "", []
    for kind, level, marker, words in parts:
        text += marker
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words), level=level))
        text += words + "\n"
    return text, blocks


def drawn(text: str, lines: list[Line], width: int) -> list[str]:
    return [paint(text, line, (), {}, Style(), width).text.rstrip() for line in lines]


MIXED = article(
    (BlockKind.HEADING, 1, "", "A heading"),
    (BlockKind.PARAGRAPH, 0, "", "Some words that go on for a while."),
    (BlockKind.ITEM, 1, "• ", "first of the items, a long one"),
    (BlockKind.ITEM, 1, "12. ", "second"),
    (BlockKind.ITEM, 2, "- ", "deeper"),
    (BlockKind.QUOTE, 0, "> ", "Nobody knows."),
    (BlockKind.CODE, 0, "", "if x:\n\treturn a very long line of code"),
    (BlockKind.ROW, 0, "", "Name\tParts"),
    (BlockKind.ROW, 1, "", "Oak\tleaves and acorns, and a trunk"),
)


def test_each_kind_has_its_form() -> None:
    text, blocks = MIXED
    assert drawn(text, lay_out(text, blocks, 24), 24) == [
        "A heading",
        "",
        "Some words that go on",
        "for a while.",
        "",
        "  • first of the items,",
        "    a long one",
        "  12. second",
        "    - deeper",
        "",
        "┃ Nobody knows.",
        "",
        "if x:",
        "    return a very long l",
        "",
        "Name  Parts",
        "────────────────────────",
        "Oak   leaves and acorns,",
        "      and a trunk",
    ]


def test_prose_keeps_its_measure_on_a_wide_screen() -> None:
    text, blocks = article((BlockKind.PARAGRAPH, 0, "", "word " * 100))
    assert max(len(line) for line in drawn(text, lay_out(text, blocks, 200), 200)) <= 80
    assert max(len(line) for line in drawn(text, lay_out(text, blocks, 200, measure=120), 200)) > 100


def test_a_table_too_narrow_for_columns_sets_cells_below_each_other() -> None:
    text, blocks = article((BlockKind.ROW, 1, "", "one\ttwo\tthree\tfour"))
    assert drawn(text, lay_out(text, blocks, 12), 12) == ["one", "  two", "  three", "  four", ""]


def test_a_text_of_no_blocks_has_no_lines() -> None:
    assert lay_out("", [], 80) == []
    assert line_at([], 10) == 0


def test_the_line_of_a_place_shows_it() -> None:
    text, blocks = MIXED
    lines = lay_out(text, blocks, 24)
    for word in ("heading", "while", "long one", "deeper", "Nobody", "if x"):
        place = text.index(word)
        found = lines[line_at(lines, place)]
        assert any(isinstance(piece, Span) and piece.start <= place < piece.end for piece in found.pieces)
    assert lines[line_at(lines, text.index("acorns"))].pieces[0] == Span(text.index("Oak"), text.index("Oak") + 3)


WORDS = st.text(st.sampled_from("ab 世é\t-\u0301"), min_size=1, max_size=80)
KINDS = st.sampled_from(list(BlockKind))
LEVELS = st.integers(0, 6)


@given(st.lists(st.tuples(KINDS, LEVELS, st.sampled_from(["", "• ", "1. "]), WORDS), max_size=8), st.integers(8, 60))
def test_all_words_are_drawn_once_and_nothing_is_too_wide(
    parts: list[tuple[BlockKind, int, str, str]], width: int
) -> None:
    text, blocks = article(*parts)
    lines = lay_out(text, blocks, width)
    places = [place for line in lines for piece in line.pieces if isinstance(piece, Span) for place in range(*piece)]
    wanted = [place for block in blocks for place in range(block.start, block.end) if not text[place].isspace()]
    assert sorted(place for place in places if not text[place].isspace()) == wanted
    assert [line.start for line in lines] == sorted(line.start for line in lines)
    for line in lines:
        if line.role != "code":
            cells = sum(cell_len(piece.text if isinstance(piece, Mark) else piece.of(text)) for piece in line.pieces)
            assert cells <= width
