"""'Did you mean': a query with its unknown words replaced by near ones that the articles have."""

from whoosh.reading import IndexReader
from whoosh.spelling import ReaderCorrector

from index.search.analysis import words
from index.search.query import Phrase, Query, Word, sought

_FIELD = "written"
# Together they bound the time: each word asked for walks an automaton over the list of all words.
_WORDS, _SHORTEST, _LONGEST = 3, 4, 24


def corrected(text: str, query: Query, reader: IndexReader) -> str | None:
    """Return the query `text` with words that no article has replaced, or None where nothing near is known."""
    changes: list[tuple[int, int, str]] = []
    corrector = ReaderCorrector(reader, _FIELD, reader.schema[_FIELD])
    asked = 0
    for leaf in sought(query):
        if not isinstance(leaf, Word | Phrase) or asked >= _WORDS:
            continue
        for word in words(text[leaf.at.start : leaf.at.end], query=True):
            if asked >= _WORDS or not _SHORTEST <= len(word.written) <= _LONGEST or not word.written.isalpha():
                continue
            if ("text", word.stem) in reader or (_FIELD, word.written) in reader:
                continue
            asked += 1
            near = _nearest(corrector, word.written)
            if near:
                changes.append((leaf.at.start + word.start, leaf.at.start + word.end, near))
    for start, end, near in sorted(changes, reverse=True):
        text = text[:start] + near + text[end:]
    return text if changes else None


def _nearest(corrector: ReaderCorrector, word: str) -> str | None:
    """Return the most frequent word one edit away, else two, that begins with the same letter."""
    for distance in (1, 2):
        found: list[str] = corrector.suggest(word, limit=1, maxdist=distance, prefix=1)
        if found:
            return found[0]
    return None
