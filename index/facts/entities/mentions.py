"""Mentions: every place in an article where a name stands, with votes for its kind.

This is the seam for other taggers: whatever returns mentions like these (a trained one its probabilities as votes) can
take the place of `tag` or add to it; `linking` decides once for each name from all its votes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.facts.document import FactText
from index.facts.entities import clues, lexicon, runs
from index.facts.entities.lexicon import Gender, Known
from index.facts.entities.runs import Piece
from index.facts.entities.tokens import Habits, Line, habits, is_word, lines
from index.models import FactKind, Span

# Words that are parts of names but alone are common nouns, even with a capital ('the Company'), or surnames.
_COMMON_NOUNS = ("common", "organisation-ending", "organisation-head", "place-ending", "place-head")

_SHORTEST_LOUD = 4
_LONGEST_ACRONYM = 5
_TOLD_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a name: the words in `span` with their votes, positive for a kind and negative against it."""

    span: Span
    words: tuple[str, ...]
    """As written, without possessive endings."""
    votes: Mapping[FactKind, float] = field(default_factory=dict)
    known: Known | None = None
    gender: Gender | None = None
    """From the title before it."""
    doubtful: bool = False
    """A single word with a capital that may be its sentence's: only a name if the article shows it elsewhere."""

    @property
    def form(self) -> str:
        """The words parted by single spaces."""
        return " ".join(self.words)


def tag(document: FactText) -> list[Mention]:
    """Return all mentions of names in `document`, in order; none overlap."""
    listed = lines(document)
    article = habits(listed)
    found: list[Mention] = []
    for line in listed:
        if not line.headline:
            for piece in runs.pieces(line, document.text, article):
                mention = _mention(line, piece, article, document.text)
                if mention is not None:
                    found.append(mention)
    found.extend(_recurring([line for line in listed if line.headline], found))
    return sorted(found, key=lambda mention: mention.span)


def _mention(line: Line, piece: Piece, article: Habits, text: str) -> Mention | None:
    """Weigh one piece; None where it is no name."""
    listed = line.tokens[piece.first : piece.last + 1]
    first = listed[0]
    if piece.known is None and piece.title is None and _is_loud(line, piece, article):
        return None
    doubtful = False
    if piece.known is None and len(listed) == 1 and piece.title is None:
        marked = clues.is_marked(first.text) or first.text in lexicon.genders()
        if not marked and (len(first.text) == 1 or article.small[first.lower] > article.capital[first.lower]):
            return None
        doubtful = (
            not marked and not piece.before_title and line.opens(piece.first) and article.capital[first.lower] == 0
        )
        doubtful = doubtful or _may_be_loud(line, piece, article)
        doubtful = doubtful or (not marked and any(first.lower in lexicon.words(one) for one in _COMMON_NOUNS))
    elif piece.known is None and line.cell:
        doubtful = first.text not in lexicon.genders()
    elif piece.known and len(listed) == 1 and first.lower in lexicon.words("also-a-word") and line.opens(piece.first):
        doubtful = article.small[first.lower] > article.capital[first.lower] or article.capital[first.lower] == 0
        doubtful = doubtful and not first.possessive and not line.cell
    votes = clues.votes(line, piece, text)
    return Mention(
        Span(first.start, listed[-1].end),
        tuple(token.text for token in listed),
        votes,
        piece.known,
        _gender(piece.title),
        doubtful,
    )


def _is_loud(line: Line, piece: Piece, article: Habits) -> bool:
    """Tell whether words stand all in capitals to be loud ('the WHOLE report', 'UPDATE: ...') and not as a name."""
    listed = line.tokens[piece.first : piece.last + 1]
    if not all(token.text.isupper() and token.text.isalpha() and len(token.text) > 1 for token in listed):
        return False
    if clues.is_dateline(line, piece):
        return False
    words = [token.lower for token in listed]
    if len(words) > 1:
        return all(is_word(word) or article.small[word] > 0 for word in words)
    label = line.opens(piece.first) and line.lower(piece.last + 1) == ":"
    return len(words[0]) >= _SHORTEST_LOUD and (label or is_word(words[0]) or article.small[words[0]] > 0)


def _may_be_loud(line: Line, piece: Piece, article: Habits) -> bool:
    """Tell whether a single word is too long for an acronym and told once; one in brackets follows its long form."""
    word = line.tokens[piece.first]
    long = word.text.isupper() and len(word.text) > _LONGEST_ACRONYM and article.capital[word.lower] < _TOLD_OFTEN
    told = word.possessive or clues.is_dateline(line, piece) or line.lower(piece.first - 1) in ("(", "/")
    return long and not told


def _gender(title: str | None) -> Gender | None:
    """Return what a title says of its bearer."""
    if title in lexicon.words("male-title"):
        return "m"
    return "f" if title in lexicon.words("female-title") else None


def _recurring(headlines: Iterable[Line], found: Iterable[Mention]) -> list[Mention]:
    """Find in headlines, where every word has a capital, the names that the rest of the article shows."""
    by_first: dict[str, list[Mention]] = {}
    for mention in found:
        if not mention.doubtful:
            same = by_first.setdefault(mention.words[0].lower(), [])
            if all(mention.words != other.words for other in same):
                same.append(mention)
    for same in by_first.values():
        same.sort(key=lambda mention: -len(mention.words))
    again: list[Mention] = []
    for line in headlines:
        at = 0
        while at < len(line.tokens):
            match = next((m for m in by_first.get(line.tokens[at].lower, ()) if _stands(line, at, m.words)), None)
            if match is None:
                at += 1
                continue
            end = at + len(match.words)
            span = Span(line.tokens[at].start, line.tokens[end - 1].end)
            written = tuple(token.text for token in line.tokens[at:end])
            again.append(Mention(span, match.words if "".join(written).isupper() else written, {}, match.known))
            at = end
    return again


def _stands(line: Line, at: int, words: tuple[str, ...]) -> bool:
    """Tell whether `words` stand at token `at`, whatever their capitals."""
    listed = line.tokens[at : at + len(words)]
    return (
        len(listed) == len(words)
        and all(token.capital or not word[0].isupper() for token, word in zip(listed, words, strict=True))
        and [token.lower for token in listed] == [word.lower() for word in words]
    )
