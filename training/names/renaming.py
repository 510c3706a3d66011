"""Copies of articles with other names in them, so that the network learns from context and not by heart."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from index.facts.tagger.lists import NameList
from training.names.conventions import spans
from training.names.corpora import Article, Sentence

_RENAMED: Final = frozenset({"PER", "ORG", "LOC"})
_LONGEST: Final = 5
"""Words of a name that is put in the place of another."""
_SHORTEST_WORD: Final = 3
"""Letters of a person's name that is replaced; shorter ones are initials and particles."""
_KEPT: Final = 0.3
"""Chance that a name stays: an article in which all are strange teaches that nothing is known."""


class Renamer:
    """Gives every name of an article another, the same at all its places: people word by word, others whole."""

    def __init__(self, articles: Iterable[Article], listed: Iterable[tuple[str, str]]) -> None:
        self._names: defaultdict[tuple[str, bool], list[list[str]]] = defaultdict(list)
        for article in articles:
            for sentence in article.sentences:
                for first, last, kind in spans(sentence.labels):
                    words = sentence.words[first:last]
                    if kind in _RENAMED and last - first <= _LONGEST and words[0][0].isupper():
                        self._names[kind, _is_acronym(words)].append(words)
        self._first_names: list[str] = []
        self._surnames: list[str] = []
        for name, marks in listed:
            if name.isalpha():
                if NameList.FIRST_NAME in marks:
                    self._first_names.append(name.capitalize())
                if NameList.SURNAME in marks:
                    self._surnames.append(name.capitalize())

    def renamed(self, article: Article, chance: random.Random) -> Article:
        """Return a copy of `article` with names chosen by `chance`."""
        known: dict[tuple[str, str], list[str]] = {}
        return Article(article.corpus, [self._sentence(sentence, known, chance) for sentence in article.sentences])

    def _sentence(self, sentence: Sentence, known: dict[tuple[str, str], list[str]], chance: random.Random) -> Sentence:
        made = Sentence([], [], [])
        done = 0
        for first, last, kind in [*spans(sentence.labels), (len(sentence.words), len(sentence.words), "")]:
            made.words.extend(sentence.words[done:first])
            made.glued.extend(sentence.glued[done:first])
            made.labels.extend(sentence.labels[done:first])
            done = last
            if kind:
                words = self._other(sentence.words[first:last], kind, known, chance)
                glued = sentence.glued[first:last] if len(words) == last - first else [sentence.glued[first]]
                made.words.extend(words)
                made.glued.extend(glued + [False] * (len(words) - len(glued)))
                made.labels.extend([f"B-{kind}"] + [f"I-{kind}"] * (len(words) - 1))
        return made

    def _other(
        self, words: list[str], kind: str, known: dict[tuple[str, str], list[str]], chance: random.Random
    ) -> list[str]:
        """Return what stands in the place of a name, chosen when it is first met in the article."""
        if kind == "PER":
            return list(self._person(words, known, chance))
        if kind not in _RENAMED or not words[0][0].isupper():
            return words
        key = (kind, " ".join(words).lower())
        if key not in known:
            pool = self._names[kind, _is_acronym(words)]
            known[key] = words if chance.random() < _KEPT or not pool else chance.choice(pool)
        other = known[key]
        return [word.upper() for word in other] if " ".join(words).isupper() else other

    def _person(
        self, words: Sequence[str], known: dict[tuple[str, str], list[str]], chance: random.Random
    ) -> Iterator[str]:
        for at, word in enumerate(words):
            if len(word) < _SHORTEST_WORD or not word[0].isupper() or not word.isalpha():
                yield word
                continue
            key = ("PER", word.lower())
            if key not in known:
                pool = self._first_names if at == 0 and len(words) > 1 else self._surnames
                known[key] = [word if chance.random() < _KEPT else chance.choice(pool)]
            yield known[key][0].upper() if word.isupper() else known[key][0]


def _is_acronym(words: Sequence[str]) -> bool:
    return len(words) == 1 and len(words[0]) > 1 and words[0].isupper()
