"""Titles, headings, lists and hard-wrapped paragraphs of plain text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.shown import kinds, read, shown

PROSE = "The council agreed on Monday to close the old bridge for a year, and nobody was surprised by it."
MORE = "Traders on both banks of the river had asked for a ferry, which the town says it cannot pay for."


def test_a_title_line_becomes_the_title_and_leaves_the_text() -> None:
    draft = read(f"\nOld bridge to close for a year\n\n{PROSE}\n")
    assert draft.title == "Old bridge to close for a year"
    assert shown(draft) == [("paragraph", 0, PROSE)]


def test_a_title_said_twice_is_said_once() -> None:
    draft = read(f"Old bridge to close\n\nOLD BRIDGE TO CLOSE\n\n{PROSE}")
    assert draft.title == "Old bridge to close"
    assert draft.text == PROSE


def test_a_title_that_was_cut_off_is_kept_as_it_is() -> None:
    assert read(f"Old bridge to close for a year, the council...\n\n{PROSE}").title.endswith("council...")


def test_without_a_title_line_one_is_made_and_the_prose_stays() -> None:
    draft = read(f"{PROSE}\n\n{MORE}")
    assert draft.title == PROSE.removesuffix(".")
    assert draft.text == f"{PROSE}\n\n{MORE}"


def test_a_made_title_is_cut_at_a_word() -> None:
    draft = read(" ".join(["Considerable"] * 30) + ". It went on.\n\n" + MORE)
    assert draft.title.endswith("Considerable…")
    assert len(draft.title) <= 100


def test_a_title_is_at_most_500_characters_long() -> None:
    draft = read("---\ntitle: " + "long " * 200 + "\n---\n" + PROSE, "article.md")
    assert len(draft.title) <= 500
    assert draft.title.endswith("long…")


def test_a_single_line_is_title_and_text() -> None:
    draft = read("Bridge closed")
    assert (draft.title, draft.text) == ("Bridge closed", "Bridge closed")


def test_bare_short_lines_over_prose_are_headings() -> None:
    draft = read(f"Bridge to close\n\n{PROSE}\n\nWhy now?\n{MORE}\n\n## And then\n\n{PROSE}")
    assert kinds(draft) == ["paragraph", "heading", "paragraph", "heading", "paragraph"]
    assert draft.text[draft.blocks[3].start : draft.blocks[3].end] == "And then"


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Example",
        "Source: The Example",
        "Net 646,000 vs 470,000",
        "“He will be great!”",
        "The reasons are these:",
        "and so it went on",
    ],
)
def test_what_is_short_but_no_heading_is_a_paragraph(line: str) -> None:
    assert kinds(read(f"Bridge to close\n\n{PROSE}\n\n{line}\n\n{MORE}"))[1] == "paragraph"


def test_the_last_line_heads_nothing() -> None:
    draft = read(f"Bridge to close\n\n{PROSE}\n\nSource: Some Outlet")
    assert shown(draft)[-1] == ("paragraph", 0, "Source: Some Outlet")


def test_items_have_their_marker_before_them_and_their_depth() -> None:
    draft = read(
        f"Bridge to close\n\n{PROSE}\n\n"
        "   - Ferry: none\n   * Tunnel: none\n       1) Later\n       2) Much later\n• Road\n"
    )
    assert draft.text.endswith("• Ferry: none\n• Tunnel: none\n  1. Later\n  2. Much later\n• Road")
    assert [(kind, level) for kind, level, _ in shown(draft)[1:]] == [
        ("item", 1),
        ("item", 1),
        ("item", 2),
        ("item", 2),
        ("item", 1),
    ]
    assert shown(draft)[3][2] == "Later"


def test_a_list_that_begins_again_is_another_list() -> None:
    draft = read(f"Bridge to close\n\n{PROSE}\n\n1. One\n2. Two\n1. Another one\n")
    assert draft.text.endswith("1. One\n2. Two\n\n1. Another one")


def test_hard_wrapped_paragraphs_and_items_are_joined() -> None:
    wrapped = (
        "Bridge to close\n\n"
        "The council agreed on Monday to close the old bridge for a year,\n"
        "and nobody was surprised by it. Traders on both banks of the river\n"
        "had asked for a ferry, which the town says it cannot pay for. The\n"
        "Mayor declined to comment.\n\n"
        "- An item that is longer than one line of this narrow text goes\n"
        "  on in the next.\n"
        "- Another item.\n"
    )
    draft = read(wrapped)
    assert draft.text == (
        f"{PROSE} {MORE} The Mayor declined to comment.\n\n"
        "• An item that is longer than one line of this narrow text goes on in the next.\n• Another item."
    )


def test_bare_lines_that_are_each_a_paragraph_stay_apart() -> None:
    lines = [
        "The bridge in the old town will close in the autumn of next year.",
        "Traders on both banks of the river have asked the town for a ferry.",
        "Nobody in the town hall was able to say where the money comes from.",
        "The last bridge that was closed for repairs never opened again.",
    ]
    assert [words for _, _, words in shown(read("\n".join(["Bridge to close", "", *lines])))] == lines


@settings(deadline=None, max_examples=50)
@given(st.integers(45, 90), st.integers())
def test_wrapping_at_any_width_changes_nothing(width: int, seed: int) -> None:
    words = random.Random(seed).choices(["river", "the", "council", "of", "bridges", "closed"], k=80)  # noqa: S311 - any
    lines, line = [], "Once"
    for word in words:
        if len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line += f" {word}"
    wrapped = "\n".join([*lines, f"{line}."])
    assert read(wrapped).text == "Once " + " ".join(words) + "."
