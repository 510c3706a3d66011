"""The HTML export: whatever outlets write stays text, all that was found is in it, nothing comes from elsewhere."""

import re

import lxml.html
from hypothesis import given, settings
from lxml.etree import _Element

from index.export import Format, export
from index.export.plain import on_one_line
from tests.export import hostile
from tests.export.making import Made, compared


def page(made: Made) -> _Element:
    comparison, articles = made
    return lxml.html.document_fromstring(export(Format.HTML, comparison, articles))


def shape(root: _Element) -> list[tuple[str, tuple[str, ...]]]:
    """Return every element with the names of its attributes, in order: all that markup could have changed."""
    return [(str(element.tag), tuple(element.attrib)) for element in root.iter()]


def seen(root: _Element) -> str:
    return " ".join("".join(map(str, root.xpath("//body//text()"))).split())


@settings(max_examples=40, deadline=None)
@given(hostile.words)
def test_no_words_of_an_outlet_become_markup(words: str) -> None:
    assert shape(page(compared(words))) == shape(page(compared("innocent")))


@settings(max_examples=40, deadline=None)
@given(hostile.words)
def test_all_words_are_there_to_be_read(words: str) -> None:
    text = seen(page(compared(words)))
    shown = " ".join(on_one_line(words).split())
    for told in (f"Title {shown}", f"Outlet {shown}"[:27], f"H {shown}", f"alike {shown} end", f"topic {shown}"):
        assert told.rstrip() in text
    for number in range(2):
        assert f"before M{number}{shown}m after" in text
        assert f"alone {number} {shown} end" in text


def test_only_addresses_of_the_web_are_links_and_none_leaves_its_attribute() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "//x.example", " java\nscript:x", "file:///etc/passwd"):
        assert page(compared("w", url=url)).xpath("//main//@href | //header//li//@href") == []
    url = "https://x.example/\"><script>alert(1)</script>\u202e'ä"
    links = page(compared("w", url=url)).xpath("//li//a")
    assert [link.get("href") for link in links] == [
        "https://x.example/%22%3E%3Cscript%3Ealert%281%29%3C/script%3E%27%C3%A4"
    ] * 2
    assert {link.get("rel") for link in links} == {"noopener noreferrer"}


def test_the_page_needs_nothing_and_lets_nothing_in() -> None:
    root = page(compared("w", url="https://x.example/"))
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert not root.xpath("//script | //link | //img | //iframe | //object | //*[@src] | //@style")
    (style,) = root.xpath("//style/text()")
    assert not re.search(r"url\(|@import|expression", style)
    assert style.isascii()


def test_controls_and_what_turns_words_around_are_gone() -> None:
    comparison, articles = compared("a\u202e\x1b[31mb\x9b\u2066c\u200fd")
    text = export(Format.HTML, comparison, articles)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "\u200f" in text


def test_signs_have_words_and_marked_words_more_than_a_colour() -> None:
    root = page(compared("w"))
    rows = [
        (row[0].xpath("string(span[@class='hidden'])"), [cell.get("class") for cell in row[1:]])
        for row in root.xpath("//table[@class='sides']/tbody/tr")
    ]
    assert rows == [
        ("", ["heading", "absent"]),
        ("", ["absent", "heading"]),
        ("the same words", [None, None]),
        ("they disagree", [None, None]),
        ("only there", [None, "absent"]),
        ("only there", ["absent", None]),
    ]
    marks = root.xpath("//table[@class='sides']//mark")
    assert [(mark.get("class"), mark.text) for mark in marks] == [("left number", "M0wm"), ("right number", "M1wm")]
    assert (
        root.xpath("string(//table[@class='sides']//td[contains(@class, 'absent')]/*[@class='hidden'])") == "not in B"
    )


def test_tables_say_what_their_heads_are_for_and_news_in_which_language() -> None:
    root = page(compared("w"))
    assert {head.get("scope") for head in root.xpath("//th")} == {"col", "row", "rowgroup"}
    assert root.get("lang") == "en"
    assert {cell.get("lang") for cell in root.xpath("//table[@class='sides']//td[@lang]")} == {"en"}


def test_every_link_on_the_page_leads_to_a_section() -> None:
    root = page(compared("w", count=3))
    anchors = root.xpath("//nav/a/@href")
    assert [f"#{section}" for section in root.xpath("//section/@id")] == anchors
    assert anchors[-4:] == ["#A-B", "#A-C", "#B-C", "#copied"]


def test_the_same_comparison_makes_the_same_file() -> None:
    comparison, articles = compared("w")
    for kind in Format:
        assert export(kind, comparison, articles) == export(kind, comparison, articles)


def test_who_had_copied_words_first_is_said_with_the_shares() -> None:
    text = seen(page(compared("w")))
    assert "3 words in A and B, published first by B" in text
    assert "A Outlet w shares 25% of its words" in text


def test_a_speaker_and_what_is_rounded_are_told_as_such() -> None:
    text = seen(page(compared("w")))
    assert "speaker w" in text
    assert "written differently, the same when rounded" in text
