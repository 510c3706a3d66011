"""Feeds: what is subscribed to, what came of fetching it, and what is done with what it brings."""

from datetime import datetime
from enum import StrEnum

from pydantic import ConfigDict, Field

from index.models.base import Frozen


class Feed(Frozen):
    """A subscription. What lets it in (user and password, headers, cookies) is never part of it."""

    id: str
    """'f' and 12 characters of base32; never changes, whatever address or name the feed gets."""
    url: str
    """Without user name and password."""
    title: str
    """As the feed calls itself; empty before it was fetched once."""
    name: str | None = None
    """As the user calls it."""
    folder: str = ""
    """Where it stands, as in OPML: 'News/World'; empty at the top."""
    tags: tuple[str, ...] = ()
    site: str | None = None
    """The page of which it is the feed."""
    full_text: bool = False
    """Whether the page of each new article is fetched as well."""
    watch_hours: int | None = None
    """How long new articles are looked at again, 0 for never; None for the usual time."""
    keep_days: int | None = None
    """After how many days articles go that nobody starred, tagged or compared; None keeps all."""
    authorised: bool = False
    """Whether a user name, a header or a cookie is sent along."""
    stopped: str | None = None
    """Why it is not fetched any more, as a sentence."""
    checked: datetime | None = None
    """When it was last asked for."""
    succeeded: datetime | None = None
    """When it was last had, changed or not."""
    error: str | None = None
    """Why it was not had the last time, as a sentence; None where it was."""
    next_try: datetime | None = None
    quiet_until: datetime | None = None
    """Until when its server asked to be left alone, where that was its last answer."""
    articles: int = 0
    unread: int = 0

    @property
    def called(self) -> str:
        """What to call it: the user's name, else its own, else its address."""
        return self.name or self.title or self.url


class Credentials(Frozen):
    """What lets a feed in. It is stored apart, sent to the feed's server alone, and shown nowhere."""

    model_config = ConfigDict(hide_input_in_errors=True)

    user: str | None = Field(default=None, repr=False)
    password: str | None = Field(default=None, repr=False)
    headers: dict[str, str] = Field(default_factory=dict, repr=False)
    cookie: str | None = Field(default=None, repr=False)
    """The whole header: 'name=value; other=value'."""
    user_agent: str | None = Field(default=None, repr=False)


class FeedFailure(Frozen):
    """A feed or a page that could not be had."""

    feed: str | None
    """The feed's id; None for a page."""
    url: str
    error: str
    """One sentence."""


class RefreshReport(Frozen):
    """How a refresh ended; also the JSON document of `refresh`."""

    feeds: int = 0
    """How many were asked for."""
    unchanged: int = 0
    """How many of them had nothing new to send."""
    added: int = 0
    """Articles that are new."""
    updated: int = 0
    """Articles that their outlets have changed."""
    pages: int = 0
    """Articles whose full text came in."""
    stopped: bool = False
    """Whether the user stopped it; what had come in by then has stayed."""
    failed: tuple[FeedFailure, ...] = ()


class RuleAction(StrEnum):
    """What a rule does with what it finds."""

    READ = "read"
    STAR = "star"
    TAG = "tag"
    HIDE = "hide"


class Rule(Frozen):
    """What is done with every new article that a query finds."""

    id: int
    query: str
    action: RuleAction
    tag: str | None = None
    """With `tag`."""
    feed: str | None = None
    """The id of the feed whose articles it is for; None for all."""
    applied: int = 0
    """To how many articles it was applied."""


class AppliedRule(Frozen):
    """That a rule was applied to an article."""

    rule: int
    query: str
    action: RuleAction
    tag: str | None
    at: datetime


class FeedSettings(Frozen):
    """What holds for all feeds, where a feed has no setting of its own."""

    watch_hours: int = 48
    """How long new articles are looked at again; 0 for never."""
    unread_when_updated: bool = False
    """Whether an article is unread again once its outlet has changed it."""


class FullText(Frozen):
    """What came of fetching the page of an article."""

    id: str
    """The article."""
    revision: int
    """Its newest revision."""
    known: bool = False
    """Whether the article was there already."""
    kept: str | None = None
    """Why the text that was there before has stayed, as a sentence; None where the page's came in, or is the same."""


class FeedsTaken(Frozen):
    """How the taking over of a list of feeds ended; also the JSON document of `opml import`."""

    added: int = 0
    """Feeds that are new."""
    known: int = 0
    """Feeds that were subscribed to already."""
    articles: int = 0
    """Articles that came with the list, and are new."""
    trouble: tuple[str, ...] = ()
    """A sentence for each entry that could not be taken."""


class FeedAdded(Frozen):
    """The writer has subscribed to a feed."""

    feed: Feed


class PageFetched(Frozen):
    """The writer has fetched a page: an article's full text, or a new article."""

    page: FullText
