"""Mentions: every place in an article where a name stands, with votes for its kind.

Every layer that finds names returns them (`layers`); `linking` decides once for each name from all its votes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.facts.entities import clues, lexicon
from index.facts.entities.lexicon import Gender, Known
from index.facts.entities.runs import Piece
from index.facts.entities.tokens import Habits, Line, is_word
from index.models import FactKind, Span

# Words that are parts of names but alone are common nouns, even with a capital ('the Company'), or surnames.
_COMMON_NOUNS = ("common", "organisation-ending", "organisation-head", "place-ending", "place-head")

_SHORTEST_LOUD = 4
_LONGEST_ACRONYM = 5
_TOLD_OFTEN = 2
_MOST_WORDS = 16
"""Of a name that is looked for in headlines."""


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


def mention_of(line: Line, piece: Piece, article: Habits, text: str) -> Mention | None:
    """Weigh one piece of a line, `text` being the article's; None where it is no name."""
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


def recurring(headlines: Iterable[Line], found: Iterable[Mention]) -> list[Mention]:
    """Find in headlines, where every word has a capital, the names that the rest of the article shows."""
    by_words: dict[tuple[str, ...], Mention] = {}
    longest: dict[str, int] = {}
    for mention in found:
        if not mention.doubtful and len(mention.words) <= _MOST_WORDS:
            words = tuple(word.lower() for word in mention.words)
            by_words.setdefault(words, mention)
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    again: list[Mention] = []
    for line in headlines:
        at = 0
        while at < len(line.tokens):
            match = _stands(line, at, longest.get(line.tokens[at].lower, 0), by_words)
            if match is None:
                at += 1
                continue
            end = at + len(match.words)
            span = Span(line.tokens[at].start, line.tokens[end - 1].end)
            written = tuple(token.text for token in line.tokens[at:end])
            again.append(Mention(span, match.words if "".join(written).isupper() else written, {}, match.known))
            at = end
    return again


def _stands(line: Line, at: int, longest: int, by_words: Mapping[tuple[str, ...], Mention]) -> Mention | None:
    """Return the longest of some names that stands at token `at`, whatever its capitals."""
    listed = line.tokens[at : at + longest]
    lower = tuple(token.lower for token in listed)
    for size in range(len(listed), 0, -1):
        match = by_words.get(lower[:size])
        if match is not None and all(
            token.capital or not word[0].isupper() for token, word in zip(listed, match.words, strict=False)
        ):
            return match
    return None
