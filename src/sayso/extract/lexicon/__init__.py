"""Word lists of the extractors: tab-separated files, a header comment, an example at the end of each entry."""

from __future__ import annotations

from importlib import resources


def entries(name: str) -> list[list[str]]:
    """Read the entries of the file ``name``, each a list of its columns."""
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
