"""Training of the name tagger in `index/facts/tagger`: corpora, lists, word vectors, network, scores. See README.md."""
