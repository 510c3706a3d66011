"""How well quotations and their speakers are found: scores on articles with attributions marked by hand.

A quoted span counts if it covers nine tenths of the longer of the two. A speaker is right if the last word of the name
stands in the marked source; sources that are pronouns or name nobody are counted apart. Run it with CROSSREAD_DATA
naming the folder that holds quotes-polnear.jsonl.
"""

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.facts import names, quotes
from index.facts.document import prepare
from tests.quality.names import paragraphs

_FILE = "quotes-polnear.jsonl"
_QUOTED = re.compile(r"“(?P<curly>[^“”\n]+)”?|\"(?P<straight>[^\"\n]+)\"?")
_NAMED = re.compile(r"(?!(?:The|A|An|In|It|They|We|One|Some)\b)\b[A-Z]\w")


def main() -> int:
    """Print the table; return 0, or 1 where the data is absent."""
    path = Path(os.environ.get("CROSSREAD_DATA", "../shared/data")) / _FILE
    if not path.exists():
        sys.stderr.write(f"quotes: no {_FILE} in {path.parent} (set CROSSREAD_DATA); nothing was scored\n")
        return 1
    counts: Counter[str] = Counter()
    items = {item["text"]: item for item in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    for item in items.values():
        _count(item, counts)
    named, given, right = counts["named"], counts["named given"], counts["named right"]
    sys.stdout.write(
        "| | precision | recall |\n|---|---|---|\n"
        f"| quoted spans | {counts['right'] / counts['found']:.3f} | {counts['met'] / counts['marked']:.3f} |\n"
        f"| speakers, sources with a name | {right / given:.3f} | {right / named:.3f} |\n\n"
        f"{counts['pronoun']} sources are pronouns ({counts['pronoun given']} given a speaker), "
        f"{counts['other']} name nobody ({counts['other given']} given one).\n"
    )
    return 0


def _count(item: dict[str, Any], counts: Counter[str]) -> None:
    """Add one article to `counts`."""
    text = item["text"]
    document = prepare(text, paragraphs(text), language="en")
    said = quotes.find(document, names.find(document))
    found = [(place.start, place.end, fact.speaker) for fact in said for place in fact.places]
    marked = list(_marked(item))
    counts["found"] += len(found)
    counts["marked"] += len(marked)
    counts["right"] += sum(any(_share(one, other) >= 0.9 for other in marked) for one in found)
    for span in marked:
        match = max(found, key=lambda one, span=span: _share(one, span), default=None)
        share = _share(match, span) if match else 0.0
        counts["met"] += share >= 0.9
        source: str = span[2]
        kind = "pronoun" if source.lower() in ("he", "she") else "named" if _NAMED.search(source) else "other"
        if source:
            counts[kind] += 1
            if match and share > 0.5 and match[2]:
                counts[f"{kind} given"] += 1
                counts[f"{kind} right"] += match[2].split()[-1] in source


def _marked(item: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Yield the quoted parts of the marked contents, each with the source of the smallest content around it."""
    text = item["text"]
    smallest: dict[tuple[int, int], tuple[int, str]] = {}
    for one in item["attributions"]:
        size = sum(end - start for start, end in one["content"])
        source = " ".join(text[start:end] for start, end in one["source"])
        for start, end in one["content"]:
            for match in _QUOTED.finditer(text, max(0, start - 1), end + 1):
                span = match.span("curly" if match["curly"] else "straight")
                smallest[span] = min(smallest.get(span, (size, source)), (size, source))
    for (start, end), (_, source) in smallest.items():
        yield start, end, source


def _share(one: tuple[int, int, Any], other: tuple[int, int, Any]) -> float:
    """Return how much of the longer of two spans both cover."""
    return (min(one[1], other[1]) - max(one[0], other[0])) / max(one[1] - one[0], other[1] - other[0])


if __name__ == "__main__":
    sys.exit(main())
