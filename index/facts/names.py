"""Names: people, organisations, places and products of an article, each once with all its places."""

import bisect

from index.facts import attributions
from index.facts.attributions import Source
from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.entities.linking import Entity, link
from index.facts.entities.mentions import tag
from index.models import Fact, FactKind

_CREDIT = frozenset({"first-reported-by", "source-line", "inline"})


def find(document: FactText) -> list[Fact]:
    """Return the names of `document` in order of their first place.

    `kind` is person, organisation, place or product; `value` is the one canonical name in this article, `text` the name
    as written at its first place. An outlet that is only ever named as a source is left to `attributions`.
    """
    credited = attributions.sources(document.text)
    entities = link(tag(document), document.text)
    return [_fact(document, entity) for entity in entities if not _only_credited(entity, credited)]


def _only_credited(entity: Entity, credited: list[Source]) -> bool:
    """Tell whether an organisation stands only where a source is credited: it is told as an attribution."""
    if entity.kind is not FactKind.ORGANISATION:
        return False
    outlet = entity.outlet or entity.name.split()[-1].lower() in lexicon.words("outlet-ending")
    for mention in entity.mentions:
        at = bisect.bisect_left(credited, mention.span.start, key=lambda source: source.span.end - 1)
        if at == len(credited) or not credited[at].span.overlaps(mention.span):
            return False
        if not outlet and credited[at].role not in _CREDIT:
            return False
    return True


def _fact(document: FactText, entity: Entity) -> Fact:
    places = tuple(mention.span for mention in entity.mentions)
    first = places[0]
    return Fact(
        kind=entity.kind,
        text=first.of(document.text),
        value=entity.name,
        start=first.start,
        end=first.end,
        sentence=document.sentence_at(first.start),
        places=places,
    )
