"""What a row says of an article that its outlet has changed."""

from datetime import UTC, datetime, timedelta

from index.models import ArticleSummary
from tui.reading.list_rows import Row, change_in_words

NOW = datetime(2025, 6, 14, 12, 0, tzinfo=UTC)


def row(updated: datetime | None, was: str | None, figure: tuple[str, str] | None = None) -> Row:
    summary = ArticleSummary(
        id="a1",
        title="Storm nears",
        source="Coast Post",
        feeds=(),
        url=None,
        author=None,
        published=NOW,
        fetched=NOW,
        language="en",
        words=10,
        revision=2,
        read=False,
        starred=False,
        tags=(),
        updated=updated,
        was=was,
    )
    return Row(summary, (), "Gusts are expected.", (), figure)


def test_a_figure_and_the_headline_before_are_told() -> None:
    assert change_in_words(row(NOW, "Calm", ("12", "15")), NOW) == "updated: 12 → 15 · was “Calm”"
    assert change_in_words(row(NOW, "Calm"), NOW) == "updated · was “Calm”"


def test_another_change_leaves_the_first_words() -> None:
    assert change_in_words(row(NOW, None), NOW) == "updated · Gusts are expected."


def test_what_never_changed_or_long_ago_is_told_no_more() -> None:
    assert change_in_words(row(None, None), NOW) == ""
    assert change_in_words(row(NOW - timedelta(days=4), "Calm"), NOW) == ""
