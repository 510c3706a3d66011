"""`feeds`: subscribing to feeds, listing them, and what is set for each."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from tui.cli.call import Call, Json
from tui.cli.login import Cookie, Headers, PasswordFile, User, UserAgent, credentials_of
from tui.cli.named_feeds import FeedReference, FeedReferences, answer_feeds, change_feeds, find_feed, find_feeds
from tui.cli.progress import waiting
from tui.cli.subscribing import subscribe

if TYPE_CHECKING:
    from index.library.feeds import Choices

_TagName = Annotated[str, typer.Argument(metavar="TAG", help="The tag.")]
_NEVER, _USUAL, _ALL = "off", "usual", "all"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(help="Subscribe to feeds, list and arrange them.", rich_markup_mode=None)
    group.command("add")(_add)
    group.command("list")(_list)
    group.command("remove")(_remove)
    group.command("rename")(_rename)
    group.command("move")(_move)
    group.command("tag")(_tag)
    group.command("untag")(_untag)
    group.command("set")(_set)
    group.command("defaults")(_defaults)
    app.add_typer(group, name="feeds")


def _add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="The feed, or a page that names it.")],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What to call it, instead of its own title.")] = None,
    folder: Annotated[str, typer.Option(metavar="FOLDER", help="Where to put it: News/World.")] = "",
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="A tag of the feed; repeatable.")] = None,
    full_text: Annotated[bool, typer.Option("--full-text", help="Fetch the page of each new article as well.")] = False,
    unseen: Annotated[
        bool, typer.Option("--unseen", help="Subscribe without asking for it first, as when it cannot be reached now.")
    ] = False,
    user: User = None,
    password_file: PasswordFile = None,
    header: Headers = None,
    cookie: Cookie = None,
    user_agent: UserAgent = None,
    json: Json = False,
) -> None:
    """Subscribe to a feed, or to the one that a page names, and take in what it has.

    An address without a scheme is asked for by https; where that cannot be reached, by http, but never with a password,
    header or cookie.
    """
    call = Call.of(context, json)
    credentials = credentials_of(user, password_file, header, cookie, user_agent)
    with call.library() as library:
        from index.models.documents import FeedsAnswer
        from tui.cli.pages.feeds import changed_feeds

        add = partial(
            library.feeds.add,
            name=name,
            folder=folder,
            tags=tuple(tag or ()),
            credentials=credentials,
            full_text=full_text,
            unseen=unseen,
        )
        with waiting("Asking for the feed"):
            added = subscribe(url, add, https_only=credentials is not None)
        feeds = tuple(feed for feed in library.feeds.list() if feed.id == added.id)
        call.answer(FeedsAnswer(feeds=feeds), changed_feeds("Subscribed to", feeds))


def _list(context: typer.Context, json: Json = False) -> None:
    """List the feeds by folder: what is unread, when each was fetched and is next, what is wrong, what is set."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import FeedsAnswer
        from tui.cli.pages.feeds import feed_list

        feeds = library.feeds.list()
        call.answer(FeedsAnswer(feeds=feeds), feed_list(feeds, datetime.now().astimezone()))


def _remove(context: typer.Context, references: FeedReferences, json: Json = False) -> None:
    """End subscriptions. The articles stay."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import FeedsAnswer
        from tui.cli.pages.feeds import changed_feeds

        found, failed = find_feeds(library, references)
        ids = {feed.id for feed in found}
        feeds = tuple(feed for feed in library.feeds.list() if feed.id in ids)
        for feed in feeds:
            library.feeds.remove(feed.id)
        call.answer(FeedsAnswer(feeds=feeds, failed=failed), changed_feeds("Removed", feeds))
        call.end(failed)


def _rename(
    context: typer.Context,
    reference: FeedReference,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call it; '' for its own title again.")],
    json: Json = False,
) -> None:
    """Call a feed otherwise. Its articles, and what was read of them, stay as they are."""
    call = Call.of(context, json)
    with call.library() as library:
        feed = library.feeds.rename(find_feed(library, reference).id, name or None)
        answer_feeds(call, library, [feed.id], ())


def _move(
    context: typer.Context,
    references: FeedReferences,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="News, or News/World; '' for none.")],
    json: Json = False,
) -> None:
    """Put feeds into a folder, which is there as soon as a feed is in it."""
    change_feeds(Call.of(context, json), references, lambda library, feed: library.feeds.move(feed.id, folder))


def _tag(context: typer.Context, tag: _TagName, references: FeedReferences, json: Json = False) -> None:
    """Give feeds a tag."""
    change_feeds(
        Call.of(context, json),
        references,
        lambda library, feed: library.feeds.set_tags(feed.id, (*feed.tags, tag)),
    )


def _untag(context: typer.Context, tag: _TagName, references: FeedReferences, json: Json = False) -> None:
    """Take a tag off feeds."""
    change_feeds(
        Call.of(context, json),
        references,
        lambda library, feed: library.feeds.set_tags(feed.id, [each for each in feed.tags if each != tag]),
    )


def _set(
    context: typer.Context,
    references: FeedReferences,
    full_text: Annotated[
        bool | None,
        typer.Option("--full-text/--no-full-text", help="Fetch the page of each new article as well, or not."),
    ] = None,
    watch: Annotated[
        str | None,
        typer.Option(
            metavar="HOURS", help="How long new articles are looked at again for changes; 'off'; 'usual' as for all."
        ),
    ] = None,
    keep: Annotated[
        str | None, typer.Option(metavar="DAYS", help="How long articles are kept that nobody set apart; 'all'.")
    ] = None,
    user: User = None,
    password_file: PasswordFile = None,
    header: Headers = None,
    cookie: Cookie = None,
    user_agent: UserAgent = None,
    no_login: Annotated[
        bool, typer.Option("--no-login", help="Forget user name, password, headers, cookie and user agent.")
    ] = False,
    json: Json = False,
) -> None:
    """Set how feeds are fetched and kept. What is not named stays as it is; all of a login is replaced together."""
    choices: Choices = {}
    if full_text is not None:
        choices["full_text"] = full_text
    if watch is not None:
        choices["watch_hours"] = None if watch == _USUAL else _hours(watch)
    if keep is not None:
        choices["keep_days"] = None if keep == _ALL else _number(keep, "--keep", f"a number of days, or '{_ALL}'")
    credentials = credentials_of(user, password_file, header, cookie, user_agent)
    if credentials is not None and no_login:
        raise typer.BadParameter("a login cannot be given and forgotten at once", param_hint="--no-login")
    if credentials is not None or no_login:
        choices["credentials"] = credentials
    if not choices:
        raise typer.BadParameter("name what to set, as --full-text", param_hint="OPTION")
    change_feeds(Call.of(context, json), references, lambda library, feed: library.feeds.configure(feed.id, **choices))


def _defaults(
    context: typer.Context,
    watch: Annotated[
        str | None,
        typer.Option(metavar="HOURS", help="How long new articles are looked at again for changes; 'off'."),
    ] = None,
    unread: Annotated[
        bool | None,
        typer.Option(
            "--unread-when-updated/--read-when-updated",
            help="Whether a read article is unread again once its outlet has changed it.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show or set what holds for all feeds that have no setting of their own."""
    call = Call.of(context, json)
    hours = None if watch is None else _hours(watch)
    with call.library() as library:
        from tui.cli.pages.feeds import defaults_page

        settings = library.feeds.settings()
        changes = {
            name: value
            for name, value in (("watch_hours", hours), ("unread_when_updated", unread))
            if value is not None
        }
        if changes:
            settings = settings.model_copy(update=changes)
            library.feeds.set_settings(settings)
        call.answer(settings, defaults_page(settings))


def _hours(written: str) -> int:
    """Return for how many hours articles are watched."""
    return 0 if written == _NEVER else _number(written, "--watch", f"a number of hours, or '{_NEVER}'")


def _number(written: str, option: str, wanted: str) -> int:
    """Return the number that was written; whether it can be meant, the library says."""
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        raise typer.BadParameter(f"write {wanted}", param_hint=option)
    return int(written)
