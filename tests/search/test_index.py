"""The index as a whole: ranking, order, counts, replacing, what survives, what is rebuilt."""

import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import LibraryReadOnlyError, LibraryUnusableError
from index.models import Sort
from index.search import note
from index.search.index import SearchIndex
from tests.search.conftest import ARTICLES, entry


def found(index: SearchIndex, query: str, sort: Sort = Sort.BEST) -> tuple[str, ...]:
    return tuple(index.search(query, sort=sort, submitted=True).ids)


def test_the_headline_counts_more_than_the_body_and_often_more_than_once(empty: SearchIndex) -> None:
    filler = "other things happened in other towns on that day"
    empty.add(
        [
            entry("aonce", "News of the day", f"dragons were seen, {filler}"),
            entry("aoften", "News of the day", f"dragons and dragons and dragons, {filler}"),
            entry("atitle", "Dragons in town", f"they were seen, {filler}"),
            entry("anone", "News of the day", filler),
        ],
        through=1,
    )
    assert found(empty, "dragon") == ("atitle", "aoften", "aonce")


def test_a_rare_word_counts_more_than_a_common_one(empty: SearchIndex) -> None:
    common = [entry(f"a{i}", "town", "common words here") for i in range(20)]
    empty.add([*common, entry("arare", "town", "rare words here"), entry("acommon", "x", "common common")], through=1)
    assert found(empty, "rare OR common")[0] == "arare"


def test_order_by_date_and_then_by_id(library: SearchIndex) -> None:
    assert found(library, "", Sort.NEWEST) == ("acafe", "aferry", "aharbour", "aelysee", "atokyo")
    assert found(library, "", Sort.OLDEST) == ("atokyo", "aelysee", "aharbour", "acafe", "aferry")
    assert found(library, "prices", Sort.NEWEST) == ("acafe", "aferry")


def test_equal_scores_go_newest_first_and_then_by_id(empty: SearchIndex) -> None:
    same = entry("x", "Same", "the very same words")
    days = {"ab": "2025-01-01", "aa": "2025-01-01", "ad": "2025-03-01", "ac": "2025-02-01"}
    for identity, day in days.items():
        empty.add([replace(entry(identity, day=day), title=same.title, text=same.text)], through=1)
    result = empty.search("same words", sort=Sort.BEST, submitted=True)
    assert len(set(result.scores)) == 1
    assert tuple(result.ids) == ("ad", "ac", "aa", "ab")


def test_a_limit_cuts_the_ids_and_not_the_counts(library: SearchIndex) -> None:
    every = library.search("prices OR harbour", sort=Sort.BEST, submitted=True)
    page = library.search("prices OR harbour", sort=Sort.BEST, submitted=True, limit=1)
    assert every.total == page.total == 3
    assert tuple(page.ids) == tuple(every.ids[:1])
    assert page.scores == every.scores[:1]
    assert list(every.scores) == sorted(every.scores, reverse=True)
    assert page.counts.outlets == every.counts.outlets == {"Coast Post": 1, "Daily Sample": 1, "The Example Ledger": 1}
    assert page.counts.months == every.counts.months == {"2025-05": 1, "2025-06": 2}


def test_did_you_mean_offers_what_finds_something(library: SearchIndex) -> None:
    result = library.search('title:harbuor -x "ferry prises"', sort=Sort.BEST, submitted=True)
    assert result.total == 0
    assert result.did_you_mean is None  # no headline has both
    assert library.search("harbuor feries", sort=Sort.BEST, submitted=True).did_you_mean == "harbour ferries"
    assert library.search("harbour", sort=Sort.BEST, submitted=True).did_you_mean is None
    assert library.search("xqzvwxqz", sort=Sort.BEST, submitted=True).did_you_mean is None


def test_an_entry_replaces_what_has_its_id(empty: SearchIndex) -> None:
    assert empty.add([entry("a1", "First", "lions"), entry("a2", "Second", "tigers")], through=2) == 2
    assert empty.add([entry("a1", "First", "zebras"), entry("a1", "First", "giraffes")], through=3) == 1
    assert found(empty, "lions") == found(empty, "zebras") == ()
    assert found(empty, "giraffes") == ("a1",)
    assert sorted(found(empty, "")) == ["a1", "a2"]


def test_deleted_articles_are_found_no_more(empty: SearchIndex) -> None:
    empty.add([entry("a1", "Lions", "roar"), entry("a2", "Lions", "sleep")], through=2)
    assert empty.add([], deleted=["a1", "aunknown"], through=3) == 0
    for query in ("", "lions", "li*", "l?ons", "lyons~", '"lions sleep" OR lions', "date:2025", "-roar"):
        assert found(empty, query) == ("a2",), query
    assert empty.through == 3
    empty.add([entry("a1", "Lions", "are back")], deleted=["a1"], through=4)
    assert sorted(found(empty, "lions")) == ["a1", "a2"]


def test_many_small_commits_leave_few_files(empty: SearchIndex, tmp_path: Path) -> None:
    for number in range(30):
        empty.add([entry(f"a{number:02}", "Small", f"commit number {number}")], through=number)
        while empty.merge():
            pass
    assert len(found(empty, "small")) == 30
    assert len(list((tmp_path / "index").glob("*.arrays"))) < 10


def test_what_was_committed_is_there_after_opening_again(tmp_path: Path) -> None:
    first = SearchIndex.open(tmp_path / "index")
    assert first.through == 0
    first.add(ARTICLES, through=17)
    before = first.search("harbour", sort=Sort.BEST, submitted=True)
    first.close()
    second = SearchIndex.open(tmp_path / "index")
    after = second.search("harbour", sort=Sort.BEST, submitted=True)
    assert second.through == 17
    assert (*after.ids, *after.scores, after.counts.months) == (*before.ids, *before.scores, before.counts.months)
    second.close()


def test_another_opened_index_sees_a_commit(tmp_path: Path) -> None:
    writer = SearchIndex.open(tmp_path / "index")
    reader = SearchIndex.open(tmp_path / "index", read_only=True)
    assert found(reader, "harbour") == ()
    writer.add(ARTICLES, through=5)
    assert reader.refresh()
    assert not reader.refresh()
    assert reader.through == 5
    assert set(found(reader, "harbour")) == {"aharbour", "aferry"}
    writer.add([], deleted=["aferry"], through=6)
    assert found(reader, "harbour") == ("aharbour",)
    assert not reader.refresh()
    writer.close()
    reader.close()


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _spoil(path: Path) -> None:
    path.write_bytes(b"no index at all\n" * 40)


@pytest.mark.parametrize("harm", [_cut, _spoil, Path.unlink])
@pytest.mark.parametrize("pattern", ["*.toc", "*.arrays", note.NAME])
def test_a_damaged_index_is_rebuilt_empty(tmp_path: Path, pattern: str, harm: Callable[[Path], None]) -> None:
    folder = tmp_path / "index"
    index = SearchIndex.open(folder)
    index.add(ARTICLES, through=5)
    index.close()
    harm(next(folder.glob(pattern)))

    reader = SearchIndex.open(folder, read_only=True)
    assert (reader.through, found(reader, "harbour")) == (0, ())
    reader.close()

    again = SearchIndex.open(folder)
    assert (again.through, found(again, "harbour")) == (0, ())
    assert again.add(ARTICLES, through=5) == 5
    assert set(found(again, "harbour")) == {"aharbour", "aferry"}
    again.close()


def test_a_single_wrong_byte_is_found_by_the_check(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = SearchIndex.open(folder)
    index.add(ARTICLES, through=5)
    assert index.check()
    path = next(folder.glob("*.arrays"))
    whole = path.read_bytes()
    at = whole.index(b"en:harbour")
    path.write_bytes(whole[:at] + b"X" + whole[at + 1 :])
    index = SearchIndex.open(folder)
    assert not index.check()
    assert (index.through, found(index, "harbour")) == (0, ())
    index.start_over()
    assert index.add(ARTICLES, through=5) == 5
    assert set(found(index, "harbour")) == {"aharbour", "aferry"}


def test_an_index_of_another_version_is_rebuilt_empty(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = SearchIndex.open(folder)
    index.add(ARTICLES, through=5)
    index.close()
    told = json.loads((folder / note.NAME).read_text())
    (folder / note.NAME).write_text(json.dumps({**told, "version": told["version"] + 1}))
    assert SearchIndex.open(folder, read_only=True).through == 0
    assert SearchIndex.open(folder).through == 0


@pytest.mark.parametrize("told", [b"", b"[]", b"{", b'{"version": 1}', b"\xff", b"[" * 100_000])
def test_a_note_that_is_none_is_taken_as_damage(tmp_path: Path, told: bytes) -> None:
    folder = tmp_path / "index"
    SearchIndex.open(folder).add(ARTICLES, through=5)
    (folder / note.NAME).write_bytes(told)
    assert SearchIndex.open(folder).through == 0


def test_a_file_in_place_of_the_folder_gives_way(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"not an index")
    assert len(SearchIndex.open(tmp_path / "index", read_only=True).search("harbour", sort=Sort.BEST).ids) == 0
    assert SearchIndex.open(tmp_path / "index").add(ARTICLES, through=5) == len(ARTICLES)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "index" / note.NAME).mkdir(parents=True)
    with pytest.raises(LibraryUnusableError, match="cannot be used"):
        SearchIndex.open(tmp_path / "index", read_only=True)


def test_starting_over_empties_it(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path / "index")
    index.add(ARTICLES, through=5)
    index.start_over()
    assert (index.through, found(index, "harbour")) == (0, ())


def test_rebuilding_leaves_what_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    SearchIndex.open(folder).close()
    assert (folder / "letter.txt").read_text() == "mine"


def test_an_index_lost_while_open_takes_nothing_in_that_it_would_claim_to_hold(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path / "index")
    index.add(ARTICLES, through=5)
    note.clear(tmp_path / "index")
    with pytest.raises(LibraryUnusableError, match="open it again"):
        index.add([entry("anew")], through=6)
    assert SearchIndex.open(tmp_path / "index").through == 0


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir(mode=0o755)
    SearchIndex.open(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_read_only_makes_and_changes_nothing(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path / "index", read_only=True)
    assert len(index.search("harbour", sort=Sort.BEST).ids) == 0
    assert not (tmp_path / "index").exists()
    with pytest.raises(LibraryReadOnlyError):
        index.add(ARTICLES, through=5)


def test_the_text_itself_is_not_in_the_files(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path / "index")
    index.add([entry("a1", "Head", "a wholly singular sentence about quagmires")], through=1)
    for path in (tmp_path / "index").iterdir():
        assert b"singular sentence" not in path.read_bytes()


def test_whatever_text_can_be_indexed(empty: SearchIndex) -> None:
    odd = "\u0301 ____ ' .. a.b.c.d 1,2,3 ﷺ " + "x" * 10_000 + " 👩‍👩‍👧 \u200d"
    empty.add([entry("aodd", odd, odd * 3, source=odd, author=odd, language=None), entry("anull")], through=1)
    assert found(empty, "x" * 900) == ("aodd",)
    assert len(found(empty, "")) == 2


def test_many_small_additions_are_merged_and_a_large_segment_is_left_alone(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path)
    index.add([entry(f"large{number}", text=f"harbour number{number}") for number in range(1000)], through=1)
    large = {file.name for file in tmp_path.glob("*.arrays")}
    for number in range(30):
        index.add([entry(f"small{number}", text=f"harbour late{number}")], through=number + 2)
        while index.merge():
            pass
        assert len(list(tmp_path.glob("*.arrays"))) <= 10
    assert large <= {file.name for file in tmp_path.glob("*.arrays")}
    assert index.search("harbour", sort=Sort.BEST).total == 1030
    assert tuple(index.search("late7", sort=Sort.BEST).ids) == ("small7",)
    index.close()


def test_a_file_that_is_cut_while_it_is_open_is_not_touched_any_more(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path)
    index.add(ARTICLES, through=5)
    reader = SearchIndex.open(tmp_path, read_only=True)
    assert set(found(reader, "harbour")) == {"aharbour", "aferry"}
    _cut(next(tmp_path.glob("*.arrays")))
    assert found(reader, "harbour") == ()
    assert reader.trouble is not None
    assert "damaged" in reader.trouble
