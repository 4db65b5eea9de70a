"""Values of records as short JSON and back, by the annotations of their fields."""

from __future__ import annotations

import functools
import types
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from sayso.document import Span
from sayso.record import Mention

# The value of a field, and its annotation, whatever they are.
Value = Any
Hint = Any


def to_plain(value: Value) -> Value:
    """Give a value as short JSON: a span is [start, end], what says nothing is left out."""
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, Mention):
        return [value.start, value.end, value.actor]
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {
            field.name: to_plain(getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        }
    return value


def from_plain(value: Value, hint: Hint) -> Value:  # noqa: PLR0911 - any part of a record; one return for each form
    """Make the value of type ``hint`` that `to_plain` wrote."""
    if value is None:
        return None
    if is_tuple(hint):
        inner = typing.get_args(hint)[0]
        return tuple(from_plain(each, inner) for each in value)
    for option in options_of(hint):
        if option is Mention:
            return Mention(value[0], value[1], actor=value[2])
        if option is Span:
            return Span(*value)
        if is_dataclass(option) and isinstance(option, type):
            hints = hints_of(option)
            return option(**{name: from_plain(each, hints[name]) for name, each in value.items() if name in hints})
        if is_tuple(option):
            return from_plain(value, option)
    return value


@functools.cache
def hints_of(kind: Hint) -> dict[str, Any]:
    """Give the annotations of a type's fields."""
    hints: dict[str, Any] = typing.get_type_hints(kind)
    return hints


def typed_fields(kind: Hint) -> list[tuple[Field[Any], Any]]:
    """Give the fields of a type, each with its annotation."""
    hints = hints_of(kind)
    return [(field, hints[field.name]) for field in fields(kind)]


def options_of(hint: Hint) -> tuple[Any, ...]:
    """Give what a value may be, None apart."""
    origin: Any = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return tuple(option for option in typing.get_args(hint) if option is not type(None))
    return (hint,)


def literals(option: Hint) -> tuple[str, ...]:
    """Give the words that a type is a choice of; none for another type."""
    origin: Any = typing.get_origin(option)
    return typing.get_args(option) if origin is typing.Literal else ()


def is_tuple(hint: Hint) -> bool:
    """Tell whether values are tuples."""
    origin: Any = typing.get_origin(hint)
    return origin is tuple
