"""Answer: what a URL gave, with every request on the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from sayso.errors import FetchError, UnansweredError
from sayso.fetch.url import shown

Headers = tuple[tuple[str, str], ...]
NOT_MODIFIED = 304
_OK, _REDIRECTION, _SERVER_ERROR = 200, 300, 500
# Of the 4xx, those that say "not now": Request Timeout, Too Early, Too Many Requests.
_NOT_NOW = (408, 425, 429)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What is known of the last answer of ``url``; it is sent to that URL only, wherever the first one leads."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> Headers:
        """Ask for an answer only where another than the last would come."""
        told = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        # What could not stand in a header is not sent, so that a server's tag cannot write one of its own.
        return tuple((name, value) for name, value in told if value and value.isascii() and value.isprintable())


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer.

    ``raw`` is the body as it was sent (compressed, if it was), without the lengths of chunks; of a redirect it is not
    read. ``address`` was dialled, ``fetched_at`` is when.
    """

    url: str
    sent: Headers
    version: str
    status: int
    reason: str
    headers: Headers
    raw: bytes
    read: bool
    address: str
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """Give the value of a header; several of one name are joined with commas (RFC 9110, 5.3)."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where the record of an answer stands: a compressed member of ``file``, and its id."""

    file: Path
    offset: int
    byte_count: int
    record_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a URL: the ``last`` exchange, the redirects before it, and the body decompressed.

    ``kept`` tells where it was written.
    """

    url: str
    chain: tuple[Exchange, ...]
    last: Exchange
    body: bytes
    kept: Kept | None = None

    @property
    def final_url(self) -> str:
        """Give the URL that answered."""
        return self.last.url

    @property
    def status(self) -> int:
        """Give the HTTP status."""
        return self.last.status

    @property
    def headers(self) -> Headers:
        """Give the headers of the answer, in their order."""
        return self.last.headers

    @property
    def address(self) -> str:
        """Give the address that was dialled."""
        return self.last.address

    @property
    def fetched_at(self) -> datetime:
        """Give the time of the last request, in UTC."""
        return self.last.fetched_at

    @property
    def media_type(self) -> str | None:
        """Give what the server says the body is, without parameters."""
        told = self.last.header("Content-Type")
        return told.split(";")[0].strip().lower() or None if told else None

    @property
    def retry_after_s(self) -> float | None:
        """Give for how many seconds the server asks to be left alone."""
        return seconds_of(self.last.header("Retry-After"), now=self.fetched_at)


def refusal(answer: Answer) -> FetchError | None:
    """Say what a status other than 200 to 299 means."""
    if _OK <= answer.status < _REDIRECTION:
        return None
    retryable = answer.status in _NOT_NOW or answer.status >= _SERVER_ERROR
    kind, advice = (UnansweredError, "try again later") if retryable else (FetchError, "open it in a browser")
    where = "" if answer.final_url == answer.url else f" at {answer.final_url}"
    reason = f"the server answered {answer.status} {shown(answer.last.reason)}".rstrip() + where
    return kind(answer.url, reason, advice, status=answer.status, retry_after_s=answer.retry_after_s)


def seconds_of(retry_after: str | None, *, now: datetime) -> float | None:
    """Read a Retry-After header: seconds, or a day and time (RFC 9110, 10.2.3)."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:12])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    then = then if then.tzinfo is not None else then.replace(tzinfo=UTC)
    return max(0.0, (then - now) / timedelta(seconds=1))
