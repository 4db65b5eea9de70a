"""Ranges: the two ends of "20 to 30", "between 20 and 30", "four weeks or nine weeks" made one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.quantities import bounds
from sayso.extract.quantities.numbers import rescaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.extract.quantities.numbers import Number
    from sayso.extract.quantities.quantity import Quantity

_JOIN = re.compile(
    r" ?(?P<dash>[-–—−]|--) ?| (?P<to>to|to about) |-to-| (?P<and>and|and about) | (?P<or>or) "
    r"|(?P<comma>, (?:maybe |perhaps |even )?(?:or )?)"
)
_BETWEEN = re.compile(r"\bbetween (?:about |around |roughly |some )?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:about |around |roughly |some |at least )?$", re.IGNORECASE)
# Half of a pair of numbers whose other half is none: "the 3-1 vote", "16-18 Harbour Road".
_CUT_LEFT = re.compile(r"\d[-–]$")
_CUT_RIGHT = re.compile(r"[-–]\d")
# "five years, maybe six", "3 million barrels, down from 4 million", "14 boats, not 20"
_LINK = (
    r"(?:,? (?:maybe|perhaps|possibly|or|not|and not|even|if not|from|up from|down from|compared with|against"
    r"|rather than|instead of)(?: (?:about|around|nearly|at least|more than|only|just|some))?) "
)
_ELLIPSIS = re.compile(_LINK)
_ELLIPSIS_AFTER_NOUN = re.compile(rf"(?: [\w'-]+){{1,3}}(?:{_LINK}| to )")
# "at least 20 and up to 30", "20, and possibly 30"
_BOTH_BOUNDS = re.compile(
    r",? (?:and|but|to|or|and also)?,? ?(?:possibly |perhaps |maybe |probably |likely )?"
    r"(?:as many as|up to|at most|no more than|not more than|fewer than|less than|under) "
)
# "14 and at least 20 boats", "four-, five- and six-member crews", "hundreds, if not thousands, of boats"
_SHARED = re.compile(r"(?:-,? |-? and |-? or |,? if not |,? or even | and possibly |-? to )")
_APART = re.compile(r"[^.;:\n]{0,120}\brespectively\b")
_SCORE_AT_MOST = 20
_WIDEST = 2


def joined(text: str, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """Give ``quantities`` with ranges joined, scores ("won 3-1") left out and units shared."""
    found = list(_joined(text, quantities))
    for at in range(len(found) - 2, -1, -1):
        one, two = found[at], found[at + 1]
        if one.unit is None and two.unit is not None and one.number.kind != "share" and two.kind != "share":
            begin = bounds.before(text, two.start, lasts=False).at
            if _SHARED.fullmatch(text, one.end, begin):
                found[at] = replace(one, unit=two.unit, unit_text=two.unit_text, kind=two.kind, counted=two.counted)
    return found


def _joined(text: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    at = 0
    carried: Quantity | None = None
    before: Quantity | None = None
    while at < len(quantities):
        quantity = quantities[at] if carried is None else carried
        carried = None
        at += 1
        after = quantities[at] if at < len(quantities) else None
        gap = None if after is None else _JOIN.fullmatch(text, quantity.end, after.start)
        if after is not None and gap is None and (both := _bounded(text, quantity, after)) is not None:
            at += 1
            quantity = both
        elif after is not None and gap is not None:
            if _is_score(gap, quantity, after):
                at += 1
                continue
            if _moves(text, gap, quantity, after):
                quantity, carried = _sharing(quantity, after)
            elif (both := _range(text, gap, quantity, after)) is not None:
                at += 1
                quantity = both
        if quantity.joined or not _is_cut(text, quantity):
            if before is not None and _is_elliptic(text, before, quantity):
                quantity = replace(quantity, unit=before.unit, kind=before.kind)
            yield quantity
            before = quantity


def _bounded(text: str, one: Quantity, two: Quantity) -> Quantity | None:
    """Join the two bounds of "at least 20 and up to 30 boats"."""
    low, high = _scaled(one, two), two.number
    if low.value is None or high.value is None or low.value >= high.value or not _same_unit(one, two):
        return None
    if not _BOTH_BOUNDS.fullmatch(text, one.end, two.start):
        return None
    if bounds.before(text, one.start, lasts=False).readings != {"low"}:
        return None
    number = replace(high, start=low.start, low=low.value, high=high.value)
    return replace(two, start=one.start, number=number, joined=True, bounded=True, readings=frozenset())


def _is_elliptic(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether the unit is left out because the quantity before has it: "14 boats, not 20", "212 votes to 97"."""
    if quantity.unit is not None or before.unit is None or quantity.number.kind == "share" or before.kind == "share":
        return False
    gap = _ELLIPSIS.fullmatch(text, before.end, quantity.start)
    if gap is None and before.counted is not None:
        gap = _ELLIPSIS_AFTER_NOUN.fullmatch(text, before.end, quantity.start)
    return gap is not None


def _is_cut(text: str, quantity: Quantity) -> bool:
    left = _CUT_LEFT.search(text, max(0, quantity.start - 3), quantity.start)
    return left is not None or _CUT_RIGHT.match(text, quantity.end) is not None


def _is_score(gap: re.Match[str], one: Quantity, two: Quantity) -> bool:
    low, high = one.number.value, two.number.value
    if gap[0] not in {"-", "–"} or one.kind is not None or two.kind is not None or low is None or high is None:
        return False
    plural = two.counted is not None and two.counted.plural
    return low >= high or (high < _SCORE_AT_MOST and not plural)


def _moves(text: str, gap: re.Match[str], one: Quantity, two: Quantity) -> bool:
    """Tell whether "from one to two" tells of a change from one value to the other."""
    start = _FROM.search(text, max(0, one.start - 24), one.start)
    if (
        start is None
        or gap["to"] is None
        or one.number.value is None
        or two.number.value is None
        or not _same_unit(one, two)
    ):
        return False
    # "rose from 20 to 30" tells of two counts, "from 20 to 30 boats" of one between them.
    falls = one.number.value > two.number.value and one.number.scale == two.number.scale
    return falls or bounds.moves(text, start.start())


def _sharing(one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """Give both values of a change the unit and the scale that is said once: "from 20 to 30 million marks"."""
    low = _scaled(one, two)
    if one.unit is None and two.unit is not None:
        one = replace(one, unit=two.unit, unit_text=two.unit_text, kind=two.kind, counted=two.counted)
    elif two.unit is None and one.unit is not None:
        two = replace(two, unit=one.unit, unit_text=one.unit_text, kind=one.kind, counted=one.counted)
    return replace(one, number=low), two


def _same_unit(one: Quantity, two: Quantity) -> bool:
    """Tell whether the units agree; either may be left out, and what they are per said once."""
    if one.unit is None or two.unit is None or (one.kind is None and two.kind is None):
        return True
    left, right = one.unit.partition("/"), two.unit.partition("/")
    return left[0] == right[0] and (left[2] == right[2] or not left[2] or not right[2])


def _scaled(one: Quantity, two: Quantity) -> Number:
    """Give the first number the scale of the second: the 10 of "10 to 15 million"."""
    low, high = one.number, two.number
    if (
        low.scale == 1 < high.scale
        and low.value is not None
        and high.value is not None
        and low.value < high.value / high.scale
    ):
        return rescaled(low, high.scale)
    return low


def _range(text: str, gap: re.Match[str], one: Quantity, two: Quantity) -> Quantity | None:
    """Join two quantities, or give None where they are two."""
    between = _BETWEEN.search(text, max(0, one.start - 24), one.start)
    low, high = _scaled(one, two), two.number
    if low.value is None or high.value is None or not _fits(text, gap, one, two, between=between is not None):
        return None
    if low.value >= high.value and between is None:
        return None
    ends = sorted((low.value, high.value))
    kind = "words" if low.kind == "article" else high.kind
    own = two if two.unit is not None and (two.kind is not None or one.kind is None) else one
    return replace(
        two,
        start=one.start if between is None else between.start(),
        number=replace(high, start=low.start, low=ends[0], high=ends[1], kind=kind),
        unit=own.unit,
        unit_text=own.unit_text or one.unit_text or two.unit_text,
        kind=two.kind or one.kind,
        counted=two.counted if two.kind is not None else two.counted or one.counted,
        joined=True,
        readings=one.readings | two.readings,
    )


def _rises(text: str, one: Quantity) -> bool:
    """Tell whether ``one`` is what something rose by: "rose by a further 300 to 1,250"."""
    beside = bounds.before(text, one.start, lasts=False)
    return beside.change is not None or bounds.change_before(text, beside.at, counts=True) is not None


def _is_level(one: Quantity, two: Quantity) -> bool:
    """Tell whether ``two`` is too large for the other end of a range."""
    low, high = one.number.value, two.number.value
    return low is not None and high is not None and high > _WIDEST * low


def _fits(text: str, gap: re.Match[str], one: Quantity, two: Quantity, *, between: bool) -> bool:
    """Tell whether the words between two quantities make them a range."""
    if one.kind is not None and two.kind is not None and not _same_unit(one, two):
        return False
    if gap["and"] is not None:
        return between
    left_has_unit = one.kind is not None and one.unit_text is not None and two.kind is None
    if gap["comma"] is not None:
        # "a day, two days", "two, three boats"; a list of counts goes on or has its nouns.
        near = one.number.kind == "article" or (one.number.value or 0) + 1 == two.number.value
        words = one.number.kind != "digits" and two.number.kind != "digits"
        return words and near and one.kind == two.kind and one.counted is None
    if gap["or"] is not None:
        return not left_has_unit and _APART.match(text, two.end) is None
    if gap["to"] is not None and two.kind != "share" and _rises(text, one) and _is_level(one, two):
        return False
    # "rose 5 percent to 30" is two quantities, "from 5 percent to 30" is one.
    return not left_has_unit or _FROM.search(text, max(0, one.start - 24), one.start) is not None
