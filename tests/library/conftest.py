"""A library and a web server for the tests of what comes in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from tests.library.serving import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    """Return an empty library."""
    library = Library.open(tmp_path / "library")
    yield library
    library.close()
