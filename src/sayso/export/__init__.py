"""What a record holds, for other programs: JSON lines, CSV, Parquet and GeoJSON, streamed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, cast, get_args

from sayso.errors import ExportError
from sayso.export import geojson
from sayso.export.columns import COLUMNS, columns_of
from sayso.export.files import Delivery, delivery
from sayso.export.selection import Selection
from sayso.export.writers import WRITERS, Job
from sayso.store.rows import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.store.record import Record

__all__ = [
    "COLUMNS",
    "FORMATS",
    "KINDS",
    "SINGULAR",
    "Exported",
    "Format",
    "Selection",
    "columns_of",
    "format_of",
    "write",
]

Format = Literal["jsonl", "csv", "parquet", "geojson"]
FORMATS: tuple[Format, ...] = get_args(Format)
KINDS = tuple(COLUMNS)
# Of these formats a file holds one kind of record.
_TABLES = ("csv", "parquet")
# What one of each kind is called.
SINGULAR: Mapping[str, str] = {"documents": "document", **{shape.field: shape.table.name for shape in SHAPES}}
_KIND_OF = {one: kind for kind, one in SINGULAR.items()}
_SUFFIXES: dict[str, Format] = {".ndjson": "jsonl", **{f".{each}": each for each in FORMATS}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: how many of each kind, how many were left out by the reason, and the files."""

    counts: Mapping[str, int]
    left_out: Mapping[str, int]
    files: tuple[Path, ...] = ()


def format_of(out: str | os.PathLike[str]) -> Format | None:
    """Tell the format that the end of a name asks for."""
    return _SUFFIXES.get(Path(out).suffix.lower())


def write(  # noqa: PLR0913 - what may be asked
    record: Record,
    out: str | os.PathLike[str] | BinaryIO,
    *,
    form: str | None = None,
    kinds: Sequence[str] = (),
    selection: Selection | None = None,
    overwrite: bool = False,
    step: Callable[[str, int], object] | None = None,
) -> Exported:
    """Write what a record holds to ``out``: a file, a folder for tables of several kinds, or an open binary stream.

    ``form`` may be left to the end of the name. ``kinds`` are those of `KINDS`; without any it is all that the format
    has. ``step`` is told a kind, and how many of it are written, every now and then. Files are there whole in the end,
    or not at all.

    Raises:
        ExportError: when it cannot be written so, or is there already and may not be overwritten.
        QueryError: when the query of the selection cannot be understood.
        OSError: when the disk is full, or does not take it for another reason.
    """
    selection = selection or Selection()
    path = Path(out) if isinstance(out, str | os.PathLike) else None
    chosen = form or (None if path is None else format_of(path))
    if chosen is None:
        message = f"the name {out} tells no format; choose one of {', '.join(FORMATS)}"
        raise ExportError(message)
    if chosen not in FORMATS:
        message = f"there is no format {chosen}; there are {', '.join(FORMATS)}"
        raise ExportError(message)
    if path is not None and _is_record(path, record):
        message = f"{path} is the record itself; name another file"
        raise ExportError(message)
    asked = _kinds(chosen, kinds, selection)
    is_folder = chosen in _TABLES and (len(asked) > 1 or (path is not None and path.is_dir()))
    job = Job(record=record, selection=selection, kinds=asked, step=step)
    if path is None or (is_folder and format_of(path) == chosen and not path.is_dir()):
        if is_folder:
            message = f"{chosen} has a table for each kind of record; choose one kind, or name a folder"
            raise ExportError(message)
        WRITERS[chosen](job, cast("BinaryIO", out))
        return Exported(counts=job.counts, left_out=job.left_out)
    with delivery(overwrite=overwrite) as files:
        if is_folder:
            files.folder(path)
            paths = _tables(job, path, chosen, files)
        else:
            paths = (path,)
            with files.file(path) as stream:
                WRITERS[chosen](job, stream)
    return Exported(counts=job.counts, left_out=job.left_out, files=paths)


def _is_record(path: Path, record: Record) -> bool:
    return path.exists() and Path(record.name).exists() and path.samefile(record.name)


def _tables(job: Job, folder: Path, chosen: str, files: Delivery) -> tuple[Path, ...]:
    """Write a table for each kind."""
    kinds = list(job.kinds)
    paths = tuple(folder / f"{kind}.{chosen}" for kind in kinds)
    files.refuse(*paths)
    for kind, path in zip(kinds, paths, strict=True):
        job.kinds = [kind]
        with files.file(path) as stream:
            WRITERS[chosen](job, stream)
    return paths


def _kinds(chosen: str, kinds: Sequence[str], selection: Selection) -> list[str]:
    """Choose the kinds of record to write, each once."""
    held = tuple(geojson.KINDS) if chosen == "geojson" else ("documents",) if chosen == "jsonl" else KINDS
    asked = list(dict.fromkeys(_KIND_OF.get(kind, kind) for kind in kinds))
    strange = [kind for kind in asked if kind not in held]
    if strange and chosen == "jsonl":
        message = "jsonl has a whole document on each line; the kinds are for csv, parquet and geojson"
        raise ExportError(message)
    if strange:
        message = f"{chosen} has no {strange[0]}; it has {', '.join(held)}"
        raise ExportError(message)
    return asked or selection.askable(held)
