"""Item: the smallest thing that is kept or refused on its own, with its bytes and what is known of it beforehand."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["file", "member", "line", "row", "entry", "record"]
# What no store takes as text, or no terminal shows: half characters of broken names, and controls.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file, a member of an archive, a line of JSON lines, a row of a table, an entry of a feed, a record of a WARC.

    ``media_type`` is a key of `sayso.read.READERS`, with ``; charset=`` where a server named one. What stands in
    ``url`` and after it was told of the document beside it; it goes before what the document says of itself.
    ``fetched_at`` has a zone. ``summary_only`` marks an entry of a feed whose article is longer than what the feed
    holds of it.
    """

    name: str
    kind: Kind = "file"
    data: bytes
    media_type: str
    url: str | None = None
    fetched_at: datetime | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    summary_only: bool = False

    @property
    def sha256(self) -> str:
        """Hash the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def plain_name(name: str) -> str:
    """Write a name that somebody chose with escapes for what cannot be stored or shown."""
    return _UNPRINTABLE.sub(lambda match: ascii(match[0])[1:-1], name)
