"""The filling of a record: a bar with rate and counts, a line for each item that is refused or fails, a sum."""

from __future__ import annotations

import logging
import shlex
import signal
import time
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from sayso.add import add, web
from sayso.add.setup import setup_of
from sayso.cli.total import item_count
from sayso.digest import many
from sayso.knowledge import load
from sayso.printable import one_line
from sayso.read import Source
from sayso.resolve.gazetteer import open_gazetteer
from sayso.settings import Settings
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from sayso.add import Added
    from sayso.store.record import Record

INTERRUPTED = 130  # what a shell gives for SIGINT
TERMINATED = 143  # and for SIGTERM


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What readings hang on: the pipeline, and the user's files."""

    model: str | None = None
    actors: Path | None = None
    places: Path | None = None
    ontology: Path | None = None

    def options(self) -> dict[str, Any]:
        """Give them as `sayso.add.add` takes them; what may be wrong with them is said now."""
        knowledge = load(self.actors, places=self.places, ontology=self.ontology)
        if self.model is not None:
            from sayso.annotate import load as load_pipeline  # noqa: PLC0415 - seconds to load, for this check only

            load_pipeline(self.model)
        files = [path for path in (self.actors, self.places, self.ontology) if path is not None]
        return {
            "model": self.model,
            "settings": Settings.from_environment(),
            "knowledge": knowledge,
            "setup": setup_of(self.model, files),
        }


@dataclass(slots=True, kw_only=True)
class Filling:
    """What a run was asked, and what it has come to."""

    db: str
    setup: Setup = field(default_factory=Setup)
    workers: int = 1
    originals: bool = True
    warc: Path | None = None
    contact: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    begun_at: float = field(default_factory=time.monotonic)

    def add(self, sources: Sequence[str], *, text_column: str | None = None, follow: bool = True) -> int:
        """Add ``sources`` to the record and tell how it goes; give the exit code."""
        return self._fill(sources, text_column=text_column, follow=follow, command=["add", *sources])

    def retry(self, *, text_column: str | None = None, follow: bool = True) -> int:
        """Add again what failed."""
        return self._fill(None, text_column=text_column, follow=follow, command=["retry"])

    def watch(self, feeds: Path, *, once: bool) -> int:
        """Poll feeds and add what is new; give the exit code."""
        from sayso.add.watching import LOG, watched  # noqa: PLC0415 - only this asks the network
        from sayso.fetch import feeds as lists  # noqa: PLC0415 - likewise
        from sayso.fetch.watch import Means  # noqa: PLC0415 - likewise

        listed = lists.load(feeds)
        options = self.setup.options()
        err = _console()
        _log_to(LOG, err)
        with ExitStack() as stack, _terminated():
            record = stack.enter_context(open_record(self.db))
            asking = stack.enter_context(self._asking(record))
            steps = watched(
                record,
                listed,
                means=Means(client=asking.client, gate=asking.gate),
                once=once,
                workers=self.workers,
                keep_originals=self.originals,
                command=shlex.join(["sayso", "watch", str(feeds)]),
                **options,
            )
            code = self._steps(steps, err, None)
        self._sum(err, stopped=False)
        # A service that is told to end has done what it should.
        return 0 if code == TERMINATED else code

    def _fill(self, sources: Sequence[str] | None, *, text_column: str | None, follow: bool, command: list[str]) -> int:
        options = self.setup.options()
        err = _console()
        with ExitStack() as stack, _terminated():
            try:
                record = stack.enter_context(open_record(self.db))
                given = _given(record.sources_to_retry() if sources is None else sources, text_column)
                bar = stack.enter_context(_Bar(err))
                bar.prepare(given)
                asking = None
                if any(web.is_url(each) for each in given):
                    asking = stack.enter_context(self._asking(record))
            except KeyboardInterrupt as interrupt:
                return _code(interrupt)
            self.begun_at = time.monotonic()
            steps = add(
                record,
                given,
                workers=self.workers,
                keep_originals=self.originals,
                command=shlex.join(["sayso", *command]),
                web=asking,
                follow=follow,
                **options,
            )
            code = self._steps(steps, err, bar)
        self._sum(err, stopped=code != 0)
        return code or int(bool(self.counts["refused"] or self.counts["failed"]))

    def _asking(self, record: Record) -> AbstractContextManager[web.Web]:
        return web.opened(self.warc or web.folder_of(record), contact=self.contact)

    def _steps(self, steps: Generator[Added, None, None], err: Console, bar: _Bar | None) -> int:
        """Take the steps, those too that come after a Ctrl-C: what was read until then."""
        code = 0
        with closing(steps):
            try:
                for step in steps:
                    self._tell(step, err, bar)
            except KeyboardInterrupt as interrupt:
                code = _code(interrupt)
                try:
                    # Where it came between two steps, they are to hear of it.
                    self._tell(steps.throw(interrupt), err, bar)
                    for step in steps:
                        self._tell(step, err, bar)
                except (KeyboardInterrupt, StopIteration):
                    pass
        return code

    def _tell(self, step: Added, err: Console, bar: _Bar | None) -> None:
        self.counts["known" if step.known else "repeated" if step.repeated else step.state] += 1
        if step.error is not None:
            err.print(Text(f"sayso: {one_line(str(step.error))}", "red"), soft_wrap=True)
        if bar is not None:
            bar.show(self._said(), self.counts.total())

    def _said(self) -> str:
        read = self.counts["done"]
        rate = read / max(time.monotonic() - self.begun_at, 1e-3)
        parts = [f"{many(read, 'document')}, {rate:.1f}/s", *self._rest()]
        return " · ".join(parts)

    def _rest(self) -> Iterable[str]:
        told = ("repeated", "known", "refused", "failed")
        return (f"{self.counts[name]:,} {name}" for name in told if self.counts[name])

    def _sum(self, err: Console, *, stopped: bool) -> None:
        parts = [f"{many(self.counts['done'], 'document')} added", *self._rest()]
        words = f"sayso: {self.db}: {', '.join(parts)}"
        if stopped:
            words = f"{words}; stopped, the same command goes on"
        elif self.counts["failed"] or self.counts["refused"]:
            words = f"{words}; sayso failures lists what was not read"
        err.print(Text(words, "red" if stopped else ""), soft_wrap=True)


class _Bar:
    """The bar on standard error: nothing where that is no terminal."""

    def __init__(self, err: Console) -> None:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
        self._task = self._progress.add_task("loading", total=None)
        self._total: int | None = None

    def prepare(self, sources: Sequence[Source | str]) -> None:
        """Have the index of place names built where this is its first use, and count what there is to do."""
        update, task = self._progress.update, self._task
        open_gazetteer(lambda done, total: update(task, completed=done, total=total)).close()
        self._total = None if self._progress.disable else item_count(sources)
        update(task, description="loading the language pipeline", completed=0, total=None)

    def show(self, said: str, done: int) -> None:
        total = None if self._total is None else max(self._total, done)
        self._progress.update(self._task, description=said, completed=done, total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()


class _TerminatedError(KeyboardInterrupt):
    """SIGTERM: it ends a run as Ctrl-C does."""


def _code(interrupt: KeyboardInterrupt) -> int:
    return TERMINATED if isinstance(interrupt, _TerminatedError) else INTERRUPTED


@contextmanager
def _terminated() -> Iterator[None]:
    def end(*_: object) -> None:
        raise _TerminatedError

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _given(sources: Iterable[str], text_column: str | None) -> list[Source | str]:
    """Name the sources; URLs stay as they are."""
    return [each if web.is_url(each) else replace(Source.of(each), text_column=text_column) for each in sources]


def _console() -> Console:
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def _log_to(log: logging.Logger, err: Console) -> None:
    """Write what a logger tells as lines on standard error, with the time."""

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            style = "red" if record.levelno >= logging.WARNING else ""
            said = f"{time.strftime('%Y-%m-%d %H:%M:%S', time.localtime(record.created))} {record.getMessage()}"
            err.print(Text(one_line(said), style), soft_wrap=True)

    log.setLevel(logging.INFO)
    log.handlers = [Lines()]
    log.propagate = False
