"""What scraped pages leave around an article goes; what says something stays."""

import pytest

from tests.ingest.shown import read

PROSE = "The council agreed on Monday to close the old bridge for a year, and nobody was surprised by it."
CAPTION = "A lorry waits in front of the closed bridge."


@pytest.mark.parametrize(
    "line",
    [
        "• Thread Author",
        "Share",
        "SHARE THIS ARTICLE",
        "Advertisement",
        "Jun 12, 2025",
        "Published: 12 June 2025, 3:04 PM",
        "3 min read",
        "12 comments",
        "2 hours ago",
        "Home > News > Local",
        "© 2025 The Example. All rights reserved.",
        "We use cookies to make this site work. Learn more in our policy.",
        "Joined: May 2020",
    ],
)
def test_debris_goes_from_both_ends(line: str) -> None:
    draft = read(f"{line}\nBridge to close\n{line}\n{CAPTION}\n\n{PROSE}\n{line}\n\n")
    assert (draft.title, draft.text) == ("Bridge to close", f"{CAPTION}\n\n{PROSE}")


def test_the_name_of_a_forum_user_goes_with_its_line() -> None:
    assert read(f"Bridge to close\nrivermouse\n• Thread Author\n{CAPTION}\n\n{PROSE}\nBack\nTop").text.startswith(
        "A lorry"
    )
    assert read(f"Rivermouse • Thread Author\nBridge to close\n\n{PROSE}").title == "Bridge to close"


def test_a_word_alone_that_is_no_user_stays() -> None:
    assert read(f"Bridge to close\nUpperton\n{CAPTION}\n\n{PROSE}").text.startswith("Upperton")


def test_closing_lines_that_hold_a_fact_stay() -> None:
    assert read(f"Bridge to close\n\n{PROSE}\n\nSource: The Example\nBack\nTop\n").text.endswith("Source: The Example")


def test_words_of_buttons_inside_the_article_stay() -> None:
    assert "Share\n" in read(f"Bridge to close\n\n{PROSE}\n\nShare\n\n{PROSE}").text


def test_a_date_line_at_the_top_is_when_it_came_out() -> None:
    published = read(f"Bridge to close\nPublished: June 11, 2025 3:04 PM\n\n{PROSE}").published
    assert published is not None
    assert published.isoformat() == "2025-06-11T15:04:00+00:00"


def test_where_all_is_debris_all_stays() -> None:
    assert "Share" in read("Share\nBack\nTop").title + read("Share\nBack\nTop").text
