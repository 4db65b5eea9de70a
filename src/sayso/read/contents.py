"""What a source holds: its items, one at a time, however large it is."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import ReadError
from sayso.read import archive, feed, folder, jsonl, limits, media, packed, parquet, sniff, table, warc
from sayso.read.item import Item, plain_name
from sayso.read.media import BZIP2, CSV, FEED, GZIP, HTML, JSON_LINES, MARKDOWN, PARQUET, TAR, TEXT, WARC, XZ, ZIP
from sayso.read.packed import BrokenError
from sayso.read.source import Skipped, Source
from sayso.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

_PACKED = (GZIP, BZIP2, XZ)
_OF_CHARACTERS = (TEXT, MARKDOWN, HTML)
_PACKED_ENDINGS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar", ".gz": "", ".bz2": "", ".xz": ""}


def items(
    source: Source | str | os.PathLike[str],
    *,
    settings: Settings = DEFAULT,
    passed_over: Counter[str] | None = None,
) -> Iterator[Item | Skipped]:
    """Yield all that a source holds which is kept or refused on its own, in its order.

    A source may also be a folder, whose files are read in the order of their names, or a pattern such as
    ``news/**/*.html``. Nothing is raised: what cannot be read comes as `Skipped` and the rest goes on.
    ``passed_over`` counts what is no document and no fault: hidden files, requests in a WARC.
    """
    source = Source.of(source)
    counted: Counter[str] = Counter() if passed_over is None else passed_over
    if source.path is None:
        yield from held(source, settings=settings, passed_over=counted)
        return
    try:
        is_pattern = folder.is_pattern(str(source.path))
        tops = folder.matching(str(source.path)) if is_pattern else [source.path]
    except ValueError:
        # A NUL in the name, which opening it will tell.
        is_pattern, tops = False, [source.path]
    if is_pattern and not tops:
        yield Skipped(source.name, ReadError(source.name, "no file fits the pattern", "check it, and the folder"))
    for top in tops:
        if not _is_folder(top):
            yield from held(_file(source, top), settings=settings, passed_over=counted)
            continue
        for path in folder.files(top, passed_over=counted, source=source):
            if isinstance(path, Skipped):
                yield path
            else:
                yield from held(_file(source, path), settings=settings, passed_over=counted)


def held(source: Source, *, settings: Settings, passed_over: Counter[str]) -> Iterator[Item | Skipped]:
    """Yield the items of one file, of standard input, or of bytes at hand."""
    name = plain_name(source.name)
    try:
        with source.open() as stream:
            opening = _Opening(
                name=name,
                hint=sniff.hinted(source.name, source.media_type),
                byte_count=source.byte_count(),
                source=source,
                settings=settings,
                passed_over=passed_over,
            )
            yield from opening.items(stream)
    except ReadError as error:
        yield Skipped(name, error)
    except OSError as error:
        yield Skipped(name, source.unreachable(error))


def _file(source: Source, path: Path) -> Source:
    return source if path == source.path else source.at(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """A file or a member that is about to be read, and what is known of it; ``depth`` counts archives around it."""

    name: str
    hint: str | None
    byte_count: int | None
    source: Source
    settings: Settings
    passed_over: Counter[str]
    depth: int = 0
    is_unpacked: bool = False

    def items(self, stream: BinaryIO) -> Iterator[Item | Skipped]:
        head = _read(stream, sniff.HEAD_LENGTH)
        kind = sniff.media_type(head, name=self.name, hint=self.hint)
        if kind in (ZIP, TAR) and self.depth > self.settings.max_nesting:
            reason = f"it is an archive that lies in {self.depth} others"
            raise limits.too_much(self.name, reason, "max_nesting")
        if kind in (ZIP, PARQUET):
            yield from self._wound(kind, head, stream)
        else:
            yield from self._flowing(kind, head, from_start(head, stream))

    def _flowing(self, kind: str, head: bytes, stream: BinaryIO) -> Iterator[Item | Skipped]:
        """Read what is read from front to end."""
        name, settings = self.name, self.settings
        if kind in _PACKED:
            yield from self._unpacked(kind, head, stream)
        elif kind == TAR:
            members = archive.tar_members(stream, name=name, settings=settings, passed_over=self.passed_over)
            yield from self._members(members)
        elif kind == WARC:
            yield from warc.read(stream, name=name, settings=settings, passed_over=self.passed_over, packed=False)
        elif kind == JSON_LINES:
            yield from jsonl.items(stream, name=name, settings=settings)
        elif kind == CSV:
            column = self.source.text_column
            yield from table.items(stream, name=name, head=head, settings=settings, text_column=column)
        elif kind == FEED:
            yield from map(self._told, feed.items(stream, name=name, settings=settings))
        else:
            yield self._item(kind, stream)

    def _wound(self, kind: str, head: bytes, stream: BinaryIO) -> Iterator[Item | Skipped]:
        """Read what has its directory at the end, from the file itself or from memory."""
        settings = self.settings
        if self.depth or self.is_unpacked or not stream.seekable():
            self._admit_length()
            stream = io.BytesIO(limits.whole(from_start(head, stream), name=self.name, settings=settings))
        if kind == ZIP:
            members = archive.zip_members(stream, name=self.name, settings=settings, passed_over=self.passed_over)
            yield from self._members(members)
        else:
            column = self.source.text_column
            yield from parquet.items(stream, name=self.name, settings=settings, text_column=column)

    def _unpacked(self, kind: str, head: bytes, stream: BinaryIO) -> Iterator[Item | Skipped]:
        name, settings = self.name, self.settings
        if self.is_unpacked:
            raise ReadError(name, "it is packed twice", "unpack it once")
        if kind == GZIP and _unpacks_to_warc(head):
            yield from warc.read(stream, name=name, settings=settings, passed_over=self.passed_over, packed=True)
            return
        path = PurePath(name)
        ending = _PACKED_ENDINGS.get(path.suffix.lower())
        hint = None if ending is None else sniff.hinted(path.stem + ending)
        inner = replace(self, hint=hint, byte_count=None, is_unpacked=True)
        with packed.unpacked(stream, kind, name=name, settings=settings) as unpacked:
            yield from inner.items(unpacked)

    def _members(self, members: Iterator[archive.Member | Skipped]) -> Iterator[Item | Skipped]:
        for member in members:
            if isinstance(member, Skipped):
                yield member
                continue
            opening = _Opening(
                name=member.name,
                hint=sniff.hinted(member.inner_name),
                byte_count=member.byte_count,
                source=self.source,
                settings=self.settings,
                passed_over=self.passed_over,
                depth=self.depth + 1,
            )
            try:
                yield from opening.items(member.stream)
            except BrokenError as error:
                if error.source != member.name:
                    # What holds the member is broken, and the members behind it with it.
                    raise
                yield Skipped(member.name, error)
            except ReadError as error:
                yield Skipped(member.name, error)

    def _item(self, kind: str, stream: BinaryIO) -> Item:
        self._admit_length()
        data = limits.whole(stream, name=self.name, settings=self.settings)
        charset = media.charset(self.source.media_type) if not self.depth and kind in _OF_CHARACTERS else None
        item = Item(
            name=self.name,
            kind="member" if self.depth else "file",
            data=data,
            media_type=kind if charset is None else f"{kind}; charset={charset}",
        )
        return item if self.depth else replace(item, url=self.source.url, fetched_at=self.source.fetched_at)

    def _told(self, item: Item | Skipped) -> Item | Skipped:
        """Say of an entry when its feed was fetched."""
        return item if isinstance(item, Skipped) else replace(item, fetched_at=self.source.fetched_at)

    def _admit_length(self) -> None:
        limit = self.settings.max_bytes
        if self.byte_count is not None and self.byte_count > limit:
            reason = f"it is {self.byte_count:,} bytes long, more than {limit:,}"
            raise limits.too_much(self.name, reason, "max_bytes")


def _read(stream: BinaryIO, count: int) -> bytes:
    """Read so many bytes, or all there are: a pipe gives fewer at a time."""
    pieces = []
    while count and (piece := stream.read(count)):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _unpacks_to_warc(head: bytes) -> bool:
    try:
        return packed.Inflate(31).decompress(head, 5) == b"WARC/"
    except packed.DAMAGE:
        return False


def from_start(head: bytes, stream: BinaryIO) -> BinaryIO:
    """Give a stream with its first bytes again; standard input cannot be wound back."""
    return io.BufferedReader(_Rewound(head, stream))


class _Rewound(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than the stub's buffer
        if not self._head:
            data = self._rest.read(len(buffer))
            buffer[: len(data)] = data
            return len(data)
        count = min(len(buffer), len(self._head))
        buffer[:count], self._head = self._head[:count], self._head[count:]
        return count
