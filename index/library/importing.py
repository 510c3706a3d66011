"""From files to the store, batch by batch."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from index.errors import BadInputError
from index.models import Draft, Failure, ImportReport, Progress
from index.store.lock import library_lock
from index.store.news import News

# About a second of the lock on a slow disk, whichever comes first.
_BATCH_ARTICLES = 200
_BATCH_CHARACTERS = 4_000_000

_log = logging.getLogger(__name__)


def import_files(news: News, folder: Path, paths: Sequence[Path], progress: Callable[[Progress], None]) -> ImportReport:
    """Take in files and folders; what cannot be read is reported by name, and nothing else is lost.

    Raises LibraryBusyError where another process keeps the lock; what came in until then stays.
    """
    # Readers of formats cost half a second to import; whoever only lists articles does not pay for them.
    from index.ingest.files import read_path

    return _take_in(news, folder, (item for path in paths for item in read_path(path)), progress)


def import_samples(news: News, folder: Path, progress: Callable[[Progress], None]) -> ImportReport:
    """Take in the sample articles of a first start."""
    return _take_in(news, folder, _samples(), progress)


def _samples() -> Iterator[Draft | Failure]:
    """Read the sample articles, which bring outlet, address and date along."""
    from index.ingest.files import read_bytes
    from seeds import read, samples

    for sample in samples():
        try:
            yield read_bytes(
                read(sample),
                name=sample.file,
                source=sample.source,
                url=sample.url,
                published=datetime.fromisoformat(sample.published),
            )
        except BadInputError as error:
            yield Failure(path=sample.file, line=None, error=str(error))


def _take_in(
    news: News, folder: Path, items: Iterable[Draft | Failure], progress: Callable[[Progress], None]
) -> ImportReport:
    """Store drafts in batches, each under the library's lock; reading them happens outside it."""
    added = updated = unchanged = 0
    failed: list[Failure] = []
    for batch in _batches(items):
        drafts = [item for item in batch if isinstance(item, Draft)]
        failed.extend(item for item in batch if isinstance(item, Failure))
        if drafts:
            with library_lock(folder, "importing"):
                outcome = news.add(drafts, datetime.now(UTC))
            added, updated, unchanged = (
                added + outcome.added,
                updated + outcome.updated,
                unchanged + outcome.unchanged,
            )
        progress(Progress(work="reading", done=added + updated + unchanged, total=None))
    _log.info("imported: %d added, %d updated, %d unchanged, %d failed", added, updated, unchanged, len(failed))
    for failure in failed[:100]:
        _log.warning("not imported: %s, line %s: %s", failure.path, failure.line, failure.error)
    return ImportReport(added=added, updated=updated, unchanged=unchanged, failed=tuple(failed))


def _batches(items: Iterable[Draft | Failure]) -> Iterator[list[Draft | Failure]]:
    """Group what comes in, by number and by size."""
    batch: list[Draft | Failure] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Draft) else 0
        if len(batch) >= _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
