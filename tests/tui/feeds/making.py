"""Feeds to read in tests: files with an address, and a writer that works in a thread of the test's own process."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from index.errors import CrossreadError
from index.library import Library
from index.models import NewsChanged, Progress, WriterFailed, WriterMessage
from index.models.feeds import FeedAdded, PageFetched
from tests.tui.conftest import Reader
from tui.reading.messages import WriterSaid

DAY = "2025-06-13"


def feed_file(folder: Path, name: str, *items: str, title: str = "") -> str:
    """Write an Atom feed with an entry for each of `items`, 'headline: text', and return its address."""
    entries = "".join(
        f"<entry><id>{name}-{number}</id><title>{headline}</title><updated>{DAY}T0{number % 10}:00:00Z</updated>"
        f'<link href="https://example.org/{name}/{number}"/><content>{text}</content></entry>'
        for number, (headline, _, text) in enumerate(item.partition(": ") for item in items)
    )
    file = folder / f"{name}.xml"
    file.write_text(
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{title or name.title()}</title><link href="https://example.org/{name}"/>{entries}</feed>',
        encoding="utf-8",
    )
    return file.as_uri()


class ThreadedWriter:
    """Does what the writer process does, in threads."""

    def __init__(self, library: Library, say: Callable[[WriterMessage], None]) -> None:
        self._library = library
        self._say = say
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self.hold = threading.Event()
        """Set: work goes on. A test that clears it has time to look."""
        self.hold.set()

    @property
    def resting(self) -> bool:
        """Whether nothing goes on."""
        return not any(thread.is_alive() for thread in self._threads)

    def _do(self, work: Callable[[], WriterMessage]) -> None:
        def guarded() -> None:
            self.hold.wait(10)
            try:
                message = work()
            except CrossreadError as error:
                message = WriterFailed(sentence=str(error))
            self._say(message)

        self._threads.append(threading.Thread(target=guarded, daemon=True))
        self._threads[-1].start()

    def _progress(self, progress: Progress) -> None:
        self._say(progress)
        self.hold.wait(10)

    def prefer(self, article_id: str) -> None:
        """Leave facts alone: they are not what these tests are of."""

    def import_samples(self) -> None:
        """Leave the library empty."""

    def refresh(self, feeds: Sequence[str] = ()) -> None:
        """Ask for feeds."""
        self._stop.clear()

        def work() -> WriterMessage:
            report = self._library.feeds.refresh(feeds, progress=self._progress, stop=self._stop.is_set)
            self._say(NewsChanged(added=report.added))
            return report

        self._do(work)

    def stop(self) -> None:
        """End the refresh."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether the refresh is to end."""
        return self._stop.is_set()

    def fetch(self, article_id: str) -> None:
        """Fetch the page of an article."""
        self._do(lambda: PageFetched(page=self._library.feeds.fetch_full(article_id)))

    def add_feed(self, url: str) -> None:
        """Subscribe to a feed."""

        def work() -> WriterMessage:
            added = FeedAdded(feed=self._library.feeds.add(url))
            self._say(NewsChanged(added=added.feed.articles))
            return added

        self._do(work)


def start_writing(reader: Reader) -> ThreadedWriter:
    """Give the reader a writer."""
    screen = reader.screen

    def say(message: WriterMessage) -> None:
        screen.post_message(WriterSaid(message))

    writer = ThreadedWriter(screen.library, say)
    screen.start_writing(writer)
    no_rest(reader)
    return writer


def no_rest(reader: Reader) -> None:
    """Have the feeds read as often as they change: how seldom they are read is not what these tests are of."""
    reader.screen._feeds_pace._rest = 0.01


async def done(reader: Reader, writer: ThreadedWriter) -> None:
    """Wait until the writer rests and the reader has taken in what it said; the feeds among it."""
    await reader.until(lambda: writer.resting)
    await reader.settle()
    pace = reader.screen._feeds_pace
    await reader.until(lambda: pace._waiting is None)
    await reader.settle()
