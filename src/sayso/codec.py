"""Types to JSON (the contract) and back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import sayso
from sayso.document import Span

if TYPE_CHECKING:
    from sayso.reading import Reading

CONTRACT = 1
# Kinds of record that the contract names and no extractor yields yet.
_TO_COME = ("events", "commitments", "meetings", "control")


def to_dict(reading: Reading) -> dict[str, Any]:
    """Give ``reading`` as the JSON of the contract: plain dicts, lists, strings and numbers."""
    text = reading.document.text
    found = {field.name: _plain(getattr(reading, field.name), text) for field in fields(reading)}
    return {"contract": CONTRACT, "sayso": sayso.__version__, **found, **{name: [] for name in _TO_COME}}


def _plain(value: Any, text: str) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, tuple):
        return [_plain(item, text) for item in value]
    if not is_dataclass(value):
        return value
    plain = {field.name: _plain(getattr(value, field.name), text) for field in fields(value)}
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.of(text), **plain}
    return plain
