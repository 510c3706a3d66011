"""Plug-ins that find names: what is installed under the entry-point group `crossread.entities` and switched on.

An entry point names a maker: it is called once with the options of `[plugins.NAME]` in names.toml and returns a
finder. docs/names.md shows one. A plug-in that fails is named, logged, and left out for as long as the process lives.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points

from index.facts.entities.mentions import Mention
from index.models import NAME_KINDS, FactKind, Span

GROUP = "crossread.entities"
VOTE = 5.0
"""For each place: more than the tagger's, less than the list of known names."""

Finder = Callable[[str, str | None], Iterable[tuple[int, int, str]]]
"""Takes a text and its language (ISO 639-1, None unknown); returns start, end (code points) and kind of each name."""
Maker = Callable[[Mapping[str, object]], Finder]

_KINDS = {kind.value: kind for kind in NAME_KINDS}
_log = logging.getLogger(__name__)


class _BadAnswerError(Exception):
    """A plug-in returned something that is no name in the text."""


class Plugins:
    """The plug-ins that a user has switched on, loaded when first asked."""

    def __init__(self, wanted: Mapping[str, Mapping[str, object]]) -> None:
        self._wanted = dict(wanted)
        self._installed: dict[str, EntryPoint] = {}
        self._finders: dict[str, Finder] = {}
        self._untold: list[str] = []
        if wanted:
            self._installed = {point.name: point for point in entry_points(group=GROUP) if point.name in wanted}
            for name in wanted:
                if name not in self._installed:
                    self._leave_out(name, "it is not installed; install it or take it out of names.toml")

    def versions(self) -> list[str]:
        """Return each installed one with the version of its distribution: what facts depend on, without loading it."""
        return [f"{name} {point.dist.version if point.dist else ''}" for name, point in sorted(self._installed.items())]

    def troubles(self) -> list[str]:
        """Return what went wrong since the last call, each a sentence for the user."""
        told, self._untold = self._untold, []
        return told

    def mentions(self, text: str, language: str | None) -> list[list[Mention]]:
        """Return what each plug-in finds in `text`, in order; one that fails finds nothing from then on."""
        return [found for name in list(self._wanted) if (found := self._ask(name, text, language))]

    def _ask(self, name: str, text: str, language: str | None) -> list[Mention]:
        try:
            if name not in self._finders:
                make: Maker = self._installed[name].load()
                self._finders[name] = make(self._wanted[name])
            return list(_checked(text, self._finders[name](text, language)))
        except ImportError as error:
            _log.exception("the plug-in %s failed", name)
            self._leave_out(name, f"it needs what is not installed ({error.name or error})")
            return []
        except Exception as error:  # noqa: BLE001 - whatever a stranger's code raises must not cost the facts
            _log.exception("the plug-in %s failed", name)
            self._leave_out(name, f"it failed ({type(error).__name__}: {error}); the log says where")
            return []

    def _leave_out(self, name: str, why: str) -> None:
        self._wanted.pop(name, None)
        self._untold.append(f"Names are found without the plug-in {name!r}: {why}.")


def _checked(text: str, answers: Iterable[tuple[int, int, str]]) -> Iterator[Mention]:
    """Yield answers as mentions; of those that overlap the first, and of these the longest, stays."""
    spans: list[tuple[int, int, FactKind]] = []
    for start, end, kind in answers:
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            raise _BadAnswerError(f"no place in a text of {len(text)} characters: {start!r} to {end!r}")
        if kind not in _KINDS:
            raise _BadAnswerError(f"no kind of name: {kind!r}; the kinds are {', '.join(sorted(_KINDS))}")
        spans.append((start, end, _KINDS[kind]))
    done = 0
    for start, end, of in sorted(spans, key=lambda span: (span[0], -span[1])):
        place = _bare(text, start, end)
        words = tuple(place.of(text).split())
        if words and place.start >= done:
            done = place.end
            yield Mention(place, words, {of: VOTE})


def _bare(text: str, start: int, end: int) -> Span:
    """Return a name's place without the article, the spaces and the possessive ending that finders leave on it."""
    name = text[start:end].strip()
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    for article in ("the ", "The "):
        name = name.removeprefix(article).lstrip()
    first = text.find(name, start)
    return Span(first, first + len(name))
