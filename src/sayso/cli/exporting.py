"""An export under way: its count on standard error, and at the end what was written and what could not be."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from sayso.cli.listing import opened
from sayso.export import SINGULAR, write
from sayso.printable import one_line
from sayso.read.source import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.export import Exported, Selection

_BINARY = "parquet"


def exported(  # noqa: PLR0913 - what may be asked
    db: str, out: str, *, form: str | None, kinds: Sequence[str], selection: Selection, overwrite: bool
) -> None:
    """Write an export, and tell of it."""
    err = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    shared = out == STANDARD_INPUT and sys.stdout.isatty()
    with (
        opened(db) as record,
        Progress(*columns, console=err, transient=True, disable=shared or not err.is_terminal) as progress,
    ):
        task = progress.add_task("looking", total=None)

        def step(kind: str, count: int) -> None:
            progress.update(task, description=f"{count:,} {kind}")

        target = _standard_output(form) if out == STANDARD_INPUT else out
        done = write(record, target, form=form, kinds=kinds, selection=selection, overwrite=overwrite, step=step)
    sys.stdout.flush()
    for line in _told(done, out):
        typer.echo(f"sayso: {line}", err=True)


def _standard_output(form: str | None) -> BinaryIO:
    if form is None:
        message = "- tells no format; choose one with --format"
        raise typer.BadParameter(message)
    if form == _BINARY and sys.stdout.isatty():
        message = f"{form} is nothing to read on a screen; name a file, or send it on with | or >"
        raise typer.BadParameter(message)
    return sys.stdout.buffer


def _told(done: Exported, out: str) -> list[str]:
    where = "" if out == STANDARD_INPUT else f" to {one_line(out)}"
    lines = [f"{_listed(done.counts)} written{where}"]
    if done.left_out:
        lines.append(f"left out: {'; '.join(f'{count:,} {why}' for why, count in done.left_out.items())}")
    return lines


def _listed(counts: Mapping[str, int]) -> str:
    return (
        ", ".join(f"{count:,} {SINGULAR[kind] if count == 1 else kind}" for kind, count in counts.items()) or "nothing"
    )
