"""How well the article is found in saved web pages: ours beside plain trafilatura and readability, page by page.

Token F1: the words of what was found and of the page that is expected, each counted as often as it stands there (the
smaller of both counts is right). Run it with CROSSREAD_DATA naming the folder that has `html/`; readability is scored
where the extra `quality` is installed.
"""

import logging
import os
import re
import statistics
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura
from lxml import html

from index.errors import BadInputError
from index.ingest.markup import words_in
from index.ingest.reading import draft
from index.ingest.webpage import read_page

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\w+")


def main() -> int:
    """Print the table; return 0, or 1 where the data is absent."""
    folder = Path(os.environ.get("CROSSREAD_DATA", "../shared/data")) / "html"
    pages = sorted(path for path in folder.glob("*.html") if not path.name.endswith(".expected.html"))
    if not pages:
        sys.stderr.write(f"full_text: no pages in {folder} (set CROSSREAD_DATA); nothing was scored\n")
        return 1
    for noisy in ("trafilatura", "readability"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    ways: dict[str, Callable[[bytes], str]] = {"Crossread": _ours, "trafilatura": _plain}
    if find_spec("readability"):
        ways["readability"] = _readable
    scores: dict[str, list[float]] = {name: [] for name in ways}
    sys.stdout.write(f"| page | {' | '.join(ways)} |\n|---|{'---|' * len(ways)}\n")
    for page in pages:
        expected = _words(_said(page.with_name(f"{page.stem}.expected.html").read_bytes()))
        data = page.read_bytes()
        for name, way in ways.items():
            scores[name].append(_f1(_words(way(data)), expected))
        sys.stdout.write(_row(page.stem, [found[-1] for found in scores.values()]))
    sys.stdout.write(_row(f"mean of {len(pages)}", [statistics.fmean(found) for found in scores.values()]))
    sys.stdout.write(_row("least", [min(found) for found in scores.values()]))
    if len(ways) == 2:
        sys.stdout.write("\nreadability is not installed; it comes with the extra `quality`.\n")
    return 0


def _ours(page: bytes) -> str:
    try:
        return draft(read_page(page)).text
    except BadInputError:
        return ""


def _plain(page: bytes) -> str:
    return trafilatura.extract(page) or ""


def _readable(page: bytes) -> str:
    from readability import Document  # type: ignore[import-untyped]  # it publishes no types; and may be absent

    return _said(Document(page.decode("utf-8", "replace")).summary().encode())


def _said(page: bytes) -> str:
    """Return the words of a page; elements part words, as they do on the screen."""
    root = html.fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for element in root.iter():
        element.tail = f" {element.tail or ''}" if _parts(element) else element.tail
    return words_in(root)


def _parts(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in {"a", "b", "i", "em", "strong", "span", "sup", "sub"}


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _f1(found: Counter[str], expected: Counter[str]) -> float:
    """Return the harmonic mean of how much of what was found is right, and how much of what is right was found."""
    return 2 * (found & expected).total() / max(found.total() + expected.total(), 1)


def _row(name: str, found: list[float]) -> str:
    return f"| {name} | {' | '.join(f'{score:.3f}' for score in found)} |\n"


if __name__ == "__main__":
    sys.exit(main())
