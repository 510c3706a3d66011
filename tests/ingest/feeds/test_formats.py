"""Every format as one parsed feed: what of it is taken, and from where."""

import json
from datetime import UTC, datetime

import pytest

from index.errors import BadInputError
from index.ingest.feeds.parsing import Enclosure, ParsedEntry, ParsedFeed, Parser, parse_feed

_URL = "https://news.example.org/feeds/all.xml"
_CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_MOMENT = datetime(2025, 6, 11, 15, 4, 5, tzinfo=UTC)


def feed(text: str | bytes, content_type: str | None = None) -> ParsedFeed:
    return parse_feed(text if isinstance(text, bytes) else text.encode(), url=_URL, content_type=content_type)


def rss(item: str, channel: str = "", spaces: str = "") -> ParsedFeed:
    return feed(
        f'<rss version="2.0" {spaces}><channel><title>The Mail</title>{channel}<item>{item}</item></channel></rss>'
    )


def atom(entry: str, attributes: str = "") -> ParsedEntry:
    found = feed(
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>A</title><entry>{entry}</entry></feed>'
    )
    assert found.parser is Parser.QUICK
    return found.entries[0]


def test_rss_gives_all_it_has() -> None:
    found = rss(
        "<title>Bridge &amp;amp; ferry</title><link>/news/1?a=1&amp;b=2</link><guid isPermaLink='false'>n1</guid>"
        "<pubDate>Wed, 11 Jun 2025 15:04:05 GMT</pubDate><dc:creator>A. Writer</dc:creator>"
        "<dc:language>de</dc:language>"
        "<description>Short.</description><content:encoded><![CDATA[<p>Whole.</p>]]></content:encoded>"
        "<enclosure url='/a.mp3' type='audio/mpeg' length='12'/><source url='https://x.example'>The Herald</source>",
        "<language>en-GB</language><link>https://news.example.org/</link><ttl>90</ttl>",
        f"{_CONTENT} {_DC}",
    )
    assert found == ParsedFeed(
        title="The Mail",
        site="https://news.example.org/",
        language="en",
        interval_hint=5400,
        entries=(
            ParsedEntry(
                guid="n1",
                url="https://news.example.org/news/1?a=1&b=2",
                title="Bridge & ferry",
                author="A. Writer",
                published=_MOMENT,
                dated=True,
                html="<p>Whole.</p>",
                enclosures=(Enclosure("https://news.example.org/a.mp3", "audio/mpeg", 12),),
                language="de",
                written="Wed, 11 Jun 2025 15:04:05 GMT",
                base="https://news.example.org/news/1?a=1&b=2",
                source="The Herald",
            ),
        ),
    )


_FORMATS = {
    "rss-1.0": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>F</title></channel>
        <item rdf:about="https://example.org/1"><title>T</title><link>https://example.org/1</link>
        <description>Words</description><dc:date>2025-06-11T15:04:05Z</dc:date></item></rdf:RDF>""",
    "rss-0.9": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://my.netscape.com/rdf/simple/0.9/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>F</title></channel><item><title>T</title><link>https://example.org/1</link>
        <description>Words</description><dc:date>2025-06-11T15:04:05Z</dc:date></item></rdf:RDF>""",
    "rss-0.91": """<rss version="0.91"><channel><title>F</title><item><title>T</title>
        <link>https://example.org/1</link><description>Words</description><pubDate>11 Jun 25 15:04:05 GMT</pubDate>
        </item></channel></rss>""",
    "atom-0.3": """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>F</title><entry><title>T</title>
        <link rel="alternate" type="text/html" href="https://example.org/1"/><issued>2025-06-11T17:04:05+02:00</issued>
        <summary mode="escaped" type="text/html">Words</summary></entry></feed>""",
    "atom-1.0": """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title>
        <link href="https://example.org/1"/><updated>2025-06-11T15:04:05Z</updated>
        <summary type="html">Words</summary></entry></feed>""",
    "cdf": """<CHANNEL HREF="https://example.org/"><TITLE>F</TITLE><ITEM HREF="https://example.org/1"
        LASTMOD="2025-06-11T15:04:05+00:00"><TITLE>T</TITLE><ABSTRACT>Words</ABSTRACT></ITEM></CHANNEL>""",
    "json-1.0": """{"version": "https://jsonfeed.org/version/1", "title": "F", "items": [{"id": "1", "title": "T",
        "url": "https://example.org/1", "content_html": "Words", "date_published": "2025-06-11T15:04:05Z"}]}""",
}


@pytest.mark.parametrize("text", _FORMATS.values(), ids=_FORMATS)
def test_every_format_gives_the_same(text: str) -> None:
    found = feed(text)
    entry = found.entries[0]
    assert (found.title, entry.title, entry.url) == ("F", "T", "https://example.org/1")
    assert entry.published == _MOMENT
    assert "Words" in entry.html


def test_json_feed_1_1_gives_all_it_has() -> None:
    item = {
        "id": 7, "external_url": "/x", "title": "T & <b>", "content_text": "One.\n\nTwo <3", "language": "fr",
        "authors": [{"name": "A"}, {"name": "B"}], "date_modified": 1749654245,
        "attachments": [{"url": "https://e.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}, {"url": 1}, 2],
    }  # fmt: skip
    found = feed(json.dumps({"version": "https://jsonfeed.org/version/1.1", "language": "en-US", "items": [item, 3]}))
    entry = found.entries[0]
    assert (found.parser, found.language, len(found.entries)) == (Parser.JSON, "en", 1)
    assert (entry.guid, entry.url, entry.title, entry.author) == ("7", "https://news.example.org/x", "T & <b>", "A, B")
    assert (entry.published, entry.language) == (_MOMENT, "fr")
    assert entry.html == "<p>One.</p><p>Two &lt;3</p>"
    assert entry.enclosures == (Enclosure("https://e.org/a.mp3", "audio/mpeg", 9),)


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [[]], [None], True])
def test_json_feed_with_values_of_any_kind_is_read(value: object) -> None:
    names = ("id", "url", "title", "content_html", "authors", "attachments", "date_published", "language", "author")
    about = {"title": value, "home_page_url": value, "authors": value, "items": [dict.fromkeys(names, value)]}
    assert len(feed(json.dumps(about)).entries) == 1


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<title>AT&amp;amp;T &lt;b&gt;big&lt;/b&gt;</title>", "AT&T big"),
        ('<title type="text">How &lt;b&gt; works</title>', "How <b> works"),
        ('<title type="html">&lt;b&gt;Big&lt;/b&gt; thing</title>', "Big thing"),
        (
            '<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">A <x:b>big</x:b> thing</x:div></title>',
            "A big thing",
        ),
        ("<title>5 &lt; 6, List&lt;String> too</title>", "5 < 6, List<String> too"),
    ],
)
def test_titles_are_plain_text_whatever_their_type(written: str, title: str) -> None:
    assert atom(f"<id>urn:1</id>{written}").title == title


def test_a_title_of_a_film_in_it_is_not_the_title() -> None:
    spaces = 'xmlns:media="http://search.yahoo.com/mrss/"'
    found = rss("<media:title>Film</media:title><title>Bridge</title><link>https://e.org/1</link>", spaces=spaces)
    assert found.entries[0].title == "Bridge"


def test_atom_links_are_told_apart() -> None:
    entry = atom(
        '<id>urn:1</id><link rel="enclosure" href="a.mp3" type="audio/mpeg"/><link rel="self" href="self"/>'
        '<link rel="alternate" type="application/pdf" href="b.pdf"/><link href="page"/>',
        'xml:base="https://example.org/n/"',
    )
    assert entry.url == "https://example.org/n/page"
    assert entry.enclosures == (Enclosure("https://example.org/n/a.mp3", "audio/mpeg"),)


def test_bases_lie_within_each_other() -> None:
    entry = atom(
        '<id>urn:1</id><link href="page"/><content type="html" xml:base="inner/">x</content>', 'xml:base="/news/"'
    )
    assert entry.base == "https://news.example.org/news/inner/"
    assert entry.url == "https://news.example.org/news/page"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://e.org/1</guid>", "https://e.org/1"),
        ("<guid isPermaLink='true'>/1</guid>", "https://news.example.org/1"),
        ("<guid isPermaLink='false'>https://e.org/1</guid>", None),
        ("<guid>4711</guid>", None),
        ("<guid>https://e.org/1</guid><link>https://e.org/2</link>", "https://e.org/2"),
        ("<link>javascript:alert(1)</link>", None),
    ],
)
def test_a_guid_is_an_address_where_it_is_one(item: str, url: str | None) -> None:
    assert rss(f"<title>T</title>{item}").entries[0].url == url


def test_the_address_behind_a_counting_service_is_taken() -> None:
    found = rss(
        "<title>T</title><link>https://count.example/1</link><feedburner:origLink>https://e.org/1</feedburner:origLink>",
        spaces='xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
    )
    assert found.entries[0].url == "https://e.org/1"


def test_authors_are_names_where_there_is_one() -> None:
    assert rss("<title>T</title><author>desk@example.org (A. Writer)</author>").entries[0].author == "A. Writer"
    assert rss("<title>T</title><author>desk@example.org</author>").entries[0].author == "desk@example.org"
    assert atom("<title>T</title><author><name>A. Writer</name></author>").author == "A. Writer"


def test_an_atom_entry_names_where_it_was_taken_from() -> None:
    assert atom("<title>T</title><source><title>The Herald</title></source>").source == "The Herald"


def test_media_are_kept_once_and_one_picture_of_many_sizes() -> None:
    sizes = "".join(f'<media:content url="https://e.org/{size}.jpg" medium="image"/>' for size in (1, 2, 3))
    found = rss(
        f'<title>T</title><enclosure url="https://e.org/a.mp3" type="audio/mpeg"/><media:group>{sizes}'
        '<media:content url="https://e.org/a.mp3" type="audio/mpeg"/></media:group><media:thumbnail url="https://e.org/t.jpg"/>',
        spaces='xmlns:media="http://search.yahoo.com/mrss/"',
    )
    assert [each.url for each in found.entries[0].enclosures] == ["https://e.org/a.mp3", "https://e.org/1.jpg"]


def test_entities_of_html_and_bare_signs_cost_no_words() -> None:
    entry = rss("<title>Caf&eacute; &hellip; opens</title><description>a&nbsp;b</description>").entries[0]
    assert (entry.title, entry.html) == ("Café … opens", "a\u00a0b")
    damaged = rss("<title>Fish & Chips</title><link>https://e.org/?a=1&b=2</link>")
    assert (damaged.parser, damaged.entries[0].title) == (Parser.TOLERANT, "Fish & Chips")
    assert damaged.entries[0].url == "https://e.org/?a=1&b=2"


def test_a_feed_cut_off_gives_what_is_there() -> None:
    whole = "".join(f"<item><title>T{n}</title><guid>g{n}</guid></item>" for n in range(20))
    found = feed(f"<rss><channel><title>F</title>{whole}"[:-30])
    assert [entry.title for entry in found.entries][:19] == [f"T{n}" for n in range(19)]


def test_intervals() -> None:
    spaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    asked = "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency><ttl>60</ttl>"
    assert rss("<title>T</title>", asked, spaces).interval_hint == 21_600
    assert rss("<title>T</title>", "<ttl>-5</ttl>").interval_hint is None


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", None),
        ("cp1251", "windows-1251", None),
        ("cp1251", "utf-8", "text/xml; charset=windows-1251"),
        ("koi8-r", "koi8-r", "text/xml; charset=iso-8859-1"),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "utf-16", None),
        ("utf-32-be", "utf-32", "application/xml; charset=nonsense"),
        ("iso2022_jp", "iso-2022-jp", None),
    ],
)
def test_encodings_declared_rightly_and_wrongly(encoding: str, declared: str, header: str | None) -> None:
    words = "橋は閉鎖された" if encoding == "iso2022_jp" else "Мост закрыт"
    item = f"<title>{words}</title><item><title>{words}</title></item>"
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><channel>{item}</channel></rss>'
    found = feed(text.encode(encoding), header)
    assert (found.title, found.entries[0].title) == (words, words)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE html><html><body>Hi</body></html>", "web page"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>', "web page"),
        (b"<opml version='2.0'><body/></opml>", "OPML"),
        (b"<urlset/>", "map of the site"),
        (b"<note><to>You</to></note>", "no feed"),
        (b"Not found", "no feed"),
        (b'{"error": 404}', "JSON"),
        (b'{"items": [', "JSON"),
        (b"  \n ", "empty"),
        (bytes(range(256)) * 8, "not text"),
        (b"x" * (15 * 1024 * 1024 + 1), "15 MiB"),
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BadInputError, match=said) as caught:
        feed(data)
    assert str(caught.value)[0].isupper()
    assert str(caught.value).endswith(".")


def test_what_stands_before_the_document_is_passed_over() -> None:
    junk = "<br />\n<b>Warning</b>: it broke in <b>x.php</b><br />\n"
    text = '<?xml version="1.0"?><rss><channel><item><title>T</title></item></channel></rss>'
    assert [entry.title for entry in feed(junk + text).entries] == ["T"]


def test_a_feed_without_entries_is_a_feed() -> None:
    assert feed("<rss version='2.0'><channel><title>F</title></channel></rss>").entries == ()
