"""Source: where bytes come from, under the name a person knows it by; Skipped: what could not be read of it."""

from __future__ import annotations

import io
import os
import stat
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import FailedError, ReadError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDARD_INPUT = "-"
_KINDS_OF_FILE = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, standard input, or bytes at hand.

    ``media_type`` is what somebody said it is (a server, a form): like the ending of a file
    name, a hint that its content may overrule. ``url`` and ``fetched_at`` tell where bytes at hand come from;
    ``text_column`` names the column of a table that holds the text, where its own name does not tell. Files below
    the folder ``home`` are named from there.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    media_type: str | None = None
    url: str | None = None
    fetched_at: datetime | None = None
    text_column: str | None = None
    home: Path | None = None

    @classmethod
    def of(cls, source: Source | str | os.PathLike[str]) -> Source:
        """Name a file by its path, or standard input by ``-``."""
        if isinstance(source, Source):
            return source
        name = os.fspath(source)
        if name == STANDARD_INPUT:
            return cls(name="standard input")
        return cls(name=name, path=Path(name))

    def at(self, path: Path) -> Source:
        """Give a source like this one that is the file at ``path``, such as one in this folder."""
        return replace(self, name=self.named(path), path=path)

    def named(self, path: Path) -> str:
        """Name a file as this source names files."""
        if self.home is None or path == self.home or not path.is_relative_to(self.home):
            return str(path)
        return str(path.relative_to(self.home))

    @classmethod
    def of_bytes(cls, data: bytes, *, name: str, media_type: str | None = None) -> Source:
        """Name bytes at hand; an ending of ``name`` is a hint as a file's is."""
        return cls(name=name, data=data, media_type=media_type)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the source for reading, once.

        Raises:
            UnreachableError: when it is not there or may not be read.
            ReadError: when it is a folder, a pipe or a device.
        """
        if self.data is not None:
            yield io.BytesIO(self.data)
            return
        if self.path is None:
            yield sys.stdin.buffer
            return
        # The type is asked for first: opening a pipe would wait for whoever writes to it.
        mode = self._look().st_mode
        if stat.S_ISDIR(mode):
            raise ReadError(self.name, "it is a folder", "name the files in it, for example with *.html")
        if not stat.S_ISREG(mode):
            kind = _KINDS_OF_FILE.get(stat.S_IFMT(mode), "no regular file")
            raise ReadError(self.name, f"it is {kind}", "pass - to read standard input, or copy it to a file first")
        try:
            stream = self.path.open("rb")
        except OSError as error:
            raise self.unreachable(error) from error
        with stream:
            yield stream

    def byte_count(self) -> int | None:
        """Tell how long the source is, where that is known without reading it."""
        if self.data is not None:
            return len(self.data)
        return None if self.path is None else self._look().st_size

    def unreachable(self, error: OSError) -> UnreachableError:
        """Say what the operating system said, and what to do about it."""
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return UnreachableError(self.name, "there is no such file", "check the path, or whether it was moved")
        if isinstance(error, PermissionError):
            return UnreachableError(self.name, "permission denied", "check with ls -l who may read it")
        reason = (error.strerror or str(error) or type(error).__name__).lower()
        return UnreachableError(self.name, reason, "check the disk or the network share, then try again")

    def _look(self) -> os.stat_result:
        path = Path(self.name) if self.path is None else self.path
        try:
            return path.stat()
        except OSError as error:
            raise self.unreachable(error) from error
        except ValueError as error:
            raise ReadError(self.name, "its name holds a NUL character", "check the path") from error


@dataclass(frozen=True, slots=True)
class Skipped:
    """One document that could not be read: ``source`` names the file, and the line where it has many.

    ``retryable`` tells whether the same source may be readable the next time.
    """

    source: str
    error: ReadError

    @property
    def retryable(self) -> bool:
        """Tell whether trying again may help: the source was out of reach, or sayso itself failed."""
        return isinstance(self.error, UnreachableError | FailedError)
