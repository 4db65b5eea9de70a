"""Files that are there whole or not at all: written beside their place, and renamed at the end."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from sayso.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Delivery:
    """Files under way: none is there under its own name before all of them are whole."""

    def __init__(self, *, overwrite: bool) -> None:
        """Deliver over what is there already only if ``overwrite``."""
        self.overwrite = overwrite
        self._under_way: list[tuple[Path, Path]] = []
        self._made_folders: list[Path] = []

    def folder(self, path: Path) -> None:
        """Make a folder, where it is not there.

        Raises:
            ExportError: when something else is there, or nothing to make it in.
        """
        if path.is_dir():
            return
        if path.exists():
            message = f"{path} is no folder; name another for the tables"
            raise ExportError(message)
        self._need_folder(path.parent)
        path.mkdir()
        self._made_folders.append(path)

    def refuse(self, *paths: Path) -> None:
        """Refuse to write over what is there.

        Raises:
            ExportError: when one of ``paths`` is, or has no folder to be in.
        """
        for path in paths:
            if path.is_dir():
                message = f"{path} is a folder; name a file"
                raise ExportError(message)
            if path.is_file() and not self.overwrite:
                message = f"{path} is there already; --force (overwrite=True) writes over it"
                raise ExportError(message)
            self._need_folder(path.parent)

    def _need_folder(self, path: Path) -> None:
        if not path.is_dir():
            message = f"there is no folder {path}; make it first, or check the path"
            raise ExportError(message)

    @contextmanager
    def file(self, path: Path) -> Iterator[BinaryIO]:
        """Open a file to write; a device or pipe is written at once."""
        self.refuse(path)
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        # What the name leads to is replaced, not the link.
        final = path.resolve()
        beside = final.with_name(f".sayso-{secrets.token_hex(8)}.part")
        self._under_way.append((beside, final))
        try:
            opened = beside.open("xb")
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error
        with _Named(opened, path) as stream:
            yield cast("BinaryIO", stream)
            stream.sync()

    def deliver(self) -> None:
        """Give all files their names."""
        self.refuse(*(final for _, final in self._under_way))
        while self._under_way:
            beside, final = self._under_way[0]
            beside.replace(final)
            self._under_way.pop(0)

    def give_up(self) -> None:
        """Leave nothing behind that was not there."""
        for beside, _ in self._under_way:
            beside.unlink(missing_ok=True)
        for folder in reversed(self._made_folders):
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def delivery(*, overwrite: bool) -> Iterator[Delivery]:
    """Deliver what is written within, all of it or, where that fails, nothing."""
    under_way = Delivery(overwrite=overwrite)
    try:
        yield under_way
        under_way.deliver()
    except BaseException:
        under_way.give_up()
        raise


class _Named:
    """A file whose errors name the file that it is to be."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream = stream
        self._path = path
        self.closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, data: bytes) -> int:
        try:
            return self._stream.write(data)
        except OSError as error:
            raise self._named(error) from error

    def writelines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            raise self._named(error) from error

    def sync(self) -> None:
        self.flush()
        try:
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise self._named(error) from error

    def close(self) -> None:
        # What is left in the buffer of a full disk fails once more, and would hide the error that names the file.
        self.closed = True
        with suppress(OSError):
            self._stream.close()

    def tell(self) -> int:
        return self._stream.tell()

    def _named(self, error: OSError) -> OSError:
        return OSError(error.errno, error.strerror, str(self._path))
