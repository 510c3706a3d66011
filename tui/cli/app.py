"""The commands put together, and what becomes of their errors: one sentence and an exit status, never a traceback."""

import logging
import os
import sys
import time
from collections.abc import Container, Sequence
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from index.errors import CrossreadError
from tui.cli import (
    about,
    adding,
    comparing,
    facts,
    feeds,
    importing,
    lists,
    opml,
    refreshing,
    rules,
    searching,
    showing,
    states,
)
from tui.cli.output import fail, say
from tui.cli.reader import open_reader
from tui.main import STOPPED, VERSION

DONE, FAILED, MISUSED = 0, 1, 2
"""Exit statuses: all well, something failed, wrong usage."""

_GROUPS = (
    importing, feeds, refreshing, adding, opml, rules, lists, showing, searching, facts, comparing, states, about,
)  # fmt: skip
"""What adds commands, in the order of `--help`."""

_log = logging.getLogger(__name__)


def build(words: Container[str] | None = None) -> typer.Typer:
    """Return the command line with all its commands.

    Given the `words` that were typed, a group that is not among them has its name and no commands: making those takes
    several milliseconds, and nobody sees them.
    """
    app = typer.Typer(
        name="crossread",
        help="Read news across outlets: search, compare, key facts. Without a command, the reader opens.",
        rich_markup_mode=None,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_start)
    for group in _GROUPS:
        group.add_to(app)
    for each in app.registered_groups:
        if words is not None and each.name not in words and each.typer_instance is not None:
            each.typer_instance.registered_commands.clear()
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; every error ends here as a sentence."""
    _prepare_streams()
    # Until the log is started nothing is logged; without a handler logging would print to standard error by itself.
    logging.getLogger("tui").addHandler(logging.NullHandler())
    json = _wants_json(arguments)
    began = time.perf_counter()
    status = _status(arguments, json)
    _log.info("Ended with status %d after %d ms.", status, (time.perf_counter() - began) * 1000)
    return status


def _prepare_streams() -> None:
    """Let printing never fail: not for a letter that the encoding lacks, nor for a stream that was closed at start."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 (open until the program ends)
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _status(arguments: Sequence[str], json: bool) -> int:
    try:
        status = get_command(build(arguments)).main(args=list(arguments), prog_name="crossread", standalone_mode=False)
    except CrossreadError as error:
        _log.warning("%s", error)
        fail(str(error), json=json)
        return FAILED
    except typer.TyperException as error:
        fail(_usage_sentence(error), json=json)
        return MISUSED
    except Exception as error:  # noqa: BLE001 (the last line of defence: logged whole, told in a sentence)
        if not _came_of_ctrl_c(error):
            _log.exception("Unexpected error.")
            fail(f"Something went wrong that Crossread did not expect. {_where_to_look()}", json=json)
            return FAILED
        status = STOPPED
    # Typer makes this status of Ctrl-C.
    if status == STOPPED:
        say("Stopped; what was done until then is kept.")
    return int(status or DONE)


def _came_of_ctrl_c(error: BaseException) -> bool:
    """Tell whether an error was made of Ctrl-C on its way up, as modules do that it finds half imported."""
    before: BaseException | None = error
    while before is not None and not isinstance(before, KeyboardInterrupt):
        before = before.__cause__ or before.__context__
    return before is not None


def _start(
    context: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The library's folder; else CROSSREAD_LIBRARY, else the folder for data of this platform.",
        ),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say on standard error what goes into the log.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    from tui.log import start_log
    from tui.places import find_places

    if version:
        say(f"crossread {VERSION}", to=sys.stdout)
        raise typer.Exit
    reader = context.invoked_subcommand is None
    places = find_places(library)
    log_file = start_log(places.log_file, verbose=sys.stderr if verbose and not reader else None)
    _log.info("Crossread %s: %s, library %s.", VERSION, context.invoked_subcommand or "reader", places.library)
    context.obj = places
    if reader:
        raise typer.Exit(open_reader(places, log_file))


def _wants_json(arguments: Sequence[str]) -> bool:
    """Tell whether JSON is asked for, for errors met before a command could read it."""
    options = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    asked = {"--json", "--format=json"}
    return not asked.isdisjoint(options) or ("--format", "json") in pairwise(options)


def _usage_sentence(error: typer.TyperException) -> str:
    """Return what was wrong with the command line, and where its usage is told."""
    path = getattr(getattr(error, "ctx", None), "command_path", "crossread")
    sentence = error.format_message()
    return f"{sentence}{'' if sentence.endswith(('.', '?')) else '.'} Try '{path} --help'."


def _where_to_look() -> str:
    """Name the log file, if there is one."""
    for handler in logging.getLogger("tui").handlers:
        if isinstance(handler, logging.FileHandler):
            return f"The details are in {handler.baseFilename}."
    return "Run it again with --verbose for the details."
