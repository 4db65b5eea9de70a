"""The files of a folder and all that is below it, in the order of their names."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.errors import ReadError
from sayso.read import ignore
from sayso.read.source import Skipped, Source

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    # Each folder's rules, with how many parts of a path lie above it.
    _Rules = tuple[tuple[int, tuple[ignore.Rule, ...]], ...]

_LONGEST_RULES = 1_000_000


class _Level(NamedTuple):
    """A folder that is being read: where it lies below the top, which rules hold in it, and its names to come."""

    path: Path
    parts: tuple[str, ...]
    rules: _Rules
    names: Iterator[tuple[str, bool]]


def files(  # noqa: C901 - one step of the walk a line
    top: Path, *, passed_over: Counter[str], source: Source | None = None
) -> Iterator[Path | Skipped]:
    """Yield each file below ``top``, but hidden ones and those that a `.saysoignore` leaves out.

    A link to a folder is followed, and no folder is entered twice: so links in a circle end. What cannot be
    read is named as ``source`` names it.
    """
    source = source or Source.of(top)
    seen: set[tuple[int, int]] = set()
    levels: list[_Level] = []

    def enter(path: Path, parts: tuple[str, ...], rules: _Rules) -> Iterator[Skipped]:
        try:
            state = path.stat()
            if (state.st_dev, state.st_ino) in seen:
                passed_over["folder seen before"] += 1
                return
            seen.add((state.st_dev, state.st_ino))
            with os.scandir(path) as entries:
                names = sorted((entry.name, _is_folder(entry)) for entry in entries)
        except OSError as error:
            yield Skipped(source.named(path), source.at(path).unreachable(error))
            return
        own = _rules(source.at(path / ignore.FILE_NAME))
        if isinstance(own, Skipped):
            yield own
        elif own:
            rules = (*rules, (len(parts), own))
        levels.append(_Level(path, parts, rules, iter(names)))

    yield from enter(top, (), ())
    while levels:
        path, above, rules, names = levels[-1]
        name, is_folder = next(names, ("", False))
        parts = (*above, name)
        if not name:
            levels.pop()
        elif name.startswith("."):
            passed_over["hidden"] += 1
        elif _is_left_out(parts, rules, is_folder=is_folder):
            passed_over["left out by .saysoignore"] += 1
        elif is_folder:
            yield from enter(path / name, parts, rules)
        else:
            yield path / name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link that leads to itself.
        return False


def matching(pattern: str) -> list[Path]:
    """Give what fits ``news/**/*.html``, by name; hidden files do not."""
    return sorted(map(Path, glob.glob(pattern, recursive=True)))  # noqa: PTH207 - Path.glob takes no absolute pattern


def is_pattern(name: str) -> bool:
    """Tell whether a name holds ``*``, ``?`` or ``[`` and nothing bears it as it is."""
    return glob.has_magic(name) and not os.path.lexists(name)


def _is_left_out(path: tuple[str, ...], rules: _Rules, *, is_folder: bool) -> bool:
    for above, given in reversed(rules):
        found = ignore.leaves_out(path[above:], given, is_folder=is_folder)
        if found is not None:
            return found
    return False


def _rules(source: Source) -> tuple[ignore.Rule, ...] | Skipped:
    path = source.path
    if path is None or not path.is_file():
        return ()
    try:
        with path.open("rb") as stream:
            text = stream.read(_LONGEST_RULES).decode("utf-8")
    except OSError as error:
        return Skipped(source.name, source.unreachable(error))
    except UnicodeDecodeError:
        return Skipped(source.name, ReadError(source.name, "it is not UTF-8", "save it as UTF-8"))
    return ignore.rules(text)
