"""The user's own names in a text: where the forms of a `names.toml` stand, longest first, as whole words."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.facts.entities.lexicon import Known
from index.facts.entities.mentions import Mention
from index.models import FactKind, Span

# Thai to Myanmar, Khmer, kana and Han, Hangul: scripts in which no space parts a name from the next word.
_SCRIPTS = "[\u0e00-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
_UNSPACED = re.compile(_SCRIPTS)
_WORD = re.compile(rf"(?:(?!{_SCRIPTS})\w)+")
_FEW_LETTERS = 5
"""A shorter form is not looked for in capitals: 'Who' is not 'WHO'."""


class OwnName(NamedTuple):
    """One entry of the user's file; `kind` is None for words that are no name."""

    name: str
    kind: FactKind | None
    forms: tuple[str, ...]
    """Every way to write it, the name first."""


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """Where the user's names stand in one text; none overlap."""

    mentions: tuple[Mention, ...] = ()
    never: tuple[Span, ...] = ()
    """Where words stand that are no name."""


def places(text: str, names: Sequence[OwnName]) -> OwnPlaces:
    """Return where `names` stand in `text`; of forms that overlap the first one stays, of those the longest."""
    if not names:
        return OwnPlaces()
    mentions: list[Mention] = []
    never: list[Span] = []
    done = 0
    for span, name in sorted(
        _candidates(text, _forms(tuple(names))), key=lambda found: (found[0].start, -found[0].end)
    ):
        if span.start < done:
            continue
        done = span.end
        if name.kind is None:
            never.append(span)
        else:
            known = Known(name.name, name.kind, own=True)
            mentions.append(Mention(span, tuple(span.of(text).split()), known=known))
    return OwnPlaces(tuple(mentions), tuple(never))


class _Forms(NamedTuple):
    """Forms by their first word, with where it begins in them; those of scripts without spaces beside."""

    by_word: dict[str, list[tuple[str, int, OwnName]]]
    unspaced: list[tuple[str, OwnName]]


@functools.lru_cache(maxsize=2)
def _forms(names: tuple[OwnName, ...]) -> _Forms:
    found = _Forms({}, [])
    for name in names:
        for form in name.forms:
            word = _WORD.search(form)
            if word is None or _UNSPACED.search(form):
                found.unspaced.append((form, name))
                continue
            forms = {form, form.upper()} if len(form) >= _FEW_LETTERS else {form}
            for written in forms:
                first = _WORD.search(written) or word
                found.by_word.setdefault(first.group(), []).append((written, first.start(), name))
    return found


def _candidates(text: str, forms: _Forms) -> Iterator[tuple[Span, OwnName]]:
    """Yield every form that stands in `text` as whole words."""
    for word in _WORD.finditer(text):
        for form, offset, name in forms.by_word.get(word.group(), ()):
            start = word.start() - offset
            if start >= 0 and text.startswith(form, start) and _is_whole(text, start, start + len(form)):
                yield Span(start, start + len(form)), name
    for form, name in forms.unspaced:
        at = text.find(form)
        while at >= 0:
            if _is_whole(text, at, at + len(form)):
                yield Span(at, at + len(form)), name
            at = text.find(form, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no word goes on before or after `text[start:end]`."""
    return not (_goes_on(text[start - 1 : start], text[start]) or _goes_on(text[end - 1], text[end : end + 1]))


def _goes_on(left: str, right: str) -> bool:
    """Tell whether one word has both characters, of which one may be missing."""
    joined = left.isalnum() and right.isalnum()
    return joined and not (_UNSPACED.match(left) or _UNSPACED.match(right))
