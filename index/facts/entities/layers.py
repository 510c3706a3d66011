"""The layers that find names, laid over one another: rules, the tagger, plug-ins, and the user's own names on top."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.facts.document import FactText
from index.facts.entities import elsewhere, own, runs
from index.facts.entities.layering import laid_over
from index.facts.entities.mentions import Mention, mention_of, recurring
from index.facts.entities.own import OwnName
from index.facts.entities.plugins import Plugins
from index.facts.entities.tagging import joined
from index.facts.entities.tokens import Habits, Line, habits, lines
from index.models import Span, told_by_lists


@dataclass(frozen=True, slots=True)
class Beside:
    """What a user adds to our own finders."""

    names: tuple[OwnName, ...] = ()
    plugins: Plugins | None = None


NOTHING = Beside()
# An address with a path, and the code that some pages part from it by a space ('pic.example.com tB5aXW').
_ADDRESS = re.compile(
    r"(?:\bhttps?://[^\s/]{1,200}|(?<![\w.-])(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}(?=/))(?:/\S*)?"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){2}[a-z]{2,10} (?=[A-Za-z]{0,40}\d)(?=[\dA-Z]{0,40}[a-z])\w{8,40}\b"
)


def mentions(document: FactText, beside: Beside = NOTHING) -> list[Mention]:
    """Return all mentions of names in `document`, in order; none overlap."""
    listed = lines(document)
    article = habits(listed)
    if told_by_lists(document.language):
        found = elsewhere.mentions(listed, article, document.language or "")
    else:
        found = joined(_by_rules(listed, article, document.text), document)
    if beside.plugins is not None:
        for heard in beside.plugins.mentions(document.text, document.language):
            found = laid_over(heard, found)
    addresses = [Span(*match.span()) for match in _ADDRESS.finditer(document.text)]
    found = [mention for mention in found if not _is_inside(mention, addresses)]
    users = own.places(document.text, beside.names)
    found = laid_over(users.mentions, [mention for mention in found if not _is_inside(mention, users.never)])
    return laid_over(found, recurring([line for line in listed if line.headline], found))


def _by_rules(listed: Sequence[Line], article: Habits, text: str) -> list[Mention]:
    """Return what the rules for English find; headlines are left to the names that recur in them."""
    return [
        mention
        for line in listed
        if not line.headline
        for piece in runs.pieces(line, text, article)
        if (mention := mention_of(line, piece, article, text)) is not None
    ]


def _is_inside(mention: Mention, spans: Sequence[Span]) -> bool:
    """Tell whether a mention is all of one of `spans`, which are in order and do not overlap, or a part of it."""
    at = bisect.bisect_right(spans, mention.span.start, key=lambda span: span.start) - 1
    return at >= 0 and mention.span.end <= spans[at].end
