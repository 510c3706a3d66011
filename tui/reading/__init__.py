"""Reading: the list of articles, the article, its key facts, and the search over all of them."""
