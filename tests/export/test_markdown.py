"""The Markdown export: whatever outlets write stays text, and everything found is in it."""

from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.export import Format, export
from index.export.markdown import escaped
from index.export.plain import on_one_line
from tests.export import hostile
from tests.export.making import Made, compared

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    """Return the tokens of a Markdown text, those inside lines in their places."""
    return [inner for outer in PARSER.parse(text) for inner in (outer, *(outer.children or ()))]


def shape(made: Made) -> list[str]:
    return [token.type for token in tokens(export(Format.MARKDOWN, *made)) if token.type not in {"text", "inline"}]


def seen(text: str) -> str:
    """Return what a reader sees of a Markdown text."""
    shown = (
        token.content if token.type in {"text", "code_inline"} else "\n" * token.block
        for token in tokens(text)
        if token.type != "inline"
    )
    return "".join(shown)


@settings(max_examples=40, deadline=None)
@given(hostile.words)
def test_no_words_of_an_outlet_become_markup(words: str) -> None:
    assert shape(compared(words)) == shape(compared("innocent"))


@settings(max_examples=40, deadline=None)
@given(hostile.words)
def test_escaped_words_are_read_as_they_were_written(words: str) -> None:
    assert seen(f"- x {escaped(words)}").strip() == f"x {on_one_line(words)}".strip()
    assert seen(f"| a |\n|---|\n| {escaped(words)} |").split() == ["a", *on_one_line(words).split()]


@settings(max_examples=40, deadline=None)
@example("w&lt;i&gt;000000000000&lt;i&gt;w")  # cut within an entity, beside what is bold
@given(hostile.words)
def test_all_words_are_there_to_be_read(words: str) -> None:
    text = seen(export(Format.MARKDOWN, *compared(words)))
    shown = on_one_line(words)
    for told in (f"Title {shown}", f"Outlet {shown}", f"alike {shown} end", f"topic {shown}", f"M1{shown}m after"):
        assert told in text


def test_an_address_cannot_leave_its_brackets() -> None:
    text = export(Format.MARKDOWN, *compared("w", url="https://x.example/a b>)[c](javascript:d)\\"))
    links = [token.attrs["href"] for token in tokens(text) if token.type == "link_open"]
    assert links == ["https://x.example/a%20b%3E%29%5Bc%5D%28javascript:d%29%5C"] * 2
    assert "link_open" not in shape(compared("w", url="javascript:alert(1)"))


def test_numbers_that_differ_are_bold_and_sentences_carry_their_sign() -> None:
    lines = export(Format.MARKDOWN, *compared("w")).splitlines()
    at = lines.index("- `⚡` **A** before **M0wm** after\\")
    assert lines[at + 1] == "  **B** before **M1wm** after"
    assert "- `+` **B** alone 1 w end" in lines


def test_bold_words_stay_bold_beside_signs_and_blanks() -> None:
    made = compared("$3 (x) ")
    assert shape(made) == shape(compared("innocent"))


def test_plain_words_are_not_littered_with_backslashes() -> None:
    plain = 'A&B paid $5.5m (about 4%) at 12:30 - "no comment", it said; 1. no!'
    assert escaped(plain) == plain
