"""Entry: one article that a feed tells of, out of the bytes of an RSS or Atom feed."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import feedparser

from sayso.errors import AddressError, FetchError
from sayso.fetch.url import followed, url_of

if TYPE_CHECKING:
    from sayso.fetch.answer import Answer
    from sayso.fetch.feeds import Feed

MEDIA_TYPE = "application/atom+xml"
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
# The slowest feeds that we could think of take 4 s a million bytes.
MOST_BYTES = 5_000_000
_TAG, _SPACE = re.compile(r"<[^<>]*>"), re.compile(r"\s+")
# What XML 1.0 cannot hold (2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed.

    ``key`` changes with its title and words, so that a corrected article is a new entry; ``id`` is the feed's, or its
    URL. ``content`` is HTML. ``published`` and ``updated`` are instants in UTC, ISO 8601.
    """

    key: str
    id: str
    url: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    content: str | None = None


def entries(answer: Answer) -> tuple[Entry, ...]:
    """Read the entries of a feed, in its order; two that are alike are one.

    Raises:
        FetchError: when what came is no feed.
    """
    if len(answer.body) > MOST_BYTES:
        reason = f"the feed is {len(answer.body):,} bytes long, more than {MOST_BYTES:,}"
        raise FetchError(answer.url, reason, "ask its outlet for a shorter one")
    feed = _parsed(answer)
    if not feed.get("version") and not feed.entries:
        what = answer.media_type or "no type told"
        raise FetchError(answer.url, f"what came is no feed ({what})", "open it in a browser and look for its feed")
    found = (_entry(answer, each) for each in feed.entries)
    return tuple({each.key: each for each in found}.values())


def as_atom(entry: Entry, *, feed: Feed) -> bytes:
    """Write an entry as an Atom feed of its own (RFC 4287), for the reader of feeds."""
    # An entry must have a time of update; one that has none gets none, since the text does not say.
    parts = [
        _element("id", entry.id),
        _element("title", entry.title),
        _element("published", entry.published),
        _element("updated", entry.updated),
        f"<author>{_element('name', entry.author)}</author>" if entry.author else "",
        f"<link rel='alternate' href={quoteattr(_xml(entry.url))}/>" if entry.url else "",
        f"<content type='html'>{escape(_xml(entry.content))}</content>" if entry.content else "",
    ]
    head = f"{_element('id', feed.url)}{_element('title', feed.outlet)}"
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}<entry>{''.join(parts)}</entry></feed>"
    return f"<?xml version='1.0' encoding='utf-8'?>\n{body}\n".encode()


def _parsed(answer: Answer) -> Any:  # noqa: ANN401 - feedparser has no types
    # It is not told where the feed is from, lest it make a link of every guid.
    told = {"content-type": answer.last.header("Content-Type") or MEDIA_TYPE}
    try:
        return feedparser.parse(
            # A stream: bytes and text it would try as the name of a file first.
            io.BytesIO(answer.body),
            response_headers=told,
            # Both take time quadratic in the comments of an entry; its HTML is read by our own reader.
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # A feed that is broken in a way of its own makes it raise KeyError, UnicodeError, OverflowError and others.
        reason = f"the feed is broken so that it cannot be read ({type(error).__name__})"
        raise FetchError(answer.url, reason, "ask its outlet to mend it") from error


def _entry(answer: Answer, told: Any) -> Entry:  # noqa: ANN401 - feedparser has no types
    content = max((str(each.get("value") or "") for each in told.get("content", [])), key=len, default="")
    content = content or str(told.get("summary") or "")
    link = told.get("link")
    if told.get("guidislink") and "://" not in str(link):
        # A guid counts as the link where there is no other (RSS 2.0); "4711" is none.
        link = None
    url = _url(answer, link)
    title = _words(told.get("title"))
    words = _SPACE.sub(" ", _TAG.sub(" ", f"{title}\n{content}")).strip()
    name = str(told.get("id") or url or words)
    key = hashlib.sha256(f"{name}\n{words}".encode(errors="replace")).hexdigest()[:_KEY_LENGTH]
    # Asked as a plain dict: feedparser gives the time of publication for an update that is not told, with a warning.
    updated = dict.get(told, "updated_parsed")
    return Entry(
        key=key,
        id=str(told.get("id") or url or key),
        url=url,
        title=title,
        author=_words(told.get("author")),
        published=_instant(told.get("published_parsed")),
        updated=_instant(updated),
        content=content or None,
    )


def _url(answer: Answer, link: object) -> str | None:
    """Read where an entry leads; a link that is no URL of the web leads nowhere."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        return str(followed(url_of(answer.final_url), link))
    except AddressError:
        return None


def _words(value: object) -> str | None:
    text = _SPACE.sub(" ", value).strip() if isinstance(value, str) else ""
    return text or None


def _instant(parsed: Any) -> str | None:  # noqa: ANN401 - a struct_time in UTC, or nothing
    if parsed is None:
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        instant = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        # A leap second, or a day that no calendar has.
        return None
    return instant.isoformat().replace("+00:00", "Z")


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(_xml(text))}</{name}>" if text else ""


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
