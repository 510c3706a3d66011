"""What one generation of the index knows of words: what 'did you mean' asks it."""

from collections import Counter
from collections.abc import Sequence

from index.search.analysis import stem_in
from index.search.snapshot import Snapshot


class Words:
    """The words of all articles; see `index.search.spelling.Vocabulary`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._parts = snapshot.parts

    def articles(self, written: str) -> int:
        """Return in how many articles a word is found in any of its forms, deleted ones included."""
        count = 0
        for part in self._parts:
            text = part.segment.text
            for group in part.segment.groups:
                term = text.find(f"{group}:{stem_in(written, group)}".encode())
                count += 0 if term is None else text.count(term)
        return count

    def near(self, written: str, distance: int) -> Sequence[tuple[str, int]]:
        """Return the words that at most `distance` edits make of `written`, each with the number of its articles."""
        counts: Counter[str] = Counter()
        for part in self._parts:
            text = part.segment.text
            for number in text.written.near(written, distance, swaps=True).tolist():
                counts[text.written.word(number)] += text.count(int(text.array("written.term")[number]))
        return list(counts.items())
