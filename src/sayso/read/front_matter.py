"""The lines between two rows of dashes at the top of a Markdown file that tell about it."""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"---[ \t]*")
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_NESTED = (" ", "\t", "-", "#")
_MAX_LINES = 200
_LONGEST = 65_536


class FrontMatter(NamedTuple):
    """Each key with its value and where the value stands; ``end`` is 0 where there is none."""

    values: dict[str, tuple[str, int]]
    end: int


_NOTHING = FrontMatter({}, 0)


def front_matter(text: str) -> FrontMatter:
    """Read the plain ``key: value`` lines; lists and nested keys are passed over."""
    at = 1 if text.startswith("\ufeff") else 0
    return _read(text[at : at + _LONGEST], at) if text.startswith("---", at) else _NOTHING


def _read(text: str, at: int) -> FrontMatter:
    values: dict[str, tuple[str, int]] = {}
    for number, match in enumerate(re.finditer(r"[^\n]*(?:\n|\Z)", text)):
        line = match[0].rstrip("\r\n")
        if number == 0 and _FENCE.fullmatch(line):
            continue
        if number in (0, _MAX_LINES) or not match[0]:
            return _NOTHING
        if _FENCE.fullmatch(line) or line == "...":
            return FrontMatter(values, at + match.end()) if values else _NOTHING
        entry = _ENTRY.fullmatch(line)
        if entry is not None:
            value, shift = _unquoted(entry["value"])
            if value:
                values.setdefault(entry["key"].lower(), (value, at + match.start() + entry.start("value") + shift))
        elif line and not line.startswith(_NESTED):
            return _NOTHING
    return _NOTHING


def _unquoted(value: str) -> tuple[str, int]:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1], 1
    return value, 0
