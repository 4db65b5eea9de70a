"""What comes in: each source to its items, files from the disk and pages from the web alike."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.add import web as webs
from sayso.apart import Apart
from sayso.read import Item, Skipped, Source, folder

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from sayso.add.web import Web
    from sayso.settings import Settings
    from sayso.store.record import Record


@dataclass(frozen=True, slots=True)
class Came:
    """An item, or why there is none; ``source`` is what to add again where it fails."""

    piece: Item | Skipped
    source: str | None


def placed(source: Source, home: Path | None) -> Source:
    """Name a file from the folder of the record, else from the root: the same from wherever sayso is called."""
    if source.path is None or source.name != str(source.path) or "\0" in source.name:
        return source
    path = Path(os.path.abspath(source.path))  # noqa: PTH100 - which follows no link
    found = replace(source, home=home).at(path)
    if not folder.is_pattern(source.name):
        return found
    # In the name of a folder around a pattern, a bracket is a bracket.
    around = next((each for each in (Path.cwd(), home) if each is not None and path.is_relative_to(each)), Path("/"))
    return replace(found, path=Path(glob.escape(str(around))) / path.relative_to(around))


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place between items: ``after`` is called once all before it is safe in the record.

    Of marks with one ``key`` that are reached together only the last is called. Before one that ``waits`` all is
    finished and kept, and nothing is taken after it until then.
    """

    key: str
    after: Callable[[], object] = nothing
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A source, or why there is none, with what is known of its document beside it."""

    source: Source | Skipped
    again: str | None = None
    outlet: str | None = None
    published: str | None = None


class Incoming:
    """Turns sources into items; ``follow`` tells whether to fetch the articles of which a feed holds a summary."""

    def __init__(self, record: Record, *, settings: Settings, web: Web | None = None, follow: bool = True) -> None:
        """Open nothing yet."""
        self.record = record
        self.settings = settings
        self.web = web
        self.follow = follow
        self._open = ExitStack()

    def come(
        self, sources: Iterable[Source | str | os.PathLike[str] | Told | Mark]
    ) -> Generator[Came | Mark, None, None]:
        """Yield the items of all sources, in order; what cannot be read comes as `Skipped` and the rest goes on."""
        with self._open, Apart(self.settings) as apart:
            for each in sources:
                if isinstance(each, Mark):
                    yield each
                elif isinstance(each, Told):
                    yield from self._told(each, apart)
                elif isinstance(each, str) and webs.is_url(each):
                    yield from self._fetched(each, apart)
                else:
                    source = placed(Source.of(each), self.record.home)
                    again = source.name if source.path is not None else source.url
                    yield from self._items(source, again, apart)

    def _items(self, source: Source, again: str | None, apart: Apart) -> Iterator[Came | Mark]:
        """Yield what a source holds, and then that it could be opened, where only its items bear its name."""
        is_whole = True
        for piece in apart.items(source):
            name = piece.source if isinstance(piece, Skipped) else piece.name
            is_whole = is_whole and name != source.name
            yield Came(piece, again)
        if is_whole:
            yield Mark(key=f"whole {source.name}", after=partial(self.record.settle, [source.name]))

    def _told(self, told: Told, apart: Apart) -> Iterator[Came | Mark]:
        if isinstance(told.source, Skipped):
            yield Came(told.source, told.again)
            return
        for each in self._items(told.source, told.again, apart):
            if isinstance(each, Came) and isinstance(each.piece, Item):
                piece = each.piece
                outlet, published = told.outlet or piece.outlet, told.published or piece.published
                yield Came(replace(piece, outlet=outlet, published=published), each.source)
            else:
                yield each

    def _fetched(self, url: str, apart: Apart) -> Iterator[Came | Mark]:
        """Fetch what is at a URL; a feed comes with the articles of which it only holds a summary."""
        source = self._asked().source(url)
        if isinstance(source, Skipped):
            yield Came(source, url)
            return
        summaries: list[Item] = []
        for each in self._items(source, url, apart):
            piece = each.piece if isinstance(each, Came) else None
            if self.follow and isinstance(piece, Item) and piece.summary_only and webs.is_url(piece.url):
                summaries.append(piece)
            else:
                yield each
        known = self.record.names_done({each.url for each in summaries if each.url is not None})
        for summary in summaries:
            page = summary.url or ""
            if page not in known:
                known.add(page)
                yield from self._followed(page, summary, again=url, apart=apart)

    def _followed(self, page: str, summary: Item, *, again: str, apart: Apart) -> Iterator[Came | Mark]:
        """Fetch an article; where it can never be had, the summary takes its place."""
        found = self._asked().source(page)
        yield from self._told(Told(source=found, again=page, published=summary.published), apart)
        if isinstance(found, Skipped) and not found.retryable:
            yield Came(summary, again)

    def _asked(self) -> Web:
        if self.web is None:
            self.web = self._open.enter_context(webs.opened(webs.folder_of(self.record)))
        return self.web
