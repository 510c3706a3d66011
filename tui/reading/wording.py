"""The words around the panes: titles, figures, hints, the way here; each made anew of the screen's state."""

from typing import Literal

from textual.reactive import var

from index.models import SavedSearch
from tui.command import Command
from tui.keymap import Keys
from tui.reading.saving import Saving
from tui.reading.work import Work

Pane = Literal["side", "list", "article", "facts"]
PANES: tuple[Pane, ...] = ("side", "list", "article", "facts")
_PANE_NAMES: dict[str, str] = {"side": "Views", "list": "Articles", "article": "Article", "facts": "Key facts"}


class Wording(Saving):
    """The part of the reading screen that finds the words for its state."""

    pane: var[Pane] = var("list")
    """The pane with the focus, or that had it last; the one on show where only one is."""
    narrow: var[bool] = var(False)
    """Whether only one pane fits."""
    columns: var[int] = var(0)
    """How wide the terminal is."""
    facts_shown: var[bool] = var(True)
    """Whether the key facts have their pane."""
    side_shown: var[bool | None] = var(None)
    """Whether the side bar has its pane; None leaves it to the width of the terminal."""
    work: var[Work] = var(Work())
    """What the writer does."""
    keys: var[Keys | None] = var(None)
    """The keys of all commands."""

    save_key: var[str] = var("")
    list_title: var[str] = var("Articles")
    list_figure: var[str] = var("")
    list_nothing: var[str] = var("")
    article_nothing: var[str] = var("")
    article_figure: var[str] = var("")
    facts_nothing: var[str] = var("")
    trail: var[tuple[str, ...]] = var(())
    commands_here: var[tuple[Command, ...]] = var(())
    doing: var[str] = var("")
    feeds_key: var[str] = var("")
    news: var[int] = var(0)
    """How many articles the last refresh has brought."""

    def key(self, command_id: str) -> str:
        """Return a command's first key as the reader knows it."""
        return self.keys.shown(command_id, 1) if self.keys is not None else ""

    def compute_save_key(self) -> str:
        """Name the key that saves a search."""
        return self.key("reading.save_search")

    def compute_feeds_key(self) -> str:
        """Name the key that opens the feeds."""
        return self.key("reading.feeds")

    def compute_list_title(self) -> str:
        """Say what the list holds."""
        if self.query_text:
            return self.place.name if isinstance(self.place, SavedSearch) else "Found"
        return self.shelf.name

    def compute_list_figure(self) -> str:
        """Say where in the list the cursor is."""
        return f"{self.row + 1:,} of {len(self.ids):,}" if self.ids else "0"

    def compute_list_nothing(self) -> str:
        """Say what would fill an empty list."""
        if self.problem:
            return "No results: what the search says of the query stands under it. Esc returns."
        if self.query_text:
            query, meant = self.query_text.strip(), self.suggestion
            instead = f"{self.key('reading.suggestion')} searches for “{meant}” instead. " if meant else ""
            return f"Nothing has been found for “{query}”. {instead}Esc returns; F1 in the bar tells how to search."
        if self.shelf.unread:
            return f"Everything here is read. {self.key('reading.unread_only')} shows the articles that are."
        if self.shelf.starred:
            return f"No article is starred. {self.key('reading.star')} stars one. {self._back_to_inbox}"
        if self.shelf.tag is not None:
            return f"No article has the tag {self.shelf.tag} any more. {self._back_to_inbox}"
        if self.shelf.feeds:
            return (
                f"Nothing has come in from {self.shelf.called} yet. {self.key('reading.refresh_all')} asks all feeds."
            )
        if self.work.samples_come:
            return "Adding five sample articles…"
        return (
            f"No articles yet. {self.key('reading.feeds')} opens the feeds, and a there adds one; `crossread import "
            "FILE` adds text, Markdown, HTML and JSON Lines; "
            f"{self.key('app.palette')} and “samples” adds five to try things with."
        )

    @property
    def _back_to_inbox(self) -> str:
        return f"Inbox in the side bar, at {self.key('reading.side')}, has all articles."

    def compute_article_nothing(self) -> str:
        """Say what would fill the article's pane."""
        return "" if not self.ids else f"{self.key('list.open')} in the list opens an article here."

    def compute_article_figure(self) -> str:
        """Say how often the article has what is searched for, and how far it is read."""
        if self.loaded is None:
            return ""
        found = len(self.loaded.matches) if self.query_text else 0
        matches = f"{found:,} {'match' if found == 1 else 'matches'} · " if found else ""
        return f"{matches}{self.percent}%"

    def compute_facts_nothing(self) -> str:
        """Say why there are no facts yet."""
        if self.status is not None and self.status.read_only:
            return "The facts of this article are not made yet, and nothing can be added to this library."
        progress = self.work.progress
        if progress is None or progress.work != "facts" or progress.total is None:
            return "The facts of this article are being made…"
        return (
            f"The facts of this article are being made, before those of others: {progress.done:,} of "
            f"{progress.total:,} articles are done."
        )

    def compute_trail(self) -> tuple[str, ...]:
        """Name the way to the pane on show, where there is only one."""
        if not self.narrow:
            return ()
        steps = PANES[1 : PANES.index(self.pane) + 1] or ("side",)
        title = self.loaded.article.title if self.loaded is not None else ""
        return tuple(title or _PANE_NAMES[step] if step == "article" else _PANE_NAMES[step] for step in steps)

    def compute_doing(self) -> str:
        """Say what is marked and what goes on."""
        marked = f"{len(self.marked)} marked" if self.marked else ""
        read_only = "read-only" if self.status is not None and self.status.read_only else ""
        new = f"{self.news:,} new" if self.news and self.narrow else ""
        work = self.work.in_words(self.key("reading.refresh_all")) or self.refreshed
        return " · ".join(part for part in (marked, read_only, new, work) if part)
