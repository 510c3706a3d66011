"""Two articles row by row."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from index.models import Comparison, Pair, Passage, Side, Sign, Span, Stress
from index.models.relations import SIGNS
from index.text.sentences import sentences
from tests.compare.making import article
from tests.tui.compare.making import compared
from tui.compare.compared import Compared, Unit
from tui.compare.rows import Row, rows


def told(compared_: Compared, row: Row, left: str = "ledger", right: str = "sample") -> tuple[str, str, str, str]:
    """Return a row as its signs and the first words of its sides."""
    words = [
        " ".join(unit.span.of(compared_.articles[name].text) for unit in side)[:12]
        for name, side in zip((left, right), row.sides, strict=True)
    ]
    return SIGNS[row.relations[0]], words[0], SIGNS[row.relations[1]], words[1]


def test_what_tells_the_same_stands_side_by_side_and_the_rest_where_it_is_read() -> None:
    both = compared("ledger", "sample")
    assert [told(both, row) for row in rows(both, "ledger", "sample")] == [
        ("+", "", "+", "Divers found"),
        ("", "Twelve bridg", "", ""),
        ("⚡", "The bridge w", "⚡", "The bridge w"),
        ("=", "Nobody was h", "=", "Nobody was h"),
        ("≈", "Repairs will", "≈", "The repair b"),
        ("+", "", "+", "Ferries run "),
        ("", "What is next", "", ""),
        ("+", "The council ", "+", ""),
        ("+", "Bridge\tState", "+", ""),
        ("+", "North\tclosed", "+", ""),
    ]


def test_a_doubtful_pair_stands_side_by_side_with_a_lighter_sign() -> None:
    both = compared("ledger", "sample")
    doubtful = both.comparison.model_copy(
        update={"pairs": tuple(pair.model_copy(update={"score": 0.7}) for pair in both.comparison.pairs)}
    )
    found = rows(Compared(doubtful, both.articles), "ledger", "sample")
    together = [(row.relations[0].value, SIGNS[row.relations[0]]) for row in found if row.together]
    assert together == [("conflict", "⚡"), ("same", "="), ("likely", "~")]
    assert all(row.differs for row in found if SIGNS[row.relations[0]] == "~")


def test_what_a_third_article_tells_has_a_sign_of_its_own() -> None:
    three = compared()
    signs = {told(three, row)[3]: told(three, row)[2] for row in rows(three, "ledger", "sample")}
    assert signs["Ferries run "] == "·"


def test_the_words_told_otherwise_change_sides_with_their_articles() -> None:
    three = compared()
    for left, right in (("ledger", "sample"), ("sample", "ledger")):
        row = next(row for row in rows(three, left, right) if any(row.changed))
        words = {
            name: spans[0].of(three.articles[name].text) for name, spans in zip((left, right), row.changed, strict=True)
        }
        assert words == {"ledger": "Repairs", "sample": "The repair bill"}


def test_another_number_is_told_from_other_wording() -> None:
    both = compared("ledger", "sample")
    pairs = tuple(
        pair.model_copy(
            update={"edits": tuple(edit.model_copy(update={"stress": Stress.NUMBER}) for edit in pair.edits)}
        )
        for pair in both.comparison.pairs
    )
    row = next(row for row in rows(both, "ledger", "sample") if any(row.changed))
    assert row.stressed == ((), ())
    stressed = Compared(both.comparison.model_copy(update={"pairs": pairs}), both.articles)
    row = next(row for row in rows(stressed, "ledger", "sample") if any(row.changed))
    assert row.stressed == row.changed


def test_sentences_that_disagree_stand_side_by_side_even_where_no_pair_joins_them() -> None:
    both = compared("ledger", "sample")
    unpaired = both.comparison.model_copy(
        update={"pairs": tuple(pair for pair in both.comparison.pairs if pair.sign is not Sign.CONFLICT)}
    )
    both = Compared(unpaired, both.articles)
    assert ("⚡", "The bridge w", "⚡", "The bridge w") in [told(both, row) for row in rows(both, "ledger", "sample")]


def test_a_heading_of_the_right_article_goes_before_what_it_heads() -> None:
    both = compared("sample", "ledger")
    found = [told(both, row, "sample", "ledger") for row in rows(both, "sample", "ledger")]
    heading = found.index(("", "", "", "Twelve bridg"))
    assert found[heading + 1] == ("⚡", "The bridge w", "⚡", "The bridge w")


def test_what_both_tell_alone_for_long_stands_beside_each_other() -> None:
    texts = {
        "ledger": article("ledger", "One thing. And another. And a third."),
        "sample": article("sample", "Something else. Then more. Then a third. And a fourth."),
    }
    only = {
        name: tuple(
            Passage(start=span.start, end=span.end, text=span.of(each.text))
            for span in sentences(each.text, each.blocks, "en")
        )
        for name, each in texts.items()
    }
    apart = Compared(
        Comparison(
            articles=tuple(texts.values()), pairs=(), only=only, copied=(), facts=(), disagreements=(), updates=(),
            differences=(), omissions={},
        ),
        texts,
    )  # fmt: skip
    assert [told(apart, row) for row in rows(apart, "ledger", "sample")] == [
        ("+", "One thing.", "+", "Something el"),
        ("+", "And another.", "+", "Then more."),
        ("+", "And a third.", "+", "Then a third"),
        ("+", "", "+", "And a fourth"),
    ]
    below = rows(apart, "ledger", "sample", beside=False)
    assert [bool(row.left) for row in below] == [True, True, True, False, False, False, False]


@st.composite
def comparisons(draw: st.DrawFn) -> Compared:
    """Two articles of a few sentences in paragraphs and headings, some of them paired, across each other too."""
    articles, spans = {}, {}
    for name in ("ledger", "sample"):
        lines = draw(st.lists(st.tuples(st.booleans(), st.integers(1, 3)), min_size=1, max_size=6))
        text = "\n".join("# Heading" if heading else " ".join(["Some words."] * count) for heading, count in lines)
        articles[name] = article(name, text)
        spans[name] = [
            Span(at, at + len("Some words."))
            for block in articles[name].blocks
            for at in range(block.start, block.end, len("Some words. "))
            if "Some" in text[at : at + 4]
        ]
    lefts, rights = draw(st.permutations(spans["ledger"])), draw(st.permutations(spans["sample"]))
    count = draw(st.integers(0, min(len(lefts), len(rights))))
    signs = [draw(st.sampled_from(Sign)) for _ in range(count)]
    pairs = [
        Pair(
            left=Side(id="ledger", text="Some words.", spans=(left,)),
            right=Side(id="sample", text="Some words.", spans=(right,)),
            score=1,
            sign=sign,
            edits=(),
        )
        for left, right, sign in zip(lefts, rights, signs, strict=False)
    ]
    only = {
        "ledger": tuple(Passage(start=s.start, end=s.end, text="Some words.") for s in sorted(lefts[count:])),
        "sample": tuple(Passage(start=s.start, end=s.end, text="Some words.") for s in sorted(rights[count:])),
    }
    comparison = Comparison(
        articles=tuple(articles.values()), pairs=tuple(pairs), only=only, copied=(), facts=(), disagreements=(),
        updates=(), differences=(), omissions={},
    )  # fmt: skip
    return Compared(comparison, articles)


@settings(max_examples=50)
@given(comparisons())
def test_every_sentence_of_both_is_in_exactly_one_row(both: Compared) -> None:
    found = rows(both, "ledger", "sample")
    for side, name in enumerate(("ledger", "sample")):
        units: Counter[Unit] = Counter(unit for row in found for unit in row.sides[side])
        assert units == Counter(both.units[name])
    text = both.articles["ledger"].text
    covered = {place for unit in both.units["ledger"] for place in range(*unit.span)}
    blocks = both.articles["ledger"].blocks
    assert {p for b in blocks for p in range(b.start, b.end) if not text[p].isspace()} <= covered


@settings(max_examples=50)
@given(comparisons())
def test_the_left_article_is_in_its_own_order(both: Compared) -> None:
    lefts = [unit.span for row in rows(both, "ledger", "sample") for unit in row.left]
    assert lefts == sorted(lefts)


@settings(max_examples=50)
@given(comparisons())
def test_pairs_are_rows(both: Compared) -> None:
    sides = {(row.left[0].span, row.right[0].span) for row in rows(both, "ledger", "sample") if row.together}
    if both.comparison.pairs:
        assert sides == {(pair.left.spans[0], pair.right.spans[0]) for pair in both.comparison.pairs}
