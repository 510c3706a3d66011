"""What an outlet wrote, as it may stand in a file that somebody else opens: one line, no controls, safe addresses."""

import re
from urllib.parse import quote

# C0, DEL, C1, surrogates, and what could turn around the words beside it: embeddings, overrides, isolates (UAX #9).
_UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
# Of more combining marks than any script needs, the first eight are kept: a tower would cover the lines above.
_TOWER = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_KEPT_IN_ADDRESS = ":/?#@!$&*+,;=%~"


def on_one_line(text: str) -> str:
    """Return `text` on one line without controls; cells of a table row are parted by a bar.

    Spaces at the ends stay as one, so that pieces of a sentence can be put together again.
    """
    text = _TOWER.sub(r"\1", _UNSHOWN.sub("", text)).replace("\t", " | ")
    ends = text[:1].isspace() and " ", text[-1:].isspace() and " "
    words = " ".join(text.split())
    return f"{ends[0] or ''}{words}{ends[1] or ''}" if words else ends[0] or ""


def web_address(url: str | None) -> str | None:
    """Return an http or https address in ASCII without quotes, brackets and spaces; None for any other."""
    if url is None or not _WEB.match(url := url.strip()):
        return None
    return quote(_UNSHOWN.sub("", url), safe=_KEPT_IN_ADDRESS)


def language_tag(language: str | None) -> str:
    """Return a language as HTML names it; empty where it is unknown."""
    found = re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", language or "")
    return found[0].replace("_", "-") if found else ""
