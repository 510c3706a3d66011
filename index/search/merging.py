"""Several segments become one: their arrays are laid out anew without what was deleted; nothing is analysed again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.search import encoding
from index.search.encoding import Arrays, Built
from index.search.lexicon import chosen_words, union
from index.search.ragged import Ints, distinct, offsets, places
from index.search.segment import FORMS, ONLY, RARE, FieldReader, Segment, StemmedReader

Alive: TypeAlias = NDArray[np.bool_]

_CHUNK = 4_000_000
"""Postings or positions that are moved at a time: the indices for it take 64 MB."""


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to be merged: which of its articles are `alive`, and their new `numbers` (by old number)."""

    segment: Segment
    alive: Alive
    numbers: NDArray[np.int32]
    whole: bool


def sources(segments: Sequence[tuple[Segment, Alive]]) -> list[Source]:
    """Return the segments with the new numbers of their articles, which keep their order."""
    found: list[Source] = []
    base = 0
    for segment, alive in segments:
        numbers = (np.cumsum(alive) - 1 + base).astype(np.int32)
        base += int(alive.sum())
        found.append(Source(segment, alive, numbers, bool(alive.all())))
    return found


def merge(segments: Sequence[tuple[Segment, Alive]]) -> Built:
    """Return one segment with the articles of `segments` that are alive.

    Peak memory is about the size of the result and 200 MB. The length of a field becomes the sum of the articles'
    lengths as they are known from their bytes, as when Whoosh merges.
    """
    parts = sources(segments)
    size = sum(int(part.alive.sum()) for part in parts)
    arrays: Arrays = {}
    lengths: dict[str, int] = {}
    for name in ("text", "title", "source", "author"):
        fields = [(part, part.segment.field(name)) for part in parts]
        arrays |= encoding.field(name, _field(fields, size))
        arrays[f"{name}.lengths"] = np.concatenate([field.length_bytes[part.alive] for part, field in fields])
        lengths[name] = int(sum(float(field.lengths()[part.alive].sum(dtype=np.float64)) for part, field in fields))
    groups = {group for part in parts for group in part.segment.groups}
    return encoding.segment(size, lengths, list(groups), arrays | _columns(parts))


@dataclass(frozen=True, slots=True)
class _Live:
    """A field of a segment without what was deleted. Arrays as in the segment, `terms` by their old numbers."""

    posts_at: Ints
    docs: NDArray[np.int32]
    freqs: NDArray[np.uint8]
    large_at: Ints
    large: NDArray[np.uint32]
    places_at: Ints
    places: NDArray[np.uint16]
    high_at: Ints
    high: NDArray[np.uint16]
    kept: Alive | None
    """Which of the segment's postings are left; None for all."""


def _live(part: Source, field: FieldReader) -> _Live:
    posts_at, places_at = field.array("posts.at").astype(np.int64), field.array("places.at").astype(np.int64)
    docs, freqs, where = field.array("docs"), field.array("freqs"), field.array("places")
    large_at, large = field.array("freqs.large.at").astype(np.int64), field.array("freqs.large")
    high_at, high = field.array("places.high.at").astype(np.int64), field.array("places.high")
    if part.whole:
        docs = part.numbers[docs]
        return _Live(posts_at, docs, freqs, large_at, large, places_at, where, high_at, high, None)
    kept = part.alive[docs]
    true = freqs.astype(np.uint32)
    true[large_at] = large
    kept_places = np.repeat(kept, true)
    new_posting, new_place = offsets(kept), offsets(kept_places)
    big, wide = kept[large_at], kept_places[high_at]
    return _Live(
        new_posting[posts_at], part.numbers[docs[kept]], freqs[kept], new_posting[large_at[big]], large[big],
        new_place[places_at], where[kept_places], new_place[high_at[wide]], high[wide], kept,
    )  # fmt: skip


def _field(fields: Sequence[tuple[Source, FieldReader]], size: int) -> Arrays:
    """Return the arrays of one field of all segments together, which have `size` articles."""
    all_terms, all_at, number = union([field.terms for _, field in fields])
    terms = len(all_at) - 1
    live = [_live(part, field) for part, field in fields]
    # Where each segment's postings of a term begin in the result: after those of the segments before.
    posts_at, post_starts = _layout(number, [one.posts_at for one in live], terms)
    places_at, place_starts = _layout(number, [one.places_at for one in live], terms)
    docs = np.empty(posts_at[-1], encoding.article_type(size))
    freqs = np.empty(posts_at[-1], np.uint8)
    where = np.empty(places_at[-1], np.uint16)
    for one, posts, placed in zip(live, post_starts, place_starts, strict=True):
        for source, target in _moves(one.posts_at, posts):
            docs[target], freqs[target] = one.docs[source], one.freqs[source]
        for source, target in _moves(one.places_at, placed):
            where[target] = one.places[source]
    used = np.flatnonzero(np.diff(posts_at))
    large = _moved_exceptions([(o.large_at, o.large, o.posts_at, s) for o, s in zip(live, post_starts, strict=True)])
    high = _moved_exceptions([(o.high_at, o.high, o.places_at, s) for o, s in zip(live, place_starts, strict=True)])
    new_posts_at, new_places_at = (np.append(at[:-1][used], at[-1]) for at in (posts_at, places_at))
    words = chosen_words(all_terms, all_at, used)
    arrays = encoding.postings(words, new_posts_at, docs, new_places_at, size)
    arrays |= encoding.frequencies(freqs, *large) | encoding.positions(where, *high)
    renumbered = np.full(terms, -1, np.int64)
    renumbered[used] = np.arange(len(used))
    forms = [
        _Forms(part, field, one, renumbered[numbers], starts)
        for (part, field), one, numbers, starts in zip(fields, live, number, post_starts, strict=True)
        if isinstance(field, StemmedReader)
    ]
    if forms:
        arrays |= _merged_forms(forms, new_posts_at, size)
    return arrays


def _layout(numbers: Sequence[Ints], ats: Sequence[Ints], terms: int) -> tuple[Ints, list[Ints]]:
    """Return where each term begins in the result, and for each segment where its part of each of its terms does."""
    lengths = np.zeros(terms, np.int64)
    before: list[Ints] = []
    for number, at in zip(numbers, ats, strict=True):
        before.append(lengths[number])
        lengths[number] += np.diff(at)
    at_all = offsets(lengths)
    return at_all, [at_all[number] + earlier for number, earlier in zip(numbers, before, strict=True)]


def _moves(at: Ints, starts: Ints) -> Iterator[tuple[slice, Ints]]:
    """Yield where rows that begin at `at` stand, and where they go that are to begin at `starts`: a _CHUNK a time."""
    breaks = np.searchsorted(at, np.arange(0, at[-1], _CHUNK))
    for first, end in pairwise([*distinct(breaks).tolist(), len(starts)]):
        if first < end:
            yield slice(int(at[first]), int(at[end])), places(starts[first:end], np.diff(at[first : end + 1]))


def _moved_exceptions(
    moved: Sequence[tuple[Ints, NDArray[Any], Ints, Ints]],
) -> tuple[Ints, NDArray[Any]]:
    """Return the numbers that did not fit, with their places in the result."""
    at: list[Ints] = []
    for place, _, begins, starts in moved:
        row = np.searchsorted(begins, place, "right") - 1
        at.append(starts[row] + place - begins[row])
    values = np.concatenate([value for _, value, _, _ in moved])
    all_at = np.concatenate(at)
    by_place = np.argsort(all_at)
    return all_at[by_place], values[by_place]


class _Forms:
    """The words as written of one segment, and for each of its postings which forms stand there.

    `terms` are the new numbers of the segment's terms, `starts` where their postings begin in the result.
    """

    def __init__(self, part: Source, field: StemmedReader, live: _Live, terms: Ints, starts: Ints) -> None:
        self.part, self.field, self.live, self.terms, self.starts = part, field, live, terms, starts
        self.old_term = field.array("written.term").astype(np.int64)
        form = field.array("written.form")
        # A term of one form has it as its first in all its postings.
        self.slot = np.where(form == ONLY, 0, form)
        self.masks = self._masks()
        self.rare = field.array("rare")
        self.rare_at, self.rare_docs = self._rare()

    def _masks(self) -> NDArray[np.uint8]:
        old_at = self.field.array("posts.at").astype(np.int64)
        masks = np.ones(old_at[-1], np.uint8)
        several, at = self.field.array("forms.term").astype(np.int64), self.field.array("forms.at").astype(np.int64)
        for source, target in _moves(at, old_at[:-1][several]):
            masks[target] = self.field.array("forms")[source]
        return masks if self.live.kept is None else masks[self.live.kept]

    def _rare(self) -> tuple[Ints, NDArray[np.int32]]:
        """Return where the articles of each RARE word begin, and the articles by their new numbers; no deleted ones."""
        at, docs = self.field.array("rare.at").astype(np.int64), self.field.array("rare.docs")
        kept = self.part.alive[docs]
        return offsets(kept)[at], self.part.numbers[docs[kept]]

    def counts(self) -> Ints:
        """Return in how many articles each word stands, deleted ones left out."""
        counts = np.zeros(len(self.slot), np.int64)
        at = self.live.posts_at
        for slot in range(FORMS):
            with_slot = np.flatnonzero(self.slot == slot)
            if len(with_slot):
                summed = offsets((self.masks >> slot) & 1)
                terms = self.old_term[with_slot]
                counts[with_slot] = summed[at[terms + 1]] - summed[at[terms]]
        counts[self.rare] = np.diff(self.rare_at)
        return counts

    def standing(self, words: Ints) -> tuple[Ints, NDArray[np.int32]]:
        """Return where `words` stand: each with each of its articles, which ascend, by their new numbers."""
        slots = self.slot[words]
        chosen = words[slots == RARE]
        row = np.searchsorted(self.rare, chosen)
        lengths = np.diff(self.rare_at)[row]
        found = [np.repeat(chosen, lengths)]
        docs = [self.rare_docs[places(self.rare_at[row], lengths)]]
        for slot in range(FORMS):
            chosen = words[slots == slot]
            posts, lengths = self._postings(self.old_term[chosen])
            here = (self.masks[posts] >> slot) & 1 != 0
            found.append(np.repeat(chosen, lengths)[here])
            docs.append(self.live.docs[posts[here]])
        return np.concatenate(found), np.concatenate(docs)

    def translated(self, bit: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the postings' masks with the bits `bit` that the words have in the result; RARE ones have none."""
        table = np.zeros((len(self.terms), FORMS), np.uint8)
        chosen = (self.slot < FORMS) & (bit < FORMS)
        table[self.old_term[chosen], self.slot[chosen]] = np.left_shift(np.uint8(1), bit[chosen], dtype=np.uint8)
        lengths = np.diff(self.live.posts_at)
        result = np.zeros(len(self.masks), np.uint8)
        for slot in range(FORMS):
            if table[:, slot].any():
                result |= np.where((self.masks >> slot) & 1, np.repeat(table[:, slot], lengths), 0).astype(np.uint8)
        words, docs = self.standing(np.flatnonzero((self.slot == RARE) & (bit < FORMS)))
        where = self._where(self.old_term[words], docs)
        np.bitwise_or.at(result, where, np.left_shift(np.uint8(1), bit[words], dtype=np.uint8))
        return result

    def _where(self, terms: Ints, docs: NDArray[np.int32]) -> Ints:
        """Return the numbers of the postings of pairs of a term and an article (by its new number) that it has."""
        different = distinct(terms)
        posts, lengths = self._postings(different)
        # A term and an article as one number, which ascends as the postings do.
        known = (np.repeat(different, lengths) << 32) + self.live.docs[posts]
        return posts[np.searchsorted(known, (terms << 32) + docs)]

    def _postings(self, terms: Ints) -> tuple[Ints, Ints]:
        """Return the numbers of the postings of `terms`, one term's after another's, and how many each has."""
        starts = self.live.posts_at[terms]
        lengths = self.live.posts_at[terms + 1] - starts
        return places(starts, lengths), lengths


def _merged_forms(forms: Sequence[_Forms], posts_at: Ints, size: int) -> Arrays:
    """Return the arrays of the words as written."""
    all_words, all_at, words = union([one.field.written for one in forms])
    counts = [one.counts() for one in forms]
    # A word and its term as one number; those of which every article was deleted are put where nobody looks.
    terms = len(posts_at)
    keys = [
        np.where(count > 0, word * terms + one.terms[one.old_term], -1)
        for one, word, count in zip(forms, words, counts, strict=True)
    ]
    kept = distinct(np.concatenate(keys))
    kept = kept[kept >= 0]
    number = [np.where(key < 0, len(kept), np.searchsorted(kept, key)) for key in keys]
    total = np.zeros(len(kept) + 1, np.int64)
    for numbers, count in zip(number, counts, strict=True):
        np.add.at(total, numbers, count)
    term = kept % terms
    form = encoding.form_numbers(term, total[:-1])
    masks = np.zeros(posts_at[-1], np.uint8)
    # The only form of a term has no bit in the result; here it stands as the first.
    given = np.append(np.where(form == ONLY, 0, form), RARE).astype(np.uint8)
    rare_words, rare_docs = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    for one, numbers in zip(forms, number, strict=True):
        translated = one.translated(given[numbers])
        for source, target in _moves(one.live.posts_at, one.starts):
            masks[target] = translated[source]
        rare, docs = one.standing(np.flatnonzero(given[numbers] == RARE))
        rare_words.append(numbers[rare])
        rare_docs.append(docs)
    pairs = np.concatenate(rare_words), np.concatenate(rare_docs)
    written = chosen_words(all_words, all_at, kept // terms)
    return encoding.forms(written, term, form, posts_at, masks, pairs, size)


def _columns(parts: Sequence[Source]) -> Arrays:
    """Return the columns of the articles that are alive."""
    ids = np.concatenate([part.segment.ids[part.alive] for part in parts])
    keys = np.concatenate([part.segment.keys[part.alive] for part in parts])
    moments = np.concatenate([part.segment.moments[part.alive] for part in parts])
    days = np.concatenate([part.segment.days[part.alive] for part in parts])
    outlets = _joined([(part.segment.outlet_names, part.segment.outlets[part.alive]) for part in parts])
    languages = _joined([(part.segment.language_codes, part.segment.languages[part.alive]) for part in parts])
    return encoding.columns(ids, keys, moments, days, outlets, languages)


def _joined(columns: Sequence[tuple[Sequence[str], NDArray[Any]]]) -> tuple[list[str], NDArray[np.uint32]]:
    """Return one column of all of `columns`: different names, and for each article its name's place among them."""
    known: dict[str, int] = {}
    mapped = [np.array([known.setdefault(name, len(known)) for name in names], np.uint32) for names, _ in columns]
    return list(known), np.concatenate([new[old] for new, (_, old) in zip(mapped, columns, strict=True)])
