"""Titles: telling one from prose, making one where there is none, and not saying it twice."""

import re
from collections.abc import Sequence
from typing import Final

from index.ingest.pieces import Piece, compose
from index.models import BlockKind
from index.text.clean import clean_line
from index.text.sentences import sentences

LONGEST: Final = 500
"""Characters; no headline is longer, and a list need not carry more."""
_MADE: Final = 100
_LONGEST_LINE: Final = 250
_ELLIPSIS: Final = ("...", "…")
_ABBREVIATION: Final = re.compile(r"(?:\b\w\.){2,}$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|No|vs)\.$")
_PROSE_END: Final = re.compile(r"[.:;,][\"'”’»)\]]*$")
_SPEECH_END: Final = re.compile(r"![\"'”’»)\]]*$|\?[\"”»]$")
_LABEL: Final = re.compile(
    r"by [^:]+$"
    r"|(?:sources?|via|image|photo|picture|video|graphic|credit|author|editor|written|related|see also)\b[^:]{0,20}:",
    re.IGNORECASE,
)
_LINE_HEADING: Final = 80
_WORD: Final = re.compile(r"\w+")


def is_title(line: str) -> bool:
    """Tell whether `line`, the first of a text, is its title and not already prose.

    A title does not end as a sentence does; one that was cut off ends in an ellipsis.
    """
    if len(line) > _LONGEST_LINE or not any(map(str.isalpha, line)):
        return False
    return line.endswith(_ELLIPSIS) or not _PROSE_END.search(line) or _ABBREVIATION.search(line) is not None


def is_heading(line: str) -> bool:
    """Tell whether a bare `line` reads as a heading: short, in one part, begun with a capital or a digit."""
    if len(line) > _LINE_HEADING or not any(map(str.isalpha, line)) or len(line.split()) > 12:
        return False
    if _LABEL.match(line):
        return False
    first = line.lstrip("\"'“‘«([¿¡")[:1]
    if not first or first.islower() or line[0] in "@&":
        return False
    ends = _PROSE_END.search(line) or _SPEECH_END.search(line) or line.endswith(("-", "–", "—", *_ELLIPSIS))
    return not ends and not _closed_quote(line)


def same_words(one: str, other: str) -> bool:
    """Tell whether two lines say the same words, whatever their case and punctuation."""
    one, other = one.casefold(), other.casefold()
    first, others = _WORD.search(one), _WORD.search(other)
    if first is None or others is None or first[0] != others[0]:
        return False  # mostly seen at the first word: what follows may be a whole article
    return _WORD.findall(one) == _WORD.findall(other)


def cut(text: str, longest: int) -> str:
    """Return `text` cut at a word to at most `longest` characters, with an ellipsis where something was cut."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    if not text[longest - 1].isspace() and (space := head.rfind(" ")) > longest // 2:
        head = head[:space]
    return head.rstrip(" ,;:-–—.") + "…"


def make_title(pieces: Sequence[Piece], language: str | None = None) -> str:
    """Make a title of the first sentence of the first prose in `pieces`, or of whatever stands first."""
    prose = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM)
    first = next((each for kinds in (prose, tuple(BlockKind)) for each in pieces if each.kind in kinds), None)
    if first is None:
        return ""
    text, blocks, _ = compose([first])
    block = blocks[0] if blocks else None
    if block is None:
        return ""
    words = text[block.start : block.end][: 4 * LONGEST]
    found = sentences(words, [block.model_copy(update={"start": 0, "end": len(words)})], language)
    line = clean_line(found[0].of(words) if found else words)
    if line.endswith(".") and not line.endswith(_ELLIPSIS) and not _ABBREVIATION.search(line):
        line = line[:-1].rstrip()
    return cut(line, _MADE)


def without_title(pieces: Sequence[Piece], title: str) -> tuple[Piece, ...]:
    """Return `pieces` without those at the start that only say the title again, unless nothing would be left."""
    at = 0
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH)
    while at < len(pieces) and pieces[at].kind in kinds and same_words(pieces[at].text, title):
        at += 1
    if not at:
        return tuple(pieces)
    return tuple(pieces[at:] if any(not each.text.isspace() and each.text for each in pieces[at:]) else pieces)


def take_title(pieces: Sequence[Piece]) -> tuple[str, tuple[Piece, ...]]:
    """Take the title off the front of `pieces`: a first heading, or a first line that reads as one.

    Returns an empty title and all the pieces where there is none to take.
    """
    if len(pieces) > 1:
        first = pieces[0]
        line = clean_line(first.text)
        if line and (first.kind is BlockKind.HEADING or (first.kind is BlockKind.PARAGRAPH and is_title(line))):
            return line, without_title(pieces[1:], line)
    return "", tuple(pieces)


def _closed_quote(line: str) -> bool:
    """Tell a line that is spoken, or said in brackets, from beginning to end."""
    return line[0] + line[-1] in {'""', "“”", "«»", "()", "[]"}
