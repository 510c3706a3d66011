"""How much facts matter: what each tells by itself, where it stands, whom it is of."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.facts.ranking import ranked
from index.models import Fact, FactKind
from tests.facts.articles import article

_LONG = "Nobody would say more of it in the evening. "


def rank(text: str, what: str, kind: FactKind, *, title: str = "", at: int = 0, **more: object) -> float:
    """Return the rank of the fact that says `what` in `text`; every `**word**` is a name beside it."""
    return ranks(text, (what, kind, more), title=title, at=at)[0]


def ranks(text: str, *told: tuple[str, FactKind, dict[str, object]], title: str = "", at: int = 0) -> list[float]:
    document = replace(article(text), title=title, published=datetime(2025, 6, 11, tzinfo=UTC))
    facts = []
    for what, kind, more in told:
        start = text.index(what, at)
        places = []
        place = start
        while place >= 0:
            places.append((place, place + len(what)))
            place = text.find(what, place + 1)
        fields = {"value": what, "places": places, "sentence": document.sentence_at(start)} | more
        facts.append(
            Fact.model_validate({"kind": kind, "text": what, "start": start, "end": start + len(what)} | fields)
        )
    return [fact.rank for fact in ranked(document, facts)]


PERSON, MONEY, QUANTITY = FactKind.PERSON, FactKind.MONEY, FactKind.QUANTITY


def test_an_amount_with_a_subject_tells_more_than_one_without_and_than_a_name() -> None:
    text = "Wexport paid $3bn to Ann Vale for the harbour."
    of_it, bare, name = ranks(
        text,
        ("$3bn", MONEY, {"about": "harbour", "value": 3e9}),
        ("$3bn", MONEY, {"value": 3e9}),
        ("Ann Vale", PERSON, {}),
    )
    assert of_it > bare > name


def test_what_the_first_sentence_tells_matters_more_than_the_tenth() -> None:
    figure = ("$3bn", MONEY, {"value": 3e9})
    assert ranks("It cost $3bn. " + _LONG * 9, figure) > ranks(_LONG * 9 + "It cost $3bn.", figure)


def test_a_name_in_the_headline_or_told_often_is_what_an_article_is_about() -> None:
    text = "Ann Vale met Tom Ost. " + _LONG + "Ann Vale left."
    often, once = ranks(text, ("Ann Vale", PERSON, {}), ("Tom Ost", PERSON, {}))
    assert often > once
    assert rank(text, "Tom Ost", PERSON, title="Ost stays in office") > once


def test_what_is_said_by_whom_the_article_is_about_matters_more() -> None:
    text = "Ann Vale met Tom Ost. Ann Vale smiled. Ann Vale spoke. “It is a good day for us.” “It is a bad day for us.”"
    names = (("Ann Vale", PERSON, {}), ("Tom Ost", PERSON, {}))
    *_, central, other = ranks(
        text,
        *names,
        ("It is a good day for us.", FactKind.QUOTE, {"speaker": "Ann Vale"}),
        ("It is a bad day for us.", FactKind.QUOTE, {"speaker": "Tom Ost"}),
    )
    assert central > other


@pytest.mark.parametrize(
    ("text", "less", "more"),
    [
        ("A four-page letter went to 12,000 homes.", "four-page", "12,000 homes"),
        ("It took three weeks to build 35 halls.", "three weeks", "35 halls"),
        ("Two men sold 900 boats.", "Two men", "900 boats"),
    ],
)
def test_small_counts_and_lengths_of_time_tell_less(text: str, less: str, more: str) -> None:
    units = {"four-page": "page", "three weeks": "week"}
    low = rank(text, less, QUANTITY, value=3.0, unit=units.get(less, "man"), about="X")
    assert low < rank(text, more, QUANTITY, value=900.0, unit="boat", about="X")


def test_people_who_came_to_harm_are_news_however_few() -> None:
    harmed = rank("Three men were killed in the storm.", "Three men", QUANTITY, value=3.0, unit="man")
    unharmed = rank("Three men were seen in the storm.", "Three men", QUANTITY, value=3.0, unit="man")
    assert harmed > 1.5 * unharmed
    ago = rank("He was killed three years ago today.", "three years", QUANTITY, value=3.0, unit="year")
    assert ago < harmed


def test_a_day_still_to_come_tells_more_than_one_that_is_past_and_a_bare_one_least() -> None:
    text = "It closes on 20 June 2025, was open on 2 June 2025, and opened on Friday. It has been so since 2019."
    coming, past, bare, since = ranks(
        text,
        ("20 June 2025", FactKind.DATE, {"value": "2025-06-20", "role": "on"}),
        ("2 June 2025", FactKind.DATE, {"value": "2025-06-02", "role": "on"}),
        ("Friday", FactKind.DATE, {"value": "2025-06-06", "role": "on"}),
        ("2019", FactKind.DATE, {"value": "2019", "role": "since"}),
    )
    assert min(coming, since) > past > bare


def test_a_few_quoted_words_are_no_statement() -> None:
    text = "“A vanity project,” said Ann Vale. “We will build it in the spring,” said Ann Vale."
    taunt, statement = ranks(
        text,
        ("A vanity project", FactKind.QUOTE, {"speaker": "Ann Vale"}),
        ("We will build it in the spring", FactKind.QUOTE, {"speaker": "Ann Vale"}),
    )
    assert statement > 2 * taunt
