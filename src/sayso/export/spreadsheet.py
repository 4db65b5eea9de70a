"""CSV (RFC 4180) that a spreadsheet may open: no cell of a source's words is taken for a formula."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# A spreadsheet takes a cell that begins so for a formula, and runs it; − is taken for a minus by some.
_FORMULA = frozenset("=+-@−")
# What it may drop before it looks: white space, control characters, and what has no width.
_DROPPED = ("Zs", "Zl", "Zp", "Cc", "Cf", "Cs")
_TO_QUOTE = re.compile(r'[",;|\x00-\x1f\x7f]|^\s|\s$')
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run."""
    written = _UNWRITABLE.sub("\ufffd", text)
    if written.startswith(("\t", "\r")):
        return f"'{written}"
    seen = next((sign for sign in text if unicodedata.category(sign) not in _DROPPED), "")
    # "＝" and "﹢" of East Asian keyboards are "=" and "+".
    return f"'{written}" if unicodedata.normalize("NFKC", seen)[:1] in _FORMULA else written


def cell(value: Any) -> str:  # noqa: ANN401 - any cell
    """Write a value as a cell holds it, before quoting: nothing for None, 1 and 0 for true and false."""
    written = value
    match value:
        case None:
            written = ""
        case bool():
            written = int(value)
        case float() if value.is_integer():
            written = int(value)
        case dt.datetime():
            written = instant(value)
        case dt.date() | int() | float():
            pass
        case _:
            written = guarded(str(value))
    return str(written)


def line(values: Iterable[Any]) -> str:
    """Write a row, with its line end."""
    return ",".join(_quoted(cell(value)) for value in values) + "\n"


def instant(at: dt.datetime) -> str:
    """Write an instant as the record shows it: 2031-05-04T10:00:00.000Z."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _quoted(written: str) -> str:
    if _TO_QUOTE.search(written) is None:
        return written
    return '"' + written.replace('"', '""') + '"'
