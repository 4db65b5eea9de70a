"""PLACEHOLDER."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.record import Figure


def figures(doc: tokens.Doc) -> Iterator[Figure]:
    """Yield nothing."""
    yield from ()
