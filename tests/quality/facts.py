"""How well money, percentages and dates are found, how often a date is resolved rightly, and at what cost.

Spans: F1 on facts-ieer.jsonl (NIST IE-ER); a span is right if it overlaps one of the same type, which is how the
figures to compare with were counted. An interval ('the 1990s') counts as a date there. Expressions of time: on
facts-timebank.jsonl (TimeBank in TempEval-3), recall over the dates and durations that have a full value, precision
over everything marked there, and how many of those found have that very value; its weeks ('two weeks ago') and spans
('in the past three months') are written otherwise than ours and count as wrong. Run it with CROSSREAD_DATA naming the
folder that holds both files.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.facts import dates, money, percent, periods, quantity, tables
from index.facts.document import FactText, prepare
from index.models import Block, BlockKind, Fact, FactKind

_SPANS = "facts-ieer.jsonl"
_VALUES = "facts-timebank.jsonl"
_TYPES = {"MONEY": FactKind.MONEY, "PERCENT": FactKind.PERCENT, "DATE": FactKind.DATE}
_KINDS = (money, percent, quantity, dates, periods, tables)
_KNOWN = {"MONEY": 0.88, "PERCENT": 0.96, "DATE": 0.83}
"""What a grammar of thirty lines reached on the same set."""
_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_ROUNDS = 5
_ARTICLE = 600


def main() -> int:
    """Print both tables and the time; return 0, or 1 where the data is absent."""
    folder = Path(os.environ.get("CROSSREAD_DATA", "../shared/data"))
    missing = [name for name in (_SPANS, _VALUES) if not (folder / name).exists()]
    if missing:
        sys.stderr.write(f"facts: no {' and no '.join(missing)} in {folder} (set CROSSREAD_DATA); nothing was scored\n")
        return 1
    items = [json.loads(line) for line in (folder / _SPANS).read_text(encoding="utf-8").splitlines()]
    articles = [_article(item["text"], datetime.strptime(item["date"][:10], "%m/%d/%Y")) for item in items]  # noqa: DTZ007 - made aware below
    found = [_found(article) for article in articles]
    sys.stdout.write("| kind | precision | recall | overlap F1 | known F1 | spans |\n|---|---|---|---|---|---|\n")
    for name, kind in _TYPES.items():
        precision, recall, gold = _overlap(items, found, name, kind)
        mean = 2 * precision * recall / (precision + recall)
        sys.stdout.write(f"| {name} | {precision:.3f} | {recall:.3f} | {mean:.3f} | {_KNOWN[name]:.2f} | {gold} |\n")
    timed = [json.loads(line) for line in (folder / _VALUES).read_text(encoding="utf-8").splitlines()]
    sys.stdout.write("\n| time | precision | recall | overlap F1 | value exact, of those found | expressions |\n")
    sys.stdout.write("|---|---|---|---|---|---|\n")
    precision, recall, exact, gold = _values(timed)
    mean = 2 * precision * recall / (precision + recall)
    sys.stdout.write(f"| TimeBank | {precision:.3f} | {recall:.3f} | {mean:.3f} | {exact:.3f} | {gold} |\n\n")
    sys.stdout.write(f"Time an article of {_ARTICLE} words, names apart: {_milliseconds(articles):.1f} ms\n")
    return 0


def _article(text: str, published: datetime) -> FactText:
    """Prepare one item, a block a line."""
    lines = re.finditer(r"\S(?:[^\n]*\S)?", text)
    blocks = [Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.end()) for line in lines]
    return prepare(text, blocks, published=published.replace(tzinfo=UTC), language="en")


def _found(article: FactText) -> list[Fact]:
    """Return the facts of all kinds but names."""
    return [fact for kind in _KINDS for fact in kind.find(article, [])]


def _overlap(
    items: Sequence[dict[str, Any]], found: Sequence[Sequence[Fact]], name: str, kind: FactKind
) -> tuple[float, float, int]:
    """Return precision, recall and the number of true spans of one type."""
    hits = made = met = known = 0
    for item, facts in zip(items, found, strict=True):
        true = [(start, end) for start, end, of in item["spans"] if of == name]
        ours = [fact for fact in facts if fact.kind is kind or (kind is FactKind.DATE and _is_interval(fact))]
        hits += sum(any(start < fact.end and fact.start < end for start, end in true) for fact in ours)
        met += sum(any(start < fact.end and fact.start < end for fact in ours) for start, end in true)
        made += len(ours)
        known += len(true)
    return hits / made, met / known, known


def _is_interval(fact: Fact) -> bool:
    return fact.kind is FactKind.PERIOD and "/" in str(fact.value)


def _values(items: Sequence[dict[str, Any]]) -> tuple[float, float, float, int]:
    """Return precision, recall, how many of those found have the very value, and how many there are to find."""
    made = hits = met = right = known = 0
    for item in items:
        article = _article(item["text"], datetime.fromisoformat(item["date"][:10]))
        facts = [fact for fact in _found(article) if fact.kind in (FactKind.DATE, FactKind.PERIOD)]
        made += len(facts)
        hits += sum(any(start < fact.end and fact.start < end for start, end, *_ in item["timex"]) for fact in facts)
        for start, end, value in _full(item["timex"]):
            ours = [fact.value for fact in facts if fact.start < end and start < fact.end]
            known += 1
            met += bool(ours)
            right += value in ours
    return hits / made, met / known, right / met, known


def _full(timex: Sequence[tuple[int, int, str, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the expressions whose value is known in full, seasons written as in ISO 8601-2."""
    for start, end, of, value in timex:
        if of in ("DATE", "DURATION") and not value.endswith("_REF") and "X" not in value:
            head, dash, tail = value.rpartition("-")
            yield start, end, f"{head}{dash}{_SEASONS.get(tail, tail)}"


def _milliseconds(articles: Sequence[FactText]) -> float:
    """Return the least processor time of several rounds, for so many words as an article has."""
    words = sum(len(article.text.split()) for article in articles)
    rounds = []
    for _ in range(_ROUNDS):
        begun = time.thread_time()
        for article in articles:
            _found(article)
        rounds.append(time.thread_time() - begun)
    return min(rounds) * 1000 * _ARTICLE / words


if __name__ == "__main__":
    sys.exit(main())
