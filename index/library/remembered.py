"""What the reader did, as the one door gives it: marks, tags, positions, searches, the session."""

from collections.abc import Sequence

from index.errors import BadInputError
from index.models import ArticleState, SavedSearch, Session
from index.store.state import State
from index.text.clean import clean_line


class Remembered:
    """The part of `Library` that stands on the reader's own state alone."""

    def __init__(self, state: State) -> None:
        self._state = state

    def states(self, ids: Sequence[str]) -> tuple[ArticleState, ...]:
        """Return what the reader did with articles."""
        return self._state.states(ids)

    def set_read(self, ids: Sequence[str], read: bool) -> tuple[ArticleState, ...]:
        """Mark articles read or unread; returns their states before, for `restore`. Raises LibraryReadOnlyError."""
        before = self.states(ids)
        self._state.set_read(ids, read)
        return before

    def mark_all_read(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Mark articles read, however many; returns those that were not, for `mark_unread`."""
        return self._state.mark_read(ids)

    def mark_unread(self, ids: Sequence[str]) -> None:
        """Mark articles unread, however many. Raises LibraryReadOnlyError."""
        self._state.set_read(ids, False)

    def set_starred(self, ids: Sequence[str], starred: bool) -> tuple[ArticleState, ...]:
        """Star articles or take their stars away; returns their states before. Raises LibraryReadOnlyError."""
        before = self.states(ids)
        self._state.set_starred(ids, starred)
        return before

    def tag(self, ids: Sequence[str], tag: str) -> tuple[ArticleState, ...]:
        """Give articles a tag; returns their states before. Raises BadInputError for an empty one."""
        before = self.states(ids)
        self._state.tag(ids, _line(tag, "A tag"))
        return before

    def untag(self, ids: Sequence[str], tag: str) -> tuple[ArticleState, ...]:
        """Take a tag off articles; returns their states before."""
        before = self.states(ids)
        self._state.untag(ids, _line(tag, "A tag"))
        return before

    def restore(self, states: Sequence[ArticleState]) -> None:
        """Put articles back to earlier states."""
        self._state.restore(states)

    def tags(self) -> dict[str, int]:
        """Return how many articles carry each tag, the commonest first."""
        return self._state.tags()

    def position(self, article_id: str) -> int:
        """Return the code point at which an article was left, 0 at first."""
        return self._state.position(article_id)

    def set_position(self, article_id: str, place: int) -> None:
        """Remember where an article was left. Nothing happens where the library is read-only."""
        if self._state.database.read_only is None:
            self._state.set_position(article_id, place)

    def session(self) -> Session:
        """Return where the reader was when the program was left."""
        return self._state.session()

    def save_session(self, session: Session) -> None:
        """Remember where the reader is. Nothing happens where the library is read-only."""
        if self._state.database.read_only is None:
            self._state.save_session(session)

    def remember_listing(self, ids: Sequence[str], *, first: int = 1) -> None:
        """Remember what was listed, so that a number (counted from `first`) names an article. No-op when read-only."""
        if self._state.database.read_only is None:
            self._state.remember_listing(ids, first)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches by their names."""
        return self._state.saved_searches()

    def save_search(self, search: SavedSearch) -> SavedSearch | None:
        """Keep a search; one of the same name is replaced, and returned.

        Raises BadInputError for a name or a query of nothing but spaces, LibraryReadOnlyError.
        """
        search = SavedSearch(name=_line(search.name, "A name"), query=_line(search.query, "A search to save"))
        return self._state.save_search(search)

    def remove_search(self, name: str) -> SavedSearch | None:
        """Forget a saved search and return it, for `save_search`. Raises LibraryReadOnlyError."""
        return self._state.remove_search(name)

    def history(self) -> tuple[str, ...]:
        """Return the queries that were used, the last one first; at most 200."""
        return self._state.history()

    def remember_query(self, query: str) -> None:
        """Remember a query that was used. Nothing happens for an empty one, or where the library is read-only."""
        query = clean_line(query)
        if query and self._state.database.read_only is None:
            self._state.remember_query(query)


def _line(text: str, what: str) -> str:
    """Return `text` as it is stored: one clean line."""
    text = clean_line(text)
    if not text:
        raise BadInputError(f"{what} needs at least one letter.")
    return text
