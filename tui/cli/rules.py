"""`rules`: what is done by itself with new articles that a query finds."""

from typing import Annotated

import typer

from tui.cli.call import Call, Json
from tui.cli.named_feeds import find_feed

_Number = Annotated[
    int, typer.Argument(min=1, max=2**31, metavar="N", help="The number of the rule, as `rules list` prints it.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(help="Mark read, star, tag or hide new articles that a query finds.", rich_markup_mode=None)
    group.command("add")(_add)
    group.command("list")(_list)
    group.command("remove")(_remove)
    group.command("undo")(_undo)
    app.add_typer(group, name="rules")


def _add(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="What it is for, as in `crossread search`.")],
    read: Annotated[bool, typer.Option("--read", help="Mark the articles read.")] = False,
    star: Annotated[bool, typer.Option("--star", help="Star them.")] = False,
    tag: Annotated[str | None, typer.Option("--tag", metavar="TAG", help="Give them a tag.")] = None,
    hide: Annotated[bool, typer.Option("--hide", help="Show them in no list and no search.")] = False,
    feed: Annotated[str | None, typer.Option("--feed", metavar="FEED", help="Only articles of this feed.")] = None,
    json: Json = False,
) -> None:
    """Do something with every article that comes in from now on and that a query finds.

    A query that begins with '-' stands after '--': crossread rules add --hide -- -opinion cloud.
    """
    wanted = [
        name for name, chosen in (("read", read), ("star", star), ("tag", tag is not None), ("hide", hide)) if chosen
    ]
    if len(wanted) != 1:
        raise typer.BadParameter("say what to do: one of --read, --star, --tag TAG and --hide", param_hint="OPTION")
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import RulesAnswer
        from index.models.feeds import RuleAction
        from tui.cli.pages.rules import made_rule

        only = None if feed is None else find_feed(library, feed)
        rule = library.rules.add(
            " ".join(query), RuleAction(wanted[0]), tag=tag, feed=None if only is None else only.id
        )
        call.answer(RulesAnswer(rules=(rule,)), made_rule(rule, None if only is None else only.called))


def _list(context: typer.Context, json: Json = False) -> None:
    """List the rules with their numbers, and how many articles each was applied to."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import RulesAnswer
        from tui.cli.pages.rules import rule_list

        rules = library.rules.list()
        names = {feed.id: feed.called for feed in library.feeds.list()} if any(rule.feed for rule in rules) else {}
        call.answer(RulesAnswer(rules=rules), rule_list(rules, names))


def _remove(context: typer.Context, number: _Number, json: Json = False) -> None:
    """Remove a rule. What it did to articles stays; take that back before with `rules undo`."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import RulesAnswer
        from tui.cli.pages.rules import removed_rule

        rule = library.rules.remove(number)
        call.answer(RulesAnswer(rules=(rule,)), removed_rule(rule))


def _undo(context: typer.Context, number: _Number, json: Json = False) -> None:
    """Put all articles back as they were before a rule was applied to them. The rule stays for those to come."""
    call = Call.of(context, json)
    with call.library() as library:
        from index.models.documents import RuleUndone
        from tui.cli.pages.rules import undone_rule

        undone = RuleUndone(rule=number, articles=library.rules.undo(number))
        call.answer(undone, undone_rule(undone))
