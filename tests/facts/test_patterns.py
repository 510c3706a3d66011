"""No regular expression of the fact finders can be made to backtrack without end, told by their structure."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import index.facts
from tests.facts.ambiguity import consumes, is_ambiguous, reach

_LONGEST_REACH = 500
_FUNCTIONS = (ast.FunctionDef, ast.Lambda)
_NUMBERS_AND_TIME = (
    "money", "currencies", "percent", "movement", "quantity", "numerals", "measured", "nouns", "nounphrases", "dates",
    "periods", "reckoning", "phrases", "subjects", "tables", "closedclass", "when",
)  # fmt: skip


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(index.facts.__path__, "index.facts."):
        if ".adapters." not in found.name:
            yield importlib.import_module(found.name)


def _patterns(module: ModuleType) -> dict[str, re.Pattern[str]]:
    """Return the patterns that a module holds, also inside its tables and forms, by name."""
    found: dict[str, re.Pattern[str]] = {}

    def look(value: Any, name: str, depth: int) -> None:
        if isinstance(value, re.Pattern):
            found[name] = value
        elif depth and isinstance(value, dict):
            for key, each in value.items():
                look(each, f"{name}.{key}", depth - 1)
        elif depth and isinstance(value, tuple | list | frozenset | set):
            for number, each in enumerate(value):
                look(each, f"{name}.{number}", depth - 1)
        elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
            for each in value.__dataclass_fields__:
                look(getattr(value, each), f"{name}.{each}", depth - 1)

    for name, value in vars(module).items():
        look(value, f"{module.__name__}.{name}", 4)
    return found


_ALL = {name: pattern for module in _modules() for name, pattern in _patterns(module).items()}


def test_there_are_patterns_to_look_at() -> None:
    assert len(set(_ALL.values())) > 100


def test_no_loop_of_a_pattern_reads_the_same_text_in_two_ways() -> None:
    named = {pattern: name for name, pattern in _ALL.items()}
    assert [name for pattern, name in named.items() if is_ambiguous(pattern)] == []


def test_patterns_of_numbers_and_time_look_at_little_text_or_take_all_that_they_look_at() -> None:
    ours = {name: each for name, each in _ALL.items() if name.split(".")[2] in _NUMBERS_AND_TIME}
    assert [name for name, each in ours.items() if reach(each) > _LONGEST_REACH and not consumes(each)] == []


def test_every_pattern_of_numbers_and_time_is_one_that_can_be_looked_at() -> None:
    for module in _modules():
        if module.__name__.split(".")[2] in _NUMBERS_AND_TIME:
            functions = [
                node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, _FUNCTIONS)
            ]
            assert [ast.unparse(node) for each in functions for node in ast.walk(each) if _makes_a_pattern(node)] == []


def _makes_a_pattern(node: ast.AST) -> bool:
    """Tell whether `node` calls a function of `re`, which inside a function would make a pattern unseen."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re"


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"(a|a)*b", r"(?:a|ab|b)*c", r"(a*)*", r"(?:\w+[ ,]?)+:", r"(?:x+x+)+y", r"(?=(?:\d|\d\w)*x)a"],
)
def test_the_look_at_patterns_finds_those_that_backtrack_without_end(pattern: str) -> None:
    assert is_ambiguous(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern", [r"(?:\w+ )*x", r"[A-Z]\w*(?: [A-Z]\w*)*", r"\w+\s*:", r"(?:of )?(?:a|b)+", r"a{2,9}b"]
)
def test_the_look_at_patterns_leaves_others_alone(pattern: str) -> None:
    assert not is_ambiguous(re.compile(pattern))


def test_how_far_a_pattern_looks() -> None:
    assert reach(re.compile(r"ab{2,5}(?=c{10})")) == 10
    assert reach(re.compile(r"a\w*:")) > _LONGEST_REACH
    assert consumes(re.compile(r"\d+|[A-Z]\w*"))
    assert not consumes(re.compile(r"a\w*:"))
