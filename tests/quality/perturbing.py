"""Sentences of real reports with one thing changed by rule: what the disagreements found are scored against.

Figures and dates are looked for by their form alone, so that what the program itself fails to read counts against it;
who said something needs the program's own reading.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from index.compare.pool import Report
from index.models import Fact, FactKind, Span

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January|February|March|April|June|July|August|September|October|November|December"  # 'May' is a verb, too
_DATE = re.compile(
    rf"\b(?P<day>{'|'.join(_DAYS)})\b|(?:{_MONTHS}) (?P<number>\d{{1,2}})\b|\b(?P<year>19[6-9]\d|20[01]\d)\b(?![-%])"
)
_PERCENT = re.compile(r"(?<![\w.,$/-])(?P<figure>\d{1,3}(?:\.\d+)?)(?= ?%| percent\b)")
# Not a part of a word or a date ('F-16', '9/11', 'June 12'), no year, no share, no number of a bill or a district.
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?<!No\. )(?:(?<!{r' )(?<!'.join(_MONTHS.split('|'))} )(?<!May )(?!(?:19|20)\d\d\b))"
    r"\$?(?P<figure>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?= (?:million|billion|trillion|thousand)\b| [a-z]{3,}s\b| people\b)(?! percent)"
    rf"|\b(?P<word>{'|'.join(_WORDS)})(?= (?:million|billion)\b| [a-z]{{3,}}s\b| people\b)"
)
_OPPOSITES = (
    "rose fell", "rise fall", "rising falling", "increased decreased", "increase decrease", "increases decreases",
    "up down", "grew shrank", "gained lost", "jumped dropped", "climbed declined", "higher lower", "raised cut",
)  # fmt: skip
_OPPOSITE = {one: other for pair in _OPPOSITES for one, other in (pair.split(), reversed(pair.split()))}
_DIRECTION = re.compile(
    rf"\b(?P<word>{'|'.join(_OPPOSITE)})\b"
    r"(?=(?: [a-z]+){0,3} (?:about )?\$?\d[\d.,]*(?:%| percent\b| million\b| points\b))"
)
_WAYS = sorted(_OPPOSITE.keys() - {"up", "down", "raised", "cut", "declined", "climbed"})  # these have other senses
_WAY = re.compile(rf"(?<!who )(?<!which )(?<!that )\b(?P<word>{'|'.join(_WAYS)})\b")
_AUXILIARY = "will|would|is|are|was|were|has|had|have|can|could|should|did|does|do"
# Not in a relative clause, which may choose among many: 'those who were', 'which is'.
_NOT = re.compile(
    rf"(?<!who )(?<!which )(?<!that )\b(?:{_AUXILIARY})\b(?P<not> not)?(?= (?!only|just|yet|to|all)[a-z]+ )"
)
_OPEN = re.compile(r"\?|\b(?:if|whether|unless|until|may|might|or not)\b", re.IGNORECASE)
_DENIALS = (
    "confirmed denied", "confirms denies", "acknowledged denied", "admitted denied", "accepted rejected",
    "approved rejected", "agreed refused",
)  # fmt: skip
_DENIAL = {one: other for pair in _DENIALS for one, other in (pair.split(), reversed(pair.split()))}
_DENIED = re.compile(
    rf"(?<!who )(?<!which )(?<!that )\b(?P<word>{'|'.join(_DENIAL)})\b(?! with\b)|\b(?P<said>said)(?= that\b)"
)
_CONTRACTED = re.compile(r"\b(?:is|are|was|were|has|had|have|could|should|would|did|does|do) not\b")
_LEAST_QUOTED = 8  # words
_OUTLETS = ("Reuters", "Bloomberg News", "Politico", "The Wall Street Journal", "The Associated Press", "CNN")
_FIRST = ("The news was first reported by {}.", "{} first reported the news late in the day.")
_ACCORDING = re.compile(r"\b[Aa]ccording to $")
_LEAST_WORDS, _MOST_WORDS = 8, 60


class Change(NamedTuple):
    """Text that takes the place of a part of a report."""

    kind: str
    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        """Return `text` with the change made."""
        return text[: self.start] + self.new + text[self.end :]


Rule = Callable[[Report, Span, Sequence[str], Random], Iterator[Change]]
"""Yields the changes of a kind that a sentence of a report allows; the names are those to put in."""


def changes(kind: str, report: Report, names: Sequence[str], generator: Random) -> list[Change]:
    """Return every change of a kind that `report` allows, in the order of its text."""
    rule = (RULES | HARMLESS)[kind]
    text = report.article.text
    return [
        change
        for sentence in report.sentences
        if _LEAST_WORDS <= sentence.of(text).count(" ") <= _MOST_WORDS
        for change in rule(report, sentence, names, generator)
    ]


def is_told_once(change: Change, text: str) -> bool:
    """Tell whether `text` has the old words of a change once: of a report that repeats them nothing follows."""
    old = text[change.start : change.end]
    return len(re.findall(rf"(?<![\w.,]){re.escape(old)}(?!\w|[.,]\d)", text)) <= 1


def _numbers(report: Report, sentence: Span, _names: Sequence[str], generator: Random) -> Iterator[Change]:
    for match in _NUMBER.finditer(report.article.text, sentence.start, sentence.end):
        group = "figure" if match["figure"] else "word"
        new = _other_figure(match[group], generator) if match["figure"] else _other(_WORDS, match[group], generator)
        yield Change("number", *match.span(group), new)


def _percentages(report: Report, sentence: Span, _names: Sequence[str], generator: Random) -> Iterator[Change]:
    for match in _PERCENT.finditer(report.article.text, sentence.start, sentence.end):
        yield Change("percentage", *match.span("figure"), _other_figure(match["figure"], generator))


def _directions(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    for match in _DIRECTION.finditer(report.article.text, sentence.start, sentence.end):
        yield Change("direction", *match.span("word"), _OPPOSITE[match["word"]])


def _ways(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    """Yield another direction where no figure says how far."""
    text = report.article.text
    if not _OPEN.search(text, sentence.start, sentence.end):
        for match in _WAY.finditer(text, sentence.start, sentence.end):
            if not _DIRECTION.match(text, match.start(), sentence.end):
                yield Change("direction without figure", *match.span("word"), _OPPOSITE[match["word"]])


def _negations(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    """Put a 'not' in or take it out, where no condition and no question leaves both open."""
    text = report.article.text
    if not _OPEN.search(text, sentence.start, sentence.end):
        for match in _NOT.finditer(text, sentence.start, sentence.end):
            yield Change(
                "negation",
                match.start("not") if match["not"] else match.end(),
                match.end(),
                "" if match["not"] else " not",
            )


def _denials(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    text = report.article.text
    if not _OPEN.search(text, sentence.start, sentence.end):
        for match in _DENIED.finditer(text, sentence.start, sentence.end):
            yield Change("denial", *match.span(), "denied" if match["said"] else _DENIAL[match["word"]])


def _dates(report: Report, sentence: Span, _names: Sequence[str], generator: Random) -> Iterator[Change]:
    for match in _DATE.finditer(report.article.text, sentence.start, sentence.end):
        if match["day"]:
            # Two days next to each other may be one in two time zones.
            new = _DAYS[(_DAYS.index(match["day"]) + generator.choice((2, 3, 4, 5))) % len(_DAYS)]
            yield Change("date", *match.span("day"), new)
        elif match["number"]:
            new = str((int(match["number"]) + generator.randint(3, 20)) % 28 + 1)
            if abs(int(new) - int(match["number"])) > 1:
                yield Change("date", *match.span("number"), new)
        else:
            new = str(int(match["year"]) + generator.choice((-4, -3, -2, 2, 3, 4)))
            yield Change("date", *match.span("year"), new)


def _speakers(report: Report, sentence: Span, names: Sequence[str], generator: Random) -> Iterator[Change]:
    """Another person in the sentence of a quotation: by the full name where that stands there, else by the last."""
    text = report.article.text
    quotes = [fact for fact in _facts(report, FactKind.QUOTE) if fact.speaker and fact.start >= sentence.start]
    for fact in quotes[:1] if (quotes := [fact for fact in quotes if fact.end <= sentence.end]) else ():
        people = [person for person in _facts(report, FactKind.PERSON) if person.value == fact.speaker]
        for place in (place for person in people for place in person.places):
            inside = fact.start <= place.start < fact.end
            if not inside and sentence.start <= place.start and place.end <= sentence.end:
                other = generator.choice([name for name in names if name.split()[-1] not in text])
                new = other if " " in place.of(text) else other.split()[-1]
                yield Change("speaker", place.start, place.end, new)
                return


def _quoted(report: Report, sentence: Span) -> Iterator[tuple[Fact, str]]:
    """Yield the quotations of a sentence that has their speaker's name, and the words without what stands around."""
    text = report.article.text
    people = {person.value for person in _facts(report, FactKind.PERSON)}
    for fact in _facts(report, FactKind.QUOTE):
        inside = sentence.start <= fact.start and fact.end <= sentence.end
        beside = text[sentence.start : fact.start] + text[fact.end : sentence.end]
        if inside and fact.speaker in people and str(fact.speaker).split()[-1] in beside:
            words = text[fact.start : fact.end].strip(' ,.;“”"')
            if words.count(" ") >= _LEAST_QUOTED - 1:
                yield fact, words


def _said_by(report: Report, sentence: Span, names: Sequence[str], generator: Random) -> Iterator[Change]:
    """Frame a quotation in other words, and give it to another person of the event."""
    for fact, words in _quoted(report, sentence):
        others = [name for name in names if not set(name.split()) & set(str(fact.speaker).split())]
        if others:
            yield Change(
                "said by", sentence.start, sentence.end, f"{generator.choice(others)} told reporters: “{words}.”"
            )


def _he_said(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    """Give a quotation to nobody by name."""
    for _, words in _quoted(report, sentence):
        yield Change("he said", sentence.start, sentence.end, f"“{words},” he said.")


def _organisations(report: Report, sentence: Span, names: Sequence[str], generator: Random) -> Iterator[Change]:
    text = report.article.text
    for fact in _facts(report, FactKind.ORGANISATION):
        for place in fact.places:
            whole = not re.match(r"[’']?s? [A-Z]", text[place.end : place.end + 4]) and not re.search(
                r"[A-Z][\w.-]* $", text[max(0, place.start - 20) : place.start]
            )
            others = [name for name in names if not set(name.split()) & set(text.split())]
            inside = sentence.start <= place.start and place.end <= sentence.end
            if inside and whole and others and " " in place.of(text):
                yield Change("organisation", place.start, place.end, generator.choice(others))


def _attributions(report: Report, sentence: Span, _names: Sequence[str], generator: Random) -> Iterator[Change]:
    text = report.article.text
    for fact in _facts(report, FactKind.ATTRIBUTION):
        for place in fact.places:
            before = text[max(0, place.start - 20) : place.start].removesuffix("The ").removesuffix("the ")
            if sentence.start <= place.start < sentence.end and _ACCORDING.search(before):
                new = generator.choice([name for name in _OUTLETS if name not in text])
                yield Change("attribution", place.start, place.end, new.removeprefix("The "))


def first_reports(report: Report, other: Report, generator: Random) -> tuple[Change, Change]:
    """Return a sentence for each of two reports that names who was first to tell of it, another outlet each."""
    outlets = generator.sample(_OUTLETS, 2)
    made = []
    for each, outlet, words in zip((report, other), outlets, generator.sample(_FIRST, 2), strict=True):
        at = each.article.blocks[min(1, len(each.article.blocks) - 1)].end
        made.append(Change("first reported by", at, at, "\n\n" + words.format(outlet)))
    return made[0], made[1]


def _rounded(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    """Two digits of a figure, and a word that says so."""
    for match in _NUMBER.finditer(report.article.text, sentence.start, sentence.end):
        figure = (match["figure"] or "").replace(",", "")
        value = float(figure or 0)
        rounded = float(f"{value:.1e}")
        if figure and value >= 1 and rounded != value:
            sign = "$" if match.group().startswith("$") else ""
            shown = f"{rounded:,.0f}" if rounded.is_integer() else f"{rounded:,}"
            yield Change("rounded", *match.span(), f"about {sign}{shown}")


def _spelled(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    for match in _NUMBER.finditer(report.article.text, sentence.start, sentence.end):
        if match["word"]:
            yield Change("spelled otherwise", *match.span("word"), str(_WORDS.index(match["word"]) + 2))


def _surnames(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    """Put the last name for the full one, of a person whose last name nobody else there has."""
    text = report.article.text
    people = list(_facts(report, FactKind.PERSON))
    for fact in people:
        last = str(fact.value).split()[-1]
        alone = sum(str(person.value).split()[-1] == last for person in people) == 1
        for place in fact.places:
            inside = sentence.start <= place.start and place.end <= sentence.end
            if alone and inside and place.of(text) == fact.value and " " in str(fact.value):
                yield Change("last name only", place.start, place.end, last)


def _contractions(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    for match in _CONTRACTED.finditer(report.article.text, sentence.start, sentence.end):
        yield Change("not contracted", *match.span(), match.group().replace(" not", "n't"))


def _not_only(report: Report, sentence: Span, _names: Sequence[str], _generator: Random) -> Iterator[Change]:
    for match in _NOT.finditer(report.article.text, sentence.start, sentence.end):
        if not match["not"]:
            yield Change("not only", match.end(), match.end(), " not only")


RULES: Mapping[str, Rule] = {
    "number": _numbers,
    "percentage": _percentages,
    "direction": _directions,
    "date": _dates,
    "speaker": _speakers,
    "organisation": _organisations,
    "attribution": _attributions,
    "direction without figure": _ways,
    "negation": _negations,
    "denial": _denials,
    "said by": _said_by,
}
"""What puts a disagreement in."""
HARMLESS: Mapping[str, Rule] = {
    "rounded": _rounded,
    "spelled otherwise": _spelled,
    "last name only": _surnames,
    "not contracted": _contractions,
    "not only": _not_only,
    "he said": _he_said,
}
"""What puts none in."""


def _facts(report: Report, kind: FactKind) -> Iterator[Fact]:
    return (fact for fact in report.facts if fact.kind is kind)


def _other(choices: Sequence[str], than: str, generator: Random) -> str:
    return generator.choice([choice for choice in choices if choice != than])


def _other_figure(figure: str, generator: Random) -> str:
    """Return a figure of about the same size that no rounding makes the same, as exact and written as the old one."""
    plain = figure.replace(",", "")
    decimals = len(plain.partition(".")[2])
    value = float(plain)
    new = value * generator.choice((0.5, 0.6, 1.7, 2.0, 2.5))
    if not decimals and abs(new - value) < 1:
        new = value + 1
    shown = f"{new:,.{decimals}f}" if "," in figure else f"{new:.{decimals}f}"
    return shown if float(shown.replace(",", "")) != value else f"{value + 2:.{decimals}f}"
