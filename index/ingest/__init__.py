"""From bytes to drafts of articles: text, Markdown, HTML and JSON Lines, files and folders."""
