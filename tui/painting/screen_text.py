"""The last door before the terminal: what a stored text may still not do to the screen.

Spans are places in the stored text, so it is never changed as a whole: painting passes each piece through here just
before it is drawn.
"""

import re
import unicodedata

_MOST_MARKS = 8
"""Combining marks drawn on one letter. Stacks of dozens climb over the lines above; no script needs more than a few."""

# C0 except tab and newline, DEL, C1, surrogates; then bidirectional embeddings, overrides and isolates (UAX #9), which
# could turn around what stands beside them. Right-to-left marks (U+200E, U+200F) stay.
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_MAY_COMBINE = re.compile(rf"[^\x00-\u02ff]{{{_MOST_MARKS + 1}}}")
_LINE_ENDS = re.compile("[\t\n\u2028\u2029]")


def for_screen(text: str) -> str:
    """Return `text` as it may be drawn: no controls, no turning around, no towers of marks. Newlines and tabs stay."""
    text = _DROPPED.sub("", text)
    return _short_marks(text) if _MAY_COMBINE.search(text) else text


def line_for_screen(text: str) -> str:
    """Return `text` as it may be drawn on one line: line ends and tabs become single spaces."""
    if text.isascii() and text.isprintable():
        return text
    return for_screen(_LINE_ENDS.sub(" ", text))


def _short_marks(text: str) -> str:
    """Cut every run of combining marks at the most that is drawn."""
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
