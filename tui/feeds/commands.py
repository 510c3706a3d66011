"""What can be done at a key on the feeds screen."""

from typing import Final

from tui.command import Command, moves

FEEDS_COMMANDS: Final = (
    Command("feeds.open", "Articles", ("enter",), "Show the feed's articles in the list", "feeds", "open", True),
    Command("feeds.back", "Back", ("escape", "F"), "Leave the feeds", "feeds", "back", footer=True),
    Command("feeds.add", "Add", ("a",), "Add a feed by its address, or that of a page", "feeds", "add", footer=True),
    Command("feeds.refresh", "Refresh", ("r",), "Ask for this feed now", "feeds", "refresh", footer=True),
    Command("feeds.refresh_all", "All", ("R",), "Ask for all feeds; again: stop", "feeds", "refresh_all", footer=True),
    Command(
        "feeds.failing",
        "Failing",
        ("exclamation_mark",),
        "Go to the next feed that was not had, or is stopped",
        "feeds",
        "failing",
        footer=True,
    ),
    Command(
        "feeds.remove", "Remove", ("d", "delete"), "End the subscription; its articles stay", "feeds", "remove", True
    ),
    Command("feeds.rename", "Rename", ("e", "n"), "Call the feed otherwise", "feeds", "rename", footer=True),
    Command("feeds.move", "Folder", ("f",), "Put the feed into a folder", "feeds", "move", footer=True),
    Command("feeds.tags", "Tags", ("t",), "Give the feed tags, or take them away", "feeds", "tags", footer=True),
    Command(
        "feeds.full_text",
        "Full text",
        ("x",),
        "Fetch the page of each new article as well, or no longer",
        "feeds",
        "full_text",
        footer=True,
    ),
    Command("feeds.rules", "Rules", ("plus",), "List the rules; each can be undone", "feeds", "rules", footer=True),
    Command("feeds.import", "OPML in", ("i",), "Take over the feeds of an OPML file", "feeds", "import_opml", True),
    Command("feeds.export", "OPML out", ("w",), "Write all feeds to an OPML file", "feeds", "export_opml", True),
    Command("feeds.site", "Site", ("o",), "Open the feed's site in the browser", "feeds", "site"),
    Command("feeds.copy", "Copy address", ("y",), "Copy the feed's address", "feeds", "copy"),
    *moves("feeds", "in the feeds"),
)
