"""How what is known of articles becomes the arrays of a segment: what building one and merging several have in common.

The arrays are described in `segment`, which reads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.search.letters import letters
from index.search.lexicon import heap_of
from index.search.ragged import Ints, distinct, first_of_runs, offsets, order, places
from index.search.segment import FORMS, ONLY, RARE, StemmedReader
from index.search.segment_file import ArraysInMemory

Arrays: TypeAlias = dict[str, NDArray[Any]]
Words: TypeAlias = tuple[NDArray[np.uint8], NDArray[np.uint32]]
"""The two arrays of a lexicon."""


@dataclass(frozen=True, slots=True)
class Built:
    """A segment ready to be written: facts for the head of the file, and the arrays."""

    facts: dict[str, Any]
    arrays: Arrays


def segment(size: int, lengths: Mapping[str, int], groups: Sequence[str], arrays: Arrays) -> Built:
    """Return a segment of `size` articles: the `arrays` of its fields and columns with those that are made of them.

    `lengths` has the words of each field, `groups` the groups of languages that words are stemmed as.
    """
    first, months = _months(arrays["days"])
    facts = {"articles": size, "lengths": dict(lengths), "groups": sorted(groups), "first_month": first}
    text = StemmedReader(ArraysInMemory(facts, arrays), "text")
    return Built(facts, arrays | {"months": months} | field("text", letters(text, size)))


def field(name: str, arrays: Arrays) -> Arrays:
    """Return the arrays of a field by their names in the segment."""
    return {f"{name}.{key}": array for key, array in arrays.items()}


def columns(
    ids: NDArray[np.bytes_],
    keys: NDArray[np.integer],
    moments: NDArray[np.int64],
    days: NDArray[np.uint32],
    outlets: tuple[Sequence[str], NDArray[np.integer]],
    languages: tuple[Sequence[str], NDArray[np.integer]],
) -> Arrays:
    """Return what is known of each article besides its words.

    Outlets and languages are some different names, and the place among them for each article; names that no article
    has are dropped.
    """
    arrays: Arrays = {"ids": ids, "ids.order": np.argsort(ids, kind="stable").astype(np.uint32)}
    arrays |= {"keys": keys.astype(np.uint32), "moments": moments, "days": days}
    return arrays | _named("outlets", *outlets) | _named("languages", *languages)


def postings(terms: Words, posts_at: Ints, docs: NDArray[np.integer], places_at: Ints, size: int) -> Arrays:
    """Return the arrays of the postings of a field in `size` articles, and where each term's positions begin."""
    return {
        **_lexicon("terms", terms), "posts.at": begins(posts_at), "docs": docs.astype(article_type(size), copy=False),
        "places.at": begins(places_at),
    }  # fmt: skip


def frequencies(freqs: NDArray[np.uint8], large_at: Ints, large: NDArray[np.integer]) -> Arrays:
    """Return the arrays of frequencies: at `large_at` they are `large`, and FULL stands for them in `freqs`."""
    return {"freqs": freqs, "freqs.large.at": begins(large_at), "freqs.large": large.astype(np.uint32)}


def positions(low: NDArray[np.uint16], high_at: Ints, high: NDArray[np.integer]) -> Arrays:
    """Return the arrays of positions: their lower 16 bits, and the others where they are not 0."""
    return {"places": low, "places.high.at": begins(high_at), "places.high": high.astype(np.uint16)}


def forms(
    written: Words,
    term: NDArray[np.integer],
    form: NDArray[np.uint8],
    posts_at: Ints,
    masks: NDArray[np.uint8],
    rare: tuple[NDArray[np.integer], NDArray[np.integer]],
    size: int,
) -> Arrays:
    """Return the arrays of the words as written of a field.

    Args:
        written: The words.
        term: The number of each word's term.
        form: Which form of its term each word is, as `form_numbers` says.
        posts_at: Where each term's postings begin.
        masks: A bit for each form in each posting, of terms with one form too.
        rare: Pairs of a RARE word and an article that it stands in; each word's articles ascend, and may be repeated.
        size: The articles of the segment.

    """
    several = distinct(term[form != ONLY]).astype(np.int64)
    lengths = np.diff(posts_at)[several]
    words, docs = rare
    by_word, word = order(words)
    docs = docs[by_word]
    once = first_of_runs(word, docs)
    numbers = np.flatnonzero(form == RARE)
    return {
        **_lexicon("written", written), "written.term": term.astype(np.int32), "written.form": form,
        "forms.term": several.astype(np.int32), "forms.at": begins(offsets(lengths)),
        "forms": masks[places(posts_at[:-1][several], lengths)], "forms.all": _all_forms(several, term, form),
        "rare": numbers.astype(np.int32),
        "rare.at": begins(offsets(np.bincount(word[once], minlength=len(form))[numbers])),
        "rare.docs": docs[once].astype(article_type(size)),
    }  # fmt: skip


def form_numbers(term: NDArray[np.integer], count: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Return for each word as written of a `term`, that stands `count` times, which form it is: ONLY, a bit or RARE.

    The most frequent forms of a term get the bits.
    """
    result = np.full(len(term), ONLY, np.uint8)
    by_count = np.lexsort((-count, term))
    sorted_terms = term[by_count]
    first = first_of_runs(sorted_terms)
    sizes = np.diff(np.append(first, len(term)))
    rank = np.arange(len(term)) - np.repeat(first, sizes)
    several = np.repeat(sizes, sizes) > 1
    result[by_count[several]] = np.where(rank < FORMS, rank, RARE)[several]
    return result


def begins(at: NDArray[np.integer]) -> NDArray[Any]:
    """Return ascending places in 32 bits where they fit."""
    return at.astype(np.uint32 if not len(at) or at[-1] < 1 << 32 else np.uint64)


def article_type(size: int) -> type[np.unsignedinteger[Any]]:
    """Return the type of numbers of `size` articles: 16 bits where they suffice, which saves a fifth of the index."""
    return np.uint16 if size <= 1 << 16 else np.uint32


def _all_forms(several: Ints, term: NDArray[np.integer], form: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return for each of the terms `several` the bits of all its forms; 0 where some have none."""
    bits = np.zeros(len(several), np.uint8)
    with_bit = form < FORMS
    place = np.searchsorted(several, term[with_bit])
    np.bitwise_or.at(bits, place, np.left_shift(np.uint8(1), form[with_bit], dtype=np.uint8))
    bits[np.searchsorted(several, term[form == RARE])] = 0
    return bits


def _months(days: NDArray[np.uint32]) -> tuple[int, NDArray[np.uint32]]:
    """Return the first month of days yyyymmdd, counted from the year 0, and for each day the months since then."""
    since = days // 10_000 * 12 + days // 100 % 100 - 1
    first = int(since.min()) if len(days) else 0
    return first, (since - np.uint32(first)).astype(np.uint32)


def _named(column: str, names: Sequence[str], numbers: NDArray[np.integer]) -> Arrays:
    """Return the arrays of a column of names, sorted; those that are not used are dropped."""
    used = sorted(distinct(numbers).tolist(), key=names.__getitem__)
    rank = np.zeros(len(names), np.uint32)
    rank[used] = np.arange(len(used), dtype=np.uint32)
    heap = heap_of([names[number].encode("utf-8", "replace") for number in used])
    return {column: rank[numbers], **_lexicon(column, heap)}


def _lexicon(name: str, words: Words) -> Arrays:
    return {f"{name}.heap": words[0], f"{name}.at": words[1]}
