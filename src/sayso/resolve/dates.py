"""PLACEHOLDER."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy import tokens

    from sayso.entity import Date
    from sayso.mention import TimeExpression


def dates(doc: tokens.Doc, expressions: Iterable[TimeExpression]) -> tuple[Date, ...]:
    """Give each expression its calendar value."""
    return ()
