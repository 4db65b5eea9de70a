"""JSON lines: one document a line, read line by line, whatever the length of the file."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.errors import ReadError
from sayso.read import limits, text
from sayso.read.item import Item
from sayso.read.media import JSON
from sayso.read.published import published
from sayso.read.source import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.document import Document
    from sayso.settings import Settings

_FIELDS = ("title", "outlet", "author", "agency", "url")
# Nothing but a bomb has more.
MAX_BLANK = 1_000_000
_SHAPE = 'write {"id": ..., "text": ...} on each line'


def items(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Item | Skipped]:
    """Yield each line that is not blank; one that is too long is skipped with its number, and the rest go on.

    Raises:
        ReadError: when blank lines have no end.
    """
    blank = 0
    for number, line in enumerate(_lines(stream, settings.max_bytes), start=1):
        where = f"{name} line {number}"
        blank = 0 if line is None or line.strip() else blank + 1
        if blank > MAX_BLANK:
            raise ReadError(name, f"it has more than {MAX_BLANK:,} blank lines behind each other", "leave them out")
        if line is None:
            error = limits.too_much(where, f"it holds more than {settings.max_bytes:,} bytes", "max_bytes")
            yield Skipped(where, error)
        elif not blank:
            yield Item(name=where, kind="line", data=line.rstrip(b"\r\n"), media_type=JSON)


def read(stream: BinaryIO, *, name: str, settings: Settings, charset: str | None = None) -> Iterator[Document]:  # noqa: ARG001 - JSON is UTF-8
    """Read the document of one line."""
    line = limits.whole(stream, name=name, settings=settings)
    # Each list and object takes a hundred times the room that it has in the line.
    if line.count(b"{") + line.count(b"[") + line.count(b'":') > settings.max_elements:
        raise limits.too_much(name, f"it has more than {settings.max_elements:,} elements", "max_elements")
    yield limits.admit(_document(line, name), name=name, settings=settings)


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield each line; None for one longer than ``limit``, which is passed over and never held."""
    first = True
    while line := stream.readline(limit + 1):
        if first:
            line, first = line.removeprefix(codecs.BOM_UTF8), False
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(limit + 1)) and not rest.endswith(b"\n"):
            pass
        yield None


def _document(line: bytes, where: str) -> Document:
    try:
        written = line.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 (byte {error.start:,} of the line is 0x{line[error.start]:02x})"
        raise ReadError(where, reason, "save the file as UTF-8") from error
    try:
        # Not strict: line breaks and tabs written raw inside a string are common and plain enough.
        fields = json.loads(written, strict=False)
    except json.JSONDecodeError as error:
        raise ReadError(where, f"it is no JSON: {error.msg.lower()} at column {error.colno}", _SHAPE) from error
    except RecursionError as error:
        raise ReadError(where, "its JSON is nested too deep", _SHAPE) from error
    except ValueError as error:
        raise ReadError(where, f"it is no JSON: {str(error).lower()}", _SHAPE) from error
    if not isinstance(fields, dict):
        raise ReadError(where, f"it is {_kind(fields)}, not an object", _SHAPE)
    words = fields.get("text")
    if words is None:
        raise ReadError(where, 'it has no "text"', _SHAPE)
    if not isinstance(words, str):
        raise ReadError(where, f'its "text" is {_kind(words)}, not a string', _SHAPE)
    day = _string(fields, "published")
    return text.document(
        words, id=_id(fields), published=published(day), **{field: _string(fields, field) for field in _FIELDS}
    )


def _id(fields: dict[str, Any]) -> str | None:
    found = fields.get("id")
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return found if isinstance(found, str) and found else None


def _string(fields: dict[str, Any], name: str) -> str | None:
    found = fields.get(name)
    return found if isinstance(found, str) and found.strip() else None


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
        str: "a string",
    }
    return "null" if value is None else names[type(value)]
