"""How well names are found: strict scores for people, organisations and places on two public sets.

A name counts if its span and its kind are exactly right. Run it with CROSSREAD_DATA naming the folder that holds
facts-ieer.jsonl and names-worldwide.jsonl.gz; of the latter every eighth article is scored. Agencies that an article
only credits are left out by design, which costs the recall of organisations on newswire.
"""

import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.facts import names
from index.facts.document import prepare
from index.models import Block, BlockKind

_IEER = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}
_KINDS = ("person", "organisation", "place")
_EVERY = 8

Marked = tuple[str, set[tuple[int, int, str]]]


def main() -> int:
    """Print the table; return 0, or 1 where no data is there."""
    folder = Path(os.environ.get("CROSSREAD_DATA", "../shared/data"))
    sets = {
        "newswire": _ieer(folder / "facts-ieer.jsonl"),
        "worldwide": _worldwide(folder / "names-worldwide.jsonl.gz"),
    }
    scored = False
    for title, articles in sets.items():
        rows = _scores(articles)
        if rows:
            scored = True
            sys.stdout.write(f"| {title} | precision | recall | F1 |\n|---|---|---|---|\n" + "".join(rows))
    if not scored:
        sys.stderr.write(f"names: no data in {folder} (set CROSSREAD_DATA); nothing was scored\n")
    return 0 if scored else 1


def paragraphs(text: str) -> list[Block]:
    """Return a block for every line of `text` that is not blank."""
    return [
        Block(kind=BlockKind.PARAGRAPH, start=line.start(), end=line.end())
        for line in re.finditer(r"\S(?:[^\n]*\S)?", text)
    ]


def _ieer(path: Path) -> Iterator[Marked]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            yield item["text"], {(start, end, _IEER[kind]) for start, end, kind in item["spans"] if kind in _IEER}


def _worldwide(path: Path) -> Iterator[Marked]:
    if path.exists():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % _EVERY == 0:
                    item = json.loads(line)
                    yield item["text"], {tuple(span) for span in item["spans"] if span[2] in _KINDS}


def _scores(articles: Iterator[Marked]) -> list[str]:
    """Return a row for each kind and one for all, or nothing where there are no articles."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for text, marked in articles:
        document = prepare(text, paragraphs(text), language="en")
        found = {(*place, fact.kind.value) for fact in names.find(document) for place in fact.places}
        for counter, spans in ((right, found & marked), (given, found), (wanted, marked)):
            counter.update(kind for _, _, kind in spans if kind in _KINDS)
    if not wanted:
        return []
    for counter in (right, given, wanted):
        counter["all"] = counter.total()
    return [_row(kind, right[kind], given[kind], wanted[kind]) for kind in (*_KINDS, "all")]


def _row(title: str, right: int, given: int, wanted: int) -> str:
    precision, recall, both = right / max(1, given), right / max(1, wanted), 2 * right / max(1, given + wanted)
    return f"| {title} | {precision:.3f} | {recall:.3f} | {both:.3f} |\n"


if __name__ == "__main__":
    sys.exit(main())
