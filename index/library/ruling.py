"""Rules as the one door gives them: made, listed, applied to what comes in, undone in one step."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index.errors import BadInputError, QueryError, UnknownRuleError
from index.models import Sort, Span
from index.models.feeds import AppliedRule, Rule, RuleAction
from index.store.news import News
from index.store.rules import Fitting, RuleStore
from index.store.state import State
from index.text.clean import clean_line

if TYPE_CHECKING:
    from index.search.index import SearchIndex

_JUST_IN = "\0just in"
"""A tag that nobody can type: it restricts a query to the articles that have just come in."""

_BATCH = 5_000
"""Articles that are looked at together."""

_log = logging.getLogger(__name__)


class _Marks:
    """The reader's marks, and which articles have just come in."""

    def __init__(self, state: State, ids: Sequence[str]) -> None:
        self._state = state
        self._ids = frozenset(ids)

    @property
    def read(self) -> frozenset[str]:
        """Articles that were read."""
        return self._state.read_ids() & self._ids

    @property
    def starred(self) -> frozenset[str]:
        """Articles with a star."""
        return self._state.starred_ids() & self._ids

    @property
    def hidden(self) -> frozenset[str]:
        """Articles that no rule finds: none."""
        return frozenset()

    @property
    def tags(self) -> Mapping[str, frozenset[str]]:
        """Articles by their tags."""
        return {**self._state.tagged_ids(), _JUST_IN: self._ids}


class Rules:
    """The part of `Library` that is about rules: what is done with every new article that a query finds.

    A rule is applied once to an article, when it comes in, or when its facts are there if it asks for these; whatever
    the user does afterwards stands.
    """

    def __init__(self, news: News, state: State, index: Callable[[], "SearchIndex"]) -> None:
        self._store = RuleStore(news.database)
        self._state = state
        self._index = index

    def list(self) -> tuple[Rule, ...]:
        """Return the rules in the order in which they are applied."""
        return self._store.all()

    def add(self, query: str, action: RuleAction, *, tag: str | None = None, feed: str | None = None) -> Rule:
        """Make a rule for articles that come in from now on, of one feed (its id) or all.

        Raises QueryError where the query is wrong, BadInputError where it is empty or a tag is missing,
        LibraryReadOnlyError.
        """
        from index.search.language import parse

        query, tag = clean_line(query), clean_line(tag or "") or None
        if not query:
            raise BadInputError("A rule needs a query: what it is applied to.")
        if (action is RuleAction.TAG) != (tag is not None):
            raise BadInputError("A rule that tags needs a tag, and no other has one.")
        parse(query, submitted=True)
        if not self._store.all():
            # What is here already is not new.
            self._store.seen()
        return self._get(self._store.add(query, action, tag, feed))

    def remove(self, number: int) -> Rule:
        """Forget a rule and return it; what it did stays, but what it hid is shown again.

        Nothing else could bring that back. Raises UnknownRuleError, LibraryReadOnlyError.
        """
        rule = self._get(number)
        if rule.action is RuleAction.HIDE:
            self.undo(number)
        self._store.remove(number)
        return rule

    def undo(self, number: int) -> int:
        """Take back all that a rule did, and return to how many articles; the rule stays.

        What else the user did to them stays as well. Raises UnknownRuleError, LibraryReadOnlyError.
        """
        rule = self._get(number)
        applied = self._store.applied(number)
        match rule.action:
            case RuleAction.READ:
                self._state.set_read([each.id for each in applied if not each.before.read], False)
            case RuleAction.STAR:
                self._state.set_starred([each.id for each in applied if not each.before.starred], False)
            case RuleAction.HIDE:
                self._state.set_hidden([each.id for each in applied if not each.before.hidden], False)
            case RuleAction.TAG:
                tag = rule.tag or ""
                self._state.untag([each.id for each in applied if tag not in each.before.tags], tag)
        self._store.forget_applied(number)
        return len(applied)

    def applied_to(self, article_id: str) -> tuple[AppliedRule, ...]:
        """Return which rules were applied to an article."""
        return self._store.applied_to(article_id)

    def apply(self) -> int:
        """Apply the rules to the articles that have come in and are indexed; returns to how many one was applied.

        Each article is looked at once. Where this is cut short, the rest is looked at the next time. A rule that asks
        for facts waits until those of an article are there: see `apply_by_facts`.
        """
        rules = self._store.all()
        asking = [rule.id for rule in rules if self._asks_facts(rule)]
        done = 0
        while rules and self._state.database.read_only is None:
            ids, last = self._store.waiting(self._index().through, _BATCH)
            if not ids:
                break
            touched: set[str] = set()
            for rule in rules:
                if rule.id not in asking:
                    touched.update(self._apply(rule, ids))
            if asking:
                self._store.wait_for_facts(asking, ids)
            self._store.seen(last)
            done += len(touched)
        return done

    def apply_by_facts(self) -> int:
        """Apply the rules that ask for facts to the articles that wait for that, and whose facts can be searched.

        Each rule is applied once to an article, with the first facts that it has. Returns to how many one was applied.
        """
        rules = [rule for rule in self._store.all() if self._asks_facts(rule)]
        touched: set[str] = set()
        if not rules or self._state.database.read_only is not None:
            return 0
        facts = self._index().facts()
        for rule in rules:
            while facts is not None and (ids := self._store.with_facts(rule.id, facts.through, _BATCH)):
                touched.update(self._apply(rule, ids))
                self._store.wait_no_longer(rule.id, ids)
        return len(touched)

    def _asks_facts(self, rule: Rule) -> bool:
        """Tell whether a rule asks for facts, which are made after an article has come in."""
        from index.search.language import parse
        from index.search.query import asks_facts

        try:
            return asks_facts(parse(rule.query, submitted=True))
        except QueryError:
            # `_found` says so.
            return False

    def _apply(self, rule: Rule, ids: Sequence[str]) -> tuple[str, ...]:
        """Apply a rule to those of `ids` that it is for, and return these."""
        found = self._found(rule, ids)
        if found:
            before = self._state.states(found)
            # First noted, then done: what is noted and was not done can be undone without harm.
            self._store.note(rule.id, [Fitting(state.id, state) for state in before], datetime.now(UTC))
            self._do(rule, found)
        return found

    def _found(self, rule: Rule, ids: Sequence[str]) -> tuple[str, ...]:
        """Return those of `ids` that a rule is for."""
        from index.search.language import parse
        from index.search.query import All, Tagged

        if rule.feed is not None:
            ids = self._store.of_feed(rule.feed, ids)
        try:
            asked = All((parse(rule.query, submitted=True), Tagged(_JUST_IN, Span(0, 0))))
        except QueryError as error:
            _log.warning("rule %d cannot be applied: %s", rule.id, error)
            return ()
        return tuple(self._index().search_tree(asked, sort=Sort.NEWEST, marks=_Marks(self._state, ids)).ids)

    def _do(self, rule: Rule, ids: Sequence[str]) -> None:
        """Do what a rule says."""
        match rule.action:
            case RuleAction.READ:
                self._state.set_read(ids, True)
            case RuleAction.STAR:
                self._state.set_starred(ids, True)
            case RuleAction.HIDE:
                self._state.set_hidden(ids, True)
            case RuleAction.TAG:
                self._state.tag(ids, rule.tag or "")

    def _get(self, number: int) -> Rule:
        rule = self._store.get(number)
        if rule is None:
            raise UnknownRuleError(f"There is no rule {number}. `crossread rules list` shows what there is.")
        return rule
