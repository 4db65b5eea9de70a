"""gzip, bzip2 and xz, unpacked piece by piece: a bomb is told by its ratio before it is held."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

from sayso.errors import ReadError
from sayso.read import limits
from sayso.read.media import BZIP2, GZIP, XZ

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.settings import Settings

DEFLATE = "deflate"
MAGIC = {GZIP: b"\x1f\x8b", BZIP2: b"BZh", XZ: b"\xfd7zXZ\x00", DEFLATE: b""}
# What may come out before the ratio counts: a small file that packs well harms nobody.
SLACK = 10_000_000
_PIECE = 65_536
# The largest dictionary that `xz -9` writes, and what it needs beside it.
_XZ_MEMORY = 100_000_000


DAMAGE = (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError)


class BrokenError(ReadError):
    """What holds the documents cannot be read any further; those before are read."""


def broken(error: ReadError) -> BrokenError:
    """Let a refusal end the whole that holds the document."""
    return BrokenError(error.source, error.reason, error.advice)


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class Inflate:
    """zlib's decompressor with the manners of those of bz2 and lzma."""

    def __init__(self, window_bits: int) -> None:
        """Take gzip's header with 31, zlib's with 15, none with -15."""
        self._inner = zlib.decompressobj(window_bits)
        self._full = False

    @property
    def eof(self) -> bool:
        """Tell whether the packed data ended."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Tell whether nothing more comes without more packed data."""
        # A full piece may not have been all: zlib keeps up to a window of it back.
        return not self._inner.unconsumed_tail and not self._full

    @property
    def unused_data(self) -> bytes:
        """Give what stood behind the end."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Unpack at most ``max_length`` bytes."""
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max(max_length, 0))
        self._full = len(out) == max_length
        return out


_MAKERS: dict[str, Callable[[], _Decompressor]] = {
    GZIP: lambda: Inflate(31),
    DEFLATE: lambda: Inflate(15),
    BZIP2: bz2.BZ2Decompressor,
    XZ: lambda: lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY),
}


class Ratio:
    """What went in and what came out; too much of it is refused."""

    def __init__(self, name: str, settings: Settings, *, packed: int = 0) -> None:
        """Count for the source ``name``, of whose packed bytes ``packed`` are known."""
        self.packed, self.unpacked = packed, 0
        self._name, self._limit = name, settings.max_ratio

    def add(self, unpacked: int) -> None:
        """Count what came out; refuse to go on where it is more than any honest packing gives.

        Raises:
            BrokenError: when it is a bomb.
        """
        self.unpacked += unpacked
        if self.unpacked > SLACK and self.unpacked > self._limit * self.packed:
            reason = f"it unpacks to more than {self._limit:,} times its size"
            raise broken(limits.too_much(self._name, reason, "max_ratio"))


class Unpacked(io.RawIOBase):
    """A packed stream, unpacked as it is read; several packed pieces behind each other are one, as gzip has it."""

    def __init__(self, stream: BinaryIO, kind: str, *, name: str, settings: Settings) -> None:
        """Unpack ``stream``, which is ``kind`` of the constants above."""
        self._stream, self._kind, self._name = stream, kind, name
        self._inner = _MAKERS[kind]()
        self._ratio = Ratio(name, settings)
        self._rest = b""
        self._ended = False

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than the stub's buffer
        """Unpack into ``buffer``.

        Raises:
            BrokenError: when the packed data is damaged, cut short, or a bomb.
        """
        while not self._ended:
            if self._inner.eof:
                self._next_piece()
                continue
            data = self._rest
            if not data and self._inner.needs_input:
                data = self._read()
                if not data:
                    raise BrokenError(self._name, "its packed data is cut short", "download or copy it again")
            self._rest = b""
            out = self._unpack(data, len(buffer))
            if out:
                self._ratio.add(len(out))
                buffer[: len(out)] = out
                return len(out)
        return 0

    def _read(self) -> bytes:
        data = self._stream.read(_PIECE)
        self._ratio.packed += len(data)
        return data

    def _unpack(self, data: bytes, length: int) -> bytes:
        try:
            return self._inner.decompress(data, length)
        except DAMAGE as error:
            # bz2 says OSError of bad data; a disk that fails says it while reading, not here.
            reason = f"its packed data is damaged after {self._ratio.unpacked:,} unpacked bytes"
            raise BrokenError(self._name, reason, "download or copy it again") from error

    def _next_piece(self) -> None:
        rest = self._inner.unused_data or self._read()
        magic = MAGIC[self._kind]
        while rest and len(rest) < len(magic) and (more := self._read()):
            rest += more
        # Padding behind the last piece is passed over, as gzip does.
        if not magic or not rest.startswith(magic):
            self._ended = True
            return
        self._inner = _MAKERS[self._kind]()
        self._rest = rest


def unpacked(stream: BinaryIO, kind: str, *, name: str, settings: Settings) -> io.BufferedReader:
    """Give a packed stream as what it holds."""
    return io.BufferedReader(Unpacked(stream, kind, name=name, settings=settings), _PIECE)
