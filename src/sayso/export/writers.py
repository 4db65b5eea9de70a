"""A writer for each format: entries or readings into an open file, as they come."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso import codec
from sayso.export import geojson, spreadsheet
from sayso.export.columns import columns_of, place_of, row
from sayso.export.selection import Selection
from sayso.store.record import Record

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from sayso.store.whole import KeptReading

_STEP = 200
NOT_READ = "were kept without being read for records"
NO_PLACE = "have no place"
NO_COORDINATES = "have a place whose coordinates are not known"


@dataclass(slots=True, kw_only=True)
class Job:
    """What is to be written, and what has been."""

    record: Record
    selection: Selection
    kinds: Sequence[str]
    step: Callable[[str, int], object] | None = None
    counts: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def items(self, kind: str) -> Generator[Any]:
        """Give the entries of a kind, or facts of documents, and count them."""
        self.counts[kind] += 0
        # Closed at once where the writing is stopped, and not some time after the record is.
        with closing(self.selection.items(self.record, kind)) as found:
            for item in found:
                self.count(kind)
                yield item

    def count(self, kind: str) -> None:
        """Count one of a kind, and tell every now and then."""
        self.counts[kind] += 1
        if self.step is not None and self.counts[kind] % _STEP == 1:
            self.step(kind, self.counts[kind])


def json_lines(job: Job, stream: BinaryIO) -> None:
    """Write each document as `sayso read --json` prints it."""
    job.counts["documents"] += 0
    with closing(job.selection.readings(job.record)) as found:
        for kept in found:
            if kept.reading is None:
                job.left_out[NOT_READ] += 1
                continue
            job.count("documents")
            stream.write(f"{_line(kept)}\n".encode())


def csv(job: Job, stream: BinaryIO) -> None:
    """Write a table with the names of its columns, in UTF-8."""
    (kind,) = job.kinds
    stream.write(spreadsheet.line(column.name for column in columns_of(kind)).encode())
    with closing(job.items(kind)) as items:
        stream.writelines(spreadsheet.line(row(kind, item).values()).encode() for item in items)


def parquet(job: Job, stream: BinaryIO) -> None:
    """Write a table in row groups."""
    from pyarrow import parquet as pq  # noqa: PLC0415 - slow to load

    from sayso.export import arrow  # noqa: PLC0415 - likewise

    (kind,) = job.kinds
    with (
        closing(job.items(kind)) as items,
        pq.ParquetWriter(stream, arrow.schema(kind), compression="zstd") as writer,
    ):
        for batch in arrow.batches(kind, items):
            writer.write_batch(batch)


def geo_json(job: Job, stream: BinaryIO) -> None:
    """Write a feature for each record that has a place with coordinates; count the others."""
    stream.write(geojson.HEAD.encode())
    between = "\n"
    for kind in job.kinds:
        with closing(job.items(kind)) as items:
            for entry in items:
                made = geojson.feature(kind, entry)
                if made is None:
                    job.counts[kind] -= 1
                    job.left_out[NO_PLACE if place_of(entry) is None else NO_COORDINATES] += 1
                    continue
                stream.write(f"{between}{made}".encode())
                between = ",\n"
    stream.write(geojson.FOOT.encode())


WRITERS: Mapping[str, Callable[[Job, BinaryIO], None]] = {
    "jsonl": json_lines,
    "csv": csv,
    "parquet": parquet,
    "geojson": geo_json,
}


def _line(kept: KeptReading) -> str:
    if kept.reading is None:
        message = "a reading is there"
        raise AssertionError(message)
    # What another version read is not called this one's work.
    made = codec.to_dict(kept.reading) | {"sayso": kept.sayso}
    return json.dumps(made, ensure_ascii=True, allow_nan=False)
