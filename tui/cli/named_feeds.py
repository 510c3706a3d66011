"""The feeds that a command line names, and the changed ones as an answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import FeedError, UnknownFeedError
from tui.cli.call import Call

if TYPE_CHECKING:
    from index.library import Library
    from index.models.documents import Unanswered
    from index.models.feeds import Feed, FullText

FeedReferences = Annotated[
    list[str], typer.Argument(metavar="FEED", help="Ids of feeds, beginnings of them, names, or addresses.")
]
FeedReference = Annotated[
    str, typer.Argument(metavar="FEED", help="The id of a feed, its beginning, a name, or an address.")
]


def without_login(reference: str) -> str:
    """Return an address without the user name and password that may stand in it, for it may be printed."""
    from index.library.authorising import apart

    return apart(reference, None)[0]


def find_feed(library: "Library", reference: str) -> "Feed":
    """Return the feed that a reference means. Raises UnknownFeedError."""
    return library.feeds.find(without_login(reference))


def find_group(library: "Library", reference: str) -> tuple["Feed", ...]:
    """Return the feed that a reference means, else the feeds in a folder and those below it, else those with a tag.

    Where a feed has the name of a folder or a tag, 'News/' is the folder and '#news' the tag. Raises UnknownFeedError.
    """
    bare = without_login(reference).strip()
    name = bare.casefold()
    feeds = library.feeds.list()
    if any(name == feed.called.casefold() or bare in (feed.id, feed.url) for feed in feeds):
        return (library.feeds.find(bare),)
    folder, tag = f"{name.rstrip('/')}/", name.removeprefix("#")
    # Before the beginning of an id: a tag such as 'fr' would often be one.
    found = tuple(feed for feed in feeds if f"{feed.folder}/".casefold().startswith(folder)) or tuple(
        feed for feed in feeds if tag in map(str.casefold, feed.tags)
    )
    if found:
        return found
    if not any(feed.id.startswith(bare.lower()) for feed in feeds):
        raise UnknownFeedError(f"There is no feed, folder or tag {bare!r}. `crossread feeds list` shows what there is.")
    return (library.feeds.find(bare),)


def find_feeds(
    library: "Library", references: Sequence[str], *, groups: bool = False
) -> tuple[tuple["Feed", ...], tuple["Unanswered", ...]]:
    """Return the feeds that `references` name, each once, and the references that name none.

    With `groups`, folders and tags name the feeds in them that are still asked for. Raises UnknownFeedError when
    nothing can be found: then there is nothing to answer.
    """
    from index.models.documents import Unanswered

    feeds: dict[str, Feed] = {}
    failed: list[Unanswered] = []
    for reference in references:
        try:
            found = find_group(library, reference) if groups else (find_feed(library, reference),)
            asked = [feed for feed in found if not feed.stopped] if len(found) > 1 else found
            feeds |= {feed.id: feed for feed in asked or found}
        except UnknownFeedError as error:
            failed.append(Unanswered(reference=without_login(reference), error=str(error)))
    if not feeds:
        raise UnknownFeedError(" ".join(each.error for each in failed))
    return tuple(feeds.values()), tuple(failed)


def change_feeds(call: Call, references: Sequence[str], change: Callable[["Library", "Feed"], object]) -> None:
    """Change every feed that is there, and print what holds now."""
    with call.library() as library:
        feeds, failed = find_feeds(library, references)
        for feed in feeds:
            change(library, feed)
        answer_feeds(call, library, [feed.id for feed in feeds], failed)


def answer_feeds(call: Call, library: "Library", ids: Sequence[str], failed: tuple["Unanswered", ...]) -> None:
    """Print feeds as they are set now, and end with those that were not there."""
    from index.models.documents import FeedsAnswer
    from tui.cli.pages.feeds import set_feeds

    feeds = tuple(feed for feed in library.feeds.list() if feed.id in ids)
    call.answer(FeedsAnswer(feeds=feeds, failed=failed), set_feeds(feeds))
    call.end(failed)


def fetch_each(
    references: Sequence[str], fetch: Callable[[str], "FullText"]
) -> tuple[tuple["FullText", ...], tuple["Unanswered", ...]]:
    """Fetch one page after the other; return what came, and what could not be had.

    Raises FeedError when none could be had.
    """
    from index.models.documents import Unanswered

    pages: list[FullText] = []
    failed: list[Unanswered] = []
    for reference in references:
        try:
            pages.append(fetch(reference))
        except FeedError as error:
            failed.append(Unanswered(reference=without_login(reference), error=str(error)))
    if references and not pages:
        raise FeedError(" ".join(each.error for each in failed))
    return tuple(pages), tuple(failed)
