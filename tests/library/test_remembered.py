"""Searches are kept clean, and their unread articles are counted."""

from pathlib import Path

import pytest

from index.errors import BadInputError
from index.library import Library
from index.models import SavedSearch


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library")
    for number, words in enumerate(("schooner ran aground", "schooner sold", "trawler sold")):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{words}\n\nThe {words} near the old lighthouse on Tuesday morning, officials said.\n")
        library.import_paths([path])
    return library


def test_a_search_is_kept_on_one_clean_line(library: Library) -> None:
    library.save_search(SavedSearch(name=" big\x1b[31m \ndeals ", query="rate\n cut"))
    assert library.saved_searches() == (SavedSearch(name="big deals", query="rate cut"),)


@pytest.mark.parametrize(("name", "query"), [(" ", "rate cut"), ("rates", " \n")])
def test_a_search_without_name_or_words_is_refused(library: Library, name: str, query: str) -> None:
    with pytest.raises(BadInputError):
        library.save_search(SavedSearch(name=name, query=query))


def test_an_empty_query_is_not_remembered(library: Library) -> None:
    library.remember_query("  ")
    library.remember_query(" rate  cut ")
    assert library.history() == ("rate cut",)


@pytest.mark.parametrize(("query", "count"), [("schooner", 2), ("schooner OR trawler", 3), ("-schooner", 1)])
def test_unread_articles_of_a_query_are_counted_whatever_its_form(library: Library, query: str, count: int) -> None:
    assert library.unread_count(query) == count
    library.set_read(library.order(), True)
    assert library.unread_count(query) == 0
