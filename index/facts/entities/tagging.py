"""The tagger's word on names, joined with that of the rules.

Where both see a name, the tagger has the better eye for where people, organisations and places begin and end, and the
rules for known names and products; what the rules alone see needs more in its favour than a capital.
"""

import bisect
from collections.abc import Collection, Sequence
from dataclasses import replace

from index.facts.document import FactText
from index.facts.entities import lexicon
from index.facts.entities.layering import laid_over
from index.facts.entities.mentions import Mention
from index.facts.entities.tokens import is_party, is_word
from index.facts.tagger.lists import NameList, shipped
from index.facts.tagger.tagger import Tagged, tagged
from index.models import FactKind, Span

VOTE = 4.0
"""The tagger's vote for a name of which it is wholly sure."""
_COMPANY = 0.5
"""How sure of a name with a legal form it is at least: the comma before 'Inc.' is added by rule, and looks unlikely."""
_ENOUGH_ALONE = 5.0
"""Votes for a kind with which a name counts that the tagger does not see: an ending, a known first name."""
_TITLED = 6.0
"""Votes for a person that only a title or a 'Jr.' gives."""
_ENDING = 6.0
"""Votes for an organisation that a word such as 'Times' or 'Bank of' gives."""
_LONGEST_ACRONYM = 5
_FULL_NAME = 2
_ROLE_ENDINGS = ("er", "or", "ist", "man", "woman", "an", "eer")
_BEFORE, _AFTER = " .,;:!?()[]\"'“”‘’«»*_-–—―#@", " ,;:?([\"'“”‘’«»*_-–—―"
# Words that are a part of names but none by themselves, unless the lists have them.
_COMMON_NOUNS = (
    "common", "generic", "function", "calendar", "demonym", "title", "role", "place-noun", "organisation-noun",
    "organisation-ending", "organisation-head", "place-ending", "place-head",
)  # fmt: skip


def joined(rules: Sequence[Mention], document: FactText) -> list[Mention]:
    """Return the mentions of the rules and the tagger in an English text, in order; none overlap."""
    heard = [mention for found in tagged(document) if (mention := _heard(found, document.text)) is not None]
    openings = {span.start for span in document.sentences}
    whole = [mention for mention in rules if _keeps_its_place(mention, heard, openings)]
    spans = {mention.span for mention in whole}
    others = [_weighed(mention) for mention in rules if mention.span not in spans]
    return laid_over(whole, laid_over(heard, others))


def _heard(found: Tagged, text: str) -> Mention | None:
    """Return what the tagger found as a mention, without signs before and after; None where nothing is left."""
    written = found.span.of(text)
    bare = written.rstrip(_AFTER)
    start = found.span.start + len(written) - len(written.lstrip(_BEFORE))
    span = Span(start, found.span.start + len(bare))
    words = tuple(span.of(text).split())
    if not words or is_party(words[0]):
        return None
    if found.kind is FactKind.PERSON and _begins_with_a_role(words):
        span = Span(text.index(words[1], span.start + len(words[0])), span.end)
        words = words[1:]
    company = len(words) > 1 and words[-1].lower() in lexicon.words("legal-form")
    vote = VOTE * (max(found.sure, _COMPANY) if company else found.sure)
    kind, doubtful = found.kind, False
    if len(words) == 1:
        # Acronyms are bodies, hardly ever people.
        acronym = words[0].isupper() and 1 < len(words[0]) <= _LONGEST_ACRONYM
        kind = FactKind.ORGANISATION if acronym and kind is FactKind.PERSON else kind
        doubtful = _is_common_noun(words[0])
    # The rules read neither what stands all in capitals nor a part of a compound ('UK-born').
    form = " ".join(words)
    listed = lexicon.known_names().get(form)
    known = lexicon.loud_names().get(form) or (listed if listed and listed.kind is kind else None)
    return Mention(span, words, {kind: vote}, known, doubtful=doubtful)


def _begins_with_a_role(words: Sequence[str]) -> bool:
    """Tell whether a first name follows what is none but an ordinary word: 'Hairdresser Jane Roe'."""
    first = words[0].lower()
    if len(words) <= _FULL_NAME or not (is_word(first) or first.endswith(_ROLE_ENDINGS)):
        return False
    marks = {run.first: run.marks for run in shipped().listed(words[:2])}
    return NameList.FIRST_NAME in marks.get(1, "") and 0 not in marks


def _is_common_noun(word: str) -> bool:
    """Tell whether a single word is one that names carry but that names nobody: 'Party', 'City', 'Inc.'."""
    lower = word.lower().rstrip(".")
    if word in lexicon.known_names() or lower in lexicon.words("body-alone"):
        return False
    return any(lower in lexicon.words(section) for section in _COMMON_NOUNS)


def _keeps_its_place(mention: Mention, heard: Sequence[Mention], openings: Collection[int]) -> bool:
    """Tell whether a mention of the rules says better where a name begins and ends than the tagger.

    `heard` is in order and does not overlap; `openings` are where sentences begin.
    """
    at = bisect.bisect_right(heard, mention.span.start, key=lambda other: other.span.end)
    end = bisect.bisect_left(heard, mention.span.end, key=lambda other: other.span.start)
    beside = heard[at:end]
    if all(mention.span.start <= other.span.start and other.span.end <= mention.span.end for other in beside):
        # Known names and products, which the tagger does not look for, and 'Nairobi Times', where it heard the city.
        city = len(beside) == 1 and FactKind.PLACE in beside[0].votes and beside[0].span != mention.span
        body = mention.votes.get(FactKind.ORGANISATION, 0.0) >= _ENDING
        return mention.known is not None or _strongest(mention) is FactKind.PRODUCT or (city and body)
    if len(beside) > 1:
        return False
    if beside[0].span.end == mention.span.end:
        # The tagger took a title for a part of the name, or the capital of a sentence ('Rival Acme').
        opens = beside[0].span.start in openings and len(beside[0].words) == len(mention.words) + 1
        return mention.votes.get(FactKind.PERSON, 0.0) >= _TITLED or (mention.known is not None and opens)
    # 'Azure AI': a known name and a common noun.
    rest = beside[0].words[len(mention.words) :]
    return mention.known is not None and beside[0].span.start == mention.span.start and all(map(_is_common_noun, rest))


def _strongest(mention: Mention) -> FactKind:
    return max(mention.votes, key=lambda kind: mention.votes[kind])


def _weighed(mention: Mention) -> Mention:
    """Return a mention that the tagger may not have seen: a doubtful one unless much speaks for it."""
    return mention if mention.votes[_strongest(mention)] >= _ENOUGH_ALONE else replace(mention, doubtful=True)
