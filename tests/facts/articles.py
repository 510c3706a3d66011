"""Short articles for tests of facts, a block a line, as an importer would make them."""

import re

from index.facts.document import FactText, prepare
from index.models import Block, BlockKind, Fact, FactKind, Span


def article(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> FactText:
    """Return `text` prepared: every line that is not blank is one block of `kind`, a line with a tab a table's row."""
    blocks = [
        Block(kind=BlockKind.ROW if "\t" in line.group() else kind, start=line.start(), end=line.end())
        for line in re.finditer(r"\S(?:[^\n]*\S)?", text)
    ]
    return prepare(text, blocks, language="en")


def called(document: FactText, *people: str) -> list[Fact]:
    """Return `people` as names of `document` wherever they stand, for tests that need names and no tagger."""
    found = []
    for name in people:
        places = tuple(Span(*match.span()) for match in re.finditer(re.escape(name), document.text))
        if places:
            first = places[0]
            sentence = document.sentence_at(first.start)
            found.append(
                Fact(
                    kind=FactKind.PERSON,
                    text=name,
                    value=name,
                    start=first.start,
                    end=first.end,
                    sentence=sentence,
                    places=places,
                )
            )
    return found


def assert_sound(document: FactText, facts: list[Fact]) -> None:
    """Assert what holds of every fact: its places lie in the text, in order, and its sentence is around the first."""
    for fact in facts:
        assert fact.text == document.text[fact.start : fact.end] != ""
        assert fact.places[0] == fact.span
        assert list(fact.places) == sorted(set(fact.places))
        assert all(0 <= place.start < place.end <= len(document.text) for place in fact.places)
        assert fact.sentence.start <= fact.start
        assert fact.end <= fact.sentence.end
