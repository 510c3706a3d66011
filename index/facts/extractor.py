"""The extractor as one user has it: our own finders with the user's names.toml and plug-ins, and its version.

Facts are stored with the version, so that a changed names.toml or plug-in has them made anew as a changed finder does.
"""

import hashlib
import threading
from pathlib import Path

from index.errors import NamesFileError
from index.facts.document import FactText
from index.facts.entities.layers import Beside
from index.facts.entities.plugins import Plugins
from index.facts.extract import VERSION, extract
from index.facts.names_file import NamesFile, read
from index.models import Fact

_FINGERPRINT = 10**12
"""More than any fingerprint: versions of the extractor itself stay in order, and all fit into 64 bits."""


class Extractor:
    """Makes facts; those of the same version and the same text are the same."""

    def __init__(self, names: NamesFile | None = None, trouble: str = "") -> None:
        self._plugins = Plugins(names.plugins if names else {})
        self._beside = Beside(names.names if names else (), self._plugins)
        self._untold = [trouble] if trouble else []
        self.version = _version(names, self._plugins)
        """What facts are stored with."""

    def extract(self, document: FactText) -> tuple[Fact, ...]:
        """Return the facts of `document`, as `index.facts.extract.extract` does."""
        return extract(document, self._beside)

    def troubles(self) -> list[str]:
        """Return what went wrong since the last call (names.toml, plug-ins), each a sentence for the user."""
        told, self._untold = [*self._untold, *self._plugins.troubles()], []
        return told


def _version(names: NamesFile | None, plugins: Plugins) -> int:
    """Return VERSION alone, or with a fingerprint of what the user adds."""
    if names is None or not (names.names or names.plugins):
        return VERSION
    options = [f"{name} {sorted(given.items())}" for name, given in sorted(names.plugins.items())]
    content = "\n".join([*sorted(map(repr, names.names)), *options, *plugins.versions()])
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
    return VERSION * _FINGERPRINT + int.from_bytes(digest[:8]) % _FINGERPRINT


class UsersExtractor:
    """The extractor that goes with a names.toml as it is now: read again when the file has changed."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._guard = threading.Lock()
        self._read: tuple[int, int] | None = None
        self._extractor = Extractor()

    def current(self) -> Extractor:
        """Return the extractor to use now. May be called from any thread."""
        if self._file is None:
            return self._extractor
        with self._guard:
            stamp = _stamp(self._file)
            if stamp != self._read:
                self._read = stamp
                self._extractor = _made(self._file) if stamp else Extractor()
            return self._extractor


def _stamp(file: Path) -> tuple[int, int] | None:
    """Return what changes when a file is written; None where there is none."""
    try:
        seen = file.stat()
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size


def _made(file: Path) -> Extractor:
    """Return the extractor for a file; one that cannot be used leaves our own finders, and says why."""
    try:
        return Extractor(read(file))
    except NamesFileError as error:
        return Extractor(trouble=str(error))
