"""Reported speech: who is told to have said something in words that are not quoted ('Roe said that ...').

Only named sources with a verb of plain reporting count, and only where what they said stands beside the verb.
"""

import re
from collections.abc import Iterator

from index.facts.speech.passages import FINITE, Passage
from index.facts.speech.reading import Reading
from index.facts.speech.voices import DAYS, Voice
from index.models import BlockKind, Span

_VERBS = frozenset(
    {"say", "tell", "add", "report", "announce", "confirm", "claim", "argue", "warn", "insist", "acknowledg", "admit"}
    | {"stat", "estimat", "predict", "explain", "declar", "alleg", "testify", "conclud", "contend", "assert", "not"}
    | {"charg", "suggest", "caution", "promis", "stress"}
)
# What a block has to hold to be read: nearly all reported speech has one of these, most other blocks none.
_LIKELY = re.compile(r"\b(?:sa(?:id|ys)|t(?:old|ells))\b|[ds] that\b")
_SKIPPED = frozenset({BlockKind.CODE, BlockKind.ROW})
_CLAUSE_BEGINS = "DKMN#"
_LONGEST_LEAD = 7
"""Words between the verb and 'that': 'told reporters in Leeds on Friday that'."""
_LONGEST_CLAUSE = 40


def reported(reading: Reading) -> Iterator[Span]:
    """Yield the places where a person or an organisation is named as having said what follows or what went before."""
    text = reading.document.text
    for position, block in enumerate(reading.document.blocks):
        if block.kind in _SKIPPED or not _LIKELY.search(text, block.start, block.end):
            continue
        passage, voices = reading.passage(position)
        for voice in voices:
            if voice.stem in _VERBS and voice.form in ("ed", "s") and voice.how != "infinitive":
                named = reading.cast.named(passage, voice.first, voice.last)
                if named is not None and (_leads(passage, voice) or _closes(passage, voice)):
                    yield named.place


def _leads(passage: Passage, voice: Voice) -> bool:
    """Tell whether a clause that nobody quotes follows the verb: 'said on Friday that', 'said the road was shut'."""
    if voice.first > voice.cue:
        return False
    end = min(passage.sentence_end(passage.sentences[voice.cue]), voice.cue + _LONGEST_CLAUSE)
    lead = range(voice.cue + 1, min(end, voice.cue + _LONGEST_LEAD))
    for at in lead:
        if passage.quoted[at] >= 0 or passage.lowers[at] in (",", ":", "."):
            return False
        if passage.lowers[at] == "that":
            return True
    begin = voice.cue + 1
    while begin < end and (passage.lowers[begin] in DAYS or passage.lowers[begin] in ("on", "early", "late")):
        begin += 1
    if voice.stem != "say" or begin == end or passage.classes[begin] not in _CLAUSE_BEGINS:
        return False
    return any(passage.classes[at] in FINITE and passage.quoted[at] < 0 for at in range(begin + 1, end))


def _closes(passage: Passage, voice: Voice) -> bool:
    """Tell whether the voice ends a statement that nobody quotes: 'The road is shut, Roe said on Friday.'."""
    first = min(voice.first, voice.cue) - 1
    begin = passage.sentence_starts[passage.sentences[voice.cue]]
    if first <= begin + 2 or passage.lowers[first] != "," or passage.quoted[first - 1] >= 0:
        return False
    behind = max(voice.last, voice.cue) + 1
    end = passage.sentence_end(passage.sentences[voice.cue])
    return end - behind < _LONGEST_LEAD and all(passage.quoted[at] < 0 for at in range(behind, end))
