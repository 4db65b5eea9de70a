"""Files that a user writes: read, and checked; a mistake is named with its place and what to do."""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import TYPE_CHECKING, Any

from sayso.errors import KnowledgeError

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

_ALPHA_3 = re.compile(r"[A-Z]{3}")


def text_of(path: str | os.PathLike[str]) -> str:
    """Read the UTF-8 text of ``path``; a byte order mark is no part of it.

    Raises:
        KnowledgeError: when it cannot be read.
    """
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123 - extractors, which import this module, may not reach pathlib
            return file.read()
    except FileNotFoundError as error:
        message = f"cannot read {path}: there is no such file; check the path, or whether it was moved"
        raise KnowledgeError(message) from error
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}"
        raise KnowledgeError(message) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{path} is not UTF-8: byte {error.object[error.start]:#04x} in line {line}; save it as UTF-8"
        raise KnowledgeError(message) from error


def toml_of(path: str | os.PathLike[str], text: str, *, page: str) -> dict[str, Any]:
    """Parse ``text``, read from ``path``; ``page`` describes the format.

    Raises:
        KnowledgeError: when it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{path} is not TOML: {error}; {page} shows the format"
        raise KnowledgeError(message) from error


def refuse_unknown_keys(where: str, entry: Mapping[str, Any], keys: tuple[str, ...], *, called: str = "key") -> None:
    """Refuse a key that is none of ``keys``, with the nearest that is."""
    for key in entry:
        if key not in keys:
            nearest = difflib.get_close_matches(key, keys, n=1)
            advice = f"did you mean {nearest[0]!r}?" if nearest else f"known here: {', '.join(keys)}"
            message = f"{where}: there is no {called} {key!r}; {advice}"
            raise KnowledgeError(message)


def name_of(where: str, key: str, value: object) -> str:
    """Check a name; runs of white space are one space."""
    if value is None:
        message = f"{where}: {key} is missing; give it in quotation marks"
        raise KnowledgeError(message)
    if not isinstance(value, str) or not value.strip()[:1].isalnum():
        message = f"{where}: {key} is {value!r}; give words in quotation marks that begin with a letter or digit"
        raise KnowledgeError(message)
    return " ".join(value.split())


def one_of(where: str, entry: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str | None:
    """Check a value that is one of ``allowed`` or left out."""
    value = entry.get(key)
    if value is None or value in allowed:
        return value
    message = f"{where}: {key} is {value!r}; give one of {', '.join(allowed)}"
    raise KnowledgeError(message)


def country_of(where: str, entry: Mapping[str, Any]) -> str | None:
    """Check the country of an entry, which may be left out."""
    country = entry.get("country")
    if country is None or (isinstance(country, str) and _ALPHA_3.fullmatch(country)):
        return country
    message = f"{where}: country is {country!r}; give three capital letters such as 'CHE' (ISO 3166-1 alpha-3)"
    raise KnowledgeError(message)


def aliases_of(where: str, entry: Mapping[str, Any], *, example: str) -> tuple[str, ...]:
    """Check the other names of an entry; each comes once."""
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list):
        message = f"{where}: aliases is {aliases!r}; give a list such as {example}"
        raise KnowledgeError(message)
    return tuple(dict.fromkeys(name_of(where, "an alias", alias) for alias in aliases))


def tables_of(file: str, table: Mapping[str, Any], kind: str, *, needs: str) -> list[dict[str, Any]]:
    """Give the tables ``[[kind]]`` of a file, which are all that it may hold; there must be one."""
    refuse_unknown_keys(file, table, (kind,))
    entries = table.get(kind, [])
    if not is_tables(entries):
        message = f"{file}: {kind} is one table or a value; write [[{kind}]], in two brackets, above each {kind}"
        raise KnowledgeError(message)
    if not entries:
        message = f"{file} names no {kind}; give each a table [[{kind}]] with {needs}"
        raise KnowledgeError(message)
    found: list[dict[str, Any]] = entries
    return found


def is_tables(value: object) -> bool:
    """Tell whether a value of a TOML file is a list of tables."""
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
