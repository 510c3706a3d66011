"""Which rows of a list that changed will be on the screen."""

from hypothesis import given
from hypothesis import strategies as st

from tui.reading.rows import Seen


@given(st.integers(1, 200), st.integers(0, 199), st.integers(0, 30), st.integers(0, 300))
def test_the_selected_article_stays_where_it_is_on_the_screen(rows: int, at: int, below: int, new: int) -> None:
    ids = [f"a{number}" for number in range(200)]
    seen = Seen(ids[at], at, min(below, at), rows, 80)
    shown = seen.of([f"n{number}" for number in range(new)] + ids)
    if min(below, at) <= rows:
        assert shown[min(below, at)] == ids[at]
    assert len(shown) <= rows + 1


def test_a_list_without_the_selected_article_is_seen_from_its_top() -> None:
    assert Seen("gone", 5, 2, 1, 80).of(["a", "b", "c"]) == ["a", "b"]
