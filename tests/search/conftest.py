"""A small index of invented articles that the tests of searching share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.search.index import Entry, SearchIndex


def entry(
    identity: str,
    title: str = "",
    text: str = "",
    *,
    source: str = "Daily Sample",
    author: str = "",
    day: str = "2025-06-01",
    language: str | None = "en",
) -> Entry:
    """Return an entry dated noon of `day`."""
    date = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    return Entry(identity, title, text, source, author, date, language)


ARTICLES = (
    entry(
        "aharbour",
        "Harbour reopens after storm",
        "The harbour reopened on Monday. Ferries were running again, and the operation took 1,200 workers.",
        source="Coast Post",
        author="Ana Müller",
        day="2025-05-30",
    ),
    entry(
        "aferry",
        "Ferry prices rise",
        "Operators said prices would rise by 3.5% from June. The harbour fee is not part of it.",
        source="Daily Sample",
        day="2025-06-02",
    ),
    entry(
        "acafe",
        "Café culture in the naïve city",
        "A café of the old kind: the who is who of the city meets there. Prices are low, the U.S. owner said.",
        source="The Example Ledger",
        day="2025-06-02",
    ),
    entry(
        "aelysee",
        "Remaniement",
        "Le palais de l’Élysée n’a pas confirmé.",
        source="Journal d'Essai",
        day="2024-12-31",
        language="fr",
    ),
    entry("atokyo", "東京の天気", "日本経済は東京で回復している。", source="見本新聞", day="2023-01-15", language="ja"),
)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """Give an index of ARTICLES that no test changes."""
    index = SearchIndex.open(tmp_path_factory.mktemp("index"))
    index.add(ARTICLES, through=5)
    yield index
    index.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[SearchIndex]:
    """Give a new, empty index in `tmp_path / "index"`."""
    index = SearchIndex.open(tmp_path / "index")
    yield index
    index.close()
