"""`.saysoignore`: which files of a folder to leave out, in the syntax of gitignore.

All of gitignore(5) but two things: a backslash is only read at the start of a line and before `*`, `?`, `[` and a
blank at the end, and a class in brackets follows `fnmatch`.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from typing import NamedTuple

FILE_NAME = ".saysoignore"
_ANY_FOLDERS = "**"
_ESCAPED = re.compile(r"\\([*?\[])")
_TRAILING = re.compile(r"(?<!\\)[ \t]+$")
_MAX_RULES = 10_000


class Rule(NamedTuple):
    """A line: the parts of its path, and what it does with what fits."""

    parts: tuple[str, ...]
    leaves_out: bool
    only_folders: bool


def rules(text: str) -> tuple[Rule, ...]:
    """Read the lines of a `.saysoignore`."""
    found = (_rule(line) for line in text.removeprefix("\ufeff").splitlines()[:_MAX_RULES])
    return tuple(rule for rule in found if rule is not None)


def leaves_out(path: tuple[str, ...], given: tuple[Rule, ...], *, is_folder: bool) -> bool | None:
    """Tell what the rules say of a path below their folder: the last that fits counts; None where none does."""
    for rule in reversed(given):
        if (is_folder or not rule.only_folders) and _fits(rule.parts, path):
            return rule.leaves_out
    return None


def _rule(line: str) -> Rule | None:
    line = _TRAILING.sub("", line).replace("\\ ", " ")
    if not line or line.startswith("#"):
        return None
    again = line.startswith("!")
    line = line[1:] if again or line.startswith(("\\#", "\\!")) else line
    only_folders = line.endswith("/")
    line = line.rstrip("/")
    # A stroke at the start or within binds the pattern to the folder of the file; else it fits at any depth.
    bound = "/" in line
    parts = [part for part in line.split("/") if part]
    if not parts:
        return None
    if not bound:
        parts = [_ANY_FOLDERS, *parts]
    return Rule(tuple(_ESCAPED.sub(r"[\1]", part).replace("[^", "[!") for part in parts), not again, only_folders)


def _fits(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Match part by part; at most the product of the two lengths is looked at."""
    reached = {0}
    for number, part in enumerate(pattern):
        if part == _ANY_FOLDERS:
            # At the end it stands for all that is below, and not for the folder itself.
            first = min(reached, default=len(path) + 1) + (number == len(pattern) - 1)
            reached = set(range(first, len(path) + 1))
        else:
            fits = _pattern(part).match
            reached = {at + 1 for at in reached if at < len(path) and fits(path[at])}
        if not reached:
            return False
    return len(path) in reached


@cache
def _pattern(part: str) -> re.Pattern[str]:
    return re.compile(translate(part))
