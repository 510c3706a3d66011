"""A process that does what it is handed, one thing after another: so that reading feeds takes another core.

Started as `python -m index.library.refresh.helping_process`, by `index.library.refresh.helping` alone. Work comes on
standard input and results go out on standard output, each as its length in eight bytes and then a pickle. It leaves
when its input closes.
"""

import os
import pickle
import signal
import sys
from typing import BinaryIO

from index.library.refresh.helping import LENGTH, Answer


def serve(work: BinaryIO, results: BinaryIO) -> None:
    """Do what comes in until nothing comes any more."""
    while len(head := work.read(LENGTH)) == LENGTH:
        call = pickle.loads(work.read(int.from_bytes(head, "big")))  # noqa: S301 - written by the program that started us
        try:
            answer = Answer(True, call())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the work came from
            answer = Answer(False, error)
        try:
            packed = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - an error that cannot be handed on is told in words
            trouble = RuntimeError(f"{answer.result!r} ({error})")
            packed = pickle.dumps(Answer(False, trouble), pickle.HIGHEST_PROTOCOL)
        results.write(len(packed).to_bytes(LENGTH, "big"))
        results.write(packed)
        results.flush()


def main() -> None:
    """Serve whoever started this process, with what is left of the processor."""
    if hasattr(os, "nice"):
        os.nice(5)
    # Ctrl-C is the affair of whoever started us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library may print would be taken for a result.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, results)


if __name__ == "__main__":
    main()
