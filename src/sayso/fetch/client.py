"""Client: asks for one URL and follows where it leads, within limits; what comes back is an `Answer`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import sayso
from sayso.errors import AddressError, FetchError, SettingsError, UnansweredError
from sayso.fetch import address, decoding, dial
from sayso.fetch.answer import Answer, Conditions, Exchange, Headers, Kept, refusal
from sayso.fetch.failures import told, too_long
from sayso.fetch.url import Url, followed, shown, url_of

if TYPE_CHECKING:
    import ssl

    from urllib3.response import BaseHTTPResponse

PAGE = "text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.9, */*;q=0.5"
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 65_536
_MOST_DIGITS = 18
# Headers, trailers and the lengths of chunks, beside a body: http.client itself takes 100 lines of 64 KiB.
_BESIDE = 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take; a redirect begins a new one."""

    connect_s: float = 10
    read_s: float = 20
    total_s: float = 60
    max_bytes: int = 20_000_000
    redirect_count: int = 5

    def __post_init__(self) -> None:
        """Refuse a limit that would refuse everything."""
        for name in ("connect_s", "read_s", "total_s", "max_bytes"):
            if not getattr(self, name) > 0:
                message = f"limit {name} is {getattr(self, name)!r}; give a number above 0"
                raise SettingsError(message)


class Gate(Protocol):
    """Is asked before each request, redirects too; waits if need be, and raises FetchError to forbid it."""

    def __call__(self, url: Url) -> None:
        """Let ``url`` pass."""


class Keep(Protocol):
    """Writes an answer down, and tells where."""

    def __call__(self, answer: Answer) -> Kept:
        """Write ``answer``."""


@dataclass(frozen=True, kw_only=True)
class Client:
    """Fetches URLs.

    ``allow`` names networks that may be asked though they are not public (tests do, and a person who archives a site
    of the own network); ``contact`` a page or mail address of whoever runs it, for the User-Agent; ``ca_file`` further
    certificate authorities to trust (PEM); ``keep`` is given each answer. There are no cookies and no proxy, whatever
    the environment says.
    """

    limits: Limits = field(default_factory=Limits)
    allow: tuple[address.Network, ...] = ()
    contact: str | None = None
    ca_file: Path | None = None
    keep: Keep | None = None
    resolve: address.Resolver = address.system_addresses
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def fetch(
        self,
        url: str,
        *,
        accept: str = PAGE,
        conditions: Conditions | None = None,
        gate: Gate | None = None,
    ) -> Answer:
        """Ask for ``url`` and follow its redirects; an answer of any status is given (`page` asks for a good one).

        Raises:
            AddressError: when it, or where it leads, is not asked for.
            UnansweredError: when there is no whole answer this time.
            FetchError: when the answer is more than it may be, or is not HTTP.
        """
        chain: list[Exchange] = []
        at = first = url_of(url)
        while True:
            try:
                if gate is not None:
                    gate(at)
                asked = () if conditions is None or conditions.url != str(at) else conditions.headers()
                exchange = self._exchange(at, (("Accept", accept), *asked))
                body = self._body(exchange)
            except FetchError as error:
                if at is first:
                    raise
                raise _onward(first, str(at), error) from error
            location = exchange.header("Location")
            if exchange.read or location is None:
                break
            chain.append(exchange)
            at = self._next(chain, _text(location))
        answer = Answer(url=str(first), chain=tuple(chain), last=exchange, body=body)
        return answer if self.keep is None else replace(answer, kept=self.keep(answer))

    @cached_property
    def user_agent(self) -> str:
        """Say what asks, and whom to write to."""
        whose = self.contact or _project_page()
        agent = f"sayso/{sayso.__version__}" + (f" (+{whose})" if whose else "")
        if not agent.isascii() or not agent.isprintable():
            message = f"contact is {self.contact!r}; give a URL or mail address in plain ASCII"
            raise SettingsError(message)
        return agent

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        try:
            return dial.trusted(self.ca_file)
        except OSError as error:
            message = f"cannot read the certificates of {self.ca_file}: {address.said(error)}; give a PEM file"
            raise SettingsError(message) from error

    def _next(self, chain: list[Exchange], location: str) -> Url:
        first, at = chain[0].url, url_of(chain[-1].url)
        try:
            onward = followed(at, location)
        except AddressError as error:
            raise _onward(url_of(first), error.source, error) from error
        if at.scheme == "https" and onward.scheme == "http":
            reason = f"it leads from https to {onward}, where nothing proves who answers"
            raise AddressError(first, reason, "fetch that page by its own URL if you trust the way to it")
        if str(onward) in {each.url for each in chain}:
            raise FetchError(first, f"it leads in a circle, to {onward} again", "try again later, or save the page")
        if len(chain) > self.limits.redirect_count:
            reason = f"it leads on more than {self.limits.redirect_count} times, now to {onward}"
            raise FetchError(first, reason, "open it in a browser and use the URL where it ends")
        return onward

    def _exchange(self, url: Url, asked: Headers) -> Exchange:
        ends_at = self.clock() + self.limits.total_s
        fetched_at = self.now()
        addresses = address.checked(
            url, resolve=self.resolve, allow=self.allow, seconds=min(self.limits.connect_s, self.limits.total_s)
        )
        allowance = dial.Allowance(
            ends_at=ends_at,
            read_s=self.limits.read_s,
            byte_count=2 * self.limits.max_bytes + _BESIDE,
            clock=self.clock,
        )
        line = dial.connection(url, addresses, allowance=allowance, connect_s=self.limits.connect_s, trust=self._trust)
        sent = (
            ("Host", url.authority),
            ("User-Agent", self.user_agent),
            *asked,
            ("Accept-Encoding", decoding.ACCEPTED),
            ("Connection", "close"),
        )
        try:
            line.request("GET", url.target, headers=dict(sent), preload_content=False, decode_content=False)
            with line.getresponse() as response:
                headers = tuple((name, value) for name, value in response.headers.iteritems())
                read = response.status not in _REDIRECTS or "location" not in response.headers
                raw = self._raw(url, response) if read else b""
        except Exception as error:
            raise told(str(url), error, self.limits) from error
        finally:
            line.close()
        return Exchange(
            url=str(url),
            sent=sent,
            version=response.version_string,
            status=response.status,
            reason=response.reason or "",
            headers=headers,
            raw=raw,
            read=read,
            address=str(line.address),
            fetched_at=fetched_at,
        )

    def _raw(self, url: Url, response: BaseHTTPResponse) -> bytes:
        transfer = response.headers.get("Transfer-Encoding", "chunked").strip().lower()
        if transfer != "chunked":
            raise FetchError(str(url), f"its answer comes in {shown(transfer)!r}, which was not asked for")
        most = self.limits.max_bytes
        length = response.headers.get("Content-Length", "").strip()
        if length.isdecimal() and (len(length) > _MOST_DIGITS or int(length) > most):
            raise too_long(str(url), f"it is {shown(length)} bytes long", self.limits)
        found = bytearray()
        while piece := response.read(_PIECE, decode_content=False):
            found += piece
            if len(found) > most:
                raise too_long(str(url), "its answer goes on", self.limits)
        return bytes(found)

    def _body(self, exchange: Exchange) -> bytes:
        coding = exchange.header("Content-Encoding") or ""
        most = self.limits.max_bytes
        try:
            return decoding.decoded(exchange.raw, coding, most=most)
        except decoding.TooLongError as error:
            raise too_long(exchange.url, f"its {len(exchange.raw):,} bytes decompress", self.limits) from error
        except decoding.TornError as error:
            raise UnansweredError(exchange.url, "its compressed answer ends early", "try again later") from error
        except decoding.CodingError as error:
            reason = (
                f"its answer is not coded as {decoding.ACCEPTED}, which was asked for, but says {shown(str(error))!r}"
            )
            raise FetchError(exchange.url, reason, "save the page with a browser and add the file") from error


def page(url: str, *, client: Client, gate: Gate | None = None) -> Answer:
    """Fetch a page that is there: `Client.fetch`, and an error for any status but 200 to 299.

    Raises:
        UnansweredError: when the server says that it cannot answer now.
        FetchError: when it says that there is none, or as `Client.fetch` does.
    """
    answer = client.fetch(url, gate=gate)
    error = refusal(answer)
    if error is not None:
        raise error
    return answer


def _onward(first: Url, at: str, error: FetchError) -> FetchError:
    """Tell of ``first`` what went wrong at the place to which it leads."""
    reason = f"it leads to {at}, and {error.reason}"
    kind = type(error)
    return kind(str(first), reason, error.advice, status=error.status, retry_after_s=error.retry_after_s)


def _text(location: str) -> str:
    """Read a header as UTF-8 where it is; http.client reads each byte as one character."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _project_page() -> str | None:
    """Give the first page that the installed package names as the project's."""
    try:
        pages = metadata.metadata("sayso").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    return str(pages[0]).partition(",")[2].strip() or None if pages else None
