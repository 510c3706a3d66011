"""The forms in which news tells time, each with its reader; `index.facts.dates` and `index.facts.periods` use them."""
