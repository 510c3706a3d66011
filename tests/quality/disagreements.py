"""How well disagreements are found: against changes put into real reports by rule, and judged alarm for alarm.

A report is held against its own copy with one thing changed ('copy'), against another report of the event that tells
one of its sentences with one thing changed ('inserted'), and against another report that tells the same value in its
own words, changed ('own words'; as information: nobody has said how many of these could be seen to be the same). An
alarm is right if it shows the changed place, and wrong otherwise; what was alarmed about before the change does not
count. Harmless changes and unrelated reports, that should raise none, count against precision.

Ten events as they are: each alarm was read with its articles and judged by hand, see `judged-disagreements.jsonl`
(event, kind, outlets with the places, judgement, reason). Run it with CROSSREAD_DATA naming the folder that holds
basil.jsonl.
"""

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from index.compare.comparison import compare
from index.compare.pool import Report
from index.facts.document import prepare
from index.facts.extract import extract
from index.models import Article, Block, BlockKind, Comparison, Disagreement, FactKind, Span
from tests.quality.perturbing import HARMLESS, RULES, Change, changes, first_reports, is_told_once

_FILE = "basil.jsonl"
_JUDGED = Path(__file__).with_name("judged-disagreements.jsonl")
_EACH = 20
"""How many changes of a kind are tried in each case."""
_EVERY = 10  # event of which all alarms were judged
_TOLD_OFTEN = {"direction", "speaker", "organisation", "attribution", "direction without figure", "negation", "denial"}
_TOLD_OFTEN |= {"said by", "not contracted", "not only", "he said"}
_PRECISION, _RECALL = 0.90, 0.80
_NUMERIC = {
    FactKind.MONEY: "number",
    FactKind.QUANTITY: "number",
    FactKind.PERCENT: "percentage",
    FactKind.DATE: "date",
}

Event = Mapping[str, Mapping[str, Any]]
"""Records of the data by outlet."""


class _Trial(NamedTuple):
    """Two reports with a change between them: what should be alarmed about, and what was so without the change."""

    kind: str
    left: Report
    right: Report
    expected: tuple[Span, Span] | None
    """The sentences that disagree; None where nothing does."""
    before: frozenset[str]


class _Score:
    """Changes put in, changes found, alarms raised and alarms that are wrong, of a kind in a case."""

    def __init__(self) -> None:
        self.tried = self.made = self.met = self.right = self.wrong = 0

    def add(self, other: "_Score") -> None:
        """Take in the counts of another score."""
        for name in ("tried", "made", "met", "right", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def row(self, *names: str) -> str:
        """Return a row of the table."""
        raised = self.right + self.wrong
        precision = f"{self.right / raised:.3f}" if raised else "-"
        recall = f"{self.met / self.made:.3f}" if self.made else "-"
        return f"| {' | '.join(names)} | {precision} | {recall} | {self.tried} | {self.wrong} |\n"


def main() -> int:
    """Print both tables; return 0, or 1 where the data is absent."""
    path = Path(os.environ.get("CROSSREAD_DATA", "../shared/data")) / _FILE
    if not path.exists():
        sys.stderr.write(f"disagreements: no {_FILE} in {path.parent} (set CROSSREAD_DATA); nothing was scored\n")
        return 1
    events: defaultdict[str, dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        events[str(record["story"])][record["outlet"]] = record
    _perturbed(events)
    _as_they_are(events)
    return 0


def _perturbed(events: Mapping[str, Event]) -> None:
    library = _Library(events)
    scores = {
        (case, kind): _score(trials, show=f"{case} {kind}")
        for case, kind, trials in (
            *(("copy", kind, library.copies(kind)) for kind in (*RULES, "first reported by", *HARMLESS)),
            *(("inserted", kind, library.insertions(kind)) for kind in (*RULES, "first reported by", *HARMLESS)),
            ("inserted", "other event", library.unrelated()),
            *(("own words", kind, library.in_own_words(kind)) for kind in ("number", "percentage", "date")),
        )
    }
    sys.stdout.write("| case | kind | precision | recall | tried | wrong alarms |\n|---|---|---|---|---|---|\n")
    for (case, kind), score in scores.items():
        sys.stdout.write(score.row(case, kind))
    whole = _Score()
    for (case, _), score in scores.items():
        if case != "own words":
            whole.add(score)
    sys.stdout.write(whole.row("copy and inserted", f"all (at least {_PRECISION:.2f} and {_RECALL:.2f})"))


class _Library:
    """The reports by event, read for facts when they are first asked for, and the trials made of them."""

    def __init__(self, events: Mapping[str, Event]) -> None:
        self._events = {name: events[name] for name in sorted(events)}
        self._read = lru_cache(maxsize=None)(self._report)

    def _report(self, event: str, outlet: str) -> Report:
        """Return a report as if it were of the event's first day: else another figure may be a later one."""
        day = min(record["date"][:10] for record in self._events[event].values())
        return made_report(outlet, self._events[event][outlet]["text"], day)

    def _couples(self, salt: str) -> Iterator[tuple[str, Report, Report, Random]]:
        """Yield (event, a report, another report of it) in an order of chance."""
        generator = Random(salt)  # noqa: S311 - a fixed seed is the point
        names = list(self._events)
        generator.shuffle(names)
        for name in names:
            one, other = generator.sample(sorted(self._events[name]), 2)
            yield name, self._read(name, one), self._read(name, other), generator

    def _names(self, kind: str, event: str) -> list[str]:
        """Return names to put in: of another event, for a quotation those of the event; of two words."""
        if kind == "said by":
            reports = [self._read(event, outlet) for outlet in sorted(self._events[event])]
            people = (fact for report in reports for fact in report.facts if fact.kind is FactKind.PERSON)
            return sorted({str(fact.value) for fact in people if " " in str(fact.value)})
        wanted = FactKind.PERSON if kind == "speaker" else FactKind.ORGANISATION
        names = list(self._events)
        at = names.index(event)
        others = [names[(at + step) % len(names)] for step in (1, 2, 3)]
        facts = [fact for other in others for fact in self._read(other, min(self._events[other])).facts]
        return [str(fact.value) for fact in facts if fact.kind is wanted and " " in str(fact.value)]

    def copies(self, kind: str) -> Iterator[_Trial]:
        """Yield a report against its copy, with a change."""
        for event, one, _, generator in self._couples(f"copy {kind}"):
            if kind == "first reported by":
                yield self._firsts(one, one, one, generator)
                continue
            for change in self._chosen(kind, event, one, generator):
                if is_told_once(change, one.article.text) or kind in _TOLD_OFTEN:
                    yield _trial(kind, one, one, change, frozenset())
                    break

    def insertions(self, kind: str) -> Iterator[_Trial]:
        """Yield a report against another one that has one of its sentences, with a change."""
        for event, one, other, generator in self._couples(f"inserted {kind}"):
            if kind == "first reported by":
                yield self._firsts(one, other, other, generator)
                continue
            for change in self._chosen(kind, event, one, generator):
                old = one.article.text[change.start : change.end]
                free = is_told_once(change, one.article.text) and not re.search(
                    rf"(?<![\w.,]){re.escape(old)}(?!\w|[.,]\d)", other.article.text
                )
                if free or kind in _TOLD_OFTEN:
                    yield _trial(kind, one, other, change, _seen(compare([one, other])))
                    break

    def unrelated(self) -> Iterator[_Trial]:
        """Yield reports of two events that name different outlets as the first."""
        before = None
        for _, one, other, generator in self._couples("unrelated"):
            if before is not None:
                trial = self._firsts(before, one, one, generator)
                yield trial._replace(kind="other event", expected=None)
            before = other

    def in_own_words(self, kind: str) -> Iterator[_Trial]:
        """Yield two reports that tell one value each in its own words, changed in one of them."""
        for event, one, other, generator in self._couples(f"own words {kind}"):
            found = compare([one, other])
            for change in self._chosen(kind, event, other, generator):
                rows = [
                    row
                    for row in found.facts
                    if _NUMERIC.get(row.kind) == kind and all(len(places) == 1 for places in row.places.values())
                    and len(row.places) > 1 and row.places[other.article.id][0].overlaps(Span(change.start, change.end))
                ]  # fmt: skip
                if rows and is_told_once(change, other.article.text):
                    (place,) = rows[0].places[one.article.id]
                    right = made_report(other.article.id, change.apply(other.article.text), _day(other))
                    expected = _sentence(one, place.start), _sentence(right, change.start)
                    if _plain(expected[0].of(one.article.text)) != _plain(
                        _sentence(other, change.start).of(other.article.text)
                    ):
                        yield _Trial(kind, one, right, expected, _seen(found))
                        break

    def _chosen(self, kind: str, event: str, report: Report, generator: Random) -> list[Change]:
        names = self._names(kind, event) if kind in ("speaker", "organisation", "said by") else []
        found = changes(kind, report, names, generator)
        generator.shuffle(found)
        return found

    def _firsts(self, one: Report, other: Report, copied: Report, generator: Random) -> _Trial:
        left, right = first_reports(one, copied, generator)
        reports = (
            made_report("left", left.apply(one.article.text), _day(one)),
            made_report("right", right.apply(other.article.text), _day(one)),
        )
        expected = tuple(Span(change.start, change.start + len(change.new)) for change in (left, right))
        return _Trial("first reported by", *reports, (expected[0], expected[1]), frozenset())


def _trial(kind: str, one: Report, other: Report, change: Change, before: frozenset[str]) -> _Trial:
    """Change a report's copy, or put a changed sentence of it into the middle of another report."""
    text = one.article.text
    sentence = _sentence(one, change.start)
    if one is other:
        right = made_report("copy", change.apply(text), _day(one))
        place = Span(sentence.start, sentence.end + len(change.new) - (change.end - change.start))
    else:
        moved = change._replace(start=change.start - sentence.start, end=change.end - sentence.start)
        told = moved.apply(sentence.of(text))
        blocks = other.article.blocks
        at = blocks[len(blocks) // 2].end
        right = made_report(
            other.article.id, f"{other.article.text[:at]}\n\n{told}{other.article.text[at:]}", _day(one)
        )
        place = Span(at + 2, at + 2 + len(told))
    return _Trial(kind, one, right, None if kind in HARMLESS else (sentence, place), before)


def _score(trials: Iterator[_Trial], *, show: str) -> _Score:
    score = _Score()
    shown = os.environ.get("CROSSREAD_SHOW", "")
    for _, trial in zip(range(_EACH), trials, strict=False):
        found = compare([trial.left, trial.right])
        alarms = [each for each in found.disagreements if _key(each) not in trial.before]
        right = [each for each in alarms if trial.expected and _shows(each, trial)]
        score.tried += 1
        score.made += trial.expected is not None
        score.met += bool(right)
        score.right += len(right)
        score.wrong += len(alarms) - len(right)
        if shown and shown in show:
            _explain(show, trial, alarms, right)
    return score


def _explain(show: str, trial: _Trial, alarms: Sequence[Disagreement], right: Sequence[Disagreement]) -> None:
    if trial.expected and not right:
        place = trial.expected
        texts = [side.of(report.article.text) for side, report in zip(place, (trial.left, trial.right), strict=True)]
        sys.stdout.write(f"MISSED {show}\n  {texts[0]}\n  {texts[1]}\n")
    for alarm in (alarm for alarm in alarms if alarm not in right):
        sys.stdout.write(f"WRONG {show} {alarm.label} {[(told.value, told.text) for told in alarm.values.values()]}\n")


def _shows(alarm: Disagreement, trial: _Trial) -> bool:
    """Tell whether an alarm shows both of the sentences that disagree."""
    if trial.expected is None:
        return False
    return all(
        report.article.id in alarm.values and place.overlaps(_place(alarm, report.article.id))
        for report, place in zip((trial.left, trial.right), trial.expected, strict=True)
    )


def _place(alarm: Disagreement, name: str) -> Span:
    return Span(alarm.values[name].start, alarm.values[name].end)


def _key(alarm: Disagreement) -> str:
    return f"{alarm.kind} {sorted((name, str(told.value)) for name, told in alarm.values.items())}"


def _seen(found: Comparison) -> frozenset[str]:
    return frozenset(_key(each) for each in found.disagreements)


def _plain(sentence: str) -> str:
    return " ".join(re.findall(r"\w+", sentence.lower()))


def _sentence(report: Report, at: int) -> Span:
    return next(span for span in report.sentences if span.start <= at < span.end)


def _day(report: Report) -> str:
    return f"{report.article.published:%Y-%m-%d}"


def made_report(name: str, text: str, day: str, source: str = "") -> Report:
    """Return a report of `text`, a block a line, published at the beginning of `day`."""
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    lines = re.finditer(r"\S(?:[^\n]*\S)?", text)
    document = prepare(
        text,
        [Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.end()) for line in lines],
        published=published,
        language="en",
    )
    article = Article(
        id=name, title=name, source=source or name, feeds=(), url=None, author=None, published=published,
        fetched=published, language="en", words=len(text.split()), revision=1, read=False, starred=False, tags=(),
        text=text, blocks=document.blocks, links=(),
    )  # fmt: skip
    return Report(article, document.sentences, extract(document))


def _as_they_are(events: Mapping[str, Event]) -> None:
    """Count the alarms of every tenth event by how they were judged."""
    judged = {
        (row["event"], row["kind"], tuple(sorted((name, *place) for name, place in row["places"].items()))): row
        for row in map(json.loads, _JUDGED.read_text(encoding="utf-8").splitlines())
    }
    counts: Counter[str] = Counter()
    for name in sorted(events)[::_EVERY]:
        reports = [made_report(outlet, record["text"], record["date"][:10]) for outlet, record in events[name].items()]
        for alarm in compare(reports).disagreements:
            places = tuple(sorted((outlet, told.start, told.end) for outlet, told in alarm.values.items()))
            row = judged.get((name, str(alarm.kind), places))
            counts[row["judgement"] if row else "not judged"] += 1
            if row is None:
                sys.stdout.write(f"not judged: {name} {alarm.kind} {places}\n")
    sys.stdout.write(
        "\n| ten events as they are | right | arguable | wrong (at most 1) | not judged |\n|---|---|---|---|---|\n"
    )
    figures = " | ".join(str(counts[name]) for name in ("right", "arguable", "wrong", "not judged"))
    sys.stdout.write(f"| alarms | {figures} |\n")


if __name__ == "__main__":
    raise SystemExit(main())
