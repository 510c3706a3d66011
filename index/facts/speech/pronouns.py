"""Pronouns: whom 'he' and 'she' stand for, by gender, nearness, who is the subject and who has spoken."""

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.entities.lexicon import Gender
from index.facts.speech.passages import FINITE, word_class
from index.models import Fact, Span

GENDERS: dict[str, Gender] = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m"}
_FOLLOWING = re.compile(r"\b(?:(?P<m>he|his|him)|(?P<f>she|her))\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"(?:,[^,\n]{1,80},)?\s+([^\W\d_]+)")
_REACH = 2500
"""Characters before a pronoun within which the one it stands for is looked for."""
_MOST = 60
"""Mentions before a pronoun that are compared: a bound for texts that are all names."""
_MOST_PLACES = 20
_RECENT = (2.2, 1.0, 0.5)
"""What it is worth to be the last speaker, the one before, the one before that."""


class _Mention(NamedTuple):
    """A mention of a person with what counts for a pronoun after it, whichever that is."""

    name: str
    sentence: int
    block: int
    is_subject: bool
    is_quoted: bool
    worth: float


class People:
    """The people of one article where they are mentioned, asked whom a pronoun means."""

    def __init__(self, document: FactText, people: Sequence[Fact], quotes: Sequence[Span]) -> None:
        self._text = document.text
        self._sentences = [span.start for span in document.sentences]
        self._blocks = [block.start for block in document.blocks]
        self._quotes = quotes
        self._quote_starts = [span.start for span in quotes]
        placed = sorted((place, str(fact.value)) for fact in people for place in fact.places)
        self._starts = [place.start for place, _ in placed]
        self._mentions = [self._mention(place, name) for place, name in placed]
        self._genders = {str(fact.value): self._told_gender(fact) for fact in people}

    def stands_for(self, gender: Gender, at: int, recent: Sequence[str]) -> str | None:
        """Return whom a pronoun at `at` means; `recent` are the speakers so far, the last one last."""
        best: tuple[float, str] | None = None
        here, block = self._sentence(at), self._block(at)
        quoted = self._is_quoted(at)
        bonus = dict(zip(reversed(recent[-3:]), _RECENT, strict=False))
        last = bisect.bisect_left(self._starts, at)
        first = max(bisect.bisect_left(self._starts, at - _REACH), last - _MOST)
        for mention in self._mentions[first:last]:
            known = self._genders[mention.name]
            if known is not None and known != gender:
                continue
            apart = here - mention.sentence
            score = mention.worth - min(apart, 6) - 0.4 * min(block - mention.block, 3)
            if apart == 0:
                score += 0.3 if mention.is_subject else -0.8
            elif apart > 6:
                score -= 0.3
            if mention.is_quoted and not quoted:
                score -= 2.5
            if known is None:
                score -= 0.6
            score += bonus.get(mention.name, 0.0)
            if best is None or score >= best[0]:
                best = score, mention.name
        return best[1] if best else None

    def _mention(self, place: Span, name: str) -> _Mention:
        sentence = self._sentence(place.start)
        following = _NEXT_WORD.match(self._text, place.end)
        is_subject = following is not None and word_class(following[1].lower()) in FINITE
        opens = sentence >= 0 and place.start - self._sentences[sentence] < 20
        possessive = self._text[place.end : place.end + 1] in ("'", "’")
        worth = (1.6 if is_subject else 0.0) + (0.5 if opens else 0.0) - (0.8 if possessive else 0.0)
        return _Mention(name, sentence, self._block(place.start), is_subject, self._is_quoted(place.start), worth)

    def _sentence(self, at: int) -> int:
        return bisect.bisect_right(self._sentences, at) - 1

    def _block(self, at: int) -> int:
        return bisect.bisect_right(self._blocks, at)

    def _is_quoted(self, at: int) -> bool:
        found = bisect.bisect_right(self._quote_starts, at) - 1
        return found >= 0 and at < self._quotes[found].end

    def _told_gender(self, fact: Fact) -> Gender | None:
        """Return the gender that a title tells, else the first name, else the pronouns that follow most often."""
        places = fact.places[:_MOST_PLACES]
        for place in places:
            before = self._text[max(0, place.start - 12) : place.start].lower().split()[-1:]
            titles = {*before, place.of(self._text).lower().split(" ", 1)[0]}
            if titles & lexicon.words("male-title"):
                return "m"
            if titles & lexicon.words("female-title"):
                return "f"
        first = lexicon.genders().get(str(fact.value).split(" ", 1)[0])
        if first is not None:
            return first
        told: Counter[Gender] = Counter()
        for place in places:
            word = _FOLLOWING.search(self._text, place.end, place.end + 90)
            if word:
                told["m" if word["m"] else "f"] += 1
        ranked = told.most_common(2)
        even = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
        return None if even or not ranked else ranked[0][0]
