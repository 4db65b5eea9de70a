"""The bar on standard error: nothing where that is no terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import Console


class Bar:
    """What a run is busy with, how many files it has begun and how many documents are read."""

    def __init__(self, console: Console) -> None:
        """Start the bar on ``console`` if that is a terminal."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task("loading", total=None)
        self._read_count = 0

    def prepare(self) -> None:
        """Have the index of place names built where this is its first use."""
        open_gazetteer(self._indexed).close()
        self._progress.update(self._task, description="loading the language pipeline", completed=0, total=None)

    def begun(self, files: Sequence[Path]) -> Iterator[Path]:
        """Pass the files on, and count those begun."""
        total = len(files) if len(files) > 1 else None
        for number, file in enumerate(files):
            self._progress.update(self._task, description="reading", completed=number, total=total)
            yield file

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the screen while a result is shown on it."""
        shares = sys.stdout.isatty()
        if shares:
            self._progress.stop()
        yield
        self._read_count += 1
        said = f"{self._read_count:,} document{'' if self._read_count == 1 else 's'}"
        self._progress.update(self._task, description=said)
        if shares:
            self._progress.start()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def _indexed(self, done: int, total: int) -> None:
        said = "indexing place names, on first use only"
        self._progress.update(self._task, description=said, completed=done, total=total)
