"""Reports and facts for tests, made by hand: a block a line, sentences as the library finds them."""

from datetime import UTC, datetime

from index.compare.pool import Report
from index.models import Article, Block, BlockKind, Fact, FactKind, Span
from index.text.sentences import sentences
from index.text.words import count

NOON = datetime(2025, 6, 12, 12, 0, tzinfo=UTC)


def lines_as_blocks(text: str) -> tuple[Block, ...]:
    """Return a block for each line that is not empty; '# ' begins a heading, a tab makes a table row."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.startswith("# "):
            blocks.append(Block(kind=BlockKind.HEADING, start=at + 2, end=at + len(line), level=2))
        elif line.strip():
            kind = BlockKind.ROW if "\t" in line else BlockKind.PARAGRAPH
            blocks.append(Block(kind=kind, start=at, end=at + len(line), level=1 if kind is BlockKind.ROW else 0))
        at += len(line) + 1
    return tuple(blocks)


def article(name: str, text: str, *, published: datetime | None = NOON, language: str | None = "en") -> Article:
    """Return an article of the id `name`."""
    return Article(
        id=name,
        title=f"Title of {name}",
        source=f"Outlet {name}",
        feeds=(),
        url=None,
        author=None,
        published=published,
        fetched=NOON,
        language=language,
        words=count(text),
        revision=1,
        read=False,
        starred=False,
        tags=(),
        text=text,
        blocks=lines_as_blocks(text),
        links=(),
    )


def report(
    name: str, text: str, *facts: Fact, published: datetime | None = NOON, language: str | None = "en"
) -> Report:
    """Return a report ready to be compared."""
    made = article(name, text, published=published, language=language)
    return Report(made, sentences(made.text, made.blocks, made.language), facts)


def fact(kind: FactKind, text: str, written: str, value: float | str | None = None, **more: object) -> Fact:
    """Return a fact at every place in `text` where `written` stands; its value is `written` where none is given."""
    places: list[Span] = []
    at = text.find(written)
    while at >= 0:
        places.append(Span(at, at + len(written)))
        at = text.find(written, at + len(written))
    assert places, f"{written!r} is not in the text"
    return Fact.model_validate(
        {
            "kind": kind,
            "text": written,
            "value": written if value is None else value,
            "start": places[0].start,
            "end": places[0].end,
            "sentence": places[0],
            "places": tuple(places),
            **more,
        }
    )
