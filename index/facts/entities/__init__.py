"""Names in a text: where they stand, what kind they are, which of them are the same; `index.facts.names` joins it."""
