"""What is made of the store and can be made again at any time: the search index and the facts."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import CrossreadError
from index.models import Article, Fact, Progress
from index.store.columns import to_time
from index.store.lock import WAIT_SECONDS, library_lock
from index.store.news import News, Searchable

if TYPE_CHECKING:
    from index.search.index import Entry

_FIRST_BATCH = 1_000
"""Articles that are found after a third of a second, however many follow."""
_INDEX_BATCH = 12_000
"""Articles of a commit: fewer make more segments, or more merging; more take more memory than 500 MB."""
# A fifth of a second: an article that is opened meanwhile does not wait longer for its turn.
_FACTS_BATCH = 20

_log = logging.getLogger(__name__)


def index_pending(
    news: News,
    folder: Path,
    progress: Callable[[Progress], None],
    notice: Callable[[str], None],
    wait: float = WAIT_SECONDS,
    *,
    check: bool = False,
) -> None:
    """Bring the search index up to the store, batch by batch, and merge its segments.

    One process does it at a time, and keeps nobody from taking in articles meanwhile. With `check`, every byte of the
    index is read before. Where it is made anew, `notice` is told why in a sentence. Raises LibraryBusyError where
    another process is at it for more than `wait` seconds.
    """
    from index.search.index import SearchIndex

    with library_lock(folder, "indexing", wait, name="index.lock"):
        index = SearchIndex.open(folder / "index", store=news.origin())
        if check:
            index.check()
        done = 0
        try:
            while True:
                if index.trouble is not None:
                    notice(index.trouble)
                    index.start_over()
                pending = news.searchable_since(index.through, _INDEX_BATCH if done else _FIRST_BATCH)
                if not pending:
                    break
                index.add(map(_entry, pending), through=pending[-1].change)
                done += len(pending)
                left = news.count_changed_since(pending[-1].change)
                progress(Progress(work="indexing", done=done, total=done + left))
                while index.merge():
                    pass
        finally:
            index.close()


def _entry(article: Searchable) -> "Entry":
    """Return what the index wants of an article."""
    from index.search.index import Entry

    return Entry(
        id=article.id,
        title=article.title,
        text=article.text,
        source=article.source,
        author=article.author or "",
        date=to_time(article.at),
        language=article.language,
    )


def derive_facts(
    news: News,
    folder: Path,
    progress: Callable[[Progress], None],
    made: Callable[[tuple[str, ...]], None],
    until: Callable[[], bool],
) -> int:
    """Make the facts that are missing, newest articles first, until all are there or `until()` says stop.

    Resumable: each batch is stored before the next begins. Calls `made` with the ids of each. Returns how many
    articles were done.
    """
    from index.facts.extract import VERSION

    done, total = 0, news.count_without_facts(VERSION)
    while not until():
        ids = news.without_facts(VERSION, _FACTS_BATCH)
        if not ids:
            break
        articles = [article for article_id in ids if (article := news.article(article_id))]
        facts = [(article.id, article.revision, extract_facts(article)) for article in articles]
        with library_lock(folder, "storing facts"):
            news.save_facts(facts, VERSION)
        done += len(ids)
        made(ids)
        progress(Progress(work="facts", done=done, total=max(total, done)))
    return done


def facts_of(news: News, folder: Path, article: Article) -> tuple[Fact, ...]:
    """Return an article's facts, made now where they are missing and stored where they can be."""
    from index.facts.extract import VERSION

    known = news.facts(article.id, article.revision, VERSION)
    if known is not None:
        return known
    facts = extract_facts(article)
    if news.database.read_only is None:
        try:
            with library_lock(folder, "storing facts", wait=0):
                news.save_facts([(article.id, article.revision, facts)], VERSION)
        except CrossreadError as error:
            # They are derived: whoever asks next makes them again.
            _log.info("facts of %s not stored: %s", article.id, error)
    return facts


def extract_facts(article: Article) -> tuple[Fact, ...]:
    """Extract the facts of one article; one that our own fault trips over has none, and the log says why."""
    from index.facts.document import prepare
    from index.facts.extract import extract

    try:
        return extract(
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
