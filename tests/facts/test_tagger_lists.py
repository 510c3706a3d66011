"""The lists of names: what they know, and that they match whole words, the longest first."""

from index.facts.tagger.lists import Listed, NameList, build, read, shipped

_SMALL = build(
    iter([("new york", "s"), ("new york times", "o"), ("york", "b"), ("bay of pigs", "m"), ("kenyan", "d"), ("o", "f")])
)


def test_the_longest_name_wins_and_none_overlap() -> None:
    words = ["He", "reads", "The", "New", "York", "Times", "in", "New", "York"]
    assert _SMALL.listed(words) == [Listed(3, 6, "o"), Listed(7, 9, "s")]


def test_only_whole_words_match() -> None:
    assert _SMALL.listed(["Yorkshire", "Newyork"]) == []


def test_a_name_begins_with_a_capital_and_may_go_on_without() -> None:
    assert _SMALL.listed(["the", "Bay", "of", "Pigs", "kenyan"]) == [Listed(1, 4, "m")]


def test_names_beside_one_another_are_both_found() -> None:
    assert _SMALL.listed(["Kenyan", "York"]) == [Listed(0, 1, "d"), Listed(1, 2, "b")]


def test_no_name_runs_into_the_next_sentence() -> None:
    assert _SMALL.listed(["New", "York"], breaks=[0, 1]) == [Listed(1, 2, "b")]


def test_a_baked_file_is_read_section_by_section() -> None:
    assert list(read("[c]\nchile\nperu\n[fl]\ngrace\n")) == [("chile", "c"), ("peru", "c"), ("grace", "fl")]


def test_the_shipped_lists_know_countries_cities_people_and_companies() -> None:
    words = ["Kenya", "Toronto", "Daniel", "Nguyen", "Nestlé", "Kenyan", "United", "States"]
    found = {" ".join(words[run.first : run.last]): run.marks for run in shipped().listed(words)}
    assert NameList.COUNTRY in found["Kenya"]
    assert NameList.COUNTRY in found["United States"]
    assert NameList.CITY in found["Toronto"]
    assert NameList.FIRST_NAME in found["Daniel"]
    assert NameList.SURNAME in found["Nguyen"]
    assert NameList.COMPANY in found["Nestlé"]
    assert NameList.DEMONYM in found["Kenyan"]
