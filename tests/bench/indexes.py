"""The indexes that one run of the bench has built: what two of its parts ask for is built once."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.apart import apart, say
from tests.bench.corpus import write
from tests.bench.search_engines import Engine
from tests.bench.trial import Built, build


@dataclass(slots=True)
class Indexes:
    """Indexes in a temporary folder, by engine and number of articles."""

    folder: Path
    _written: int = 0
    """Articles in the file from which all are built."""
    _built: dict[tuple[str, int], Built] = field(default_factory=dict)

    def of(self, engine: type[Engine], count: int) -> Built:
        """Return what the index of the first `count` articles cost; build it if it is not there."""
        key = (engine.name, count)
        if key not in self._built:
            corpus = self._corpus(count)
            say(f"{engine.name}: indexing {count:,} articles")
            self._built[key] = apart(build, engine, self.path(engine, count), corpus, count)
            say(f"{engine.name}: {count:,} articles took {self._built[key].seconds:,.1f} s")
        return self._built[key]

    def path(self, engine: type[Engine], count: int) -> Path:
        """Return where that index is: not to be written to."""
        return self.folder / f"{engine.name.replace(' ', '-').lower()}-{count}"

    def _corpus(self, count: int) -> Path:
        """Return the file of articles, with at least `count` of them."""
        corpus = self.folder / "articles"
        if count > self._written:
            say(f"making up {count:,} articles")
            self.folder.mkdir(parents=True, exist_ok=True)
            apart(write, corpus, count - self._written, self._written)
            self._written = count
        return corpus
