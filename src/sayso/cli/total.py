"""How many items there will be, where that can be told without reading much."""

from __future__ import annotations

import struct
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.read import Skipped, Source, folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINES = (".jsonl", ".ndjson")
_HELD = (
    ".csv",
    ".tsv",
    ".parquet",
    ".rss",
    ".atom",
    ".xml",
    ".warc",
    ".wacz",
    ".tar",
    ".tgz",
    ".gz",
    ".bz2",
    ".xz",
    ".tbz",
    ".txz",
)
_ZIPS = (".zip",)
_MOST_FILES = 200_000
_CHEAP = 500_000_000  # bytes whose lines are counted in about half a second
# The end of a ZIP file (APPNOTE 4.3.16): 22 bytes and a comment of up to 65,535.
_END, _END_LONGEST = b"PK\x05\x06", 22 + 65_535
_MORE = 0xFFFF


def item_count(sources: Sequence[Source | str]) -> int | None:
    """Count files, lines of JSON lines and members of ZIP files; None where that is not all."""
    count, seen, most_bytes = 0, 0, _CHEAP
    for each in sources:
        source = Source.of(each)
        if source.path is None or "://" in source.name:
            return None
        for path in _files(source.path):
            if path.suffix.lower() in _LINES:
                most_bytes -= _byte_count(path)
            held = _held(path) if most_bytes > 0 and seen < _MOST_FILES else None
            if held is None:
                return None
            seen += 1
            count += held
    return count


def _files(path: Path) -> Iterator[Path]:
    tops = folder.matching(str(path)) if folder.is_pattern(str(path)) else [path]
    for top in tops:
        if not top.is_dir():
            yield top
            continue
        for found in folder.files(top, passed_over=Counter()):
            yield Path(found.source) if isinstance(found, Skipped) else found


def _held(path: Path) -> int | None:
    suffix = path.suffix.lower()
    if suffix in _HELD:
        return None
    if suffix not in (*_LINES, *_ZIPS):
        return 1
    try:
        return _members(path) if suffix in _ZIPS else _lines(path)
    except OSError:
        return 1


def _byte_count(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(not line.isspace() for line in stream)


def _members(path: Path) -> int | None:
    """Read the number at the end of a ZIP file; folders count too, so it is a little too high at times."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _END_LONGEST))
        end = stream.read(_END_LONGEST)
    at = end.rfind(_END)
    if at < 0 or len(end) < at + 12:
        return 1
    (count,) = struct.unpack_from("<H", end, at + 10)
    return None if count == _MORE else int(count)
