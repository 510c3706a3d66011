"""Two revisions of one article: what was added, deleted, edited and moved, and the words that differ."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.revisions import RevisionText, diff
from index.models import EditOp, Revision, RevisionDiff
from tests.compare.making import NOON, lines_as_blocks

_A = "The council of Quito voted on Tuesday to close the old bridge."
_B = "Ferries will run every ten minutes, the harbour office said."
_C = "Nobody was hurt when a pillar gave way in March."
_D = "Repairs are to cost $5 million and to last until spring."


def revision(number: int, text: str, title: str = "Bridge closed") -> RevisionText:
    return RevisionText(Revision(revision=number, fetched=NOON, title=title), text, lines_as_blocks(text), "en")


def changes(old: str, new: str) -> tuple[RevisionDiff, list[tuple[str, str, str]]]:
    found = diff("a1", revision(1, old), revision(2, new))
    return found, [(edit.op.value, edit.left.of(old), edit.right.of(new)) for edit in found.edits]


def counts(found: RevisionDiff) -> tuple[int, int, int, int]:
    return found.counts.addition, found.counts.deletion, found.counts.edit, found.counts.refactor


def test_a_sentence_added_and_one_deleted_are_whole_edits() -> None:
    found, edits = changes(f"{_A} {_B}", f"{_A} {_C}")
    assert counts(found) == (1, 1, 0, 0)
    assert sorted(edits) == [("delete", _B, ""), ("insert", "", _C)]


def test_an_edited_sentence_tells_its_words() -> None:
    found, edits = changes(f"{_A} {_D}", f"{_A} {_D.replace('$5', '$7')}")
    assert counts(found) == (0, 0, 1, 0)
    assert edits == [("replace", "$5", "$7")]


def test_a_moved_sentence_is_a_refactor() -> None:
    found, edits = changes(f"{_A} {_B} {_C}", f"{_C} {_A} {_B}")
    assert counts(found) == (0, 0, 0, 1)
    assert edits == [("move", _C, _C)]


def test_a_sentence_may_be_moved_and_edited() -> None:
    found, edits = changes(f"{_A} {_B} {_D}", f"{_D.replace('$5', '$7')} {_A} {_B}")
    assert counts(found) == (0, 0, 1, 1)
    assert edits == [("replace", "$5", "$7")]
    assert [span.start for span in found.moved] == [0]


def test_headings_and_table_rows_are_compared_as_well() -> None:
    found, edits = changes(f"# Old town bridge closed\n{_A}\nCost\t$5", f"# New town bridge closed\n{_A}\nPrice\t$7")
    assert counts(found) == (1, 1, 1, 0)
    assert edits == [("replace", "Old", "New"), ("insert", "", "Price\t$7"), ("delete", "Cost\t$5", "")]


def test_a_new_headline_shows_in_the_titles() -> None:
    found = diff("a1", revision(1, _A, "Bridge closed"), revision(4, _A, "Bridge closed for good"))
    assert (found.id, found.from_.title, found.to.title) == ("a1", "Bridge closed", "Bridge closed for good")
    assert (found.from_.revision, found.to.revision, found.edits) == (1, 4, ())
    assert '"from":' in found.model_dump_json(by_alias=True)


def test_insertions_stand_behind_what_was_before_them() -> None:
    found, _ = changes(f"{_A} {_B}", f"{_A} {_C} {_B}")
    (edit,) = found.edits
    assert (edit.op, edit.left.start, edit.left.end) == (EditOp.INSERT, len(_A), len(_A))


def test_what_opened_a_paragraph_stands_before_what_stayed_of_it() -> None:
    old, new = f"{_A}\n{_B} {_C}", f"{_A}\n{_C}"
    found, _ = changes(old, new)
    (edit,) = found.edits
    assert (edit.op, edit.right.start) == (EditOp.DELETE, new.index(_C))


def title_edits(old: str, new: str) -> list[tuple[str, str]]:
    found = diff("a1", revision(1, _A, old), revision(2, _A, new))
    return [(edit.left.of(old), edit.right.of(new)) for edit in found.title_edits]


def test_a_new_headline_is_told_word_by_word() -> None:
    old, new = "Quito council weighs a new bridge", "Quito council approves a new bridge in June"
    assert title_edits(old, new) == [("weighs", "approves"), ("", "in June")]
    assert title_edits(old, old) == []


def test_a_headline_of_other_words_or_other_marks_is_told_whole() -> None:
    assert title_edits("Quito weighs bridge", "Nobody was hurt") == [("Quito weighs bridge", "Nobody was hurt")]
    assert title_edits("Bridge shut", "“Bridge shut”") == [("Bridge shut", "“Bridge shut”")]
    assert title_edits("", "Bridge shut") == [("", "Bridge shut")]


def test_an_emptied_and_a_filled_text() -> None:
    assert counts(changes(f"{_A} {_B}", "")[0]) == (0, 2, 0, 0)
    assert counts(changes("", f"{_A} {_B}")[0]) == (2, 0, 0, 0)


@settings(deadline=None)
@given(st.lists(st.sampled_from([_A, _B, _C, _D]), max_size=8), st.lists(st.sampled_from([_A, _B, _C, _D]), max_size=8))
def test_sentences_add_up_and_edits_lie_in_their_texts(old: list[str], new: list[str]) -> None:
    left, right = " ".join(old), " ".join(new)
    found, _ = changes(left, right)
    assert len(old) - found.counts.deletion == len(new) - found.counts.addition
    assert min(counts(found)) >= 0
    for edit in found.edits:
        assert 0 <= edit.left.start <= edit.left.end <= len(left)
        assert 0 <= edit.right.start <= edit.right.end <= len(right)
    assert (found.edits == ()) == (old == new)


@settings(deadline=None)
@given(st.permutations([_A, _B, _C, _D]))
def test_another_order_is_only_moves(order: list[str]) -> None:
    found, _ = changes(" ".join([_A, _B, _C, _D]), " ".join(order))
    assert counts(found)[:3] == (0, 0, 0)
    assert found.counts.refactor == len(found.edits)
