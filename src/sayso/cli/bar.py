"""The bar on standard error: nothing where that is no terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sayso.digest import many
from sayso.read.source import STANDARD_INPUT
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import Console


_LINES = (".jsonl", ".ndjson")
_CHEAP = 500_000_000  # bytes whose lines are counted in about half a second


class Bar:
    """What a run is busy with, and how many of its documents are done."""

    def __init__(self, console: Console) -> None:
        """Start the bar on ``console`` if that is a terminal."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("loading", total=None)
        self._done_count = 0
        self._total: int | None = None

    def prepare(self) -> None:
        """Have the index of place names built where this is its first use."""
        open_gazetteer(self._indexed).close()
        self._progress.update(self._task, description="loading the language pipeline", completed=0, total=None)

    def expect(self, files: Sequence[Path], *, done_count: int = 0) -> None:
        """Count what there is to do, less what an earlier run did; nothing is counted for a bar that is not seen."""
        counted = None if self._progress.disable else document_count(files)
        self._total = None if counted is None else max(counted - done_count, 0)

    def begun(self, files: Sequence[Path]) -> Iterator[Path]:
        """Pass the files on; once one is asked for, reading has begun."""
        for file in files:
            self._show("reading" if self._done_count == 0 else self._said())
            yield file

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the screen while a result is shown on it."""
        shares = sys.stdout.isatty()
        if shares:
            self._progress.stop()
        yield
        self._done_count += 1
        self._show(self._said())
        if shares:
            self._progress.start()

    def _said(self) -> str:
        if self._total is None or self._total == 1:
            return many(self._done_count, "document")
        return f"{self._done_count:,} of {many(self._total, 'document')}"

    def _show(self, said: str) -> None:
        total = None if self._total == 1 else self._total
        self._progress.update(self._task, description=said, completed=self._done_count, total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _indexed(self, done: int, total: int) -> None:
        said = "indexing place names, on first use only"
        self._progress.update(self._task, description=said, completed=done, total=total)


def document_count(files: Sequence[Path]) -> int | None:
    """Count one for each file and one for each line of JSON lines; None where a source can be read only once."""
    count = 0
    for file in files:
        if not file.is_file():
            if str(file) == STANDARD_INPUT:
                return None
            count += 1  # it will be refused
        elif file.suffix.lower() in _LINES:
            if file.stat().st_size > _CHEAP:
                return None
            with file.open("rb") as stream:
                count += sum(not line.isspace() for line in stream)
        else:
            count += 1
    return count
