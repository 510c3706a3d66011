"""The corpora as one kind of thing: articles of sentences of words with labels, tokenised as the reader tokenises."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from index.facts.tagger.tokens import Tokens, pieces, tokenise
from index.models import Span
from training.names.conventions import brought, split_places

WORLDWIDE: Final = "worldwide"
CORPORA: Final = (WORLDWIDE, "wikigold", "redocred", "universal", "crossner", "gum")
"""Each has an embedding of its own in training; at run time the tagger labels as worldwide does."""
_MORE: Final = {"Re-DocRED": "redocred", "Universal NER": "universal", "CrossNER": "crossner", "GUM": "gum"}
_WORLDWIDE_KINDS: Final = {
    "person": "PER", "organisation": "ORG", "place": "LOC", "group": "GRP",
    "facility": "MISC", "product": "MISC", "misc": "MISC",
}  # fmt: skip
_NEWSWIRE_KINDS: Final = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
HELD_OUT_EVERY: Final = 4
_SENTENCES_AN_ARTICLE: Final = 25
"""Wikigold does not say where articles end: this many sentences are read as one."""

Labelled = tuple[int, int, str]


class Sentence(NamedTuple):
    """Words, whether each is glued to the one before, and their labels in BIO ('B-PER', 'I-PER', 'O')."""

    words: list[str]
    glued: list[bool]
    labels: list[str]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a corpus."""

    corpus: str
    sentences: list[Sentence]

    def tokens(self) -> Tokens:
        """Return the words as tokens of a text that has single spaces where words are not glued."""
        laid = Tokens()
        end = 0
        for sentence in self.sentences:
            laid.sentences.append(len(laid.words))
            for word, glued in zip(sentence.words, sentence.glued, strict=True):
                start = end if glued and laid.words else end + 1
                end = start + len(word)
                laid.words.append(word)
                laid.starts.append(start)
                laid.ends.append(end)
        return laid

    def labels(self) -> list[str]:
        """Return the labels of all tokens."""
        return [label for sentence in self.sentences for label in sentence.labels]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its names marked by hand, for scores."""

    outlet: str
    text: str
    spans: tuple[Labelled, ...]
    """Start, end and PER, ORG or LOC (of worldwide also GRP and MISC)."""


def lines(text: str) -> list[Span]:
    """Return the lines of `text` that are not blank: what these corpora have for paragraphs."""
    return [Span(*line.span()) for line in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def worldwide(folder: Path) -> tuple[list[Marked], list[Marked]]:
    """Return what is trained on and what is held out: the articles of every fourth outlet, sorted by name."""
    with gzip.open(folder / "names-worldwide.jsonl.gz", "rt", encoding="utf-8") as file:
        read = [json.loads(line) for line in file]
    marked = [
        Marked(
            item["outlet"],
            item["text"],
            tuple(
                (start, end, _WORLDWIDE_KINDS[kind]) for start, end, kind in item["spans"] if kind in _WORLDWIDE_KINDS
            ),
        )
        for item in read
    ]
    held = set(sorted({article.outlet for article in marked})[::HELD_OUT_EVERY])
    return (
        [article for article in marked if article.outlet not in held],
        [article for article in marked if article.outlet in held],
    )


def newswire(folder: Path) -> list[Marked]:
    """Return the articles of facts-ieer, never trained on."""
    with (folder / "facts-ieer.jsonl").open(encoding="utf-8") as file:
        read = [json.loads(line) for line in file]
    return [
        Marked(
            "",
            item["text"],
            tuple((start, end, _NEWSWIRE_KINDS[kind]) for start, end, kind in item["spans"] if kind in _NEWSWIRE_KINDS),
        )
        for item in read
    ]


def training(folder: Path) -> list[Article]:
    """Return all that is trained on."""
    marked, _ = worldwide(folder)
    return [*map(_aligned, marked), *_wikigold(folder / "ner-wikigold.conll"), *_more(folder / "names-more.jsonl.gz")]


def _aligned(marked: Marked) -> Article:
    """Tokenise a marked text and give each token the label of the span that it touches."""
    tokens = tokenise(marked.text, lines(marked.text))
    spans = sorted(split_places(marked.text, marked.spans))
    labels: list[str] = []
    at, before = 0, -1
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < end:
            labels.append(("I-" if before == at else "B-") + spans[at][2])
            before = at
        else:
            labels.append("O")
            before = -1
    sentences = [
        Sentence(
            tokens.words[first:last],
            [tokens.glued(token) for token in range(first, last)],
            brought(tokens.words[first:last], labels[first:last]),
        )
        for first, last in tokens.bounds()
    ]
    return Article(WORLDWIDE, sentences)


def _more(path: Path) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for item in map(json.loads, file):
            corpus = next(code for name, code in _MORE.items() if item["corpus"].startswith(name))
            yield Article(corpus, _sentences(zip(item["sentences"], item["labels"], strict=True)))


def _wikigold(path: Path) -> Iterator[Article]:
    read: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        word, _, label = line.partition(" ")
        if word and word != "-DOCSTART-":
            words.append(word)
            labels.append(label)
        elif words:
            read.append((words, labels))
            words, labels = [], []
    for at in range(0, len(read), _SENTENCES_AN_ARTICLE):
        yield Article("wikigold", _sentences(read[at : at + _SENTENCES_AN_ARTICLE]))


def _sentences(read: Iterator[tuple[list[str], list[str]]] | Sequence[tuple[list[str], list[str]]]) -> list[Sentence]:
    return [_retokenised(words, labels) for words, labels in read if any(word.strip() for word in words)]


def _retokenised(words: Sequence[str], labels: Sequence[str]) -> Sentence:
    """Split the words of a corpus as our tokens are split ('Anglo-Irish' is three); labels go on inside a word.

    A corpus in IOB ('I-PER' to begin with) comes out in BIO.
    """
    made = Sentence([], [], [])
    before = "O"
    for word, label in zip(words, labels, strict=True):
        for number, piece in enumerate(pieces(word)):
            begins = label[:2] == "B-" or before[2:] != label[2:]
            inside = label != "O" and (number > 0 or not begins)
            made.words.append(piece)
            made.glued.append(number > 0)
            made.labels.append("O" if label == "O" else ("I-" if inside else "B-") + label[2:])
        before = label
    return made._replace(labels=brought(made.words, made.labels))
