"""Weighing: of the voices around a quotation, the one it most likely belongs to, by a small trained linear model.

A conditional logit: each candidate, and 'nobody', is worth the sum of the weights of what holds of it; shares come from
a softmax. The weights are trained by `training/quotes`.
"""

import functools
import json
import math
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from index.facts.closedclass import listed
from index.facts.speech.cast import Source
from index.facts.speech.passages import Passage
from index.facts.speech.verbs import reporting
from index.facts.speech.voices import Voice
from index.models import Span


class Candidate(NamedTuple):
    """Somebody who may have said a quotation, with all that is known in favour."""

    source: Source
    place: Span | None
    """Where the source is named."""
    features: tuple[str, ...]


@functools.cache
def weights() -> Mapping[str, float]:
    """Return the trained weight of each feature."""
    path = files(__package__).joinpath("weights.json")
    loaded: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def shares(candidates: Sequence[Candidate], by: Mapping[str, float]) -> list[float]:
    """Return how likely each candidate is, between 0 and 1; together they are 1."""
    worth = [sum([by.get(feature, 0.0) for feature in candidate.features]) for candidate in candidates]
    most = max(worth)
    exponentials = [math.exp(one - most) for one in worth]
    total = sum(exponentials)
    return [one / total for one in exponentials]


class Setting(NamedTuple):
    """A quotation among the words of its passage: what the features of all its candidates lean on."""

    passage: Passage
    first: int
    """The position of its first word, which is its opening mark."""
    last: int
    before: str
    """The word or sign before it, in lower case; '^' where it begins the block."""
    after: str
    """The word or sign after it, or '$'."""
    closing: str
    """The last sign of the quoted words where that is punctuation, else 'w'."""
    whole: str
    """Whether it begins (b) and ends (e) a sentence."""
    size: int
    """Its words, in steps: 1, 2, 4, 8, 16 and more."""
    number: int
    """Its position among the quotations of the block."""


def voice_features(setting: Setting, voice: Voice, source: Source, between: int, is_last: bool) -> tuple[str, ...]:
    """Return what holds of a voice in the quotation's own block; `between` counts the voices nearer to it."""
    passage = setting.passage
    low = min(voice.cue, voice.first)
    high = max(voice.cue, voice.last)
    if voice.cue > setting.last:
        side, gap = "a", _step(max(0, low - setting.last - 1))
        apart = passage.sentences[voice.cue] - passage.sentences[setting.last]
        near, far = setting.last + 1, low
        sign = f"{setting.closing}{setting.after if not setting.after[0].isalpha() else 'w'}"
    else:
        side, gap = "b", _step(max(0, setting.first - high - 1))
        apart = passage.sentences[setting.first] - passage.sentences[voice.cue]
        near, far = high + 1, setting.first
        sign = setting.before if not setting.before[0].isalpha() or setting.before in ("that", "a", "the") else "w"
    quotes = len({one for one in passage.quoted[near:far] if one >= 0}) if near < far else 0
    return _told(
        setting, voice, source, _Where(side, min(apart, 2), gap, min(quotes, 2), min(between, 2), sign), is_last
    )


def leading_features(setting: Setting, voice: Voice, source: Source, is_last: bool) -> tuple[str, ...]:
    """Return what holds of a voice in a block before that ends with a colon: the same as if it stood in this one."""
    return _told(setting, voice, source, _Where("b", 0, 1, 0, 0, ":"), is_last)


class _Where(NamedTuple):
    """How a voice stands to a quotation: before or after, sentences and words apart, what is between."""

    side: str
    apart: int
    gap: int
    quotes: int
    between: int
    sign: str


def _told(setting: Setting, voice: Voice, source: Source, where: _Where, is_last: bool) -> tuple[str, ...]:
    side, gap = where.side, where.gap
    at = f"{side}{where.apart}"
    return (
        f"how:{voice.how}{at}",
        f"gap:{gap}{at}",
        f"how-gap:{voice.how}{side}{gap}",
        f"quotes:{where.quotes}{at}",
        f"between:{where.between}{at}",
        f"kind:{voice.kind}{voice.form}{at}",
        f"stem:{voice.stem}{side}",
        f"sign:{where.sign}{at}",
        f"sign-gap:{where.sign}{side}{gap}",
        f"source:{source.kind}{at}",
        f"whole:{setting.whole}{at}{min(where.between, 1)}",
        f"last:{is_last}{at}{setting.whole}",
        f"number:{min(setting.number, 2)}{at}",
        f"size:{setting.size}{at}",
    )


def _step(distance: int) -> int:
    """Return a distance in words in steps, so that a few weights cover all."""
    return distance if distance < 4 else 4 if distance < 7 else 5 if distance < 12 else 6 if distance < 25 else 7


def other_features(setting: Setting, how: str, source: Source, voices: int, is_last: bool) -> tuple[str, ...]:
    """Return what holds of a source found by no verb beside the quotation: the subject of a sentence, a voice before.

    `voices` counts the voices of the quotation's own block.
    """
    few = min(voices, 2)
    return (
        f"{how}:",
        f"{how}:whole{setting.whole}",
        f"{how}:size{setting.size}",
        f"{how}:voices{few}{setting.whole}",
        f"{how}:source{source.kind}",
        f"{how}:number{min(setting.number, 2)}{few}",
        f"{how}:before{setting.before if not setting.before[0].isalpha() else 'w'}",
        f"{how}:last{is_last}",
    )


_WORKS = frozenset(
    listed(
        "book books novel film movie documentary show series song album ad spot broadcast program programme podcast"
        " magazine article essay poem play video game column paper report study musical memoir sitcom drama"
    )
)
_NAMING = frozenset(listed("titled entitled named nicknamed known so-called word words phrase nickname labelled"))


def _closed(word: str, kind: str) -> str:
    """Return a word of a closed class or a sign as it is, of any other its class: no weight is of a name or a noun."""
    return kind if kind in "KN#V" and word not in _NAMING and reporting(word) is None else word


def nobody_features(setting: Setting, text: str, words: Span, voices: int, near: bool) -> tuple[str, ...]:
    """Return what speaks for a title or a scare quote; `near` tells whether a voice stands in its sentence."""
    inside = words.of(text).split()
    weighty = [word for word in inside if word[0].isalpha() and len(word) > 3] or inside
    capitals = "c" if all(word[0].isupper() for word in weighty) else "1" if inside[0][0].isupper() else "s"
    before, after = setting.before, setting.after
    passage = setting.passage
    kind = passage.classes[setting.first - 1] if setting.first else "^"
    behind = passage.classes[setting.last + 1] if setting.last + 1 < len(passage) else "$"
    earlier = passage.lowers[max(0, setting.first - 3) : setting.first]
    work = any(word in _WORKS for word in earlier)
    naming = any(word in _NAMING for word in earlier)
    return (
        "nobody:",
        f"nobody:work{work}{capitals}",
        f"nobody:naming{naming}{capitals}",
        f"nobody:kind{kind}{capitals}",
        f"nobody:size{setting.size}{capitals}",
        f"nobody:exact{min(len(inside), 5)}",
        f"nobody:before={_closed(before, kind)}",
        f"nobody:kind{kind}{setting.size}",
        f"nobody:kind{kind}{behind}",
        f"nobody:after={_closed(after, behind)}",
        f"nobody:closing{setting.closing}{capitals}",
        f"nobody:voices{min(voices, 2)}{near}",
        f"nobody:near{near}{setting.size}",
        f"nobody:whole{setting.whole}{capitals}",
    )
