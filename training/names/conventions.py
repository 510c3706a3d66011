"""The conventions that all corpora are brought to, those of `index/facts/tagger/rules.py`: none fights another."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.facts.tagger.rules import TITLES

_POSSESSIVES = frozenset({"'s", "’s", ","})


@functools.cache
def peoples() -> frozenset[str]:
    """Return peoples, faiths and their adjectives, singular and plural, in lower case; written for this project."""
    text = Path(__file__).with_name("peoples.txt").read_text(encoding="utf-8")
    names = {name.strip().lower() for line in text.splitlines() if not line.startswith("#") for name in line.split(",")}
    names.discard("")
    return frozenset(names | {f"{name}s" for name in names if name[-1] not in "shz"})


def split_places(text: str, spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans with 'City, Country' as two places."""
    for start, end, kind in spans:
        if kind != "LOC":
            yield start, end, kind
            continue
        for part in text[start:end].split(", "):
            if part.strip():
                yield start, start + len(part), kind
            start += len(part) + 2


def brought(words: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Return BIO labels with no article, title or possessive in a name, and peoples marked as such."""
    made = ["O"] * len(labels)
    for first, last, kind in spans(labels):
        while last - first > 1 and words[first].lower() == "the":
            first += 1
        while kind == "PER" and last - first > 1 and words[first].lower().rstrip(".") in TITLES:
            first += 1
        if last - first > 1 and words[last - 1] in _POSSESSIVES:
            last -= 1
        if kind in {"LOC", "MISC", "ORG"} and " ".join(words[first:last]).lower() in peoples():
            kind = "GRP"
        made[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    return made


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first token, the one after the last, and type of every name in BIO labels."""
    first = 0
    for at, label in enumerate(labels):
        if label[:2] == "B-":
            first = at
        if label != "O" and (at + 1 == len(labels) or labels[at + 1][:2] != "I-"):
            yield first, at + 1, label[2:]
