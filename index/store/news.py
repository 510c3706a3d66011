"""The articles: identities, revisions, and what is derived of them. `news.db` is the truth."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from index.errors import UnknownRevisionError
from index.models import Article, ArticleSummary, Draft, Fact, Revision
from index.store.batches import batch
from index.store.columns import BLOCKS, FACTS, LINKS, to_time
from index.store.database import Database
from index.store.news_format import FORMAT_WITH_FEEDS, MIGRATIONS
from index.store.ready import ready
from index.store.state import State
from index.store.summaries import summaries
from index.store.taking_in import Outcome, take_in
from index.text.words import count


@dataclass(frozen=True, slots=True)
class Added:
    """How a batch ended: numbers of articles."""

    added: int
    updated: int
    unchanged: int


_LISTED = """
    (SELECT DISTINCT article FROM feed CROSS JOIN feed_article ON feed_article.feed = feed.key
        WHERE feed.id IN (SELECT value FROM json_each(?))) AS listed CROSS JOIN article ON key = listed.article
"""
_LAST_SECOND = 1 << 62
_FORMAT_WITH_CHANGES = 3
_MOST_TEXT = 50_000_000
"""Characters of text that are held in memory for the index, if no single batch of changes has more."""


class Searchable(NamedTuple):
    """What can be searched of an article: of its newest revision, with the number of the change that it came with."""

    change: int
    key: int
    """Its number in the store, which never changes."""
    id: str
    title: str
    text: str
    source: str
    author: str | None
    at: int
    """When it was published, or else fetched, in seconds."""
    language: str | None


class FactsChanged(NamedTuple):
    """An article whose facts have changed: the number of that change, and what its newest revision has."""

    number: int
    key: int
    text: str
    facts: tuple[Fact, ...]
    """None of them where they are not made yet."""


class Waiting(NamedTuple):
    """An article without facts, and its place in a list that begins with the newest."""

    at: int
    id: str


class Text(NamedTuple):
    """The text of an article's newest revision."""

    text: str
    language: str | None


class News:
    """`news.db`, with the reader's `state.db` attached for lists and counts."""

    def __init__(self, folder: Path, state: State) -> None:
        self.database = Database(folder / "news.db", MIGRATIONS, attached={"state": state.database})
        self._hides = state.hides

    # Taking in

    def add(self, drafts: Iterable[Draft], now: datetime) -> Added:
        """Take in a batch in one transaction; the caller holds the library's lock.

        What is known by any of its identities is the same article; a changed headline or text is a new revision of it.
        """
        outcomes: Counter[Outcome] = Counter()
        with batch(self.database) as (connection, change):
            for draft in drafts:
                outcomes[take_in(connection, ready(draft), now, change).outcome] += 1
        return Added(outcomes[Outcome.ADDED], outcomes[Outcome.UPDATED], outcomes[Outcome.UNCHANGED])

    # Reading

    def change(self) -> int:
        """Return the number of the last batch that changed anything, 0 before the first."""
        row = self.database.connection().execute("SELECT value FROM counter WHERE name = 'change'").fetchone()
        return int(row[0]) if row else 0

    def origin(self) -> int:
        """Return a number that tells this store from any other; 0 where it is older than that and cannot be changed."""
        row = self.database.connection().execute("SELECT value FROM counter WHERE name = 'origin'").fetchone()
        return int(row[0]) if row else 0

    def counts(self) -> tuple[int, int, int]:
        """Return how many articles there are, how many of them unread, how many starred; what is hidden is read."""
        read = self.database.connection().execute
        total = int(read("SELECT count(*) FROM article").fetchone()[0])
        marked = "SELECT count(*) FROM state.mark JOIN article USING (id) WHERE "
        done = "mark.read OR mark.hidden" if self._hides else "mark.read"
        return total, total - int(read(marked + done).fetchone()[0]), int(read(marked + "mark.starred").fetchone()[0])

    def key(self, article_id: str) -> int | None:
        """Return the number of an article in the store, None where the id is unknown."""
        row = self.database.connection().execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
        return None if row is None else int(row[0])

    def order(
        self,
        *,
        unread: bool = False,
        starred: bool = False,
        tag: str | None = None,
        feeds: Sequence[str] | None = None,
    ) -> tuple[str, ...]:
        """Return the ids of all articles that fit, newest first; `feeds` (ids): those that one of them lists."""
        read = self.database.connection().execute
        source, conditions = "article", ["1"]
        values: list[str] = []
        if feeds is not None:
            # What a feed lists is looked up, and not each article whether the feed lists it.
            source = _LISTED
            values.append(json.dumps(list(feeds)))
        if self._hides and read("SELECT 1 FROM state.mark WHERE hidden LIMIT 1").fetchone():
            conditions.append("article.id NOT IN (SELECT id FROM state.mark WHERE hidden)")
        if unread:
            conditions.append("NOT EXISTS (SELECT 1 FROM state.mark WHERE mark.id = article.id AND mark.read)")
        if starred:
            conditions.append("EXISTS (SELECT 1 FROM state.mark WHERE mark.id = article.id AND mark.starred)")
        if tag is not None:
            conditions.append("EXISTS (SELECT 1 FROM state.tag WHERE tag.id = article.id AND tag.tag = ?)")
            values.append(tag)
        # The conditions are the constants above; what a user typed is bound.
        statement = f"SELECT id FROM {source} WHERE {' AND '.join(conditions)} ORDER BY at DESC, id"  # noqa: S608
        return tuple(article_id for (article_id,) in read(statement, values))

    def summaries(self, ids: Sequence[str]) -> tuple[ArticleSummary, ...]:
        """Return the summaries of `ids` in their order; unknown ones are left out."""
        return summaries(self.database.connection(), ids, self.database.format)

    def leads(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the first words of each article's text, on one line."""
        read = self.database.connection().execute
        rows = (read("SELECT id, lead FROM article WHERE id = ?", (article_id,)).fetchone() for article_id in ids)
        return {str(row[0]): str(row[1]) for row in rows if row is not None}

    def text(self, article_id: str) -> Text | None:
        """Return an article's newest text, some fifty times faster than `article`; None where the id is unknown."""
        row = (
            self.database.connection()
            .execute(
                "SELECT text, language FROM article"
                " JOIN revision ON revision.article = article.key AND revision.number = article.revision WHERE id = ?",
                (article_id,),
            )
            .fetchone()
        )
        return None if row is None else Text(*row)

    def article(self, article_id: str, revision: int | None = None) -> Article | None:
        """Return an article at a revision (the newest by default), None where the id is unknown.

        Raises UnknownRevisionError where the article has no such revision.
        """
        found = self.summaries([article_id])
        if not found:
            return None
        wanted = found[0].revision if revision is None else revision
        row = (
            self.database.connection()
            .execute(
                "SELECT revision.title, text, blocks, links FROM revision JOIN article ON key = revision.article"
                " WHERE article.id = ? AND number = ?",
                (article_id, wanted),
            )
            .fetchone()
        )
        if row is None:
            raise UnknownRevisionError(
                f"{article_id} has no revision {wanted}; it has the revisions 1 to {found[0].revision}."
            )
        title, text, blocks, links = row
        # Counting is linear in the text; of the newest revision the number is stored.
        words = found[0].words if wanted == found[0].revision else count(text)
        summary = found[0].model_copy(update={"title": title, "revision": wanted, "words": words})
        return Article(
            **dict(summary), text=text, blocks=BLOCKS.validate_json(blocks), links=LINKS.validate_json(links)
        )

    def revisions(self, article_id: str) -> tuple[Revision, ...]:
        """Return the revisions of an article, the oldest first."""
        origin = "origin" if self.database.format >= FORMAT_WITH_FEEDS else "'file'"
        rows = self.database.connection().execute(
            f"SELECT number, revision.fetched, revision.title, {origin} FROM revision"  # noqa: S608 - a constant
            " JOIN article ON article.key = article WHERE article.id = ? ORDER BY number",
            (article_id,),
        )
        return tuple(
            Revision(revision=number, fetched=to_time(at), title=title, origin=origin)
            for number, at, title, origin in rows
        )

    def beginning_with(self, beginning: str, limit: int = 3) -> tuple[str, ...]:
        """Return up to `limit` ids that begin so."""
        rows = self.database.connection().execute(
            "SELECT id FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (beginning, beginning + "\U0010ffff", limit),
        )
        return tuple(article_id for (article_id,) in rows)

    def searchable_since(self, change: int, limit: int) -> list[Searchable]:
        """Return what can be searched of the articles that came in or changed after `change`, in that order.

        At least `limit`, or texts of _MOST_TEXT characters, where there is so much: a batch of changes is never cut in
        two.
        """
        rows = self.database.connection().execute(
            "SELECT article.change, key, id, article.title, text, source, author, article.at, language FROM article"
            " JOIN revision ON revision.article = article.key AND revision.number = article.revision"
            " WHERE change > ? ORDER BY change, key",
            (change,),
        )
        found: list[Searchable] = []
        characters = 0
        for row in rows:
            article = Searchable(*row)
            if found and found[-1].change != article.change and (len(found) >= limit or characters > _MOST_TEXT):
                break
            found.append(article)
            characters += len(article.text)
        return found

    def gone_since(self, change: int) -> tuple[str, ...]:
        """Return the ids of the articles that were let go of after `change`."""
        if self.database.format < FORMAT_WITH_FEEDS:
            return ()
        rows = self.database.connection().execute("SELECT id FROM gone WHERE change > ?", (change,))
        return tuple(article_id for (article_id,) in rows)

    def count_changed_since(self, change: int) -> int:
        """Return how many articles came in or changed after `change`."""
        row = self.database.connection().execute("SELECT count(*) FROM article WHERE change > ?", (change,)).fetchone()
        return int(row[0])

    # Facts

    def facts(self, article_id: str, revision: int, version: int) -> tuple[Fact, ...] | None:
        """Return the facts of a revision as made by extractor `version`, None where they are not made yet."""
        row = (
            self.database.connection()
            .execute(
                "SELECT facts FROM fact_set JOIN article ON article.key = fact_set.article"
                " WHERE article.id = ? AND fact_set.revision = ? AND version = ?",
                (article_id, revision, version),
            )
            .fetchone()
        )
        return None if row is None else FACTS.validate_json(row[0])

    def save_facts(self, made: Iterable[tuple[str, int, tuple[Fact, ...]]], version: int) -> None:
        """Store facts of (article id, revision) as made by extractor `version`, in one transaction."""
        rows = [(revision, version, FACTS.dump_json(facts).decode(), key) for key, revision, facts in made]
        with self.database.write() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO fact_set (article, revision, version, facts)"
                " SELECT key, ?, ?, ? FROM article WHERE id = ?",
                rows,
            )
            connection.executemany(
                "INSERT OR REPLACE INTO fact_change (article) SELECT key FROM article WHERE id = ?",
                [row[-1:] for row in rows],
            )

    def without_facts(self, version: int, limit: int, after: Waiting | None = None) -> list[Waiting]:
        """Return up to `limit` articles whose newest revision has no facts of extractor `version`, newest first.

        Only those that follow `after`, with it: whoever goes through all of them need not pass those again that have
        facts by now.
        """
        at, article_id = after or (_LAST_SECOND, "")
        rows = self.database.connection().execute(
            "SELECT at, id FROM article WHERE at <= ?1 AND (at < ?1 OR id > ?2) AND NOT EXISTS (SELECT 1 FROM fact_set"
            " WHERE fact_set.article = article.key AND fact_set.revision = article.revision AND version = ?3)"
            " ORDER BY at DESC, id LIMIT ?4",
            (at, article_id, version, limit),
        )
        return [Waiting(*row) for row in rows]

    def facts_since(self, number: int, limit: int) -> Iterator[FactsChanged]:
        """Yield up to `limit` articles whose facts have changed after change `number`, in that order.

        Fewer where their texts have more than _MOST_TEXT characters together.
        """
        rows = self.database.connection().execute(
            "SELECT fact_change.number, key, text, facts FROM fact_change JOIN article ON key = fact_change.article"
            " JOIN revision ON revision.article = key AND revision.number = article.revision"
            " LEFT JOIN fact_set ON fact_set.article = key AND fact_set.revision = article.revision"
            " WHERE fact_change.number > ? ORDER BY fact_change.number LIMIT ?",
            (number, limit),
        )
        characters = 0
        for changed, key, text, facts in rows:
            yield FactsChanged(changed, key, text, FACTS.validate_json(facts) if facts else ())
            characters += len(text)
            if characters > _MOST_TEXT:
                return

    def fact_changes(self, after: int) -> tuple[int, int]:
        """Return the number of the last change of facts, 0 if there was none, and of how many articles after `after`.

        Either is 0 in a library of an older format, which is only read.
        """
        if self.database.format < _FORMAT_WITH_CHANGES:
            return 0, 0
        row = (
            self.database.connection()
            .execute(
                "SELECT coalesce(max(number), 0), (SELECT count(*) FROM fact_change WHERE number > ?) FROM fact_change",
                (after,),
            )
            .fetchone()
        )
        return int(row[0]), int(row[1])

    def count_without_facts(self, version: int) -> int:
        """Return how many articles wait for facts of extractor `version`."""
        row = (
            self.database.connection()
            .execute(
                "SELECT (SELECT count(*) FROM article) - (SELECT count(*) FROM fact_set JOIN article"
                " ON article.key = fact_set.article AND article.revision = fact_set.revision WHERE version = ?)",
                (version,),
            )
            .fetchone()
        )
        return int(row[0])

    def close(self) -> None:
        """Close the file."""
        self.database.close()
