"""What comes out of the public feeds: by folder and format how many are read, by what, and what their entries have.

Every file must be read or refused in a sentence; one that raises anything else stops this with its name. Dates that
are there but cannot be read are printed one by one. Run it with CROSSREAD_DATA naming the folder that has `feeds/`.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from index.errors import BadInputError
from index.ingest.feeds.entries import drafts
from index.ingest.feeds.parsing import ParsedFeed, Parser, parse_feed
from index.models import Draft

_ADDRESS = "https://example.org/feed"
_COLUMNS = (
    "files", "read", *Parser, "entries", "articles", "with a title", "with a link", "date read", "no date",
    "date unreadable",
)  # fmt: skip
_FORMATS = (
    # What stands at the head of a file, and how it is called; the first that is found counts.
    ("RSS 2.0", rb"<rss[^>]{0,2000}version\s*=\s*.2\.0"),
    ("RSS 0.9x", rb"<rss[^>]{0,2000}version\s*=\s*.0\.9"),
    ("RSS, other", rb"<(?:rss|channel)\b"),
    ("RDF", rb"<rdf:RDF"),
    ("Atom 0.3", rb"http://purl\.org/atom/ns#"),
    ("Atom 1.0", rb"<(?:\w+:)?feed\b"),
    ("CDF", rb"<CHANNEL\b"),
)


def main() -> int:
    """Print the tables; return 0, or 1 where the data is absent or a file could not be read."""
    folder = Path(os.environ.get("CROSSREAD_DATA", "../shared/data")) / "feeds"
    if not folder.is_dir():
        sys.stderr.write(f"feeds: no {folder} (set CROSSREAD_DATA); nothing was read\n")
        return 1
    counts: dict[tuple[str, str], Counter[str]] = {}
    refused: Counter[str] = Counter()
    unreadable: list[str] = []
    failed: list[str] = []
    for path in sorted(folder.rglob("*.xml")):
        data = path.read_bytes()
        counted = counts.setdefault((path.relative_to(folder).parts[0], _format(data)), Counter())
        counted["files"] += 1
        try:
            feed = parse_feed(data, url=_ADDRESS)
            counted["articles"] += sum(1 for each in _articles(feed) if isinstance(each, Draft))
        except BadInputError as error:
            refused[str(error)] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what this table is to show
            failed.append(f"{path.name}: {error!r}")
        else:
            counted += _count(feed)
            counts[path.relative_to(folder).parts[0], _format(data)] = counted
            unreadable += (entry.written for entry in feed.entries if entry.written and not entry.dated)
    sys.stdout.write(f"| folder | format | {' | '.join(_COLUMNS)} |\n|---|---|{'---|' * len(_COLUMNS)}\n")
    for (place, kind), counted in sorted(counts.items()):
        sys.stdout.write(f"| {place} | {kind} | {_row(counted)} |\n")
    total = sum(counts.values(), start=Counter[str]())
    sys.stdout.write(f"| all | | {_row(total)} |\n\n")
    for sentence, number in refused.most_common():
        sys.stdout.write(f"Refused {number}: {sentence}\n")
    sys.stdout.write(f"Dates that cannot be read: {', '.join(unreadable) or 'none'}\n")
    sys.stdout.write(f"Files that raised: {', '.join(failed) or 'none'}\n")
    return 1 if failed else 0


def _format(data: bytes) -> str:
    """Tell the format by the head of a file, comments apart; UTF-16 and UTF-32 by leaving out the NULs."""
    head = re.sub(rb"<!--.*?-->", b"", data.replace(b"\0", b""), flags=re.DOTALL)[:4000]
    return next((name for name, pattern in _FORMATS if re.search(pattern, head)), "other")


def _articles(feed: ParsedFeed) -> Iterator[object]:
    return drafts(feed, feed_id="f", url=_ADDRESS, fetched=datetime(2030, 1, 1, tzinfo=UTC))


def _count(feed: ParsedFeed) -> Counter[str]:
    """Count what a feed that was read has."""
    found = Counter({"read": 1, feed.parser.value: 1, "entries": len(feed.entries)})
    for entry in feed.entries:
        found["with a title"] += bool(entry.title)
        found["with a link"] += bool(entry.url)
        found["date read" if entry.dated else "date unreadable" if entry.written else "no date"] += 1
    return found


def _row(counted: Counter[str]) -> str:
    return " | ".join(f"{counted[name]:,}" for name in _COLUMNS)


if __name__ == "__main__":
    sys.exit(main())
