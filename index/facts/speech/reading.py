"""Reading: an article as speech is looked for in it, its quotations, its cast and its passages, each made once."""

from collections.abc import Sequence

from index.facts.document import FactText
from index.facts.speech.cast import Cast
from index.facts.speech.marks import Quoted, quoted
from index.facts.speech.passages import Passage, passage
from index.facts.speech.voices import Voice, voices
from index.models import Fact, Span


class Reading:
    """One article; a passage is read when somebody first asks for it."""

    def __init__(self, document: FactText, names: Sequence[Fact]) -> None:
        self.document = document
        self.quotes = quoted(document.text, document.blocks)
        self.cast = Cast(document, names, [one.whole for one in self.quotes])
        self._by_block: dict[int, list[Quoted]] = {}
        self._numbers: dict[Span, int] = {}
        for one in self.quotes:
            held = self._by_block.setdefault(one.block, [])
            self._numbers[one.whole] = len(held)
            held.append(one)
        self._passages: dict[int, tuple[Passage, list[Voice]]] = {}

    def passage(self, block: int) -> tuple[Passage, list[Voice]]:
        """Return the words of the block at position `block`, and who speaks there."""
        if block not in self._passages:
            wholes = [one.whole for one in self._by_block.get(block, ())]
            read = passage(self.document.text, self.document.blocks[block], wholes)
            self._passages[block] = read, voices(read)
        return self._passages[block]

    def number(self, one: Quoted) -> int:
        """Return the position of a quotation among those of its block."""
        return self._numbers[one.whole]
