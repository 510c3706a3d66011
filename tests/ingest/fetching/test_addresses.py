"""What is private: IPv4, IPv6, and the one inside the other."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.fetching.addresses import is_private, literal


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
        "0.0.0.0",  # noqa: S104 - an address to be refused, nothing is bound to it
        *("255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1", "::", "::1", "::127.0.0.1", "fe80::1"),
        *("fe80::1%eth0", "fd00::1", "fec0::1", "ff02::1", "2001:db8::1", "64:ff9b:1::1"),
    ],
)
def test_it_is_private(address: str) -> None:
    assert is_private(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "2002:101:101::1", "64:ff9b::101:101", "::ffff:1.1.1.1"]
)
def test_it_is_public(address: str) -> None:
    assert not is_private(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_what_it_is_itself(inner: ipaddress.IPv4Address) -> None:
    bits = int(inner)
    wrapped = [0xFFFF << 32 | bits, 0x64FF9B << 96 | bits, 0x2002 << 112 | bits << 80]
    assert {is_private(ipaddress.IPv6Address(each)) for each in wrapped} == {is_private(inner)}


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("10.0.0.1.", "10.0.0.1"),
        ("::1", "::1"),
        ("LOCALHOST", "127.0.0.1"),
        ("a.localhost", "127.0.0.1"),
        ("example.org", None),
        ("1.example.org", None),
        ("7news", None),
        ("", None),
    ],
)
def test_a_host_that_needs_no_looking_up(host: str, address: str | None) -> None:
    assert literal(host) == (ipaddress.ip_address(address) if address else None)


@given(st.text())
def test_any_host_is_an_address_or_a_name(host: str) -> None:
    literal(host)
