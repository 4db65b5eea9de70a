"""Work shared among processes, with the results in the order of the items.

A worker has one item at a time: one that dies, or takes too long, names its item, and the rest go on.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import connection
from typing import TYPE_CHECKING, Generic, TypeVar

from sayso.errors import SaysoError, WorkerError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

# Results that may wait for a slower one before them, for each worker: what bounds the memory.
_AHEAD = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a worker may take; None for no limit.

    ``seconds`` is the time for one item; ``max_memory`` the bytes of address space of the process: one that asks for
    more gets a MemoryError.
    """

    seconds: float | None = None
    max_memory: int | None = None


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """An item that has its result already; one that ``waits`` lets no item be taken before all before it are done."""

    result: Result
    waits: bool = False


def in_order(
    items: Iterable[Item | Done[Result]],
    *,
    prepare: Callable[[], Callable[[Item], Result]],
    workers: int,
    lost: Callable[[Item, int | None], Result],
    limits: Limits | None = None,
) -> Generator[Result, None, None]:
    """Yield what the function from ``prepare()`` makes of each item, in the order of the items.

    ``prepare`` runs once in each worker, so it must pickle. ``lost(item, exit_code)`` is the result
    of an item whose worker died (killed, out of memory), or with None for an exit code, was stopped for taking too
    long. A `Done` item passes by the workers and keeps its place. Closing the iterator stops the workers.

    Raises:
        SaysoError: what ``prepare`` raises.
        WorkerError: when a worker dies before it is ready.
    """
    held = limits or Limits()
    crew: _Crew[Item, Result] | None = None
    line: _Line[Result] = _Line()
    try:
        for number, item in enumerate(items):
            if isinstance(item, Done):
                line.waiting[number] = item.result
                yield from line.ready()
                while item.waits and crew is not None and line.turn <= number:
                    line.waiting |= crew.answers(wait=True)
                    yield from line.ready()
                continue
            # Not before there is work: a worker may take seconds to prepare.
            crew = crew or _Crew(functools.partial(_limited, prepare, held.max_memory), workers, lost, held.seconds)
            # One that died while it was idle is found, and replaced, before an item is given to it.
            line.waiting |= crew.answers(wait=False)
            yield from line.ready()
            while number - line.turn >= _AHEAD * workers or not crew.free():
                line.waiting |= crew.answers(wait=True)
                yield from line.ready()
            crew.give(number, item)
        while crew is not None and crew.busy():
            line.waiting |= crew.answers(wait=True)
            yield from line.ready()
    finally:
        if crew is not None:
            crew.stop()


class _Line(Generic[Result]):
    """Results that wait for those before them; ``turn`` is whose turn it is."""

    def __init__(self) -> None:
        self.waiting: dict[int, Result] = {}
        self.turn = 0

    def ready(self) -> Iterator[Result]:
        while self.turn in self.waiting:
            self.turn += 1
            yield self.waiting.pop(self.turn - 1)


class _Worker(Generic[Item, Result]):
    """A process, the pipe to it, and what it is busy with; it is not ready until it has prepared."""

    def __init__(self, prepare: Callable[[], Callable[[Item], Result]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self.process = context.Process(target=_work, args=(prepare, far_end), daemon=True)
        with interrupts_held():
            self.process.start()
        # Only the worker holds its end, so the pipe closes when it dies.
        far_end.close()
        self.ready = False
        self.task: tuple[int, Item] | None = None
        self.since = 0.0

    def exit_code(self) -> int:
        self.process.join()
        return self.process.exitcode or 0

    def stop(self) -> None:
        # Not terminate(): a worker that hangs in a library's loop may be deaf to it.
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Crew(Generic[Item, Result]):
    """Some workers; a dead one is replaced."""

    def __init__(
        self,
        prepare: Callable[[], Callable[[Item], Result]],
        workers: int,
        lost: Callable[[Item, int | None], Result],
        seconds: float | None,
    ) -> None:
        self.prepare = prepare
        self.lost = lost
        self.seconds = seconds
        self.workers = [_Worker[Item, Result](prepare) for _ in range(workers)]

    def free(self) -> bool:
        return any(worker.ready and worker.task is None for worker in self.workers)

    def busy(self) -> bool:
        return any(worker.task is not None for worker in self.workers)

    def give(self, number: int, item: Item) -> None:
        worker = next(worker for worker in self.workers if worker.ready and worker.task is None)
        worker.task = (number, item)
        worker.since = time.monotonic()
        # One that has just died is heard of next, and its item with it.
        with suppress(ConnectionError):
            worker.pipe.send(item)

    def answers(self, *, wait: bool) -> dict[int, Result]:
        """Collect what the workers have finished, by number; wait for at least one to say something."""
        patience = self._patience() if wait else 0
        speaking = connection.wait([worker.pipe for worker in self.workers], patience)
        now = time.monotonic()
        answers: dict[int, Result] = {}
        for worker in list(self.workers):
            if worker.pipe in speaking:
                answers.update(self._hear(worker))
            elif self.seconds is not None and worker.task is not None and now - worker.since >= self.seconds:
                answers.update(self._bury(worker, overdue=True))
        return answers

    def _patience(self) -> float | None:
        """Give the seconds until the next worker is overdue; None for no limit."""
        begun = [worker.since for worker in self.workers if worker.task is not None]
        if self.seconds is None or not begun:
            return None
        return max(min(begun) + self.seconds - time.monotonic(), 0)

    def _hear(self, worker: _Worker[Item, Result]) -> Iterator[tuple[int, Result]]:
        try:
            answer = worker.pipe.recv()
        except (EOFError, ConnectionError):
            yield from self._bury(worker)
            return
        if not worker.ready:
            if isinstance(answer, SaysoError):
                raise answer
            worker.ready = True
        elif worker.task is not None:
            number, worker.task = worker.task[0], None
            yield number, answer

    def _bury(self, worker: _Worker[Item, Result], *, overdue: bool = False) -> Iterator[tuple[int, Result]]:
        code = None if overdue else worker.exit_code()
        worker.stop()
        if not worker.ready:
            raise WorkerError(code or 0)
        self.workers[self.workers.index(worker)] = _Worker(self.prepare)
        if worker.task is not None:
            number, item = worker.task
            yield number, self.lost(item, code)

    def stop(self) -> None:
        for worker in self.workers:
            worker.stop()


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Start a process that is deaf to Ctrl-C from its first instruction: it inherits the signals held here.

    Ctrl-C reaches every process of a terminal; the one that started the others decides for them.
    """
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _limited(prepare: Callable[[], Callable[[Item], Result]], max_memory: int | None) -> Callable[[Item], Result]:
    if max_memory is not None:
        hold_memory(max_memory)
    return prepare()


def hold_memory(max_memory: int) -> None:
    """Give this process no more address space than ``max_memory`` bytes, where the system can hold it to that."""
    if resource is not None:
        _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
        allowed = max_memory if ceiling == resource.RLIM_INFINITY else min(max_memory, ceiling)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, ceiling))


def end_with_parent() -> None:
    """End this process when the one that started it is gone, killed perhaps, whatever it is busy with."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def wait() -> None:
            connection.wait([sentinel])
            os._exit(1)

        threading.Thread(target=wait, daemon=True).start()


def _work(prepare: Callable[[], Callable[[Item], Result]], pipe: connection.Connection) -> None:
    """Prepare, say so, and answer each item until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    try:
        function = prepare()
    except SaysoError as error:
        pipe.send(error)
        return
    pipe.send(None)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        with suppress(BrokenPipeError):
            pipe.send(function(item))
