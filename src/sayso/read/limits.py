"""What every reader asks before and after it parses: not too large, not empty, in English."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import ReadError
from sayso.read.language import english_name, identify
from sayso.settings import variable

if TYPE_CHECKING:
    from sayso.document import Document
    from sayso.settings import Settings


def whole(stream: BinaryIO, *, name: str, settings: Settings) -> bytes:
    """Read a stream to its end.

    Raises:
        ReadError: when it is longer than ``max_bytes``.
    """
    data = stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise too_much(name, f"it holds more than {settings.max_bytes:,} bytes", "max_bytes")
    return data


def too_much(name: str, reason: str, setting: str) -> ReadError:
    """Make the refusal of a source beyond a limit, with the way to raise it."""
    return ReadError(name, reason, f"split it, or raise the limit with {variable(setting)}")


def admit(document: Document, *, name: str, settings: Settings) -> Document:
    """Let a document in, its language filled in where it can be told.

    Raises:
        ReadError: when it has no words, has too many, or is in another language than English.
    """
    count = len(document.text)
    if count > settings.max_characters:
        reason = f"its text is {count:,} characters long, more than {settings.max_characters:,}"
        raise too_much(name, reason, "max_characters")
    if not document.text.strip(" \t\r\n\f\v\x00\ufeff"):
        raise ReadError(name, "it holds no words", "check that it was saved or downloaded whole")
    language = identify(_sample(document))
    if language not in (None, "en"):
        reason = f"it is in {english_name(language)}, and sayso reads English"
        raise ReadError(name, reason, "read an English translation of it")
    return document if language is None else replace(document, language=language)


_SAMPLE_LENGTH = 2000


def _sample(document: Document) -> str:
    """Take the first words of the article itself: menus and mastheads may be in any language."""
    pieces: list[str] = []
    length = 0
    for block in document.blocks:
        if block.kind in ("paragraph", "heading", "title"):
            pieces.append(document.text[block.start : min(block.end, block.start + _SAMPLE_LENGTH)])
            length += len(pieces[-1])
            if length >= _SAMPLE_LENGTH:
                break
    return " ".join(pieces)[:_SAMPLE_LENGTH]
