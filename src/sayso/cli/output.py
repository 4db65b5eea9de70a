"""Where readings go: briefs on the screen, JSON lines, a page."""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import typer

from sayso import codec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from sayso.pipeline import Advanced

    Write = Callable[[Advanced], None]

NARROWEST, WIDEST = 40, 140
_IN_A_PIPE = 80


def check(sources: Sequence[Path], *, html: Path | None, output: Path | None, resume: bool) -> frozenset[str]:
    """Refuse wrong combinations; give the ids of the documents that a resumed run leaves out."""
    if resume and output is None:
        message = "--resume needs --output FILE, the file to go on with"
        raise typer.BadParameter(message)
    for path in filter(None, (html, output)):
        if any(_same(path, source) for source in sources):
            message = f"{path} is both read and written; give another name to write to"
            raise typer.BadParameter(message)
    if html is not None and output is not None and _same(html, output):
        message = f"--html and --output are both {output}; give each a file of its own"
        raise typer.BadParameter(message)
    return _resumed(output) if resume and output is not None and output.exists() else frozenset()


def _same(path: Path, other: Path) -> bool:
    """Tell whether two names lead to one file, there or not; a device such as /dev/null may be named twice."""
    if path.exists() and other.exists():
        return path.samefile(other) and path.is_file()
    return path.resolve() == other.resolve()


@contextmanager
def opened(*, as_json: bool, html: Path | None, output: Path | None, resume: bool, full: bool) -> Iterator[Write]:
    """Open every output that is asked for; the brief where none is."""
    with ExitStack() as stack:
        outputs: list[Write] = []
        if output is not None:
            outputs.append(_lines(stack.enter_context(_writable(output, "a" if resume else "w"))))
        if html is not None:
            outputs.append(stack.enter_context(_page(html)))
        if as_json:
            outputs.append(_lines(_to_stdout))
        if not outputs:
            outputs.append(_briefs(full=full))

        def write(step: Advanced) -> None:
            for each in outputs:
                each(step)

        yield write


@contextmanager
def _writable(path: Path, mode: str) -> Iterator[Callable[[str], object]]:
    """Open ``path`` and give what writes to it at once; an error of the disk names the file."""
    try:
        stream = path.open(mode, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        message = f"cannot write {path}: {(error.strerror or str(error)).lower()}"
        raise typer.BadParameter(message) from error

    def write(words: str) -> None:
        try:
            stream.write(words)
            stream.flush()
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error

    try:
        yield write
    finally:
        # All is written already; a full disk fails here a second time, and would hide the error that names the file.
        with suppress(OSError):
            stream.close()


def _lines(write: Callable[[str], object]) -> Write:
    def line(step: Advanced) -> None:
        write(codec.to_json(step.reading) + "\n")

    return line


def _to_stdout(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


@contextmanager
def _page(path: Path) -> Iterator[Write]:
    """Write articles to a page as they come; it is closed properly even when the run is interrupted."""
    from sayso import report  # noqa: PLC0415 - only a page needs it

    with _writable(path, "w") as write:
        begun = False

        def article(step: Advanced) -> None:
            nonlocal begun
            if not begun:
                write(report.head(step.reading))
                begun = True
            write(report.article(step.reading))

        try:
            yield article
        finally:
            write(report.FOOT if begun else report.head() + report.FOOT)


def _briefs(*, full: bool) -> Write:
    from sayso.brief import brief  # noqa: PLC0415 - only the brief is drawn

    def write(step: Advanced) -> None:
        show(brief(step.reading, full=full))

    return write


def show(drawing: RenderableType) -> None:
    """Draw on standard output as wide as the screen, without spaces at the ends of lines."""
    from rich.console import Console  # noqa: PLC0415 - JSON is not drawn

    console = Console(width=_width(), highlight=False, markup=False, emoji=False)
    with console.capture() as captured:
        console.print(drawing)
    _to_stdout(re.sub(" +$", "", captured.get(), flags=re.MULTILINE))


def _width() -> int:
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return max(int(asked), NARROWEST)
    if not sys.stdout.isatty():
        return _IN_A_PIPE
    return min(max(os.get_terminal_size(sys.stdout.fileno()).columns, NARROWEST), WIDEST)


def _resumed(path: Path) -> frozenset[str]:
    """Give the ids of the documents in a file of readings, and cut off a line that was only half written."""
    done: set[str] = set()
    with path.open("r+b") as stream:
        whole = 0
        for number, line in enumerate(stream, start=1):
            try:
                done.add(json.loads(line)["document"]["id"])
            except (ValueError, KeyError, TypeError) as error:
                if not line.endswith(b"\n"):
                    break
                message = f"line {number} of {path} is no reading; --resume goes on with a file that sayso wrote"
                raise typer.BadParameter(message) from error
            whole += len(line)
            if not line.endswith(b"\n"):
                stream.seek(whole)
                stream.write(b"\n")
                whole += 1
                break
        stream.truncate(whole)
    return frozenset(done)
