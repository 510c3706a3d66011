"""One SQLite file: opening it safely, bringing it to today's format, a connection for each thread."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from index.errors import LibraryBusyError, LibraryReadOnlyError, LibraryUnusableError

# How long SQLite waits for another process's transaction. The library's own lock gives up after the same time.
_BUSY_MS = 10_000
_OWNER_ONLY = 0o600
"""What lets feeds in is in it, and the folder may be one that others can read; SQLite's side files do likewise."""


class Migration(NamedTuple):
    """One step of the format: the statements that lead from `version - 1` to `version`."""

    version: int
    script: str


class Database:
    """A SQLite file in WAL mode, one connection a thread, opened for reading where it cannot be changed.

    `attached` names other files that every connection sees beside its own (schema name -> path). They are read through
    it and written by a `Database` of their own: no transaction spans two files. A file with others attached to it has
    a table `counter`.
    """

    def __init__(
        self, path: Path, migrations: Sequence[Migration], *, attached: Mapping[str, "Database"] | None = None
    ) -> None:
        """Open or make the file. Raises LibraryUnusableError where it is not a database or cannot be made."""
        self.path = path
        self._attached = dict(attached or {})
        self._local = threading.local()
        self._open: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._guard = threading.Lock()
        self.format = migrations[-1].version
        """The file's format: today's, or an older one where the file may not be changed."""
        self.read_only: str | None = None
        """Why the file cannot be changed, as a sentence; None where it can."""
        try:
            self._prepare(migrations)
        except sqlite3.DatabaseError as error:
            raise LibraryUnusableError(
                f"{path} cannot be opened as a Crossread library ({error}). Move it away, or name another folder."
            ) from error

    def _prepare(self, migrations: Sequence[Migration]) -> None:
        """Find out whether the file can be changed, and bring it to today's format if so."""
        existing = self.path.exists()
        if not _writable(self.path.parent) or (existing and not _writable(self.path)):
            self.read_only = (
                f"The library in {self.path.parent} cannot be written to. Reading is possible, changes are not; "
                "to change it, give yourself the right to write there."
            )
        if not existing and self.read_only:
            for step in migrations:
                self.connection().executescript(step.script)
            return
        if not existing:
            self.path.touch(_OWNER_ONLY)
        found = int(self.connection().execute("PRAGMA user_version").fetchone()[0])
        if found > self.format:
            self.read_only = (
                f"This library was made by a newer Crossread (format {found}, this one reads {self.format}). "
                "Reading is possible, changes are not; to change it, update Crossread."
            )
            self.close()
        elif found < self.format and not self.read_only:
            self._migrate(migrations, found)
        elif found < self.format:
            self.format = found

    def _migrate(self, migrations: Sequence[Migration], found: int) -> None:
        """Run what is missing, each step in a transaction of its own, after a copy of a file that is not new."""
        connection = self.connection()
        if found:
            backup = self.path.with_name(f"{self.path.name}.format-{found}")
            backup.touch(_OWNER_ONLY)
            self.path.chmod(_OWNER_ONLY)
            with contextlib.closing(sqlite3.connect(backup)) as copy:
                connection.backup(copy)
        for step in migrations:
            if step.version <= found:
                continue
            connection.execute("BEGIN IMMEDIATE")
            # Another process may have been faster: what it did is not done again.
            if int(connection.execute("PRAGMA user_version").fetchone()[0]) < step.version:
                for statement in _statements(step.script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {step.version:d}")
            connection.execute("COMMIT")

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is None:
            known = self._local.connection = self._connect()
            with self._guard:
                self._open.append((threading.current_thread(), known))
        return known

    def _connect(self) -> sqlite3.Connection:
        """Open one more connection, with the attached files."""
        # Autocommit (isolation_level None): every transaction is begun by `write`, in one place.
        connection = sqlite3.connect(
            self.address(), uri=True, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            if not self.read_only:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
                connection.execute("PRAGMA foreign_keys = ON")
            for name, other in self._attached.items():
                connection.execute(f"ATTACH DATABASE ? AS {name}", (other.address(),))
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    def address(self) -> str:
        """Return the URI by which SQLite opens the file."""
        if self.read_only is None:
            return "file:" + quote(str(self.path))
        if not self.path.exists():
            # Nothing there and nothing may be made: an empty one in memory, shared by the connections of this process,
            # stands for it.
            return f"file:{quote(str(self.path))}?mode=memory&cache=shared"
        # Without its side files a WAL database in a folder that cannot be written opens only as immutable
        # (sqlite.org/wal.html, 'Read-Only Databases'). Where they can be made, another program may be writing.
        immutable = not _writable(self.path.parent) and not self.path.with_name(self.path.name + "-wal").exists()
        return f"file:{quote(str(self.path))}?mode=ro" + ("&immutable=1" if immutable else "")

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection within a transaction; commit at the end, roll back on any error.

        Raises LibraryReadOnlyError where the file cannot be changed, LibraryBusyError where another process held it
        for too long.
        """
        if self.read_only:
            raise LibraryReadOnlyError(self.read_only)
        connection = self.connection()
        try:
            # BEGIN IMMEDIATE would lock the attached files as well (sqlite3BeginTransaction in SQLite's build.c), and
            # nobody could mark an article read while news is stored. A change of nothing locks only ours.
            connection.execute("BEGIN" if self._attached else "BEGIN IMMEDIATE")
            if self._attached:
                connection.execute("UPDATE main.counter SET value = value WHERE 0")
        except sqlite3.OperationalError as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise _as_ours(error, self.path) from error
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            # A full disk makes SQLite roll back by itself (sqlite.org/lang_transaction.html, 'Response To Errors').
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError):
                raise _as_ours(error, self.path) from error
            raise

    def close(self) -> None:
        """Close the connections of this thread and of those that have ended; let go of all others.

        Closing one under a statement that another thread is running would crash the interpreter.
        """
        with self._guard:
            for thread, connection in self._open:
                if thread is threading.current_thread() or not thread.is_alive():
                    connection.close()
            self._open.clear()
        self._local = threading.local()


def _writable(path: Path) -> bool:
    """Tell whether this process may write to a file or into a folder."""
    return os.access(path, os.W_OK)


def _statements(script: str) -> list[str]:
    """Split a migration at its semicolons: `executescript` would commit the transaction it runs in."""
    return [statement.strip() for statement in script.split(";") if statement.strip()]


def _as_ours(error: sqlite3.OperationalError, path: Path) -> Exception:
    """Turn what SQLite says about a write into a sentence."""
    if "locked" in str(error) or "busy" in str(error):
        return LibraryBusyError(f"{path} is being written by another program. Try again in a moment.")
    if "readonly" in str(error):
        return LibraryReadOnlyError(
            f"{path} cannot be written to. Reading is possible, changes are not; give yourself the right to write."
        )
    if "full" in str(error):
        return LibraryUnusableError(f"The disk is full: {path} could not be written. What it held before is kept.")
    return error
