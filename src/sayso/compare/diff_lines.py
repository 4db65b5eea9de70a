"""A diff of two versions as lines of plain text: ``+`` added, ``-`` removed, ``~`` reworded or changed, ``>`` moved."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sayso.printable import one_line, piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.compare.diff import Change, FieldChange, TextDiff
    from sayso.compare.record_diff import RecordChange
    from sayso.document import Document

WIDTH = 100
_NARROWEST = 20
_LONGEST_WORDS = 80


def lines(
    text: TextDiff, old: Document, new: Document, records: tuple[RecordChange, ...] = (), *, width: int = WIDTH
) -> Iterator[str]:
    """Yield the lines to show; none where nothing changed. In a reworded sentence [-old-] words and {+new+} ones."""
    for field in text.fields:
        yield from _wrapped("~", f"{field.field}: {_values(field)}", width)
    for change in text.changes:
        yield from _wrapped(_SIGNS[change.kind], _sentence(change, old.text, new.text), width)
    for record in records:
        sign = "~" if record.fields else "+" if record.before is None else "-"
        words = textwrap.shorten(one_line(record.words), _LONGEST_WORDS, placeholder=" …")
        yield from _wrapped(sign, f"{record.kind}: {words}", width)
        for field in record.fields:
            yield from _wrapped("   ", f"{field.field}: {_values(field)}", width)


_SIGNS = {"added": "+", "removed": "-", "reworded": "~", "moved": ">"}


def _sentence(change: Change, old: str, new: str) -> str:
    if change.kind != "reworded":
        span, text = (change.before, old) if change.after is None else (change.after, new)
        return "" if span is None else one_line(span.of(text))
    shown = ""
    for mark in change.marks:
        span, text = (mark.before, old) if mark.after is None else (mark.after, new)
        if span is None:
            continue
        # Punctuation stands at the word before it, as it does in the text.
        blank = " " if shown and (span.start == 0 or text[span.start - 1].isspace()) else ""
        words = piece(span.of(text))
        shown += blank + {"same": words, "removed": f"[-{words}-]", "added": f"{{+{words}+}}"}[mark.kind]
    return shown


def _values(field: FieldChange) -> str:
    before, after = (None if value is None else one_line(value) for value in (field.before, field.after))
    if before is None:
        return f"{after} (new)"
    return f"{before} (gone)" if after is None else f"{before} -> {after}"


def _wrapped(sign: str, words: str, width: int) -> list[str]:
    indent = " " * (len(sign) + 1)
    wrapped = textwrap.wrap(
        words,
        max(width, _NARROWEST),
        initial_indent=f"{sign} ",
        subsequent_indent=indent,
        break_on_hyphens=False,
    )
    return wrapped or [sign]
