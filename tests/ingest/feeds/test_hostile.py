"""Feeds that mean harm: entities, sizes, depths; and whatever bytes there are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import BadInputError
from index.ingest.feeds.parsed import MOST_ENTRIES
from index.ingest.feeds.parsing import ParsedFeed, Parser, parse_feed
from index.ingest.markup import read_fragment

_URL = "https://news.example.org/feed"


def feed(text: str) -> ParsedFeed:
    return parse_feed(text.encode(), url=_URL)


def test_entities_are_not_multiplied() -> None:
    levels = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    found = feed(
        f'<!DOCTYPE rss [<!ENTITY a "ha">{levels}]><rss><channel><item><title>A &a; &j;</title></item></channel></rss>'
    )
    assert len(found.entries[0].title) < 100
    assert "A ha" in found.entries[0].title


def test_one_long_entity_used_often_is_not_multiplied() -> None:
    text = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 10_000}">]><rss><channel><item><title>T</title><description>'
    found = feed(text + "&a;" * 10_000 + "</description></item></channel></rss>")
    assert len(found.entries[0].html) < 100_000


@pytest.mark.parametrize("broken", ["", "&"])
def test_entities_from_outside_are_not_fetched(tmp_path: Path, broken: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    kind = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    item = "<item><title>A &x; b</title><description>&x;</description></item>"
    found = feed(f"{kind}<rss><channel><title>F {broken}</title>{item}</channel></rss>")
    assert "hidden" not in repr(found)


def test_the_name_of_a_file_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<rss><channel><item><title>hidden</title></item></channel></rss>")
    with pytest.raises(BadInputError):
        parse_feed(str(secret).encode(), url=_URL)


@pytest.mark.parametrize("sign", ["", " & "])
def test_of_very_many_entries_the_first_are_read_and_the_others_counted(sign: str) -> None:
    items = "".join(f"<item><title>T{n}{sign}</title></item>" for n in range(MOST_ENTRIES + 7_000))
    found = feed(f"<rss><channel><title>F</title>{items}</channel></rss>")
    assert found.parser is Parser.QUICK
    assert (len(found.entries), found.left_out) == (MOST_ENTRIES, 7_000)


def test_a_feed_of_thousands_in_json_is_cut_as_well() -> None:
    items = ",".join('{"content_text": "x"}' for _ in range(MOST_ENTRIES + 1))
    found = feed(f'{{"items": [{items}]}}')
    assert (len(found.entries), found.left_out) == (MOST_ENTRIES, 1)


def test_depth_is_no_danger() -> None:
    deep = "<div>" * 20_000
    found = feed(f"<rss><channel><item><title>T</title><description>{deep}x</description></item></channel></rss>")
    assert found.entries[0].title == "T"


@pytest.mark.parametrize("end", ["", "<title>x &</title>", "<title>x &</title>" + "<p/>" * 100_000])
def test_attributes_without_end_are_refused_before_they_cost_time(end: str) -> None:
    attributes = " ".join(f'a{n}="1"' for n in range(5_000))
    with pytest.raises(BadInputError, match="more attributes"):
        feed(f'<rss version="2.0" {attributes}><channel><item><title>T</title></item>{end}</channel></rss>')


def test_attributes_without_end_in_the_words_of_an_entry_cost_only_these() -> None:
    markup = f"&lt;p {' '.join(f'a{n}' for n in range(20_000))}&gt;word"
    (entry,) = feed(
        f"<rss><channel><item><title>T</title><description>{markup}</description></item></channel></rss>"
    ).entries
    assert read_fragment(entry.html) == ()


def test_control_characters_do_not_stop_it() -> None:
    found = feed("<rss><channel><item><title>a\x00b\x1b[31m c&#0;&#27;&#x1;</title></item></channel></rss>")
    assert found.entries[0].title.startswith("ab")
    assert found.entries[0].title.isprintable()


_PARTS = st.sampled_from([
    "<rss>", "<channel>", "<item>", "<title>", "</title>", "</item>", "<link>", "<guid>", "&amp;", "&", "&x;", "<!--",
    "<![CDATA[", "]]>", "<!DOCTYPE x [", "]>", '<feed xmlns="http://www.w3.org/2005/Atom">', "<entry>", "</entry>",
    '<content type="xhtml">', "<pubDate>", "2025-06-11", "{", '"items":', "[", "<rdf:RDF>", "words", "\x00", "é",
    "<?xml ?>", '<link href="x"/>',
])  # fmt: skip


@given(st.binary(max_size=300) | st.lists(_PARTS, max_size=25).map(lambda parts: "".join(parts).encode()))
def test_whatever_comes_is_a_feed_or_a_sentence(data: bytes) -> None:
    try:
        titles = [entry.title for entry in parse_feed(data, url=_URL, content_type="text/xml; charset=utf-8").entries]
    except BadInputError as error:
        titles = [str(error)]
    assert all(title.isprintable() for title in titles)


@given(st.binary(max_size=60).filter(lambda data: b"<" not in data))
def test_without_an_element_it_is_refused_in_a_whole_sentence(data: bytes) -> None:
    with pytest.raises(BadInputError, match=r"^[A-Z].*\.$"):
        parse_feed(data, url=_URL)
