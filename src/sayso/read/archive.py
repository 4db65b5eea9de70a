"""Members of a .zip and of a .tar, read where they lie: nothing is written to a disk, whatever a member is called."""

from __future__ import annotations

import io
import re
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, TYPE_CHECKING, BinaryIO

from sayso.errors import ReadError
from sayso.read import limits
from sayso.read.item import plain_name
from sayso.read.packed import BrokenError, Ratio, broken
from sayso.read.source import Skipped

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from sayso.settings import Settings

_PIECE = 1 << 20
_BLOCK = 512
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_OF_DIRECTORY_64 = b"PK\x06\x06"
_ENTRY = b"PK\x01\x02"
_ENDS_WITHIN = 65_536 + 22 + 76
_NAMES_UTF8, _ENCRYPTED = 0x800, 0x1
# What WACZ 1.1 asks for: https://specs.webrecorder.net/wacz/1.1.1/
_PACKAGE_OF_WACZ = "datapackage.json"
_WARC_OF_WACZ = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What zipfile says of a damaged file, by the place where it notices.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, NotImplementedError, RuntimeError
)  # fmt: skip
# What a name and its like may take in a tar; POSIX systems stop at 4,096.
_LONGEST_HEADER = 65_536
_LONG_NAME, _PAX, _PAX_OF_ALL = b"L", b"x", b"g"
_AGAIN = "download or copy it again"


@dataclass(frozen=True, slots=True)
class Member:
    """A member that is a file: read ``stream`` before the next member is asked for."""

    name: str
    inner_name: str
    stream: BinaryIO
    byte_count: int


class _Names:
    """The names of the members so far; one that comes again is told apart by its number."""

    def __init__(self, archive: str, settings: Settings) -> None:
        self._archive, self._limit = archive, settings.max_members
        self._seen: set[int] = set()
        self._again: dict[str, int] = {}
        self._count = 0

    def name(self, inner: str) -> str:
        self._count += 1
        if self._count > self._limit:
            raise too_many(self._archive, self._limit)
        whole = f"{self._archive}!{plain_name(inner)}"
        # The hash alone is kept: two names with one would only be numbered without need.
        if (key := hash(whole)) not in self._seen:
            self._seen.add(key)
            return whole
        self._again[whole] = number = self._again.get(whole, 1) + 1
        return f"{whole} (number {number} of that name)"


def too_many(name: str, limit: int) -> BrokenError:
    """Make the refusal of an archive with too many members."""
    return broken(limits.too_much(name, f"it has more than {limit:,} members", "max_members"))


def zip_members(
    stream: BinaryIO, *, name: str, settings: Settings, passed_over: Counter[str]
) -> Iterator[Member | Skipped]:
    """Yield the files of a .zip in the order of its directory; ``stream`` must be one that can be wound.

    Raises:
        ReadError: when it cannot be opened.
        BrokenError: when its members together are a bomb.
    """
    length = stream.seek(0, io.SEEK_END)
    _count_entries(stream, length, name, settings)
    ratio = Ratio(name, settings, packed=length)
    names = _Names(name, settings)
    with _opened(stream, name) as archive:
        held = archive.NameToInfo
        is_wacz = _PACKAGE_OF_WACZ in held and any(map(_WARC_OF_WACZ.fullmatch, held))
        if _overlap(archive.infolist()):
            advice = "no program that packs files writes it so; ask for it again"
            raise ReadError(name, "its members share their packed bytes, as those of a bomb do", advice)
        for info in archive.infolist():
            inner = _name(info)
            if inner.endswith("/"):
                passed_over["folder"] += 1
                continue
            if is_wacz and not _WARC_OF_WACZ.fullmatch(inner):
                passed_over["index of a WACZ"] += 1
                continue
            whole = names.name(inner)
            try:
                _check(info, whole)
                with archive.open(info) as member:
                    checked = _Checked(member, whole, ratio)
                    yield Member(whole, inner, io.BufferedReader(checked, 65_536), info.file_size)
            except BrokenError:
                raise
            except ReadError as error:
                yield Skipped(whole, error)
            except _DAMAGE as error:
                yield Skipped(whole, _damaged(whole, error))


def _count_entries(stream: BinaryIO, length: int, name: str, settings: Settings) -> None:
    """Look how long the directory is before it is read whole.

    Raises:
        ReadError: when there is none, or it is too long.
    """
    stream.seek(max(0, length - _ENDS_WITHIN))
    tail = stream.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22:  # noqa: PLR2004 - the length of that record
        raise ReadError(name, "it is cut short: a .zip ends with its directory and this does not", _AGAIN)
    (size,) = struct.unpack_from("<L", tail, at + 12)
    at_64 = tail.rfind(_END_OF_DIRECTORY_64, 0, at)
    if at_64 >= 0 and len(tail) - at_64 >= 56:  # noqa: PLR2004 - the length of that record
        size = max(size if size != 0xFFFFFFFF else 0, *struct.unpack_from("<Q", tail, at_64 + 40))  # noqa: PLR2004 - "see elsewhere"
    end = length - len(tail) + at
    # An entry is some 100 bytes long; one with a name of 65,000 is allowed, a million of them are not.
    if size > 256 * settings.max_members:
        raise too_many(name, settings.max_members)
    stream.seek(max(0, end - size - 76))
    left, count, before = min(size + 76, end), 0, b""
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
        count += (before + piece).count(_ENTRY)
        before = piece[-3:]
    if count > settings.max_members:
        raise too_many(name, settings.max_members)


def _opened(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _DAMAGE as error:
        raise _damaged(name, error) from error


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether a member begins within another; newer versions of Python refuse such members one by one."""
    stretches = sorted((each.header_offset, each.header_offset + each.compress_size) for each in members)
    return any(end > start for (_, end), (start, _) in pairwise(stretches))


def _name(info: zipfile.ZipInfo) -> str:
    """Give the name as it was meant: many programs write UTF-8 without saying so."""
    if info.flag_bits & _NAMES_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _check(info: zipfile.ZipInfo, whole: str) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise ReadError(whole, "it is encrypted", "unpack the archive with its password and name the files")
    if info.compress_type not in _METHODS:
        raise ReadError(whole, f"it is packed by method {info.compress_type}", "unpack the archive and name the files")


class _Checked(io.RawIOBase):
    """A member whose damage is told in our words."""

    def __init__(self, inner: IO[bytes], name: str, ratio: Ratio) -> None:
        self._inner, self._name, self._ratio = inner, name, ratio

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than the stub's buffer
        try:
            data = self._inner.read(len(buffer))
        except _DAMAGE as error:
            raise _damaged(self._name, error) from error
        self._ratio.add(len(data))
        buffer[: len(data)] = data
        return len(data)


def _damaged(name: str, error: Exception) -> ReadError:
    said = str(error).splitlines()[0].lower() if str(error) else type(error).__name__
    return ReadError(name, f"it is damaged ({plain_name(said)})", _AGAIN)


def tar_members(
    stream: BinaryIO, *, name: str, settings: Settings, passed_over: Counter[str]
) -> Iterator[Member | Skipped]:
    """Yield the files of a .tar as they come.

    The standard library's reader keeps every header and takes a name of a gigabyte; here a header is read at a time.

    Raises:
        BrokenError: when it is damaged or cut short.
    """
    names = _Names(name, settings)
    told: dict[str, str] = {}
    at = 0
    while (header := stream.read(_BLOCK)) and header.strip(b"\0"):
        info = _header(header, name, at)
        at += _BLOCK
        size = _size(told.get("size"), info.size)
        padded = -(-size // _BLOCK) * _BLOCK
        if info.type in (_LONG_NAME, _PAX, _PAX_OF_ALL):
            if size > _LONGEST_HEADER:
                raise BrokenError(name, f"its header at byte {at - _BLOCK:,} is {size:,} bytes long", _AGAIN)
            data = stream.read(padded)[:size]
            if info.type == _LONG_NAME:
                told["path"] = data.rstrip(b"\0").decode("utf-8", "surrogateescape")
            elif info.type == _PAX:
                told.update(_pax(data))
            at += padded
            continue
        inner = told.get("path", info.name)
        sparse = any(key.startswith("GNU.sparse") for key in told)
        told = {}
        part = _Part(stream, size, name)
        if info.type in (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE) and not inner.endswith("/"):
            whole = names.name(inner)
            if sparse:
                yield Skipped(whole, ReadError(whole, "it is stored with holes in it", "unpack the archive"))
            else:
                yield Member(whole, inner, io.BufferedReader(part, 65_536), size)
        elif info.type == tarfile.GNUTYPE_SPARSE:
            whole = names.name(inner)
            yield Skipped(whole, ReadError(whole, "it is stored with holes in it", "unpack the archive"))
        else:
            # Links, devices and pipes are never made.
            passed_over["folder" if info.isdir() else "link or device"] += 1
        part.pass_over(padded)
        at += padded


def _header(data: bytes, name: str, at: int) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(data, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError) as error:
        raise BrokenError(name, f"it is damaged at byte {at:,}: no member begins there", _AGAIN) from error


def _size(told: str | None, in_header: int) -> int:
    """Take the size that stands before the header where there is one; it has room for more digits."""
    return int(told) if told is not None and told.isdecimal() and len(told) < 20 else max(in_header, 0)  # noqa: PLR2004 - digits of 2**64


def _pax(data: bytes) -> dict[str, str]:
    """Read records of the form ``27 path=a/b/c.html``; what follows a broken one is left."""
    found: dict[str, str] = {}
    at = 0
    while (space := data.find(b" ", at, at + 8)) > at and data[at:space].isdigit():
        length = int(data[at:space])
        key, equals, value = data[space + 1 : at + length].partition(b"=")
        if not equals or not value.endswith(b"\n"):
            break
        found[key.decode("utf-8", "replace")] = value[:-1].decode("utf-8", "surrogateescape")
        at += length
    return found


class _Part(io.RawIOBase):
    """The next so many bytes of a stream."""

    def __init__(self, stream: BinaryIO, size: int, name: str) -> None:
        self._stream, self._left, self._name = stream, size, name
        self._read_count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than the stub's buffer
        data = self._take(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)

    def pass_over(self, padded: int) -> None:
        """Go to the next header."""
        while self._read_count < padded:
            self._take(min(_PIECE, padded - self._read_count))

    def _take(self, count: int) -> bytes:
        data = self._stream.read(count) if count else b""
        if count and not data:
            raise BrokenError(self._name, "it is cut short within a member", _AGAIN)
        self._read_count += len(data)
        return data
