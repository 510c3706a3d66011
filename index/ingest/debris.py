"""What a scraped page leaves around an article: buttons, forum lines, notes on cookies; only at the two ends.

A line goes only if the whole of it is one of these; a sentence that says something stays, wherever it stands. The
words are those that sites of every kind print on their buttons.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from index.ingest.dates import parse_date
from index.ingest.lines import Line

_ORNAMENT: Final = " \t•·●|-–—*>»›→←↑↓<«‹[](){}…:.,!▲▼✕×#"
_BUTTONS: Final = frozenset({
    "back", "top", "back to top", "go to top", "scroll to top", "home", "menu", "main menu", "search", "close",
    "next", "previous", "prev", "more", "more options", "share", "share this", "share this article",
    "share this story", "share this post", "share on", "tweet", "email", "e-mail", "print", "save", "saved",
    "bookmark", "copy link", "link copied", "facebook", "twitter", "whatsapp", "linkedin", "reddit", "telegram",
    "pinterest", "messenger", "bluesky", "mastodon", "instagram", "youtube", "flipboard", "share on facebook",
    "share on twitter", "share on x", "share on linkedin", "rss", "advertisement", "advertising", "advert", "ad",
    "ads", "sponsored", "sponsored content", "promoted", "promoted content", "skip advertisement", "skip ad",
    "story continues below advertisement", "article continues below advertisement", "continue reading below",
    "scroll to continue", "advertisement - scroll to continue", "remove ads", "skip to content",
    "skip to main content", "skip navigation", "navigation", "site navigation", "read more", "continue reading",
    "show more", "load more", "view more", "see more", "view all", "see all", "click to expand", "expand", "collapse",
    "subscribe", "subscribe now", "sign in", "sign up", "log in", "login", "log out", "register", "create account",
    "join now", "follow", "follow us", "newsletter", "newsletters", "sign up for our newsletter", "get the app",
    "download the app", "notifications", "comments", "comment", "leave a comment", "add a comment", "post a comment",
    "join the conversation", "view comments", "no comments", "reply", "like", "quote", "report", "upvote", "downvote",
    "related", "related articles", "related stories", "related topics", "most read", "most popular", "trending",
    "recommended", "recommended for you", "you may also like", "more from this author", "cookie settings",
    "cookie policy", "cookie preferences", "manage cookies", "manage preferences", "accept", "accept all",
    "accept cookies", "accept all cookies", "reject all", "i agree", "got it", "privacy policy", "privacy",
    "terms of use", "terms of service", "terms and conditions", "terms", "contact us", "contact", "about us",
    "careers", "help", "sitemap", "site map", "accessibility", "listen", "listen to this article", "loading", "play",
    "pause", "mute", "unmute", "play video", "watch",
})  # fmt: skip
_ADVERTS: Final = frozenset(
    {
        "advertisement",
        "advertisement - scroll to continue",
        "article continues below advertisement",
        "skip advertisement",
        "story continues below advertisement",
    }
)
_FORUM: Final = re.compile(
    r"thread (?:author|starter)|original poster|topic (?:author|starter)|staff member"
    r"|(?:site |forum )?(?:moderator|administrator)"
    r"|(?:new|active|well-known|senior|junior|registered|premium) member"
    r"|(?:joined|messages|posts|reaction score|reputation|location|points|threads)\s*:\s*[\w ,/-]{1,24}",
    re.IGNORECASE,
)
_COUNTS: Final = re.compile(
    r"\d[\d.,]*[km]? (?:comments?|shares?|likes?|views?|repl(?:y|ies)|reactions?|votes?)"
    r"|\d+ ?-?min(?:ute)?s? (?:read|listen)|reading time:? \d+ min(?:ute)?s?"
    r"|(?:\d+|an?) (?:min(?:ute)?|hour|day|week|month|year)s? ago"
    r"|(?:today|yesterday)(?: at \d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_NOTES: Final = re.compile(
    r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})).{0,120}|.{0,80}\ball rights reserved\.?"
    r"|(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\bcookies\b.{0,200}"
    r"|by (?:continuing|using|clicking)\b.{0,80}\b(?:cookies|terms|privacy)\b.{0,160}|home ?[>/»›|].{0,120}",
    re.IGNORECASE,
)
_USER: Final = re.compile(r"[@\w.-]{2,30}")


class Body(NamedTuple):
    """The lines of an article without what surrounded them."""

    lines: list[Line]
    published: datetime | None
    """What a date line at the top said, where there was one."""


def strip_debris(lines: Sequence[Line]) -> Body:
    """Drop debris before the first line that says something, right after it (it may be the title), and at the end.

    Where nothing would be left, everything stays.
    """
    dropped: set[int] = set()
    first = _skip(lines, 0, dropped)
    if first >= len(lines):
        return Body(list(lines), None)
    second = _skip(lines, first + 1, dropped)
    published = next((date for at in sorted(dropped) if (date := parse_date(lines[at].text))), None)
    end = len(lines)
    while end > second and _is_debris(lines, end - 1):
        end -= 1
    dropped.update(range(end, len(lines)))
    return Body([line for at, line in enumerate(lines) if at not in dropped and not _is_advert(line)], published)


def _skip(lines: Sequence[Line], at: int, dropped: set[int]) -> int:
    """Note the debris from line `at` on; return the first line that is none."""
    while at < len(lines) and _is_debris(lines, at):
        dropped.add(at)
        at += 1
    return at


def _is_debris(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if len(text) > 300:
        return False
    core = text.strip(_ORNAMENT)
    if core.casefold() in _BUTTONS or _FORUM.fullmatch(core) or _COUNTS.fullmatch(core) or _NOTES.fullmatch(text):
        return True
    if parse_date(text):
        return True
    if _USER.fullmatch(text):  # a user's name stands next to what the forum says of the user
        return any(
            _FORUM.fullmatch(lines[near].text.strip(_ORNAMENT)) for near in (at - 1, at + 1) if 0 <= near < len(lines)
        )
    name, _, rest = core.partition(" ")
    return (
        bool(rest)
        and _USER.fullmatch(name) is not None
        and _FORUM.fullmatch(rest.strip(_ORNAMENT)) is not None
        and (not rest[0].isalnum())
    )


def _is_advert(line: Line) -> bool:
    """Tell the one kind of debris that also stands in the middle of articles."""
    return len(line.text) < 60 and line.text.strip(_ORNAMENT).casefold() in _ADVERTS
