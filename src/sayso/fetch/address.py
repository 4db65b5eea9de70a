"""Which network addresses may be asked: a name is looked up once, and every address it has must be public.

What is dialled afterwards is an address from here, never the name, so that a name server that answers otherwise the
second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from typing import TYPE_CHECKING, TypeAlias

from sayso.errors import AddressError, FetchError, UnansweredError
from sayso.fetch.url import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.fetch.url import Url

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver: TypeAlias = "Callable[[str, int], Iterable[str]]"

# The IANA registries of special-purpose addresses (RFC 6890), which `ipaddress` knows in part and by version of Python;
# from narrow to wide, since the first that holds an address names it.
_SPECIAL = tuple(
    (ipaddress.ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "“this network” (RFC 1122)"),
        ("10.0.0.0/8", "private (RFC 1918)"),
        ("100.64.0.0/10", "carrier-grade NAT (RFC 6598)"),
        ("127.0.0.0/8", "loopback (RFC 1122)"),
        ("168.63.129.16/32", "the metadata service of a cloud"),
        ("169.254.0.0/16", "link-local (RFC 3927)"),
        ("172.16.0.0/12", "private (RFC 1918)"),
        ("192.0.0.0/24", "reserved for protocols (RFC 6890)"),
        ("192.0.2.0/24", "documentation (RFC 5737)"),
        ("192.88.99.0/24", "a 6to4 relay (RFC 7526)"),
        ("192.168.0.0/16", "private (RFC 1918)"),
        ("198.18.0.0/15", "benchmarking (RFC 2544)"),
        ("198.51.100.0/24", "documentation (RFC 5737)"),
        ("203.0.113.0/24", "documentation (RFC 5737)"),
        ("224.0.0.0/4", "multicast (RFC 5771)"),
        ("255.255.255.255/32", "broadcast (RFC 919)"),
        ("240.0.0.0/4", "reserved (RFC 1112)"),
        ("::/128", "unspecified (RFC 4291)"),
        ("::1/128", "loopback (RFC 4291)"),
        ("::/96", "IPv4-compatible (RFC 4291)"),
        ("::ffff:0:0/96", "IPv4-mapped (RFC 4291)"),
        ("::ffff:0:0:0/96", "IPv4-translated (RFC 2765)"),
        ("64:ff9b:1::/48", "local NAT64 (RFC 8215)"),
        ("100::/64", "discard-only (RFC 6666)"),
        ("100:0:0:1::/64", "a dummy prefix (RFC 9780)"),
        ("2001::/32", "Teredo (RFC 4380)"),
        ("2001:2::/48", "benchmarking (RFC 5180)"),
        ("2001:10::/28", "ORCHID (RFC 4843)"),
        ("2001:20::/28", "ORCHID (RFC 7343)"),
        ("2001::/23", "reserved for protocols (RFC 2928)"),
        ("2001:db8::/32", "documentation (RFC 3849)"),
        ("2002::/16", "6to4 (RFC 3056)"),
        ("3fff::/20", "documentation (RFC 9637)"),
        ("5f00::/16", "segment routing (RFC 9602)"),
        ("fc00::/7", "private (unique local, RFC 4193)"),
        ("fe80::/10", "link-local (RFC 4291)"),
        ("fec0::/10", "site-local (RFC 3879)"),
        ("ff00::/8", "multicast (RFC 4291)"),
    )
)
# A network without IPv4 reaches every IPv4 host through these; what is inside decides (RFC 6052, 3.1).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# The host half of an ISATAP address, which tunnels to the IPv4 address in its last 32 bits (RFC 5214, 6.1).
_ISATAP = (0x00005EFE, 0x02005EFE)
_LOW_32 = 0xFFFFFFFF


def forbidden(address: Address, *, allow: Sequence[Network] = ()) -> str | None:
    """Say why an address is not public; None where it may be asked, being public or in one of ``allow``."""
    if any(address in network for network in allow):
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return "bound to a network interface (RFC 4007)"
        if address in _NAT64:
            inside = ipaddress.IPv4Address(int(address) & _LOW_32)
            why = forbidden(inside, allow=allow)
            return None if why is None else f"NAT64 (RFC 6052) of {inside}, which is {why}"
    return _special(address)


def _special(address: Address) -> str | None:
    kind = next((kind for network, kind in _SPECIAL if address in network), None)
    if kind is not None or isinstance(address, ipaddress.IPv4Address):
        return kind
    if address not in _GLOBAL_UNICAST:
        return "outside of 2000::/3, where all public addresses are (RFC 4291)"
    return "ISATAP (RFC 5214)" if int(address) >> 32 & _LOW_32 in _ISATAP else None


def checked(
    url: Url, *, resolve: Resolver | None = None, allow: Sequence[Network] = (), seconds: float = 10
) -> tuple[Address, ...]:
    """Look the host of ``url`` up, once, and give its addresses in the order to try them.

    Raises:
        AddressError: when one of them, any one, may not be asked.
        FetchError: when there is no such name.
        UnansweredError: when the name service does not answer within ``seconds``.
    """
    found = _looked_up(url, resolve or system_addresses, seconds)
    addresses = tuple(dict.fromkeys(_address(url, text) for text in found))
    if not addresses:
        raise FetchError(str(url), f"the name {url.host} has no address", "check how it is written")
    for address in addresses:
        why = forbidden(address, allow=allow)
        if why is not None:
            who = "it" if str(address) == url.host else f"{url.host} has the address {address}, which"
            reason = f"{who} is not public: {why}"
            raise AddressError(str(url), reason, "sayso fetches from public addresses only; save the page and add it")
    return addresses


def system_addresses(host: str, port: int) -> list[str]:
    """Ask the name service of the operating system."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def said(error: Exception) -> str:
    """Give what the operating system said, in small letters."""
    return shown(getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


def _address(url: Url, text: str) -> Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError as error:
        reason = f"the name {url.host} has the address {shown(text)!r}, which is none"
        raise AddressError(str(url), reason, "check the name service") from error


def _looked_up(url: Url, resolve: Resolver, seconds: float) -> list[str]:
    try:
        return [str(ipaddress.ip_address(url.host))]
    except ValueError:
        pass
    answers: list[list[str]] = []
    errors: list[OSError | UnicodeError] = []

    def look() -> None:
        try:
            answers.append(list(resolve(url.host, url.port)))
        except (OSError, UnicodeError) as error:
            errors.append(error)

    # The operating system gives no way to stop a look-up; one that hangs is left behind and ends by itself.
    thread = threading.Thread(target=look, daemon=True, name=f"look up {url.host}")
    thread.start()
    thread.join(seconds)
    if answers:
        return answers[0]
    if not errors:
        reason = f"the name service told nothing of {url.host} within {seconds:g} s"
        raise UnansweredError(str(url), reason, "check the connection, then try again")
    error = errors[0]
    if isinstance(error, socket.gaierror) and error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)):
        reason = f"there is no host of the name {url.host}"
        raise FetchError(str(url), reason, "check how it is written") from error
    reason = f"{url.host} could not be looked up ({said(error)})"
    raise UnansweredError(str(url), reason, "check the connection, then try again") from error
