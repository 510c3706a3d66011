"""Whether a clause speaks of what is to come, on which depends which Friday or which March it means."""

import re

from index.facts.when.forms import Place

# In lower case, as the words before are made: to ignore case costs thrice as much.
_FUTURE = re.compile(
    r"\b(?:will|'ll|’ll|shall|due|scheduled|set to|(?<!than )(?<!as )expected|plans? to|planned|going to|is to|are to"
    r"|was to|were to|would|next|upcoming|forthcoming|should|deadline|ahead of|begins?|starts?|opens?|kicks off"
    r"|takes place|takes effect|polls close)\b"
    r"|\b(?:is|are) (?:on|in)(?= $)"
    r"|n[’']t (?:be|until)\b"
)
_PAST = re.compile(r"\b(?:said|told|announced|reported|added|was|were|had|[a-z]{3,40}ed)\b[^.;]{0,30}$")
# A term is still to come, unless it was kept ('had filed by Wednesday').
_TERM = re.compile(r"\b(?:by|until|till|through) (?:the |(?:\d[\d:.]{0,4} ?(?:[ap]\.?m\.?) )(?:on )?)?$")
_PERFECT = re.compile(r"\b(?:had|was|were|ended|fell|rose)\b")
_CLAUSE = re.compile(r"[;:]|, (?:and|but|which|who) ")


def is_future(place: Place) -> bool:
    """Tell whether the clause around `place` speaks of what is to come, by the words before it."""
    before = _CLAUSE.split(place.before.lower())[-1]
    if _TERM.search(before):
        return not _PERFECT.search(before)
    last = None
    for last in _FUTURE.finditer(before):  # noqa: B007 - the last one is wanted
        pass
    return last is not None and not _PAST.search(before, last.end())
