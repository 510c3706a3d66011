"""Failures as sentences: who did what, and what can be done, in words that hold no secret and no code of an error."""

import errno
import socket
import ssl
from collections.abc import Iterator
from typing import Final

import h2.exceptions
import httpcore2

from index.ingest.fetching.decoding import BadCompressionError
from index.ingest.fetching.outcomes import FetchFailedError
from index.ingest.sizes import in_mebibytes

FAILURES: Final = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    h2.exceptions.H2Error,  # httpcore2 lets those through that come up in the middle of a body
    BadCompressionError,
    OSError,
)
"""All that an exchange with a server, hostile or broken, ends in when it does not end well."""

# X509_V_ERR_* of OpenSSL, by number: https://docs.openssl.org/3.0/man3/X509_STORE_CTX_get_error/
_CERTIFICATE: Final = {
    9: "its certificate is not valid yet; is the clock of this computer right?",
    10: "its certificate has expired; only its owner can renew it.",
    18: "its certificate is signed by itself alone; add it to those that this computer trusts if you know it.",
    19: "its certificate is signed by somebody whom this computer does not know.",
    20: "its certificate is signed by somebody whom this computer does not know.",
    21: "its certificate is signed by somebody whom this computer does not know.",
    62: "its certificate is for another name; check the address.",
    64: "its certificate is for another address; check the address.",
}
_NO_NAME: Final = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}
_NO_WAY: Final = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}


def failed(error: BaseException, host: str, *, proxy: str | None = None, body: bool = False) -> FetchFailedError:
    """Return what to raise for `error`, one of `FAILURES`, that came up with `host`.

    `proxy` is the host of the proxy on the way, if there is one; `body` says that it was in the midst of the answer.
    """
    if isinstance(error, BadCompressionError):
        return FetchFailedError(f"{host} broke off, or sent what cannot be unpacked.")
    if isinstance(error, httpcore2.ProxyError):
        return FetchFailedError(f"Could not reach {host}: the proxy does not let us through; check its settings.")
    if isinstance(error, httpcore2.LocalProtocolError) and not body:
        return FetchFailedError(
            f"Could not ask {host}: a header given for it cannot be sent; set it again, on one line.", temporary=False
        )
    if isinstance(error, httpcore2.ConnectTimeout):
        return FetchFailedError(f"Could not reach {_way(host, proxy)}: it does not answer.")
    if isinstance(error, httpcore2.TimeoutException):
        return FetchFailedError(f"{host} has stopped sending; it may be too busy.")
    if isinstance(error, httpcore2.ConnectError | OSError):
        return _unreachable(error, host, proxy)
    if body:
        return FetchFailedError(f"{host} broke off before all of it was sent.")
    return FetchFailedError(f"{host} closed the connection, or answered as no web server does.")


def _way(host: str, proxy: str | None) -> str:
    return f"{host} by way of the proxy {proxy}" if proxy else host


def _unreachable(error: BaseException, host: str, proxy: str | None) -> FetchFailedError:
    """Tell why there is no connection, from whatever is at the bottom of `error`."""
    way = _way(host, proxy)
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = _CERTIFICATE.get(cause.verify_code, "its certificate is not in order.")
            return FetchFailedError(f"Could not trust {host}: {why}", temporary=False)
        if isinstance(cause, ssl.SSLError):
            return FetchFailedError(f"Could not reach {host}: no secure connection comes about; is it https at all?")
        if isinstance(cause, socket.gaierror):
            if cause.errno in _NO_NAME:
                return FetchFailedError(f"Could not reach {way}: the name does not exist.")
            return FetchFailedError(f"Could not reach {way}: names cannot be looked up; is this computer connected?")
        if isinstance(cause, ConnectionRefusedError):
            return FetchFailedError(f"Could not reach {way}: it refuses the connection.")
        if isinstance(cause, TimeoutError):
            return FetchFailedError(f"Could not reach {way}: it does not answer.")
        if isinstance(cause, OSError) and cause.errno in _NO_WAY:
            return FetchFailedError(f"Could not reach {way}: no way leads there; is this computer connected?")
    return FetchFailedError(f"Could not reach {way}: the connection does not come about.")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and what led to it, that of several attempts being the last one's."""
    seen: list[BaseException] = []
    following = [error]
    while following and len(seen) < 50:
        cause = following.pop()
        if cause in seen:
            continue
        seen.append(cause)
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            following += cause.exceptions
        following += [each for each in (cause.__context__, cause.__cause__) if each]


def refused(host: str, sender: str | None) -> FetchFailedError:
    """Return what to raise where `host` is private; `sender` is who redirected us there, None for what is no redirect.

    That is a link in a feed, or a feed out of a list: nothing that the user typed.
    """
    where = f"{sender} sends us to {host}, which is" if sender else f"{host} is"
    return FetchFailedError(
        f"{where} in a private network, where only an address leads that you type: if you trust it, add it by hand"
        " (`crossread feeds add` for a feed, `crossread add` for a page).",
        temporary=False,
    )


def too_slow(host: str, seconds: float) -> FetchFailedError:
    """Return what to raise where the whole took too long."""
    return FetchFailedError(f"{host} is too slow: it was not done after {seconds:.0f} seconds.")


def too_large(host: str, most: int) -> FetchFailedError:
    """Return what to raise where there is more than `most` bytes of it."""
    return FetchFailedError(
        f"{host} sends more than {in_mebibytes(most)}; that is no feed or article, so reading stopped there.",
        temporary=False,
    )


def status_failed(status: int, host: str, retry_after: float | None) -> FetchFailedError:
    """Return what to raise for an answer with `status`, which is not one of success."""
    sentence, temporary = _status(status, host)
    return FetchFailedError(sentence, temporary=temporary, retry_after=retry_after)


def _status(status: int, host: str) -> tuple[str, bool]:
    if status == 407:
        return f"The proxy on the way to {host} asks for a user name and password; put them into its address.", False
    if status == 401:
        return f"{host} asks for a user name and password, or does not know those given.", False
    if status in {403, 451}:
        return f"{host} does not let us read this; it may want a password, or open in a browser only.", False
    if status == 404:
        return f"{host} has nothing at this address; look for the new one on its site.", False
    if status == 429:
        return f"{host} asks us to come less often.", True
    if status == 304:
        return f"{host} says that nothing has changed, though it was asked for all that it has.", True
    if status in {408, 425} or status >= 500:
        return f"{host} has trouble of its own; it answers with error {status}.", True
    return f"{host} answers with error {status}; check the address in a browser.", False
