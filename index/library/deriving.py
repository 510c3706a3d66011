"""The facts, which are made of the articles and can be made again at any time."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import CrossreadError, LibraryBusyError
from index.library.columns import fill_columns
from index.models import Article, Fact, Progress
from index.store.lock import library_lock
from index.store.news import News, Waiting

if TYPE_CHECKING:
    from index.facts.extractor import Extractor

# A fifth of a second: an article that is opened meanwhile does not wait longer for its turn.
_FACTS_BATCH = 20
_SEARCHABLE_AFTER = 1_000
"""Articles whose facts go into a run together: fewer make more runs, which are merged more often."""

_log = logging.getLogger(__name__)


def derive_facts(
    news: News,
    folder: Path,
    extractor: "Extractor",
    progress: Callable[[Progress], None],
    made: Callable[[tuple[str, ...]], None],
    until: Callable[[], bool],
    searchable: Callable[[], None],
) -> int:
    """Make the facts that are missing, newest articles first, until all are there or `until()` says stop.

    Resumable: each batch is stored before the next begins. Calls `made` with the ids of each. What was made can be
    searched a thousand articles later, or at the end; where it is stopped, once it begins again: each time,
    `searchable` is called. Returns how many articles were done.
    """

    def make_searchable() -> None:
        _make_searchable(news, folder, progress, until)
        searchable()

    make_searchable()
    done = filled = 0
    total = news.count_without_facts(extractor.version)
    last: Waiting | None = None
    while not until():
        waiting = news.without_facts(extractor.version, _FACTS_BATCH, last)
        if not waiting:
            if last is None:
                break
            # Once more from the top: newer ones may have come in.
            last = None
            continue
        last = waiting[-1]
        ids = tuple(article_id for _, article_id in waiting)
        articles = [article for article_id in ids if (article := news.article(article_id))]
        facts = [(article.id, article.revision, extract_facts(article, extractor)) for article in articles]
        with library_lock(folder, "storing facts"):
            news.save_facts(facts, extractor.version)
        done += len(ids)
        made(ids)
        if done - filled >= _SEARCHABLE_AFTER:
            make_searchable()
            filled = done
        progress(Progress(work="facts", done=done, total=max(total, done)))
    if done > filled and not until():
        # Whoever is told to stop has something else to do, and does this when it begins again.
        make_searchable()
        # Said once more: whoever counts who tells a fact counts all of them now.
        progress(Progress(work="facts", done=done, total=max(total, done)))
    return done


def _make_searchable(news: News, folder: Path, progress: Callable[[Progress], None], until: Callable[[], bool]) -> None:
    """Bring the columns up to the facts; another process that is at it goes on until all of them are there."""
    try:
        fill_columns(news, folder, progress, wait=0, until=until)
    except LibraryBusyError as error:
        _log.info("facts are made searchable elsewhere: %s", error)


def facts_of(news: News, folder: Path, extractor: "Extractor", article: Article) -> tuple[Fact, ...]:
    """Return an article's facts, made now where they are missing and stored where they can be."""
    known = news.facts(article.id, article.revision, extractor.version)
    if known is not None:
        return known
    facts = extract_facts(article, extractor)
    if news.database.read_only is None:
        try:
            with library_lock(folder, "storing facts", wait=0):
                news.save_facts([(article.id, article.revision, facts)], extractor.version)
        except CrossreadError as error:
            # They are derived: whoever asks next makes them again.
            _log.info("facts of %s not stored: %s", article.id, error)
    return facts


def extract_facts(article: Article, extractor: "Extractor") -> tuple[Fact, ...]:
    """Extract the facts of one article; one that our own fault trips over has none, and the log says why."""
    from index.facts.document import prepare

    try:
        return extractor.extract(
            prepare(
                article.text,
                article.blocks,
                title=article.title,
                published=article.published or article.fetched,
                language=article.language,
            )
        )
    except Exception:  # noqa: BLE001 - one article must not keep the facts of all others away
        _log.exception("the facts of %s could not be made", article.id)
        return ()
