"""The words of feeds: plain text as HTML and HTML as plain text, and the name in what stands for an author."""

import html
import re
from typing import Final

from index.ingest.markup import read_fragment
from index.text.clean import clean_line

# A '<' that begins no tag of a headline is meant as one: 'x < y', 'List<String> explained'.
_NO_TAG: Final = re.compile(
    r"<(?!/?(?:a|abbr|acronym|applet|article|b|bdi|bdo|big|blink|blockquote|body|br|button|center|cite|code|del|div|dfn"
    r"|em|embed|figcaption|figure|font|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label"
    r"|li|link|mark|meta|nobr|noscript|object|ol|p|param|picture|pre|q|rp|rt|ruby|s|samp|script|section|small|source"
    r"|span|strike|strong|style|sub|sup|svg|t[dhr]|table|tbody|time|title|tt|u|ul|var|video|wbr)\b[^<]{0,2000}>|!--"
    r"|!doctype\b)",
    re.IGNORECASE,
)
_MEANT_AS_HTML: Final = re.compile(
    r"</[A-Za-z][A-Za-z0-9]{0,15}>|&#?[A-Za-z0-9]{1,31};|<(?:br|p|img|a)\b[^<>]{0,2000}>"
)
_LONGEST_TITLE: Final = 20_000
_BLANK_LINES: Final = re.compile(r"\n[ \t]*\n\s*")
_ADDRESS: Final = re.compile(r"[^\s<>()\"',;@]{1,100}@[^\s<>()\"',;@]{1,200}")


def title_words(markup: str) -> str:
    """Return the words of a title that may hold HTML, on one line."""
    markup = markup[:_LONGEST_TITLE]
    if "<" not in markup:
        return clean_line(html.unescape(markup))
    escaped = _NO_TAG.sub("&lt;", markup)
    if "<" not in escaped and "&" not in markup and markup.isprintable():
        return clean_line(markup)  # nothing in it is markup
    pieces = read_fragment(escaped)
    return clean_line(" ".join(each.text for each in pieces))


def as_html(text: str) -> str:
    """Return plain text as HTML: blank lines part paragraphs, and line ends stay."""
    escaped = html.escape(text.strip().replace("\r\n", "\n"), quote=False)
    parts = (part.replace("\n", "<br/>") for part in _BLANK_LINES.split(escaped))
    return "".join(f"<p>{part}</p>" for part in parts if part)


def meant_as_html(text: str) -> bool:
    """Tell whether text of no declared type is HTML: it ends an element, or names a character."""
    return _MEANT_AS_HTML.search(text) is not None


def author_name(written: str) -> str | None:
    """Return the name in 'desk@example.org (A. Writer)' and the like; the address only where there is no name."""
    line = title_words(written[:1000])
    if "@" not in line:
        return line or None
    name = _ADDRESS.sub("", line).replace("mailto:", "").strip(" ()<>[]\"'-,;:")
    return " ".join(name.split()) or line or None
