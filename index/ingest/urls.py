"""Addresses: one form for each place, so that the same article is recognised however it was linked to."""

import functools
import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit

_LONGEST: Final = 8192
_HOST: Final = re.compile(
    r"(?=.{1,253}$)[^\s/?#@:\\<>\"'`|^{}\[\]%]+(?:\.[^\s/?#@:\\<>\"'`|^{}\[\]%]+)*|\[[0-9a-f:.]+\]"
)
_ABSOLUTE: Final = re.compile(r"https?://[^/]", re.IGNORECASE)
# What most addresses are: nothing in them has to be taken apart to be known as whole.
_PLAIN: Final = re.compile(r"https?://(?=[^/?]{1,253}(?:[/?]|$))[a-z0-9-]+(?:\.[a-z0-9-]+)*(?:[/?][!-~]*)?")
_UNPRINTABLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]")
# Parameters that say where a reader came from, not what is read. Names documented by the analytics and advertising
# services that set them.
_TRACKING: Final = re.compile(
    r"utm_.*|pk_.*|piwik_.*|mtm_.*|hsa_.*|_hs(?:enc|mi|fp)|vero_.*|oly_.*|fb_.*|ns_(?:mchannel|source|campaign|linkname|fee)"
    r"|at_(?:medium|campaign|custom.*|link.*|format|bbc.*|ptr.*)|guce.*|guccounter|gaa_.*|_ga|_gl|mc_[ce]id|mkt_tok"
    r"|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|srsltid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|wt_?mc.*"
    r"|cmpid|s_cid|ocid|icid|ncid|ito|smid|smtyp|ftag|ftcamp|xtor|spm|ref_src|ref_url|tpcc|__twitter_impression"
    r"|trk|trkcampaign",
    re.IGNORECASE,
)
_AMP_PARAMETERS: Final = frozenset({"amp", "outputtype", "amp_js_v", "usqp", "amp_gsa"})
_DEVICE_HOST: Final = re.compile(r"(?:(?:www|m|mobile|amp|touch|wap)\.)+(?=[^.]+\.)")
_DEVICE_LABEL: Final = re.compile(r"(?<=^[a-z]{2})\.m(?=\.[^.]+\.)")
_AMP_PATH: Final = re.compile(
    r"(?<=.)/amp(?=/?$)|^/amp(?=/.)|\.amp(?=(?:\.html?)?$)|(?<=.)_amp(?=\.html?$)", re.IGNORECASE
)
# Where one turn of folding may leave something for the next: in a query, and in what names AMP or wraps it.
_FOLDS_AGAIN: Final = re.compile(r"\?|[/._]amp|^https://google\.", re.IGNORECASE)
# https://developers.google.com/amp/cache/overview: the viewer of the search engine, and the cache by host name.
_AMP_VIEWER: Final = re.compile(r"^/amp/(?:s/)?(?P<rest>[^/]+\..+)$")
_AMP_CACHE: Final = re.compile(r"^/[acivr]/(?:s/)?(?P<rest>[^/]+\..+)$")


def canonical_url(url: str) -> str | None:
    """Return the form by which the place `url` is recognised, or None where `url` is no http or https address.

    Tracking parameters, fragment, default port, user name and a closing slash go; what only chooses a device
    (`www.`, `m.`, AMP) is folded, and so are http and https. For recognising: open the address as it was given.
    Idempotent.
    """
    text = url.strip()
    if len(text) > _LONGEST or _UNPRINTABLE.search(text):
        return None
    for _ in range(4):  # an AMP address may wrap another; four deep is nothing that anybody publishes
        folded = _folded(text)
        if folded is None or folded == text or not _FOLDS_AGAIN.search(folded):
            return folded
        text = folded
    return text


def absolute_url(url: str, base: str | None = None) -> str | None:
    """Return `url` as an absolute http or https address, resolved against `base`, or None where it is none."""
    text = "".join(url.split())
    if len(text) > _LONGEST or _UNPRINTABLE.search(text):
        return None
    if _PLAIN.fullmatch(text):
        return text
    try:
        joined = text if base is None or _ABSOLUTE.match(text) else urljoin(base, text)
        parts = urlsplit(joined)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not _host(parts.netloc) or len(joined) > _LONGEST:
        return None
    return joined


def site_of(url: str | None) -> str:
    """Return the host name of `url` without `www.`, or nothing: an outlet's name where no better one is known."""
    canonical = canonical_url(url) if url else None
    return canonical.removeprefix("https://").partition("/")[0].partition("?")[0] if canonical else ""


def _folded(text: str) -> str | None:
    """Fold once; None where `text` is no address."""
    try:
        parts = _parts(text)
        host, address = _place(parts.netloc)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    wrapped = None
    if host.removeprefix("www.").startswith("google."):
        wrapped = _AMP_VIEWER.match(parts.path)
    elif host.endswith(".cdn.ampproject.org"):
        wrapped = _AMP_CACHE.match(parts.path)
    if wrapped:
        return "https://" + wrapped["rest"] + (f"?{parts.query}" if parts.query else "")
    path = _AMP_PATH.sub("", parts.path) if "amp" in parts.path.lower() else parts.path
    path = path.rstrip("/")
    query = _query(parts.query)
    return address + path + (f"?{query}" if query else "")


def _parts(text: str) -> SplitResult:
    """Return what `urlsplit` does, in half the time where `text` is as plain as most. Raises ValueError as it does."""
    if not _PLAIN.fullmatch(text):
        return urlsplit(text)
    rest, _, fragment = text.partition("#")
    rest, _, query = rest.partition("?")
    scheme, _, rest = rest.partition("://")
    netloc, slash, path = rest.partition("/")
    return SplitResult(scheme, netloc, slash + path, query, fragment)


@functools.lru_cache(maxsize=1024)
def _place(netloc: str) -> tuple[str, str]:
    """Return the host of `netloc`, and the address of its front page, folded; cached, for feeds link to few hosts.

    Raises ValueError where what stands for its port is none.
    """
    host = _host(netloc)
    port = SplitResult("", netloc, "", "", "").port
    folded = _DEVICE_LABEL.sub("", _DEVICE_HOST.sub("", host, count=1))
    return host, f"https://{folded}" + (f":{port}" if port not in {None, 80, 443} else "")


def _host(netloc: str) -> str:
    """Return the host of `netloc` in lower case, or nothing where it cannot be one."""
    name = netloc.rpartition("@")[2]
    name = name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]
    name = (unquote(name) if "%" in name else name).lower().rstrip(".")
    return name if _HOST.fullmatch(name) else ""


def _query(query: str) -> str:
    """Return `query` without what tracks, in a fixed order."""
    if all(_TRACKING.fullmatch(pair.partition("=")[0]) for pair in query.split("&") if pair):
        return ""  # as most are, where there is one at all
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return query  # too many fields to be anybody's address; recognised as it stands
    kept = [
        (name, value) for name, value in pairs if not _TRACKING.fullmatch(name) and name.lower() not in _AMP_PARAMETERS
    ]
    return urlencode(sorted(kept), errors="replace")
