"""How to write a query, as rows: the one source of the page in the reader, in `crossread search --help` and in docs.

It imports nothing of the search, so that help costs nothing to show.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """A form of the query language and what it finds."""

    example: str
    meaning: str


class Section(NamedTuple):
    """Rows that belong together."""

    heading: str
    rows: tuple[Row, ...]


SECTIONS = (
    Section(
        "Words",
        (
            Row("google cloud", "articles that have both words, in any form"),
            Row('"google cloud"', "the words side by side"),
            Row('"google deal"~3', "in this order, each at most 3 words on"),
            Row("azure OR gcp", "one of them"),
            Row("-opinion", "not this word; also NOT opinion"),
            Row("(a OR b) c", "parentheses group; OR binds closer than a blank"),
            Row("comput*", "words that begin so; wom?n: any one character"),
            Row("microsft~", "words one letter off; with ~2 two letters"),
            Row("cloud^2 storm", "cloud counts twice for the order"),
        ),
    ),
    Section(
        "Where",
        (
            Row("title:storm", "in the headline"),
            Row('source:"coast post"', "of this outlet"),
            Row("author:chen", "by this author"),
            Row("lang:en", "in this language"),
            Row("is:unread", "not read yet; also is:read, is:starred"),
            Row('tag:"to check"', "with this tag; one word needs no quotes"),
            Row("title:(storm OR flood)", "a name before parentheses goes for all in them"),
        ),
    ),
    Section(
        "When",
        (
            Row("date:2025-06", "published in that year, month or day"),
            Row("date:>=2025-06-01", "since then; also <, <= and >"),
            Row("date:2025-05..2025-06", "from one to the other; either may be left out"),
            Row("date:today", "also yesterday"),
            Row('date:"last week"', "Monday to Sunday; also last month, last year"),
            Row('date:"this week"', "also this month, this year"),
            Row('date:"last 7 days"', "with today; also weeks, months, years"),
            Row('date:"last month"..today', "all of these make ranges too"),
        ),
    ),
    Section(
        "Facts",
        (
            Row('person:"sarah chen"', "names her; also org: place: product:"),
            Row("name:gemini", "names any of those four; gem* begins so"),
            Row("money:>=1bn", "an amount; also <, <=, >, 100m..2bn, 2bn.."),
            Row("money:$1bn", "in one currency; also €, EUR alone"),
            Row('money:"2bn EUR"', "in quotes where there is a blank"),
            Row("percent:<0", "falls; also percent:2, percent:>1pp"),
            Row('quantity:"35 regions"', "so many; quantity:jobs any number of jobs"),
            Row("said:chen", "quotes her, or tells what she said"),
            Row("reported-by:reuters", "names it as a source"),
            Row("fact-date:2025-05", "speaks of that time, written as after date:"),
        ),
    ),
)
"""The query language, from what is used most."""

NOTES = (
    "Words are found in every language of the articles, each by its own endings.",
    "Case and accents do not matter, but OR, AND and NOT are in capitals.",
    "Days are those of UTC, and weeks begin on Monday.",
)
"""What holds for all rows, a sentence a line."""

_EXAMPLE_WIDTH = 26


def page() -> str:
    """Return the page as plain text of at most 76 columns, a row a line."""
    blocks = [
        "\n".join([section.heading, *(f"  {row.example:<{_EXAMPLE_WIDTH}}{row.meaning}" for row in section.rows)])
        for section in SECTIONS
    ]
    return "\n\n".join(blocks)
