"""The filling of a record: a bar with rate and counts, a line for each item that is refused or fails, a sum."""

from __future__ import annotations

import shlex
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from sayso.add import add
from sayso.add.setup import setup_of
from sayso.annotate import DEFAULT_MODEL
from sayso.annotate import load as load_pipeline
from sayso.digest import many
from sayso.knowledge import load
from sayso.printable import one_line
from sayso.read import Source
from sayso.resolve.gazetteer import open_gazetteer
from sayso.settings import Settings
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.add import Added

INTERRUPTED = 130  # what a shell gives for SIGINT


@dataclass(slots=True, kw_only=True)
class Filling:
    """What a run of ``sayso add`` was asked, and what it has come to."""

    db: str
    workers: int = 1
    originals: bool = True
    model: str | None = None
    actors: Path | None = None
    places: Path | None = None
    ontology: Path | None = None
    counts: Counter[str] = field(default_factory=Counter)
    begun_at: float = field(default_factory=time.monotonic)

    def fill(self, sources: Sequence[str], *, text_column: str | None = None) -> int:
        """Add ``sources`` to the record and tell how it goes; give the exit code."""
        err = Console(stderr=True, highlight=False, markup=False, emoji=False)
        knowledge = load(self.actors, places=self.places, ontology=self.ontology)
        settings = Settings.from_environment()
        if self.model is not None:
            load_pipeline(self.model)
        files = [path for path in (self.actors, self.places, self.ontology) if path is not None]
        given = [_source(each, text_column) for each in sources]
        code = 0
        with open_record(self.db) as record, _bar(err) as bar:
            task = bar.add_task("loading", total=None)
            open_gazetteer(lambda done, total: bar.update(task, completed=done, total=total)).close()
            bar.update(task, description="looking", completed=0, total=None)
            self.begun_at = time.monotonic()
            steps = add(
                record,
                given,
                workers=self.workers,
                model=self.model or DEFAULT_MODEL,
                settings=settings,
                knowledge=knowledge,
                setup=setup_of(self.model, files),
                command=shlex.join(["sayso", "add", *sources]),
                keep_originals=self.originals,
            )
            try:
                with closing(steps):
                    for step in steps:
                        self._tell(step, err)
                        bar.update(task, description=self._said())
            except KeyboardInterrupt:
                code = INTERRUPTED
        self._sum(err, stopped=code == INTERRUPTED)
        return code or int(bool(self.counts["refused"] or self.counts["failed"]))

    def _tell(self, step: Added, err: Console) -> None:
        self.counts["known" if step.known else step.state] += 1
        if step.error is not None:
            err.print(Text(f"sayso: {one_line(str(step.error))}", "red"), soft_wrap=True)

    def _said(self) -> str:
        read = self.counts["done"]
        rate = read / max(time.monotonic() - self.begun_at, 1e-3)
        parts = [f"{many(read, 'document')}, {rate:.1f}/s", *self._rest()]
        return " · ".join(parts)

    def _rest(self) -> Iterable[str]:
        return (f"{self.counts[name]:,} {name}" for name in ("known", "refused", "failed") if self.counts[name])

    def _sum(self, err: Console, *, stopped: bool) -> None:
        parts = [f"{many(self.counts['done'], 'document')} added", *self._rest()]
        words = f"sayso: {self.db}: {', '.join(parts)}"
        if stopped:
            words = f"{words}; stopped, the same command goes on"
        elif self.counts["failed"] or self.counts["refused"]:
            words = f"{words}; sayso failures lists what was not read"
        err.print(Text(words, "red" if stopped else ""), soft_wrap=True)


def _source(given: str, text_column: str | None) -> Source:
    source = Source.of(given)
    return source if text_column is None else replace(source, text_column=text_column)


def _bar(err: Console) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)
