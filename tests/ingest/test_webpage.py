"""Saved web pages."""

from datetime import UTC, datetime

import pytest

from index.errors import BadInputError
from index.ingest.files import read_bytes
from tests.ingest.shown import read, shown

PROSE = "The council agreed on Monday to close the old bridge for a year, and nobody was surprised by it. " * 4
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Bridge to close | The Example</title>
<link rel="canonical" href="https://example.org/news/bridge">
<meta property="og:site_name" content="The Example">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite"}}, {{"@type": ["NewsArticle"],
 "datePublished": "2025-06-11T15:04:00+02:00",
 "author": [{{"name": "Ada Example"}}, {{"name": "Bob Example"}}]}}]}}</script>
<script>document.write("never")</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Bridge to close</h1><p>{PROSE}</p><h2>Why now</h2>
<p>{PROSE} See <a href="/rust">the <b>rust</b></a> and <a href="javascript:evil()">nothing</a>.</p>
<ol><li>Rust, which is what eats the bridge</li><li>Age, which comes to all bridges</li></ol>
<blockquote><p>It was a good bridge while it lasted, and it lasted long.</p></blockquote>
<table><tr><th>Town</th><th>Bridges</th></tr><tr><td>Upper</td><td>3</td></tr><tr><td>Lower</td><td>12</td></tr></table>
<p>{PROSE}</p></article><footer>Imprint</footer></body></html>"""


def test_what_the_page_says_of_itself() -> None:
    draft = read(PAGE, "a.html")
    assert draft.title == "Bridge to close"
    assert draft.source == "The Example"
    assert draft.author == "Ada Example, Bob Example"
    assert draft.published == datetime(2025, 6, 11, 13, 4, tzinfo=UTC)
    assert draft.url == "https://example.org/news/bridge"
    assert draft.language == "en"
    assert draft.identities[0].value == "https://example.org/news/bridge"


def test_blocks_and_links_of_the_article_and_nothing_else() -> None:
    draft = read(PAGE, "a.html")
    words = [(kind, level, text[:15]) for kind, level, text in shown(draft)]
    assert words == [
        ("paragraph", 0, "The council agr"),
        ("heading", 2, "Why now"),
        ("paragraph", 0, "The council agr"),
        ("item", 1, "Rust, which is "),
        ("item", 1, "Age, which come"),
        ("quote", 0, "It was a good b"),
        ("row", 0, "Town\tBridges"),
        ("row", 1, "Upper\t3"),
        ("row", 1, "Lower\t12"),
        ("paragraph", 0, "The council agr"),
    ]
    assert "\n2. Age" in draft.text
    assert [draft.text[link.start : link.end] for link in draft.links if link.url.endswith("/rust")] == ["the rust"]
    assert all(link.url.startswith("https://example.org/") for link in draft.links)
    for word in ("never", "Imprint", "Home"):
        assert word not in draft.text


def test_what_the_caller_knows_goes_first() -> None:
    draft = read_bytes(PAGE.encode(), name="a.html", source="Mine", url="https://example.com/x")
    assert (draft.source, draft.url) == ("Mine", "https://example.com/x")


def test_a_page_without_metadata_takes_its_first_heading() -> None:
    draft = read("<h1>Bridge to close</h1><p>It is old.<p>And weak.", "a.html")
    assert (draft.title, draft.text) == ("Bridge to close", "It is old.\n\nAnd weak.")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "shift_jis"),
        ("", "utf-16"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_encodings_that_pages_declare(head: str, encoding: str) -> None:
    words = {"cp1251": "Мост закрыт.", "shift_jis": "橋は閉鎖された。"}.get(encoding, "Über den Fluß.")
    assert words in read_bytes(f"<html><head>{head}</head><p>{words}</p></html>".encode(encoding), name="a.html").text


def test_a_page_as_deep_as_an_attacker_likes_is_read_or_refused() -> None:
    for opening in ("<div>", "<b>", "<ul><li>a", "<blockquote>x", "<table><tr><td>"):
        try:
            draft = read(opening * 20_000 + "end", "a.html")
        except BadInputError:
            continue
        assert draft.text


def test_entities_from_outside_are_not_fetched(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("s") / "secret.txt"
    secret.write_text("hidden words")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>Seen &x; words</p></body></html>'
    assert "hidden words" not in read(page, "a.xhtml").text


def test_what_a_page_names_its_article_is_read_whole() -> None:
    words = " ".join(f"word{number}" for number in range(70))
    draft = read(f"<body><nav><p>Menu</p></nav><article><p>{words}</p><div><p>{words}</p></div></article>", "a.html")
    assert draft.text == f"{words}\n\n{words}"


def test_a_page_of_many_elements_is_read_whole() -> None:
    draft = read("<html><body>" + "<p>A <b>word</b>.</p>" * 11_000, "a.html")
    assert draft.text.count("word") == 11_000


def test_a_table_that_only_arranges_the_page_is_no_table() -> None:
    draft = read(
        "<table><tr><td><p>One thing.</p><table><tr><td>Two things.</td></tr></table></td></tr></table>", "a.html"
    )
    assert {kind for kind, _, _ in shown(draft)} == {"paragraph"}


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">//<![CDATA[{"@type":"Report","datePublished": "2025-06-11"}//]]></script>',
        '<meta property="article:published_time" content="2025-06-11">',
        '<link rel="canonical" href="https://example.org/news/2025/06/11/bridge">',
        '<script type="application/ld+json">{broken</script><meta name="date" content="11 June 2025">',
    ],
)
def test_where_the_date_may_stand(head: str) -> None:
    draft = read(f"<html><head>{head}</head><body><p>It was closed on 3 May 2020.</p></body></html>", "a.html")
    assert draft.published == datetime(2025, 6, 11, tzinfo=UTC)


def test_a_date_in_the_words_is_not_when_it_came_out() -> None:
    assert read("<p>The bridge was closed on 3 May 2020.</p>", "a.html").published is None


def test_a_page_of_nothing_but_elements_is_refused() -> None:
    with pytest.raises(BadInputError, match="parts"):
        read("<p>A</p>" * 250_000, "a.html")
