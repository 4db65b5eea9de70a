"""Multiples: "doubled", "more than tripled", "halved" as a change in percent."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple, cast

from sayso.extract.lexicon import entries
from sayso.extract.quantities.numbers import Number
from sayso.extract.quantities.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.record import Change


class _Forms(NamedTuple):
    pattern: re.Pattern[str]
    readings: dict[str, tuple[float, Change]]


@functools.cache
def _forms() -> _Forms:
    readings = {
        form: (float(percent), cast("Change", way)) for form, percent, way, _example in entries("number_multiples.tsv")
    }
    bare = "|".join(form for form in readings if not form.endswith(("ed", "ing")))
    changed = "|".join(form for form in readings if form.endswith(("ed", "ing")))
    helps = r"(?:to|will|would|could|may|might|must|should|can)"
    bound = r"(?:(?:more|less) than |at least |nearly |almost |roughly |about )?"
    return _Forms(
        re.compile(
            rf"(?:\b{helps} {bound}(?P<bare>{bare})|(?<![\w-])(?P<changed>{changed}))\b"
            r"(?![- ](?:down|back|over|up|as|agents?|check|in size as))(?!-)",
            re.IGNORECASE,
        ),
        readings,
    )


def multiples(text: str) -> Iterator[Quantity]:
    """Yield a quantity in percent for each verb that tells a change by a factor."""
    for match in _forms().pattern.finditer(text):
        group = "changed" if match["changed"] is not None else "bare"
        start, end = match.span(group)
        percent, change = _forms().readings[match[group].lower()]
        number = Number(start=start, end=end, low=percent, high=percent, kind="words")
        yield Quantity(
            start=start, end=end, number=number, unit="percent", unit_text=match[group], kind="share", change=change
        )
