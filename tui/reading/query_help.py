"""How to write a query, as F1 in the search bar shows it."""

from typing import Final

QUERY_LANGUAGE: Final = """\
google cloud          articles that have both words, in any form
"google cloud"        the words side by side
"google deal"~3       near each other: at most three words between
azure OR gcp          one of them
-opinion              not this word (also NOT opinion)
(a OR b) c            parentheses group
comput*               words that begin so; wom?n: one character
microsft~             words spelled nearly so

title:storm           in the headline
source:ledger         of this outlet
author:chen           by this author
lang:en               in this language
date:2025-06          of that year, month or day
date:>=2025-06        since then; also <, <=, > and 2025-05..2025-06

Results come as you type; the last word may be half a word. Enter keeps them and goes to the list,
Esc returns to what was there before."""
