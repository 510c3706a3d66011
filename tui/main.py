"""Where `crossread` starts. `--version` is answered here, before anything else is imported."""

import sys
from collections.abc import Sequence

VERSION = "0.1.0"
"""The same as in pyproject.toml; written here because reading a package's metadata takes longer than the answer."""

STOPPED = 130
"""Exit status after Ctrl-C: 128 + SIGINT, as shells count."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments` (without them: those of the process) and return the exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if list(arguments) == ["--version"]:
        sys.stdout.write(f"crossread {VERSION}\n")
        return 0
    try:
        from tui.cli.app import run

        return run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return STOPPED


if __name__ == "__main__":
    sys.exit(main())
