"""What an outlet changed of an article, in so few words that a list has room for it."""

import re
from collections.abc import Sequence

from index.models import EditOp, Revision
from index.store.news import News

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


def last_change(revisions: Sequence[Revision]) -> tuple[Revision, Revision] | None:
    """Return the last two revisions of an article that its outlet made one of the other, the older first.

    They are of one origin: what a page says in full is no change of what its feed said. None where there are none.
    """
    for place in range(len(revisions) - 1, 0, -1):
        if (before := before_it(revisions, revisions[place])) is not None:
            return before, revisions[place]
    return None


def before_it(revisions: Sequence[Revision], revision: Revision) -> Revision | None:
    """Return the revision of the same origin that one has replaced; None where it is the first."""
    earlier = (mark for mark in reversed(revisions) if mark.revision < revision.revision)
    return next((mark for mark in earlier if mark.origin is revision.origin), None)


def figures_changed(news: News, article_id: str) -> tuple[str, str] | None:
    """Return the first figure that the last change replaced, and by which; None where it replaced none.

    Some 10 ms.
    """
    from index.compare.revisions import RevisionText, diff

    pair = last_change(news.revisions(article_id))
    if pair is None:
        return None
    sides = []
    for mark in pair:
        article = news.article(article_id, mark.revision)
        if article is None:
            return None
        sides.append(RevisionText(mark, article.text, article.blocks, article.language))
    old, new = sides
    for edit in diff(article_id, old, new).edits:
        if edit.op is EditOp.REPLACE:
            left, right = _FIGURE.search(edit.left.of(old.text)), _FIGURE.search(edit.right.of(new.text))
            if left and right and left[0] != right[0]:
                return left[0], right[0]
    return None
