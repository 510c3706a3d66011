"""From the bytes of an article's page to what the store takes in, and whether it is worth taking in."""

from email.message import Message

from index.errors import BadInputError
from index.models import IdentityKind
from index.store.pages import Known
from index.store.ready import Ready, ready
from index.store.recognise import is_other_article
from index.store.watching import host_of

_HARDLY_ANY = 40
"""Words: what has fewer, and fewer than there are already, is no full text."""


def read_article(body: bytes, *, url: str, content_type: str | None, also: str | None = None) -> Ready:
    """Read the page that stood at `url`; `also` is another address of the same article.

    Raises BadInputError, the end of a sentence, where it holds no article.
    """
    from index.ingest.encoding import declared_encoding, decode
    from index.ingest.reading import draft
    from index.ingest.urls import canonical_url
    from index.ingest.webpage import read_page

    kind, charset = _declared(content_type)
    if kind and not (kind.startswith("text/") or "html" in kind or "xml" in kind):
        raise BadInputError(f"it is no web page but {kind}; open it in the browser")
    if charset and declared_encoding(body) is None:
        body = decode(body, declared=charset).encode("utf-8", "replace")
    made = draft(read_page(body, url))
    page = ready(made)
    # A page may claim any address as its own: only one of its own site is believed.
    own = {host_of(each) for each in (url, also) if each}
    places = [canonical_url(each) for each in (url, also) if each]
    if made.url is not None and host_of(made.url) in own:
        return page
    identities = [each for each in page.identities if each[0] != IdentityKind.URL]
    if places and places[0]:
        identities.insert(0, (IdentityKind.URL.value, places[0]))
    return page._replace(url=url, identities=tuple(identities))


def why_kept(page: Ready, known: Known) -> str | None:
    """Return why the text that is there is better than what came of its page, as a sentence; None where it is not."""
    if 2 * page.words < known.words or (page.words < _HARDLY_ANY and page.words < known.words):
        return (
            f"The page gives only {page.words:,} words, and here are {known.words:,}: it may ask for consent or a "
            "subscription first. The text stays as it was."
        )
    if is_other_article(page.title, page.text, known.title, known.text):
        return (
            "The page is about something else than the article: it may ask for consent or a subscription first. "
            "The text stays as it was."
        )
    return None


def _declared(content_type: str | None) -> tuple[str, str | None]:
    """Return the type and the character set that a header declares; an empty type where there is none."""
    if not content_type:
        return "", None
    message = Message()
    message["content-type"] = content_type.replace("\n", " ").replace("\r", " ")
    return message.get_content_type(), message.get_content_charset()
