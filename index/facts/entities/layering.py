"""Laying one layer of mentions over another: the stronger layer says where a name is, both say what it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.facts.entities.mentions import Mention


def laid_over(stronger: Sequence[Mention], weaker: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of both, each in order; where two overlap the stronger one stays.

    If they are the very same words, it keeps what the weaker one knows of them.
    """
    kept: list[Mention] = []
    others: list[Mention] = []
    ahead = iter(weaker)
    other = next(ahead, None)
    for mention in stronger:
        joined = mention
        while other is not None and other.span.start < mention.span.end:
            if not other.span.overlaps(mention.span):
                others.append(other)
            elif other.span == mention.span:
                joined = _both(mention, other)
            other = next(ahead, None)
        kept.append(joined)
    if other is not None:
        others.extend((other, *ahead))
    return sorted([*kept, *others], key=lambda mention: mention.span)


def _both(mention: Mention, other: Mention) -> Mention:
    """Return one mention that knows what two know of the same words."""
    votes = Counter(mention.votes)
    votes.update(other.votes)
    return replace(
        mention,
        votes=votes,
        known=mention.known or other.known,
        gender=mention.gender or other.gender,
        doubtful=mention.doubtful and other.doubtful,
    )
