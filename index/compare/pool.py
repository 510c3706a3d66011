"""The sentences of all compared reports in one pool: their words, stems, and which of them can be aligned at all.

One pool because the weight of a word (its IDF) comes from the event's own sentences: weights of a general corpus halve
the quality of an alignment.
"""

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.compare.tokens import Token, content_stem, tokens
from index.models import Article, Block, BlockKind, Fact, Span

# Headings, table rows and code are no sentences; fragments below this many words ('Back', 'Source: X') tell nothing.
_TELLING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_LEAST_WORDS = 4
_LEAST_WORDS_UNCLOSED = 8  # in a paragraph that does not end like a sentence: a credit, a caption, an unmarked heading
# Similarity looks at this many sentences at most, shared out evenly: 3,000 need about 200 MB and seconds, not minutes.
# What comes after is aligned only where it repeats words verbatim.
MOST_LINES = 3000
CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages in which every noun has a capital: there a capital tells no name."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article ready to be compared: its sentences (index.text.sentences) and its facts, both over its text."""

    article: Article
    sentences: tuple[Span, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words as they are compared."""

    span: Span
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    """Stems of the content words, in order."""
    plain: frozenset[str]
    """Stems of the content words that are not names."""
    telling: bool
    """Whether it can be aligned: no heading, no table row, no fragment."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a pool needs of one text."""

    text: str
    blocks: Sequence[Block]
    sentences: Sequence[Span]
    language: str | None


def pool(bodies: Sequence[Body]) -> tuple[tuple[Line, ...], ...]:
    """Return the lines of each text, one for each of its sentences, in their order."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    cut = [[tokens(body.text, span) for span in body.sentences] for body in bodies]
    for body, found in zip(bodies, cut, strict=True):
        for sentence in found:
            for at, token in enumerate(sentence):
                if not body.text[token.start].isupper():
                    lower[token.word] += 1
                elif at:
                    upper[token.word] += 1
    names = frozenset(word for word, count in upper.items() if count > lower[word])
    lines: list[tuple[Line, ...]] = []
    for body, found in zip(bodies, cut, strict=True):
        apart = frozenset() if body.language in CAPITAL_NOUNS else names
        lines.append(
            tuple(
                _line(span, tuple(sentence), body.language, apart, _is_telling(body, span, len(sentence)))
                for span, sentence in zip(body.sentences, found, strict=True)
            )
        )
    return tuple(lines)


def _line(span: Span, found: tuple[Token, ...], language: str | None, names: frozenset[str], telling: bool) -> Line:
    words = tuple(token.word for token in found)
    pairs = [(word, content_stem(word, language)) for word in words]
    return Line(
        span=span,
        tokens=found,
        words=words,
        stems=tuple(stem for _, stem in pairs if stem),
        plain=frozenset(stem for word, stem in pairs if stem and word not in names),
        telling=telling,
    )


def _is_telling(body: Body, span: Span, words: int) -> bool:
    at = bisect.bisect_right(body.blocks, span.start, key=lambda block: block.start) - 1
    if at < 0 or body.blocks[at].kind not in _TELLING:
        return False
    unclosed = body.blocks[at].kind is BlockKind.PARAGRAPH and body.text[span.end - 1].isalnum()
    return words >= (_LEAST_WORDS_UNCLOSED if unclosed else _LEAST_WORDS)


def similar_candidates(lines: Sequence[Sequence[Line]]) -> tuple[tuple[int, ...], ...]:
    """Return for each text the positions of the lines that similarity looks at."""
    share = MOST_LINES // max(len(lines), 1)
    return tuple(tuple(at for at, line in enumerate(part) if line.telling)[:share] for part in lines)
