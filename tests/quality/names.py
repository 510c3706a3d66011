"""How well names are found: people, organisations and places on two public sets, and at what cost.

Strict: a name counts if its span and its kind are exactly right; untyped: its span alone. facts-ieer.jsonl is newswire
that nothing here was trained on; of names-worldwide.jsonl.gz the outlets, sorted by name, give every fourth one for
scoring, and the tagger learnt from the others alone (a split of articles would flatter: outlets have habits). Run it
with CROSSREAD_DATA naming the folder that holds both files.
"""

import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from index.facts import names
from index.facts.document import FactText, prepare
from index.models import Block, BlockKind

_NEWSWIRE = "facts-ieer.jsonl"
_WORLDWIDE = "names-worldwide.jsonl.gz"
_IEER = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}
_KINDS = ("person", "organisation", "place")
_EVERY = 4
_ROUNDS = 3
_ARTICLE = 600
# Of shared/data/README.md and shared/names/README.md, in that order: lists and cue words or an untuned CRF, then the
# small network trained on openly licensed text alone.
_KNOWN = {_NEWSWIRE: (".48, .71", ".819 (.880)"), _WORLDWIDE: (".73", ".849 (.883)")}

Mark = tuple[int, int, str]


class Marked(NamedTuple):
    """One article and the names that were marked in it by hand."""

    document: FactText
    marks: frozenset[Mark]


def main() -> int:
    """Print the tables and the time; return 0, or 1 where data is absent."""
    folder = Path(os.environ.get("CROSSREAD_DATA", "../shared/data"))
    sets = {_NEWSWIRE: newswire(folder), _WORLDWIDE: worldwide(folder, kept_apart=True)}
    for title, articles in sets.items():
        if not articles:
            sys.stderr.write(f"names: no {title} in {folder} (set CROSSREAD_DATA); it was not scored\n")
            continue
        simple, network = _KNOWN[title]
        sys.stdout.write(f"| {title}, {len(articles)} articles | precision | recall | F1 |\n|---|---|---|---|\n")
        sys.stdout.write("".join(_rows(articles)))
        sys.stdout.write(f"| known: simple means; a network | | | {simple}; {network} |\n\n")
    listed = sets[_NEWSWIRE]
    if listed:
        sys.stdout.write(f"Time an article of {_ARTICLE} words, names alone: {_milliseconds(listed):.1f} ms\n")
    return 0 if all(sets.values()) else 1


def paragraphs(text: str) -> list[Block]:
    """Return a block for every line of `text` that is not blank."""
    return [
        Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.end())
        for line in re.finditer(r"\S(?:[^\n]*\S)?", text)
    ]


def _marked(text: str, marks: Sequence[Mark]) -> Marked:
    document = prepare(text, paragraphs(text), language="en")
    return Marked(document, frozenset(mark for mark in marks if mark[2] in _KINDS))


def newswire(folder: Path) -> list[Marked]:
    """Return the articles of facts-ieer; none where it is absent."""
    path = folder / _NEWSWIRE
    if not path.exists():
        return []
    items = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [_marked(item["text"], [(s, e, _IEER.get(kind, "")) for s, e, kind in item["spans"]]) for item in items]


def worldwide(folder: Path, *, kept_apart: bool) -> list[Marked]:
    """Return the articles of names-worldwide, of the outlets kept apart or of the others; none where it is absent."""
    path = folder / _WORLDWIDE
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    apart = set(sorted({item["outlet"] for item in items})[::_EVERY])
    return [
        _marked(item["text"], [(s, e, kind) for s, e, kind in item["spans"]])
        for item in items
        if (item["outlet"] in apart) is kept_apart
    ]


def found(document: FactText) -> set[Mark]:
    """Return every place of a name that we find, with its kind."""
    return {
        (*place, fact.kind.value) for fact in names.find(document) if fact.kind.value in _KINDS for place in fact.places
    }


def _rows(articles: Sequence[Marked]) -> list[str]:
    """Return a row for each kind, one for all, and one for spans without their kinds."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for document, marks in articles:
        ours = found(document)
        for counter, spans in ((right, ours & marks), (given, ours), (wanted, marks)):
            counter.update(kind for _, _, kind in spans)
        right["untyped"] += len({mark[:2] for mark in ours} & {mark[:2] for mark in marks})
    for counter in (given, wanted):
        counter["untyped"] = sum(counter[kind] for kind in _KINDS)
    for counter in (right, given, wanted):
        counter["all"] = sum(counter[kind] for kind in _KINDS)
    return [_row(kind, right[kind], given[kind], wanted[kind]) for kind in (*_KINDS, "all", "untyped")]


def _row(title: str, right: int, given: int, wanted: int) -> str:
    precision, recall, both = right / max(1, given), right / max(1, wanted), 2 * right / max(1, given + wanted)
    return f"| {title} | {precision:.3f} | {recall:.3f} | {both:.3f} |\n"


def _milliseconds(articles: Sequence[Marked]) -> float:
    """Return the least processor time of several rounds, for so many words as an article has."""
    words = sum(len(article.document.text.split()) for article in articles)
    rounds = []
    for _ in range(_ROUNDS):
        begun = time.thread_time()
        for article in articles:
            names.find(article.document)
        rounds.append(time.thread_time() - begun)
    return min(rounds) * 1000 * _ARTICLE / words


if __name__ == "__main__":
    sys.exit(main())
