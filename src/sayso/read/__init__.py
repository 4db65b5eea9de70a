"""Read the one document that a source holds: ``sayso.read("article.html")`` gives its `Reading`.

    read(source, *, model=..., settings=None, knowledge=None) -> Reading

``source`` is a path, ``-`` for standard input, or a `Source`; ``model`` another installed spaCy pipeline; ``settings``
the limits of the readers; ``knowledge`` what `sayso.knowledge.load` makes of an ``actors.toml``. Raises `ReadError`
when the source is refused or holds more than one document (`sayso.run` reads them all), `ModelError` when the pipeline
is not installed or unfit.

The package of that name makes Documents of bytes: `items` takes a source apart, `documents` reads its items with a
reader for each kind, chosen by content.
"""

from __future__ import annotations

import inspect
import io
import sys
from collections import Counter
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from sayso.errors import ReadError
from sayso.read import html, jsonl, markdown, pdf, sniff, text
from sayso.read.contents import held, items
from sayso.read.item import Item
from sayso.read.media import HTML, JSON, MARKDOWN, PDF, TEXT, charset
from sayso.read.source import Skipped, Source
from sayso.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from sayso.document import Document

__all__ = ["READERS", "Item", "Reader", "Skipped", "Source", "documents", "items"]

_TOLD = ("title", "author", "outlet", "published", "url")


class Reader(Protocol):
    """Reads the document of an item; raises ReadError where it cannot be read."""

    def __call__(
        self, stream: BinaryIO, *, name: str, settings: Settings, charset: str | None = None
    ) -> Iterator[Document]:
        """Yield the document; ``charset`` is the encoding that a server named."""


READERS: dict[str, Reader] = {
    TEXT: text.read,
    MARKDOWN: markdown.read,
    HTML: html.read,
    PDF: pdf.read,
    JSON: jsonl.read,
}


def documents(
    source: Source | Item | str | os.PathLike[str], *, settings: Settings = DEFAULT
) -> Iterator[Document | Skipped]:
    """Read what a source holds, or one item of it: `items` tells what a source may be, but folders and patterns.

    Nothing is raised for a source that cannot be read and nothing passed over: each document
    comes, or a `Skipped` with the reason.
    """
    if isinstance(source, Item):
        yield from _of_item(source, settings)
        return
    for item in held(Source.of(source), settings=settings, passed_over=Counter()):
        if isinstance(item, Skipped):
            yield item
        else:
            yield from _of_item(item, settings)


def _of_item(item: Item, settings: Settings) -> Iterator[Document | Skipped]:
    kind = sniff.hinted("", item.media_type) or item.media_type
    try:
        if kind not in READERS:
            raise sniff.no_reader(item.name, kind)
        if item.kind == "entry":
            yield _told(html.entry(item.data, name=item.name, settings=settings, title=item.title), item)
            return
        for document in READERS[kind](
            io.BytesIO(item.data), name=item.name, settings=settings, charset=charset(item.media_type)
        ):
            yield _told(document, item)
    except ReadError as error:
        yield Skipped(item.name, error)


def _told(document: Document, item: Item) -> Document:
    """Let what was told beside the document go before what it says of itself; its id is made of both."""
    fields = {field: told for field in _TOLD if (told := getattr(item, field)) is not None}
    if item.kind == "row" or not fields:
        # A row tells it in its own fields.
        return document
    known = {field: getattr(document, field) for field in _TOLD} | fields
    return replace(
        document, id=text.identify(document.text, **{key: value for key, value in known.items() if value}), **fields
    )


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
