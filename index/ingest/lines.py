"""The lines of a plain text: indents and gaps measured, and hard-wrapped paragraphs joined again."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

_WIDEST: Final = 100
"""Nobody wraps by hand or by mail program past this many characters."""
_NARROWEST: Final = 40
_SENTENCE_END: Final = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_RULE: Final = re.compile(r"(?:[-=_*~#.•·—–]\s?){3,}")
_MARKER: Final = re.compile(r"(?P<bullet>--|[-*+•‣◦▪▫·●○■□➤►])\s+(?=\S)|(?P<number>\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has something on it."""

    text: str
    """Without surrounding white space."""
    indent: int
    """Columns of white space before it; a tab counts as four."""
    gap: int
    """Blank lines before it."""

    @property
    def marker(self) -> re.Match[str] | None:
        """The list marker that the line begins with, if it does."""
        return _MARKER.match(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence, or a part of one, does."""
        return _SENTENCE_END.search(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """Return the lines of clean `text`; blank lines and mere rules ('-----') only count as gaps."""
    found: list[Line] = []
    gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped or _RULE.fullmatch(stripped):
            gap += 1
            continue
        indent = raw[: len(raw) - len(raw.lstrip())]
        found.append(Line(stripped, len(indent.expandtabs(4)), gap))
        gap = 0
    return found


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Join the lines of hard-wrapped paragraphs and list items; lines that are each a paragraph stay apart.

    Two signs tell a wrapped line: the next one goes on in lower case, or the next word would not have fitted, which
    is how every wrapping program works. The second counts only in a text that shows the first somewhere.
    """
    width = _wrapped_width(lines)
    joined: list[list[str]] = []
    heads: list[Line] = []
    for at, line in enumerate(lines):
        if at and _goes_on(lines[at - 1], line, heads[-1], width):
            joined[-1].append(line.text)
        else:
            joined.append([line.text])
            heads.append(line)
    return [
        line if len(texts) == 1 else replace(line, text=" ".join(texts))
        for line, texts in zip(heads, joined, strict=True)
    ]


def _goes_on(before: Line, line: Line, head: Line, width: int) -> bool:
    """Tell whether `line` goes on with the paragraph of `before`, which began at `head`."""
    if line.gap or line.marker or "|" in line.text or "\t" in line.text or "|" in before.text or "\t" in before.text:
        return False
    if len(before.text) + before.indent > _WIDEST:
        return False
    if head.marker and line.indent > head.indent:
        return True
    if line.text[0].islower() and len(before.text) >= _NARROWEST and not before.ends_sentence:
        return True
    return 0 < width < before.indent + len(before.text) + 1 + len(_first_word(line.text))


def _wrapped_width(lines: Sequence[Line]) -> int:
    """Return the column at which `lines` were wrapped, or 0 where they were not."""
    followed = [
        (before, line)
        for before, line in itertools.pairwise(lines)
        if not line.gap and not line.marker and before.indent + len(before.text) >= _NARROWEST
    ]
    if not followed:
        return 0
    widths = sorted(before.indent + len(before.text) for before, _ in followed)
    # Not the widest: one long address or heading must not hide where all the others were broken.
    width = widths[int(len(widths) * 0.9) if len(widths) >= 10 else -1]
    if width > _WIDEST:
        return 0
    full = [
        line for before, line in followed if before.indent + len(before.text) + 1 + len(_first_word(line.text)) > width
    ]
    lower = sum(1 for line in full if line.text[0].islower())
    # Two of five words begin in lower case even in German; lines that are paragraphs never do.
    return width if len(full) * 2 >= len(followed) and lower >= 2 and lower * 5 >= len(full) * 2 else 0


def _first_word(text: str) -> str:
    return text.split(None, 1)[0]
