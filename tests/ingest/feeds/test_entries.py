"""Entries as drafts: their text, their links, and by what they are recognised."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from index.ingest.feeds.entries import BadEntry, drafts
from index.ingest.feeds.parsing import Enclosure, ParsedEntry, ParsedFeed, parse_feed
from index.models import Draft, IdentityKind

_NOW = datetime(2025, 6, 11, 12, tzinfo=UTC)
_ENGLISH = "The council agreed on Monday to close the old bridge for a year, and nobody was surprised by that."
_GERMAN = "Der Stadtrat hat am Montag beschlossen, die alte Brücke für ein ganzes Jahr zu schließen, sagte er."


def entry(**changed: object) -> ParsedEntry:
    fields = {"guid": None, "url": None, "title": "", "author": None, "published": None, "dated": False, "html": ""}
    return ParsedEntry(**{**fields, **changed})  # type: ignore[arg-type]  # the values are mixed


def made(*entries: ParsedEntry, language: str | None = None, source: str = "") -> Sequence[Draft | BadEntry]:
    feed = ParsedFeed("The Mail", None, language, entries, None)
    return list(drafts(feed, feed_id="f1", url="https://example.org/feed", source=source, fetched=_NOW))


def one(**changed: object) -> Draft:
    (draft,) = made(entry(**changed))
    assert isinstance(draft, Draft)
    return draft


def marks(draft: Draft | BadEntry) -> list[tuple[str, str]]:
    assert isinstance(draft, Draft)
    return [(each.kind.value, each.value) for each in draft.identities if each.kind is not IdentityKind.CONTENT]


def links(draft: Draft) -> list[tuple[str, str]]:
    return [(draft.text[link.start : link.end], link.url) for link in draft.links]


def test_markup_becomes_blocks_and_nothing_hidden_is_left() -> None:
    draft = one(
        title="Bridge",
        html="<h1>Bridge</h1><script>x()</script><style>p{}</style>"
        "<p>Words <a href='/b'>there</a>.<img src='t.gif' width=1 height=1></p>"
        "<p style='DISPLAY : none'>Trap</p><span hidden>Trap</span><ul><li>One</li></ul>",
        base="https://example.org/n/1",
    )
    assert draft.text == "Words there.\n\n• One"
    assert [block.kind.value for block in draft.blocks] == ["paragraph", "item"]
    assert links(draft) == [("there", "https://example.org/b")]


def test_what_comes_with_it_is_linked_at_the_end() -> None:
    files = ("https://e.org/pod/Ep%201.mp3?k=1", "https://e.org/", "https://e.org/a.mp4", "https://e.org/p.jpg")
    draft = one(title="T", html="<p>Words.</p>", enclosures=tuple(Enclosure(url) for url in files))
    assert draft.text.split("\n\n") == ["Words.", "Audio: Ep 1.mp3", "File: e.org", "Video: a.mp4", "Picture: p.jpg"]
    assert [url for _, url in links(draft)] == list(files)


def test_plain_text_keeps_its_paragraphs() -> None:
    assert one(title="T", html="One &amp; two\nlines.\n\nThree.").text == "One & two lines.\n\nThree."


def test_without_text_the_title_is_the_text_and_without_title_the_address() -> None:
    draft = one(title="Bridge closed", url="https://example.org/1")
    assert (draft.title, draft.text, links(draft)) == (
        "Bridge closed",
        "Bridge closed",
        [("Bridge closed", "https://example.org/1")],
    )
    assert one(url="https://example.org/1").title == "https://example.org/1"
    assert one(html="<p>Only words here.</p>").title == "Only words here"


def test_an_entry_with_nothing_is_left_out_in_a_sentence() -> None:
    bad, good = made(entry(guid="1"), entry(title="T"))
    assert bad == BadEntry(1, "Entry 1 of The Mail is left out: it has no title, no text and no address.")
    assert isinstance(good, Draft)


def test_identities_are_the_address_the_guid_within_the_feed_and_the_content() -> None:
    draft = one(title="T", url="https://www.example.org/1?utm_source=x", guid="g1")
    assert marks(draft) == [("url", "https://example.org/1"), ("guid", "f1#g1")]
    assert draft.identities[-1].kind is IdentityKind.CONTENT
    assert marks(one(title="T", html="x")) == []


def test_an_entry_that_is_repeated_comes_once() -> None:
    same = entry(title="T", guid="g", url="https://example.org/1")
    assert len(made(same, same, entry(title="T2", guid="g", url="https://example.org/1"))) == 1


def test_what_stands_for_several_entries_recognises_none() -> None:
    page = "https://example.org/"
    front = made(entry(title="A", guid="1", url=page), entry(title="B", guid="2", url=page))
    assert [marks(each) for each in front] == [[("guid", "f1#1")], [("guid", "f1#2")]]
    assert all(isinstance(each, Draft) and each.url == page for each in front)
    guids = made(entry(title="A", guid="1", url=f"{page}a"), entry(title="B", guid="1", url=f"{page}b"))
    assert [marks(each) for each in guids] == [[("url", f"{page}a")], [("url", f"{page}b")]]


def test_the_outlet_is_the_entry_s_own_then_the_user_s_then_the_feed_s() -> None:
    outlets = [
        draft.source
        for each in (
            made(entry(title="T")),
            made(entry(title="T"), source="Mine"),
            made(entry(title="T", source="Own")),
        )
        for draft in each
        if isinstance(draft, Draft)
    ]
    assert outlets == ["The Mail", "Mine", "Own"]


def test_a_date_from_the_future_is_none() -> None:
    soon, late = _NOW + timedelta(hours=20), _NOW + timedelta(days=2)
    assert one(title="T", published=soon, dated=True).published == soon
    assert one(title="T", published=late, dated=True).published is None


def test_the_language_is_the_one_that_is_written() -> None:
    def languages(*texts: str, declared: str | None = None) -> list[str | None]:
        entries = (entry(title=f"{n}", html=text) for n, text in enumerate(texts))
        return [each.language for each in made(*entries, language=declared) if isinstance(each, Draft)]

    assert languages(_ENGLISH, "Short.", _ENGLISH, _ENGLISH) == ["en"] * 4
    assert languages(_GERMAN, _GERMAN, declared="en") == ["de", "de"]
    assert languages(_GERMAN, _ENGLISH, declared="de") == ["de", "en"]
    assert languages("Short.", declared="fr") == ["fr"]


def test_from_bytes_to_drafts() -> None:
    feed = parse_feed(
        b"<rss><channel><title>F</title><item><title>T</title><link>/1</link>"
        b"<description>&lt;p&gt;A &lt;a href='x'&gt;b&lt;/a&gt;&lt;/p&gt;</description></item></channel></rss>",
        url="https://example.org/feed",
    )
    (draft,) = drafts(feed, feed_id="f1", url="https://example.org/feed", fetched=_NOW)
    assert isinstance(draft, Draft)
    assert (draft.title, draft.text, draft.source, draft.url) == ("T", "A b", "F", "https://example.org/1")
    assert links(draft) == [("b", "https://example.org/x")]
