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
# 'was to be finished by the summer' tells a term that may be to come.
_INTENDED = re.compile(r"\b(?:to be|to have|was to|were to|would|will|(?:expected|due|set|scheduled|planned) to)\b")
_PERFECT = re.compile(r"\b(?:had|was|were|ended|fell|rose)\b")
# 'By Friday, the mayor had left', 'By Friday the town was cut off': a term that opens its sentence and was kept.
_PASSED = re.compile(r",? (?:[\w’'-]{1,30} ){1,3}(?:had|was|were|fell|rose|went|came|[a-z]{3,40}ed)\b(?! to\b)")
# 'stepped down in February', 'was sold in March': a past verb that the month belongs to.
_DONE = re.compile(
    r"\b(?:was|were|had|did|began|left|went|came|won|lost|took|made|met|told|sold|bought|held|became|gave|grew|rose|fell"
    r"|got|saw|ran|died|struck|resigned|[a-z]{2,20}[^e\W]ed)\b(?: [\w’'-]{1,20}){0,5} (?:in|during) "
    r"(?:early |late |mid-?)?$"
)
_OPENING = len("by the ")
_CLAUSE = re.compile(r"[;:]|, (?:and|but|which|who) ")


def is_future(place: Place) -> bool:
    """Tell whether the clause around `place` speaks of what is to come, by the words before it."""
    before = _CLAUSE.split(place.before.lower())[-1]
    if _TERM.search(before):
        perfect = _PERFECT.search(before)
        if perfect:
            return _INTENDED.search(before, perfect.start()) is not None
        return not (len(before) <= _OPENING and _PASSED.match(place.after.lower()))
    last = None
    for last in _FUTURE.finditer(before):  # noqa: B007 - the last one is wanted
        pass
    return last is not None and not _PAST.search(before, last.end())


def is_past(place: Place) -> bool:
    """Tell whether a verb in the past tense stands right before `place` and nothing there speaks of what is to come."""
    before = _CLAUSE.split(place.before.lower())[-1]
    return _DONE.search(before) is not None and not (_FUTURE.search(before) or _INTENDED.search(before))
