"""Ids of mentions, which are made of what they name: the record keeps their last bits, and makes them again.

There are eighty in a text of three thousand bytes, and an id takes six bytes. What makes one here stays as it is,
whatever `sayso.annotate.identify` is given later: an id that this does not make is kept whole.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from sayso.store.words import given

if TYPE_CHECKING:
    from collections.abc import Mapping

# The numbers that one byte holds: what is kept of an id that can be made again.
TAIL = 0x7F
DIGITS = 10


def made_id(prefix: str, document: str, row: Mapping[str, Any]) -> str:
    """Make the id of a mention in a document, by its row with the words spelled out."""
    if prefix == "a":
        parts = [f"{row['kind']} {_plain(given(row['name']))}"]
    else:
        parts = [str(row["span_start"]), str(row["span_start"] + row["span_length"])]
    named = "\x1f".join([document, prefix, *parts]).encode("utf-8", "surrogatepass")
    return f"{prefix}_{hashlib.blake2b(named, digest_size=DIGITS // 2).hexdigest()}"


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()
