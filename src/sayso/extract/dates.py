"""PLACEHOLDER."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.mention import TimeExpression


def dates(doc: tokens.Doc) -> Iterator[TimeExpression]:
    """Yield nothing."""
    yield from ()
