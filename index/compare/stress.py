"""Which edits matter more to a reader: first those to figures, then those to names, the rest is wording.

What only stands elsewhere in the other text ('in 2019' at the end, not at the start) or is written otherwise ('5
percent', '5%') is no other figure and no other name; one figure in the place of another always is.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from index.compare.tokens import Token, content_stem
from index.models import Stress

# Figures of their own, and what makes a thousandfold of the figure before; in one form each.
_SCALES = {
    "percent": "percent", "cent": "percent", "pc": "percent", "dozen": "dozen", "dozens": "dozen",
    "hundred": "100", "hundreds": "100", "thousand": "thousand", "thousands": "thousand", "k": "thousand",
    "million": "million", "millions": "million", "m": "million", "mn": "million",
    "billion": "billion", "billions": "billion", "bn": "billion",
    "trillion": "trillion", "trillions": "trillion", "tn": "trillion",
}  # fmt: skip
_BEFORE_DIGITS = "+-−$€£¥₹₩"
# Behind these a sentence begins inside another.
_OPENING = frozenset("“\"„«‘':")


class Words(NamedTuple):
    """The words of one side: of `text`, in its spans; `parts` says which span each is in."""

    text: str
    tokens: Sequence[Token]
    parts: Sequence[int]


def stress(one: Words, left: range, other: Words, right: range, *, capitals_name: bool) -> Stress:
    """Return what it is that the words `left` of one side and `right` of the other, both by number, differ in.

    `capitals_name` says whether a capital letter tells a name: not where every noun has one.
    """
    mine, its = _figures(one.tokens[at] for at in left), _figures(other.tokens[at] for at in right)
    if (mine or its) and _differ(mine, its, _all_figures, one, other):
        return Stress.NUMBER
    if capitals_name:
        mine, its = _names(one, left), _names(other, right)
        if (mine or its) and _differ(mine, its, _all_words, one, other):
            return Stress.NAME
    return Stress.WORDING


@functools.lru_cache(maxsize=8192)
def figure(word: str) -> str:
    """Return the form of a compared word by which figures are the same: '1200', '5 percent'; empty for no figure."""
    if word in _SCALES:
        return _SCALES[word]
    if word.lstrip(_BEFORE_DIGITS)[:1].isdigit():
        return word.replace(",", "").replace("%", " percent")
    number = content_stem(word, "en")
    return number if number.isdigit() else ""


def _figures(words: Iterable[Token]) -> frozenset[str]:
    return frozenset(part for token in words for part in figure(token.word).split())


def _all_figures(side: Words) -> frozenset[str]:
    return _figures(side.tokens)


def _differ(
    mine: frozenset[str], its: frozenset[str], found: Callable[[Words], frozenset[str]], one: Words, other: Words
) -> bool:
    """Tell whether two sets of figures or names differ; `found` returns those of a whole side."""
    if mine and its:
        return mine != its
    return not (mine <= found(other) if mine else its <= found(one))


def _names(side: Words, run: range) -> frozenset[str]:
    """Return the words of a run that have a capital letter for no other reason than to be a name."""
    found = {_bare(side.tokens[at].word) for at in run if _is_name(side, at)}
    if found and all(_is_title(side, part) for part in {side.parts[at] for at in run}):
        return frozenset()
    return frozenset(found)


def _is_name(side: Words, at: int) -> bool:
    token = side.tokens[at]
    if not at or side.parts[at - 1] != side.parts[at] or not side.text[token.start].isupper():
        return False
    between = side.text[side.tokens[at - 1].end : token.start]
    return _OPENING.isdisjoint(between) and content_stem(token.word, "en") != ""


def _is_title(side: Words, part: int) -> bool:
    """Tell whether all that is no function word has a capital letter there, as in many headings."""
    return not any(
        side.text[token.start].islower() and content_stem(token.word, "en")
        for token, its in zip(side.tokens, side.parts, strict=True)
        if its == part
    )


def _all_words(side: Words) -> frozenset[str]:
    return frozenset(_bare(token.word) for token in side.tokens)


def _bare(word: str) -> str:
    return word.removesuffix("'s")
