"""Settings: the limits every reader keeps, each documented where it is defined."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from sayso.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX = "SAYSO_"


def _limit(default: int, meaning: str) -> Any:  # noqa: ANN401 - `field` gives the default's place in the class body
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits that a source must keep to be read.

    ``SAYSO_MAX_BYTES=100000000`` in the environment changes one; so does an argument here.
    """

    max_bytes: int = _limit(
        50_000_000,
        "bytes of one document: a file, a member of an archive, a line, a row (what holds them has no limit itself)",
    )
    max_characters: int = _limit(1_000_000, "characters of one document, some 170,000 English words")
    max_pages: int = _limit(2_000, "pages of a PDF")
    max_depth: int = _limit(250, "tags open at once in an HTML page; beyond 256 libxml2 drops what is inside")
    max_elements: int = _limit(
        200_000, "elements of an HTML page or a feed, lists and objects of a JSON line, columns of a row"
    )
    max_seconds: int = _limit(60, "seconds for one PDF, looked at after each page")
    max_ratio: int = _limit(100, "bytes that one byte of a packed source may unpack to, after the first ten million")
    max_members: int = _limit(200_000, "members of an archive, columns and row groups of a Parquet file")
    max_nesting: int = _limit(1, "archives that lie one in the other inside a source, itself not counted")
    max_feed_bytes: int = _limit(10_000_000, "bytes of a feed, which is held whole")

    max_item_seconds: int = _limit(
        120, "seconds that `sayso add` gives one document, or the next part of an archive, in a process of its own"
    )
    max_memory: int = _limit(4_000_000_000, "bytes of address space of each process that `sayso add` starts")

    def __post_init__(self) -> None:
        """Refuse a limit that would refuse everything."""
        for each in fields(self):
            value = getattr(self, each.name)
            if not isinstance(value, int) or value < 1:
                message = f"setting {each.name} is {value!r}; give a whole number of at least 1"
                raise SettingsError(message)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **changed: int) -> Settings:
        """Read what ``SAYSO_...`` variables change; ``changed`` goes before them.

        Raises:
            SettingsError: when a variable holds no whole number of at least 1.
        """
        found: dict[str, int] = {}
        for each in fields(cls):
            name = variable(each.name)
            written = environment.get(name)
            if written is None:
                continue
            try:
                found[each.name] = int(written.strip())
            except ValueError as error:
                message = f"{name} is {written!r}; give a whole number such as {each.default}"
                raise SettingsError(message) from error
        return cls(**{**found, **changed})


def variable(name: str) -> str:
    """Give the environment variable that sets ``name``."""
    return _PREFIX + name.upper()


DEFAULT = Settings()
