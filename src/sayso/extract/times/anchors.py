"""Which other expression of the text a time leans on: the end of its range, the day of its event or of the speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from sayso.annotate import text_of
from sayso.extract.times.calendar_words import one_of
from sayso.extract.times.tense import is_parsed, quotation_around, token_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy import tokens

    # Start, end and fields of an expression, in characters of the view.
    Found = tuple[int, int, dict[str, Any]]

_DASH = re.compile(r" ?[-–—‑/] ?")
_TO = re.compile(r" (?:up )?(?:to|through|until|till|thru) (?:the )?")
_AND = re.compile(r" and (?:the )?")
_BETWEEN = re.compile(r"\b[Bb]etween (?:the )?$")
# "Moved from Monday to Friday" tells two days and no range.
_MOVED = re.compile(
    r"\b(?:mov|postpon|delay|reschedul|shift|push|brought|bring|chang|put|defer)\w*(?: \w+){0,4} from (?:the )?$"
)
_NO_RANGE = frozenset({"PAST_REF", "FUTURE_REF"})
_SENTENCE_END = re.compile(r"[.!?][”’)]*(?=\s+[“‘(]?[A-Z\d]|\s*$)|\n\n")
_ABBREVIATION = re.compile(
    rf"\b(?:(?:[A-Z]\.)*[A-Z]|{one_of('month_short', 'weekday_short')}|Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Gov|Sen|Rep"
    r"|Prof|St|No|[ap]\.?m)\.$"
)
_BESIDE = re.compile(r", (?:just |only |exactly |barely )?")
_STRAIGHT_ON = re.compile(r" (?:the |his |her |its |their |that )?")
_NEAR = 400
_LOOK_BACK = 60
# How far back "the battle" still is the one that was told, in characters; one with a name may be anywhere.
_RETOLD = 800
# Verbs that only say that an event was; the date is that of their subject.
_HAPPENING = frozenset("take come happen occur begin start open follow hold stage launch convene end".split())
_GATHERINGS = frozenset("meeting meet talk talks conference summit gathering gather session round negotiation".split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMB = 8


def ranges(text: str, found: Sequence[Found]) -> Mapping[int, int]:
    """Give, for each expression that begins a range, the number of the one that ends it."""
    ends: dict[int, int] = {}
    for number in range(len(found) - 1):
        (start, end, fields), (next_start, _, others) = found[number], found[number + 1]
        gap = text[end:next_start]
        if (
            len(gap) > len(" through the ")
            or ends.get(number - 1) == number
            or not (_is_bound(fields) and _is_bound(others))
        ):
            continue
        before = text[max(0, start - _LOOK_BACK) : start]
        if _DASH.fullmatch(gap) is not None:
            ends[number] = number + 1
        elif _TO.fullmatch(gap) is not None:
            if _MOVED.search(before) is None:
                ends[number] = number + 1
        elif _AND.fullmatch(gap) is not None and _BETWEEN.search(before) is not None:
            ends[number] = number + 1
    return ends


def _is_bound(fields: Mapping[str, Any]) -> bool:
    return fields["type"] in {"DATE", "TIME"} and fields.get("value") not in _NO_RANGE


def speech_days(doc: tokens.Doc, found: Sequence[Found]) -> Mapping[int, tuple[bool, int | None]]:
    """Give, for what counts from the moment of speech, whether it is quoted and the expression that dates the speech.

    “We leave tomorrow,” she said on Tuesday: on Wednesday. She said on Tuesday that they would leave the next
    Friday: the one after that Tuesday.
    """
    text = text_of(doc)
    told: dict[int, tuple[bool, int | None]] = {}
    for number, (start, end, fields) in enumerate(found):
        if not _is_deictic(fields):
            continue
        low, high = quotation_around(text, start, end)
        if (low, high) != (0, len(text)):
            told[number] = (True, _day_outside(text, found, low, high))
        elif is_parsed(doc) and _is_backshifted(token_at(doc, end - 1)):
            first, last = _sentence(text, start, end)
            days = [other for other in _days_in(found, first, last) if other != number]
            dated = [other for other in days if _is_of_speech(doc, found[other], start)]
            if dated:
                told[number] = (False, dated[0])
    return told


def _is_deictic(fields: Mapping[str, Any]) -> bool:
    if fields.get("value") is not None and fields["type"] != "DURATION":
        return False
    return fields.get("anchor") == "publication" or (
        fields.get("weekday") is not None and fields.get("day") is None and fields.get("shift") is None
    )


def _day_outside(text: str, found: Sequence[Found], low: int, high: int) -> int | None:
    """Find the day told beside a quotation, behind it first: “...,” she said on Tuesday."""
    if high < len(text) and (text[high - 1] in ",?!—–" or text[high + 1 : high + 3].strip()[:1].islower()):
        _, last = _sentence(text, high, high + 1)
        for number in _days_in(found, high, last):
            if _is_outside(text, found[number]):
                return number
    first, _ = _sentence(text, low, low + 1)
    days = [number for number in _days_in(found, first, low) if _is_outside(text, found[number])]
    return days[-1] if days else None


def _is_outside(text: str, found: Found) -> bool:
    return quotation_around(text, found[0], found[1]) == (0, len(text))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of the sentence around ``[start, end)``, as far as its full stops tell."""
    first = max(0, start - _NEAR)
    for match in _SENTENCE_END.finditer(text, first, start):
        if not _is_abbreviated(text, match):
            first = match.end()
    for match in _SENTENCE_END.finditer(text, end, min(len(text), end + _NEAR)):
        if not _is_abbreviated(text, match):
            return first, match.end()
    return first, min(len(text), end + _NEAR)


def _is_abbreviated(text: str, stop: re.Match[str]) -> bool:
    return _ABBREVIATION.search(text, max(0, stop.start() - 8), stop.start() + 1) is not None


def _days_in(found: Sequence[Found], first: int, last: int) -> Iterator[int]:
    for number in range(bisect_right(found, first, key=lambda each: each[0] + 1), len(found)):
        start, end, fields = found[number]
        if start >= last:
            return
        if end <= last and _names_day(fields):
            yield number


def _names_day(fields: Mapping[str, Any]) -> bool:
    if fields["type"] not in {"DATE", "TIME"} or fields.get("value") is not None:
        return False
    return (
        fields.get("weekday") is not None
        or fields.get("day") is not None
        or (fields.get("unit") == "D" and fields.get("anchor") in {"publication", "narrative"})
    )


def _is_backshifted(token: tokens.Token) -> bool:
    """Tell whether the verb above speaks of what was to come: "would leave on Friday"."""
    verb = _verb_above(token)
    if verb is None:
        return False
    return any(child.lower_ in {"would", "'d"} and child.dep_ in {"aux", "auxpass"} for child in verb.children)


def _is_of_speech(doc: tokens.Doc, day: Found, start: int) -> bool:
    """Tell whether a day hangs on the verb, in the past, that the verb at ``start`` is a complement of."""
    speech = _verb_above(token_at(doc, day[1] - 1))
    inner = _verb_above(token_at(doc, start))
    return (
        speech is not None
        and inner is not None
        and speech.tag_ in {"VBD", "VBN"}
        and inner.dep_ == "ccomp"
        and inner.head.i == speech.i
    )


def _verb_above(token: tokens.Token) -> tokens.Token | None:
    for _ in range(_CLIMB):
        if token.pos_ in _VERBS:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def asides(doc: tokens.Doc, found: Sequence[Found]) -> frozenset[int]:
    """Give the expressions that stand in a relative clause."""
    if not is_parsed(doc):
        return frozenset()
    return frozenset(
        number
        for number, (_, end, fields) in enumerate(found)
        if fields["type"] in {"DATE", "TIME"}
        and fields.get("value") is None
        and _is_relative(_verb_above(token_at(doc, end - 1)))
    )


def _is_relative(verb: tokens.Token | None) -> bool:
    for _ in range(_CLIMB):
        if verb is None or verb.dep_ != "conj":
            break
        verb = verb.head
    return verb is not None and verb.dep_ == "relcl"


def events(doc: tokens.Doc, found: Sequence[Found]) -> Mapping[int, tuple[str, int]]:
    """Give, for a time told by its distance from an event, the expression that dates it, and how.

    "counts_from": the event has its day, "two days after the vote of 3 May". "same_as": what came two days
    after has it, in its own sentence ("on 5 May, two days after the fire") or where the text told of it first.
    """
    text = text_of(doc)
    has_parse = is_parsed(doc)
    links: dict[int, tuple[str, int]] = {}
    for number, (_, end, fields) in enumerate(found):
        if fields.get("anchor") != "event":
            continue
        following = number + 1
        if following < len(found) and _STRAIGHT_ON.fullmatch(text, end, found[following][0]) is not None:
            if found[following][2]["type"] == "DATE" and found[following][2].get("value") is None:
                links[number] = ("counts_from", following)
        elif number > 0 and _is_beside(text, found[number - 1], found[number]):
            links[number] = ("same_as", number - 1)  # "on Tuesday, two days after the fire"
        elif has_parse and (link := _parsed_event(doc, found, number)) is not None:
            links[number] = link
    return links


def _is_beside(text: str, day: Found, found: Found) -> bool:
    return _names_day(day[2]) and _BESIDE.fullmatch(text, day[1], found[0]) is not None


def _parsed_event(doc: tokens.Doc, found: Sequence[Found], number: int) -> tuple[str, int] | None:
    end = found[number][1]
    side = token_at(doc, end - 1)
    clause = side.head if side.dep_ == "mark" else side
    first, last = _sentence(text_of(doc), *found[number][:2])
    counts_years = found[number][2].get("unit") in {"Y", "M"}
    for other in range(number + 1, len(found)):
        start, stop, fields = found[other]
        if start >= last:
            break
        token = token_at(doc, stop - 1)
        dated = _names_day(fields) or (counts_years and fields["type"] == "DATE" and fields.get("value") is None)
        if dated and token.i > side.i and clause.is_ancestor(token):
            return "counts_from", other
    days = [other for other in _days_in(found, first, last) if other != number]
    placed = {other: token_at(doc, found[other][1] - 1) for other in days}
    event = None if side.dep_ == "mark" else next((child for child in side.children if child.dep_ == "pobj"), None)
    if event is not None and (earlier := _told_before(doc, found, number, event)) is not None:
        return "counts_from", earlier
    verb = _verb_above(clause.head)
    if verb is None:
        return None
    for other, token in placed.items():
        above = _verb_above(token)
        if above is not None and above.i == verb.i:
            return "same_as", other
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if verb.lemma_ in _HAPPENING and subject is not None:
        earlier = _told_before(doc, found, number, subject)
        return None if earlier is None else ("same_as", earlier)
    return None


def _told_before(doc: tokens.Doc, found: Sequence[Found], number: int, event: tokens.Token) -> int | None:
    """Find the day that an earlier sentence gave the event that a definite noun names: "the Velm meeting"."""
    if not any(child.lower_ in _DEFINITE for child in event.children):
        return None
    names = {token.lower_ for token in event.subtree if token.pos_ == "PROPN" and token.i != event.i}
    head = {event.lemma_.lower(), event.lower_}
    if not _GATHERINGS.isdisjoint(head):
        head |= _GATHERINGS
    text = text_of(doc)
    for other in range(number - 1, -1, -1):
        start, end, fields = found[other]
        if not _names_day(fields):
            continue
        if not names and found[number][0] - end > _RETOLD:
            return None  # another battle
        first, last = _sentence(text, start, end)
        low, high = token_at(doc, first).i, token_at(doc, max(first, last - 1)).i + 1
        words = {word for token in doc[low:high] for word in (token.lemma_.lower(), token.lower_)}
        if names <= words and not head.isdisjoint(words) and last <= found[number][0]:
            return other
    return None
