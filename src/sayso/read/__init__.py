"""Read the one document that a source holds: ``sayso.read("article.html")`` gives its `Reading`.

    read(source, *, model=..., settings=None, knowledge=None) -> Reading

``source`` is a path, ``-`` for standard input, or a `Source`; ``model`` another installed spaCy pipeline; ``settings``
the limits of the readers; ``knowledge`` what `sayso.knowledge.load` makes of an ``actors.toml``. Raises `ReadError`
when the source is refused or holds more than one document (`sayso.run` reads them all), `ModelError` when the pipeline
is not installed or unfit.

The package of that name makes Documents of bytes: a reader for each kind of source, chosen by its content.
"""

from __future__ import annotations

import inspect
import io
import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from sayso.errors import ReadError
from sayso.read import html, jsonl, markdown, pdf, sniff, text
from sayso.read.limits import too_much
from sayso.read.source import Skipped, Source
from sayso.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from sayso.document import Document

__all__ = ["READERS", "Reader", "Skipped", "Source", "documents"]


class Reader(Protocol):
    """Reads the documents of a stream; raises ReadError where the whole of it cannot be read."""

    def __call__(self, stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Document | Skipped]:
        """Yield each document, or why it was skipped, in the order of the stream."""


READERS: dict[str, Reader] = {
    sniff.TEXT: text.read,
    sniff.MARKDOWN: markdown.read,
    sniff.HTML: html.read,
    sniff.PDF: pdf.read,
    sniff.JSON_LINES: jsonl.read,
}


def documents(source: Source | str | os.PathLike[str], *, settings: Settings = DEFAULT) -> Iterator[Document | Skipped]:
    """Read what a source holds: one document, or one a line of JSON lines.

    Nothing is raised for a source that cannot be read and nothing passed over: each document
    comes, or a `Skipped` with the reason.
    """
    source = Source.of(source)
    try:
        with source.open() as stream:
            head = stream.read(sniff.HEAD_LENGTH)
            hint = sniff.hinted(source.name, source.media_type)
            kind = sniff.media_type(head, name=source.name, hint=hint)
            byte_count = source.byte_count()
            if kind != sniff.JSON_LINES and byte_count is not None and byte_count > settings.max_bytes:
                reason = f"it is {byte_count:,} bytes long, more than {settings.max_bytes:,}"
                raise too_much(source.name, reason, "max_bytes")
            yield from READERS[kind](_from_start(head, stream), name=source.name, settings=settings)
    except ReadError as error:
        yield Skipped(source.name, error)
    except OSError as error:
        yield Skipped(source.name, source.unreachable(error))


def _from_start(head: bytes, stream: BinaryIO) -> BinaryIO:
    """Give the stream with its first bytes again; standard input cannot be wound back."""
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


class _Callable(ModuleType):
    """Importing this package binds ``sayso.read`` to it, over the public function: so it is that function too."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - what `pipeline.read` takes and gives
        from sayso import pipeline  # noqa: PLC0415 - it imports this package

        return pipeline.read(*args, **kwargs)

    @property
    def __signature__(self) -> inspect.Signature:
        from sayso import pipeline  # noqa: PLC0415 - likewise

        return inspect.signature(pipeline.read)

    def __reduce__(self) -> tuple[Any, ...]:
        # So that it may be handed to a process pool, as a function may.
        return import_module, (self.__name__,)


sys.modules[__name__].__class__ = _Callable
