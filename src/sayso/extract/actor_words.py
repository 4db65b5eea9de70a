"""Words that tell who is who: offices, bodies, actors known under several names, countries."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from sayso.mention import ActorKind


@functools.cache
def offices() -> dict[str, str | None]:
    """Give the sector of each word that heads an office (``lexicon/offices.tsv``)."""
    return {row[0]: row[1] or None for row in entries("offices.tsv")}


@functools.cache
def bodies() -> dict[str, tuple[ActorKind, str]]:
    """Give kind and sector of each word that tells a body (``lexicon/bodies.tsv``)."""
    return {row[0]: (row[1], row[2]) for row in entries("bodies.tsv")}  # type: ignore[misc]


@functools.cache
def people() -> frozenset[str]:
    """Give the nouns for people that are no office and no body (``lexicon/people.tsv``)."""
    return frozenset(row[0] for row in entries("people.tsv"))


@functools.cache
def persons() -> frozenset[str]:
    """Give the nouns that mean one human being: offices, occupations, kin, "the pupil"."""
    return frozenset(row[0] for row in entries("people.tsv") if row[1] == "person") | offices().keys()


@functools.cache
def known() -> dict[str, tuple[str, ActorKind, str]]:
    """Give name, kind and sector of each actor known under several names (``lexicon/known_actors.tsv``)."""
    table: dict[str, tuple[str, ActorKind, str]] = {}
    for name, kind, sector, others in entries("known_actors.tsv"):
        for form in (name, *filter(None, others.split("|"))):
            table[form] = (name, kind, sector)  # type: ignore[assignment]
    return table


@functools.cache
def countries() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Give (alpha-3, name) by each name of a country, and alpha-3 by each demonym (``lexicon/countries.tsv``)."""
    names: dict[str, tuple[str, str]] = {}
    demonyms: dict[str, str] = {}
    for code, name, others, adjectives in ((*row, "", "")[:4] for row in entries("countries.tsv")):
        for form in (name, *filter(None, others.split("|"))):
            names[form] = (code, name)
        for form in filter(None, adjectives.split("|")):
            demonyms.setdefault(form, code)
            demonyms.setdefault(form + "s", code)
    return names, demonyms
