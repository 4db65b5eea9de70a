"""Where the pages of a Parquet file lie and to how much each unpacks, read before the library at hand sees any.

That library makes room for what a page says of itself, be it two gigabytes for a row, and ends the whole program on
some statistics that cannot be. Footer and page headers are structs in Thrift's compact protocol:
https://parquet.apache.org/docs/file-format/metadata/,
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_INTEGERS = (_I16, _I32, _I64)
# Fields by their numbers in parquet.thrift.
_ROW_GROUPS, _COLUMNS, _META_DATA = 4, 1, 3
_PATH, _TOTAL_PACKED_SIZE, _DATA_OFFSET, _DICTIONARY_OFFSET = 3, 7, 9, 11
_UNPACKED_SIZE, _PACKED_SIZE = 2, 3
_MAX_DEPTH = 16
_MAX_VARINT = 10
# Statistics in it may hold the first and the last text of the page.
_WINDOWS = (1 << 12, 1 << 16, 1 << 20)


class PageError(Exception):
    """What stands there is not what should."""


class Chunk(NamedTuple):
    """The pages of one column in one row group: the column's name, where they begin, and how long they are."""

    column: str
    start: int
    length: int


class _Page(NamedTuple):
    packed: int
    unpacked: int
    header: int


def chunks(footer: bytes) -> list[list[Chunk]]:
    """Give the chunks of each row group, as the footer tells them.

    Raises:
        PageError: when it is no footer.
    """
    reader = _Reader(footer)
    found: list[list[Chunk]] = []
    try:
        for field, kind in reader.fields():
            if (field, kind) == (_ROW_GROUPS, _LIST):
                found = [_group(reader) for _ in range(reader.list_of(_STRUCT))]
            else:
                reader.skip(kind, 0)
    except IndexError as error:
        message = "its footer is cut short"
        raise PageError(message) from error
    return found


def _group(reader: _Reader) -> list[Chunk]:
    found: list[Chunk] = []
    for field, kind in reader.fields():
        if (field, kind) == (_COLUMNS, _LIST):
            found = [_chunk(reader) for _ in range(reader.list_of(_STRUCT))]
        else:
            reader.skip(kind, 0)
    return found


def _chunk(reader: _Reader) -> Chunk:
    name, sizes = "", dict[int, int]()
    for field, kind in reader.fields():
        if (field, kind) != (_META_DATA, _STRUCT):
            reader.skip(kind, 0)
            continue
        for inner, inner_kind in reader.fields():
            if inner_kind in _INTEGERS:
                sizes[inner] = reader.integer()
            elif (inner, inner_kind) == (_PATH, _LIST):
                path = [reader.binary() for _ in range(reader.list_of(_BINARY))]
                name = path[0].decode("utf-8", "replace") if path else ""
            else:
                reader.skip(inner_kind, 0)
    starts = [at for at in (sizes.get(_DICTIONARY_OFFSET, 0), sizes.get(_DATA_OFFSET, 0)) if at > 0]
    return Chunk(name, min(starts, default=0), sizes.get(_TOTAL_PACKED_SIZE, 0))


def largest(stream: BinaryIO, start: int, length: int) -> int:
    """Give the unpacked length of the largest page in ``length`` bytes from ``start``.

    Raises:
        PageError: when the pages do not fill that stretch.
    """
    found, at = 0, start
    while at < start + length:
        page = _page(stream, at)
        at += page.header + page.packed
        found = max(found, page.unpacked, page.packed)
    return found


def _page(stream: BinaryIO, at: int) -> _Page:
    for window in _WINDOWS:
        stream.seek(at)
        data = stream.read(window)
        try:
            return _read(data)
        except IndexError:
            if len(data) < window:
                break
    message = f"no page begins at byte {at:,}"
    raise PageError(message)


def _read(data: bytes) -> _Page:
    reader = _Reader(data)
    sizes: dict[int, int] = {}
    for field, kind in reader.fields():
        if kind in _INTEGERS:
            sizes[field] = reader.integer()
        else:
            reader.skip(kind, 0)
    if min(sizes.get(_UNPACKED_SIZE, -1), sizes.get(_PACKED_SIZE, -1)) < 0:
        message = "a page does not tell its length"
        raise PageError(message)
    return _Page(sizes[_PACKED_SIZE], sizes[_UNPACKED_SIZE], reader.at)


class _Reader:
    """Raises IndexError where the data ends too early."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def fields(self) -> Iterator[tuple[int, int]]:
        number = 0
        while byte := self._byte():
            number = number + (byte >> 4) if byte >> 4 else self.integer()
            yield number, byte & 15

    def integer(self) -> int:
        found = self._varint()
        return (found >> 1) ^ -(found & 1)

    def skip(self, kind: int, depth: int) -> None:
        if depth > _MAX_DEPTH:
            message = "a page header is nested too deep"
            raise PageError(message)
        if kind in (_TRUE, _FALSE):
            return
        if kind in _INTEGERS:
            self._varint()
        elif kind in (_BYTE, _DOUBLE, _BINARY):
            self._pass({_BYTE: 1, _DOUBLE: 8}.get(kind) or self._varint())
        elif kind == _STRUCT:
            for _, inner in self.fields():
                self.skip(inner, depth + 1)
        elif kind in (_LIST, _SET):
            inner, count = self._list()
            self._skip_all([inner], count, depth)
        elif kind == _MAP:
            count = self._varint()
            byte = self._byte() if count else 0
            self._skip_all([byte >> 4, byte & 15], count, depth)
        else:
            message = f"a page header holds a field of kind {kind}"
            raise PageError(message)

    def list_of(self, kind: int) -> int:
        """Begin a list of such values and give their number."""
        found, count = self._list()
        # Each takes a byte at least.
        if (count and found != kind) or count > len(self._data):
            message = "a list is not of what it should be"
            raise PageError(message)
        return count

    def binary(self) -> bytes:
        length = self._varint()
        self._pass(length)
        return self._data[self.at - length : self.at]

    def _list(self) -> tuple[int, int]:
        byte = self._byte()
        return byte & 15, byte >> 4 if byte >> 4 != 15 else self._varint()  # noqa: PLR2004 - "more than 14"

    def _skip_all(self, kinds: list[int], count: int, depth: int) -> None:
        for _ in range(min(count, len(self._data))):
            for kind in kinds:
                # In a list a truth value takes a byte of its own.
                self.skip(_BYTE if kind in (_TRUE, _FALSE) else kind, depth + 1)

    def _pass(self, count: int) -> None:
        self.at += count
        if self.at > len(self._data):
            raise IndexError

    def _byte(self) -> int:
        self.at += 1
        return self._data[self.at - 1]

    def _varint(self) -> int:
        found = 0
        for shift in range(0, 7 * _MAX_VARINT, 7):
            byte = self._byte()
            found |= (byte & 127) << shift
            if not byte & 128:
                return found
        message = "a page header holds a number without end"
        raise PageError(message)
