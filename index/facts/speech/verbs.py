"""Verbs that report what somebody says or thinks, told in any of their forms by their stem."""

import functools

from index.facts.closedclass import listed

_SPEECH = listed(
    "say tell add note write explain argue claim insist warn admit acknowledge announce declare state report reply"
    " respond answer ask suggest assert contend maintain stress emphasise emphasize tweet post recall remark comment"
    " observe quip joke conclude predict promise pledge vow urge call demand deny confirm reveal disclose complain"
    " charge accuse allege testify concede boast caution continue describe estimate indicate mention point propose"
    " recommend remind repeat reiterate echo retort shout scream yell chant whisper mutter cite quote criticise"
    " criticize praise blast slam condemn denounce decry dismiss defend offer order read speak talk express voice"
    " elaborate clarify advise inform lament muse question counter rebut refute rule hint imply signal tout"
    " characterise characterize label dub term brand thank apologise apologize exclaim proclaim swear guarantee"
    " sing liken hail specify interject deadpan gush sneer snap scoff opine posit surmise volunteer protest"
    " plead beg cry laugh begin"
)
_STANCE = listed(
    "believe think know feel want hope expect fear worry wish plan intend seek agree disagree consider doubt see hear"
    " learn realise realize understand suspect assume imagine support oppose favour favor prefer mean remember decide"
    " determine love like need view regard notice discover guess trust find show compare refer mock attack blame"
    " endorse welcome use issue publish discuss argue joke portray paint cast depict"
)
_IRREGULAR = {
    "said": "say",
    "says": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "thought": "think",
    "knew": "know",
    "known": "know",
    "felt": "feel",
    "saw": "see",
    "seen": "see",
    "heard": "hear",
    "found": "find",
    "swore": "swear",
    "meant": "mean",
    "understood": "understand",
    "spoke": "speak",
    "spoken": "speak",
    "sought": "seek",
    "shown": "show",
    "began": "begin",
    "cried": "cry",
    "replied": "reply",
    "denied": "deny",
    "testified": "testify",
    "decried": "decry",
    "implied": "imply",
    "clarified": "clarify",
    "worried": "worry",
    "pled": "plead",
}
ACCORDING = "according"


@functools.cache
def _stems() -> dict[str, str]:
    """Return the stem of each known verb with its class: 'speech' or 'stance'."""
    known = {_bare(verb): "stance" for verb in _STANCE}
    known.update({_bare(verb): "speech" for verb in _SPEECH})
    return known


@functools.lru_cache(maxsize=4096)
def reporting(lower: str) -> tuple[str, str] | None:
    """Return the stem and the class ('speech' or 'stance') of a verb that reports, or None for any other word."""
    stem = _bare(_IRREGULAR.get(lower) or _without_ending(lower))
    kind = _stems().get(stem)
    return (stem, kind) if kind else None


def form(lower: str) -> str:
    """Return how a verb is inflected: 'ing', 's', or 'ed' for the past, else 'base'."""
    if lower.endswith("ing"):
        return "ing"
    if lower.endswith("s") and not lower.endswith("ss"):
        return "s"
    return "ed" if lower.endswith("ed") or lower in _IRREGULAR else "base"


def _without_ending(word: str) -> str:
    if len(word) < 4:
        return word
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", "")):
        if word.endswith(ending):
            return _single_consonant(word[: -len(ending)] + instead)
    if word.endswith(("shes", "ches", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _single_consonant(word: str) -> str:
    """Undo the doubling before an ending: 'quipp' is 'quip'; 'call' and 'stress' keep theirs."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl"
    return word[:-1] if doubled else word


def _bare(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
