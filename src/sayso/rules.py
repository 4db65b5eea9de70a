"""The rules that find quotations, commitments and memberships, in plain words, each with an example."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule by its name; in ``example`` braces hold the content that it finds."""

    name: str
    meaning: str
    example: str


@functools.cache
def rules() -> dict[str, Rule]:
    """Give the rules by name, the value of a record's ``rule``."""
    return rules_of("attribution") | rules_of("promises") | rules_of("belonging")


def rules_of(folder: str) -> dict[str, Rule]:
    """Give the rules of ``folder`` in ``extract/``, which tells them in its ``rules.tsv``."""
    text = resources.files(f"sayso.extract.{folder}").joinpath("rules.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: Rule(name=name, meaning=meaning, example=example) for name, meaning, example in lines}
