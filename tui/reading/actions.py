"""What a key does to an article: marks, stars, tags, comparison, browser; each change can be undone."""

import webbrowser
from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.message import Message
from textual.reactive import var

from index.errors import CrossreadError
from index.library import Library
from index.models import FEWEST_COMPARED, MOST_COMPARED, ArticleState
from tui.dialogs import Question
from tui.reading.links import LinksScreen, can_be_opened
from tui.reading.loading import Loaded
from tui.reading.messages import StatesChanged
from tui.reading.undo import Done, UndoStack
from tui.saying import SpeakingScreen

_FEWEST_REVISIONS = 2
"""An article that has not changed has one."""


class NoBrowserError(CrossreadError):
    """There is no browser that would leave this terminal alone."""


def _has_window() -> bool:
    """Tell whether the default browser opens a window; one that runs in the terminal would draw over the reader."""
    try:
        return type(webbrowser.get()) is not webbrowser.GenericBrowser
    except webbrowser.Error:
        return False


class ArticleActions(SpeakingScreen):
    """The commands on one article or on the marked ones; what they work on is said by the screen of the panes.

    The state of the screen and of its panes is `var`, never `reactive`: it is drawn by the widgets that it is bound to,
    and a `reactive` would paint everything below its owner at each change.
    """

    ids: var[Sequence[str]] = var((), always_update=True)
    """The articles in the list; never compared or gone through as a whole, for it may be long and not yet ranked."""
    marked: var[tuple[str, ...]] = var(())
    """The articles marked for comparison, in the order they were marked."""
    loaded: var[Loaded | None] = var(None)
    """The article in the reading pane."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._undo = UndoStack()

    @property
    def target(self) -> str | None:
        """The article that a command is about."""
        raise NotImplementedError

    def change(self, what: str, change: Callable[[], tuple[ArticleState, ...]], *, aloud: bool = False) -> None:
        """Change what the reader did with articles; it can be undone. `aloud`: say what was done."""
        try:
            done = Done(what, partial(self.library.restore, change()))
        except CrossreadError as error:
            self.say(str(error), "warning")
            return
        self.post_message(StatesChanged(done, aloud=aloud))

    @on(StatesChanged)
    def _remember(self, event: StatesChanged) -> None:
        if event.done is not None:
            self._undo.push(event.done)
            if event.aloud:
                self.say(f"{event.done.what}. {self.key('reading.undo')} undoes it.")
        if event.undone is not None:
            self.say(f"Undone: {event.undone.what[0].lower()}{event.undone.what[1:]}.")

    def key(self, command_id: str) -> str:
        """Return a command's first key as the reader knows it."""
        raise NotImplementedError

    def _state(self) -> ArticleState | None:
        """Return the state of the article that a command is about."""
        states = self.library.states([self.target]) if self.target is not None else ()
        return states[0] if states else None

    def action_toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        if (state := self._state()) is not None:
            what = "Marked as unread" if state.read else "Marked as read"
            self.change(what, partial(self.library.set_read, (state.id,), not state.read))

    def action_toggle_star(self) -> None:
        """Star the article, or take the star away."""
        if (state := self._state()) is not None:
            what = "Star taken away" if state.starred else "Starred"
            self.change(what, partial(self.library.set_starred, (state.id,), not state.starred))

    def action_read_all(self) -> None:
        """Mark every article of the list as read."""
        ids, library = self.ids, self.library
        if not ids:
            return

        def mark() -> Message:
            marked = library.mark_all_read(ids)
            done = Done(f"Marked {len(marked):,} read", partial(library.mark_unread, marked), many=True)
            return StatesChanged(done if marked else None, aloud=True)

        self.in_thread("state", mark)

    def action_undo(self) -> None:
        """Take the last change back."""
        done = self._undo.pop()
        if done is None:
            self.say("There is nothing to undo.")
            return
        if done.many:
            self.in_thread("state", partial(_take_back, done))
            return
        try:
            self.post_message(_take_back(done))
        except CrossreadError as error:
            self.say(str(error), "warning")

    def action_tag(self) -> None:
        """Ask for a tag."""
        if (state := self._state()) is None:
            return
        hint = (
            f"It has: {', '.join(state.tags)}. A minus before a tag takes it away."
            if state.tags
            else ("Enter adds the tag. Esc goes back.")
        )
        self.app.push_screen(Question("Tag for this article", hint), partial(self._tag, state.id))

    def _tag(self, article_id: str, answer: str | None) -> None:
        if not answer:
            return
        if answer.startswith("-"):
            tag = answer[1:].strip()
            self.change(f"Took the tag {tag} away", partial(self.library.untag, (article_id,), tag), aloud=True)
        else:
            self.change(f"Tagged {answer}", partial(self.library.tag, (article_id,), answer), aloud=True)

    def toggle_mark(self, article_id: str) -> None:
        """Mark an article for comparison, or take the mark away."""
        others = tuple(marked for marked in self.marked if marked != article_id)
        self.marked = others if article_id in self.marked else (*others, article_id)

    def action_clear_marks(self) -> None:
        """Take all marks for comparison away."""
        self.marked = ()

    def action_compare(self) -> None:
        """Set the marked articles side by side."""
        count = len(self.marked)
        if count < FEWEST_COMPARED:
            have = "None is marked" if not count else "One is marked"
            self.say(
                f"{have}. Mark two to eight articles with {self.key('reading.mark')}, "
                f"then {self.key('reading.compare')} compares them."
            )
        elif count > MOST_COMPARED:
            self.say(
                f"{count} articles are marked and eight is the most. "
                f"{self.key('reading.mark')} takes a mark away, {self.key('reading.clear_marks')} all of them."
            )
        else:
            # Imported when it is first wanted: the first paint does without it.
            from tui.compare.screen import CompareScreen

            self.app.push_screen(CompareScreen(self.library, self.marked))

    def action_revisions(self) -> None:
        """Show what changed in the article."""
        if (article_id := self.target) is None:
            return
        if len(self.library.revisions(article_id)) < _FEWEST_REVISIONS:
            self.say("This article has not changed since it came in.")
        else:
            from tui.revisions.screen import RevisionsScreen

            self.app.push_screen(RevisionsScreen(self.library, article_id))

    def _url(self) -> str | None:
        summaries = self.library.summaries((self.target,)) if self.target is not None else ()
        if summaries and summaries[0].url is None:
            self.say("This article came without an address.")
        return summaries[0].url if summaries else None

    def action_browser(self) -> None:
        """Open the article in the browser."""
        if (url := self._url()) is not None:
            self.browse(url)

    def browse(self, url: str) -> None:
        """Open an address in the browser, in a thread: browsers take their time to start."""
        if not can_be_opened(url):
            self.say(f"Only web addresses are opened in the browser, and this is none: {url}")
            return

        def open_it() -> None:
            if not _has_window() or not webbrowser.open(url):
                raise NoBrowserError(f"No browser with a window of its own was found to open {url}")

        self.in_thread("browser", open_it)

    def action_copy_link(self) -> None:
        """Copy the article's address."""
        if (url := self._url()) is not None:
            self.copy(url)

    def copy(self, text: str) -> None:
        """Copy a text and say so."""
        self.app.copy_to_clipboard(text)
        self.say(f"Copied: {text}")

    def action_links(self) -> None:
        """Put a letter beside each link of the article; the letter opens it."""
        links = self.loaded.article.links if self.loaded is not None else ()
        if self.loaded is None or not links:
            self.say("This article has no links.")
            return
        self.app.push_screen(LinksScreen(self.loaded.article), self._follow)

    def _follow(self, url: str | None) -> None:
        if url is not None:
            self.browse(url)


def _take_back(done: Done) -> StatesChanged:
    """Put everything as it was before something was done. Raises CrossreadError where that cannot be."""
    done.back()
    return StatesChanged(None, undone=done)
