"""Tables of Arrow, for Parquet, pandas and what else reads them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa

import sayso
from sayso.errors import MissingPackageError
from sayso.export.columns import columns_of, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_TYPES = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "instant": pa.timestamp("ms", tz="UTC"),
}
# What is made into columns at once: few enough to stay small in memory, enough for a good row group.
_AT_ONCE = 10_000
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def schema(kind: str) -> Any:  # noqa: ANN401 - a pyarrow.Schema; pyarrow has no types
    """Give the schema of a kind's table, which hangs on nothing but the kind.

    Raises:
        ExportError: when there is no such kind.
    """
    fields = [pa.field(column.name, _TYPES[column.type]) for column in columns_of(kind)]
    return pa.schema(fields, metadata={"kind": kind, "sayso": sayso.__version__})


def batches(kind: str, items: Iterable[Any]) -> Iterator[Any]:
    """Yield entries, or documents' facts, as record batches of that schema."""
    columns, made_of = columns_of(kind), schema(kind)
    left = iter(items)
    while some := [row(kind, item) for item in itertools.islice(left, _AT_ONCE)]:
        arrays = [
            pa.array([_FITTED[column.type](each[column.name]) for each in some], type=_TYPES[column.type])
            for column in columns
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=made_of)


def table(kind: str, items: Iterable[Any]) -> Any:  # noqa: ANN401 - a pyarrow.Table
    """Give entries, or documents' facts, as one table; without any it has its columns all the same."""
    return pa.Table.from_batches(batches(kind, items), schema=schema(kind))


def data_frame(made: Callable[[], Any]) -> Any:  # noqa: ANN401 - a pandas.DataFrame
    """Give a table of Arrow as a data frame: days as datetime64, whole numbers and flags as types that have NA.

    Raises:
        MissingPackageError: when pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - a user has it or not
    except ImportError as error:
        what = "to_pandas()"
        raise MissingPackageError(what, package="pandas") from error
    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    return made().to_pandas(types_mapper=types.get, date_as_object=False)


def _text(text: str | None) -> str | None:
    """Put U+FFFD for half of a surrogate pair, which UTF-8 has no bytes for."""
    return text if text is None or text.isascii() else _HALF_PAIR.sub("\ufffd", text)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - any cell
    return value


_FITTED: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "whole": _as_it_is,
    "number": _number,
    "flag": _as_it_is,
    "day": _as_it_is,
    "instant": _as_it_is,
}
