"""Facts where they are told: in which sentence, about what, and whether two reports tell of one thing there.

What a fact is about is a phrase picked by rules, so it is only evidence: the sentences around two facts count as well.
"""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from index.compare.names import Names, agree_names, name_key
from index.compare.pool import Line, Report
from index.compare.tokens import content_stem, tokens
from index.models import Fact, FactKind, Span

_ENOUGH_STEMS = 2  # that two sentences share, for their like values to be one fact
_SCALE = frozenset({"thousand", "million", "billion", "trillion", "percent", "dollar", "euro", "pound", "yen", "cent"})
_SMALL = frozenset({"and", "for", "of", "on", "the"})
_SAME_SUBJECT = 0.5  # of the stems of two subjects, shared by both


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of one of the compared reports."""

    report: int
    fact: Fact
    line: int
    """The number of the sentence around its first place; -1 where none is."""
    names: frozenset[str]
    """Stems of the names in what it is about ('Alphabet' of 'Alphabet stock')."""
    subject: frozenset[str]
    """Stems of the other words in it ('stock')."""

    @property
    def unit(self) -> str:
        """The unit as it is compared."""
        return content_stem(self.fact.unit.casefold(), "en") or self.fact.unit if self.fact.unit else ""


class Shared(NamedTuple):
    """How many content words two sentences share, and what part that is of the shorter and of the longer one's."""

    number: int
    of_shorter: float
    of_longer: float


@dataclass(frozen=True, slots=True)
class Telling:
    """All that the compared reports tell, ready to be laid side by side."""

    ids: tuple[str, ...]
    published: tuple[datetime | None, ...]
    texts: tuple[str, ...]
    languages: tuple[str | None, ...]
    lines: tuple[tuple[Line, ...], ...]
    facts: tuple[tuple[Told, ...], ...]
    """By report, as they stand there."""
    names: Names
    products: frozenset[str]
    """The agreed names of what is told as a product (a project, a device) and so has one price, one size."""

    def line_at(self, report: int, place: int) -> int:
        """Return the number of the sentence around code point `place`, -1 where none is."""
        lines = self.lines[report]
        at = bisect.bisect_right(lines, place, key=lambda line: line.span.start) - 1
        return at if at >= 0 and place < lines[at].span.end else -1

    def shared_stems(self, one: Told, other: Told) -> Shared:
        """Return how many content words the two sentences share, and what part that is of either's.

        Figures and words of scale are not counted, since they are what is being compared.
        """
        first, second = (
            {stem for stem in self.lines[told.report][told.line].stems if not stem[0].isdigit() and stem not in _SCALE}
            if told.line >= 0
            else set()
            for told in (one, other)
        )
        shared = len(first & second)
        sizes = sorted((len(first), len(second)))
        return Shared(shared, shared / max(sizes[0], 1), shared / max(sizes[1], 1))


Aligned = frozenset[tuple[int, int, int, int]]
"""Sentences that belong together: (report, line, report, line), both ways round."""


def tell(reports: Sequence[Report], lines: Sequence[tuple[Line, ...]]) -> Telling:
    """Place the facts of all reports; `lines` are those of their sentences, in the same order."""
    names = agree_names([(report.article.text, report.facts) for report in reports])
    bare = Telling(
        ids=tuple(report.article.id for report in reports),
        published=tuple(report.article.published for report in reports),
        texts=tuple(report.article.text for report in reports),
        languages=tuple(report.article.language for report in reports),
        lines=tuple(lines),
        facts=(),
        names=names,
        products=frozenset(
            names.root(str(fact.value)) for report in reports for fact in report.facts if fact.kind is FactKind.PRODUCT
        ),
    )
    facts = tuple(
        tuple(_told(bare, at, fact, report.article.language) for fact in report.facts)
        for at, report in enumerate(reports)
    )
    return replace(bare, facts=facts)


def _told(telling: Telling, report: int, fact: Fact, language: str | None) -> Told:
    about = fact.about or ""
    if fact.kind is not FactKind.TABLE:
        about = telling.names.display(about)
    names: set[str] = set()
    subject: set[str] = set()
    for token in tokens(about, Span(0, len(about))):
        stem = content_stem(token.word, language)
        if stem:
            (names if about[token.start].isupper() else subject).add(stem)
    return Told(report, fact, telling.line_at(report, fact.start), frozenset(names), frozenset(subject))


def same_subject(one: Told, other: Told) -> bool:
    """Tell whether two facts are surely about the same thing: the same names, and half of the other words at least."""
    if not (one.names or one.subject) or one.names != other.names:
        return False
    union = one.subject | other.subject
    return not union or len(one.subject & other.subject) >= _SAME_SUBJECT * len(union)


def other_subject(one: Told, other: Told) -> bool:
    """Tell whether two facts are about different things: both name something, and nothing in common."""
    if one.names and other.names and not one.names & other.names:
        return True
    return bool(one.subject and other.subject and not one.subject & other.subject)


def related(telling: Telling, aligned: Aligned, one: Told, other: Told) -> bool:
    """Tell whether two like values may be the same fact: about something shared, or in sentences alike."""
    if (one.report, one.line, other.report, other.line) in aligned:
        return True
    if one.names and other.names and not one.names & other.names:
        return False
    if (one.names | one.subject) & (other.names | other.subject):
        return True
    return telling.shared_stems(one, other).number >= _ENOUGH_STEMS


def published_apart(telling: Telling, one: int, other: int) -> float | None:
    """Return how many seconds lie between the publication of two reports; None where one has no time."""
    first, second = telling.published[one], telling.published[other]
    return abs((first - second).total_seconds()) if first and second else None


def are_two_names(telling: Telling, one: str, other: str, *, people: bool) -> bool:
    """Tell whether two names are surely of two: not agreed to be one, and each with a word that the other has not.

    People may have no word in common, since many go by several first names.
    """
    roots = [telling.names.root(name) for name in (one, other)]
    first, second = (
        (set(name_key(name).split()) | set(root.split())) - _SMALL
        for name, root in zip((one, other), roots, strict=True)
    )
    if roots[0] == roots[1] or not first - second or not second - first:
        return False
    return not people or not first & second
