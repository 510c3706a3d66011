"""The facts of the articles as columns of their own: filled after the text, asked by article, merged as they grow."""
