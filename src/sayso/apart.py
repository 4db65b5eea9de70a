"""Apart: takes sources apart in a process of its own, so that an archive which hangs a library takes nothing with it.

A module by itself, since that process starts in a moment where it loads nothing but readers.
"""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Self

from sayso.errors import FailedError, ReadError
from sayso.read import Skipped, items
from sayso.settings import variable
from sayso.workers import end_with_parent, hold_memory, interrupts_held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing import connection

    from sayso.read import Item, Source
    from sayso.settings import Settings


class Apart:
    """Takes one source after the other apart; a process that died or hung is replaced. Use it in a ``with``."""

    def __init__(self, settings: Settings) -> None:
        """Start nothing yet."""
        self._settings = settings
        self._knife: _Knife | None = None

    def items(self, source: Source) -> Iterator[Item | Skipped]:
        """Yield the items of a source, in order; what cannot be read comes as `Skipped` and the rest goes on."""
        if source.path is None and source.data is None:
            # Standard input is this process's own.
            yield from items(source, settings=self._settings)
            return
        if self._knife is None or not self._knife.is_whole:
            self._knife = _Knife(self._settings)
        yield from self._knife.items(source)

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the process."""
        if self._knife is not None:
            self._knife.stop()


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
        self._is_ready = False

    def items(self, source: Source) -> Iterator[Item | Skipped]:
        try:
            if not self._is_ready:
                # Its start is no part of the time that a source may take.
                self._pipe.recv()
                self._is_ready = True
            self._pipe.send(source)
            while True:
                if not self._pipe.poll(self._settings.max_item_seconds):
                    reason = f"the next part of it took longer than {self._settings.max_item_seconds:,} seconds"
                    advice = f"raise the limit with {variable('max_item_seconds')}"
                    self.stop()
                    yield Skipped(source.name, ReadError(source.name, reason, advice))
                    return
                piece = self._pipe.recv()
                if piece is None:
                    return
                yield piece
        except (EOFError, ConnectionError):
            self.stop()
            reason = f"the process that took it apart died (exit code {self._process.exitcode})"
            yield Skipped(source.name, FailedError(source.name, reason, "it may need more memory; try it alone"))

    def stop(self) -> None:
        self.is_whole = False
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _cut(settings: Settings, pipe: connection.Connection) -> None:
    end_with_parent()
    hold_memory(settings.max_memory)
    pipe.send(None)
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
            from sayso.pipeline import failed  # noqa: PLC0415 - seconds to load, and seldom needed

            pipe.send(Skipped(source.name, failed(source.name, error)))
        pipe.send(None)
