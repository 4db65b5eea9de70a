"""Which article a document is a state of: what has one URL, or, without one, one place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.store.ledger import digest_number

if TYPE_CHECKING:
    from sayso.document import Document

# As the readers name a line of JSON lines or a row of a table, and as they call a document that has no id of its own.
_LINE, _MADE_ID = re.compile(r" (?:line|row) \d+$"), re.compile(r"d_[0-9a-f]{12}")


def article_of(url: str | None, name: str, document: Document) -> int:
    """Tell an article by its URL, else by its place; lines move, so a document's own id tells its own in a file."""
    holder = _LINE.sub("", name)
    if holder != name and not _MADE_ID.fullmatch(document.id):
        name = f"{holder} id {document.id}"
    return article_called(document.url or url or name)


def article_called(name: str) -> int:
    """Give the number of the article that has a URL, or lies at a place."""
    return digest_number("article", name)
