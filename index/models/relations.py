"""How two texts that stand side by side relate, row by row: the words of the screen and of what is taken along."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Relation(StrEnum):
    """How the two sides of a row relate; the sign tells it."""

    SAME = "same"
    REWORDED = "reworded"
    LIKELY = "likely"
    """They may tell the same thing; four of ten such rows do not."""
    CONFLICT = "conflict"
    ONLY = "only"
    """No other compared article tells it."""
    ELSEWHERE = "elsewhere"
    """Another compared article tells it, or this one in a sentence that stands beside something else."""
    PLAIN = "plain"
    """A heading, or a scrap that is not compared."""


SIGNS: Mapping[Relation, str] = MappingProxyType(
    {
        Relation.SAME: "=",
        Relation.REWORDED: "≈",
        Relation.LIKELY: "~",
        Relation.CONFLICT: "⚡",
        Relation.ONLY: "+",
        Relation.ELSEWHERE: "·",
        Relation.PLAIN: "",
    }
)

TELLING_SHARE = 0.6
"""Where more than this share of both sides is worded otherwise, marking it would mark nearly everything."""

LONGEST_NAME = 40
"""Code points that a name or number may take; in a longer run of words that differs it is the wording that differs."""
