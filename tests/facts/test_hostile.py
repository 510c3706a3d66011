"""What no editor would print: bounded work, no crash, few false facts.

Work is counted in calls of functions, not in seconds: a text twice as long may cost twice the calls and a little more.
Loops inside regular expressions are told safe by `test_patterns`.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.facts.closedclass import listed
from index.facts.document import FactText, prepare
from index.facts.extract import extract
from index.models import Block, BlockKind, Fact, FactKind
from tests.counting import counting_calls
from tests.facts.articles import article

_REPORTED = datetime(2025, 6, 11, tzinfo=UTC)
_NUMERIC = {FactKind.MONEY, FactKind.PERCENT, FactKind.QUANTITY, FactKind.DATE, FactKind.PERIOD}
_PROSE = (
    "On Monday 3 March the ferry firm said “profit rose 12% to $3.4bn”, up from £1.2m in 2019, and that 12,000 jobs in"
    " 35 towns would go by June 2026. Mara Quill, its head, told the Vexley Post that about 2 to 3 million people had"
    " waited three months for the boats, and that the first of them left a year earlier. "
)
_SHAPES: dict[str, str] = {
    "prose": _PROSE,
    "lines": _PROSE + "\n",
    "no capitals": _PROSE.lower(),
    "capitals throughout": _PROSE.upper(),
    "digits": "7",
    "groups of digits": "12 345 ",
    "one word": "a",
    "spaces": " ",
    "quotation marks": '"',
    "capitalised words": "Ab ",
    "initials": "A. ",
    "sums": "$1 ",
    "dates": "May 5 ",
    "ranges": "1-",
    "between": "between 1 and ",
    "percentages": "5% ",
    "spelt numbers": "one hundred ",
    "brackets": "(",
    "cells": "a\t5\n",
    "possessives": "Ab's ",
    "hyphens": "a-",
    "combining marks": "e\u0301",
    "letters that grow": "İ 5% ",
}


def _document(text: str) -> FactText:
    return replace(article(text), published=_REPORTED)


def _calls(text: str) -> int:
    document = _document(text)
    with counting_calls() as calls:
        extract(document)
    return calls()


@pytest.mark.parametrize("shape", _SHAPES)
def test_twice_the_text_is_at_most_twice_the_work(shape: str) -> None:
    unit = _SHAPES[shape]
    extract(_document(unit))
    length = 1200
    one, two = (_calls(unit * (times * length // len(unit))) for times in (1, 2))
    assert two <= 2.3 * one + 1000


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "7" * 1_000_000, " " * 1_000_000, "x" * 500_000 + " " + "7" * 499_999],
    ids=["one word", "digits", "spaces", "a word and a number"],
)
def test_a_million_characters_without_a_sentence_hold_nothing(text: str) -> None:
    whole = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    assert extract(prepare(text, [whole], published=_REPORTED, language="en")) == ()


def test_a_million_characters_of_prose_hold_what_one_telling_holds() -> None:
    # A page of news and then a wall without a word: long, and the facts are those of the page.
    text = _PROSE + "\n" + "x" * (1_000_000 - len(_PROSE) - 1)
    known = {(fact.kind, fact.value) for fact in extract(_document(_PROSE))}
    assert {(fact.kind, fact.value) for fact in extract(_document(text))} == known
    assert len(known) > 10


def _numbers(text: str) -> list[tuple[str, object]]:
    return [(fact.kind.value, fact.value) for fact in extract(_document(text)) if fact.kind in _NUMERIC]


_TOLD = [
    ("percent", 12), ("money", 3.4e9), ("money", 1.2e6), ("date", "2019"), ("quantity", 12_000), ("quantity", 35),
    ("quantity", None), ("period", "P3M"),
]  # fmt: skip


def test_numbers_are_found_without_a_capital_letter_and_in_capitals_throughout() -> None:
    for told in (_PROSE, _PROSE.lower(), _PROSE.upper()):
        assert [each for each in _numbers(told) if each in _TOLD] == _TOLD


def test_a_story_in_one_line_is_read_like_one_in_many() -> None:
    one, many = extract(_document(_PROSE * 3)), extract(_document("\n".join([_PROSE] * 3)))
    assert {(fact.kind, fact.value) for fact in one} == {(fact.kind, fact.value) for fact in many}


def test_capitals_throughout_are_no_names() -> None:
    told = [fact for fact in extract(_document(_PROSE.upper())) if fact.kind in (FactKind.PERSON, FactKind.PRODUCT)]
    assert len(told) <= 2


_GERMAN = (
    "Die Reederei steigerte ihren Gewinn auf 3,4 Milliarden Kronen, sagte die Sprecherin am Montag. Rund 12.000 Stellen"
    " sollen bis Juni wegfallen, die Boote fahren dann nur noch 4 Stunden am Tag."
)
_ARABIC = "قالت شركة العبّارات يوم الاثنين إن أرباحها ارتفعت في الربع الثالث، وإن ٣٥ قاربًا ستبقى في الميناء."
_CHINESE = "渡轮公司周一表示，第三季度利润增长，三十五艘船将留在港口，直到明年六月。约有两百万人等待了三个月。"
_GREEK = "Η εταιρεία είπε τη Δευτέρα ότι τα κέρδη αυξήθηκαν και ότι 35 πλοία θα μείνουν στο λιμάνι."


@pytest.mark.parametrize(
    ("language", "text"), [("de", _GERMAN), ("ar", _ARABIC), ("zh", _CHINESE), ("el", _GREEK), (None, _GERMAN)]
)
def test_another_language_gives_few_false_numbers(language: str | None, text: str) -> None:
    document = replace(_document(text), language=language)
    assert [fact.text for fact in extract(document) if fact.kind in _NUMERIC] == []


def test_a_page_of_digits_holds_nothing() -> None:
    for text in ("3141592653 " * 300, "31 41 59 26 53\n" * 200, "3.14.15.92\n" * 200, "12:34 56:78 90/12\n" * 200):
        assert extract(_document(text)) == ()


_PIECES = listed(
    "$ £ % 5 2,000 1.2bn one two million a of and to between - – . , ( ) “ ” \" ' ’s May Monday June 2009 last year"
    " quarter the per cent hour jobs rose fell by from Ab A. İ \u00bd \u200d it's (reuters.com)"
)
_HOSTILE = st.lists(st.sampled_from((*_PIECES, " ", "\n", "\t", "\u00a0")), max_size=60)


@settings(max_examples=30, deadline=None)
@given(_HOSTILE, st.sampled_from(["", " "]))
def test_whatever_is_written_every_fact_lies_in_the_text(pieces: list[str], joint: str) -> None:
    document = _document(joint.join(pieces))
    for fact in extract(document):
        assert _lies_in(document, fact)


def _lies_in(document: FactText, fact: Fact) -> bool:
    inside = all(0 <= place.start < place.end <= len(document.text) for place in fact.places)
    return inside and fact.places[0] == fact.span and list(fact.places) == sorted(set(fact.places))
