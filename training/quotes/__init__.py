"""Training of the weights by which `index/facts/speech` chooses the speaker of a quotation. See README.md."""
