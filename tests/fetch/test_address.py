"""Only public addresses are asked, whatever form they come in."""

from __future__ import annotations

import ipaddress
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import AddressError, FetchError, UnansweredError
from sayso.fetch.address import checked, forbidden
from sayso.fetch.url import url_of

URL = url_of("https://news.example/a")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("0.0.0.1", "this network"),
        ("10.1.2.3", "private"),
        ("100.64.0.1", "carrier-grade NAT"),
        ("100.127.255.255", "carrier-grade NAT"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("168.63.129.16", "metadata"),
        ("169.254.169.254", "link-local"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.0.0.192", "protocols"),
        ("192.0.2.1", "documentation"),
        ("192.88.99.1", "6to4"),
        ("192.168.1.1", "private"),
        ("198.18.0.1", "benchmarking"),
        ("198.19.255.255", "benchmarking"),
        ("198.51.100.7", "documentation"),
        ("203.0.113.9", "documentation"),
        ("224.0.0.1", "multicast"),
        ("239.255.255.255", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "broadcast"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::7f00:1", "IPv4-compatible"),
        ("::ffff:127.0.0.1", "IPv4-mapped"),
        ("::ffff:8.8.8.8", "IPv4-mapped"),
        ("::ffff:0:8.8.8.8", "IPv4-translated"),
        ("64:ff9b::10.0.0.1", "NAT64 (RFC 6052) of 10.0.0.1, which is private"),
        ("64:ff9b::169.254.169.254", "link-local"),
        ("64:ff9b:1::8.8.8.8", "local NAT64"),
        ("100::1", "discard"),
        ("100:0:0:1::1", "dummy"),
        ("2001::1", "Teredo"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
        ("2001:2::1", "benchmarking"),
        ("2001:10::1", "ORCHID"),
        ("2001:2f::1", "ORCHID"),
        ("2001:100::1", "protocols"),
        ("2001:db8::1", "documentation"),
        ("2002:7f00:1::", "6to4"),
        ("3fff::1", "documentation"),
        ("5f00::1", "segment routing"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "interface"),
        ("2606:4700::1%1", "interface"),
        ("febf::1", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("4000::1", "outside of 2000::/3"),
        ("1::1", "outside of 2000::/3"),
        ("2606:4700::5efe:10.0.0.1", "ISATAP"),
        ("2606:4700::200:5efe:8.8.8.8", "ISATAP"),
    ],
)
def test_an_address_that_is_not_public_is_named_for_what_it_is(address: str, why: str) -> None:
    told = forbidden(ipaddress.ip_address(address))
    assert told is not None
    assert why in told


@pytest.mark.parametrize(
    "address",
    "8.8.8.8 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 223.255.255.255 2606:4700::1111 2a00:1450::1 "
    "2001:200::1 2001:4860::8888 64:ff9b::8.8.8.8".split(),
)
def test_a_public_address_is_asked(address: str) -> None:
    assert forbidden(ipaddress.ip_address(address)) is None


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_never_asked(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    # The exceptions are single anycast services inside of a block for protocols, none of them a web server.
    if forbidden(address) is None and address not in ipaddress.ip_network("64:ff9b::/96"):
        assert address.is_global
        assert not address.is_multicast


@given(st.integers(0, 2**32 - 1))
def test_no_way_to_write_an_ipv4_address_in_ipv6_gets_past(value: int) -> None:
    inside = ipaddress.IPv4Address(value)
    for prefix in (0, 0xFFFF << 32, 0xFFFF << 48):
        assert forbidden(ipaddress.IPv6Address(prefix | value)) is not None
    assert forbidden(ipaddress.IPv6Address(0x2002 << 112 | value << 80)) is not None
    translated = ipaddress.IPv6Address(0x64FF9B << 96 | value)
    assert (forbidden(translated) is None) == (forbidden(inside) is None)


def test_a_network_that_is_allowed_is_asked_and_no_other_form_of_it() -> None:
    allow = (ipaddress.ip_network("127.0.0.0/8"),)
    assert forbidden(ipaddress.ip_address("127.0.0.1"), allow=allow) is None
    assert forbidden(ipaddress.ip_address("::ffff:127.0.0.1"), allow=allow) is not None
    assert forbidden(ipaddress.ip_address("10.0.0.1"), allow=allow) is not None


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(AddressError) as caught:
        checked(URL, resolve=lambda _host, _port: ["93.184.215.14", "10.0.0.7"])
    assert str(caught.value) == (
        "cannot fetch https://news.example/a: news.example has the address 10.0.0.7, which is not public: "
        "private (RFC 1918); sayso fetches from public addresses only; save the page and add it"
    )


def test_the_addresses_of_a_name_come_once_each_and_in_their_order() -> None:
    told = ["2606:4700::1", "93.184.215.14", "2606:4700::1"]
    assert [str(one) for one in checked(URL, resolve=lambda _host, _port: told)] == ["2606:4700::1", "93.184.215.14"]


def test_a_host_that_is_an_address_is_not_looked_up() -> None:
    def never(_host: str, _port: int) -> list[str]:
        raise AssertionError

    (found,) = checked(url_of("http://93.184.215.14/"), resolve=never)
    assert str(found) == "93.184.215.14"
    with pytest.raises(AddressError, match="it is not public: loopback"):
        checked(url_of("http://[::1]/"), resolve=never)


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (socket.EAI_NONAME, FetchError, "there is no host of the name news.example"),
        (socket.EAI_AGAIN, UnansweredError, "news.example could not be looked up (temporary failure)"),
    ],
)
def test_a_name_that_is_not_found_is_told(number: int, kind: type[FetchError], words: str) -> None:
    def fail(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(number, "Temporary failure")

    with pytest.raises(FetchError) as caught:
        checked(URL, resolve=fail)
    assert type(caught.value) is kind
    assert caught.value.reason == words


def test_a_name_with_no_address_or_a_strange_one_is_refused() -> None:
    with pytest.raises(FetchError, match="has no address"):
        checked(URL, resolve=lambda _host, _port: [])
    with pytest.raises(AddressError, match="which is none"):
        checked(URL, resolve=lambda _host, _port: ["nowhere"])


def test_a_name_service_that_hangs_is_not_waited_for() -> None:
    done = threading.Event()

    def hang(_host: str, _port: int) -> list[str]:
        done.wait(10)
        return ["93.184.215.14"]

    with pytest.raises(UnansweredError, match=r"within 0\.05 s"):
        checked(URL, resolve=hang, seconds=0.05)
    done.set()
