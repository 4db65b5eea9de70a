"""Figures: every quantity a text gives, with its bounds, its unit and what is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.annotate import identify, span_at, span_of, text_of
from sayso.extract.quantities import bounds
from sayso.extract.quantities.quantity import Quantity, quantities
from sayso.extract.quantities.ranges import joined
from sayso.record import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

# A measure is often given again in another unit: "at least 500 km (310 miles)", "240 points, or 2 percent".
_AGAIN = re.compile(r" \((?:US |about |some )?|,? or (?:about )?| / |/")


def figures(doc: tokens.Doc) -> Iterator[Figure]:
    """Yield each quantity of ``doc``, in text order.

    Years, days, clock times, ordinals and numbers in names are none; durations and ages are.
    """
    text = text_of(doc)
    before: Quantity | None = None
    figure: Figure | None = None
    for quantity in joined(text, list(quantities(doc, text))):
        if quantity.number.kind != "article":
            again = before is not None and _says_again(text, before, quantity)
            figure = _figure(doc, text, quantity, figure if again else None)
            yield figure
        before = quantity


def _says_again(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether ``quantity`` repeats the one before it in another unit."""
    measured = before.kind is not None and quantity.kind is not None and before.unit != quantity.unit
    return measured and quantity.kind != "time" and _AGAIN.fullmatch(text, before.end, quantity.start) is not None


def _figure(doc: tokens.Doc, text: str, quantity: Quantity, first: Figure | None) -> Figure:
    """Make the record; ``first`` is what the same quantity was called in another unit."""
    number, what = quantity.number, quantity.counted
    beside = bounds.before(text, quantity.start, lasts=quantity.kind == "time")
    readings = beside.readings | quantity.readings
    people_or_things = what is not None or quantity.unit == "person"
    counts = quantity.kind == "time" or (quantity.kind is None and people_or_things)
    measures = quantity.kind == "measure" and quantity.unit != "point"
    change = (
        bounds.change_before(text, beside.at, counts=counts, measures=measures)
        or beside.change
        or bounds.after(text, quantity.end).change
    )
    low, high = number.low, number.high
    approximate = "about" in readings or number.approximate
    if first is not None and not readings:
        low = None if first.low is None else low
        high = None if first.high is None else high
        approximate, change = first.approximate, change or first.change
    if low is not None and high is not None:
        low, high = (
            (None if "high" in readings and "low" not in readings else low),
            (None if "low" in readings else high),
        )
    span = span_at(doc, beside.at, quantity.end)
    return Figure(
        id=identify(doc, "f", span.start, span.end),
        span=span,
        value=number.value,
        low=low,
        high=high,
        approximate=approximate,
        change=change,
        unit=quantity.unit,
        unit_text=quantity.unit_text,
        counted=None if what is None else span_of(doc, what.start, what.end),
    )
