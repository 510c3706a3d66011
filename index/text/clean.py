"""Cleaning at the door: what must never be stored, because a terminal would act on it.

Kept on purpose: joiners (ZWNJ, ZWJ) and right-to-left marks, which Persian and emoji need. Bidirectional overrides are
the screen's affair, not the door's.
"""

import re
import unicodedata

# ECMA-48 (5th edition, 1991): OSC, DCS, SOS, PM and APC strings up to their terminator, CSI sequences, then any other
# two- or three-character escape. A string that never ends stops at the end of its line, so that no text is lost to it.
_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
# C0 except tab and newline, DEL, C1, lone surrogates, the byte order mark and the tag characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\U000e0000-\U000e007f]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return `text` without control characters and escape sequences, line ends as newlines, in NFC.

    Idempotent. Whole escape sequences go, so that none of their letters is left behind as a word.
    """
    if text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text)):
        return text  # as most is: of what would go nothing is printable
    text = _LINE_END.sub("\n", text)
    text = _ESCAPE_SEQUENCE.sub("", text)
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line: for titles, names and addresses."""
    return " ".join(clean(text).split())
