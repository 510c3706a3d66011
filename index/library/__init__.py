"""The one door to everything about articles: open a library, add, search, facts, compare."""

from index.library.library import Library
from index.library.writer import Writer

__all__ = ["Library", "Writer"]
