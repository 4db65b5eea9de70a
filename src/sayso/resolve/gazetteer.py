"""PLACEHOLDER."""

from __future__ import annotations


class Gazetteer:
    """An index of place names."""


def open_gazetteer() -> Gazetteer:
    """Open the index, building it on first use."""
    return Gazetteer()
