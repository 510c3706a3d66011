"""Counts of results as entries to walk through."""

from hypothesis import given
from hypothesis import strategies as st

from index.models import Facets
from tui.reading.facets import Entry, entries_of


def entries(room: int = 12, **counts: dict[str, int]) -> list[tuple[str, str, int]]:
    facets = Facets(**{"source": {}, "month": {}, "tag": {}, **counts})
    return [(entry.group, entry.name, entry.count) for entry in entries_of(facets, room)]


def test_names_come_the_commonest_first_and_those_without_one_not_at_all() -> None:
    assert entries(source={"Ledger": 2, "": 9, "Post": 5}, tag={"b": 1, "a": 1}) == [
        ("outlet", "Post", 5),
        ("outlet", "Ledger", 2),
        ("tag", "a", 1),
        ("tag", "b", 1),
    ]


def test_spellings_that_the_search_takes_for_one_are_counted_together() -> None:
    assert entries(source={"Post": 3, "POST": 1, "post": 2}) == [("outlet", "Post", 6)]


def test_months_are_told_without_a_gap() -> None:
    assert entries(month={"2024-12": 1, "2025-02": 3}) == [
        ("month", "Dec 2024", 1),
        ("month", "Jan 2025", 0),
        ("month", "Feb 2025", 3),
    ]


def test_more_months_than_there_is_room_for_are_told_as_years() -> None:
    assert entries(room=3, month={"2023-11": 1, "2025-01": 2, "2025-02": 3}) == [
        ("year", "2023", 1),
        ("year", "2024", 0),
        ("year", "2025", 5),
    ]


def test_years_far_apart_are_told_without_those_between_and_none_is_left_out() -> None:
    assert entries(month={"1987-03": 98, "1987-10": 1, "2026-01": 1}) == [("year", "1987", 99), ("year", "2026", 1)]


def test_more_years_than_there_is_room_for_are_told_as_decades_named_after_the_years_with_results() -> None:
    months = {f"{year}-05": 1 for year in range(1983, 2023)}
    facets = Facets(source={}, month=months, tag={})
    told = entries_of(facets, 12)
    assert [(entry.group, entry.name, entry.count) for entry in told] == [
        ("decade", "1983–1989", 7),
        ("decade", "1990–1999", 10),
        ("decade", "2000–2009", 10),
        ("decade", "2010–2019", 10),
        ("decade", "2020–2022", 3),
    ]
    assert told[0].term == "date:1983..1989"


@given(st.dictionaries(st.dates().map(lambda day: f"{day:%Y-%m}".zfill(7)), st.integers(0, 9)), st.integers(10, 36))
def test_no_result_is_left_out_and_the_first_and_the_last_entry_have_some(months: dict[str, int], room: int) -> None:
    told = entries_of(Facets(source={}, month=months, tag={}), room)
    assert sum(entry.count for entry in told) == sum(months.values())
    assert len(told) <= room
    assert all(entry.count for entry in (*told[:1], *told[-1:]))


def test_each_entry_has_the_term_that_leaves_only_it() -> None:
    facets = Facets(source={"The Ledger": 1}, month={"2025-06": 1}, tag={"big deal": 1})
    assert [entry.term for entry in entries_of(facets, 12)] == ['source:"The Ledger"', "date:2025-06", 'tag:"big deal"']
    years = entries_of(Facets(source={}, month={"2024-06": 2, "2025-06": 1}, tag={}), 2)
    assert years == (Entry("year", "2024", 2, "date:2024"), Entry("year", "2025", 1, "date:2025"))
