"""In which languages names are sure."""

import pytest

from index.models import told_by_lists


@pytest.mark.parametrize(
    ("language", "by_lists"),
    [(None, False), ("en", False), ("en-GB", False), ("EN_us", False), ("de", True), ("enm", True)],
)
def test_the_tagger_knows_english_and_takes_the_unknown_for_it(language: str | None, by_lists: bool) -> None:
    assert told_by_lists(language) is by_lists
