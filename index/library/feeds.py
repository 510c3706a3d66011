"""The feeds as the one door gives them: what is subscribed to, and what is done about all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, TypedDict, Unpack

from index.errors import BadInputError, LibraryReadOnlyError, UnknownFeedError
from index.library.progress import silently
from index.library.ruling import Rules
from index.models import Progress
from index.models.feeds import Credentials, Feed, FeedSettings, FeedsTaken, FullText, RefreshReport
from index.store.feeds import FeedStore
from index.store.news import News
from index.store.state import State
from index.text.clean import clean_line

_SETTINGS: Final = "feeds"
_LONGEST: Final = 36_500
"""Days, or hours: a larger number is a slip of the finger."""


class Choices(TypedDict, total=False):
    """What can be chosen for a feed; what is not named stays as it is."""

    full_text: bool
    watch_hours: int | None
    keep_days: int | None
    credentials: Credentials | None


def _never() -> bool:
    """Never stop."""
    return False


class Feeds:
    """The part of `Library` that is about feeds and pages; what fetches is imported only when something is fetched.

    `rules` are applied to what has come in. `index` brings the search index up to the store, and is given what to tell
    how far it is.
    """

    def __init__(
        self, folder: Path, news: News, state: State, rules: Rules, index: Callable[[Callable[[Progress], None]], None]
    ) -> None:
        self.folder = folder
        self.news = news
        self.state = state
        self.rules = rules
        self.index = index
        self.store = FeedStore(news.database)

    # What is subscribed to

    def list(self) -> tuple[Feed, ...]:
        """Return all feeds by folder and name, with how many articles each lists, and how many of them are unread.

        Half a second for a million articles of which most are read, or most are not; at worst, two.
        """
        return self.store.all(hides=self.state.hides)

    def find(self, reference: str) -> Feed:
        """Return the feed that a reference means: an id or a unique beginning of one, an address, a name.

        Without its counts. Raises UnknownFeedError, which says what would do.
        """
        reference = reference.strip()
        name = clean_line(reference).casefold()
        fitting: tuple[Callable[[Feed], bool], ...] = (
            lambda feed: reference in (feed.id, feed.url),
            lambda feed: name == feed.called.casefold(),
            lambda feed: len(reference) > 1 and feed.id.startswith(reference.lower()),
        )
        feeds = self.store.plain()
        for fits in fitting:
            found = [feed for feed in feeds if fits(feed)]
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(feed.id for feed in found[:3])
                raise UnknownFeedError(f"Several feeds answer to {clean_line(reference)!r}: {ids}. Name one by its id.")
        raise UnknownFeedError(
            f"There is no feed {clean_line(reference)!r}. `crossread feeds list` shows what there is."
        )

    def add(
        self,
        url: str,
        *,
        name: str | None = None,
        folder: str = "",
        tags: Iterable[str] = (),
        credentials: Credentials | None = None,
        full_text: bool = False,
        unseen: bool = False,
    ) -> Feed:
        """Subscribe to the feed at `url`, or to the one that the page there names, and take in what it has.

        User name and password in the address are kept apart from it. With `unseen`, nothing is asked for: a server that
        has trouble at the moment is asked in the next refresh. A feed out of a list from elsewhere counts as typed from
        now on, gets what is given here, and is refreshed; `error` says where it was not had. Raises FeedError where no
        feed can be had there, or the page names several (the sentence lists them); BadInputError where the user has
        subscribed to it already.
        """
        from index.library.subscribing import subscribe, subscribe_unseen

        self._must_be_writable()
        wanted = Feed(
            id="", url=url, title="", name=_name(name), folder=_folder(folder), tags=_tags(tags), full_text=full_text
        )
        return subscribe_unseen(self, wanted, credentials) if unseen else subscribe(self, wanted, credentials)

    def remove(self, feed_id: str) -> Feed:
        """End a subscription and return it; its articles stay, and its rules end as by `Rules.remove`.

        Raises UnknownFeedError, LibraryReadOnlyError.
        """
        feed = self.get(feed_id)
        for rule in self.rules.list():
            if rule.feed == feed_id:
                self.rules.remove(rule.id)
        self.store.remove(feed_id)
        return feed

    def rename(self, feed_id: str, name: str | None) -> Feed:
        """Call a feed otherwise; None for what it calls itself. Its articles keep the name of their outlet.

        Raises UnknownFeedError, LibraryReadOnlyError.
        """
        return self._change(feed_id, {"name": _name(name)})

    def move(self, feed_id: str, folder: str) -> Feed:
        """Put a feed into a folder ('News/World'), empty for the top. Raises UnknownFeedError, LibraryReadOnlyError."""
        return self._change(feed_id, {"folder": _folder(folder)})

    def set_tags(self, feed_id: str, tags: Iterable[str]) -> Feed:
        """Give a feed these tags and no others. Raises UnknownFeedError, LibraryReadOnlyError."""
        self.get(feed_id)
        self.store.set_tags(feed_id, _tags(tags))
        return self.get(feed_id)

    def configure(self, feed_id: str, **choices: Unpack[Choices]) -> Feed:
        """Choose for a feed what `Choices` names; with other credentials, a feed that was stopped is asked again.

        Raises UnknownFeedError, BadInputError for a number of hours or days that cannot be meant, LibraryReadOnlyError.
        """
        values: dict[str, str | int | None] = {}
        if "full_text" in choices:
            values["full_text"] = int(choices["full_text"])
        if "watch_hours" in choices:
            values["watch_hours"] = _number(choices["watch_hours"], "hours", least=0)
        if "keep_days" in choices:
            values["keep_days"] = _number(choices["keep_days"], "days", least=1)
        if "credentials" in choices:
            self.get(feed_id)
            self.store.set_credentials(feed_id, choices["credentials"])
        return self._change(feed_id, values) if values else self.get(feed_id)

    def get(self, feed_id: str) -> Feed:
        """Return a feed without its counts. Raises UnknownFeedError."""
        feed = self.store.get(feed_id)
        if feed is None:
            raise UnknownFeedError(f"There is no feed {feed_id}. `crossread feeds list` shows what there is.")
        return feed

    def _change(self, feed_id: str, values: Mapping[str, str | int | None]) -> Feed:
        """Set columns of a feed."""
        self.get(feed_id)
        self.store.change(feed_id, values)
        return self.get(feed_id)

    # What holds for all

    def settings(self) -> FeedSettings:
        """Return what holds where a feed has no setting of its own."""
        kept = self.state.setting(_SETTINGS)
        try:
            return FeedSettings() if kept is None else FeedSettings.model_validate_json(kept)
        except ValueError:
            # Written by another version: as if nothing had been set.
            return FeedSettings()

    def set_settings(self, settings: FeedSettings) -> None:
        """Keep what holds for all feeds. Raises BadInputError, LibraryReadOnlyError."""
        _number(settings.watch_hours, "hours", least=0)
        self.state.set_setting(_SETTINGS, settings.model_dump_json())

    def unread_again(self, ids: Sequence[str]) -> None:
        """Mark articles unread that their outlets have changed, where the settings say so."""
        if ids and self.settings().unread_when_updated:
            self.state.set_read(ids, False)

    # Fetching

    def refresh(
        self,
        ids: Sequence[str] = (),
        *,
        due_only: bool = False,
        progress: Callable[[Progress], None] = silently,
        stop: Callable[[], bool] = _never,
    ) -> RefreshReport:
        """Ask all feeds that are not stopped, or those of `ids`, for what is new; take it in and index it.

        Without `ids`, a feed whose server asked to be left alone until later is left alone. With `due_only`, only those
        are asked whose next try has come. `progress` and `stop` are called in this thread, at least
        some twenty times a second while feeds are fetched. Stopped by `stop` or, in the main thread, by Ctrl-C, what
        has come in stays. Raises UnknownFeedError, LibraryReadOnlyError, LibraryBusyError.
        """
        from index.library.refresh.running import run

        self._must_be_writable()
        for feed_id in ids:
            self.get(feed_id)
        return run(self, list(ids) or None, due_only=due_only, progress=progress, stop=stop)

    def add_page(self, url: str) -> FullText:
        """Take in a single page as an article; one that is known by its address gets its full text.

        Raises FeedError where it cannot be had, holds nothing to read or is a feed, LibraryReadOnlyError,
        LibraryBusyError.
        """
        from index.library.refresh.full_text import add_page

        self._must_be_writable()
        return add_page(self, url)

    def fetch_full(self, article_id: str) -> FullText:
        """Fetch the page of an article; what stands there is its newest revision, the feed's own text stays as one.

        Where the page has less to read than is there already, nothing changes, and `kept` says why. Raises
        UnknownArticleError, FeedError where the page cannot be had, LibraryReadOnlyError, LibraryBusyError.
        """
        from index.library.refresh.full_text import fetch_full

        self._must_be_writable()
        return fetch_full(self, article_id)

    def figures_changed(self, article_id: str) -> tuple[str, str] | None:
        """Return the first figure that an article's last change replaced, and by which; None where it replaced none.

        Worked out when asked, in some 10 ms: for the articles of a list that are shown and `updated`.
        """
        from index.library.changes import figures_changed

        return figures_changed(self.news, article_id)

    # Lists of feeds from elsewhere

    def import_opml(self, path: Path) -> FeedsTaken:
        """Subscribe to the feeds of an OPML file, or of a plain list of addresses; nothing is fetched.

        Raises BadInputError where it is none, LibraryReadOnlyError.
        """
        from index.library.taking_over import take_opml

        self._must_be_writable()
        return take_opml(self, path)

    def export_opml(self) -> str:
        """Return all feeds as OPML 2.0 with their folders; what lets them in is not in it."""
        from index.ingest.subscriptions.opml import write_opml

        return write_opml(self.store.plain())

    def import_newsboat(self, urls: Path | None = None, cache: Path | None = None) -> FeedsTaken:
        """Take over newsboat's feeds, and the articles of its cache with what was read, and flagged (as stars).

        By default from where newsboat keeps them. Raises BadInputError, LibraryReadOnlyError, LibraryBusyError.
        """
        from index.library.taking_over import take_newsboat

        self._must_be_writable()
        return take_newsboat(self, urls, cache)

    def _must_be_writable(self) -> None:
        """Raise LibraryReadOnlyError where nothing can be taken in."""
        if sentence := self.news.database.read_only or self.state.database.read_only:
            raise LibraryReadOnlyError(sentence)


def _name(name: str | None) -> str | None:
    return clean_line(name or "") or None


def _folder(folder: str) -> str:
    """Return a path of clean names."""
    return "/".join(filter(None, map(clean_line, folder.split("/"))))


def _tags(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(clean_line, tags))))


def _number(value: int | None, of: str, *, least: int) -> int | None:
    """Return a number of hours or days that can be meant."""
    if value is not None and not least <= value <= _LONGEST:
        raise BadInputError(f"{value} {of} cannot be meant: from {least} to {_LONGEST:,}.")
    return value
