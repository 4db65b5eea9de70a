"""Which column of a table holds what, by the names that people give them; a row as an item."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sayso.errors import ReadError
from sayso.read import limits
from sayso.read.item import Item, plain_name
from sayso.read.media import JSON

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.settings import Settings

# In the order in which they are taken where a table has several.
ALIASES = {
    "text": "text body content article_text full_text fulltext article_body main_text maintext raw_text article story",
    "id": "id article_id doc_id document_id uid uuid guid",
    "title": "title headline heading article_title",
    "published": "published date published_at publication_date published_date pub_date pubdate publish_date"
    " date_published date_publish datetime timestamp",
    "outlet": "outlet source publisher publication newspaper source_name site_name source_domain site domain",
    "url": "url link article_url source_url uri href permalink",
    "author": "author authors byline writer journalist",
    "agency": "agency news_agency wire",
}
_NAMES = {field: tuple(names.split()) for field, names in ALIASES.items()}
_KNOWN = {name for names in _NAMES.values() for name in names}
_MAX_SHOWN = 20
_LONGEST_SHOWN = 40


def of(names: Sequence[str], *, where: str, text_column: str | None = None) -> dict[str, int]:
    """Find the column of each field by its name; ``text_column`` is what somebody said of the text's.

    Raises:
        ReadError: when no column is told to hold the text.
    """
    plain = [_plain(name) for name in names]
    found = {
        field: plain.index(each)
        for field, known in _NAMES.items()
        if (each := next((name for name in known if name in plain), None)) is not None
    }
    if text_column is not None:
        wanted = names.index(text_column) if text_column in names else _index(plain, _plain(text_column))
        if wanted is None:
            raise ReadError(where, f'it has no column "{text_column}"; its columns are {_shown(names)}')
        found = {field: at for field, at in found.items() if at != wanted}
        return {**found, "text": wanted}
    if "text" not in found:
        reason = f"no column is known to hold the text; its columns are {_shown(names)}"
        raise ReadError(where, reason, 'rename one to "text", or name it as the text column')
    return found


def are_known(names: Sequence[str]) -> bool:
    """Tell whether these are the columns of a table of articles: the text's, another's, and nothing like prose."""
    plain = [_plain(name) for name in names]
    return (
        len(plain) > 1
        and any(name in plain for name in _NAMES["text"])
        and sum(name in _KNOWN for name in plain) > 1
        and all(len(name.split()) <= 3 and len(name) <= _LONGEST_SHOWN for name in names)  # noqa: PLR2004 - "date of publication"
    )


def row(values: Mapping[str, Any], *, where: str, settings: Settings) -> Item:
    """Make the item of a row: a line of JSON with the fields that are filled.

    Raises:
        ReadError: when it holds no text, or more than is allowed.
    """
    fields = {field: words for field, value in values.items() if (words := _words(value)) is not None}
    if not fields.get("text", "").strip():
        raise ReadError(where, "it has no text", "fill the column, or leave the row out")
    data = json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")
    if len(data) > settings.max_bytes:
        raise limits.too_much(where, f"it holds more than {settings.max_bytes:,} bytes", "max_bytes")
    url = fields.get("url")
    return Item(
        name=where, kind="row", data=data, media_type=JSON, url=None if url is None else plain_name(url.strip())
    )


def _words(value: object) -> str | None:
    """Write a cell as text: an instant in ISO 8601, several authors with commas."""
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return ", ".join(words for each in value if (words := _words(each)) is not None) or None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    isoformat = getattr(value, "isoformat", None)
    words = isoformat() if callable(isoformat) else str(value)
    return words if words.strip() else None


def _plain(name: str) -> str:
    return re.sub(r"[\s_.-]+", "_", name.strip().lower())


def _index(names: Sequence[str], name: str) -> int | None:
    return names.index(name) if name in names else None


def _shown(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{plain_name(name[:_LONGEST_SHOWN])}"' for name in names[:_MAX_SHOWN])
    return f"{shown} and {len(names) - _MAX_SHOWN:,} more" if len(names) > _MAX_SHOWN else shown or "none"
