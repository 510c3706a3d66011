"""The full-text index of a library: adding articles, finding them, and reading what others have added.

Derived data: everything in it can be made again from the news store, and is, whenever anything about it is odd.
"""

import errno
import threading
import time
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.errors import LibraryReadOnlyError, LibraryUnusableError
from index.models import Sort, Span
from index.search import commits, matches, note, snippets, trouble
from index.search.codec import ArraySegment
from index.search.counting import Counts
from index.search.evaluate import Evaluation
from index.search.facts.columns import FactColumns
from index.search.facts.generation import Generation
from index.search.found import Found
from index.search.language import parse
from index.search.marks import Marking, Marks
from index.search.merging import merge
from index.search.query import Query, understood
from index.search.ranking import Ranking
from index.search.schema import SCHEMA_VERSION, Entry
from index.search.segment import Docs
from index.search.segment_file import DamagedSegmentError
from index.search.snapshot import Part, Snapshot
from index.search.spelling import FEW, suggestion
from index.search.tiers import chosen
from index.search.vocabulary import Words
from index.search.writing import Builder, Written, write

__all__ = ["Entry", "Found", "Marks", "SearchIndex"]

_PRIVATE = 0o700
_DAMAGE = frozenset({errno.EINVAL, errno.EISDIR, errno.ENOTDIR})
"""Errors that come of damage, such as seeking before the start; others say nothing about the files."""
FACTS = "facts"
"""The folder of the facts within that of the index."""
_TRIES = 3
_PAUSE = 0.05
"""Seconds between tries to open what another process is just replacing."""
_NO_MARKS = Marks()


class SearchIndex:
    """The index in one folder. Methods may be called from several threads, and several processes may write to it.

    A commit waits for that of another writer, under Whoosh's lock; building and merging go on beside it. Whoever wants
    the index brought up to a store by one process at a time holds a lock of its own for that.
    """

    def __init__(self, folder: Path, *, read_only: bool, store: int = 0) -> None:
        self._folder = folder
        self._store = store
        self._read_only = read_only
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._through = 0
        self._signature: tuple[int, int] | None = None
        self._builder = Builder(folder)
        self._facts = FactColumns(folder / FACTS, store=store)
        self.trouble: str | None = None
        """Why the index was made anew, or acts as empty, in a sentence; None where it was whole, or is new."""

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, store: int = 0) -> "SearchIndex":
        """Open the index in `folder`, made when missing, with access for its owner only.

        One that is damaged, not ours, of another version or of another news store than `store` is deleted and made
        new, empty; where it is `read_only`, it stays and acts as empty. `trouble` says why. LibraryUnusableError where
        the folder cannot be made, read or written.
        """
        index = cls(folder, read_only=read_only, store=store)
        with trouble.in_a_sentence(folder):
            if not read_only:
                if folder.is_file():
                    folder.unlink()
                folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
                folder.chmod(_PRIVATE)
            if not index._load():
                index.trouble = trouble.found(folder, version=SCHEMA_VERSION, store=store)
                if not read_only:
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
        self._must_be_writable()
        wanted = {entry.id: entry for entry in entries}
        with trouble.in_a_sentence(self._folder):
            built = self._builder.build(list(wanted.values()))
            try:
                self._commit(built, {*wanted, *deleted}, through)
            finally:
                # Those that have got their names are no longer there.
                for one in built:
                    one.path.unlink(missing_ok=True)
        return len(wanted)

    def _commit(self, built: Sequence[Written], gone: Set[str], through: int) -> None:
        """Take in segments, without what had the ids `gone` before."""
        with self._lock, commits.writing(self._folder):
            parts = self._newest().parts
            segments = [_without(part, part.numbers(gone)) for part in parts]
            changed = any(segment is not part.noted for segment, part in zip(segments, parts, strict=True))
            segments.extend(self._named(one) for one in built)
            if built or changed:
                commits.commit(self._folder, segments, store=self._store, through=through)
            elif noted := note.read(self._folder):
                note.write(self._folder, replace(noted, through=through))
            self._load()

    def merge(self) -> bool:
        """Make one segment of several, if there are too many of one size; False where there was nothing to do.

        The work is done beside searches and additions; only the exchange at its end keeps other writers waiting.
        Nothing is done while another process merges, or where a segment is damaged: `trouble` says so then.
        """
        self._must_be_writable()
        with trouble.in_a_sentence(self._folder), commits.merging(self._folder) as mine:
            if not mine:
                return False
            with self._lock:
                parts = self._newest().parts
            places = chosen([part.segment.size for part in parts], [part.noted.deleted_count() for part in parts])
            if places is None:
                return False
            sources = [parts[place] for place in places]
            # What is damaged would be written anew as whole.
            if not self._whole(sources):
                return False
            merged = merge([(part.segment, part.living) for part in sources])
            self._exchange(sources, write(self._folder, merged))
            return True

    def _exchange(self, sources: Sequence[Part], written: Written) -> None:
        """Put a merged segment in the place of its `sources`, without what was deleted meanwhile."""
        with self._lock, commits.writing(self._folder):
            now = {part.noted.segid: part for part in self._newest().parts}
            names = [part.noted.segid for part in sources]
            if not all(name in now for name in names):
                written.path.unlink()
                return
            merged = self._named(written)
            base, late = 0, []
            for part in sources:
                gone = now[part.noted.segid].noted.deleted()
                renumbered = np.cumsum(part.living) - 1 + base
                late.append(renumbered[gone[part.living[gone]]])
                base += len(part.every)
            deleted = np.concatenate(late).astype(np.int32)
            rest = [part.noted for name, part in now.items() if name not in names]
            new = merged.without(deleted) if len(deleted) else merged
            segments = [*([new] if new.doc_count_all() else []), *rest]
            commits.commit(self._folder, segments, store=self._store, through=self._through)
            self._load()

    def check(self) -> bool:
        """Read every byte of the index and tell whether all is as it was written; about a second a gigabyte.

        Where it is not, it acts as empty from now on, and `through` is 0.
        """
        with self._lock, trouble.in_a_sentence(self._folder):
            self.refresh()
            if self._snapshot is None:
                return False
            parts = self._snapshot.parts
        return self._whole(parts)

    def _whole(self, parts: Sequence[Part]) -> bool:
        """Read every byte of some segments; act as empty where one is not as it was written."""
        try:
            for part in parts:
                part.segment.file.check()
        except DamagedSegmentError:
            self._distrust()
            return False
        return True

    def _distrust(self) -> None:
        """Act as empty until there is a new commit: a file is damaged."""
        with self._lock:
            self._drop()
            self._through, self._signature = 0, note.signature(self._folder)
            self.trouble = trouble.DAMAGED

    def start_over(self) -> None:
        """Make the index empty: what it holds is of no use. Raises LibraryReadOnlyError."""
        self._must_be_writable()
        with self._lock, trouble.in_a_sentence(self._folder):
            self._make()
            self.trouble = None

    def refresh(self) -> bool:
        """Look whether there is a newer commit than the one opened, and open it; True if so. Else one `stat`."""
        with self._lock, trouble.in_a_sentence(self._folder):
            if note.signature(self._folder) == self._signature:
                return False
            opened = self._snapshot is not None
            if self._load():
                self.trouble = None
            elif opened:
                self.trouble = trouble.DAMAGED
            return True

    def search(
        self,
        query: str,
        *,
        sort: Sort,
        limit: int | None = None,
        submitted: bool = False,
        marks: Marking = _NO_MARKS,
        stop: Callable[[], bool] | None = None,
    ) -> Found:
        """Return what matches `query`.

        An empty query, or one of which nothing is understood yet, matches everything. QueryError where it is
        `submitted` and wrong; SearchStoppedError once `stop` says so. Equal scores go newest first, equal dates by id.
        """
        started = time.perf_counter()
        asked = parse(query, submitted=submitted)
        found = self.search_tree(asked, sort=sort, limit=limit, marks=marks, stop=stop)
        meant = self._meant(query, asked, found.total, marks, stop) if found.total < FEW else None
        took = (time.perf_counter() - started) * 1_000
        return replace(found, did_you_mean=meant, took_ms=took)

    def search_tree(
        self,
        query: Query,
        *,
        sort: Sort,
        limit: int | None = None,
        marks: Marking = _NO_MARKS,
        stop: Callable[[], bool] | None = None,
    ) -> Found:
        """Return what matches a query that was read already; otherwise as `search`, without a better query."""
        started = time.perf_counter()
        snapshot = self._opened()
        try:
            evaluation = Evaluation(snapshot, marks, stop, self.facts) if snapshot else None
            found = evaluation.matches(query, scored=sort is Sort.BEST) if evaluation else []
            ranking = Ranking(found, sort)
        except (IndexError, ValueError):
            if not self.damaged():
                raise
            found = []
            ranking = Ranking(found, sort)
        return Found(
            understood=understood(query),
            ids=ranking.ids if limit is None else ranking.ids[:limit],
            scores=ranking.scores if limit is None else ranking.scores[:limit],
            total=ranking.total,
            counts=Counts(found),
            did_you_mean=None,
            took_ms=(time.perf_counter() - started) * 1_000,
        )

    def _meant(
        self, text: str, asked: Query, total: int, marks: Marking, stop: Callable[[], bool] | None
    ) -> str | None:
        """Return a corrected query that finds more than `total`."""
        snapshot = self._opened()
        if snapshot is None:
            return None
        better = suggestion(text, asked, Words(snapshot))
        if better is None or Evaluation(snapshot, marks, stop, self.facts).count(parse(better)) <= total:
            return None
        return better

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

    def facts(self) -> Generation | None:
        """Return the newest generation of the articles' facts, which stays as it is for whoever holds it; None: none.

        The index only reads them: `facts.columns` fills them.
        """
        with trouble.in_a_sentence(self._folder):
            return self._facts.opened()

    def damaged(self) -> bool:
        """Tell whether numbers that led nowhere come of damage, which `trouble` tells then; else the fault is ours."""
        if not self._facts.check():
            self.trouble = trouble.DAMAGED
            return True
        return not self.check()

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
            signature = note.signature(self._folder)
            noted = note.read(self._folder)
            if noted is None or (noted.version, noted.store) != (SCHEMA_VERSION, self._store):
                break
            try:
                if not note.whole(self._folder, noted):
                    continue
                snapshot = Snapshot(self._folder, commits.read(self._folder, noted), self._snapshot)
            except FileNotFoundError:
                continue
            except OSError as error:
                if error.errno not in _DAMAGE:
                    raise
                break
            except Exception:  # noqa: BLE001 # a damaged pickle can raise anything, and all of it means: make it anew
                break
            self._drop()
            self._snapshot, self._through, self._signature = snapshot, noted.through, signature
            return True
        self._drop()
        self._through, self._signature = 0, note.signature(self._folder)
        return False

    def _drop(self) -> None:
        # Files stay mapped for as long as a search that runs, or its results, look at them.
        self._snapshot, self._signature = None, None

    def _make(self) -> None:
        """Make the index new and empty."""
        with commits.writing(self._folder):
            note.clear(self._folder)
            commits.commit(self._folder, [], store=self._store, through=0)
        self._load()

    def _must_be_writable(self) -> None:
        if self._read_only:
            raise LibraryReadOnlyError("The search index can be read but not changed.")

    def _opened(self) -> Snapshot | None:
        """Return the newest generation, which stays as it is for whoever holds it."""
        with self._lock, trouble.in_a_sentence(self._folder):
            self.refresh()
            if self._snapshot is not None and any(part.segment.file.cut() for part in self._snapshot.parts):
                self._distrust()
            return self._snapshot

    def _newest(self) -> Snapshot:
        """Return the newest generation, to which something is to be added."""
        self.refresh()
        if self._snapshot is None:
            raise LibraryUnusableError(f"The search index in {self._folder} was damaged or taken away: open it again.")
        return self._snapshot

    def _named(self, written: Written) -> ArraySegment:
        """Give a segment the name that the table of contents is to know it by."""
        segment = commits.new_segment(written.size)
        written.path.replace(segment.path(self._folder))
        return segment


def _without(part: Part, gone: Docs) -> ArraySegment:
    """Return what the table of contents is to say of a segment without the articles `gone`."""
    return part.noted.without(gone) if len(gone) else part.noted
