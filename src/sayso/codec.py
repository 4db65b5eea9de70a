"""Types to JSON (the contract) and back; the one module that knows pydantic, and loads it only when needed."""

from __future__ import annotations

import functools
import json
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import sayso
from sayso.document import Span
from sayso.errors import CodecError, SpanError
from sayso.reading import Reading

if TYPE_CHECKING:
    from pydantic import TypeAdapter

CONTRACT = 1
_LONGEST_SHOWN = 60
_ADVICE = "readings are written by sayso read --json"


def to_dict(reading: Reading) -> dict[str, Any]:
    """Give ``reading`` as the JSON of the contract: plain dicts, lists, strings and numbers."""
    text = reading.document.text
    found = {field.name: _plain(getattr(reading, field.name), text) for field in fields(reading)}
    return {"contract": CONTRACT, "sayso": sayso.__version__, **found}


def to_json(reading: Reading) -> str:
    """Give ``reading`` as one line of JSON; all but ASCII is escaped, so that a lone surrogate survives."""
    return json.dumps(to_dict(reading), ensure_ascii=True, allow_nan=False)


def from_dict(plain: dict[str, Any]) -> Reading:
    """Make the reading that ``plain`` is the JSON of. Fields that a later version added are left out.

    Raises:
        CodecError: when it does not follow the contract, or a span does not cut its text.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - slow to load, and printing needs none of it

    if not isinstance(plain, dict):
        message = f"a reading is a JSON object, found {_shown(plain)}; {_ADVICE}"
        raise CodecError(message)
    if plain.get("contract") != CONTRACT:
        message = f"this sayso reads contract {CONTRACT}, found contract {_shown(plain.get('contract'))}; {_ADVICE}"
        raise CodecError(message)
    try:
        reading = _adapter().validate_python(plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        said = first["msg"][:1].lower() + first["msg"][1:].replace(" valid ", " ")
        found = "" if first["type"] == "missing" else f", found {_shown(first['input'])}"
        message = f"{where} of a reading: {said}{found}; {_ADVICE}"
        raise CodecError(message) from error
    except SpanError as error:
        raise CodecError(str(error)) from error
    _check_spans(plain, reading.document.text)
    return reading


def from_json(line: str) -> Reading:
    """Make the reading that one line of JSON holds.

    Raises:
        CodecError: when it is not JSON, or not a reading.
    """
    try:
        plain = json.loads(line)
    except json.JSONDecodeError as error:
        message = f"not JSON at character {error.pos}: {error.msg[:1].lower()}{error.msg[1:]}; {_ADVICE}"
        raise CodecError(message) from error
    except RecursionError as error:
        message = f"JSON nested too deep for a reading; {_ADVICE}"
        raise CodecError(message) from error
    return from_dict(plain)


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a reading as it is printed: spans carry their text."""
    made = _without_titles(_adapter().json_schema(mode="serialization"))
    for name, definition in made["$defs"].items():
        if name in ("Span", "Mention"):
            at = definition["properties"]
            definition["properties"] = {
                "start": at.pop("start"),
                "end": at.pop("end"),
                "text": {"type": "string"},
                **at,
            }
        definition["required"] = list(definition["properties"])
    properties = {
        "contract": {"const": CONTRACT},
        "sayso": {"type": "string", "description": "The version that wrote it."},
        **made["properties"],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Reading",
        "description": made["description"],
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "$defs": made["$defs"],
    }


@functools.cache
def _adapter() -> TypeAdapter[Reading]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - slow to load, and printing needs none of it

    return TypeAdapter(Reading)


def _plain(value: Any, text: str) -> Any:  # noqa: ANN401 - any part of a record
    if isinstance(value, tuple):
        return [_plain(item, text) for item in value]
    if isinstance(value, float) and value.is_integer():
        # "40" prints as 40, whether it was counted as a whole number or not.
        return int(value)
    if not is_dataclass(value):
        return value
    plain = {field.name: _plain(getattr(value, field.name), text) for field in fields(value)}
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.of(text), **plain}
    return plain


def _check_spans(plain: dict[str, Any], text: str) -> None:
    left: list[Any] = [plain]
    while left:
        part = left.pop()
        if isinstance(part, list):
            left.extend(part)
        elif isinstance(part, dict):
            left.extend(part.values())
            if {"start", "end", "text"} <= part.keys():
                _check_span(part, text)


def _check_span(plain: dict[str, Any], text: str) -> None:
    start, end, words = plain["start"], plain["end"], plain["text"]
    if not isinstance(start, int) or not isinstance(end, int):
        message = f"a span starts and ends at whole numbers, found {_shown(start)} and {_shown(end)}; {_ADVICE}"
        raise CodecError(message)
    if text[start:end] != words:
        message = (
            f"span [{start}, {end}) is said to be {_shown(words)} but cuts {_shown(text[start:end])};"
            " was it made from another version of the text?"
        )
        raise CodecError(message)


def _shown(value: object) -> str:
    words = repr(value)
    return words if len(words) < _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"


def _without_titles(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Leave out the titles and defaults pydantic adds: a printed reading has every field."""
    if isinstance(part, list):
        return [_without_titles(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _without_titles(item)
        for name, item in part.items()
        if name != "default" and not (name == "title" and isinstance(item, str))
    }
