"""Names: people, organisations, places and products of an article, each once with all its places."""

import bisect

from index.facts import attributions
from index.facts.attributions import Source
from index.facts.document import FactText
from index.facts.entities.layers import NOTHING, Beside, mentions
from index.facts.entities.linking import Entity, link
from index.models import Fact, FactKind, Span

_CREDIT = frozenset({"first-reported-by", "source-line", "inline"})


def find(document: FactText, beside: Beside = NOTHING) -> list[Fact]:
    """Return the names of `document` in order of their first place; `beside` is what a user adds to our own finders.

    `kind` is person, organisation, place or product; `value` is the one canonical name in this article, `text` the name
    as written at its first place. Whoever is only credited (a 'Source:' line, '(reuters.com)', 'first reported by') is
    left to `attributions`; an agency in a dateline or one that the text goes by is an organisation as well.
    """
    credited = attributions.sources(document.text)
    entities = link(mentions(document, beside), document.text)
    return [_fact(document, entity) for entity in entities if not _only_credited(entity, credited, document.text)]


def _only_credited(entity: Entity, credited: list[Source], text: str) -> bool:
    """Tell whether an organisation stands only where a source is credited: it is told as an attribution."""
    own = any(mention.known and mention.known.own for mention in entity.mentions)
    if own or entity.kind is not FactKind.ORGANISATION:
        return False
    for mention in entity.mentions:
        at = bisect.bisect_left(credited, mention.span.start, key=lambda source: source.span.end - 1)
        if at == len(credited) or not credited[at].span.overlaps(mention.span):
            return False
        dateline = credited[at].role == "source-line" and text[mention.span.start - 1 : mention.span.start] == "("
        if dateline or credited[at].role not in _CREDIT:
            return False
    return True


def _fact(document: FactText, entity: Entity) -> Fact:
    places = tuple(mention.span for mention in entity.mentions)
    first = places[0]
    sentence = document.sentence_at(first.start)
    return Fact(
        kind=entity.kind,
        text=first.of(document.text),
        value=entity.name,
        start=first.start,
        end=first.end,
        # A name with a full stop in it may reach over what was taken for the end of a sentence.
        sentence=Span(sentence.start, max(sentence.end, first.end)),
        places=places,
    )
