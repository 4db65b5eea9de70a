"""The lines between two rows of dashes at the top of a Markdown file that tell about it."""

from __future__ import annotations

import re
from typing import NamedTuple

_FENCE = re.compile(r"---[ \t]*")
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_NESTED = (" ", "\t", "-", "#")
_MAX_LINES = 200


class FrontMatter(NamedTuple):
    """Each key with its value and where the value stands; ``end`` is 0 where there is none."""

    values: dict[str, tuple[str, int]]
    end: int


def front_matter(text: str) -> FrontMatter:
    """Read the plain ``key: value`` lines; lists and nested keys are passed over."""
    nothing = FrontMatter({}, 0)
    values: dict[str, tuple[str, int]] = {}
    at = 1 if text.startswith("\ufeff") else 0
    if not text.startswith("---", at):
        return nothing
    for number, match in enumerate(re.finditer(r"[^\n]*(?:\n|\Z)", text[at : at + 65_536])):
        line = match[0].rstrip("\r\n")
        if number == 0:
            if not _FENCE.fullmatch(line):
                return nothing
            continue
        if number > _MAX_LINES or not match[0]:
            return nothing
        if _FENCE.fullmatch(line) or line == "...":
            return FrontMatter(values, at + match.end()) if values else nothing
        entry = _ENTRY.fullmatch(line)
        if entry is not None:
            value, shift = entry["value"], entry.start("value")
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value, shift = value[1:-1], shift + 1
            if value:
                values.setdefault(entry["key"].lower(), (value, at + match.start() + shift))
        elif line and not line.startswith(_NESTED):
            return nothing
    return nothing
