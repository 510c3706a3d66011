"""Drawing lines with layers of spans."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from index.models import Span
from tui.painting import Line, Mark
from tui.painting.layers import Layer, fitted, paint, paint_line

BOLD, RED, PLAIN = Style(bold=True), Style(color="red"), Style()
STYLES = {"fact": BOLD, "match": RED}
SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda at: Span(at[0], at[0] + at[1])), max_size=8
).map(lambda spans: tuple(sorted(spans)))


def test_a_span_is_drawn_only_where_it_lies() -> None:
    drawn = paint_line("one two three", Span(4, 13), [Layer((Span(0, 7),), "fact")], STYLES, PLAIN)
    assert [(part.text, part.style) for part in drawn] == [("two", BOLD), (" three", PLAIN)]


def test_a_later_layer_lies_over_an_earlier_one() -> None:
    layers = [Layer((Span(0, 5),), "fact"), Layer((Span(3, 8),), "match")]
    drawn = [(part.text, part.style) for part in paint_line("abcdefgh", Span(0, 8), layers, STYLES, PLAIN)]
    assert drawn == [("abc", BOLD), ("de", BOLD + RED), ("fgh", RED)]


def test_a_role_without_a_style_changes_nothing() -> None:
    drawn = paint_line("abc", Span(0, 3), [Layer((Span(0, 1),), "unheard of")], STYLES, PLAIN)
    assert [part.text for part in drawn] == ["abc"]


@given(SPANS, st.integers(0, 40), st.integers(0, 20))
def test_each_character_has_the_style_of_the_spans_over_it(spans: tuple[Span, ...], start: int, length: int) -> None:
    text = "abcdefghijklmnopqrstuvwxyz" * 3
    line = Span(start, start + length)
    drawn = paint_line(text, line, [Layer(spans, "fact")], STYLES, PLAIN)
    assert "".join(part.text for part in drawn) == line.of(text)
    bold = [part.style == BOLD for part in drawn for _ in part.text]
    assert bold == [any(span.start <= place < span.end for span in spans) for place in range(*line)]


def test_a_painted_line_fills_the_width_and_never_exceeds_it() -> None:
    line = Line(0, (Mark("• ", "marker"), Span(0, 5)), "heading")
    for width in (0, 1, 4, 7, 20):
        assert paint("世界abc", line, (), STYLES, PLAIN, width).cell_length == width


def test_escape_sequences_are_not_drawn() -> None:
    assert paint_line("a\x1b[31mb", Span(0, 7), (), STYLES, PLAIN)[0].text == "a[31mb"


def test_what_is_cut_off_ends_in_an_ellipsis() -> None:
    parts = paint_line("three words here", Span(0, 16), (), STYLES, PLAIN)
    assert fitted(parts, 8, PLAIN).text == "three w…"
    assert fitted(parts, 20, PLAIN).text == "three words here    "
    assert cell_len(fitted(paint_line("世界世界", Span(0, 4), (), STYLES, PLAIN), 4, PLAIN).text) == 4
