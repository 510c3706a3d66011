"""Word edits: they say what differs, they are enough to make one text of the other, and they know a move."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.compare.edits import word_edits
from index.compare.tokens import Token, tokens
from index.models import Edit, EditOp, Span

_VOCABULARY = "the mayor closed old bridge over river until May 5% $3 straße İst it's"
_WORDS = st.lists(st.sampled_from(_VOCABULARY.split()))
_TEXTS = st.builds(lambda words, end: " ".join(words) + end, _WORDS, st.sampled_from(["", ".", "!\n"]))


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def edits(left: str, right: str) -> list[tuple[str, str, str]]:
    return [
        (edit.op.value, edit.left.of(left), edit.right.of(right))
        for edit in word_edits(left, whole(left), right, whole(right))
    ]


def untouched(text: str, spans: Sequence[Span], touched: Sequence[Span]) -> list[str]:
    return [
        token.word
        for span in spans
        for token in tokens(text, span)
        if not any(place.start <= token.start < place.end for place in touched)
    ]


def rebuilt(left: str, right: str, spans: Sequence[Span], found: Sequence[Edit]) -> list[str]:
    """Make the right words of the left ones that stay, and of what the edits bring in."""
    staying = iter(untouched(left, spans, [edit.left for edit in found]))
    brought = {
        token.start: token.word
        for edit in found
        for token in (_moved(left, right, edit) if edit.op is EditOp.MOVE else tokens(right, edit.right))
    }
    return [
        brought[token.start] if token.start in brought else next(staying) for token in tokens(right, whole(right)[0])
    ]


def _moved(left: str, right: str, edit: Edit) -> list[Token]:
    pairs = zip(tokens(left, edit.left), tokens(right, edit.right), strict=True)
    return [its._replace(word=mine.word) for mine, its in pairs]


def test_same_words_need_no_edit_whatever_their_case_and_punctuation() -> None:
    assert edits("The bridge’s closed, he said.", "the bridge's closed he said") == []


def test_each_kind_of_edit_names_the_words() -> None:
    assert edits("The old bridge closed.", "The new bridge closed.") == [("replace", "old", "new")]
    assert edits("The bridge closed.", "The old bridge closed.") == [("insert", "", "old")]
    assert edits("The old bridge closed.", "The bridge closed.") == [("delete", "old", "")]


def test_a_sign_a_currency_or_a_percent_sign_is_part_of_the_word() -> None:
    assert edits("It fell 2%.", "It fell -2%.") == [("replace", "2%", "-2%")]
    assert edits("It cost $5.", "It cost €5.") == [("replace", "$5", "€5")]
    assert edits("It fell 2%.", "It fell 2.") == [("replace", "2%", "2")]


def test_an_empty_side_stands_behind_the_word_before_it() -> None:
    left, right = "The bridge closed.", "The bridge closed again."
    (edit,) = word_edits(left, whole(left), right, whole(right))
    assert edit.left == Span(len("The bridge closed"), len("The bridge closed"))


def test_three_words_that_stand_elsewhere_were_moved() -> None:
    left = "On Tuesday morning the council of the town voted to close the bridge for repairs."
    right = "The council of the town voted to close the bridge for repairs on Tuesday morning."
    assert edits(left, right) == [("move", "On Tuesday morning", "on Tuesday morning")]


def test_two_words_or_little_words_elsewhere_are_no_move() -> None:
    left = "On Tuesday the council of the town voted to close the bridge for repairs."
    right = "The council of the town voted to close the bridge for repairs on Tuesday."
    assert {op for op, _, _ in edits(left, right)} == {"insert", "delete"}


def test_edits_stay_inside_the_given_spans_and_cross_none() -> None:
    left, right = "One two. SKIPPED three four.", "Five six. Seven eight."
    spans = [Span(0, 8), Span(17, 28)]
    found = word_edits(left, spans, right, whole(right))
    assert found
    for edit in found:
        assert any(span.start <= edit.left.start <= edit.left.end <= span.end for span in spans)


@given(_TEXTS, _TEXTS)
def test_edits_make_one_text_of_the_other(left: str, right: str) -> None:
    found = word_edits(left, whole(left), right, whole(right))
    assert rebuilt(left, right, whole(left), found) == [token.word for token in tokens(right, whole(right)[0])]
    assert untouched(left, whole(left), [edit.left for edit in found]) == untouched(
        right, whole(right), [edit.right for edit in found]
    )


@given(_TEXTS, _TEXTS)
def test_edits_do_not_overlap_and_lie_in_their_texts(left: str, right: str) -> None:
    found = word_edits(left, whole(left), right, whole(right))
    for side, text in (([edit.left for edit in found], left), ([edit.right for edit in found], right)):
        for span in side:
            assert 0 <= span.start <= span.end <= len(text)
        taken = sorted(span for span in side if span.start < span.end)
        assert all(not one.overlaps(other) for one, other in pairwise(taken))
    for edit in found:
        assert (edit.left.start == edit.left.end) == (edit.op is EditOp.INSERT)
        assert (edit.right.start == edit.right.end) == (edit.op is EditOp.DELETE)


@given(_TEXTS)
def test_a_text_against_itself_has_no_edits(text: str) -> None:
    assert word_edits(text, whole(text), text, whole(text)) == ()
