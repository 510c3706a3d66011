"""Markdown files and their front matter."""

from datetime import UTC, datetime

import pytest

from tests.ingest.shown import read, shown

ARTICLE = """\
# Bridge to close

The *council* agreed, says [the mayor](https://example.org/mayor), to [nothing](javascript:alert(1)) else.

## Why
1. Rust
2. Age
   - of the piers
   - of the road

   A word on the road.

> It was a good bridge.

| Town | Bridges |
|------|---------|
| Upper | [3](/three) |

```
walk()
    slowly
```
<p>Raw <b>words</b></p>

![A closed bridge](bridge.png)
"""


def test_every_kind_of_block() -> None:
    draft = read(ARTICLE, "a.md")
    assert draft.title == "Bridge to close"
    assert shown(draft) == [
        ("paragraph", 0, "The council agreed, says the mayor, to nothing else."),
        ("heading", 2, "Why"),
        ("item", 1, "Rust"),
        ("item", 1, "Age"),
        ("item", 2, "of the piers"),
        ("item", 2, "of the road"),
        ("paragraph", 0, "A word on the road."),
        ("quote", 0, "It was a good bridge."),
        ("row", 0, "Town\tBridges"),
        ("row", 1, "Upper\t3"),
        ("code", 0, "walk()\n    slowly"),
        ("paragraph", 0, "Raw words"),
        ("paragraph", 0, "A closed bridge"),
    ]
    assert "1. Rust\n2. Age\n  • of the piers" in draft.text


def test_only_web_addresses_become_links() -> None:
    draft = read(ARTICLE, "a.md")
    assert [(draft.text[link.start : link.end], link.url) for link in draft.links] == [
        ("the mayor", "https://example.org/mayor")
    ]


def test_relative_links_are_resolved_where_the_address_is_known() -> None:
    draft = read(f"---\nurl: https://example.org/news/1\n---\n{ARTICLE}", "a.md")
    assert draft.links[-1].url == "https://example.org/three"


YAML = """\
---
Title: "Bridge: closed"
authors:
  - Ada Example
  - Bob Example
date: 2025-06-11
source: 'The Example' # the outlet
url: https://example.org/b
tags: [a, b]
lang: en-GB
---
"""
TOML = """\
+++
title = "Bridge: closed"
authors = ["Ada Example", "Bob Example"]
date = 2025-06-11
source = "The Example"
url = "https://example.org/b"
lang = "en-GB"
[extra]
x = 1
+++
"""


@pytest.mark.parametrize("front", [YAML, TOML])
def test_front_matter(front: str) -> None:
    draft = read(f"{front}\n# Bridge: closed\n\nThe bridge is closed.\n", "a.md")
    assert draft.title == "Bridge: closed"
    assert draft.text == "The bridge is closed."
    assert draft.author == "Ada Example, Bob Example"
    assert draft.published == datetime(2025, 6, 11, tzinfo=UTC)
    assert (draft.source, draft.url, draft.language) == ("The Example", "https://example.org/b", "en")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    draft = read("---\n\nThe bridge is closed.\n\nThat is all there is.\n\n---\n\nThe end of it.", "a.md")
    assert draft.text.count("closed") == 1
    assert "That is all" in draft.text


def test_a_very_long_file_keeps_its_words() -> None:
    draft = read("# Title\n\n" + "The bridge is *closed* now. " * 20_000, "a.md")
    assert draft.title == "Title"
    assert draft.text.count("bridge") == 20_000
