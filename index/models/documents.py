"""The JSON documents that the commands print (schema 1), and the JSON Schema of each.

Where a model of the library is already the document (`show`, `search`, `compare`, `diff`, `import`, `status`), it is
used as it is. The number of the schema stands first in every document and is added here alone.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import Field

from index.models.article import Article, ArticleState, ArticleSummary
from index.models.base import Frozen
from index.models.comparison import Comparison, RevisionDiff
from index.models.facts import Fact
from index.models.feeds import Feed, FeedSettings, FeedsTaken, FullText, RefreshReport, Rule
from index.models.reports import ImportReport, LibraryStatus
from index.models.search import SearchResult
from index.models.tally import FactTally

SCHEMA = 1
"""Goes up when a field changes its meaning or goes away; a field more is no change."""


class Unanswered(Frozen):
    """An article or a feed that was asked for and could not be had, while others could."""

    reference: str
    """As it was given on the command line."""
    error: str


def _failed() -> Any:
    """Return the field of what failed, which is absent where nothing did."""
    return Field(default=(), exclude_if=lambda failed: not failed)


class ArticleList(Frozen):
    """The document of `list`."""

    total: int
    """How many there are in all; `articles` is one page of them."""
    articles: tuple[ArticleSummary, ...]


class ArticleFacts(Frozen):
    """The facts of one article, in the order of its text."""

    id: str
    title: str
    facts: tuple[Fact, ...]


class FactsAnswer(Frozen):
    """The document of `facts`."""

    articles: tuple[ArticleFacts, ...]
    failed: tuple[Unanswered, ...] = _failed()


class TallyAnswer(FactTally):
    """The document of `names` and of `facts --all`: facts of the whole library, from those that most articles tell."""

    counted: int
    """The articles whose facts were counted."""
    of: int
    """All articles; the facts of the others are not made yet."""


class StatesAnswer(Frozen):
    """The document of `read`, `unread`, `star`, `unstar`, `tag` and `untag`: what holds after the command."""

    articles: tuple[ArticleState, ...]
    failed: tuple[Unanswered, ...] = _failed()


class FeedsAnswer(Frozen):
    """The document of the commands `feeds`: all feeds, or those that were changed, as they are after the command."""

    feeds: tuple[Feed, ...]
    failed: tuple[Unanswered, ...] = _failed()


class PagesAnswer(Frozen):
    """The document of `add` and `fetch`: what came of fetching each page."""

    pages: tuple[FullText, ...]
    failed: tuple[Unanswered, ...] = _failed()


class RulesAnswer(Frozen):
    """The document of `rules list`, `rules add` and `rules remove`: all rules, or the one that was changed."""

    rules: tuple[Rule, ...]


class RuleUndone(Frozen):
    """The document of `rules undo`."""

    rule: int
    articles: int
    """How many were put back as they were before."""


class KeyLine(Frozen):
    """One thing that the reader can do at a key."""

    id: str
    """What a user's key map names."""
    title: str
    keys: tuple[str, ...]
    """Two presses after each other are parted by a space: 'g g'."""
    help: str
    context: str
    """Where the keys work."""


class KeyList(Frozen):
    """The document of `keys`."""

    commands: tuple[KeyLine, ...]


class WrittenSchemas(Frozen):
    """The document of `schemas`: the files that were written."""

    files: tuple[str, ...]


class ErrorAnswer(Frozen):
    """What is printed instead of a document when there is no result; with exit status 1, or 2 for a usage error."""

    error: str
    """One sentence."""


DOCUMENTS: Mapping[str, type[Frozen]] = MappingProxyType(
    {
        "list": ArticleList,
        "show": Article,
        "search": SearchResult,
        "facts": FactsAnswer,
        "tally": TallyAnswer,
        "compare": Comparison,
        "diff": RevisionDiff,
        "import": ImportReport,
        "states": StatesAnswer,
        "feeds": FeedsAnswer,
        "defaults": FeedSettings,
        "refresh": RefreshReport,
        "pages": PagesAnswer,
        "taken": FeedsTaken,
        "rules": RulesAnswer,
        "undone": RuleUndone,
        "status": LibraryStatus,
        "keys": KeyList,
        "schemas": WrittenSchemas,
        "error": ErrorAnswer,
    }
)
"""By name: the model of every document."""


def to_json(document: Frozen) -> str:
    """Return `document` as one line of JSON in printable ASCII, with the number of the schema in front.

    Everything else is escaped, so that no text of an article reaches a terminal unread. Numbers without a finite value
    are null.
    """
    return json.dumps({"schema": SCHEMA, **json.loads(document.model_dump_json(by_alias=True))}, ensure_ascii=True)


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the document `name`, one of `DOCUMENTS`."""
    schema = DOCUMENTS[name].model_json_schema(mode="serialization", by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "properties": {"schema": {"const": SCHEMA, "type": "integer"}, **schema["properties"]},
        "required": ["schema", *schema.get("required", ())],
    }
