"""Which articles the list holds while nothing is searched for."""

from dataclasses import dataclass, field, replace

from index.library import Library


@dataclass(frozen=True)
class Shelf:
    """All articles, or those that are unread, starred, carry a tag, or that some feeds list."""

    unread: bool = False
    starred: bool = False
    tag: str | None = None
    feeds: tuple[str, ...] = ()
    """The ids of feeds; empty for all articles, whatever they came from."""
    called: str = field(default="", compare=False)
    """The name of the feed, or of the folder that holds them."""

    @property
    def name(self) -> str:
        """What the list is headed with."""
        kind = f"#{self.tag}" if self.tag is not None else "Starred" if self.starred else self.called
        if self.unread:
            return f"{kind}, unread" if kind else "Unread"
        return kind or "Articles"

    @property
    def everything(self) -> bool:
        """Whether no article is left out."""
        return self == Shelf()

    def turned(self) -> "Shelf":
        """Return the shelf with unread articles only, or with all again."""
        return replace(self, unread=not self.unread)

    def order(self, library: Library) -> tuple[str, ...]:
        """Return the ids of its articles, newest first."""
        if not self.feeds:
            return library.order(unread=self.unread, starred=self.starred, tag=self.tag)
        return library.order(unread=self.unread, starred=self.starred, tag=self.tag, feeds=self.feeds)
