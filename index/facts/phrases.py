"""Which words a subject may hold, begin with, run through or consist of, as closed lists."""

from index.facts.closedclass import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    NUMBER_NOUNS,
    NUMBER_WORDS,
    PRONOUNS,
    VERBS,
    listed,
)
from index.facts.movement import MEASURING, MOVEMENT_NOUNS

JOINING = frozenset(listed("of in for at before after from"))
"""Prepositions that hold noun phrases together: 'profit before tax', 'shares in X'."""
# Heads that only mean something with what follows: 'shares in X' and 'the price of X' are about X.
DEPENDENT = frozenset(listed("shares stock stocks share price prices value sales cost costs rate level profits profit"))
EMPTY_HEADS = frozenset(
    listed(
        "number amount figure sum total majority proportion percentage one part series group excess behalf approval"
        " support call letter executive use head member leader chair instance presence type types kind kinds sort sorts"
        " form forms average list range"
    )
)
# Words that a window of text may leave alone but that are about nothing by themselves.
NO_SUBJECT = frozenset(
    listed(
        "way end behalf group one men people those huge large big small similar separate different whole entire own"
        " bring want budge take shut touch use call support approval excess return launch help run close open keep go"
        " come make get give put raise pay need hope plan seek try begin start continue likely unlikely able asked"
        " polled known least most next such figure figures number amount total"
        " half third quarter thirds quarters consist consists comprise comprises rid courtesy"
    )
)
# End as participles do and are nouns.
NOUNS_LIKE_PARTICIPLES = frozenset(
    listed(
        "spending building funding housing lending trading clothing manufacturing shipping advertising borrowing"
        " training marketing financing pricing banking gambling farming fishing mining engineering hiring saving"
        " broadcasting publishing speed seed feed breed turnout wedding meeting hearing rating ceiling shooting bombing"
    )
)
# End as adverbs do and are nouns or adjectives.
_LIKE_ADVERBS = frozenset(
    listed(
        "family supply assembly rally ally reply monopoly butterfly monthly daily weekly quarterly yearly early elderly"
        " friendly costly anomaly italy july homily tally bully jelly belly oligopoly"
    )
)
COPULA = frozenset(listed("is are was were be has have had"))
NO_BEGINNING = DETERMINERS | ADVERBS | PRONOUNS | NUMBER_WORDS
DATE_WORDS = frozenset(
    listed(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
        " august september october november december year years quarter quarters month months week weeks day"
        " days recent early late trading addition total all cash last first second third fourth same coming"
        " past next previous fiscal"
    )
)
PASSED_OVER = AUXILIARIES | ADVERBS | DATE_WORDS | {"to", "in", "on", "for", "the", "of", "this"}
"""May stand between a subject and its verb."""
BREAKING = (FUNCTION_WORDS - DETERMINERS) | VERBS | NUMBER_NOUNS | DATE_WORDS
"""No noun phrase runs through these."""
SAYING = frozenset(listed("said says say told tells added wrote announced reported according asked insisted claimed"))


def is_verbal(lower: str) -> bool:
    """Tell whether a word is a participle or a verb, by its ending or by the list."""
    return lower in VERBS or (len(lower) > 4 and lower.endswith(("ed", "ing")) and lower not in NOUNS_LIKE_PARTICIPLES)


def is_measuring_verb(lower: str) -> bool:
    """Tell whether a word is a verb of rising, falling or standing, and no noun as well ('costs')."""
    return lower in MEASURING and lower not in MOVEMENT_NOUNS and lower not in DEPENDENT


def is_adverb(lower: str) -> bool:
    """Tell whether a word is an adverb by its ending ('reportedly')."""
    return lower.endswith("ly") and len(lower) > 4 and lower not in _LIKE_ADVERBS
