"""The user's own file of names, `names.toml`: what is a name, of which kind, what is none, which plug-ins are asked.

docs/names.md describes it for those who write one.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import NamesFileError
from index.facts.entities.own import OwnName
from index.models import NAME_KINDS, FactKind

NEVER = "never"
"""The kind of words that are no name."""
_KEYS = ("name", "kind", "forms")
_WAY_ON = "Names are found without this file until it is mended."
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = re.compile(r" \(at end of document\)$")
_HEADER = re.compile(r"\s*\[\[\s*name\s*\]\]")

Options = Mapping[str, object]


@dataclass(frozen=True)
class NamesFile:
    """What a `names.toml` says."""

    names: tuple[OwnName, ...] = ()
    plugins: Mapping[str, Options] = field(default_factory=dict)
    """The plug-ins that are switched on, each with its options."""


class _WrongError(Exception):
    """What is wrong, with which key, in which entry (counted from 0, None outside of all)."""

    def __init__(self, said: str, key: str, entry: int | None = None) -> None:
        super().__init__(said)
        self.key = key
        self.entry = entry


def read(file: Path) -> NamesFile:
    """Return what `file` says. Raises NamesFileError where it cannot be read, else as `parse` does."""
    try:
        return parse(file.read_text(encoding="utf-8"), file)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise NamesFileError(f"{file}, line {line}: this is not UTF-8 text. Save it as UTF-8. {_WAY_ON}") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise NamesFileError(f"{file} cannot be read: {why}. Names are found without it until it can be.") from error


def parse(text: str, file: Path) -> NamesFile:
    """Return what `text`, the content of `file`, says. Raises NamesFileError, a sentence with the file and the line."""
    try:
        written = tomllib.loads(text)
        return NamesFile(tuple(_names(written)), _plugins(written))
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        said = _AT_END.sub("", _AT_LINE.sub("", str(error)))
        raise NamesFileError(f"{file}, line {line}: {said}. This is not TOML. {_WAY_ON}") from error
    except _WrongError as error:
        found = _line_of(text, error.entry, error.key)
        where = f", line {found}" if found else ""
        raise NamesFileError(f"{file}{where}: {error} {_WAY_ON}") from error


def _names(written: Options) -> Iterator[OwnName]:
    """Yield the names of the file."""
    for key in written:
        if key not in ("name", "plugins"):
            raise _WrongError(f"{key!r} is not known here; write [[name]] or [plugins.NAME].", key)
    entries = written.get("name", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _WrongError("'name' is a list here; begin each name with a line [[name]].", "name")
    taken: dict[str, OwnName] = {}
    for number, entry in enumerate(entries):
        name = _name(entry, number)
        for form in name.forms:
            other = taken.setdefault(form, name)
            if other is not name:
                said = f"{form!r} is a form of {other.name!r} already; leave it in one place."
                raise _WrongError(said, "name" if form == name.name else "forms", number)
        yield name


def _name(entry: Options, number: int) -> OwnName:
    """Return one entry."""
    for key in entry:
        if key not in _KEYS:
            raise _WrongError(f"{key!r} is not known; a name has {', '.join(map(repr, _KEYS))}.", key, number)
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _WrongError('a name lacks its text; write name = "Sarah Chen".', "name", number)
    kinds = [*sorted(kind.value for kind in NAME_KINDS), NEVER]
    if entry.get("kind") not in kinds:
        raise _WrongError(f"the kind of {name!r} must be one of {', '.join(kinds)}.", "kind", number)
    forms = entry.get("forms", [])
    if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
        raise _WrongError(f'the forms of {name!r} must be a list of texts, such as ["Dr Chen"].', "forms", number)
    written = tuple(dict.fromkeys(" ".join(form.split()) for form in (name, *forms)))
    return OwnName(written[0], None if entry["kind"] == NEVER else FactKind(str(entry["kind"])), written)


def _plugins(written: Options) -> dict[str, Options]:
    """Return the options of the plug-ins by their names."""
    plugins = written.get("plugins", {})
    if not isinstance(plugins, dict):
        raise _WrongError("'plugins' holds tables; write [plugins.NAME].", "plugins")
    for name, options in plugins.items():
        if not isinstance(options, dict):
            raise _WrongError(f"the plug-in {name!r} is switched on by a table; write [plugins.{name}].", name)
    return plugins


def _line_of(text: str, entry: int | None, key: str) -> int | None:
    """Return the line, counted from 1, where `key` stands in that entry; else where the entry begins; None unknown."""
    lines = text.splitlines()
    first, end = 0, len(lines)
    if entry is not None:
        headers = [at for at, line in enumerate(lines) if _HEADER.match(line)]
        if entry >= len(headers):
            # Entries written as name = [{...}] have no lines of their own.
            return None
        first, end = headers[entry], (*headers, end)[entry + 1]
    written = re.compile(rf"\s*\[*\s*(?:plugins\s*\.\s*)?[\"']?{re.escape(key)}[\"']?\s*[]=.]")
    stands = next(
        (at + 1 for at in range(first, end) if written.match(lines[at]) and not _HEADER.match(lines[at])), None
    )
    return stands or (None if entry is None else first + 1)
