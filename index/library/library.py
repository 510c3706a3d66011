"""The one door: a library of articles in a folder, for the reader and the command line alike."""

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import (
    BadInputError,
    LibraryBusyError,
    LibraryReadOnlyError,
    LibraryUnusableError,
    UnknownArticleError,
    UnknownRevisionError,
)
from index.library import changes, deriving, importing, indexing, searching
from index.library.across import Across
from index.library.columns import columns_signature, fill_columns
from index.library.feeds import Feeds
from index.library.progress import silently
from index.library.remembered import Remembered
from index.library.reports import OtherReports
from index.library.ruling import Rules
from index.models import (
    Article,
    ArticleSummary,
    Comparison,
    Fact,
    Found,
    ImportReport,
    LibraryStatus,
    Progress,
    Revision,
    RevisionDiff,
    SearchResult,
    Snippet,
    Sort,
    Span,
)
from index.store.news import News
from index.store.state import State
from index.text.sentences import sentences

if TYPE_CHECKING:
    from index.compare.comparison import Report
    from index.facts.extractor import Extractor, UsersExtractor
    from index.search.index import SearchIndex


# Who holds the lock for longer is taking in articles, and indexes them too.
_SEARCH_WAIT_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Library(Remembered, Across):
    """Articles on the user's own disk: the news, what the reader did with it, the search index and the facts.

    Made by `Library.open`. Everything may be called from any thread. Parts that cost something to import (the search,
    the readers of formats, the comparison) are imported by the method that needs them: listing costs none of it.
    """

    def __init__(self, folder: Path, state: State, news: News, names_file: Path | None = None) -> None:
        super().__init__(state)
        self.folder = folder
        self.names_file = names_file
        self._users_extractor: UsersExtractor | None = None
        self._news = news
        self._index: SearchIndex | None = None
        self._index_guard = threading.Lock()
        self._marks = searching.ReaderMarks(state)
        self._told: str | None = None
        self.notice: Callable[[str], None] = _log.warning
        """Is told, in a sentence, what the user should know of while work goes on."""
        self.others = OtherReports(self)
        """What other reports of the same events say."""
        self.rules = Rules(news, state, self._search_index)
        """What is done with every new article that a query finds."""
        self.feeds = Feeds(folder, news, state, self.rules, self._index_after)
        """What is subscribed to, and what it brings."""
        self._seen: tuple[int, int, tuple[int, int] | None] = (-1, -1, None)

    @classmethod
    def open(cls, folder: Path, names_file: Path | None = None) -> "Library":
        """Open the library in `folder`, made if missing, readable by its owner alone; facts heed the `names_file`.

        One that cannot be written to, or that a newer Crossread made, is opened for reading; `status` says why.
        Raises LibraryUnusableError where there can be none.
        """
        folder = folder.expanduser().absolute()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            state = State(folder)
            return cls(folder, state, News(folder, state), names_file)
        except OSError as error:
            raise LibraryUnusableError(
                f"No library can be opened in {folder}: {error.strerror or error}. Name another folder with --library."
            ) from error

    def close(self) -> None:
        """Let go of all files."""
        if self._index is not None:
            self._index.close()
        self._news.close()
        self._state.close()

    def status(self) -> LibraryStatus:
        """Return what a reader should know first: how much there is, and whether it can be changed."""
        articles, unread, starred = self._news.counts()
        return LibraryStatus(
            folder=str(self.folder), articles=articles, unread=unread, starred=starred, read_only=self._read_only()
        )

    def _read_only(self) -> str | None:
        """Return why nothing can be changed, as a sentence."""
        return self._news.database.read_only or self._state.database.read_only

    def _must_be_writable(self) -> None:
        """Raise LibraryReadOnlyError where news cannot be taken in."""
        if sentence := self._read_only():
            raise LibraryReadOnlyError(sentence)

    def changed(self) -> bool:
        """Tell whether articles, marks, tags or the facts that are searched have changed since the last call.

        By whatever process. Cheap.
        """
        now = self._news.change(), self._state.change(), columns_signature(self.folder)
        before, self._seen = self._seen, now
        return before != now

    # Lists

    def order(
        self,
        *,
        unread: bool = False,
        starred: bool = False,
        tag: str | None = None,
        feeds: Sequence[str] | None = None,
    ) -> tuple[str, ...]:
        """Return the ids of all articles that fit, newest first; with `feeds` (ids), those that one of them lists."""
        return self._news.order(unread=unread, starred=starred, tag=tag, feeds=feeds)

    def summaries(self, ids: Sequence[str]) -> tuple[ArticleSummary, ...]:
        """Return the summaries of `ids` in their order; unknown ones are left out."""
        return self._news.summaries(ids)

    def leads(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the first words of each article, on one line of at most 200 characters."""
        return self._news.leads(ids)

    def article(self, article_id: str, revision: int | None = None) -> Article:
        """Return an article in full, at its newest revision or the one asked for.

        Raises UnknownArticleError, UnknownRevisionError.
        """
        article = self._news.article(article_id, revision)
        if article is None:
            raise UnknownArticleError(f"There is no article {article_id}. `crossread list` shows what there is.")
        return article

    def revisions(self, article_id: str) -> tuple[Revision, ...]:
        """Return the revisions of an article, the oldest first."""
        return self._news.revisions(article_id)

    def resolve(self, reference: str) -> str:
        """Return the id that a reference means: an id, a unique beginning of one, a number in the last listing.

        Raises UnknownArticleError, which says what would do.
        """
        reference = reference.strip()
        if reference.isascii() and reference.isdigit():
            listed = self._state.listing(int(reference)) if len(reference) < 10 else None
            if listed is None:
                raise UnknownArticleError(
                    f"The last list or search has no number {reference}. Run `crossread list` or `crossread search`."
                )
            return listed
        # Ids are ASCII; a reference in another encoding than the terminal's cannot even be asked for.
        found = self._news.beginning_with(reference.lower()) if reference and reference.isascii() else ()
        if reference.lower() in found or len(found) == 1:
            return found[0]
        if found:
            raise UnknownArticleError(f"Several articles begin with {reference}: {', '.join(found)}. Write more of it.")
        raise UnknownArticleError(f"There is no article {reference!r}. `crossread list` shows what there is.")

    # Search

    def _search_index(self) -> "SearchIndex":
        """Open the search index for reading, on first use; a missing or damaged one is empty until it is made anew."""
        from index.search.index import SearchIndex

        with self._index_guard:
            if self._index is None:
                self._index = SearchIndex.open(self.folder / "index", read_only=True, store=self._news.origin())
            return self._index

    def find(
        self,
        query: str,
        *,
        sort: Sort = Sort.BEST,
        submitted: bool = False,
        stop: Callable[[], bool] | None = None,
    ) -> Found:
        """Return every match of a query, in the order asked for.

        While it is being typed, what can be understood of it is searched for; `submitted`, a wrong one raises
        QueryError, which says where. `stop` is asked now and then, and ends the search with SearchStoppedError where
        it says so.
        """
        self._marks = self._marks.fresh()
        index = self._search_index()
        found = searching.find(index, self._marks, query, sort, submitted=submitted, stop=stop)
        if index.trouble != self._told and (trouble := index.trouble):
            self.notice(trouble)
        self._told = index.trouble
        return found

    def unread_count(self, query: str, *, stop: Callable[[], bool] | None = None) -> int:
        """Return how many unread articles a submitted query finds. Raises SearchStoppedError where `stop` says so."""
        return self.find(f"is:unread ({query})", stop=stop).total

    def snippets(self, query: str, ids: Sequence[str], *, width: int = 160) -> dict[str, Snippet]:
        """Return for each article the piece of its text, of about `width` characters, that shows why it was found."""
        return searching.snippets(self._search_index(), self._news, query, ids, width=width, submitted=False)

    def matches(self, query: str, article: Article) -> tuple[Span, ...]:
        """Return where a query's words stand in an article's text; the last one may be the beginning of a word."""
        return self._search_index().match_spans(query, article.text, article.language)

    def title_matches(self, query: str, title: str, language: str | None) -> tuple[Span, ...]:
        """Return where a query's words stand in a headline."""
        return self._search_index().match_spans(query, title, language)

    def search(self, query: str, *, limit: int = 20, offset: int = 0, sort: Sort = Sort.BEST) -> SearchResult:
        """Return one page of the results of a submitted query, with snippets. Raises QueryError.

        An index that is not up with the store (an import was cut short, a file was damaged) is brought up first; where
        that cannot be, because another process keeps the lock or the disk is full, what it holds is searched.
        """
        if self._read_only() is None:
            try:
                if self._search_index().through != self._news.change():
                    indexing.index_pending(self._news, self.folder, silently, self.notice, _SEARCH_WAIT_SECONDS)
                self._fill_columns(_SEARCH_WAIT_SECONDS)
            except (LibraryBusyError, LibraryUnusableError) as error:
                _log.warning("searched without the newest articles: %s", error)
        self._marks = self._marks.fresh()
        return searching.page(self._search_index(), self._news, self._marks, query, sort, limit=limit, offset=offset)

    # Facts and comparison

    def facts(self, article_id: str, revision: int | None = None) -> tuple[Fact, ...] | None:
        """Return an article's facts, None where they are not made yet (the writer makes them)."""
        wanted = self.article(article_id).revision if revision is None else revision
        return self._news.facts(article_id, wanted, self._extractor().version)

    def facts_now(self, article_id: str, revision: int | None = None) -> tuple[Fact, ...]:
        """Return an article's facts, made now where they are missing (about 10 ms)."""
        return self._facts_of(self.article(article_id, revision))

    def _facts_of(self, article: Article) -> tuple[Fact, ...]:
        """Return an article's facts, made now where they are missing."""
        extractor = self._extractor()
        facts = deriving.facts_of(self._news, self.folder, extractor, article)
        self._tell(extractor)
        return facts

    def _extractor(self) -> "Extractor":
        """Return the extractor to use now: it heeds the user's names.toml as it is at this moment."""
        from index.facts.extractor import UsersExtractor

        if self._users_extractor is None:
            self._users_extractor = UsersExtractor(self.names_file)
        return self._users_extractor.current()

    def _tell(self, extractor: "Extractor") -> None:
        """Say what went wrong with the user's names or plug-ins, once."""
        for sentence in extractor.troubles():
            self.notice(sentence)

    def compare(self, ids: Sequence[str], *, all_pairs: bool = False, remember: bool = True) -> Comparison:
        """Set two to eight articles side by side; `pairs` are those of the first two unless `all_pairs`.

        That they were compared is remembered, unless nobody asked for it: then they are kept, however old they get.
        Raises UnknownArticleError, and BadInputError for a number of articles that cannot be compared.
        """
        from index.compare.comparison import compare

        compared = compare([self._report(article_id) for article_id in ids], all_pairs=all_pairs)
        if remember and self._state.database.read_only is None:
            self._state.remember_compared(ids)
        return compared

    def _report(self, article_id: str) -> "Report":
        """Prepare an article for comparison."""
        from index.compare.comparison import Report

        article = self.article(article_id)
        return Report(
            article=article,
            sentences=sentences(article.text, article.blocks, article.language),
            facts=self._facts_of(article),
        )

    def diff(self, article_id: str, from_: int | None = None, to: int | None = None) -> RevisionDiff:
        """Return what changed from the older to the newer of two revisions of an article.

        By default the last two of one origin, as the outlet changed it, and where there are none, the last two; with
        `to` alone, the one before it likewise. Raises UnknownArticleError, UnknownRevisionError where there is only one
        revision or not the one named, and BadInputError where both are the same.
        """
        from index.compare.revisions import RevisionText, diff

        newest = self.article(article_id).revision
        if newest == 1:
            raise UnknownRevisionError(f"{article_id} has only one revision: nothing has changed since it came in.")
        revisions = self.revisions(article_id)
        marks = {mark.revision: mark for mark in revisions}
        last = changes.last_change(revisions) if from_ is None and to is None else None
        if last is not None:
            from_, to = last[0].revision, last[1].revision
        to = newest if to is None else to
        if from_ is None:
            before = changes.before_it(revisions, marks[to]) if to in marks else None
            from_ = to - 1 if before is None else before.revision
        if from_ == to:
            raise BadInputError(f"Revision {to} and itself are the same; name two different revisions.")
        sides = []
        for number in sorted((from_, to)):
            article = self.article(article_id, number)
            sides.append(RevisionText(marks[number], article.text, article.blocks, article.language))
        return diff(article_id, *sides)

    # Taking in and deriving: the command line does it inline, the reader leaves it to the writer

    def import_paths(self, paths: Sequence[Path], progress: Callable[[Progress], None] = silently) -> ImportReport:
        """Take in files and folders, and index them.

        What cannot be read is in the report by name and line; nothing else is lost by it. Raises LibraryReadOnlyError,
        LibraryBusyError.
        """
        self._must_be_writable()
        report = importing.import_files(self._news, self.folder, paths, progress)
        self._index_after(progress)
        return report

    def import_samples(self, progress: Callable[[Progress], None] = silently) -> ImportReport:
        """Take in the sample articles of a first start, and index them."""
        self._must_be_writable()
        report = importing.import_samples(self._news, self.folder, progress)
        self._index_after(progress)
        return report

    def _index_after(self, progress: Callable[[Progress], None]) -> None:
        """Index what has come in; another process that is at it goes on until all of it is indexed."""
        try:
            self.index_pending(progress)
        except LibraryBusyError:
            self.notice("Another Crossread is indexing at the moment; what has come in is found when it is done.")

    def index_pending(self, progress: Callable[[Progress], None] = silently, *, check: bool = False) -> None:
        """Bring the search index up to the store; one that is missing, damaged or of another version is made anew.

        With `check`, every byte of it is read before, those of the facts too: about a second a gigabyte.
        """
        self._must_be_writable()
        indexing.index_pending(self._news, self.folder, progress, self.notice, check=check)
        if check:
            fill_columns(self._news, self.folder, progress, check=True)

    def derive_facts(
        self,
        progress: Callable[[Progress], None] = silently,
        *,
        made: Callable[[tuple[str, ...]], None] = lambda _: None,
        until: Callable[[], bool] = lambda: False,
        ruled: Callable[[int], None] = lambda _: None,
    ) -> int:
        """Make the facts that are missing, newest articles first; stops when `until()` is true.

        Calls `made` with the ids of each batch; rules that ask for facts are applied to what can be searched by then,
        and `ruled` is told to how many articles. Returns how many articles were done.
        """
        self._must_be_writable()
        extractor = self._extractor()
        self._tell(extractor)
        try:
            return deriving.derive_facts(
                self._news, self.folder, extractor, progress, made, until, lambda: ruled(self.rules.apply_by_facts())
            )
        finally:
            self._tell(extractor)
