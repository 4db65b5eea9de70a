"""Parquet to items: a few rows at a time, whatever the size of a row group."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.errors import ReadError
from sayso.read import columns, limits, pages
from sayso.read.packed import BrokenError, Ratio, broken
from sayso.read.source import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.item import Item
    from sayso.settings import Settings

MAGIC = b"PAR1"
_ROWS = 64
_HELD = 64_000_000
_BUFFER = 65_536
# A thousand columns in a thousand row groups stay under it.
_LONGEST_FOOTER = 8_000_000
_AGAIN = "download or copy it again"


def items(stream: BinaryIO, *, name: str, settings: Settings, text_column: str | None) -> Iterator[Item | Skipped]:
    """Yield each row; ``stream`` must be one that can be wound.

    Raises:
        ReadError: when it cannot be opened, or no column is told to hold the text.
        BrokenError: when its pages are damaged, or would unpack to more than is allowed.
    """
    length = stream.seek(0, io.SEEK_END)
    groups = _groups(stream, length, name)
    table = _opened(stream, name, settings)
    found = columns.of(table.schema_arrow.names, where=name, text_column=text_column)
    wanted = {field: table.schema_arrow.names[at] for field, at in found.items()}
    number, ratio = 0, Ratio(name, settings, packed=length)
    for group, chunks in enumerate(groups):
        read = [chunk for chunk in chunks if chunk.column in wanted.values()]
        # One text of a page may stand in every row.
        rows = _HELD // max(_needed(stream, read, name=name, settings=settings), 1)
        for batch in _batches(table, group, sorted(set(wanted.values())), name, min(max(rows, 1), _ROWS)):
            for at in range(batch.num_rows):
                number += 1
                where = f"{name} row {number}"
                try:
                    item = _item(batch, wanted, at, where, settings)
                except BrokenError:
                    raise
                except ReadError as error:
                    yield Skipped(where, error)
                    continue
                # One page of a dictionary may stand for a million rows.
                ratio.add(len(item.data))
                yield item


def _groups(stream: BinaryIO, length: int, name: str) -> list[list[pages.Chunk]]:
    stream.seek(max(0, length - 8))
    end = stream.read(8)
    if length < 12 or end[4:] != MAGIC:  # noqa: PLR2004 - two marks and a length
        raise ReadError(name, "it is cut short: a Parquet file ends with PAR1 and this does not", _AGAIN)
    (footer,) = struct.unpack("<L", end[:4])
    if footer > min(_LONGEST_FOOTER, length - 12):
        raise ReadError(name, f"it is damaged: its footer would be {footer:,} bytes long", _AGAIN)
    stream.seek(length - 8 - footer)
    try:
        return pages.chunks(stream.read(footer))
    except pages.PageError as error:
        raise _damaged(name, error) from error


def _opened(stream: BinaryIO, name: str, settings: Settings) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa  # noqa: PLC0415 - only a table needs it
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    stream.seek(0)
    try:
        table = parquet.ParquetFile(
            stream,
            buffer_size=_BUFFER,
            pre_buffer=False,
            thrift_string_size_limit=_LONGEST_FOOTER,
            thrift_container_size_limit=settings.max_members,
        )
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError) as error:
        raise _damaged(name, error) from error
    if max(table.metadata.num_columns, table.metadata.num_row_groups) > settings.max_members:
        reason = f"it has more than {settings.max_members:,} columns or row groups"
        raise limits.too_much(name, reason, "max_members")
    return table


def _needed(stream: BinaryIO, chunks: list[pages.Chunk], *, name: str, settings: Settings) -> int:
    """Give to how many bytes the largest pages unpack, one for each column, from their headers.

    Raises:
        BrokenError: when a page is not where it should be, or unpacks to more than is allowed.
    """
    try:
        needed = sum(pages.largest(stream, chunk.start, chunk.length) for chunk in chunks)
    except (pages.PageError, ValueError, OSError, OverflowError) as error:
        raise _damaged(name, error) from error
    if needed > 2 * settings.max_bytes:
        reason = f"a part of it that is read at once unpacks to {needed:,} bytes, more than {2 * settings.max_bytes:,}"
        raise broken(limits.too_much(name, reason, "max_bytes"))
    return needed


def _batches(table: Any, group: int, names: list[str], name: str, rows: int) -> Iterator[Any]:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa  # noqa: PLC0415 - loaded by then

    try:
        yield from table.iter_batches(batch_size=rows, row_groups=[group], columns=names, use_threads=False)
    except (pa.ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError) as error:
        raise _damaged(name, error) from error


def _item(batch: Any, wanted: Mapping[str, str], at: int, where: str, settings: Settings) -> Item:  # noqa: ANN401 - likewise
    try:
        cells = {field: batch.column(column)[at].as_py() for field, column in wanted.items()}
    except (ValueError, OverflowError, LookupError) as error:
        raise ReadError(where, f"it is damaged ({type(error).__name__})", _AGAIN) from error
    return columns.row(cells, where=where, settings=settings)


def _damaged(name: str, error: Exception) -> BrokenError:
    said = str(error).partition("\n")[0][:200] or type(error).__name__
    return BrokenError(name, f"it is damaged ({said})", _AGAIN)
