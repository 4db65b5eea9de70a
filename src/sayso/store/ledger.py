"""What goes into a record: an item with its facts, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sayso.compare.copies import Signature
from sayso.document import Document
from sayso.reading import Reading

if TYPE_CHECKING:
    # Importing sayso.read loads every reader, and a record must open at once.
    from sayso.read.source import Skipped  # noqa: TC004 - nobody asks this dataclass for its types at run time

State = Literal["done", "refused", "failed"]
How = Literal["verbatim", "excerpt", "rewrite"]
_KEY_BYTES = 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The smallest thing that is kept or refused on its own: a file, an archive member, a line of JSON lines.

    ``name`` is what a person knows it by ("news.zip!a/b.html"). ``sha256`` is that of its bytes in hexadecimal, None
    where they could not be read. ``data`` are the bytes, where they are to be kept. ``source`` is what was given and
    led to it, such as the folder that it lies in: to add that again is to try again.
    """

    name: str
    sha256: str | None = None
    byte_count: int | None = None
    media_type: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    data: bytes | None = None
    source: str | None = None

    @classmethod
    def of_bytes(  # noqa: PLR0913 - the facts of an item
        cls,
        data: bytes,
        *,
        name: str,
        media_type: str | None = None,
        url: str | None = None,
        fetched_at: datetime | None = None,
        keep: bool = True,
        source: str | None = None,
    ) -> Item:
        """Make the item that bytes at hand are; ``keep`` tells whether the record is to hold them."""
        return cls(
            name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            byte_count=len(data),
            media_type=media_type,
            url=url,
            fetched_at=fetched_at,
            data=data if keep else None,
            source=source,
        )

    @property
    def key(self) -> bytes:
        """Tell the item from all others: its name and its bytes."""
        return digest(self.name, self.sha256 or "")

    @property
    def bare_key(self) -> bytes:
        """Give the key that it had while its bytes could not be read."""
        return digest(self.name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an item: a reading, a document not read any further, or the reason why there is none.

    ``signature`` is that of the document, where it was made beforehand.
    """

    item: Item
    result: Reading | Document | Skipped
    signature: Signature | None = None

    @property
    def document(self) -> Document | None:
        """Give the document, where there is one."""
        if isinstance(self.result, Reading):
            return self.result.document
        return self.result if isinstance(self.result, Document) else None

    @property
    def skipped(self) -> Skipped | None:
        """Give why there is no document, where there is none."""
        return None if isinstance(self.result, Reading | Document) else self.result


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What a batch brings to be looked at for copies, once its texts are there.

    ``documents`` are the new ones by their numbers, ``signatures`` those at hand. ``states`` are the numbers of those,
    new or not, that became a state of an article: two states of one article are no copies of each other.
    """

    documents: Sequence[tuple[int, Document]]
    signatures: Mapping[int, Signature]
    states: Collection[int]
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What is found of a document as a copy, by numbers in the record; nobody's copy any more without ``original``."""

    document: int
    original: int | None
    how: How | None = None
    share: float | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a batch added. ``known`` counts outcomes that added nothing.

    In the order of the outcomes, ``numbers`` are the documents, and ``is_new`` tells whether a document or a reading of
    it was not there before.
    """

    documents: int = 0
    readings: int = 0
    sightings: int = 0
    versions: int = 0
    refused: int = 0
    failed: int = 0
    known: int = 0
    numbers: tuple[int | None, ...] = ()
    is_new: tuple[bool, ...] = ()


def digest(*parts: str) -> bytes:
    """Give 16 bytes that tell ``parts`` from all others."""
    name = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(name).digest()[:_KEY_BYTES]


def digest_number(*parts: str) -> int:
    """Give a number of 63 bits that tells ``parts`` from all others."""
    return int.from_bytes(digest(*parts)[:8], "big") >> 1


def now() -> int:
    """Give the present instant as the record keeps instants."""
    return instant(datetime.now(tz=UTC))


def instant(at: datetime | str) -> int:
    """Give an instant in milliseconds since 1970; a text without a zone is in UTC, a day alone is its first instant.

    Raises:
        ValueError: when a text is no ISO 8601 date or instant.
    """
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    when = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    return (when - _EPOCH) // timedelta(milliseconds=1)


def written(at: int) -> str:
    """Write an instant of the record in ISO 8601, in UTC."""
    return (_EPOCH + timedelta(milliseconds=at)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
