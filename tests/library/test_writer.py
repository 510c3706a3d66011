"""The writer process takes in, indexes and makes facts, tells what it does, and leaves when asked."""

import json
import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.library import Library, Writer
from index.models import FactsReady, ImportReport, NewsChanged, Progress, WriterFailed, WriterMessage
from index.models.feeds import FeedAdded, PageFetched, RefreshReport, RuleAction
from tests.library.serving import Item, Server, rss

Told = queue.Queue[WriterMessage]


@pytest.fixture
def told() -> Told:
    return queue.Queue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.open(tmp_path / "library").close()
    return tmp_path / "library"


@pytest.fixture
def writer(folder: Path, tmp_path: Path, told: Told) -> Iterator[Writer]:
    writer = Writer(folder, tmp_path / "writer.log", told.put)
    writer.start()
    yield writer
    writer.close()


def wait_for(told: Told, wanted: Callable[[WriterMessage], bool]) -> WriterMessage:
    """Return the first message that fits; a writer that fails ends the wait."""
    while True:
        message = told.get(timeout=60)
        if wanted(message):
            return message
        assert not isinstance(message, WriterFailed), message.sentence


def test_samples_come_in_are_found_and_get_facts(folder: Path, writer: Writer, told: Told) -> None:
    writer.import_samples()
    report = wait_for(told, lambda message: isinstance(message, ImportReport))
    assert isinstance(report, ImportReport)
    assert (report.added, report.failed) == (5, ())
    changed = wait_for(told, lambda message: isinstance(message, NewsChanged) and message.added == 5)
    assert changed

    library = Library.open(folder)
    assert library.find("stargate").total == 2
    waiting = set(library.order())
    while waiting:
        ready = wait_for(told, lambda message: isinstance(message, FactsReady))
        assert isinstance(ready, FactsReady)
        waiting -= set(ready.ids)
    assert all(library.facts(article_id) for article_id in library.order())
    library.close()


def test_a_file_that_cannot_be_read_is_named_and_the_others_come_in(writer: Writer, told: Told, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"title": "Good", "text": "It came in."}\n{broken\n')
    writer.import_paths([tmp_path / "bad.jsonl"])
    report = wait_for(told, lambda message: isinstance(message, ImportReport))
    assert isinstance(report, ImportReport)
    assert report.added == 1
    assert [(Path(failure.path).name, failure.line) for failure in report.failed] == [("bad.jsonl", 2)]


def test_the_open_article_is_served_and_told(folder: Path, told: Told) -> None:
    library = Library.open(folder)
    library.import_samples()
    article_id = library.order()[-1]
    writer = Writer(folder, None, told.put)
    writer.start()
    writer.prefer(article_id)
    assert wait_for(told, lambda message: isinstance(message, FactsReady) and article_id in message.ids)
    assert library.facts(article_id)
    writer.close()
    library.close()


def test_the_open_article_comes_before_the_newer_ones(folder: Path, told: Told, tmp_path: Path) -> None:
    library = Library.open(folder)
    records = [
        {
            "id": str(number),
            "title": f"Report {number}",
            "text": "Wages rose 4%. " * 40,
            "date": f"{1900 + number}-05-01",
        }
        for number in range(120)
    ]
    (tmp_path / "many.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    library.import_paths([tmp_path / "many.jsonl"])
    *newer, oldest = library.order()
    writer = Writer(folder, None, told.put)
    writer.start()
    writer.prefer(oldest)
    before: set[str] = set()

    def served(message: WriterMessage) -> bool:
        if isinstance(message, FactsReady) and oldest not in message.ids:
            before.update(message.ids)
        return isinstance(message, FactsReady) and oldest in message.ids

    assert wait_for(told, served)
    assert library.facts(oldest)
    # One batch may have been under way; the newest then follow first.
    assert len(before) < len(newer) / 2
    assert before <= set(newer[: len(before)])
    writer.close()
    library.close()


def test_a_writer_that_dies_says_so(writer: Writer, told: Told) -> None:
    assert writer._process is not None
    writer._process.kill()
    message = told.get(timeout=60)
    assert isinstance(message, WriterFailed)
    assert "background process ended" in message.sentence
    writer.import_samples()
    assert writer._process.stdin is not None
    # As when it died between two commands: what is left to send is sent to nobody.
    writer._process.stdin.write("{}")
    writer.close()


def test_it_leaves_when_its_reader_goes(writer: Writer, told: Told) -> None:
    process = writer._process
    assert process is not None
    # One that is still starting on a busy machine would be ended after a few seconds.
    writer.import_samples()
    wait_for(told, lambda message: isinstance(message, FactsReady))
    writer.close()
    assert process.returncode == 0


def test_nothing_in_the_folder_of_the_reader_is_run(
    folder: Path, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("dis.py", "json.py", "index.py"):
        (tmp_path / name).write_text("open('EXECUTED', 'w').close()")
    monkeypatch.chdir(tmp_path)
    writer = Writer(folder, None, told.put)
    writer.start()
    writer.import_samples()
    assert wait_for(told, lambda message: isinstance(message, ImportReport))
    writer.close()
    assert not (tmp_path / "EXECUTED").exists()


def test_it_refreshes_feeds_and_says_how_that_ended(folder: Path, writer: Writer, told: Told, server: Server) -> None:
    writer.add_feed(server.put("/f.xml", rss()), name="Coast", tags=["sea"])
    added = wait_for(told, lambda message: isinstance(message, FeedAdded))
    assert isinstance(added, FeedAdded)
    assert (added.feed.called, added.feed.tags) == ("Coast", ("sea",))
    server.put("/f.xml", rss(Item("Harbour reopens", "Ferries sail.", server.put("/a", "<p>Nothing.</p>"), "1")))
    writer.refresh()
    report = wait_for(told, lambda message: isinstance(message, RefreshReport))
    assert isinstance(report, RefreshReport)
    assert (report.added, report.failed) == (1, ())
    library = Library.open(folder)
    assert library.find("ferries").total == 1

    writer.fetch(library.order()[0])
    fetched = wait_for(told, lambda message: isinstance(message, PageFetched))
    assert isinstance(fetched, PageFetched)
    assert fetched.page.kept is not None
    library.close()


def test_a_rule_that_asks_for_facts_is_applied_while_nobody_does_anything(
    folder: Path, writer: Writer, told: Told, server: Server
) -> None:
    library = Library.open(folder)
    library.rules.add("money:2bn", RuleAction.STAR)
    text = "Harbour Trust Inc will pay $2 billion for ferries in May 2025."
    writer.add_feed(server.put("/f.xml", rss(Item("Loan", text, "https://example.org/loan", "1"))))
    assert wait_for(told, lambda message: isinstance(message, FeedAdded))
    # The news that it adds is told before its facts are made; the rule's after that.
    assert wait_for(told, lambda message: isinstance(message, FactsReady))
    assert wait_for(told, lambda message: isinstance(message, NewsChanged))
    assert len(library.order(starred=True)) == 1
    library.close()


def test_a_refresh_is_stopped_while_a_server_keeps_it_waiting(writer: Writer, told: Told, server: Server) -> None:
    writer.add_feed(server.put("/f.xml", rss()))
    assert wait_for(told, lambda message: isinstance(message, FeedAdded))
    server.hold("/f.xml")
    writer.refresh()
    assert wait_for(told, lambda message: isinstance(message, Progress) and message.work == "refreshing")
    writer.stop()
    report = wait_for(told, lambda message: isinstance(message, RefreshReport))
    assert isinstance(report, RefreshReport)
    assert report.stopped


def test_the_open_article_is_served_while_feeds_come_in(
    folder: Path, writer: Writer, told: Told, server: Server
) -> None:
    writer.import_samples()
    assert wait_for(told, lambda message: isinstance(message, ImportReport))
    writer.add_feed(server.put("/f.xml", rss()))
    assert wait_for(told, lambda message: isinstance(message, FeedAdded))
    server.hold("/f.xml")
    writer.refresh()
    assert wait_for(told, lambda message: isinstance(message, Progress) and message.work == "refreshing")
    library = Library.open(folder)
    article_id = library.order()[-1]
    writer.prefer(article_id)
    assert wait_for(told, lambda message: isinstance(message, FactsReady) and message.ids == (article_id,))
    server.release("/f.xml")
    assert wait_for(told, lambda message: isinstance(message, RefreshReport))
    library.close()


def test_an_address_that_cannot_be_had_is_told_and_the_writer_goes_on(
    writer: Writer, told: Told, server: Server
) -> None:
    writer.add_feed(server.address + "/none")
    message = told.get(timeout=60)
    while not isinstance(message, WriterFailed):
        message = told.get(timeout=60)
    assert "nothing at this address" in message.sentence
    writer.add_page(server.put("/a", "<article><h1>Harbour</h1><p>Ferries sail again from noon.</p></article>"))
    assert wait_for(told, lambda message: isinstance(message, PageFetched))
