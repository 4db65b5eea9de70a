"""Url: a URL that has one reading only, so that what is checked is what is asked.

Programs disagree on odd URLs, and an address check that reads one otherwise than the connection does is none. So
whatever has two readings is refused: user names, backslashes, control characters, numbers for addresses.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from sayso.errors import AddressError
from sayso.printable import one_line

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 4_096
_FIRST_FREE_PORT = 1_024
# Ports from 1,024 on at which no web server is meant, of the "bad ports" of the WHATWG Fetch standard, 2.9:
# file servers, telephony, window systems, chat and databases that take lines of a request for orders.
_OTHER_SERVICES = frozenset(
    (1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080)
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_LONGEST_NAME = 253
# A name whose last label is a number is an IPv4 address to some programs (WHATWG URL standard, "ends in a number").
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# What may stand in a path or query as it is (RFC 3986, 3.3 and 3.4); everything else is percent-encoded as UTF-8.
_AS_IT_IS = "/%:@!$&'()+*,;=~-._?"
_DOT, _DOT_DOT = re.compile(r"\.|%2e", re.IGNORECASE), re.compile(r"(?:\.|%2e){2}", re.IGNORECASE)
_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """An http or https URL; ``host`` is in ASCII without a trailing dot, an IPv6 address without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"

    @property
    def authority(self) -> str:
        """Give host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Give scheme, host and port, for which one robots.txt holds."""
        return f"{self.scheme}://{self.authority}"


def url_of(text: str) -> Url:
    """Read a URL as a person or a page writes it; white space around it and a fragment do not count.

    Raises:
        AddressError: when it may be read in two ways, or is not for the web.
    """
    text = text.strip(" \t\r\n")
    if len(text) > LONGEST:
        raise _refused(text, f"it is {len(text):,} characters long, more than {LONGEST:,}")
    if _CONTROL.search(text):
        raise _refused(text, "it holds a control character", "remove it")
    if "\\" in text:
        raise _refused(text, "it holds a backslash, which some programs read as a slash", "write / or %5C")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _refused(text, f"it is no URL ({error})", "check how it is written") from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        found = f"it begins with {scheme}:" if scheme else "it names no scheme"
        raise _refused(text, found, "sayso fetches http:// and https:// only")
    if not text[len(scheme) :].startswith("://"):
        raise _refused(text, f"{scheme}: is not followed by //", "check how it is written")
    if "@" in parts.netloc:
        raise _refused(text, "it has a user name before the host", "leave out what stands before the @")
    host = _host(text, parts.netloc)
    return Url(
        scheme=scheme,
        host=host,
        port=_port(text, scheme, port),
        target=_target(parts.path, parts.query),
    )


def followed(base: Url, reference: str) -> Url:
    """Read where a page or a redirect of ``base`` leads: a URL, or one relative to it.

    Raises:
        AddressError: as `url_of` does.
    """
    reference = reference.strip(" \t\r\n")
    # urljoin would drop some of these without a word.
    if _CONTROL.search(reference) or "\\" in reference or len(reference) > LONGEST:
        return url_of(reference)
    try:
        return url_of(urljoin(str(base), reference))
    except ValueError as error:
        raise _refused(reference, f"it is no URL ({error})", "check how it is written") from error


def shown(text: str) -> str:
    """Make what a stranger wrote fit to stand in a message: one line, no controls, not too long."""
    line = one_line(text)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _host(text: str, netloc: str) -> str:
    if netloc.startswith("["):
        return _bracketed(text, netloc)
    name = netloc.partition(":")[0]
    if not name:
        raise _refused(text, "it names no host", "write it as https://example.org/page")
    if "%" in name:
        raise _refused(text, f"its host {name!r} holds a percent sign", "write the host in plain letters")
    name = name.removesuffix(".")
    if not name.isascii():
        name = _in_ascii(text, name)
    name = name.lower()
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError as error:
            reason = f"its host {name!r} is a number that programs read as different addresses"
            raise _refused(text, reason, "write an address as four decimal numbers without leading zeros") from error
    if len(name) > _LONGEST_NAME or not all(map(_LABEL.fullmatch, labels)):
        raise _refused(text, f"its host {shown(name)!r} is no name of a host", "check how it is written")
    if labels[-1] == "onion":
        # RFC 7686, 2: a name of the Tor network must not be looked up in the public name service.
        raise _refused(text, "it is in the Tor network", "fetch it with a program that reaches it, and add the file")
    return name


def _bracketed(text: str, netloc: str) -> str:
    inside, closed, after = netloc[1:].partition("]")
    if "%" in inside:
        raise _refused(text, "its address names a network interface (a zone)", "leave out the % and what follows")
    try:
        address = ipaddress.IPv6Address(inside)
    except ValueError as error:
        raise _refused(text, f"its host [{shown(inside)}] is no IPv6 address", "check how it is written") from error
    if not closed or (after and not re.fullmatch(r":\d*", after)):
        raise _refused(text, "something other than a port follows its address", "check how it is written")
    return str(address)


def _in_ascii(text: str, name: str) -> str:
    """Encode an international name (IDNA 2008); no letter is first replaced by one that looks like it."""
    try:
        found = parse_url(f"http://{unicodedata.normalize('NFC', name)}/").host
    except LocationParseError as error:
        raise _refused(text, f"its host {shown(name)!r} is no name of a host", "write it in its xn-- form") from error
    return found or ""


def _port(text: str, scheme: str, port: int | None) -> int:
    if port is None:
        return DEFAULT_PORTS[scheme]
    if port in DEFAULT_PORTS.values() or (port >= _FIRST_FREE_PORT and port not in _OTHER_SERVICES):
        return port
    raise _refused(text, f"port {port} is that of another service", "web pages are fetched from 80, 443 and most above")


def _target(path: str, query: str) -> str:
    """Give what the request line names, with dot segments resolved (RFC 3986, 5.2.4), as robots.txt is matched."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if _DOT_DOT.fullmatch(segment):
            kept[-1:] = []
        elif not _DOT.fullmatch(segment):
            kept.append(segment)
    if segments and (_DOT.fullmatch(segments[-1]) or _DOT_DOT.fullmatch(segments[-1])):
        kept.append("")
    path = quote("/" + "/".join(kept), safe=_AS_IT_IS.replace("?", ""))
    return f"{path}?{quote(query, safe=_AS_IT_IS)}" if query else path


def _refused(text: str, reason: str, advice: str | None = None) -> AddressError:
    return AddressError(shown(text), reason, advice)
