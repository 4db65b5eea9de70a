"""Listings: what the record answers, for a person at 80 columns, as JSON lines, or as CSV for a spreadsheet."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from sayso.cli.output import show
from sayso.cli.pager import paged
from sayso.export import spreadsheet
from sayso.printable import piece
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.cli.options import Form
    from sayso.store.record import Record

DOT = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing of a listing, in its three forms.

    A person gets its words, the sentence where they stand, and what is known of it; a program JSON, a table cells.
    """

    words: Text
    sentence: Text | None = None
    about: tuple[str, ...] = ()
    plain: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[str, Any] = field(default_factory=dict)


@contextmanager
def opened(db: str, *, to_write: bool = False) -> Iterator[Record]:
    """Open a record that is there already."""
    with open_record(db, read_only=True) as record:
        if not to_write:
            yield record
            return
    with open_record(db) as record:
        yield record


def print_all(lines: Iterable[Line], form: Form, *, nothing: str) -> None:
    """Print a page of lines; ``nothing`` is told on standard error where there are none."""
    if form.as_json and form.as_csv:
        message = "--json and --csv are two forms; choose one"
        raise typer.BadParameter(message)
    length = form.length
    first = 0 if length is None else length * (form.page - 1)
    left = itertools.islice(lines, first, None)
    here = left if length is None else itertools.islice(left, length)
    if form.as_json or form.as_csv:
        count = _json(here) if form.as_json else _csv(here)
    else:
        # Whoever leaves the pager before the end was shown something.
        count = 1
        with paged():
            count = _table(here)
            if count and next(left, None) is not None:
                show(Text(f" … more with --page {form.page + 1}", "dim"))
    if not count:
        words = f"nothing on page {form.page}" if form.page > 1 else nothing
        typer.secho(f"sayso: {words}", err=True)


def _json(lines: Iterable[Line]) -> int:
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - the last one counts
        sys.stdout.write(json.dumps(line.plain, ensure_ascii=True, allow_nan=False) + "\n")
    sys.stdout.flush()
    return count


def _csv(lines: Iterable[Line]) -> int:
    count = 0
    for count, line in enumerate(lines, 1):
        names = spreadsheet.line(line.cells) if count == 1 else ""
        sys.stdout.write(names + spreadsheet.line(line.cells.values()))
    sys.stdout.flush()
    return count


def _table(lines: Iterable[Line]) -> int:
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007 - likewise
        parts = [Padding(line.words, (0, 1))]
        if line.sentence is not None:
            parts.append(Padding(line.sentence, (0, 1, 0, 3)))
        if line.about:
            parts.append(Padding(Text(DOT.join(line.about), "dim"), (0, 1, 0, 3)))
        show(Group(*parts))
    return count


def safe(words: str, style: str = "") -> Text:
    """Give words of a source as they may be shown."""
    return Text(piece(words), style)
