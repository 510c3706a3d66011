"""Telling: every quotation of an article with who said it, and how sure that is."""

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from index.facts.speech import weighing
from index.facts.speech.cast import Source, is_name
from index.facts.speech.marks import Quoted, label_before
from index.facts.speech.passages import Passage
from index.facts.speech.reading import Reading
from index.facts.speech.voices import Voice, subject
from index.facts.speech.weighing import Candidate, Setting
from index.models import Span

# '"..." - Jane Roe', the line of a collection of quotations.
# A hyphen on a line of its own is a bullet.
_DASHED = re.compile(
    r"(?:[^\S\n]{0,3}[―—–-]{1,2}|\s{0,3}[―—–])[^\S\n]{0,3}(?P<name>[^\W\d_a-z][^\n]{1,80})$", re.MULTILINE
)
_SO_CALLED = re.compile(r"\bso-called\s*$", re.IGNORECASE)
_PRONOUN = 0.94
"""How often 'he' and 'she' are given the right name, where they are the source (115 looked at in the first half)."""
_SURE = 1.0
_NEAREST = 3
"""Voices of a block that are weighed on each side of a quotation."""
_FARTHEST = 120
"""Words between a voice and a quotation, at most."""
_MOST = 2000
"""Quotations of one text that are weighed; a text with more is no article, and its time is bounded."""
_ENDS = frozenset(".!?")
_SIGNS = frozenset(".,!?…—-")
_NOBODY = Source(None, "nobody")


class Told(NamedTuple):
    """Quoted words and who says them; `speaker` is None where nobody can be told."""

    words: Quoted
    speaker: str | None
    source: Span | None
    """Where the speaker is named."""
    sure: float
    """How likely the speaker is right, from 0 to 1; of words without a speaker, that they are speech at all."""


class Choice(NamedTuple):
    """A quotation with all who may have said it; the last candidate is nobody. What training learns from."""

    words: Quoted
    candidates: tuple[Candidate, ...]


class Teller:
    """Goes through the quotations of one article in order and remembers who has spoken so far."""

    def __init__(self, reading: Reading, weights: Mapping[str, float] | None = None) -> None:
        self._reading = reading
        self._document = reading.document
        self._cast = reading.cast
        self._weights = weighing.weights() if weights is None else weights
        self._recent: list[str] = []
        self._last: Told | None = None

    def told(self) -> list[Told]:
        """Return the quotations in order, each with the most likely speaker."""
        found: list[Told] = []
        for one in self._reading.quotes[:_MOST]:
            told = self.certain(one) or self._chosen(self.choice(one))
            self.note(told)
            found.append(told)
        return _of_one_voice(found)

    def note(self, told: Told) -> None:
        """Take note of who spoke, which what follows leans on."""
        if told.speaker is not None or told.source is not None:
            self._last = told
            if told.speaker is not None and (not self._recent or self._recent[-1] != told.speaker):
                self._recent.append(told.speaker)

    def certain(self, one: Quoted) -> Told | None:
        """Return what a label, a line after the words or 'so-called' tells without any doubt."""
        if _SO_CALLED.search(self._document.text, max(0, one.whole.start - 12), one.whole.start):
            return Told(one, None, None, 0.0)
        block = self._document.blocks[one.block]
        first = self._reading.number(one) == 0
        label = one.label or (label_before(self._document.text, block.start, one.whole.start) if first else None)
        if label is not None:
            speaker = self._cast.labelled(label)
            return Told(one, speaker, label, _SURE) if speaker else None
        dashed = _DASHED.match(self._document.text, one.whole.end, self._end_of_line(one))
        if dashed:
            place = Span(*dashed.span("name"))
            held = self._cast.within(*place)
            written = re.split(r",|\s[(—–-]", dashed["name"])[0].strip()
            if held or is_name(written):
                return Told(one, held[0].name if held else written, place, _SURE)
        return None

    def _end_of_line(self, one: Quoted) -> int:
        """Return where the block of a quotation ends, or the next one where the quotation ends its own."""
        blocks = self._document.blocks
        end = blocks[one.block].end
        return blocks[one.block + 1].end if one.whole.end == end and one.block + 1 < len(blocks) else end

    def _chosen(self, choice: Choice) -> Told:
        candidates = choice.candidates
        likely = weighing.shares(candidates, self._weights)
        by_name: dict[str | int, float] = {}
        for at, (share, one) in enumerate(zip(likely, candidates, strict=True)):
            key = one.source.name or at
            by_name[key] = by_name.get(key, 0.0) + share
        best = max(range(len(likely)), key=lambda at: (by_name[candidates[at].source.name or at], likely[at]))
        if best == len(candidates) - 1:
            return Told(choice.words, None, None, round(1 - likely[-1], 3))
        chosen = candidates[best]
        sure = by_name[chosen.source.name or best] * (_PRONOUN if chosen.source.kind == "pronoun" else 1.0)
        return Told(choice.words, chosen.source.name, chosen.place, round(sure, 3))

    def choice(self, one: Quoted) -> Choice:
        """Return everybody who may have said a quotation."""
        read, found = self._reading.passage(one.block)
        setting = self._setting(one, read)
        candidates = list(self._beside(setting, found))
        candidates += self._subjects(setting, found)
        candidates += self._before(one, setting, found)
        candidates += self._carried(one, setting, found)
        near = _is_near(setting, found)
        features = weighing.nobody_features(setting, self._document.text, one.words, len(found), near)
        return Choice(one, (*candidates, Candidate(_NOBODY, None, features)))

    def _setting(self, one: Quoted, read: Passage) -> Setting:
        text = self._document.text
        first, last = read.at(one.whole.start), read.at(one.whole.end - 1)
        begins = first == 0 or read.sentence_starts[read.sentences[first]] == first
        closing = text[one.whole.end - 2] if one.whole.end - 2 > one.whole.start else "w"
        closing = closing if closing in _SIGNS else "w"
        after = read.lowers[last + 1] if last + 1 < len(read) else "$"
        ends = after == "$" or closing in _ENDS
        words = one.words.of(text).count(" ") + 1
        return Setting(
            read,
            first,
            last,
            read.lowers[first - 1] if first else "^",
            after,
            closing,
            ("b" if begins else "-") + ("e" if ends else "-"),
            1 if words == 1 else 2 if words < 4 else 4 if words < 8 else 8 if words < 16 else 16,
            self._reading.number(one),
        )

    def _source(self, read: Passage, first: int, last: int) -> tuple[Source, Span]:
        return self._cast.source(read, first, last, self._recent), read.span(first, last)

    def _is_last(self, source: Source) -> bool:
        return self._last is not None and source.name is not None and self._last.speaker == source.name

    def _beside(self, setting: Setting, found: Sequence[Voice]) -> Iterator[Candidate]:
        """Yield the voices of the quotation's own block, the nearest ones on each side."""
        here = bisect.bisect_left(found, setting.first, key=lambda voice: voice.cue)
        there = bisect.bisect_right(found, setting.last, key=lambda voice: voice.cue)
        before = [one for one in reversed(found[max(0, here - _NEAREST) : here]) if setting.first - one.cue < _FARTHEST]
        after = [one for one in found[there : there + _NEAREST] if one.cue - setting.last < _FARTHEST]
        for side in (before, after):
            for between, voice in enumerate(side):
                source, place = self._source(setting.passage, voice.first, voice.last)
                features = weighing.voice_features(setting, voice, source, between, self._is_last(source))
                yield Candidate(source, place, features)

    def _subjects(self, setting: Setting, found: Sequence[Voice]) -> Iterator[Candidate]:
        """Yield the subject of the quotation's sentence, before it and after it, and of the sentence before."""
        read = setting.passage
        sentence = read.sentences[setting.first]
        begin = read.sentence_starts[sentence]
        stop = read.sentence_end(read.sentences[setting.last])
        places = [("subject", begin, setting.first), ("subject-after", setting.last + 1, stop)]
        if sentence and setting.first <= begin + 1:
            places.append(("subject-before", read.sentence_starts[sentence - 1], begin))
        for how, first, end in places:
            yield from self._subject(how, read, first, end, setting, found)

    def _subject(
        self, how: str, read: Passage, first: int, end: int, setting: Setting, found: Sequence[Voice]
    ) -> Iterator[Candidate]:
        phrase = subject(read, first, end)
        if phrase:
            source, place = self._source(read, *phrase)
            yield Candidate(
                source, place, weighing.other_features(setting, how, source, len(found), self._is_last(source))
            )

    def _before(self, one: Quoted, setting: Setting, found: Sequence[Voice]) -> Iterator[Candidate]:
        """Yield whom the block before names, where the quotation begins its own."""
        if setting.first or not one.block:
            return
        read, earlier = self._reading.passage(one.block - 1)
        if not len(read):
            return
        leads = read.lowers[-1] == ":"
        if earlier:
            voice = earlier[-1]
            source, place = self._source(read, voice.first, voice.last)
            is_last = self._is_last(source)
            if leads:
                features = weighing.leading_features(setting, voice, source, is_last)
            else:
                features = weighing.other_features(setting, "block-before", source, len(found), is_last)
            yield Candidate(source, place, features)
        last = read.sentence_starts[-1]
        yield from self._subject(f"block-subject{leads}", read, last, len(read), setting, found)

    def _carried(self, one: Quoted, setting: Setting, found: Sequence[Voice]) -> Iterator[Candidate]:
        """Yield the speaker of the quotation before: '"...", she said. "..."' is one voice."""
        last = self._last
        if last is None or one.block - last.words.block > 2:
            return
        apart = one.block - last.words.block
        between = self._document.text[last.words.whole.end : one.whole.start]
        length = "near" if len(between) < 80 else "far" if len(between) < 250 else "away"
        how = f"carried{apart}{last.words.goes_on and apart == 1}"
        source = Source(last.speaker, "person" if last.speaker else "nobody")
        features = weighing.other_features(setting, how, source, len(found), True)
        yield Candidate(source, last.source, (*features, f"{how}:{length}{setting.whole}"))


def _of_one_voice(told: Sequence[Told]) -> list[Told]:
    """Give all paragraphs of a long quotation the speaker that is surest for one of them."""
    found = list(told)
    begin = 0
    for at, one in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following and _goes_on(one.words, following.words):
            continue
        surest = max(found[begin : at + 1], key=lambda each: each.sure if each.source else 0.0)
        if surest.source and at > begin:
            found[begin : at + 1] = [surest._replace(words=each.words) for each in found[begin : at + 1]]
        begin = at + 1
    return found


def _goes_on(one: Quoted, following: Quoted) -> bool:
    return one.goes_on and following.block == one.block + 1 and following.label is None


def _is_near(setting: Setting, found: Sequence[Voice]) -> bool:
    """Tell whether a voice stands in the sentences of a quotation."""
    read = setting.passage
    begin = read.sentence_starts[read.sentences[setting.first]]
    at = bisect.bisect_left(found, begin, key=lambda voice: voice.cue)
    return at < len(found) and found[at].cue < read.sentence_end(read.sentences[setting.last])
