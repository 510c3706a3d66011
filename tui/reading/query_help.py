"""How to write a query, as F1 in the search bar shows it."""

from typing import Final

from index.query_help import NOTES, page

QUERY_LANGUAGE: Final = "\n".join(
    (
        page() + "\n",
        *NOTES,
        "Results come as you type; the last word may be half a word.",
        "Enter keeps them and goes to the list, Esc returns to what was there before.",
    )
)
