"""The facts, which are made of the articles and can be made again at any time."""

import logging
from collections.abc import Callable
from pathlib import Path

from index.errors import CrossreadError
from index.models import Article, Fact, Progress
from index.store.lock import library_lock
from index.store.news import News

# A fifth of a second: an article that is opened meanwhile does not wait longer for its turn.
_FACTS_BATCH = 20

_log = logging.getLogger(__name__)


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
