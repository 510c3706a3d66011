"""Clues to the kind of a name: what it is made of and what stands beside it, as votes.

The weights were set by hand on public newswire: 6 decides alone, 3 is a good sign, 1 breaks a tie.
"""

import re

from index.facts.entities import lexicon
from index.facts.entities.runs import Piece
from index.facts.entities.tokens import Line, is_word
from index.models import FactKind

KNOWN = 6
"""The vote of the list for a name that is on it."""
Votes = dict[FactKind, float]
PERSON, ORGANISATION, PLACE, PRODUCT = (
    FactKind.PERSON, FactKind.ORGANISATION, FactKind.PLACE, FactKind.PRODUCT,
)  # fmt: skip

_INNER_CAPITAL = re.compile(r"[a-z]\w*[A-Z]|^[A-Z]{2,}[a-z]{2,}\w*$")
_SHARES = re.compile(r"(?:shares|stock|stake) (?:of|in)$")
_MARKET = re.compile(r"(?:ownership|owner|buyer|takeover|acquisition|purchase) (?:of|in)$")
_STAFF = re.compile(
    r"(?:spokesman|spokeswoman|spokesperson|chairman|president|executive|head|director|founder|editor|secretary-general"
    r"|analysts?|economists?|researchers?|professors?|members?|leaders?|employees|officials|managers?|engineers?|lawyers?)"
    r" (?:of|for|at|with|from)(?: the)?$"
)
_ARTICLES = frozenset({"a", "an", "the"})


def is_marked(word: str) -> bool:
    """Tell whether a word looks like a name by itself: 'OpenAI', 'IMF', 'H100'."""
    if word.lower() in lexicon.words("generic"):
        return False
    word = word.removesuffix("s")
    letters = [sign for sign in word if sign.isalpha()]
    if len(letters) > 1 and all(sign.isupper() for sign in letters):
        return True
    return len(word) > 2 and bool(_INNER_CAPITAL.search(word)) and not word.startswith(("Mc", "Mac"))


def votes(line: Line, piece: Piece, text: str) -> Votes:
    """Return the votes for the kind of `piece`; `text` is the article's."""
    found: Votes = dict.fromkeys((PERSON, ORGANISATION, PLACE, PRODUCT), 0.0)
    if piece.known:
        found[piece.known.kind] += KNOWN
    else:
        _inside(line, piece, found)
    _titles(piece, found)
    _before(line, piece, text, found)
    _after(line, piece, found)
    return found


def _inside(line: Line, piece: Piece, found: Votes) -> None:
    """Vote by the words of the name itself."""
    listed = line.tokens[piece.first : piece.last + 1]
    first, last, size = listed[0], listed[-1], len(listed)
    if size == 1:
        _inside_one(first.text, found)
        return
    if last.lower in lexicon.words("organisation-ending"):
        found[ORGANISATION] += 6
    elif last.lower in lexicon.words("place-ending"):
        found[PLACE] += 5
    if listed[1].lower in ("of", "for", "on") and first.lower in lexicon.words("organisation-head"):
        found[ORGANISATION] += 6
    elif first.lower in lexicon.words("place-head") and size <= 3:
        found[PLACE] += 2
    if any(token.text == "&" or token.lower == "and" for token in listed):
        found[ORGANISATION] += 3
    if first.text in lexicon.genders() and size <= 5:
        found[PERSON] += 5
    elif size <= 3 and not any(is_marked(token.text) or is_word(token.lower) for token in listed):
        found[PERSON] += 1
    if any(token.text.endswith(".") and len(token.text) <= 4 and token.text[1] == "." for token in listed[:-1]):
        found[PERSON] += 4
    if last.lower in ("jr.", "sr.", "jr", "sr", "iii"):
        found[PERSON] += 6
    if any(token.lower in lexicon.words("name-particle") for token in listed[1:-1]):
        found[PERSON] += 1.5
    if any(character.isdigit() for token in listed for character in token.text):
        found[PRODUCT] += 3
    if piece.known_lead is PLACE:
        found[ORGANISATION] += 2
    elif piece.known_lead is not None:
        found[PRODUCT] += 2.5


def _inside_one(word: str, found: Votes) -> None:
    """Vote by a single word."""
    if is_marked(word):
        if any(character.isdigit() for character in word):
            # Less than the tagger has for a body that it is sure of: 'G7' and 'H100' look alike.
            found[PRODUCT] += 2
        else:
            found[ORGANISATION] += 2
            found[PRODUCT] += 0.5
    elif word in lexicon.genders():
        found[PERSON] += 1.5


def _titles(piece: Piece, found: Votes) -> None:
    """Vote by titles before and after."""
    if piece.title is not None:
        found[PERSON] += 6
    if piece.before_title:
        found[ORGANISATION] += 2


def _before(line: Line, piece: Piece, text: str, found: Votes) -> None:
    """Vote by the words before the name."""
    at = piece.first
    before, second = line.lower(at - 1), line.lower(at - 2)
    lead = text[max(line.span.start, line.tokens[at].start - 40) : line.tokens[at].start].rstrip().lower()
    lead_in = second if before == "the" else before
    alone = not _goes_on(line, piece.last + 1)
    if before == "the" and alone:
        found[ORGANISATION] += 1.5
        found[PERSON] -= 3
    if before in lexicon.words("role") or before in lexicon.words("person-lead"):
        found[PERSON] += 3
    elif before in lexicon.words("organisation-noun"):
        found[ORGANISATION] += 2
    elif before in lexicon.words("product-noun"):
        found[PRODUCT] += 2
    elif before in lexicon.words("speech"):
        found[PERSON] += 1.5
    elif before in ("and", "with", "by") and not found[ORGANISATION]:
        found[PERSON] += 0.3
    if lead_in in lexicon.words("place-cue-before"):
        found[PLACE] += 2
    elif lead_in in ("from", "to", "at", "through", "toward", "towards", "around"):
        found[PLACE] += 0.6
    possessive = line.tokens[piece.last].possessive
    if (alone or before != "the") and not possessive:
        if _SHARES.search(lead):
            found[ORGANISATION] += 4
        elif _MARKET.search(lead) or _STAFF.search(lead):
            found[ORGANISATION] += 2.5
    if before in ("town", "city", "village", "province", "state", "capital", "region", "island", "port") or (
        before == "of" and second in lexicon.words("place-noun")
    ):
        found[PLACE] += 4


def _goes_on(line: Line, at: int) -> bool:
    """Tell whether a common noun may follow, so that the article before a name is the noun's: 'the Leeds station'."""
    word = line.lower(at)
    return word.isalpha() and not any(word in lexicon.words(one) for one in ("function", "auxiliary", "speech"))


def _after(line: Line, piece: Piece, found: Votes) -> None:
    """Vote by the words after the name."""
    at = piece.last + 1
    after, second = line.lower(at), line.lower(at + 1)
    if is_dateline(line, piece):
        found[PLACE] += 6
    possessive = line.tokens[piece.last].possessive
    if possessive and after in ("shares", "stock", "share"):
        found[ORGANISATION] += 4
    elif possessive and after in ("ceo", "chairman", "board", "spokesman", "spokeswoman"):
        found[ORGANISATION] += 3
    elif after in lexicon.words("person-cue-after") and piece.first == piece.last and not possessive:
        found[PERSON] += 1.5
    elif after in lexicon.words("organisation-cue-after"):
        found[ORGANISATION] += 2
    elif after in lexicon.words("product-noun") and not possessive:
        found[PRODUCT] += 2
    elif after == "developed" and second == "by":
        found[PRODUCT] += 3
    elif after in lexicon.words("speech"):
        found[PERSON] += 1.5
        found[ORGANISATION] += 0.7
    elif after == "who" or (after == "," and second == "who"):
        found[PERSON] += 3
    elif after == "(" and second.isdigit():
        found[PERSON] += 0.5
    if after == ",":
        _apposition(line, at + 1, found)


def is_dateline(line: Line, piece: Piece) -> bool:
    """Tell whether the name opens a report: 'NAIROBI, Kenya (AP) -'."""
    if piece.first or not all(token.text.isupper() for token in line.tokens[: piece.last + 1]):
        return False
    at = piece.last + 1
    if line.lower(at) == ",":
        at = next((step for step in range(at + 1, at + 4) if line.lower(step) in ("(", "-", "–", "—", "_")), at)
    return line.lower(at) in ("(", "-", "–", "—", "_")


def _apposition(line: Line, at: int, found: Votes) -> None:
    """Vote by what stands between commas after the name: an age, 'a town in', 'the company's chief', a country."""
    word = line.lower(at)
    if word.isdigit() and len(word) <= 2 and line.lower(at + 1) in (",", "."):
        found[PERSON] += 4
        return
    token = line.tokens[at] if at < len(line.tokens) else None
    if token is not None and token.capital:
        entry = lexicon.known_names().get(token.text)
        if entry and entry.kind is PLACE and not found[ORGANISATION]:
            found[PLACE] += 3
        return
    for step in range(at, min(at + 7, len(line.tokens))):
        noun = line.lower(step)
        if noun in (",", ".", "in", "of", "which", "and"):
            return
        kind = _noun_kind(noun)
        if kind is not None and (word in _ARTICLES or kind is PERSON) and line.lower(step + 1) != "'s":
            found[kind] += 4
            return


def _noun_kind(noun: str) -> FactKind | None:
    """Return what kind of name a common noun in apposition describes."""
    for section, kind in (
        ("role", PERSON),
        ("place-noun", PLACE),
        ("organisation-noun", ORGANISATION),
        ("product-noun", PRODUCT),
    ):
        if noun in lexicon.words(section):
            return kind
    return None
