"""Random facts of so few names and amounts that everything meets everything, and what finds them, in plain Python."""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from index.models import NAME_KINDS, Fact, FactKind, Span
from index.search.analysis import stem_in, words
from index.search.facts.calendar import days_of
from index.search.facts.rows import ArticleFacts
from index.search.query import FactAmount, FactDated, FactNamed, OfFacts

NAMES = (
    "Sarah Chen", "Chen", "Ann Chen", "Bank of America", "The Bank", "Münchner Rück", "北京市", "U.S.", "AT&T",
    "Co-op Bank", "Sarah", "the", "ﷺ Bank", "O’Neill’s",
)  # fmt: skip
FORMS = ("Chen", "the bank", "Bank", "Dr Sarah", "US", "BofA", "—")
VALUES = (-2.5, -0.6, 0.0, 0.4, 1.0, 2.3e6, 1e9, 5e11)
UNITS = {
    FactKind.MONEY: ("USD", "EUR", None),
    FactKind.PERCENT: ("%", "pp"),
    FactKind.QUANTITY: ("job", "factory job", "TB/s", "°C", "m", None),
}
DATES = ("2025", "2025-05", "2025-05-12", "2024-Q4", "2024-W52", "2025-21", "2019/2021", "2025-05-10/2025-05-11", "P3M")
_NOWHERE = Span(0, 0)
_KINDS = {
    "org": {FactKind.ORGANISATION}, "person": {FactKind.PERSON}, "place": {FactKind.PLACE},
    "product": {FactKind.PRODUCT}, "name": NAME_KINDS, "said": {FactKind.QUOTE}, "reported-by": {FactKind.ATTRIBUTION},
}  # fmt: skip


def article(random: Random, key: int, change: int) -> ArticleFacts:
    """Return an article with up to a dozen facts, whose text is the forms of its names."""
    text = ""
    facts = []
    for _ in range(random.choice((0, 1, 4, 12))):
        kind = random.choice([kind for kind in FactKind if kind is not FactKind.TABLE])
        if kind in NAME_KINDS:
            forms = random.choices(FORMS, k=random.randrange(3))
            value = random.choice(NAMES)
            places = []
            for form in (value, *forms):
                places.append(Span(len(text), len(text) + len(form)))
                text += f"{form} "
            facts.append(fact(kind, value, places=tuple(places)))
        elif kind in UNITS:
            low, high = sorted(random.choices(VALUES, k=2))
            ends = {"low": low, "high": high} if random.random() < 0.3 else {}
            facts.append(fact(kind, None if ends else random.choice(VALUES), unit=random.choice(UNITS[kind]), **ends))
        elif kind in {FactKind.DATE, FactKind.PERIOD}:
            facts.append(fact(kind, random.choice(DATES)))
        elif kind is FactKind.QUOTE:
            facts.append(fact(kind, "so it is", speaker=random.choice((*NAMES, None))))
        else:
            facts.append(fact(kind, random.choice(NAMES), role=random.choice(("according-to", "citing"))))
    return ArticleFacts(change, key, text, facts)


def fact(
    kind: FactKind, value: float | str | None, *, places: tuple[Span, ...] = (), **more: float | str | None
) -> Fact:
    """Return a fact at some places."""
    first = places[0] if places else _NOWHERE
    told = {"kind": kind, "value": value, "text": str(value), "start": first.start, "end": first.end}
    return Fact.model_validate(told | {"sentence": first, "places": places} | more)


def holds(article: ArticleFacts, condition: OfFacts) -> bool:
    """Tell whether an article's facts meet a condition, looking at each."""
    match condition:
        case FactNamed(name, text, _, begins):
            asked = _words(text)
            return any(_has(_words(one), asked, begins) for one in _names(article, name))
        case FactAmount(name, amounts):
            return any(
                amounts.low <= low and high <= amounts.high and (not amounts.unit or _is(name, fact.unit, amounts.unit))
                for fact in article.facts
                if fact.kind == name
                for low, high in [_ends(fact)]
            )
        case FactDated(days):
            return any(
                told is not None and days.first <= told.first and told.last <= days.last
                for fact in article.facts
                if fact.kind in {FactKind.DATE, FactKind.PERIOD}
                for told in [days_of(str(fact.value))]
            )


def _names(article: ArticleFacts, name: str) -> list[str]:
    """Return every way in which an article writes the names that a condition looks through."""
    forms: dict[object, list[str]] = {}
    for told in article.facts:
        if told.kind in NAME_KINDS:
            forms.setdefault(told.value, []).extend(place.of(article.text) for place in told.places)
    found: list[str] = []
    for told in article.facts:
        if told.kind not in _KINDS[name] and not (name == "said" and told.role == "according-to"):
            continue
        value = told.speaker if told.kind is FactKind.QUOTE else told.value
        if told.kind in NAME_KINDS:
            found += [str(value), *(place.of(article.text) for place in told.places)]
        elif value is not None:
            found += [str(value), *forms.get(value, [])]
    return found


def _words(text: str) -> list[str]:
    return " ".join(word.written for word in words(text, query=True)).split()


def _has(name: Sequence[str], asked: Sequence[str], begins: bool) -> bool:
    if not asked:
        return not name
    for at, word in enumerate(name):
        if word.startswith(asked[0]) if begins and len(asked) == 1 else word == asked[0]:
            return len(asked) == 1 or _has(name[at + 1 :], asked[1:], begins)
    return False


def _ends(fact: Fact) -> tuple[float, float]:
    if isinstance(fact.value, float):
        return fact.value, fact.value
    assert fact.low is not None
    assert fact.high is not None
    return fact.low, fact.high


def _is(name: str, unit: str | None, asked: str) -> bool:
    if unit is None:
        return False
    if name != "quantity":
        return unit.lower() == asked
    own = [stem_in(word.written, "en") for word in words(unit, query=True)] or [unit]
    wanted = asked.split()[::-1]
    return own[-len(wanted) :] == wanted


def conditions() -> st.SearchStrategy[str]:
    """Return conditions in the query language, most of which find something in such articles."""
    names = st.sampled_from((*NAMES, *FORMS[:-1], "sarah chen*", "ba*", "chen sarah", "bank america", "no", "m*"))
    money = ("1bn", "$1bn", '"1bn EUR"', ">=1", "<0", "0..1bn", "EUR", '"..2.3m USD"', ">0.4", "<=500bn", "-0.6")
    percent = ("<0", "-0.6", "0.4%", ">0pp", "-3..1", "pp", "0")
    quantity = ("jobs", '"1 job"', '"factory jobs"', ">=1", '"2.3m jobs"', "TB/s", "0.4..1bn", '"1 m"', "°C")
    dates = ("2025", "2025-05", ">=2025-05-12", "2024", "<2025", "2019..2021", "2024-10-01..2024-12-31", ">2025")
    return st.one_of(
        st.builds('{}:"{}"'.format, st.sampled_from(list(_KINDS)), names),
        st.builds("money:{}".format, st.sampled_from(money)),
        st.builds("percent:{}".format, st.sampled_from(percent)),
        st.builds("quantity:{}".format, st.sampled_from(quantity)),
        st.builds("fact-date:{}".format, st.sampled_from(dates)),
    )
