"""The rules: what is done with new articles that a query finds, and to which of them it was done."""

import json
from collections.abc import Iterable
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from index.models import ArticleState
from index.models.feeds import AppliedRule, Rule, RuleAction
from index.store.columns import to_seconds, to_time
from index.store.database import Database
from index.store.news_format import FORMAT_WITH_FEEDS

_RULE = """
    SELECT rule.key, query, action, tag, feed.id,
        (SELECT count(*) FROM rule_applied WHERE rule_applied.rule = rule.key)
    FROM rule LEFT JOIN feed ON feed.key = rule.feed
"""


class Fitting(NamedTuple):
    """An article that a rule was applied to, with its state before."""

    id: str
    before: ArticleState


class RuleStore:
    """The rules of `news.db`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._there = database.format >= FORMAT_WITH_FEEDS

    def all(self) -> tuple[Rule, ...]:
        """Return the rules in the order in which they were made, which is that in which they are applied."""
        if not self._there:
            return ()
        return tuple(_rule(row) for row in self._database.connection().execute(_RULE + "ORDER BY rule.key"))

    def get(self, number: int) -> Rule | None:
        """Return a rule; None where there is none of that number."""
        if not self._there:
            return None
        row = self._database.connection().execute(_RULE + "WHERE rule.key = ?", (number,)).fetchone()
        return None if row is None else _rule(row)

    def add(self, query: str, action: RuleAction, tag: str | None, feed_id: str | None) -> int:
        """Make a rule, and return its number."""
        with self._database.write() as connection:
            made = connection.execute(
                "INSERT INTO rule (query, action, tag, feed) VALUES (?, ?, ?, (SELECT key FROM feed WHERE id = ?))",
                (query, action, tag, feed_id),
            ).lastrowid
        return int(made or 0)

    def remove(self, number: int) -> None:
        """Forget a rule; what it did stays."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM rule WHERE key = ?", (number,))

    def waiting(self, through: int, most: int) -> tuple[tuple[str, ...], int]:
        """Return the ids of up to `most` articles that no rule has seen, the oldest first, and a number for `seen`.

        Only those that are indexed: of changes `through` this one.
        """
        rows = (
            self._database.connection()
            .execute(
                "SELECT key, id, change FROM article"
                " WHERE key > coalesce((SELECT value FROM counter WHERE name = 'ruled'), 0) ORDER BY key LIMIT ?",
                (most,),
            )
            .fetchall()
        )
        # One that is not indexed yet, and those that follow it, wait for the next time.
        indexed = list(takewhile(lambda row: row[2] <= through, rows))
        return tuple(row[1] for row in indexed), indexed[-1][0] if indexed else 0

    def seen(self, number: int | None = None) -> None:
        """Note up to which article the rules have seen all; without a number, all that there are.

        It never goes back: another process may have been faster, and the user has changed since what a rule did.
        """
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO counter SELECT 'ruled', coalesce(?, (SELECT max(key) FROM article), 0) WHERE 1"
                " ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)",
                (number,),
            )

    def wait_for_facts(self, numbers: Iterable[int], ids: Iterable[str]) -> None:
        """Note that rules are to be applied to articles once their facts can be searched."""
        waiting = json.dumps(list(ids))
        with self._database.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO rule_waiting SELECT ?, key FROM article"
                " WHERE id IN (SELECT value FROM json_each(?))",
                [(number, waiting) for number in numbers],
            )

    def with_facts(self, number: int, through: int, most: int) -> tuple[str, ...]:
        """Return the ids of up to `most` articles for whose facts a rule waits no longer.

        These are facts of their newest revisions, of changes `through` this one.
        """
        if not self._there:
            return ()
        rows = self._database.connection().execute(
            "SELECT id FROM rule_waiting JOIN article ON key = rule_waiting.article"
            " JOIN fact_set ON fact_set.article = key AND fact_set.revision = article.revision"
            " JOIN fact_change ON fact_change.article = key AND fact_change.number <= ?"
            " WHERE rule = ? ORDER BY key LIMIT ?",
            (through, number, most),
        )
        return tuple(str(article_id) for (article_id,) in rows)

    def wait_no_longer(self, number: int, ids: Iterable[str]) -> None:
        """Note that a rule has seen the facts of articles."""
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM rule_waiting WHERE rule = ? AND article IN"
                " (SELECT key FROM article WHERE id IN (SELECT value FROM json_each(?)))",
                (number, json.dumps(list(ids))),
            )

    def of_feed(self, feed_id: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Return those of `ids` that a feed lists."""
        listed = (
            "SELECT 1 FROM article JOIN feed_article ON feed_article.article = article.key"
            " JOIN feed ON feed.key = feed_article.feed WHERE article.id = ? AND feed.id = ?"
        )
        read = self._database.connection().execute
        return tuple(article_id for article_id in ids if read(listed, (article_id, feed_id)).fetchone())

    def note(self, number: int, fitting: Iterable[Fitting], now: datetime) -> None:
        """Note to which articles a rule was applied; the first time counts."""
        with self._database.write() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO rule_applied SELECT ?, key, ?, ? FROM article WHERE id = ?",
                [(number, to_seconds(now), each.before.model_dump_json(), each.id) for each in fitting],
            )

    def applied(self, number: int) -> tuple[Fitting, ...]:
        """Return to which articles a rule was applied."""
        rows = self._database.connection().execute(
            "SELECT id, before FROM rule_applied JOIN article ON key = rule_applied.article WHERE rule = ?", (number,)
        )
        return tuple(Fitting(article_id, ArticleState.model_validate_json(before)) for article_id, before in rows)

    def forget_applied(self, number: int) -> None:
        """Forget to which articles a rule was applied."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM rule_applied WHERE rule = ?", (number,))

    def applied_to(self, article_id: str) -> tuple[AppliedRule, ...]:
        """Return which rules were applied to an article, the first first."""
        if not self._there:
            return ()
        rows = self._database.connection().execute(
            "SELECT rule.key, query, action, tag, rule_applied.at FROM article"
            " JOIN rule_applied ON rule_applied.article = article.key JOIN rule ON rule.key = rule_applied.rule"
            " WHERE article.id = ? ORDER BY rule_applied.at, rule.key",
            (article_id,),
        )
        return tuple(
            AppliedRule(rule=number, query=query, action=RuleAction(action), tag=tag, at=to_time(at))
            for number, query, action, tag, at in rows
        )


def _rule(row: tuple[int, str, str, str | None, str | None, int]) -> Rule:
    """Turn a row of `_RULE` into the model."""
    number, query, action, tag, feed, applied = row
    return Rule(id=number, query=query, action=RuleAction(action), tag=tag, feed=feed, applied=applied)
