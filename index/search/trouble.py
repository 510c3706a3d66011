"""Why an index that is there is no longer used: sentences for its user."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryUnusableError
from index.search import note

DAMAGED = "The search index is damaged and is being made anew; until then a search finds only what is in it already."
_OLD = "The search index was made by another version of Crossread and is being made anew."
_FOREIGN = "The search index is of other articles than this library has, and is being made anew."


def found(folder: Path, *, version: int, store: int) -> str | None:
    """Say why the index in `folder` cannot be that of this `version` and news `store`; None where there is none."""
    if not folder.is_dir() or not note.files(folder):
        return None
    noted = note.read(folder)
    if noted is None or (noted.version, noted.store) == (version, store):
        return DAMAGED
    return _OLD if noted.version != version else _FOREIGN


@contextmanager
def in_a_sentence(folder: Path) -> Iterator[None]:
    """Tell what the file system says as an error that a reader understands."""
    try:
        yield
    except OSError as error:
        raise LibraryUnusableError(
            f"The search index in {folder} cannot be used ({error.strerror or error}). The articles are kept; when "
            "that is mended, it is brought up to them."
        ) from error
