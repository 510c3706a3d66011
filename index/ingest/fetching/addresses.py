"""Which addresses are private: of this computer, of its network, or of nobody on the internet."""

import ipaddress
import socket
from typing import Final, TypeAlias

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_GLOBAL: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "fec0::/10",  # site-local, RFC 3879; Python calls it global
            "::/96",  # IPv4-compatible, RFC 4291 2.5.5.1: deprecated, and nothing on the internet
            "64:ff9b:1::/48",  # local translation, RFC 8215: where it leads is this network's own business
        ),
    )
)
# RFC 6052: the translators of a network with IPv6 alone; the last 32 bits are the IPv4 address reached.
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")


def is_private(address: IPAddress) -> bool:
    """Tell whether `address` is anything but one of the internet: loopback, private, link-local, shared, multicast...

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as what it is itself.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if inner := _embedded(address):
            return any(is_private(each) for each in inner)
        if any(address in network for network in _NOT_GLOBAL):
            return True
    return not address.is_global or address.is_multicast or address.is_reserved


def parse_address(text: str) -> IPAddress | None:
    """Return the address that `text` is, or None where it is a name."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def literal(host: str) -> IPAddress | None:
    """Return the address as which a resolver takes `host` without looking it up, or None where it is a name.

    That includes the old ways to write one, which `inet_aton` knows: 127.1, 0x7f000001, 2130706433; and 'localhost'
    (RFC 6761 6.3).
    """
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return ipaddress.IPv4Address("127.0.0.1")
    if found := parse_address(name):
        return found
    if not name[:1].isdigit():
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except (OSError, ValueError):
        return None


def _embedded(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """Return the IPv4 addresses that are reached by way of `address`."""
    if address in _TRANSLATED:
        return (ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF),)
    if found := address.ipv4_mapped or address.sixtofour:
        return (found,)
    return address.teredo or ()
