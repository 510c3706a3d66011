"""What can be done at a key while reading: in each pane, in the search bar, and everywhere among them."""

from typing import Final

from tui.command import Command, moves

LIST_COMMANDS: Final = (
    Command("list.open", "Open", ("enter",), "Go into the article and mark it as read", "list", "open", footer=True),
    *moves("list", "in the list"),
)

ARTICLE_COMMANDS: Final = moves("article", "in the article")

FACTS_COMMANDS: Final = (
    Command(
        "facts.go",
        "Go to place",
        ("enter",),
        "Go to where the article says it; again: to the next of several places (×3)",
        "facts",
        "go",
        footer=True,
    ),
    Command("facts.filter", "Filter", ("slash",), "Show only facts that contain some words", "facts", "filter", True),
    Command("facts.copy", "Copy", ("y",), "Copy the fact", "facts", "copy", footer=True),
    Command(
        "facts.elsewhere",
        "Where else",
        ("w",),
        "Search for all articles that tell it (3 others); Esc returns",
        "facts",
        "elsewhere",
        footer=True,
    ),
    *moves("facts", "in the facts"),
)

SEARCH_COMMANDS: Final = (
    Command("search.keep", "Keep results", ("enter",), "Go from the bar to what was found", "search", "keep", True),
    Command("search.counts", "Counts", ("tab",), "Go to the counts, which narrow the search", "search", "counts", True),
    Command("search.earlier", "Earlier", ("up",), "The query before", "search", "earlier", footer=True),
    Command("search.later", "Later", ("down",), "The query after; past the last, the counts", "search", "later"),
    Command(
        "search.cancel", "Back", ("escape",), "Return to what was there before the search", "search", "cancel", True
    ),
    Command("search.language", "Query language", ("f1",), "Show how to write a query", "search", "language", True),
)

STRIP_COMMANDS: Final = (
    Command(
        "strip.narrow",
        "Narrow",
        ("enter", "space"),
        "Narrow the search to this outlet, month or tag; again: widen it",
        "strip",
        "narrow",
        True,
    ),
    Command("strip.next", "Next", ("right", "l"), "Go to the next count", "strip", "go(1)", footer=True),
    Command("strip.previous", "Previous", ("left", "h"), "Go to the count before", "strip", "go(-1)", footer=True),
    Command("strip.first", "First", ("home",), "Go to the first count", "strip", "end(-1)"),
    Command("strip.last", "Last", ("end",), "Go to the last count", "strip", "end(1)"),
    Command("strip.bar", "Query", ("up", "k"), "Go back to the query", "strip", "leave('bar')"),
    Command(
        "strip.results", "Results", ("down", "j", "tab"), "Go to what was found", "strip", "leave('results')", True
    ),
    Command(
        "strip.back",
        "Back",
        ("escape",),
        "Take the last narrowing back, or go to the query",
        "strip",
        "leave('')",
        True,
    ),
)

SIDE_COMMANDS: Final = (
    Command("side.open", "Open", ("enter",), "Show these articles in the list", "side", "open", footer=True),
    Command("side.remove", "Remove", ("delete", "d"), "Remove a saved search; undo works", "side", "remove", True),
    *moves("side", "in the side bar"),
)

IN_EVERY_PANE: Final = (
    Command("reading.mark", "Mark", ("space",), "Mark for comparison and move on", "reading", "mark", footer=True),
    Command(
        "reading.clear_marks", "Clear marks", ("M",), "Take all marks for comparison away", "reading", "clear_marks"
    ),
    Command("reading.compare", "Compare", ("c",), "Set the marked articles side by side", "reading", "compare", True),
    Command("reading.search", "Search", ("slash",), "Search everything, as you type", "reading", "search", footer=True),
    Command("reading.facts", "Facts", ("i",), "Show or hide the key facts", "reading", "toggle_facts", footer=True),
    Command(
        "reading.refresh_all", "Refresh", ("R",), "Ask all feeds for news; again: stop", "reading", "refresh_all", True
    ),
    Command("reading.feeds", "Feeds", ("F",), "Show the feeds: add, remove, what is wrong", "reading", "feeds", True),
    Command(
        "reading.next",
        "Next",
        ("n",),
        "Next unread article; while searching, the next match",
        "reading",
        "next(1)",
        True,
    ),
    Command("reading.previous_match", "Previous match", ("N",), "Previous match", "reading", "match(-1)"),
    Command("reading.previous_unread", "Previous unread", ("p",), "Previous unread article", "reading", "unread(-1)"),
    Command("reading.toggle_read", "Read", ("m",), "Mark as read, or as unread", "reading", "toggle_read", footer=True),
    Command("reading.star", "Star", ("asterisk",), "Star the article, or take the star away", "reading", "toggle_star"),
    Command("reading.tag", "Tag", ("t",), "Add a tag, or take one away", "reading", "tag"),
    Command("reading.read_all", "All read", ("A",), "Mark every article in the list as read", "reading", "read_all"),
    Command("reading.undo", "Undo", ("u",), "Undo the last change of marks, stars and tags", "reading", "undo"),
    Command("reading.revisions", "Revisions", ("D",), "Show what changed in the article", "reading", "revisions"),
    Command("reading.refresh", "Refresh one", ("r",), "Ask the feed of this article", "reading", "refresh"),
    Command("reading.full_text", "Full text", ("x",), "Fetch the article's page for all of it", "reading", "full_text"),
    Command("reading.rule", "Make a rule", ("plus",), "Make a rule of this search", "reading", "rule"),
    Command("reading.browser", "Browser", ("o",), "Open the article in the browser", "reading", "browser"),
    Command("reading.copy_link", "Copy link", ("y",), "Copy the article's address", "reading", "copy_link"),
    Command("reading.links", "Links", ("semicolon",), "Put a letter beside each link; it opens it", "reading", "links"),
    Command(
        "reading.unread_only", "Unread only", ("U",), "Show unread articles only, or all", "reading", "unread_only"
    ),
    Command(
        "reading.save_search", "Save search", ("ctrl+s",), "Save this search in the side bar", "reading", "save_search"
    ),
    Command(
        "reading.suggestion",
        "Take suggestion",
        ("ctrl+y",),
        "Search for what the bar asks whether you meant",
        "reading",
        "suggestion",
    ),
    Command(
        "reading.side",
        "Side bar",
        ("b",),
        "Show or hide the side bar: unread, starred, tags, saved searches",
        "reading",
        "toggle_side",
    ),
    Command("reading.sort", "Order", ("S",), "Order what was found: best, newest, oldest first", "reading", "sort"),
    Command("reading.right", "Right", ("l", "right"), "Go to the pane on the right", "reading", "pane(1)"),
    Command("reading.left", "Left", ("h", "left"), "Go to the pane on the left, or back", "reading", "pane(-1)"),
    Command("reading.next_pane", "Next pane", ("tab",), "Go to the next pane", "reading", "cycle(1)"),
    Command("reading.previous_pane", "Previous pane", ("shift+tab",), "Go to the pane before", "reading", "cycle(-1)"),
    Command("reading.back", "Back", ("escape",), "One step back: a filter, a narrowing, the search", "reading", "back"),
    Command("reading.samples", "Add the samples", (), "Add the five sample articles", "reading", "samples"),
)

READING_COMMANDS: Final = (
    *LIST_COMMANDS,
    *ARTICLE_COMMANDS,
    *FACTS_COMMANDS,
    *SEARCH_COMMANDS,
    *STRIP_COMMANDS,
    *SIDE_COMMANDS,
    *IN_EVERY_PANE,
)
