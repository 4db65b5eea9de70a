"""RSS and Atom files: each entry an item, with what the feed says of it."""

from __future__ import annotations

import html
import io
import re
import time
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.errors import ReadError
from sayso.read import limits
from sayso.read.item import Item, plain_name
from sayso.read.media import HTML, TEXT
from sayso.read.published import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.source import Skipped
    from sayso.settings import Settings

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{0,500}>")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_NAME = 200


def items(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Item | Skipped]:
    """Yield each entry; its bytes are the HTML that the feed holds of it, in UTF-8.

    Raises:
        ReadError: when it is too large, declares entities of its own, or is no feed.
    """
    data = stream.read(settings.max_feed_bytes + 1)
    if len(data) > settings.max_feed_bytes:
        raise limits.too_much(name, f"it holds more than {settings.max_feed_bytes:,} bytes", "max_feed_bytes")
    parsed = _parsed(data, name, settings)
    outlet = _words(parsed.feed.get("title"))
    seen: set[str] = set()
    for number, entry in enumerate(parsed.entries, start=1):
        link = entry.get("link")
        url = link.strip() if isinstance(link, str) and _WEB.fullmatch(link.strip()) else None
        # By what the publisher calls it: the number of an entry changes with each one that is added above.
        said = entry.get("id") or url
        place = plain_name(said.strip()[:_LONGEST_NAME]) if isinstance(said, str) and said.strip() else str(number)
        where = f"{name} entry {place}"
        if where in seen:
            where = f"{where} (number {number})"
        seen.add(where)
        content, is_whole = _content(entry)
        yield Item(
            name=where,
            kind="entry",
            data=content.encode("utf-8", "replace"),
            media_type=f"{HTML}; charset=utf-8",
            url=None if url is None else plain_name(url),
            title=_words(entry.get("title")),
            published=_instant(entry),
            outlet=_words(_source_of(entry)) or outlet,
            author=_words(entry.get("author")),
            summary_only=not is_whole,
        )


def _parsed(data: bytes, name: str, settings: Settings) -> Any:  # noqa: ANN401 - feedparser's dictionary
    # Looked for in the bytes without NULs too: in UTF-16 every second one is.
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")):
        raise ReadError(name, "it declares XML entities of its own", "remove its <!ENTITY ...> lines")
    if data.count(b"<") > settings.max_elements * 2:
        raise limits.too_much(name, f"it has more than {settings.max_elements:,} elements", "max_elements")
    import feedparser  # noqa: PLC0415 - only a feed needs it

    try:
        # As a stream: of bytes it would first see whether they are the name of a file.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError) as error:
        # What its lenient parser raises on mark-up that no feed has.
        raise ReadError(name, "it is no feed that can be read", "save it again from its address") from error
    if not found.entries and (found.bozo or not found.version):
        raise ReadError(name, "it is damaged, and no entry of it can be read", "save it again from its address")
    return found


def _content(entry: Any) -> tuple[str, bool]:  # noqa: ANN401 - feedparser's dictionary
    """Give the HTML of the entry and whether it is the article rather than a summary."""
    for part in entry.get("content") or ():
        if found := _markup(part):
            return found, True
    return _markup(entry.get("summary_detail") or {}), False


def _markup(part: Any) -> str:  # noqa: ANN401 - feedparser's dictionary
    value = part.get("value")
    if not isinstance(value, str) or not value.strip():
        return ""
    if part.get("type") == TEXT:
        return "".join(f"<p>{html.escape(each)}</p>\n" for each in re.split(r"\n\s*\n", value) if each.strip())
    return value


def _source_of(entry: Any) -> Any:  # noqa: ANN401 - feedparser's dictionary
    """Give the feed from which an aggregator took the entry."""
    source = entry.get("source")
    return source.get("title") if isinstance(source, dict) else None


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(plain_name(html.unescape(_MARKUP.sub(" ", value).replace("\n", " "))).split()) or None


def _instant(entry: Any) -> str | None:  # noqa: ANN401 - feedparser's dictionary
    """Give when it was published, or last changed where that is all it says, with the zone that it names."""
    for key in ("published", "updated"):
        if key not in entry:
            continue
        written = entry[key]
        if isinstance(written, str) and (found := published(written)) is not None:
            return found
        parsed = entry.get(f"{key}_parsed") if f"{key}_parsed" in entry else None
        if isinstance(parsed, time.struct_time):
            try:
                return datetime(*parsed[:6], tzinfo=UTC).isoformat()
            except ValueError:
                continue
    return None
