"""Tells by its structure whether a regular expression can backtrack without end, so that no clock need be asked.

Two things are looked at. How much text one attempt can look at (`reach`): where that is bounded, a search is linear in
the length of a text. And whether a loop can read the same letters in two ways (`is_ambiguous`), which makes an attempt
exponential in its reach: the positions of the pattern form an automaton (Glushkov's construction), and two ways exist
if its product with itself leads from a pair of equal positions through a pair of different ones back to an equal pair
(Weber and Seidl, On the degree of ambiguity of finite automata, 1991).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from re import _constants as codes  # type: ignore[attr-defined] - the parser of `re` has no public name
from re import _parser as parser  # type: ignore[attr-defined] - as above
from typing import Any, NamedTuple

_UNROLLED = 6
"""Repeats up to here are written out; longer ones count as loops, which is the stricter reading."""
_LETTERS = "".join(map(chr, range(9, 127))) + "£€½²éßÀ’“–\u00a0\u0660中"
"""Enough letters that any two classes in use that overlap do so in one of them."""
_CATEGORIES = {
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
}
_NEGATED = {
    codes.CATEGORY_NOT_DIGIT: codes.CATEGORY_DIGIT,
    codes.CATEGORY_NOT_SPACE: codes.CATEGORY_SPACE,
    codes.CATEGORY_NOT_WORD: codes.CATEGORY_WORD,
}
_LOOKS = (codes.ASSERT, codes.ASSERT_NOT)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_LONGEST = 1_000_000_000


def reach(pattern: re.Pattern[str]) -> int:
    """Return how many characters one attempt can look at, a very large number where it is without bound."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    return max(min(int(part.getwidth()[1]), _LONGEST) for part in (tree, *_looks(tree)))


def is_ambiguous(pattern: re.Pattern[str]) -> bool:
    """Tell whether a loop of the pattern can read some text in more than one way."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    ignoring_case = bool(pattern.flags & re.IGNORECASE)
    return any(_Automaton(ignoring_case).read(part).is_ambiguous() for part in (tree, *_looks(tree)))


def consumes(pattern: re.Pattern[str]) -> bool:
    """Tell whether a match takes all that its loops read, so that no text is read again from the next place.

    That is so where a match may end at every position of a loop and nothing without bound is only looked at.
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    automaton = _Automaton(bool(pattern.flags & re.IGNORECASE))
    ends = automaton.end(tree)
    return automaton.looping() <= ends and all(part.getwidth()[1] < _LONGEST for part in _looks(tree))


def _looks(tree: Any) -> Iterator[Any]:
    """Yield what stands in lookaheads and lookbehinds, at any depth."""
    for code, value in tree:
        if code in _LOOKS:
            yield value[1]
        for inner in _inner(code, value):
            yield from _looks(inner)


def _inner(code: Any, value: Any) -> list[Any]:
    """Return the parts of one node of the parse."""
    if code in _LOOKS:
        return [value[1]]
    if code in _REPEATS:
        return [value[2]]
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.ATOMIC_GROUP:
        return [value]
    if code is codes.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    return []


class _Ends(NamedTuple):
    """What a part of a pattern begins and ends with, and whether it may be empty."""

    empty: bool
    first: frozenset[int]
    last: frozenset[int]


_NOTHING = _Ends(True, frozenset(), frozenset())


@dataclass
class _Automaton:
    """The positions of a pattern, the letters that each reads, and which may follow which."""

    ignoring_case: bool
    letters: list[frozenset[str]] = field(default_factory=list)
    follows: list[set[int]] = field(default_factory=list)
    twice: bool = False
    """Whether some position follows another in two ways: a loop directly in a loop."""

    def read(self, tree: Any) -> "_Automaton":
        """Add the positions of a parsed pattern."""
        self._sequence(tree)
        return self

    def end(self, tree: Any) -> frozenset[int]:
        """Add the positions of a parsed pattern, and return those at which a match may end."""
        return self._sequence(tree).last

    def looping(self) -> frozenset[int]:
        """Return the positions that are part of a loop."""
        return frozenset(at for loop in self._loops() for at in loop)

    def _loops(self) -> Iterator[list[int]]:
        for loop in _components(range(len(self.letters)), lambda at: self.follows[at]):
            if len(loop) > 1 or loop[0] in self.follows[loop[0]]:
                yield loop

    def is_ambiguous(self) -> bool:
        """Tell whether a loop can read some text in two ways."""
        if self.twice:
            return True
        return any(self._reads_twice(loop) for loop in self._loops())

    def _reads_twice(self, loop: Sequence[int]) -> bool:
        """Tell whether two ways through a loop read the same text: a pair that parts and meets again."""
        inside = set(loop)
        pairs = {(one, other) for one in loop for other in loop if self.letters[one] & self.letters[other]}

        def after(pair: tuple[int, int]) -> list[tuple[int, int]]:
            ones, others = self.follows[pair[0]] & inside, self.follows[pair[1]] & inside
            return [(one, other) for one in ones for other in others if (one, other) in pairs]

        return any(
            0 < sum(one == other for one, other in component) < len(component)
            for component in _components(pairs, after)
        )

    def _sequence(self, nodes: Iterable[tuple[Any, Any]]) -> _Ends:
        whole = _NOTHING
        for code, value in nodes:
            whole = self._joined(whole, self._node(code, value))
        return whole

    def _joined(self, left: _Ends, right: _Ends) -> _Ends:
        for at in left.last:
            self.follows[at] |= right.first
        return _Ends(
            left.empty and right.empty,
            left.first | (right.first if left.empty else frozenset()),
            right.last | (left.last if right.empty else frozenset()),
        )

    def _node(self, code: Any, value: Any) -> _Ends:
        if code in (codes.AT, *_LOOKS):
            return _NOTHING
        if code in _REPEATS:
            return self._repeated(*value)
        if code in (codes.BRANCH, codes.GROUPREF_EXISTS):
            return self._either(_inner(code, value), empty=code is codes.GROUPREF_EXISTS)
        if parts := _inner(code, value):
            return self._sequence(parts[0])
        self.letters.append(self._read_by(code, value))
        self.follows.append(set())
        here = frozenset([len(self.letters) - 1])
        return _Ends(False, here, here)

    def _either(self, branches: Sequence[Any], *, empty: bool) -> _Ends:
        ends = [self._sequence(branch) for branch in branches]
        # The parser reads 'a|a' as 'a' and twice nothing.
        self.twice |= sum(each is _NOTHING for each in ends) > 1
        return _Ends(
            empty or any(each.empty for each in ends),
            frozenset().union(*(each.first for each in ends)),
            frozenset().union(*(each.last for each in ends)),
        )

    def _repeated(self, least: int, most: Any, body: Any) -> _Ends:
        if most is not codes.MAXREPEAT and most <= _UNROLLED:
            # From the last to the first, so that a later one is read only behind an earlier one.
            whole = _NOTHING
            for number in range(most, 0, -1):
                whole = self._joined(self._sequence(body), whole)
                whole = whole._replace(empty=True) if number > least else whole
            return whole
        ends = self._sequence(body)
        for at in ends.last:
            self.twice |= bool(self.follows[at] & ends.first)
            self.follows[at] |= ends.first
        return ends._replace(empty=ends.empty or least == 0)

    def _read_by(self, code: Any, value: Any) -> frozenset[str]:
        """Return the letters that one position reads."""
        if code is codes.ANY:
            return frozenset(_LETTERS)
        if code is codes.NOT_LITERAL:
            return frozenset(_LETTERS) - {chr(value)}
        items = [(code, value)] if code is codes.LITERAL else value
        found = {letter for letter in _LETTERS if any(_has(item, letter) for item in items)}
        found |= {chr(number) for item, number in items if item is codes.LITERAL}
        if self.ignoring_case:
            found |= {other for letter in found for other in (letter.lower(), letter.upper())}
        return frozenset(_LETTERS) - found if items[0][0] is codes.NEGATE else frozenset(found)


def _has(item: tuple[Any, Any], letter: str) -> bool:
    code, value = item
    if code is codes.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    if code is codes.CATEGORY:
        positive = _NEGATED.get(value, value)
        return _CATEGORIES[positive](letter) != (positive is not value)
    return False


def _components(nodes: Iterable[Any], after: Any) -> list[list[Any]]:
    """Return the strongly connected components of a graph (Tarjan's algorithm, without recursion)."""
    number: dict[Any, int] = {}
    low: dict[Any, int] = {}
    stack: list[Any] = []
    waiting: set[Any] = set()
    found: list[list[Any]] = []
    for root in nodes:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        waiting.add(root)
        work = [(root, iter(after(root)))]
        while work:
            node, following = work[-1]
            for other in following:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    waiting.add(other)
                    work.append((other, iter(after(other))))
                    break
                if other in waiting:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    component = []
                    while not component or component[-1] != node:
                        component.append(stack.pop())
                        waiting.discard(component[-1])
                    found.append(component)
    return found
