"""Work shared among processes, with the results in the order of the items.

A worker has one item at a time: one that dies names its item, and the rest go on.
"""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import contextmanager
from multiprocessing import connection
from typing import TYPE_CHECKING, Generic, TypeVar

from sayso.errors import SaysoError, WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

# Results that may wait for a slower one before them, for each worker: what bounds the memory.
_AHEAD = 32


def in_order(
    items: Iterable[Item],
    *,
    prepare: Callable[[], Callable[[Item], Result]],
    workers: int,
    lost: Callable[[Item, int], Result],
) -> Iterator[Result]:
    """Yield what the function from ``prepare()`` makes of each item, in the order of the items.

    ``prepare`` runs once in each worker, so it must pickle. ``lost(item, exit_code)`` is the result
    of an item whose worker died (killed, out of memory). Closing the iterator stops the workers.

    Raises:
        SaysoError: what ``prepare`` raises.
        WorkerError: when a worker dies before it is ready.
    """
    crew = _Crew(prepare, workers, lost)
    waiting: dict[int, Result] = {}
    turn = 0
    try:
        for number, item in enumerate(items):
            while True:
                free = number - turn < _AHEAD * workers and crew.free()
                waiting |= crew.answers(wait=not free)
                while turn in waiting:
                    yield waiting.pop(turn)
                    turn += 1
                if free:
                    break
            crew.give(number, item)
        while crew.busy():
            waiting |= crew.answers(wait=True)
            while turn in waiting:
                yield waiting.pop(turn)
                turn += 1
    finally:
        crew.stop()


class _Worker(Generic[Item, Result]):
    """A process, the pipe to it, and what it is busy with; it is not ready until it has prepared."""

    def __init__(self, prepare: Callable[[], Callable[[Item], Result]]) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, far_end = context.Pipe()
        self.process = context.Process(target=_work, args=(prepare, far_end), daemon=True)
        with _interrupts_held():
            self.process.start()
        # Only the worker holds its end, so the pipe closes when it dies.
        far_end.close()
        self.ready = False
        self.task: tuple[int, Item] | None = None

    def exit_code(self) -> int:
        self.process.join()
        return self.process.exitcode or 0

    def stop(self) -> None:
        self.process.terminate()
        self.process.join()
        self.pipe.close()


class _Crew(Generic[Item, Result]):
    """Some workers; a dead one is replaced."""

    def __init__(
        self, prepare: Callable[[], Callable[[Item], Result]], workers: int, lost: Callable[[Item, int], Result]
    ) -> None:
        self.prepare = prepare
        self.lost = lost
        self.workers = [_Worker[Item, Result](prepare) for _ in range(workers)]

    def free(self) -> bool:
        return any(worker.ready and worker.task is None for worker in self.workers)

    def busy(self) -> bool:
        return any(worker.task is not None for worker in self.workers)

    def give(self, number: int, item: Item) -> None:
        worker = next(worker for worker in self.workers if worker.ready and worker.task is None)
        worker.task = (number, item)
        worker.pipe.send(item)

    def answers(self, *, wait: bool) -> dict[int, Result]:
        """Collect what the workers have finished, by number; wait for at least one to say something."""
        speaking = connection.wait([worker.pipe for worker in self.workers], None if wait else 0)
        return {
            number: result
            for worker in list(self.workers)
            if worker.pipe in speaking
            for number, result in self._hear(worker)
        }

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

    def _bury(self, worker: _Worker[Item, Result]) -> Iterator[tuple[int, Result]]:
        code = worker.exit_code()
        worker.stop()
        if not worker.ready:
            raise WorkerError(code)
        self.workers[self.workers.index(worker)] = _Worker(self.prepare)
        if worker.task is not None:
            number, item = worker.task
            yield number, self.lost(item, code)

    def stop(self) -> None:
        for worker in self.workers:
            worker.stop()


@contextmanager
def _interrupts_held() -> Iterator[None]:
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


def _work(prepare: Callable[[], Callable[[Item], Result]], pipe: connection.Connection) -> None:
    """Prepare, say so, and answer each item until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
        pipe.send(function(item))
