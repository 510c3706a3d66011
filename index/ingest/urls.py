"""Addresses: one form for each place, so that the same article is recognised however it was linked to."""

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

_LONGEST: Final = 8192
_HOST: Final = re.compile(
    r"(?=.{1,253}$)[^\s/?#@:\\<>\"'`|^{}\[\]%]+(?:\.[^\s/?#@:\\<>\"'`|^{}\[\]%]+)*|\[[0-9a-f:.]+\]"
)
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
        if folded is None or folded == text:
            return folded
        text = folded
    return text


def absolute_url(url: str, base: str | None = None) -> str | None:
    """Return `url` as an absolute http or https address, resolved against `base`, or None where it is none."""
    text = "".join(url.split())
    if len(text) > _LONGEST or _UNPRINTABLE.search(text):
        return None
    try:
        joined = urljoin(base, text) if base else text
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
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    host = _host(parts.netloc)
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    wrapped = None
    if host.removeprefix("www.").startswith("google."):
        wrapped = _AMP_VIEWER.match(parts.path)
    elif host.endswith(".cdn.ampproject.org"):
        wrapped = _AMP_CACHE.match(parts.path)
    if wrapped:
        return "https://" + wrapped["rest"] + (f"?{parts.query}" if parts.query else "")
    host = _DEVICE_LABEL.sub("", _DEVICE_HOST.sub("", host, count=1))
    address = f"https://{host}" + (f":{port}" if port not in {None, 80, 443} else "")
    path = _AMP_PATH.sub("", parts.path).rstrip("/")
    query = _query(parts.query)
    return address + path + (f"?{query}" if query else "")


def _host(netloc: str) -> str:
    """Return the host of `netloc` in lower case, or nothing where it cannot be one."""
    name = netloc.rpartition("@")[2]
    name = name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]
    name = unquote(name).lower().rstrip(".")
    return name if _HOST.fullmatch(name) else ""


def _query(query: str) -> str:
    """Return `query` without what tracks, in a fixed order."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return query  # too many fields to be anybody's address; recognised as it stands
    kept = [
        (name, value) for name, value in pairs if not _TRACKING.fullmatch(name) and name.lower() not in _AMP_PARAMETERS
    ]
    return urlencode(sorted(kept), errors="replace")
