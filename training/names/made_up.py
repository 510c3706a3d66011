"""Sentences made up from those of a corpus for what news has and corpora lack: all capitals, headlines, datelines.

Each is added to the end of its own article, so that what the article says elsewhere of a name still helps.
"""

import random
from typing import Final

from index.facts.closedclass import listed
from training.names.conventions import spans
from training.names.corpora import Article, Sentence

_SHARE_IN_CAPITALS: Final = 0.06
_SHARE_AS_HEADLINE: Final = 0.04
_LONGEST: Final = 40
_AGENCIES: Final = ("AP", "Reuters", "AFP", "UPI", "IPS", "Xinhua", "EFE", "Bernama", "CNN", "dpa", "TASS", "ANSA")
_DASHES: Final = ("-", "_", "—", "–")
_MONTHS: Final = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_SMALL_IN_TITLES: Final = frozenset(listed("a an the of in on at to for by and or but from with as is"))


def with_made_up(article: Article, chance: random.Random) -> Article:
    """Return `article` with a few sentences added."""
    short = [sentence for sentence in article.sentences if 3 < len(sentence.words) < _LONGEST]
    added: list[Sentence] = []
    if short:
        few = max(1, round(_SHARE_IN_CAPITALS * len(short)))
        added += [_in_capitals(sentence) for sentence in chance.sample(short, min(few, len(short)))]
        few = max(1, round(_SHARE_AS_HEADLINE * len(short)))
        added += [_as_headline(sentence) for sentence in chance.sample(short, min(few, len(short)))]
    places = [
        sentence.words[first:last]
        for sentence in article.sentences
        for first, last, kind in spans(sentence.labels)
        if kind == "LOC" and last - first < 3 and all(word[0].isupper() for word in sentence.words[first:last])
    ]
    if places and short:
        added.append(_with_dateline(chance.choice(short), places, chance))
    return Article(article.corpus, [*article.sentences, *added])


def _in_capitals(sentence: Sentence) -> Sentence:
    return sentence._replace(words=[word.upper() for word in sentence.words])


def _as_headline(sentence: Sentence) -> Sentence:
    """Return the sentence in title case, without its full stop."""
    words = [word if word in _SMALL_IN_TITLES else word[0].upper() + word[1:] for word in sentence.words]
    end = len(words) - (words[-1] == "." and sentence.labels[-1] == "O")
    return Sentence(words[:end], sentence.glued[:end], sentence.labels[:end])


def _with_dateline(sentence: Sentence, places: list[list[str]], chance: random.Random) -> Sentence:
    """Return the sentence behind 'CITY, Country, Jan. 5 (AGENCY) -', of which all but the city may be missing."""
    words: list[str] = []
    labels: list[str] = []

    def add(parts: list[str], kind: str = "") -> None:
        words.extend(parts)
        labels.extend(["O"] * len(parts) if not kind else [f"B-{kind}"] + [f"I-{kind}"] * (len(parts) - 1))

    city, country = chance.choice(places), chance.choice(places)
    add([word.upper() for word in city], "LOC")
    if city != country and chance.random() < 0.6:
        add([","])
        add(country, "LOC")
    if chance.random() < 0.3:
        add([",", chance.choice(_MONTHS), str(chance.randint(1, 28))])
    if chance.random() < 0.8:
        add(["("])
        add([chance.choice(_AGENCIES)], "ORG")
        add([")"])
    add([chance.choice(_DASHES)])
    glued = [word in {",", ")"} or (at > 0 and words[at - 1] == "(") for at, word in enumerate(words)]
    return Sentence(
        [*words, *sentence.words],
        [*glued, False, *sentence.glued[1:]],
        [*labels, *sentence.labels],
    )
