"""The grammar of the query language: Whoosh's parser, some of its plug-ins and two of ours.

It parts a query into Whoosh's syntax nodes, which `index.search.language` reads; each knows its place in the text.
"""

import functools
import re
from typing import Any, Literal, TypeAlias, get_args

from whoosh.qparser import (
    BoostPlugin,
    FieldsPlugin,
    FuzzyTermPlugin,
    GroupPlugin,
    OperatorsPlugin,
    PhrasePlugin,
    QueryParser,
    syntax,
)
from whoosh.qparser.plugins import TaggingPlugin

from index.search.dates import QUOTES
from index.search.query import AmountOf, Field, NameOf

Condition: TypeAlias = Literal["date", "is", "lang", "tag", "fact-date", NameOf, AmountOf]
"""What is asked of an article, or of its facts, rather than of its words."""

ALSO: dict[str, Condition] = {"organisation": "org", "organization": "org"}
"""Other names of conditions."""
NAMES = "|".join((*get_args(Field), *get_args(Condition), *ALSO))
"""The names before a colon, as a pattern."""
BOOST = r"\^[0-9]+(?:\.[0-9]+)?(?=[\s)]|$)"
"""What raises the part before it, as a pattern."""

_FUZZY = rf"~[0-9]?(?=[\s)]|$|{BOOST})"
_NOT = r"(?:^|(?<=[\s(]))(?:NOT(?=[\s(])|[-−](?=[^\s)]))"
_PHRASE = rf"[{QUOTES}](?P<text>[^{QUOTES}]*)[{QUOTES}](?:~(?P<slop>[0-9]{{1,4}}))?"
# One run without blanks up to what belongs to it but not in it; the value of a condition may be quoted, in part too.
_RUN = rf"(?P<text>(?:[^\s()^~{QUOTES}]|(?!{BOOST}|{_FUZZY})[\^~])+)"
_VALUE = rf"(?P<text>(?:[{QUOTES}][^{QUOTES}]*[{QUOTES}]|[^\s()^{QUOTES}]|(?!{BOOST})\^)+)"


class Side(syntax.GroupNode):  # type: ignore[misc] # Whoosh publishes no usable types
    """Parts side by side or in parentheses; AND, which makes groups of its own, must not add to one of these."""


class ConditionNode(syntax.TextNode):  # type: ignore[misc] # as above
    """The value of a condition; its field is the condition's name, before the value."""

    def __init__(self, name: str, text: str, textstartchar: int) -> None:
        super().__init__(text)
        self.fieldname = name
        self.textstartchar = textstartchar


class _Conditions(TaggingPlugin):  # type: ignore[misc] # as above
    """Reads `tag:"two words"` and `date:"last month"..today` as one: Whoosh's fields would end at the quotation."""

    expr = rf"(?<!\w)(?P<name>(?i:{'|'.join((*get_args(Condition), *ALSO))})):{_VALUE}"
    priority = -1

    def create(self, parser: Any, match: re.Match[str]) -> ConditionNode:  # noqa: ARG002 # Whoosh passes its parser
        """Return the node."""
        name = match["name"].lower()
        return ConditionNode(ALSO.get(name, name), match["text"], match.start("text"))


class _Words(TaggingPlugin):  # type: ignore[misc] # as above
    """Reads a run without blanks as one, wildcards included: Whoosh's plug-in for those loses their places."""

    expr = _RUN
    priority = 10
    nodetype = syntax.WordNode


@functools.cache
def parser() -> QueryParser:
    """Return the parser; without a schema, because analysis is ours."""
    operator = OperatorsPlugin.OpTagger
    return QueryParser(
        None,
        None,
        plugins=[
            _Conditions(),
            FieldsPlugin(rf"(?<!\w)(?P<text>(?i:{NAMES})):(?=\S)", remove_unknown=False),
            PhrasePlugin(_PHRASE),
            _Words(),
            # The filters of these run in this order: what is fuzzy may be boosted, and so may a group.
            GroupPlugin(),
            FuzzyTermPlugin(rf"(?<=\S)~(?P<maxdist>[0-9])?(?P<prefix>(?!))?(?=[\s)]|$|{BOOST})"),
            BoostPlugin(r"(?<=[^\s(])\^(?P<boost>[0-9]+(?:\.[0-9]+)?)(?=[\s)]|$)"),
            OperatorsPlugin(
                [
                    (operator(_NOT, syntax.NotGroup, syntax.PrefixOperator, memo="not"), 0),
                    (operator(r"(?<=[\s)])AND(?=[\s(])", syntax.AndGroup, memo="and"), 0),
                    (operator(r"(?<=[\s)])OR(?=[\s(])", syntax.OrGroup, memo="or"), 0),
                ],
                clean=True,
            ),
        ],
        group=Side,
    )
