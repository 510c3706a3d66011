"""Two revisions as one text."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.revisions import RevisionText, diff
from index.models import Article, Revision
from tests.compare.making import article
from tui.revisions.merged import Merged, merge

EARLY, LATE = datetime(2025, 6, 9, 8, 12, tzinfo=UTC), datetime(2025, 6, 9, 14, 40, tzinfo=UTC)


def merged(old: str, new: str, title: str = "Title", new_title: str = "Title") -> Merged:
    sides: list[tuple[Article, Revision]] = []
    for number, (text, headline, fetched) in enumerate(((old, title, EARLY), (new, new_title, LATE)), start=1):
        mark = Revision(revision=number, fetched=fetched, title=headline)
        sides.append((article("bridge", text), mark))
    texts = [RevisionText(mark, each.text, each.blocks, "en") for each, mark in sides]
    return merge(diff("bridge", *texts), sides[0][0], sides[1][0])


def lines(found: Merged) -> list[str]:
    return [block.span.of(found.text) for block in found.blocks]


def test_words_that_changed_stand_in_brackets_where_they_are() -> None:
    found = merged("The deal is worth $3 billion, people said.", "The deal is worth $4.2 billion, people said.")
    assert lines(found) == ["The deal is worth [-$3-]{+$4.2+} billion, people said."]
    assert [change.sign for change in found.changes] == ["~"]
    assert [span.of(found.text) for span in (*found.removed, *found.added)] == ["$3", "$4.2"]


def test_a_paragraph_that_went_stands_alone_and_one_that_came_too() -> None:
    found = merged(
        "The mayor spoke on Monday.\nAn old study of the river was cited.",
        "The mayor spoke on Monday.\nNobody expects the ferry to return before winter.",
    )
    assert lines(found)[0] == "The mayor spoke on Monday."
    assert set(lines(found)[1:]) == {
        "[-An old study of the river was cited.-]",
        "{+Nobody expects the ferry to return before winter.+}",
    }
    assert sorted(change.sign for change in found.changes) == ["+", "-"]


def test_a_sentence_that_went_is_parted_from_the_one_before_it() -> None:
    found = merged("The mayor spoke. An old study of the river was cited.", "The mayor spoke.")
    assert lines(found) == ["The mayor spoke. [-An old study of the river was cited.-]"]


def test_a_sentence_that_moved_is_shown_where_it_is_now() -> None:
    one, other = "The old bridge stays open until then.", "A spokesman did not answer questions on Tuesday."
    found = merged(f"{one} {other}", f"{other} {one}")
    assert len(found.moved) == 1
    assert "~" in lines(found)[0]


def test_a_changed_headline_comes_first() -> None:
    found = merged("Same words.", "Same words.", "Council weighs bridge", "Council approves bridge")
    assert lines(found) == ["Council [-weighs-]{+approves+} bridge", "Same words."]


def test_a_headline_of_other_words_is_replaced_whole() -> None:
    found = merged("Same words.", "Same words.", "Council weighs bridge", "Nobody was hurt")
    assert lines(found) == ["[-Council weighs bridge-]{+Nobody was hurt+}", "Same words."]


def test_a_sentence_that_moved_and_was_edited_is_one_change_with_its_words_in_it() -> None:
    one, other = "The old bridge stays open until then.", "A spokesman did not answer questions on Tuesday."
    found = merged(f"{one} {other} Nobody asked.", f"{other} Nobody asked. {one.replace('old', 'new')}")
    assert lines(found) == [f"{other} Nobody asked. ~The [-old-]{{+new+}} bridge stays open until then.~"]
    assert [(change.sign, change.span.of(found.text)[:5]) for change in found.changes] == [("~", "~The ")]


def test_a_sentence_that_went_from_the_start_of_a_paragraph_stands_there_parted_from_the_next() -> None:
    found = merged("Rain fell.\nAn old study was cited. The mayor spoke.", "Rain fell.\nThe mayor spoke.")
    assert lines(found) == ["Rain fell.", "[-An old study was cited.-] The mayor spoke."]


def test_a_word_that_went_is_parted_from_its_neighbours() -> None:
    assert lines(merged("The old bridge is shut.", "The bridge is shut.")) == ["The [-old-] bridge is shut."]


def test_the_same_text_has_no_changes() -> None:
    assert merged("Same words.", "Same words.").changes == ()


SENTENCES = st.sampled_from(
    [
        "The mayor spoke on Monday.",
        "The mayor spoke on Friday.",
        "Nobody was hurt in the storm.",
        "Ferries run until July.",
    ]
)
TEXTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), max_size=4).map("\n".join)


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_without_what_went_the_merged_text_is_the_newer_one(old: str, new: str) -> None:
    found = merged(old, new)
    gone = {place for span in found.removed for place in range(span.start - 2, span.end + 2)}
    kept = "".join(character for place, character in enumerate(found.text) if place not in gone)
    for bracket in ("{+", "+}", "~"):
        kept = kept.replace(bracket, "")
    assert kept.split() == new.split()


@settings(max_examples=40)
@given(TEXTS, TEXTS)
def test_changes_are_in_order_and_hold_what_was_removed_added_and_moved(old: str, new: str) -> None:
    found = merged(old, new)
    spans = [change.span for change in found.changes]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for part in (*found.removed, *found.added, *found.moved):
        assert any(span.start <= part.start and part.end <= span.end for span in spans)
