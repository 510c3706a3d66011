"""Where one fetch has been, and what it may take along and reach at its next step."""

import base64
from dataclasses import dataclass, field

import httpx2

from index.ingest.fetching.decoding import ACCEPTED
from index.ingest.fetching.outcomes import FetchFailedError
from index.ingest.fetching.redirects import MOST, PERMANENT, Origin, follow
from index.ingest.fetching.requests import Authorisation, Request

_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"


@dataclass
class Trail:
    """The steps of one fetch: an address, and what every redirect makes of it."""

    request: Request
    auth: Authorisation
    url: httpx2.URL
    first: Origin = field(init=False)
    origin: Origin = field(init=False)
    sender: str | None = None
    """Who sent us on to where we are; None at the first address."""
    private_too: bool = field(init=False)
    """Whether the next connection may lead to a private address."""
    permanent: bool = True
    """Whether every redirect so far was one for good."""
    _cookies: httpx2.Cookies = field(default_factory=httpx2.Cookies)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.first = self.origin = Origin.of(self.url)
        self.private_too = self.request.typed

    @property
    def moved(self) -> str | None:
        """The new address, where all redirects said that it is one for good."""
        return str(self.url) if self.permanent and self.sender else None

    def asking(self, user_agent: str) -> httpx2.Request:
        """Return what to send now. Raises `FetchFailedError` where that was sent before, or a header cannot be."""
        headers = {"accept": _ACCEPT, "accept-encoding": ACCEPTED, "user-agent": self.auth.user_agent or user_agent}
        if self.request.etag:
            headers["if-none-match"] = self.request.etag
        if self.request.last_modified:
            headers["if-modified-since"] = self.request.last_modified
        given = ""
        if self.first.trusts(self.origin):
            headers |= _credentials(self.auth)
            given = self.auth.cookie or ""
        sending = httpx2.Request("GET", self.url, headers=_encoded(headers | {"cookie": given}, self.origin.shown))
        sending.headers.encoding = "utf-8"  # or a server could set a cookie that cannot be sent back
        del sending.headers["cookie"]  # checked with the others; joined below by those that servers set on the way
        if self._cookies:
            self._cookies.set_cookie_header(sending)
        if given:
            sending.headers["cookie"] = "; ".join(filter(None, (given, sending.headers.get("cookie"))))
        step = str(self.url), sending.headers.get("cookie", "")
        if step in self._seen:
            raise FetchFailedError(
                f"{self.origin.shown} sends us round in circles; look for the feed's new address on its site.",
                temporary=False,
            )
        if len(self._seen) > MOST:
            raise FetchFailedError(
                f"{self.origin.shown} sends us on more than {MOST} times; look for the feed's new address on its site.",
                temporary=False,
            )
        self._seen.add(step)
        return sending

    def go_on(self, response: httpx2.Response, *, from_private: bool) -> None:
        """Take the step to which `response`, a redirect, sends us; `from_private` says where it came from.

        A redirect may lead to a private address only from a private one, and only at the host that the user typed. A
        public one may not lead back to itself either: its name can have another address by then.
        """
        self._cookies.extract_cookies(response)
        self.url = follow(self.url, response.headers.get("location"), self.origin.shown)
        self.sender = self.origin.shown
        self.origin = Origin.of(self.url)
        self.private_too = self.private_too and from_private and self.origin.host == self.first.host
        self.permanent = self.permanent and response.status_code in PERMANENT


def _credentials(auth: Authorisation) -> dict[str, str]:
    headers = {name.lower(): value for name, value in auth.headers.items()}
    if auth.user is not None or auth.password is not None:
        # RFC 7617: UTF-8 is what servers expect today, asked for or not.
        pair = f"{auth.user or ''}:{auth.password or ''}".encode("utf-8", "surrogatepass")
        headers["authorization"] = f"Basic {base64.b64encode(pair).decode('ascii')}"
    return headers


def _encoded(headers: dict[str, str], host: str) -> list[tuple[bytes, bytes]]:
    """Return `headers` as bytes; raises `FetchFailedError`, which names no value, where one cannot be a header."""
    for name, value in headers.items():
        if not (name.isascii() and name.replace("-", "").replace("_", "").isalnum() and _one_line(value)):
            raise FetchFailedError(
                f"Could not ask {host}: a header given for it cannot be sent; set it again, on one line.",
                temporary=False,
            )
    return [(name.encode("ascii"), value.encode("utf-8")) for name, value in headers.items()]


def _one_line(value: str) -> bool:
    return all(character.isprintable() or character == "\t" for character in value)
