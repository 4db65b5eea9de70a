"""Links between the records of one reading: on whose word a figure stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.record import Figure, Quotation


def figures(found: Sequence[Figure], quotations: Sequence[Quotation]) -> tuple[Figure, ...]:
    """Give each figure the innermost quotation whose content holds it."""
    parts = sorted(
        (span.end - span.start, span, quotation.id) for quotation in quotations for span in quotation.content
    )
    linked = []
    for figure in found:
        holder = next((own_id for _, span, own_id in parts if span.covers(figure.span)), None)
        linked.append(replace(figure, quotation=holder))
    return tuple(linked)
