"""Tantivy, the engine in Rust that Lucene's ideas are compiled into: what can be had at best.

Title and text by stem; patterns and fuzzy words go through the stems too. It indexes with a thread for each core.
The extra `bench` installs it.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from tantivy import Document, FieldType, Index, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer
from tantivy import Filter as TokenFilter

from index.search.index import Entry
from tests.bench.questions import Kind, Question
from tests.bench.search_engines import SHOWN, TITLE_WEIGHT, Answer

_STEMS = "en_stem"


class Tantivy:
    """Title and text together in one field, the title once more in another that adds to the score."""

    name: ClassVar[str] = "Tantivy"

    def __init__(self, folder: Path) -> None:
        self._index = Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._analyser = (
            TextAnalyzerBuilder(Tokenizer.simple())
            .filter(TokenFilter.lowercase())
            .filter(TokenFilter.stemmer("english"))
            .build()
        )

    @staticmethod
    def build(folder: Path, entries: Iterable[Entry]) -> None:
        """Index in one commit, with the writer's own memory and threads, and let it merge."""
        schema = (
            SchemaBuilder()
            .add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
            .add_text_field("title", tokenizer_name=_STEMS)
            .add_text_field("text", tokenizer_name=_STEMS)
            .add_text_field("source", tokenizer_name="raw", index_option="basic")
            .add_integer_field("moment", fast=True)
            .add_integer_field("day", indexed=True, fast=True)
            .build()
        )
        writer = Index(schema, path=str(folder)).writer()
        for entry in entries:
            writer.add_document(
                Document(
                    id=entry.id,
                    title=entry.title,
                    text=f"{entry.title}\n\n{entry.text}",
                    source=entry.source,
                    moment=int(entry.date.timestamp()),
                    day=entry.date.date().toordinal(),
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def answer(self, question: Question) -> Answer:
        """Ask for the ten best, and count all."""
        found = self._searcher.search(
            self._asked(question), SHOWN, count=True, order_by_field="moment" if question.newest else None
        )
        ids = [str(self._searcher.doc(address)["id"][0]) for _, address in found.hits]
        return Answer(ids, found.count)

    def _asked(self, question: Question) -> Query:
        """Return the question as Tantivy's query."""
        stems = [stem for word in question.words for stem in self._analyser.analyze(word)]
        match question.kind:
            case Kind.ALL:
                asked = self._titled([(Occur.Must, self._term("text", stem)) for stem in stems], stems)
            case Kind.ANY:
                either = Query.boolean_query([(Occur.Should, self._term("text", stem)) for stem in stems])
                asked = self._titled([(Occur.Must, either)], stems)
            case Kind.PHRASE:
                phrase = Query.phrase_query(self._schema, "text", list(stems))
                asked = self._titled([(Occur.Must, phrase)], stems)
            case Kind.PATTERN:
                pattern = re.escape(question.words[0]).replace(r"\*", ".*")
                asked = Query.regex_query(self._schema, "text", pattern)
            case Kind.FUZZY:
                asked = Query.fuzzy_term_query(self._schema, "text", question.words[0], question.distance)
        parts = [(Occur.Must, asked)]
        if question.source is not None:
            parts.append((Occur.Must, Query.const_score_query(self._term("source", question.source), 0.0)))
        if question.days is not None:
            first, last = (day.toordinal() for day in question.days)
            days = Query.range_query(self._schema, "day", FieldType.Integer, first, last)
            parts.append((Occur.Must, Query.const_score_query(days, 0.0)))
        return Query.boolean_query(parts) if len(parts) > 1 else asked

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value)

    def _titled(self, musts: list[tuple[Occur, Query]], stems: list[str]) -> Query:
        """Let words in the title add to the score."""
        titles = ((Occur.Should, Query.boost_query(self._term("title", stem), TITLE_WEIGHT)) for stem in stems)
        return Query.boolean_query([*musts, *titles])
