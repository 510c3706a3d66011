"""Taking in the texts of articles' own pages."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from index.models import IdentityKind, Origin
from index.store.batches import batch
from index.store.database import Database
from index.store.ready import Ready
from index.store.taking_in import Outcome, Taken, insert, learn, revise
from index.store.watching import NO_TAGS, Tags, Watched, fetched


class Known(NamedTuple):
    """The text that an article has."""

    title: str
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class Page:
    """What came of asking for a page."""

    watched: Watched
    ready: Ready | None = None
    """What stands there; None where there is nothing new, or nothing could be had."""
    tags: Tags = NO_TAGS
    again: bool = True
    """False where it is gone for good."""


class PageTaken(NamedTuple):
    """What became of a page."""

    id: str
    outcome: Outcome
    """ADDED: its first full text. UPDATED: the outlet has changed it."""
    kept: str | None
    """Why the text stayed that was there; None where it did not, or where it is the same."""


class Added(NamedTuple):
    """What became of a page that the user named."""

    id: str
    """Of its article."""
    known: bool
    """Whether that was there already."""


class PageStore:
    """The articles of `news.db`, as their pages are taken in; the caller holds the library's lock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, page: Ready, now: datetime) -> Added:
        """Take in a page that the user named: as a new article, or as the text of the one with its address."""
        with batch(self._database) as (connection, change):
            address = page.known_by(IdentityKind.URL)
            known = connection.execute(
                "SELECT article FROM identity WHERE kind = ? AND value = ?", (IdentityKind.URL, address)
            ).fetchone()
            if known is None:
                key = insert(connection, page, now, change, Origin.PAGE)
            else:
                key = int(known[0])
                _take_page(connection, key, page, now, change)
            (article_id,) = connection.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()
        return Added(str(article_id), known is not None)

    def take(
        self,
        pages: Sequence[Page],
        now: datetime,
        why_kept: Callable[[Ready, Known], str | None],
        updated: Callable[[Sequence[str]], None] = lambda _: None,
    ) -> tuple[PageTaken, ...]:
        """Take in pages in one transaction, and note when to ask for each again.

        Where `why_kept` says why the text that is there is better, that stays. `updated` is told the ids of articles
        that their outlets have changed, before that is committed.
        """
        found: list[PageTaken] = []
        with batch(self._database) as (connection, change):
            for page in pages:
                if page.ready is not None:
                    kept = why_kept(page.ready, _known(connection, page.watched.key))
                    if kept is None:
                        taken = _take_page(connection, page.watched.key, page.ready, now, change)
                        found.append(PageTaken(page.watched.id, taken.outcome, None))
                    else:
                        found.append(PageTaken(page.watched.id, Outcome.UNCHANGED, kept))
                fetched(connection, page.watched, now, page.tags, again=page.again)
            updated([each.id for each in found if each.outcome is Outcome.UPDATED])
        return tuple(found)


def _known(connection: sqlite3.Connection, key: int) -> Known:
    """Return the newest text of an article."""
    return Known._make(
        connection.execute(
            "SELECT article.title, text, words FROM article JOIN revision ON revision.article = key"
            " AND number = article.revision WHERE key = ?",
            (key,),
        ).fetchone()
    )


def _take_page(connection: sqlite3.Connection, key: int, page: Ready, now: datetime, change: int) -> Taken:
    """Take in what stands on the page of an article; other text than the page had before is a revision.

    The first text of a page is no change by the outlet, whatever a feed said of the article.
    """
    learn(connection, key, page, change)
    before = connection.execute(
        "SELECT title, text FROM revision WHERE article = ? AND origin = ? ORDER BY number DESC LIMIT 1",
        (key, Origin.PAGE),
    ).fetchone()
    if before == (page.title, page.text):
        return Taken(Outcome.UNCHANGED, key)
    revise(connection, key, page, now, change, Origin.PAGE, changed=before is not None)
    return Taken(Outcome.ADDED if before is None else Outcome.UPDATED, key)
