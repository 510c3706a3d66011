"""The full-text index of a library, on Whoosh: adding articles, finding them, and reading what others have added.

Derived data: everything in it can be made again from the news store, and is, whenever anything about it is odd.
"""

import errno
import heapq
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError

from index.errors import LibraryBusyError, LibraryReadOnlyError, LibraryUnusableError
from index.models import Sort, Span
from index.search import matches, snippets, state
from index.search.evaluate import evaluable
from index.search.language import parse
from index.search.merging import merge_small
from index.search.query import All, Query, understood
from index.search.schema import SCHEMA_VERSION, Entry, document, schema
from index.search.snapshot import Snapshot
from index.search.spelling import corrected

__all__ = ["Entry", "Found", "SearchIndex"]

_PRIVATE = 0o700
_MEMORY_MB = 256
"""What the postings of a batch may take of memory before Whoosh sorts them on disk."""
_TROUBLES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EPERM})
"""Errors that say nothing about the files; others, such as seeking before the start, come of damage."""
_TRIES = 3
_PAUSE = 0.05
"""Seconds between tries to open what another process is just replacing."""


@dataclass(frozen=True, slots=True)
class Found:
    """Every match in the order asked for, by id, and what all of them have in common.

    `ids` and `scores` are as long as the limit allows, `total` and the counts are of all matches. A score is 0.0
    where the order is by date. Counts leave out unknown outlets.
    """

    understood: str
    ids: tuple[str, ...]
    scores: tuple[float, ...]
    total: int
    took_ms: float
    did_you_mean: str | None
    source_counts: dict[str, int]
    month_counts: dict[str, int]


class _Match(NamedTuple):
    """A match as it is sorted: the first fields decide."""

    key: tuple[float, ...]
    id: str
    score: float


class SearchIndex:
    """The index in one folder. Methods may be called from several threads; they wait for each other.

    Whoever opens it other than read-only, or adds to it, holds the library's lock: one writer at a time.
    """

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self._folder = folder
        self._read_only = read_only
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._through = 0
        self._signature: tuple[int, int] | None = None

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> "SearchIndex":
        """Open the index in `folder`, made when missing, with access for its owner only.

        One that is damaged, not ours or of another version is deleted and made new, empty; where it is `read_only`,
        it stays and acts as empty. LibraryUnusableError where the folder cannot be made, read or written.
        """
        index = cls(folder, read_only=read_only)
        with _in_a_sentence(folder):
            if not read_only:
                if folder.is_file():
                    folder.unlink()
                folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
                folder.chmod(_PRIVATE)
            if not index._load() and not read_only:
                index._make()
        return index

    @property
    def through(self) -> int:
        """The number of the last change of the news store that the committed index holds; 0 for an empty one."""
        with self._lock:
            self.refresh()
            return self._through

    def add(self, entries: Iterable[Entry], *, deleted: Iterable[str] = (), through: int) -> int:
        """Take in `entries`, each in place of what has its id, drop the `deleted`, commit, and note `through`.

        Of several entries with one id the last counts. Return how many went in. LibraryReadOnlyError where it was
        opened so; LibraryBusyError where another process is writing; LibraryUnusableError where the files cannot be
        written, or were lost since it was opened: then it must be opened again, and filled from the change after its
        `through`.
        """
        if self._read_only:
            raise LibraryReadOnlyError("The search index can be read but not changed.")
        wanted = {entry.id: entry for entry in entries}
        with self._lock, _in_a_sentence(self._folder):
            self.refresh()
            if self._snapshot is None:
                raise LibraryUnusableError(
                    f"The search index in {self._folder} was damaged or taken away: open it again."
                )
            gone = self._numbers(self._snapshot, {*wanted, *deleted})
            if wanted or gone:
                self._commit(wanted.values(), gone)
            state.write(self._folder, version=SCHEMA_VERSION, through=through)
            self._load()
        return len(wanted)

    def start_over(self) -> None:
        """Make the index empty: what it holds is of another store."""
        with self._lock, _in_a_sentence(self._folder):
            self._make()

    def refresh(self) -> bool:
        """Look whether there is a newer commit than the one opened, and open it; True if so. Else one `stat`."""
        with self._lock, _in_a_sentence(self._folder):
            if state.signature(self._folder) == self._signature:
                return False
            self._load()
            return True

    def search(
        self,
        query: str,
        *,
        sort: Sort,
        limit: int | None = None,
        submitted: bool = False,
        within: frozenset[str] | None = None,
    ) -> Found:
        """Return what matches `query`, of the articles `within` only where given.

        An empty query, or one of which nothing is understood yet, matches everything. QueryError where it is
        `submitted` and wrong. Equal scores go newest first, equal dates by id.
        """
        with self._lock, _in_a_sentence(self._folder):
            self.refresh()
            started = time.perf_counter()
            asked = parse(query, submitted=submitted)
            try:
                numbers, scores, meant = self._evaluated(query, asked, sort)
            except OSError:
                # Whoosh opens some files late; a commit that has not been noted yet may have merged them away.
                self._load()
                numbers, scores, meant = self._evaluated(query, asked, sort)
            found = self._found(numbers, scores, sort, limit, within)
            return Found(
                understood=understood(asked),
                ids=tuple(match.id for match in found.matches),
                scores=tuple(match.score for match in found.matches),
                total=found.total,
                took_ms=(time.perf_counter() - started) * 1_000,
                did_you_mean=meant,
                source_counts=found.sources,
                month_counts=found.months,
            )

    def match_spans(self, query: str, text: str, language: str | None, *, submitted: bool = False) -> tuple[Span, ...]:
        """Return where the words, phrases and patterns of `query` stand in `text`: sorted, disjoint.

        Parts that ask for outlets, authors, languages or dates are passed over. Unless `submitted`, the last word of
        the query may be a beginning, and mistakes are overlooked.
        """
        return matches.spans(parse(query, submitted=submitted), text, language)

    def snippet(
        self, query: str, text: str, language: str | None, *, width: int = 160, submitted: bool = False
    ) -> tuple[str, tuple[Span, ...]]:
        """Return one line of at most `width` characters around most matches in `text`, and their spans in that line.

        Where nothing matches: the beginning of the text.
        """
        return snippets.snippet(parse(query, submitted=submitted), text, language, width)

    def close(self) -> None:
        """Close the files; the index can still be asked, and then opens them again."""
        with self._lock:
            self._drop()

    def _load(self) -> bool:
        """Open the newest commit; act as empty and return False where there is none that can be trusted.

        Files that are missing may be those that a commit is replacing at this moment, so it looks more than once.
        """
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(_PAUSE)
            signature = state.signature(self._folder)
            noted = state.read(self._folder)
            if noted is None or noted.version != SCHEMA_VERSION:
                break
            try:
                if not state.whole(self._folder, noted):
                    continue
                snapshot = Snapshot(self._folder, self._snapshot)
            except FileNotFoundError:
                continue
            except OSError as error:
                if error.errno in _TROUBLES:
                    raise
                break
            except Exception:  # noqa: BLE001 # a damaged pickle can raise anything, and all of it means: make it anew
                break
            self._drop()
            self._snapshot, self._through, self._signature = snapshot, noted.through, signature
            return True
        self._drop()
        self._through, self._signature = 0, state.signature(self._folder)
        return False

    def _drop(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
        self._snapshot, self._signature = None, None

    def _make(self) -> None:
        """Make the index new and empty."""
        state.clear(self._folder)
        FileIndex.create(FileStorage(str(self._folder)), schema())
        state.write(self._folder, version=SCHEMA_VERSION, through=0)
        self._load()

    @staticmethod
    def _numbers(snapshot: Snapshot, ids: set[str]) -> list[int]:
        """Return the document numbers of those of `ids` that the index has."""
        known = snapshot.columns.ids
        return [number for number in snapshot.every() if known[number] in ids]

    def _commit(self, entries: Iterable[Entry], gone: Iterable[int]) -> None:
        """Write one commit: `gone` are document numbers of the newest one."""
        files = FileIndex(FileStorage(str(self._folder)), schema=schema())
        try:
            # Not as one compound file: Whoosh copies those into memory when it opens them, 190 MB for 19,000 articles.
            writer = files.writer(limitmb=_MEMORY_MB, compound=False)
        except LockError as error:
            raise LibraryBusyError("Another process is writing to the search index.") from error
        try:
            for number in gone:
                writer.delete_document(number)
            for entry in entries:
                writer.add_document(**document(entry))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=merge_small)

    def _evaluated(self, text: str, query: Query, sort: Sort) -> tuple[list[int], list[float], str | None]:
        """Return the matching documents' numbers, their scores if sorted by score, and a better query if none match."""
        snapshot = self._snapshot
        if snapshot is None:
            return [], [], None
        scores: list[float] | None = None
        if query == All(()):
            numbers = snapshot.every()
        elif sort is Sort.BEST:
            numbers, scores = snapshot.scored(evaluable(query))
        else:
            numbers = snapshot.matching(evaluable(query))
        meant = None if numbers else self._meant(snapshot, text, query)
        return numbers, scores or [0.0] * len(numbers), meant

    @staticmethod
    def _meant(snapshot: Snapshot, text: str, query: Query) -> str | None:
        """Return a corrected query that finds something."""
        better = corrected(text, query, snapshot.searcher.reader())
        return better if better and snapshot.matching(evaluable(parse(better))) else None

    def _found(
        self, numbers: list[int], scores: list[float], sort: Sort, limit: int | None, within: frozenset[str] | None
    ) -> "_Page":
        """Sort the matches, cut them at `limit`, count all of them."""
        if self._snapshot is None:
            return _Page([], 0, {}, {})
        columns = self._snapshot.columns
        ids, moments = columns.ids, columns.moments
        if within is not None:
            kept = [(number, score) for number, score in zip(numbers, scores, strict=True) if ids[number] in within]
            numbers, scores = [number for number, _ in kept], [score for _, score in kept]
        sign = 1 if sort is Sort.OLDEST else -1
        every = (
            _Match((-score, sign * moments[number]), ids[number], score)
            for number, score in zip(numbers, scores, strict=True)
        )
        ordered = sorted(every) if limit is None else heapq.nsmallest(limit, every)
        sources = Counter(columns.outlets[number] for number in numbers)
        del sources[""]
        months = Counter(columns.months[number] for number in numbers)
        return _Page(
            ordered,
            len(numbers),
            dict(sorted(sources.items(), key=lambda item: (-item[1], item[0]))),
            dict(sorted(months.items())),
        )


@contextmanager
def _in_a_sentence(folder: Path) -> Iterator[None]:
    """Tell what the file system says as an error that a reader understands."""
    try:
        yield
    except OSError as error:
        raise LibraryUnusableError(
            f"The search index in {folder} cannot be used ({error.strerror or error}). The articles are kept; when "
            "that is mended, it is brought up to them."
        ) from error


class _Page(NamedTuple):
    """The matches to give back, in order, and what was counted of all of them."""

    matches: list[_Match]
    total: int
    sources: dict[str, int]
    months: dict[str, int]
