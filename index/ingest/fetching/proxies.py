"""The proxies that the environment names: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, and NO_PROXY for who needs none."""

import ipaddress
from collections.abc import Mapping
from urllib.request import getproxies_environment

from index.ingest.fetching.addresses import IPAddress, literal


class Proxies:
    """Says by which proxy an address is reached. `variables` are as `getproxies_environment` returns them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._by_scheme = {scheme: url for scheme, url in variables.items() if scheme != "no" and url.strip()}
        self._without = [each.strip().lower() for each in variables.get("no", "").split(",") if each.strip()]

    @classmethod
    def from_environment(cls) -> "Proxies":
        """Read the variables in lower and upper case, as other programs do (but no HTTP_PROXY in a CGI script)."""
        return cls(getproxies_environment())

    def of(self, scheme: str, host: str, port: int) -> str | None:
        """Return the address of the proxy for `host`, or None where it is reached directly.

        This computer itself is always reached directly: no proxy can reach it for us.
        """
        proxy = self._by_scheme.get(scheme) or self._by_scheme.get("all")
        if not proxy:
            return None
        address = literal(host)
        if (address and address.is_loopback) or any(_names(each, host, port, address) for each in self._without):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"


def _names(entry: str, host: str, port: int, address: IPAddress | None) -> bool:
    """Tell whether one entry of NO_PROXY (a name and all below it, with or without port; a network; *) names `host`."""
    if entry == "*":
        return True
    if address:
        try:
            return address in ipaddress.ip_network(entry, strict=False)
        except ValueError:
            pass  # a name, or an address with its port
    name, colon, given = entry.rpartition(":")
    if colon and given.isdigit():
        if int(given) != port:
            return False
        entry = name.strip("[]")
    wanted, asked = entry.removeprefix("*").strip("."), host.rstrip(".").lower()
    return bool(wanted) and (asked == wanted or asked.endswith(f".{wanted}"))
