"""How values lie in a column: lists of models as JSON, times as whole seconds of the Unix epoch."""

from datetime import UTC, datetime

from pydantic import ConfigDict, TypeAdapter

from index.models import Block, Fact, Link

# Built when first used: whoever only lists articles needs none of them.
_DEFERRED = ConfigDict(defer_build=True)

BLOCKS: TypeAdapter[tuple[Block, ...]] = TypeAdapter(tuple[Block, ...], config=_DEFERRED)
LINKS: TypeAdapter[tuple[Link, ...]] = TypeAdapter(tuple[Link, ...], config=_DEFERRED)
FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...], config=_DEFERRED)
TAGS: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[str, ...], config=_DEFERRED)


def to_seconds(at: datetime | None) -> int | None:
    """Return a time as it is stored."""
    return None if at is None else int(at.timestamp())


def to_time(seconds: int) -> datetime:
    """Return a stored time, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
