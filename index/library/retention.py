"""Letting go of articles whose time is over, where a feed keeps its articles for so many days only."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from index.store.database import Database
from index.store.dropping import Dropping
from index.store.lock import library_lock

_BATCH = 500
_MOST = 20_000
"""Articles that one refresh lets go of: some seconds. The next one goes on."""

_log = logging.getLogger(__name__)


def drop_old(database: Database, folder: Path) -> int:
    """Let go of articles that are too old for all their feeds; returns how many.

    What is starred, tagged or was compared stays. Raises LibraryBusyError.
    """
    dropping, dropped, now = Dropping(database), 0, datetime.now(UTC)
    while dropped < _MOST and dropping.too_old(now, 1):
        with library_lock(folder, "letting go of old articles"):
            dropped += dropping.drop(now, _BATCH)
    if dropped:
        _log.info("%d articles were older than their feeds keep them", dropped)
    return dropped
