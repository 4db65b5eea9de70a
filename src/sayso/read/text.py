"""Plain text to Document."""

from __future__ import annotations

import hashlib
import re

from sayso.document import Block, Document


def blocks(text: str) -> tuple[Block, ...]:
    """Cut ``text`` into paragraphs at blank lines."""
    return tuple(
        Block(start=match.start(), end=match.end(), kind="paragraph")
        for match in re.finditer(r"\S(?:(?!\n[ \t]*\n).)*(?<=\S)", text, re.DOTALL)
    )


def document(text: str, **metadata: str | None) -> Document:
    """Make the document of a plain text."""
    name = (
        metadata.pop("id", None)
        or "d_" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    )
    return Document(id=name, text=text, blocks=blocks(text), **metadata)
