"""The feeds screen: every subscription with how it goes, and all that can be done about one or all of them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive, var

from index.models.feeds import Feed, FeedsTaken
from tui.command import Context, bindings
from tui.dialogs import Question
from tui.export_files import free, write_new
from tui.feeds.commands import FEEDS_COMMANDS
from tui.feeds.dialogs import Sure
from tui.feeds.feed_list import FeedList
from tui.feeds.rules import RulesScreen
from tui.feeds.title import FeedDetail, FeedsTitle
from tui.help import HELP
from tui.moving import Moved, MovingScreen
from tui.reading.shelf import Shelf

if TYPE_CHECKING:
    from tui.reading.feed_actions import FeedActions

_TICK_SECONDS = 30.0
"""How often ' min ago' is counted anew."""
_NOTHING = (
    "No feeds yet. {add} adds one; crossread opml import FILE brings those of another reader, as {opml} does here."
)


class FeedsScreen(MovingScreen):
    """The feeds over the reading screen, which knows them, has them fetched and tells what goes on."""

    context: ClassVar[Context] = "feeds"
    BINDINGS = bindings(FEEDS_COMMANDS)
    DEFAULT_CSS = """
    FeedsScreen FeedList { height: 1fr; }
    FeedsScreen FeedDetail { margin: 0 0 1 0; }
    """

    feeds: reactive[tuple[Feed, ...]] = reactive(())
    doing: reactive[str] = reactive("")
    wanted: var[str | None] = var(None)
    """The feed to go to once it is listed."""

    class Changed(Message):
        """Something was done about a feed."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(self, reading: "FeedActions") -> None:
        super().__init__()
        self._reading = reading
        self._library = reading.library
        self._typed = ""
        """The address that was asked for last."""

    def compose(self) -> ComposeResult:
        """Title, feeds, what there is to say of one, keys."""
        me = FeedsScreen
        yield FeedsTitle().data_bind(me.feeds, me.doing)
        yield FeedList(self._reading.now).data_bind(me.feeds)
        yield FeedDetail(self._reading.now, self.key("feeds.refresh"))
        yield self.footer((*FEEDS_COMMANDS, HELP))

    @on(events.Mount)
    def _begin(self) -> None:
        self.watch(self._reading, "feeds", self._take_feeds)
        self.watch(self._reading, "work", self._take_work)
        self.watch(self._reading, "refreshed", self._take_work)
        self.watch(self._reading, "latest", self._added, init=False)
        self.set_interval(_TICK_SECONDS, self._tick)

    @property
    def list(self) -> FeedList:
        """The feeds."""
        return self.query_one(FeedList)

    @property
    def moved(self) -> Moved:
        """The feeds."""
        return self.list

    def key(self, command_id: str) -> str:
        """Return a command's first key as the reader knows it."""
        return self._reading.key(command_id)

    # What changes from outside.

    def _take_feeds(self, feeds: tuple[Feed, ...] | None) -> None:
        self.list.nothing = (
            "Reading the feeds…"
            if feeds is None
            else _NOTHING.format(add=self.key("feeds.add"), opml=self.key("feeds.import"))
        )
        self.feeds = feeds or ()
        wanted = next((feed for feed in self.feeds if feed.id == self.wanted), None)
        if wanted is not None:
            self.list.select(wanted.id)
            self.wanted = None

    def _take_work(self) -> None:
        self.doing = self._reading.work.in_words(self.key("feeds.refresh_all")) or self._reading.refreshed

    @on(FeedList.Selected)
    def _show_detail(self) -> None:
        detail = self.query_one(FeedDetail)
        detail.feed = self.list.selected
        detail.display = self.list.selected is not None

    def _tick(self) -> None:
        self.list.tick()
        self.query_one(FeedDetail).refresh()

    def _do(self, work: Callable[[], str]) -> None:
        """Change something about the feeds in a thread, and say the sentence that `work` returns."""
        self.in_thread("change", lambda: self.Changed(work()))

    @on(Changed)
    def _say_so(self, event: Changed) -> None:
        self.say(event.sentence)
        self._reading.read_feeds()

    # Reading and refreshing.

    @on(FeedList.Opened)
    def action_open(self) -> None:
        """Show the feed's articles in the list."""
        if (feed := self.list.selected) is not None:
            self._reading.open_shelf(Shelf(feeds=(feed.id,), called=feed.called))
            self.dismiss()

    def action_refresh(self) -> None:
        """Ask for the feed."""
        if (feed := self.list.selected) is not None:
            self._reading.refresh_feeds((feed.id,))

    def action_refresh_all(self) -> None:
        """Ask for all feeds; while that goes on, stop it."""
        self._reading.action_refresh_all()

    def action_failing(self) -> None:
        """Go to the next feed in trouble."""
        if not self.list.select_failing():
            self.say("No feed is in trouble.")

    def action_back(self) -> None:
        """Leave the feeds."""
        self.dismiss()

    # One feed.

    def _ask(self, question: str, hint: str, answer: str, then: Callable[[Feed, str], None]) -> None:
        """Ask something about the feed under the cursor; Esc leaves all as it is."""
        feed = self.list.selected
        if feed is None:
            return

        def answered(text: str | None) -> None:
            if text is not None:
                then(feed, text)

        self.app.push_screen(Question(question, hint, answer), answered)

    def action_add(self) -> None:
        """Ask for an address and subscribe to its feed."""
        hint = "Of a feed, or of a page that names its feed. Enter adds it, Esc goes back."
        self.app.push_screen(Question("Address", hint, self._typed), self._add)

    def _add(self, address: str | None) -> None:
        if not address:
            return
        url = address if "://" in address else f"https://{address}"
        try:
            parts = urlsplit(url)
        except ValueError:
            self.say(f"This is no address: {address}", "warning")
            return
        # What lets a feed in is not shown again.
        self._typed = address if "@" not in parts.netloc else ""
        self._reading.add_feed(url, parts.netloc.rpartition("@")[2] or Path(parts.path).name)

    def _added(self, feed: Feed | None) -> None:
        """Go to a feed that is new, as soon as it is listed."""
        if feed is not None:
            self._typed = ""
            self.wanted = feed.id

    def action_remove(self) -> None:
        """End the subscription, after a question: there is no way back but to add it anew."""
        feed = self.list.selected
        if feed is None:
            return
        stay = (
            f" Its {feed.articles:,} {'article stays' if feed.articles == 1 else 'articles stay'}."
            if feed.articles
            else ""
        )
        question = Sure(f"End the subscription to {feed.called}?{stay}", "Enter ends it, Esc keeps it.")
        self.app.push_screen(question, partial(self._remove, feed))

    def _remove(self, feed: Feed, sure: bool | None) -> None:
        if sure:
            self._do(lambda: f"Ended the subscription to {self._library.feeds.remove(feed.id).called}.")

    def action_rename(self) -> None:
        """Ask for a name."""
        feed = self.list.selected
        own = (
            f"It calls itself “{feed.title}”; an empty line goes back to that."
            if feed is not None and feed.title
            else ""
        )
        self._ask("Name of this feed", own, feed.called if feed is not None else "", self._rename)

    def _rename(self, feed: Feed, name: str) -> None:
        self._do(lambda: f"It is called {self._library.feeds.rename(feed.id, name or None).called} now.")

    def action_move(self) -> None:
        """Ask for a folder."""
        feed = self.list.selected
        folders = sorted({each.folder for each in self.feeds if each.folder})
        there = f"There are: {', '.join(folders)}. " if folders else ""
        hint = f"{there}A slash makes a folder in a folder: News/World. An empty line puts it at the top."
        self._ask("Folder of this feed", hint, feed.folder if feed is not None else "", self._move)

    def _move(self, feed: Feed, folder: str) -> None:
        def move() -> str:
            moved = self._library.feeds.move(feed.id, folder)
            return (
                f"{moved.called} stands in {moved.folder} now."
                if moved.folder
                else f"{moved.called} stands at the top now."
            )

        self.wanted = feed.id
        self._do(move)

    def action_tags(self) -> None:
        """Ask for tags."""
        feed = self.list.selected
        tags = ", ".join(feed.tags) if feed is not None else ""
        self._ask("Tags of this feed", "Parted by commas. An empty line takes all away.", tags, self._tag)

    def _tag(self, feed: Feed, text: str) -> None:
        tags = tuple(tag.strip() for tag in text.split(",") if tag.strip())

        def tag() -> str:
            tagged = self._library.feeds.set_tags(feed.id, tags)
            return (
                f"{tagged.called} has {', '.join(f'#{tag}' for tag in tagged.tags)} now."
                if tagged.tags
                else "It has no tags now."
            )

        self._do(tag)

    def action_full_text(self) -> None:
        """Have the page of each new article fetched as well, or no longer."""
        if (feed := self.list.selected) is None:
            return

        def turn() -> str:
            turned = self._library.feeds.configure(feed.id, full_text=not feed.full_text)
            if turned.full_text:
                return f"The full text of every new article of {turned.called} is fetched from now on."
            return f"{turned.called} brings what it says itself from now on."

        self._do(turn)

    def action_site(self) -> None:
        """Open the feed's site in the browser."""
        if (feed := self.list.selected) is None:
            return
        if feed.site is None:
            self.say("This feed names no site.")
        else:
            self._reading.browse(feed.site)

    def action_copy(self) -> None:
        """Copy the feed's address."""
        if (feed := self.list.selected) is not None:
            self._reading.copy(feed.url)

    # All of them.

    def action_rules(self) -> None:
        """Show the rules."""
        self.app.push_screen(RulesScreen(self._library, self.feeds))

    def action_import_opml(self) -> None:
        """Ask for an OPML file and take its feeds over."""
        hint = "An OPML file, as other readers write it. Nothing is fetched before you ask for it. Esc goes back."
        self.app.push_screen(Question("Take over the feeds of", hint), self._import)

    def _import(self, path: str | None) -> None:
        if path:
            self._do(
                lambda: _taken(self._library.feeds.import_opml(Path(path).expanduser()), self.key("feeds.refresh_all"))
            )

    def action_export_opml(self) -> None:
        """Ask for a file and write the feeds to it."""
        path = free(Path.home() / "crossread.opml")
        self.app.push_screen(
            Question("Write all feeds to", "Enter writes an OPML file. Esc goes back.", str(path)), self._export
        )

    def _export(self, answer: str | None) -> None:
        if not answer:
            return
        path = Path(answer)

        def write() -> str:
            write_new(path, self._library.feeds.export_opml())
            return f"Written to {path}. User names, passwords and cookies are not in it."

        self._do(write)


def _taken(taken: FeedsTaken, refresh_key: str) -> str:
    """Say how the taking over of feeds ended."""
    added = f"{taken.added:,} {'feed' if taken.added == 1 else 'feeds'} added"
    known = f", {taken.known:,} known already" if taken.known else ""
    trouble = f" {taken.trouble[0]}" if taken.trouble else ""
    more = f" {len(taken.trouble) - 1:,} more could not be taken." if len(taken.trouble) > 1 else ""
    asks = f" {refresh_key} asks for them." if taken.added else ""
    return f"{added}{known}.{trouble}{more}{asks}"
