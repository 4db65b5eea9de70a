"""Take sources apart in a process of its own: an archive that hangs a library or eats memory takes nothing with it."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING

from sayso.errors import FailedError, ReadError
from sayso.pipeline import failed
from sayso.read import Skipped, Source, items
from sayso.settings import variable
from sayso.workers import hold_memory, interrupts_held

if TYPE_CHECKING:
    import os
    from collections.abc import Generator, Iterable, Iterator
    from multiprocessing import connection

    from sayso.read import Item
    from sayso.settings import Settings


def apart(
    sources: Iterable[Source | str | os.PathLike[str]], *, settings: Settings
) -> Generator[Item | Skipped, None, None]:
    """Yield the items of all sources, in order; what cannot be read comes as `Skipped` and the rest goes on."""
    knife: _Knife | None = None
    try:
        for each in sources:
            source = Source.of(each)
            if source.path is None and source.data is None:
                # Standard input is this process's own.
                yield from items(source, settings=settings)
                continue
            knife = knife if knife is not None and knife.is_whole else _Knife(settings)
            yield from knife.items(source)
    finally:
        if knife is not None:
            knife.stop()


class _Knife:
    """The process, and the pipe on which it gives one item after the other; a full pipe makes it wait."""

    def __init__(self, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")
        self._settings = settings
        self._pipe, far_end = context.Pipe()
        self._process = context.Process(target=_cut, args=(settings, far_end), daemon=True)
        with interrupts_held():
            self._process.start()
        far_end.close()
        self.is_whole = True

    def items(self, source: Source) -> Iterator[Item | Skipped]:
        self._pipe.send(source)
        while True:
            if not self._pipe.poll(self._settings.max_item_seconds):
                reason = f"the next part of it took longer than {self._settings.max_item_seconds:,} seconds"
                advice = f"raise the limit with {variable('max_item_seconds')}"
                self.stop()
                yield Skipped(source.name, ReadError(source.name, reason, advice))
                return
            try:
                piece = self._pipe.recv()
            except (EOFError, ConnectionError):
                self.stop()
                reason = f"the process that took it apart died (exit code {self._process.exitcode})"
                yield Skipped(source.name, FailedError(source.name, reason, "it may need more memory; try it alone"))
                return
            if piece is None:
                return
            yield piece

    def stop(self) -> None:
        self.is_whole = False
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _cut(settings: Settings, pipe: connection.Connection) -> None:
    hold_memory(settings.max_memory)
    while True:
        try:
            source = pipe.recv()
        except EOFError:
            return
        try:
            for piece in items(source, settings=settings):
                pipe.send(piece)
        except MemoryError:
            reason = f"taking it apart takes more than {settings.max_memory:,} bytes of memory"
            advice = f"raise the limit with {variable('max_memory')}"
            pipe.send(Skipped(source.name, ReadError(source.name, reason, advice)))
        except BrokenPipeError:
            return
        except Exception as error:  # noqa: BLE001 - a defect in one reader must not end the run; it is reported
            pipe.send(Skipped(source.name, failed(source.name, error)))
        pipe.send(None)
