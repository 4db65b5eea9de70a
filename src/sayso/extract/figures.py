"""Figures: every quantity a text gives, with its bounds, its unit and what is counted."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import identify, span_at, span_of, text_of
from sayso.extract.quantities import bounds
from sayso.extract.quantities.casualties import befallen, together
from sayso.extract.quantities.counted import counted
from sayso.extract.quantities.lists import lists
from sayso.extract.quantities.multiples import multiples
from sayso.extract.quantities.parts import pieces, wholes
from sayso.extract.quantities.qualifiers import qualified_end
from sayso.extract.quantities.quantity import Quantity, quantities
from sayso.extract.quantities.ranges import joined
from sayso.extract.quantities.singles import singles
from sayso.extract.quantities.subjects import changed_subject
from sayso.extract.quantities.victims import victims
from sayso.record import Casualty, Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy import tokens

    from sayso.extract.quantities.counted import Counted
    from sayso.record import Victims

# A measure is often given again in another unit: "at least 500 km (310 miles)", "240 points, or 2 percent".
_AGAIN = re.compile(r" \((?:US |about |some )?|,? or (?:about )?| / |/")
_BY = re.compile(r"[^.;:!?\n]{0,40}\bby ")


def figures(doc: tokens.Doc) -> Iterator[Figure]:
    """Yield each quantity of ``doc``, in text order.

    Years, days, clock times, ordinals and numbers in names are none; durations and ages are.
    """
    text = text_of(doc)
    starts = {start: at for at, start in enumerate(doc.to_array("IDX").tolist())}
    numbered = joined(text, list(quantities(doc, text)))
    taken = {quantity.number.start for quantity in numbered}
    # Without a parse there is no syntax to ask, and spaCy crashes on some questions.
    parsed = doc.has_annotation("DEP")
    read: list[tuple[Quantity, Figure]] = []
    before: Quantity | None = None
    found = [*numbered, *multiples(text), *singles(doc, text, starts, taken)]
    for quantity in sorted(found, key=lambda quantity: quantity.start):
        if quantity.number.kind != "article":
            again = before is not None and _says_again(text, before, quantity)
            figure = _figure(doc, text, quantity, read[-1][1] if again and read else None)
            if read and figure.change is None and _changes_too(text, *read[-1], figure, quantity):
                figure = replace(figure, change=read[-1][1].change)
            if parsed:
                figure = _with_subject(doc, _with_casualty(doc, figure, quantity, starts), quantity, starts)
            # "Several others" count only where something happened to them.
            others = quantity.number.kind == "vague" and text.startswith(" others", quantity.end)
            if not others or figure.unit is not None:
                read.append((quantity, figure))
        before = quantity
    yield from _linked(doc, text, read)


def _linked(doc: tokens.Doc, text: str, read: Sequence[tuple[Quantity, Figure]]) -> Iterator[Figure]:
    """Give each part its whole, and what befell it."""
    ends = [0 if what is None else doc[what.end - 1].idx + len(doc[what.end - 1]) for what in _nouns(read)]
    found = pieces([quantity for quantity, _ in read], ends, text)
    whole_of, listed = wholes(text, found), lists(text, found)
    for at, (quantity, figure) in enumerate(read):
        items = tuple(span_at(doc, start, end) for start, end in listed.get(at, ()))
        whole = read[whole_of[at]][1] if at in whole_of else None
        casualty = figure.casualty
        if whole is not None and casualty is None and whole.casualty is not None:
            casualty = replace(whole.casualty, victims=_victims(doc, quantity.counted))
        elif casualty is not None and at > 0 and whole_of.get(at - 1) == at:
            # Of "six of the 11 wounded were children" the children are the six.
            casualty = replace(casualty, victims=victims(doc, quantity.counted))
        yield replace(figure, part_of=None if whole is None else whole.id, casualty=casualty, items=items)


def _nouns(read: Sequence[tuple[Quantity, Figure]]) -> list[Counted | None]:
    return [quantity.counted for quantity, _ in read]


def _victims(doc: tokens.Doc, what: Counted | None) -> tuple[Victims, ...]:
    """Tell who they are by the noun, or by what it is said to be: "six of the 11 wounded were children"."""
    named = victims(doc, what)
    if named or what is None or what.end >= len(doc) or doc[what.end].lemma_ != "be":
        return named
    return victims(doc, counted(doc, what.end + 1))


def _with_subject(doc: tokens.Doc, figure: Figure, quantity: Quantity, starts: dict[int, int]) -> Figure:
    """Name what a share, a price or a measure changed of: "the price of bread rose 12 percent to 40 crowns"."""
    at = starts.get(quantity.number.start)
    if figure.counted is not None or quantity.kind in {None, "time"} or at is None:
        return figure
    what = changed_subject(doc, at)
    return figure if what is None else replace(figure, counted=span_of(doc, what.start, qualified_end(doc, what)))


def _with_casualty(doc: tokens.Doc, figure: Figure, quantity: Quantity, starts: dict[int, int]) -> Figure:
    """Tell what befell the people that a quantity counts, if it counts people."""
    what = quantity.counted
    counts = quantity.kind is None and (what is not None or quantity.unit in {None, "person"})
    first = starts.get(quantity.number.start)
    if first is None or not (counts or (quantity.kind == "share" and what is not None)):
        return figure
    end = first + 1
    while end < len(doc) and doc[end].idx < quantity.number.end:
        end += 1
    found = befallen(doc, first, end, what)
    # "A tenth of the murders" counts murders, not the dead.
    if found is None or (quantity.kind == "share" and what is not None and found.cue < what.end):
        return figure
    cue = span_of(doc, found.cue, found.cue + 1)
    casualty = Casualty(outcomes=together(doc, found), cue=cue, victims=_victims(doc, what))
    return replace(figure, casualty=casualty, unit=figure.unit or "person")


def _changes_too(text: str, before: Quantity, changed: Figure, figure: Figure, quantity: Quantity) -> bool:
    """Tell whether the verb of change is left out because the figure before has it: "fell 3 percent, oil by 2"."""
    gap = text[before.end : bounds.before(text, quantity.start, lasts=False).at]
    return changed.change is not None and changed.unit == figure.unit and _BY.fullmatch(gap) is not None


def _says_again(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether ``quantity`` repeats the one before it in another unit."""
    measured = before.kind is not None and quantity.kind is not None and before.unit != quantity.unit
    return measured and quantity.kind != "time" and _AGAIN.fullmatch(text, before.end, quantity.start) is not None


def _figure(doc: tokens.Doc, text: str, quantity: Quantity, first: Figure | None) -> Figure:
    """Make the record; ``first`` is what the same quantity was called in another unit."""
    number, what = quantity.number, quantity.counted
    beside = bounds.before(text, quantity.start, lasts=quantity.kind == "time")
    readings = frozenset() if quantity.bounded else beside.readings | quantity.readings
    people_or_things = what is not None or quantity.unit == "person"
    counts = quantity.kind == "time" or (quantity.kind is None and people_or_things)
    measures = quantity.kind == "measure" and quantity.unit != "point"
    change = (
        quantity.change
        or bounds.change_before(text, beside.at, counts=counts, measures=measures)
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
        counted=None if what is None else span_of(doc, what.start, qualified_end(doc, what)),
    )
