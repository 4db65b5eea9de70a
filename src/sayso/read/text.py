"""Plain text to Document."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from sayso.document import Block, Document
from sayso.read import head, limits
from sayso.read.decoding import decode
from sayso.read.furniture import is_furniture
from sayso.read.lines import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.settings import Settings


def read(stream: BinaryIO, *, name: str, settings: Settings, charset: str | None = None) -> Iterator[Document]:
    """Read a text file; its text is what it holds, character for character."""
    text = decode(limits.whole(stream, name=name, settings=settings), name=name, declared=charset)
    yield limits.admit(document(text), name=name, settings=settings)


def document(text: str, **metadata: str | None) -> Document:
    """Make the document of a plain text.

    What ``metadata`` does not give, the head of the text may. Without an ``id`` it is named by a
    hash of the text and of what was given, so the same words from two outlets are two documents.
    """
    title = metadata.get("title")
    blocks, found = head.recognise(text, _blocks(text), title=title)
    return assemble(text, blocks, found, **metadata)


def assemble(text: str, blocks: list[Block], found: head.Head, **metadata: str | None) -> Document:
    """Put a document together: what was given goes before what its head says."""
    given = {key: value for key, value in metadata.items() if value is not None}
    name = given.pop("id", None) or identify(text, **given)
    said = {key: getattr(found, key) for key in ("title", "outlet", "author", "agency", "published")}
    return Document(id=name, text=text, blocks=tuple(blocks), **{**said, **given})


def identify(text: str, **given: str) -> str:
    """Make an id from the text and what is known of it."""
    named = "\x1f".join([text, *(f"{key}={given[key]}" for key in sorted(given))])
    return "d_" + hashlib.blake2b(named.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _blocks(text: str) -> list[Block]:
    spans = paragraphs(text, alone=head.stands_alone)
    return mark([Block(start=start, end=end, kind="paragraph") for start, end in spans], text)


def mark(blocks: list[Block], text: str, *, headings: bool = True) -> list[Block]:
    """Tell furniture from paragraphs, and headings by their words where nothing else tells them."""
    out: list[Block] = []
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.kind == "paragraph" and is_furniture(words):
            out.append(replace(block, kind="furniture"))
        elif (
            headings
            and block.kind == "paragraph"
            and head.is_heading(words, None if after is None else text[after.start : after.end])
        ):
            out.append(replace(block, kind="heading"))
        else:
            out.append(block)
    return out
