"""Lists of feeds as other programs write them, whole and broken, and as we write them."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from index.errors import BadInputError
from index.ingest.subscriptions.addresses import feed_address
from index.ingest.subscriptions.opml import read_opml, write_opml
from index.ingest.subscriptions.subscription import Subscription, Subscriptions
from index.models.feeds import Feed
from index.text.clean import clean_line

# XML can hold neither control characters nor the last two of the first plane; clean_line keeps the latter.
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
NAMES = st.text(LETTERS, max_size=30).map(clean_line)
FOLDERS = st.lists(
    st.text(LETTERS, min_size=1, max_size=8).map(lambda name: clean_line(name.replace("/", ""))).filter(bool),
    max_size=4,
).map("/".join)
PATHS = st.sampled_from(["feed", "a?b=1&c=2", "x?copy=1&amp=2", "%22/é", "?q=a%20b&lt;"])
TAGS = st.lists(
    st.text(LETTERS, min_size=1, max_size=8)
    .map(lambda tag: clean_line(tag.replace(",", "")).lstrip("/ "))
    .filter(bool),
    max_size=3,
    unique=True,
).map(tuple)
SCRAPS = st.sampled_from([
    "<outline", "</outline>", "<OUTLINE ", "/>", ">", "<", "&", "&amp;", '"', "'", " text=", ' xmlUrl="http://a.example/f"',
    " xmlUrl='http://b.example/f'", ' type="include"', "<!--", "-->", "<body>", "</body>", "<opml>", "\n", "&#x1F600;",
    "category=/a,b", "]]>", "<![CDATA[", "é",
])  # fmt: skip


@st.composite
def lists_of_feeds(draw: st.DrawFn) -> list[Feed]:
    return [
        Feed(
            id=f"f{number:012}",
            url=f"https://host{number}.example/{draw(PATHS)}",
            title=draw(NAMES),
            name=draw(st.none() | NAMES),
            folder=draw(FOLDERS),
            tags=draw(TAGS),
            site=draw(st.none() | st.just("https://site.example/?a&b")),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


def opml(body: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}<opml version="2.0"><head><title>x</title></head><body>{body}</body></opml>'.encode()


def read(body: str) -> Subscriptions:
    return read_opml(opml(body))


def urls(listed: Subscriptions) -> list[str]:
    return [feed.url for feed in listed.feeds]


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0"])
def test_a_list_keeps_titles_sites_folders_tags_and_order(version: str) -> None:
    listed = read_opml(
        f"""<?xml version="1.0"?><opml version="{version}"><body>
        <outline text="News"><outline text="World" title="ignored">
          <outline type="rss" text="Two" title="II" xmlUrl="https://two.example/rss" htmlUrl="https://two.example/"/>
        </outline></outline>
        <outline text="" title="One" xmlUrl="https://one.example/rss" category="local, the river"/>
        </body></opml>""".encode()
    )
    assert listed == Subscriptions(
        (
            Subscription("https://two.example/rss", "Two", "https://two.example/", "News/World"),
            Subscription("https://one.example/rss", "One", tags=("local", "the river")),
        )
    )


def test_a_category_that_is_a_path_is_the_folder_of_a_feed_without_one() -> None:
    listed = read(
        '<outline text="a" xmlUrl="https://a.example" category="/News/World,late"/>'
        '<outline text="F"><outline text="b" xmlUrl="https://b.example" category="/News/World"/></outline>'
    )
    assert [(feed.folder, feed.tags) for feed in listed.feeds] == [("News/World", ("late",)), ("F", ("News/World",))]


@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="A &amp; B" xmlUrl="https://a.example/?x=1&amp;copy=2&amp;lang=en"/>',
        '<outline text="A & B" xmlUrl="https://a.example/?x=1&copy=2&lang=en"/>',
        '<OUTLINE TEXT="A & B" XMLURL="https://a.example/?x=1&copy=2&lang=en"></OUTLINE>',
        "<outline text='A &#38; B' xmlurl='\n https://a.example/?x=1&copy=2&lang=en '/>",
        '<outline text="A & B" description="5 < 6 <a href="http://x">x</a>" xmlUrl="https://a.example/?x=1&copy=2&lang=en"/>',
        '<outline text="A & B" description="said "so" twice" xmlUrl="https://a.example/?x=1&copy=2&lang=en"/>',
        '<o:outline text="A & B" xmlUrl=https://a.example/?x=1&copy=2&lang=en />',
        '<outline type="rss" text="A & B" url="https://a.example/?x=1&copy=2&lang=en"/>',
    ],
)
def test_an_outline_is_read_however_it_is_written(outline: str) -> None:
    listed = read(f'{outline}\n<outline text="Next" xmlUrl="https://next.example"/>')
    assert listed.feeds == (
        Subscription("https://a.example/?x=1&copy=2&lang=en", "A & B"),
        Subscription("https://next.example", "Next"),
    )


def test_html_entities_are_resolved() -> None:
    assert read('<outline text="Caf&eacute; &mdash; &unknown;" xmlUrl="https://a.example"/>').feeds[0].title == (
        "Café — &unknown;"
    )


@pytest.mark.parametrize("end", ["/>", "></outline>", ">"])
def test_feeds_that_nobody_closed_stay_in_their_folder(end: str) -> None:
    one, two, three = (f'<outline text="{n}" xmlUrl="https://{n}.example"{end}' for n in range(3))
    for file in (
        f'<outline text="A">{one}{two}</outline>{three}',
        f'<outline text="A">{one.removesuffix("</outline>")}{two}</outline>{three}',
    ):
        assert [feed.folder for feed in read(file).feeds] == ["A", "A", ""]


def test_feeds_within_a_feed_are_taken() -> None:
    listed = read(
        '<outline text="A"><outline text="1" xmlUrl="https://1.example"><outline text="2" xmlUrl="https://2.example"/>'
        '</outline><outline text="3" xmlUrl="https://3.example"/></outline>'
    )
    assert [(feed.title, feed.folder) for feed in listed.feeds] == [("1", "A"), ("2", "A"), ("3", "A")]


def test_a_quote_left_open_costs_no_other_feed() -> None:
    listed = read(
        '\n<outline text="1" xmlUrl="https://1.example/f />\n<outline text="2" xmlUrl="https://2.example/f"/>\n'
    )
    assert urls(listed) == ["https://1.example/f", "https://2.example/f"]


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    assert urls(
        read_opml(opml('<outline text="1" xmlUrl="https://1.example"/><outline text="2" xmlUrl="https://2')[:-20])
    ) == ["https://1.example"]


def test_what_is_commented_out_is_left_out() -> None:
    assert urls(read('<!-- <outline xmlUrl="https://1.example"/> --><outline xmlUrl="https://2.example"/>')) == [
        "https://2.example"
    ]


@pytest.mark.parametrize(
    ("declared", "written"), [("utf-16", "utf-8"), ("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("no-such", "utf-16")]
)
def test_a_wrong_declaration_does_not_spoil_the_titles(declared: str, written: str) -> None:
    file = opml('<outline text="Müller’s Café" xmlUrl="https://a.example"/>', head=f'<?xml encoding="{declared}"?>')
    assert read_opml(file.decode().encode(written)).feeds[0].title == "Müller’s Café"


def test_the_same_feed_twice_is_one_with_the_tags_of_both() -> None:
    listed = read(
        '<outline text="A"><outline text="One" xmlUrl="http://a.example/feed" category="x,y"/></outline>'
        '<outline text="B"><outline text="Uno" xmlUrl="https://a.example/feed/" category="y,z"/></outline>'
    )
    assert listed.feeds == (Subscription("http://a.example/feed", "One", folder="A", tags=("x", "y", "z")),)


def test_the_same_address_of_two_users_is_two_feeds() -> None:
    listed = read('<outline xmlUrl="https://ann:pw@a.example/f"/><outline xmlUrl="https://bob:pw@a.example/f"/>')
    assert urls(listed) == ["https://ann:pw@a.example/f", "https://bob:pw@a.example/f"]


def test_a_title_that_is_only_the_address_is_none() -> None:
    assert read('<outline text="https://a.example/f" xmlUrl="https://a.example/f"/>').feeds[0].title == ""


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("feed://a.example/f", "http://a.example/f"),
        ("feed:https://a.example/f", "https://a.example/f"),
        ("feed://https://a.example/f", "https://a.example/f"),
        ("FEED:HTTP://a.example/f", "HTTP://a.example/f"),
        ("pcast://a.example/f", "http://a.example/f"),
        ("a.example/f?x=1", "https://a.example/f?x=1"),
        ("//a.example/f", "https://a.example/f"),
        ("localhost:8080/f", "https://localhost:8080/f"),
        (" https://a.example/\n  a b ", "https://a.example/%20%20a%20b"),
        ("https://ann:s3cret@a.example/f", "https://ann:s3cret@a.example/f"),
    ],
)
def test_addresses_as_people_have_them(written: str, address: str) -> None:
    assert feed_address(written) == address


@pytest.mark.parametrize(
    "written",
    ["javascript:alert(1)", "data:text/xml,<rss/>", "file:///etc/passwd", "feed:file:///etc/passwd",
     "feed:javascript:alert(1)", "ftp://a.example/f", "JavaScript:alert(1)", "https://", "https://[::", "a thought",
     "ann:s3cret@a.example", "java\nscript:alert(1)"],
)  # fmt: skip
def test_an_address_that_is_not_taken_gets_a_sentence(written: str) -> None:
    listed = read(
        f'<outline text="Odd" xmlUrl="{written.replace("<", "&lt;")}"/><outline text="b" xmlUrl="https://b.example"/>'
    )
    assert urls(listed) == ["https://b.example"]
    assert len(listed.trouble) == 1
    assert listed.trouble[0].startswith('"Odd": ')
    assert "s3cret" not in listed.trouble[0]


@pytest.mark.parametrize(
    "outline",
    ['<outline type="include" text="L" url="https://a.example/more.opml"/>',
     '<outline type="include" text="L" xmlUrl="https://a.example/more.opml"/>',
     '<outline type="link" text="L" url="https://a.example/more.opml"/>',
     '<outline type="rss" text="L" htmlUrl="https://a.example/"/>', '<outline type="rss" text="L" xmlUrl=" "/>'],
)  # fmt: skip
def test_what_is_no_feed_gets_a_sentence(outline: str) -> None:
    listed = read(outline)
    assert not listed.feeds
    assert len(listed.trouble) == 1


def test_folders_and_notes_are_no_trouble() -> None:
    assert read('<outline text="Empty"></outline><outline text="Remember the milk"/>') == Subscriptions()


def test_an_entity_bomb_is_only_text() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    listed = read_opml(
        opml('<outline text="&e29;" xmlUrl="https://a.example"/>', head=f'<!DOCTYPE o [<!ENTITY e0 "ha">{bomb}]>')
    )
    assert listed.feeds == (Subscription("https://a.example", "&e29;"),)


def test_ten_thousand_outlines_that_nobody_closed() -> None:
    body = "".join(f'<outline text="{n}" xmlUrl="https://a.example/{n}">' for n in range(10_000))
    assert len(read(body).feeds) == 10_000


def test_folders_too_deep_keep_their_feeds() -> None:
    listed = read(
        "".join(f'<outline text="{n}"><outline xmlUrl="https://a.example/{n}"/>' for n in range(2_000))
        + "</outline>" * 2_000
    )
    assert len(listed.feeds) == 2_000
    assert max(feed.folder.count("/") for feed in listed.feeds) == 15


def test_what_follows_an_address_in_a_plain_list_is_passed_over() -> None:
    listed = read_opml(
        b'https://1.example/f news "~One"\n"query:Unread:unread = \\"yes\\""\nhttps://2.example/f\ttag\n'
    )
    assert urls(listed) == ["https://1.example/f", "https://2.example/f"]
    assert len(listed.trouble) == 1


def test_a_text_in_which_addresses_are_the_exception_is_no_list() -> None:
    with pytest.raises(BadInputError, match="no list of feeds"):
        read_opml(b"import http.server\nhttp.server is a module\nand nothing here is a feed\n")


def test_a_plain_list_of_addresses() -> None:
    listed = read_opml(b"\xef\xbb\xbf# mine\r\nhttps://a.example/f\r\n\r\n  b.example/f\nmailto:me\n")
    assert urls(listed) == ["https://a.example/f", "https://b.example/f"]
    assert len(listed.trouble) == 1
    assert listed.trouble[0].startswith("line 5: ")


@pytest.mark.parametrize(
    "data",
    [b"", b"A shopping list:\nmilk\n", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00\x00\x00", b"<html><p>No</p></html>",
     b"<rss version='2.0'><channel><link>https://a.example</link></channel></rss>", b"<opml>" + b" " * 16_000_000],
)  # fmt: skip
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(BadInputError):
        read_opml(data)


@given(st.lists(SCRAPS | st.text(LETTERS, max_size=4), max_size=60).map("".join))
def test_scraps_never_raise_and_never_give_anything_but_http(scraps: str) -> None:
    listed = read_opml(b"<opml>" + scraps.encode())
    assert all(feed.url.startswith(("http://", "https://")) for feed in listed.feeds)
    assert all(feed.title == clean_line(feed.title) for feed in listed.feeds)


@given(lists_of_feeds())
@settings(max_examples=80)
def test_what_is_written_is_read_back(feeds: list[Feed]) -> None:
    listed = read_opml(write_opml(feeds).encode())
    assert not listed.trouble
    expected = {
        feed.url: ("" if feed.called == feed.url else feed.called, feed.folder, feed.tags, feed.site) for feed in feeds
    }
    assert {feed.url: (feed.title, feed.folder, feed.tags, feed.site) for feed in listed.feeds} == expected


@given(lists_of_feeds())
@settings(max_examples=40)
def test_what_is_written_is_well_formed_and_in_order(feeds: list[Feed]) -> None:
    written = write_opml(feeds)
    assert written == write_opml(feeds[::-1])
    root = etree.fromstring(written.encode())
    assert len(root.findall(".//outline[@xmlUrl]")) == len(feeds)
    for outlines in [root.find("body"), *root.findall(".//outline")]:
        assert outlines is not None
        names = [each.get("text") for each in outlines if each.get("xmlUrl") is None]
        assert all(a != b for a, b in pairwise(names))


def test_nothing_that_lets_anybody_in_is_written() -> None:
    feed = Feed(id="f0", url="https://ann:s3cret@a.example/f?a@b", title="", site="https://ann:s3cret@a.example/")
    written = write_opml([feed], made=datetime(2025, 6, 11, 15, 4, tzinfo=UTC))
    assert "s3cret" not in written
    assert 'xmlUrl="https://a.example/f?a@b"' in written
    assert "<dateCreated>Wed, 11 Jun 2025 15:04:00 GMT</dateCreated>" in written


def test_a_repr_shows_no_address() -> None:
    assert "s3cret" not in repr(Subscriptions((Subscription("https://ann:s3cret@a.example/"),)))
