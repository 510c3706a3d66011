"""What is made of the store and can be made again at any time: the search index and the facts."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import CrossreadError
from index.models import Article, Fact, Progress
from index.store.lock import WAIT_SECONDS, library_lock
from index.store.news import News

if TYPE_CHECKING:
    from index.search.index import Entry

# Three to four seconds of the lock, at some 250 articles a second. Smaller batches make more segments or more merging:
# by 400, with Whoosh's own policy, 19,000 items came in at 77 a second.
_INDEX_BATCH = 1000
# A fifth of a second: an article that is opened meanwhile does not wait longer for its turn.
_FACTS_BATCH = 20

_log = logging.getLogger(__name__)


def index_pending(news: News, folder: Path, progress: Callable[[Progress], None], wait: float = WAIT_SECONDS) -> None:
    """Bring the search index up to the store, batch by batch, each under the library's lock.

    Raises LibraryBusyError where another process keeps the lock for more than `wait` seconds.
    """
    from index.search.index import SearchIndex

    with library_lock(folder, "indexing", wait):
        index = SearchIndex.open(folder / "index")
    done = 0
    try:
        while True:
            with library_lock(folder, "indexing", wait):
                # Another process may have done a part of it since.
                index.refresh()
                if index.through > news.change():
                    # The store is an older copy, or new: what the index holds is not of this store.
                    index.start_over()
                pending = list(news.changed_since(index.through, _INDEX_BATCH))
                if not pending:
                    return
                entries = [entry for _, article_id in pending if (entry := _entry(news, article_id))]
                index.add(entries, through=pending[-1][0])
            done += len(pending)
            progress(Progress(work="indexing", done=done, total=done + news.count_changed_since(pending[-1][0])))
    finally:
        index.close()


def _entry(news: News, article_id: str) -> "Entry | None":
    """Return what the index wants of an article."""
    from index.search.index import Entry

    article = news.article(article_id)
    if article is None:
        return None
    return Entry(
        id=article.id,
        title=article.title,
        text=article.text,
        source=article.source,
        author=article.author or "",
        date=article.published or article.fetched,
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
