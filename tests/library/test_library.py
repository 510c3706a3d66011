"""The library as a whole: what must hold between its parts when one of them lags, is busy or is replaced."""

from pathlib import Path

import pytest

from index.errors import UnknownArticleError
from index.library import Library
from index.store.lock import library_lock


def article(path: Path, words: str) -> Path:
    """Write an article; the first of its words is its headline."""
    path.write_text(f"{words}\n\nThe {words} was seen from the old lighthouse on Tuesday morning, officials said.\n")
    return path


def test_importing_nothing_new_leaves_no_lag(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    library = Library.open(tmp_path / "library")
    path = article(tmp_path / "a.txt", "schooner")
    library.import_paths([path])
    library.import_paths([path])
    # The lock is taken: a search that believed the index to lag would want it.
    with library_lock(library.folder, "importing"):
        assert library.search("schooner").total == 1
    assert "searched without" not in caplog.text
    library.close()


def test_a_damaged_index_is_told_in_a_sentence_and_made_anew(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    told: list[str] = []
    library.notice = told.append
    library.import_paths([article(tmp_path / "a.txt", "schooner")])
    assert library.find("schooner").total == 1
    assert told == []
    (library.folder / "index" / "crossread.json").unlink()
    assert library.find("schooner").total == 0
    library.find("schooner")
    assert told == [
        "The search index is damaged and is being made anew; until then a search finds only what is in it already."
    ]
    library.index_pending(check=True)
    assert library.find("schooner").total == 1
    assert len(told) == 2
    library.close()


def test_an_index_of_another_store_is_not_believed(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    library.import_paths([article(tmp_path / "a.txt", "schooner")])
    library.close()
    for path in library.folder.glob("news.db*"):
        path.unlink()
    library = Library.open(tmp_path / "library")
    told: list[str] = []
    library.notice = told.append
    library.import_paths([article(tmp_path / "b.txt", "trawler"), article(tmp_path / "c.txt", "dinghy")])
    assert [library.find(word).total for word in ("schooner", "trawler", "dinghy")] == [0, 1, 1]
    assert told == ["The search index is of other articles than this library has, and is being made anew."]
    library.close()


def test_a_search_answers_while_another_indexes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    library = Library.open(tmp_path / "library")
    library.import_paths([article(tmp_path / "a.txt", "schooner")])
    (library.folder / "index" / "crossread.json").unlink()
    with library_lock(library.folder, "indexing", name="index.lock"):
        assert library.search("schooner").total == 0
    assert "searched without the newest articles" in caplog.text
    assert library.search("schooner").total == 1
    library.close()


def test_a_store_put_in_place_of_another_is_indexed_whole(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    for number, words in enumerate(("schooner", "trawler", "dinghy")):
        library.import_paths([article(tmp_path / f"{number}.txt", words)])
    library.close()
    (tmp_path / "library" / "news.db").unlink()

    library = Library.open(tmp_path / "library")
    assert library.search("schooner").total == 0
    library.import_paths([article(tmp_path / "0.txt", "catamaran")])
    assert [library.search(words).total for words in ("catamaran", "trawler")] == [1, 0]
    library.close()


@pytest.mark.parametrize("reference", ["\udcff", "a\udcff", "\x00", "", "²", "9" * 40])
def test_a_reference_that_can_be_no_id_names_none(tmp_path: Path, reference: str) -> None:
    library = Library.open(tmp_path / "library")
    with pytest.raises(UnknownArticleError):
        library.resolve(reference)
    library.close()
