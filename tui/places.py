"""Where Crossread keeps things on this machine: the library, the user's settings, the log."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from index.errors import LibraryUnusableError

_NAME = "crossread"
LIBRARY_VARIABLE = "CROSSREAD_LIBRARY"


@dataclass(frozen=True)
class Places:
    """Folders and files; none of them need exist."""

    library: Path
    """Articles, index and reading state."""
    keys_file: Path
    """The user's key map."""
    names_file: Path
    """The user's own names."""
    log_file: Path


def find_places(library: Path | None = None, environment: Mapping[str, str] = os.environ) -> Places:
    """Return the places of this user; `library` wins over CROSSREAD_LIBRARY, which wins over the platform's folder.

    Raises LibraryUnusableError where the folder begins with the home of somebody who has none.
    """
    folder = library or environment.get(LIBRARY_VARIABLE) or platformdirs.user_data_path(_NAME, appauthor=False)
    try:
        expanded = Path(folder).expanduser()
    except RuntimeError as error:
        raise LibraryUnusableError(
            f"No library can be opened in {folder}: there is no such home folder. Name another folder with --library."
        ) from error
    settings = platformdirs.user_config_path(_NAME, appauthor=False)
    return Places(
        library=expanded.absolute(),
        keys_file=settings / "keys.toml",
        names_file=settings / "names.toml",
        log_file=platformdirs.user_state_path(_NAME, appauthor=False) / "crossread.log",
    )
