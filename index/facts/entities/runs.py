"""Runs of capitalised words: from one sentence to the pieces that may be names, cut at titles and at known names."""

import re
from dataclasses import dataclass

from index.facts.entities import lexicon
from index.facts.entities.lexicon import Known
from index.facts.entities.tokens import Habits, Line, Token, is_word
from index.models import FactKind

# Tokens of a run: longer ones are no names, and what is done with a run grows with its length.
_LONGEST = 16
# The inhabitants of a place, of which there are too many for a list.
_PEOPLES = ("ians", "eans")
_NOT_YET = re.compile(r"-(?:to-be|elect|designate|nominee|emeritus)$")
_PRONOUNS = frozenset({"nothing", "nobody", "everybody", "everyone", "everything", "somebody", "someone", "something"})
_AFTER_COMMA = frozenset({"inc", "inc.", "ltd", "ltd.", "llc", "corp", "corp.", "jr", "jr.", "sr", "sr."})


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `first` to `last` (inclusive) of a line that may be a name, and what stood around it in its run."""

    first: int
    last: int
    known: Known | None = None
    title: str | None = None
    """The title before it, in lower case ('mr.', 'minister')."""
    before_title: bool = False
    """A title and a person follow: 'Microsoft' in 'Microsoft CEO Jane Roe'."""
    known_lead: FactKind | None = None
    """It begins with a known name of this kind but goes on: 'Boston Celtics', 'Google Pixel'."""


def known_at(line: Line, at: int, last: int) -> tuple[int, Known] | None:
    """Return the longest known name that begins at token `at` and ends by `last`: its last token and entry."""
    starts = lexicon.known_starts()
    word = line.tokens[at].text
    longest = (
        starts.get(word)
        or starts.get(word.replace(".", ""))
        or starts.get(word.removesuffix("s"))
        or (starts.get(word.title(), 0) if word.isupper() else 0)
    )
    for end in range(min(at + longest - 1, last), at - 1, -1):
        form = " ".join(token.text for token in line.tokens[at : end + 1])
        entry = lexicon.known_names().get(form) or _plural(form) or _capitals(form) or _dotted(form)
        if entry:
            return end, entry
    return None


def _plural(form: str) -> Known | None:
    """Return what a plural stands for: 'TPUs', 'Tensor Processing Units', 'H100s'; only products have one."""
    entry = lexicon.known_names().get(form[:-1]) if form.endswith("s") else None
    return entry if entry and entry.kind is FactKind.PRODUCT else None


def _dotted(form: str) -> Known | None:
    """Return what initials with dots stand for ('F.B.I.')."""
    return lexicon.known_names().get(form.replace(".", "")) if form.isupper() and form.count(".") > 1 else None


def _is_dotted_body(form: str) -> bool:
    entry = _dotted(form)
    return entry is not None and entry.kind is FactKind.ORGANISATION


def _capitals(form: str) -> Known | None:
    """Return what stands all in capitals ('NAIROBI', 'UNITED NATIONS'); short words in capitals are other acronyms."""
    return lexicon.known_names().get(form.title()) if len(form) > 3 and form.isupper() else None


def pieces(line: Line, text: str, habits: Habits) -> list[Piece]:
    """Return the pieces of `line` that may be names, in order; `text` is the whole article's."""
    found: list[Piece] = []
    at, size = 0, len(line.tokens)
    while at < size:
        token = line.tokens[at]
        grammar = not token.capital or token.lower in lexicon.words("function")
        if grammar and (token.text not in lexicon.known_starts() or not known_at(line, at, size - 1)):
            at += 1
            continue
        last = _run_end(line, text, at)
        found.extend(_cut(line, _with_particles(line, text, at, last), last, habits))
        at = last + 1
    return found


def _with_particles(line: Line, text: str, first: int, last: int) -> int:
    """Return where a name with small words before it begins: 'del' in 'del Ponte'."""
    at = first
    while at and line.lower(at - 1) in lexicon.words("leading-particle") and _beside(line, text, at) and last == first:
        at -= 1
    return at


def _beside(line: Line, text: str, at: int) -> bool:
    """Tell whether token `at` follows the one before it after one plain space."""
    return text[line.tokens[at - 1].end : line.tokens[at].start] in (" ", "\u00a0")


def _run_end(line: Line, text: str, first: int) -> int:
    """Return the last token of the run of capitals that begins at `first`."""
    last, size = first, len(line.tokens)
    while last + 1 < min(size, first + _LONGEST) and not line.tokens[last].possessive:
        following = _next(line, text, first, last)
        if following is None:
            break
        last = following
    return last


def _next(line: Line, text: str, first: int, last: int) -> int | None:
    """Return the token that goes on with the run `first` to `last`, skipping small words inside names, or None."""
    listed = line.tokens
    at = last + 1
    token = listed[at]
    if token.text == "," and at + 1 < len(listed) and listed[at + 1].lower in _AFTER_COMMA:
        return at + 1
    if not _beside(line, text, at):
        return None
    if token.capital and _is_plain(token.lower) and _is_dotted_body(listed[last].text):
        # 'the F.B.I. Nothing was found': the dot ends the sentence as well; in 'the U.S. Army' it does not.
        return None
    if token.capital:
        return None if token.lower in lexicon.words("calendar") and not _is_first_name(listed[last]) else at
    return _after_small(line, text, first, last)


def _may_be_verb(lower: str) -> bool:
    """Tell whether a word ends as verbs do in headlines ('puts') and is no noun of the lists ('news')."""
    return lower.endswith("s") and not (is_word(lower) or lower.endswith("ss"))


def _is_plain(lower: str) -> bool:
    """Tell whether a word is one that begins sentences and no part of a name after initials."""
    return lower in lexicon.words("function") or lower in _PRONOUNS


def _after_small(line: Line, text: str, first: int, last: int) -> int | None:
    """Return the capital after 'of', 'for the', 'and', '&' or 'van der' where these join two parts of one name."""
    listed = line.tokens
    small = listed[last + 1].lower
    at = last + 2
    while at < len(listed) and at <= last + 3 and listed[at].lower in ("the", "la", "der", "den", "los", "al"):
        at += 1
    if at >= len(listed) or not listed[at].capital or not all(_beside(line, text, k) for k in range(last + 2, at + 1)):
        return None
    if listed[at].lower in lexicon.words("calendar"):
        # 'the Senate on Friday'
        return None
    before = listed[last].lower
    if small == "of":
        return at if any(before in lexicon.words(one) for one in ("organisation-head", "place-head", "title")) else None
    if small in ("for", "on"):
        return at if before in lexicon.words("organisation-head") else None
    if small in ("&", "and"):
        return at if _joins_both(line, first, last, at, text) or small == "&" else None
    if small in lexicon.words("name-particle") and listed[last].lower not in lexicon.words("function"):
        return at
    return None


def _joins_both(line: Line, first: int, last: int, at: int, text: str) -> bool:
    """Tell whether 'A and B ...' is one name: what follows ends in a word for such bodies, and A is no name itself."""
    listed = line.tokens
    if any(listed[k].lower in ("of", "for") for k in range(first, last)) and listed[first].lower in lexicon.words(
        "joint-ending"
    ):
        return not _is_first_name(listed[at]) and listed[at].text not in lexicon.known_names()
    end = at
    while end + 1 < len(listed) and listed[end + 1].capital and _beside(line, text, end + 1) and end < at + 4:
        end += 1
    plain = last == first and listed[first].text not in lexicon.known_names() and not _is_first_name(listed[first])
    return (
        plain
        and end > at
        and listed[end].lower in lexicon.words("joint-ending")
        and listed[at].text not in lexicon.known_names()
    )


def _is_first_name(token: Token) -> bool:
    return token.text in lexicon.genders()


def _cut(line: Line, first: int, last: int, habits: Habits) -> list[Piece]:
    """Cut one run at its titles; each part without leading words that are no part of a name."""
    found: list[Piece] = []
    start, title, at = first, None, first
    while at <= last:
        span = _title_at(line, at, last)
        if span is None:
            at += 1
            continue
        begin, end = span
        if start < begin and begin == end == last and _is_first_name(line.tokens[start]):
            # 'Larry King' is a man and not a king.
            break
        if start < begin and line.lower(begin - 1) == "of":
            if end == last or not _is_first_name(line.tokens[end + 1]):
                # 'Department of Justice': no title but the rest of a body's name.
                at = end + 1
                continue
        elif start < begin:
            found.extend(_trim(line, start, begin - 1, habits, title, before_title=True))
        start = at = end + 1
        title = line.tokens[end].lower if line.tokens[end - 1].lower != "of" else "secretary"
    if start <= last:
        found.extend(_trim(line, start, last, habits, title, before_title=False))
    return found


def _title_at(line: Line, at: int, last: int) -> tuple[int, int] | None:
    """Return first and last token of the title that begins at `at`: 'Deputy Prime Minister', 'Secretary of State'."""
    listed = line.tokens
    titles, modifiers = lexicon.words("title"), lexicon.words("title-modifier")
    end, after = None, at
    while after <= last and ((is_title := _bare_title(listed[after]) in titles) or listed[after].lower in modifiers):
        end = after if is_title else end
        after += 1
    if end is None or known_at(line, at, last):
        return None
    following = line.lower(end + 1) if end < last else ""
    if following == "of" and end + 2 <= last:
        # 'Secretary of State Jane Roe', 'Secretary of the Interior Jane Roe'
        department = line.lower(end + 2) == "the" and end + 4 <= last and _is_first_name(listed[end + 4])
        return at, end + 3 if department else end + 2
    is_body = following in lexicon.words("organisation-ending") or following in lexicon.words("place-ending")
    # 'General Dynamics Corp' is no general.
    is_body = is_body or (at == end and end < last and line.lower(last) in lexicon.words("legal-form"))
    if is_body and not listed[end].text.endswith("."):
        return None
    return at, end


def _bare_title(token: Token) -> str:
    """Return the title in 'Speaker-to-be' and 'President-elect', other words in lower case as they are."""
    return _NOT_YET.sub("", token.lower)


def _trim(line: Line, first: int, last: int, habits: Habits, title: str | None, *, before_title: bool) -> list[Piece]:
    """Take words off the left that do not belong to a name, then cut at known names."""
    listed = line.tokens
    while first <= last and known_at(line, first, last) is None and _drops(line, first, last, habits):
        first += 1
    while last >= first and listed[last].lower in lexicon.words("calendar") and last > first:
        last -= 1
    if first > last or _is_no_name(line, first, last):
        return []
    return _known_parts(line, first, last, title, before_title=before_title)


def _is_no_name(line: Line, first: int, last: int) -> bool:
    """Tell whether a run is the name of an event or of a people ('South Koreans')."""
    head, end = line.tokens[first].lower, line.tokens[last].lower
    if end in lexicon.words("event-ending"):
        return True
    if first == last and end.endswith(_PEOPLES):
        return True
    return last == first + 1 and end in lexicon.words("demonym") and head not in lexicon.words("demonym")


def _drops(line: Line, at: int, last: int, habits: Habits) -> bool:
    """Tell whether the first word of a run is no part of a name."""
    token = line.tokens[at]
    ends = line.tokens[last].lower
    if token.lower in lexicon.words("calendar"):
        return True
    if token.lower in lexicon.words("function"):
        return True
    body = at < last and (ends in lexicon.words("organisation-ending") or ends in lexicon.words("place-ending"))
    if at < last and token.text in lexicon.genders() and line.lower(at + 1) not in lexicon.words("demonym"):
        return False
    if token.lower in lexicon.words("demonym") or ("-" in token.text and token.text[-1].islower() and at == last):
        return not body
    if at == last and token.lower in lexicon.words("generic"):
        return True
    if not line.opens(at) or _is_head(line, at, last):
        return False
    if habits.capital[token.lower] > habits.small[token.lower] or body:
        return False
    return is_word(token.lower) or habits.small[token.lower] > 0


def _is_head(line: Line, at: int, last: int) -> bool:
    """Tell whether a name such as 'Bank of ...' or 'Mount ...' begins here."""
    lower = line.tokens[at].lower
    joined = at + 1 < last and line.tokens[at + 1].lower in ("of", "for", "on")
    return (joined and lower in lexicon.words("organisation-head")) or (
        at < last and lower in lexicon.words("place-head")
    )


def _known_parts(line: Line, first: int, last: int, title: str | None, *, before_title: bool) -> list[Piece]:
    """Cut a run where known names stand at its beginning: 'NVIDIA H100 GPUs' is two names and a common noun."""
    match = known_at(line, first, last)
    whole = Piece(first, last, None, title, before_title)
    if match is None:
        return [whole]
    end, known = match
    if end == last:
        return [Piece(first, last, known, title, before_title)]
    rest = [token.lower for token in line.tokens[end + 1 : last + 1]]
    if all(word in lexicon.words("legal-form") for word in rest) and known.kind is FactKind.ORGANISATION:
        return [Piece(first, last, known, title, before_title)]
    if line.tokens[first].text in lexicon.genders() and end == first and rest[0] not in lexicon.words("generic"):
        return [whole]
    if all(word in lexicon.words("generic") or word in lexicon.words("demonym") for word in rest):
        return [Piece(first, end, known, title, before_title)]
    body = rest[-1] in lexicon.words("organisation-ending") or rest[-1] in lexicon.words("place-ending")
    if not body and (known_at(line, end + 1, last) or rest[0] in lexicon.words("generic")):
        after = _known_parts(line, end + 1, last, None, before_title=before_title)
        return [Piece(first, end, known, title), *after]
    if known.outlet and not body and len(rest) > 1 and line.opens(first) and _may_be_verb(rest[0]):
        # 'Newsweek Puts Picture': a headline about an outlet, which makes no products of such names.
        return [Piece(first, end, known, title)]
    return [Piece(first, last, None, title, before_title, known.kind)]
