"""How rows of the facts panel are broken into lines."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.models import Fact, FactKind, Span
from tui.reading.fact_lines import FactLine, lay_out_facts
from tui.reading.fact_rows import FactGroup, FactRow


def row(label: str, value: str = "", places: int = 1, under: str = "", others: int | None = None) -> FactRow:
    spans = tuple(Span(number, number + 1) for number in range(places))
    fact = Fact(kind=FactKind.QUANTITY, text="x", value=1.0, start=0, end=1, sentence=Span(0, 1), places=spans)
    return FactRow(fact, label, value, under=under, others=others)


def laid_out(*rows: FactRow, width: int = 28) -> list[str]:
    lines = lay_out_facts([FactGroup("heading", rows)], width)
    assert [line.row for line in lines if line.row is not None][-1] == len(rows) - 1
    return [" / ".join(filter(None, (line.left, line.right, line.count))) for line in lines]


def test_what_fits_stands_side_by_side_with_the_count_behind_it() -> None:
    assert laid_out(row("Stargate", "$500 billion", 2)) == ["heading", "Stargate / $500 billion /  ×2"]


def test_what_is_said_against_a_fact_stands_below_it_under_its_sign() -> None:
    told = replace(row("TechJuice", others=1), against=("Daily Sample: Reuters",))
    lines = lay_out_facts([FactGroup("first reported by", (told, row("Ann")))], 34)
    assert [line.left for line in lines] == ["first reported by", "TechJuice", "⚡ Daily Sample: Reuters", "Ann"]
    assert [line.row for line in lines] == [None, 0, 0, 1]


def test_a_note_stands_under_its_heading() -> None:
    lines = lay_out_facts([FactGroup("people", (row("Ann Vale"),), "Guessed from lists alone.")], 20)
    assert [line.left for line in lines] == ["people", "Guessed from", "lists alone.", "Ann Vale"]


def test_how_many_others_tell_it_stands_last_and_nothing_where_none_does() -> None:
    assert laid_out(row("CoreWeave", others=1)) == ["heading", "CoreWeave /   1 other"]
    assert laid_out(row("Oracle", places=2, others=1204), width=40) == ["heading", "Oracle /  ×2 · 1,204 others"]
    assert laid_out(row("Oracle", others=0)) == ["heading", "Oracle"]


def test_where_both_counts_do_not_fit_in_words_both_numbers_stay() -> None:
    assert laid_out(row("Washington Post", places=10, others=3)) == ["heading", "Washington Post /  ×10 · 3"]


def test_a_value_that_does_not_fit_beside_its_label_goes_below_it_whole() -> None:
    assert laid_out(row("border wall funding", "800,000 workers")) == [
        "heading",
        "border wall funding",
        "800,000 workers",
    ]


def test_a_long_text_is_wrapped_and_ends_in_an_ellipsis_after_three_lines() -> None:
    lines = laid_out(
        row("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", "Ann")
    )
    assert lines[1:4] == ["one two three four five", "six seven eight nine ten", "eleven twelve thirteen…"]
    assert lines[4:] == ["Ann"]


def test_cells_of_one_table_row_stand_under_its_header() -> None:
    rows = (
        row("Key partners", "OpenAI, Anthropic", under="Google Cloud"),
        row("Regions", "35", under="Google Cloud"),
        row("Regions", "60", under="Microsoft Azure"),
    )
    assert laid_out(*rows) == [
        "heading",
        "Google Cloud",
        "Key partners",
        "OpenAI, Anthropic",
        "Regions / 35",
        "Microsoft Azure",
        "Regions / 60",
    ]


@given(
    st.lists(
        st.tuples(
            st.text(max_size=80),
            st.text(max_size=80),
            st.integers(1, 3),
            st.just(""),
            st.none() | st.integers(0, 10**6),
        ),
        max_size=4,
    ),
    st.integers(22, 50),
)
def test_no_line_is_wider_than_the_panel(rows: list[tuple[str, str, int, str, int | None]], width: int) -> None:
    group = FactGroup("heading", tuple(row(*each) for each in rows))

    def cells(line: FactLine) -> int:
        return line.indent + sum(map(cell_len, (line.left, line.right, line.count)))

    assert all(cells(line) <= width for line in lay_out_facts([group], width))
