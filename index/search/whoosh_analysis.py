"""The analysis of `index.search.analysis` as Whoosh asks for one: what its schema names and its own writer calls."""

from collections.abc import Iterator
from typing import Any, Literal

from whoosh.analysis import Analyzer, Token

from index.search.analysis import group, words

Form = Literal["stem", "written"]
"""What the terms are: `group:stem`, or the words as written."""


class ArticleAnalyzer(Analyzer):  # type: ignore[misc] # Whoosh publishes no usable types
    """Yields the words of a text in `language` (None: unknown) in one form.

    Holds its two arguments alone, so that it can be pickled in a schema and compared.
    """

    def __init__(self, language: str | None = None, form: Form = "stem") -> None:
        self.language = language
        self.form: Form = form

    def __repr__(self) -> str:
        return f"{type(self).__name__}(language={self.language!r}, form={self.form!r})"

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        tokenize: bool = True,
        mode: str = "",
        **kwargs: Any,
    ) -> Iterator[Token]:
        """Yield one token again and again, changed each time, as Whoosh's tokenisers do.

        In `mode` "query" the text is analysed as a query's; without `tokenize` it is one token as it stands.
        """
        token = Token(positions, chars, removestops=removestops, mode=mode, **kwargs)
        for text, position, start, end in self._terms(value, mode) if tokenize else ((value, 0, 0, len(value)),):
            token.text = text
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = value[start:end]
            if positions:
                token.pos = start_pos + position
            if chars:
                token.startchar = start_char + start
                token.endchar = start_char + end
            yield token

    def _terms(self, value: str, mode: str) -> Iterator[tuple[str, int, int, int]]:
        """Yield each term with its position and its place."""
        code = group(self.language)
        for word in words(value, self.language, query=mode == "query"):
            term = f"{code}:{word.stem}" if self.form == "stem" else word.written
            yield term, word.position, word.start, word.end
