"""The run of a command: a bar while it waits, a line for each document that was not read."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.annotate import DEFAULT_MODEL
from sayso.cli.bar import Bar
from sayso.digest import many
from sayso.pipeline import Advanced, run
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from sayso.knowledge import Knowledge

INTERRUPTED = 130  # what a shell gives for SIGINT


def work(  # noqa: PLR0913 - what a run is made of
    files: Sequence[Path],
    write: Callable[[Advanced], None],
    *,
    workers: int,
    model: str | None,
    knowledge: Knowledge | None,
    done: Collection[str],
) -> int:
    """Read ``files``, write each reading, name what was not read; give the exit code."""
    err = Console(stderr=True, highlight=False, markup=False, emoji=False)
    read_count = skipped_count = 0
    try:
        with Bar(err) as bar:
            bar.prepare()
            bar.expect(files, done_count=len(done))
            steps = run(bar.begun(files), workers=workers, model=model or DEFAULT_MODEL, knowledge=knowledge, done=done)
            with closing(steps):
                for step in steps:
                    with bar.aside():
                        if isinstance(step, Advanced):
                            read_count += 1
                            write(step)
                        else:
                            skipped_count += 1
                            err.print(Text(f"sayso: {one_line(str(step.error))}", "red"), soft_wrap=True)
    except KeyboardInterrupt:
        err.print(
            Text(f"sayso: stopped; {many(read_count, 'document')} {'was' if read_count == 1 else 'were'} read", "red"),
            soft_wrap=True,
        )
        return INTERRUPTED
    if skipped_count and read_count:
        err.print(Text(f"sayso: {skipped_count} of {read_count + skipped_count} documents were not read", "red"))
    return 1 if skipped_count else 0
