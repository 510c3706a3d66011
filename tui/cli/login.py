"""What lets a feed in, from the command line: options that both `feeds add` and `feeds set` have.

A password never stands on the command line, where other users of the computer and the shell's history would see it.
Headers and cookies may stand there, or be read from a file.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import BadInputError

if TYPE_CHECKING:
    from index.models.feeds import Credentials

User = Annotated[
    str | None, typer.Option("--user", metavar="NAME", help="The user name; the password is asked for, unseen.")
]
PasswordFile = Annotated[
    Path | None,
    typer.Option("--password-file", metavar="FILE", help="Read the password from FILE ('-': standard input)."),
]
Headers = Annotated[
    list[str] | None,
    typer.Option("--header", metavar="HEADER", help="Send 'Name: value' along, or each line of '@FILE'; repeatable."),
]
Cookie = Annotated[
    str | None, typer.Option("--cookie", metavar="COOKIE", help="Send 'name=value; other=value', or what '@FILE' has.")
]
UserAgent = Annotated[
    str | None, typer.Option("--user-agent", metavar="TEXT", help="What the feed's server is told that we are.")
]

# A token of RFC 9110, section 5.6.2.
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_MOST_BYTES = 65_536
"""Of a file with headers, a cookie or a password; servers take less."""


def credentials_of(
    user: str | None,
    password_file: Path | None,
    headers: Sequence[str] | None,
    cookie: str | None,
    user_agent: str | None,
) -> "Credentials | None":
    """Return what was given, None where nothing was; the password is asked for where no file has it.

    Raises a usage error, which quotes nothing of what may be secret, and BadInputError for a file that cannot be read.
    """
    from index.models.feeds import Credentials

    if password_file is not None and user is None:
        raise typer.BadParameter("a password needs a user name: add --user NAME", param_hint="--password-file")
    given = Credentials(
        user=user,
        password=None if user is None else _password(user, password_file),
        headers=dict(_header(line) for line in _lines(headers or ())),
        cookie=None if cookie is None else _one_line(_read_from(cookie), "--cookie"),
        user_agent=None if user_agent is None else _one_line(user_agent, "--user-agent"),
    )
    return None if given == Credentials() else given


def _password(user: str, file: Path | None) -> str:
    """Return the password: the first line of a file, or what is typed without being seen."""
    if file is not None:
        lines = _text(file).splitlines()
        if not lines:
            raise BadInputError(f"{file} is empty; the password should be its first line.")
        return lines[0]
    if not sys.stdin.isatty():
        raise typer.BadParameter(
            "there is no terminal to ask for the password on: add --password-file FILE", param_hint="--user"
        )
    # Imported when somebody has to type: `--help` does without it.
    from getpass import getpass

    try:
        return getpass(f"Password of {user}: ")
    except EOFError as error:
        raise typer.BadParameter("no password was given", param_hint="--user") from error


def _lines(headers: Sequence[str]) -> Iterator[str]:
    """Yield headers as they are, and for '@FILE' those of its lines that are not empty."""
    for given in headers:
        yield from filter(str.strip, _read_from(given).splitlines()) if given.startswith("@") else (given,)


def _header(line: str) -> tuple[str, str]:
    """Return the name and the value of a header."""
    name, colon, value = line.partition(":")
    if not colon or not _NAME.fullmatch(name.strip()):
        raise typer.BadParameter("a header is written 'Name: value'", param_hint="--header")
    return name.strip(), _one_line(value.strip(), "--header")


def _read_from(given: str) -> str:
    """Return what stands in the file that '@FILE' names, or what was given where it names none."""
    return _text(Path(given[1:])).strip() if given.startswith("@") else given


def _one_line(value: str, option: str) -> str:
    """Return a value that is sent in a header; no line may be smuggled in by it."""
    if not value or not value.isprintable():
        raise typer.BadParameter("the value must be one line of printable text", param_hint=option)
    return value


def _text(file: Path) -> str:
    """Return the text of a small file, or of standard input."""
    try:
        if str(file) == "-":
            return sys.stdin.read(_MOST_BYTES)
        with file.expanduser().open(encoding="utf-8") as opened:
            return opened.read(_MOST_BYTES)
    except UnicodeDecodeError:
        # What it quotes may be the secret: not chained.
        raise BadInputError(f"{file} is not text in UTF-8.") from None
    except (OSError, RuntimeError) as error:
        raise BadInputError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
