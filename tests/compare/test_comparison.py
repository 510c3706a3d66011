"""Reports side by side: which sentences belong together, what only one tells, and that nothing breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.compare.comparison import compare
from index.errors import BadInputError
from index.models import Comparison, Sign
from tests.compare.making import report

_LINES = st.sampled_from(
    [
        "The council of Quito voted on Tuesday to close the old bridge over the river until repairs are finished.",
        "Quito's council has voted to close the old bridge across the river until its repairs are finished.",
        "Repairs of the old bridge are to cost $5 million and to be finished in the spring, an engineer said.",
        "An engineer put the cost of repairs at $5 million. They are to be finished in the spring.",
        "Ferries will run every ten minutes while the bridge is closed to cars and to people on foot.",
        "# Why the bridge is closed",
        "Town\tBridges",
        "Back",
        "北京市政府周二宣布关闭旧桥。",
        "La mairie a voté mardi la fermeture du vieux pont.",
    ]
)
_TEXTS = st.lists(_LINES, max_size=7).map("\n".join)


def paired(found: Comparison) -> list[tuple[str, str]]:
    return [(pair.left.text, pair.right.text) for pair in found.pairs]


def only(found: Comparison, name: str) -> list[str]:
    return [passage.text for passage in found.only[name]]


def test_the_same_thing_in_other_words_is_paired_and_the_rest_is_told_by_one() -> None:
    one = "Microsoft Azure has been the main provider of cloud computing for the lab since 2019. Nobody spoke of money."
    other = "Rain fell all day. Since 2019 the main provider of cloud computing for the lab has been Microsoft Azure."
    found = compare([report("a", one), report("b", other)])
    assert paired(found) == [(one.split(". ")[0] + ".", other.split(". ")[1])]
    assert found.pairs[0].sign is Sign.REWORDED
    assert found.pairs[0].edits
    assert (only(found, "a"), only(found, "b")) == (["Nobody spoke of money."], ["Rain fell all day."])


def test_the_same_words_are_the_same_whatever_their_case_and_punctuation() -> None:
    found = compare([report("a", "“The bridge is closed to all,” he said."),
                     report("b", "\"The Bridge is closed – to all\", he said.")])  # fmt: skip
    (pair,) = found.pairs
    assert (pair.sign, pair.score, pair.edits) == (Sign.SAME, 1.0, ())


def test_a_sentence_split_in_two_is_one_pair_with_two_spans() -> None:
    whole = (
        "The council voted to close the crumbling bridge over the river on Tuesday and engineers warned that the "
        "ancient pillars beneath the railway arches could collapse during winter floods."
    )
    halves = (
        "The council voted to close the crumbling bridge over the river on Tuesday.",
        "Engineers warned that the ancient pillars beneath the railway arches could collapse during winter floods.",
    )
    found = compare([report("a", whole + " Taxi drivers were glad of it."), report("b", " ".join(halves))])
    (pair,) = found.pairs
    assert pair.left.text == whole
    assert [span.of(" ".join(halves)) for span in pair.right.spans] == list(halves)
    assert only(found, "b") == []


def test_shared_names_alone_pair_nothing() -> None:
    found = compare([
        report("a", "In Quito President Daniel Noboa and Mayor Pabel Muñoz argued about taxes."),
        report("b", "At noon President Daniel Noboa and Mayor Pabel Muñoz opened a school in Quito."),
    ])  # fmt: skip
    assert found.pairs == ()


def test_a_doubtful_pair_says_so_and_what_it_holds_is_not_told_by_one_alone() -> None:
    one = "Rain fell on Quito. Schools stayed shut in the north. The council will vote on the budget on Friday."
    other = "Buses were late in Lima. Markets opened as usual. A vote on money for roads is planned for Friday."
    found = compare([report("a", one), report("b", other)])
    (pair,) = found.pairs
    assert pair.guessed
    assert pair.sign is Sign.REWORDED
    assert (len(only(found, "a")), len(only(found, "b"))) == (2, 2)


def test_pairs_are_of_the_first_two_unless_all_are_asked_for() -> None:
    text = "The council voted to close the crumbling bridge over the river on Tuesday."
    reports = [report("a", "Nothing of the kind was said there."), report("b", text), report("c", text)]
    assert compare(reports).pairs == ()
    assert [(pair.left.id, pair.right.id) for pair in compare(reports, all_pairs=True).pairs] == [("b", "c")]
    assert only(compare(reports), "b") == []


def test_headings_rows_fragments_and_credits_are_neither_paired_nor_listed() -> None:
    text = (
        "# The bridge is closed to everybody now\nTown of Quito\tBridge over the river\nBack.\nSource: Quito Daily News"
    )
    found = compare([report("a", text), report("b", text)])
    assert found.pairs == ()
    assert found.only == {"a": (), "b": ()}


def test_runs_of_eight_words_are_copied_once_for_all_that_have_them() -> None:
    run = "he had never in his life seen a bridge so badly kept"
    texts = {"a": f"On Monday {run}, he said.", "b": f"He told us {run}.", "c": f"Asked again: {run} as that one."}
    found = compare([report(name, text) for name, text in texts.items()])
    (copied,) = found.copied
    assert copied.words == len(run.split())
    assert {name: span.of(texts[name]) for name, span in copied.places.items()} == dict.fromkeys("abc", run)


def test_seven_words_in_a_row_are_not_copied() -> None:
    run = "he had never in his life seen"
    assert compare([report("a", f"Yes, {run} one."), report("b", f"No, {run} two.")]).copied == ()


def test_fewer_than_two_articles_or_more_than_eight_are_refused() -> None:
    one = report("a", "The bridge is closed to everybody.")
    with pytest.raises(BadInputError, match="two different"):
        compare([one])
    with pytest.raises(BadInputError, match="two different"):
        compare([one, one])
    with pytest.raises(BadInputError, match="9 were given"):
        compare([report(str(number), "Text.") for number in range(9)])


def test_an_article_given_twice_counts_once() -> None:
    one, other = report("a", "The bridge is closed."), report("b", "The bridge is open.")
    assert [article.id for article in compare([one, other, one]).articles] == ["a", "b"]


def test_empty_texts_are_compared() -> None:
    found = compare([report("a", ""), report("b", ""), report("c", "The bridge is closed to all.")])
    assert found.pairs == ()
    assert only(found, "c") == ["The bridge is closed to all."]


def test_languages_without_spaces_and_mixed_languages_are_compared() -> None:
    text = "北京市政府周二宣布关闭旧桥直到明年春天。工程师说桥墩可能会倒塌。"
    found = compare([
        report("a", text, language="zh"),
        report("b", text, language="zh"),
        report("c", "La mairie a voté mardi la fermeture du pont.", language="fr"),
    ])  # fmt: skip
    assert {pair.sign for pair in found.pairs} == {Sign.SAME}
    assert only(found, "a") == []


def test_hundreds_of_repeated_sentences_are_paired_one_to_one() -> None:
    text = "\n".join(["The bridge over the river is closed to all."] * 400)
    found = compare([report("a", text), report("b", text)])
    assert len(found.pairs) == 400
    assert len({pair.right.spans for pair in found.pairs}) == 400


@settings(deadline=None, max_examples=40)
@given(st.lists(_TEXTS, min_size=2, max_size=4))
def test_whatever_the_texts_places_are_places_and_nothing_is_in_two_of_them(texts: list[str]) -> None:
    reports = [report(str(number), text) for number, text in enumerate(texts)]
    by_id = {each.article.id: each for each in reports}
    found = compare(reports, all_pairs=True)
    seen: dict[tuple[str, str], set[object]] = {}
    for pair in found.pairs:
        for side, other in ((pair.left, pair.right), (pair.right, pair.left)):
            text, spans = by_id[side.id].article.text, by_id[side.id].sentences
            assert side.spans
            assert set(side.spans) <= set(spans)
            assert side.text == " ".join(span.of(text) for span in side.spans)
            already = seen.setdefault((side.id, other.id), set())
            assert already.isdisjoint(side.spans)
            already |= set(side.spans)
        assert min(len(pair.left.spans), len(pair.right.spans)) == 1
        assert (pair.score == 1) is (pair.sign is Sign.SAME)
        assert 0.65 <= pair.score <= 1
        if pair.guessed:
            assert len(pair.left.spans) == len(pair.right.spans) == 1
        assert (pair.sign is Sign.SAME) == (not pair.edits)
    for name, passages in found.only.items():
        told = {span for (article, _), spans in seen.items() if article == name for span in spans}
        assert told.isdisjoint((passage.start, passage.end) for passage in passages)
        for passage in passages:
            assert by_id[name].article.text[passage.start : passage.end] == passage.text
    for run in found.copied:
        assert run.words >= 8
        assert len(run.places) > 1


@settings(deadline=None, max_examples=30)
@given(_TEXTS)
def test_a_text_against_its_double_is_all_the_same(text: str) -> None:
    found = compare([report("a", text), report("b", text)])
    assert {pair.sign for pair in found.pairs} <= {Sign.SAME}
    assert found.only == {"a": (), "b": ()}
