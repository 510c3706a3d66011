"""Files are opened safely: migrated with a copy kept, read where they cannot be changed, never destroyed."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.errors import LibraryBusyError, LibraryReadOnlyError, LibraryUnusableError
from index.library import Library
from index.store.database import Database, Migration
from index.store.lock import library_lock
from index.store.news import News
from index.store.state import State

FIRST = Migration(1, "CREATE TABLE thing (name TEXT);")
SECOND = Migration(2, "ALTER TABLE thing ADD COLUMN colour TEXT; UPDATE thing SET colour = 'grey';")


def columns(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info (thing)")]


def test_a_migration_keeps_what_is_there_and_a_copy_of_before(tmp_path: Path) -> None:
    path = tmp_path / "things.db"
    old = Database(path, [FIRST])
    with old.write() as connection:
        connection.execute("INSERT INTO thing VALUES ('boat')")
    old.close()

    new = Database(path, [FIRST, SECOND])
    assert new.connection().execute("SELECT name, colour FROM thing").fetchall() == [("boat", "grey")]
    assert columns(tmp_path / "things.db.format-1") == ["name"]
    new.close()


def test_a_new_file_needs_no_copy(tmp_path: Path) -> None:
    Database(tmp_path / "things.db", [FIRST, SECOND]).close()
    assert not list(tmp_path.glob("*.format-*"))


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "things.db"
    Database(path, [FIRST]).close()
    broken = Migration(2, "ALTER TABLE thing ADD COLUMN colour TEXT; UPDATE nothing SET colour = 'grey';")
    with pytest.raises(LibraryUnusableError):
        Database(path, [FIRST, broken])
    assert columns(path) == ["name"]
    Database(path, [FIRST]).close()


def test_a_newer_format_is_opened_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "things.db"
    newer = Database(path, [FIRST, SECOND])
    with newer.write() as connection:
        connection.execute("INSERT INTO thing VALUES ('boat', 'red')")
    newer.close()

    older = Database(path, [FIRST])
    assert older.read_only is not None
    assert "newer Crossread (format 2, this one reads 1)" in older.read_only
    assert older.connection().execute("SELECT name FROM thing").fetchall() == [("boat",)]
    with pytest.raises(LibraryReadOnlyError, match="update Crossread"), older.write():
        pass
    older.close()


def test_what_is_not_a_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "things.db"
    path.write_bytes(b"these are my notes, not a database" * 100)
    with pytest.raises(LibraryUnusableError, match=r"things\.db"):
        Database(path, [FIRST])
    assert path.read_bytes().startswith(b"these are my notes")


def test_an_error_within_a_transaction_undoes_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "things.db", [FIRST])

    def half_done() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO thing VALUES ('boat')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert database.connection().execute("SELECT count(*) FROM thing").fetchone() == (0,)
    database.close()


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    database = Database(tmp_path / "things.db", [FIRST])
    with database.write() as connection:
        connection.execute("INSERT INTO thing VALUES ('boat')")
    # As on a full disk, SQLite ends the transaction by itself.
    database.connection().execute("PRAGMA max_page_count = 2")
    with pytest.raises(LibraryUnusableError, match="disk is full"), database.write() as connection:
        connection.executemany("INSERT INTO thing VALUES (?)", [("sail" * 1000,)] * 100)
    assert database.connection().execute("SELECT name FROM thing").fetchall() == [("boat",)]
    database.close()


def test_one_that_is_read_only_sees_what_a_newer_program_writes(tmp_path: Path) -> None:
    path = tmp_path / "things.db"
    Database(path, [FIRST, SECOND]).close()
    older = Database(path, [FIRST])
    assert older.connection().execute("SELECT count(*) FROM thing").fetchone() == (0,)
    newer = Database(path, [FIRST, SECOND])
    with newer.write() as connection:
        connection.execute("INSERT INTO thing VALUES ('boat', 'red')")
    assert older.connection().execute("SELECT count(*) FROM thing").fetchone() == (1,)
    newer.close()
    older.close()


def test_closing_leaves_a_thread_at_work_its_connection(tmp_path: Path) -> None:
    database = Database(tmp_path / "things.db", [FIRST])
    with database.write() as connection:
        connection.executemany("INSERT INTO thing VALUES (?)", [(str(number),) for number in range(1000)])
    begun, closed = threading.Event(), threading.Event()
    read: list[tuple[str]] = []

    def reading() -> None:
        rows = database.connection().execute("SELECT name FROM thing")
        read.append(next(rows))
        begun.set()
        closed.wait(60)
        read.extend(rows)

    thread = threading.Thread(target=reading)
    thread.start()
    begun.wait(60)
    database.close()
    closed.set()
    thread.join()
    assert len(read) == 1000


def test_closing_leaves_nothing_behind_of_threads_that_ended(tmp_path: Path) -> None:
    database = Database(tmp_path / "things.db", [FIRST])
    thread = threading.Thread(target=database.connection)
    thread.start()
    thread.join()
    database.close()
    assert [path.name for path in tmp_path.iterdir()] == ["things.db"]


def test_each_thread_has_a_connection_of_its_own(tmp_path: Path) -> None:
    database = Database(tmp_path / "things.db", [FIRST])
    seen: list[sqlite3.Connection] = []
    thread = threading.Thread(target=lambda: seen.append(database.connection()))
    thread.start()
    thread.join()
    assert seen[0] is not database.connection()
    assert database.connection() is database.connection()
    database.close()


def test_writing_waits_on_disk_and_not_in_memory(tmp_path: Path) -> None:
    database = Database(tmp_path / "things.db", [FIRST])
    assert database.connection().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.connection().execute("PRAGMA synchronous").fetchone()[0] >= 1
    database.close()


READ_ONLY = """
import os, sys
from pathlib import Path
from index.library import Library
# What is imported late may lie where only root can read: once with all rights first.
Library.open(Path(sys.argv[2])).status()
if os.geteuid() == 0:
    os.setuid(65534)
library = Library.open(Path(sys.argv[1]))
print(library.status().articles, library.status().unread, library.status().read_only)
"""


def test_a_library_that_cannot_be_written_is_opened_for_reading(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    Library.open(folder).close()
    (folder / "state.db").unlink()
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o555)
    # The rights of a file mean nothing to root, so there the reader runs as nobody, who must get as far as the folder.
    if os.geteuid() == 0:
        for parent in (tmp_path, *tmp_path.parents[:3]):
            parent.chmod(0o755)
    result = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder), str(tmp_path / "other")],
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o755)
    assert result.stdout.startswith("0 0 The library in"), result.stderr
    assert "cannot be written to" in result.stdout


def test_the_lock_names_its_holder(tmp_path: Path) -> None:
    with (
        library_lock(tmp_path, "importing"),
        pytest.raises(LibraryBusyError, match=rf"process {os.getpid()} .* has been importing since"),
        library_lock(tmp_path, "indexing", wait=0),
    ):
        pass


@pytest.mark.parametrize("taken", ["lock", "lock.holder"])
def test_a_lock_that_cannot_be_had_is_told_and_not_kept(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).mkdir()
    with pytest.raises(LibraryUnusableError, match="cannot be written to"), library_lock(tmp_path, "importing", wait=0):
        pass
    (tmp_path / taken).rmdir()
    with library_lock(tmp_path, "importing", wait=0):
        pass


def test_the_lock_is_free_after_use(tmp_path: Path) -> None:
    for _ in range(2):
        with library_lock(tmp_path, "importing", wait=0):
            assert (tmp_path / "lock.holder").exists()


def test_while_news_is_stored_the_reader_can_mark_articles(tmp_path: Path) -> None:
    state = State(tmp_path)
    news = News(tmp_path, state)
    with news.database.write(), contextlib.closing(sqlite3.connect(tmp_path / "state.db", timeout=0)) as reader:
        reader.execute("BEGIN IMMEDIATE")
        with (
            contextlib.closing(sqlite3.connect(tmp_path / "news.db", timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
    news.close()
    state.close()


def test_only_the_owner_can_read_what_lets_feeds_in(tmp_path: Path) -> None:
    path = tmp_path / "things.db"
    Database(path, [FIRST]).close()
    path.chmod(0o644)
    Database(path, [FIRST, SECOND]).close()
    new = Database(path, [FIRST, SECOND])
    with new.write() as connection:
        connection.execute("INSERT INTO thing VALUES ('boat', 'red')")
    files = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    assert "things.db.format-1" in files
    assert set(files.values()) == {0o600}
    new.close()
