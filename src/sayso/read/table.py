"""CSV to items: a row at a time, whatever the length of the file."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import ReadError
from sayso.read import columns, limits
from sayso.read.decoding import decode, marked
from sayso.read.jsonl import MAX_BLANK
from sayso.read.packed import BrokenError, broken
from sayso.read.source import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.read.item import Item
    from sayso.settings import Settings

_SEPARATORS = ",;\t|"
# What ASCII has for the borders of fields, and nobody types.
_UNIT = "\x1f"


def separator(first_line: str) -> str:
    """Tell what divides the columns: what the line of their names has most of."""
    return max(_SEPARATORS, key=first_line.count)


def names(first_line: str) -> list[str]:
    """Read the names of the columns."""
    line = first_line.removeprefix("\ufeff").removeprefix("ï»¿")
    return next(csv.reader([line], delimiter=separator(line)), [])


def items(
    stream: BinaryIO, *, name: str, head: bytes, settings: Settings, text_column: str | None
) -> Iterator[Item | Skipped]:
    """Yield each row; one that cannot be read is skipped by its number, counted from 1 below the names.

    Raises:
        ReadError: when no column is told to hold the text.
        BrokenError: when a row has no end.
    """
    rows = _Rows(_characters(stream, head), name, settings)
    header = rows.next()
    if header is None:
        raise ReadError(name, "it is empty", "check that it was saved or downloaded whole")
    found = columns.of(_repaired(header, name), where=name, text_column=text_column)
    for number in range(1, 1 << 62):
        where = f"{name} row {number}"
        rows.where = where
        try:
            row = rows.next()
            if row is None:
                return
            if any(cell.strip() for cell in row):
                row = _fitting(_repaired(row, where), len(header), where)
                cells = {field: row[at] for field, at in found.items() if at < len(row)}
                yield columns.row(cells, where=where, settings=settings)
        except BrokenError:
            raise
        except ReadError as error:
            yield Skipped(where, error)


class _Rows:
    """The rows of a text, none of them longer than allowed."""

    def __init__(self, text: io.TextIOWrapper, name: str, settings: Settings) -> None:
        self._text, self._name, self._settings = text, name, settings
        # Eight times a text leaves room for the other columns.
        self._limit = min(settings.max_bytes, 8 * settings.max_characters)
        self.where = name
        self._length = self._cells = self._blank = 0
        self._separator = ","
        first = self._line()
        self._first: str | None = (first or "").removeprefix("\ufeff") or None
        self._separator = separator(first or "")
        # A field may be as long as a row. The limit is the module's own and of all its readers: it only grows.
        csv.field_size_limit(max(csv.field_size_limit(), self._limit + 1))
        self._reader = csv.reader(self._lines(), delimiter=self._separator)

    def next(self) -> list[str] | None:
        """Give the next row; None at the end."""
        self._length = self._cells = 0
        try:
            row = next(self._reader, None)
        except csv.Error as error:
            raise ReadError(self.where, f"it is no row of a table: {error}") from error
        self._blank = self._blank + 1 if row is not None and not any(row) else 0
        if self._blank > MAX_BLANK:
            reason = f"it has more than {MAX_BLANK:,} blank rows behind each other"
            raise BrokenError(self._name, reason, "leave them out")
        return row

    def _lines(self) -> Iterator[str]:
        line, self._first = self._first, None
        while line is not None:
            yield line
            line = self._line()

    def _line(self) -> str | None:
        limit = self._limit
        try:
            line = self._text.readline(limit + 1 - self._length)
        except UnicodeError as error:
            raise BrokenError(self._name, f"its characters are damaged: {error}", "save it as UTF-8") from error
        self._length += len(line)
        self._cells += line.count(self._separator)
        # Where it ends nobody can tell, so what follows cannot be read either.
        if self._length > limit:
            reason = f"its row {self._number()} holds more than {limit:,} characters (is a quotation mark not closed?)"
            raise broken(limits.too_much(self._name, reason, "max_characters"))
        if self._cells > self._settings.max_elements:
            reason = f"its row {self._number()} has more than {self._settings.max_elements:,} columns"
            raise broken(limits.too_much(self._name, reason, "max_elements"))
        return line or None

    def _number(self) -> str:
        return self.where.rpartition(" row ")[2] if " row " in self.where else "of names"


def _characters(stream: BinaryIO, head: bytes) -> io.TextIOWrapper:
    found = marked(head)
    if found is None or found.name == "utf-8":
        # Bytes that are no UTF-8 are kept as they are until their cell is known.
        return io.TextIOWrapper(stream, encoding="utf-8", errors="surrogateescape", newline="")
    stream.read(found.mark_length)
    return io.TextIOWrapper(stream, encoding=found.name, errors="replace", newline="")


def _repaired(row: list[str], where: str) -> list[str]:
    """Read a row that is not UTF-8 in the encoding that it is in: all of it in one, since a name alone tells none.

    Raises:
        ReadError: when none gives a plausible text.
    """
    joined = _UNIT.join(row)
    try:
        joined.encode("utf-8")
    except UnicodeEncodeError:
        if len(row) != joined.count(_UNIT) + 1:
            raise ReadError(where, "it is not UTF-8", "save the file as UTF-8") from None
        return decode(joined.encode("utf-8", "surrogateescape"), name=where).split(_UNIT)
    return row


def _fitting(row: list[str], count: int, where: str) -> list[str]:
    """Refuse a row with more cells than there are names: its text would end at the first comma.

    Raises:
        ReadError: when it has.
    """
    if any(cell.strip() for cell in row[count:]):
        reason = f"it has {len(row):,} cells and the table {count:,} columns"
        raise ReadError(where, reason, "set the cell that holds the separator in quotation marks")
    return row


def is_table(first_line: str) -> bool:
    """Tell by the first line whether a text of which nothing else is known is a table of articles."""
    found: Sequence[str]
    try:
        found = names(first_line)
    except csv.Error:
        return False
    return columns.are_known(found)
