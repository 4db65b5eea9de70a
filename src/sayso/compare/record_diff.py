"""What two versions of an article say differently: records added, removed and changed.

Ids are no help here, for they hash where a record stands. A record is known again by its words; where these changed, by
standing in a sentence that both versions have and saying most of the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from sayso.compare.diff import FieldChange, TextDiff, versions_compared
from sayso.document import Span
from sayso.record import Mention, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.reading import Reading
    from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Verdict

    Record = Quotation | Figure | Event | Commitment | Meeting | Control | Membership | Verdict

RecordKind = Literal["quotation", "figure", "event", "commitment", "meeting", "control", "membership", "verdict"]
_TABLES: tuple[tuple[RecordKind, str], ...] = (
    ("quotation", "quotations"),
    ("figure", "figures"),
    ("event", "events"),
    ("commitment", "commitments"),
    ("meeting", "meetings"),
    ("control", "control"),
    ("membership", "memberships"),
    ("verdict", "verdicts"),
)
# How a record was found is no part of what the text says.
_NOT_SAID = frozenset({"id", "rule", "date_by", "place_by", "actor_by"})
_HEADS = ("content", "trigger", "span")
# What a new version changes in a record that it keeps.
_SAID = frozenset({*_HEADS, "value", "low", "high"})
_KNOWN_AGAIN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChange:
    """A record of one version that the other lacks or has otherwise.

    ``before`` and ``after`` are its ids in the old and the new reading, ``words`` what it stands in the text as, of the
    newest version that has it. ``fields`` are given for a changed record.
    """

    kind: RecordKind
    words: str
    before: str | None = None
    after: str | None = None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A record in words: every id replaced by what it names."""

    id: str
    at: Span
    words: str
    facts: tuple[tuple[str, str], ...]


def records_compared(old: Reading, new: Reading, text: TextDiff | None = None) -> tuple[RecordChange, ...]:
    """Compare what two readings say, in the order of the kinds and of the new text; removed ones come last.

    ``text`` is how their texts differ, if that is known.
    """
    pairs = (versions_compared(old.document, new.document) if text is None else text).pairs
    old_names, new_names = _names(old), _names(new)
    changes: list[RecordChange] = []
    for kind, table in _TABLES:
        before = [_told(record, old.document.text, old_names) for record in getattr(old, table)]
        after = [_told(record, new.document.text, new_names) for record in getattr(new, table)]
        changes += _changes(kind, before, after, pairs)
    return tuple(changes)


def _changes(
    kind: RecordKind, before: list[_Told], after: list[_Told], pairs: tuple[tuple[Span, Span], ...]
) -> Iterator[RecordChange]:
    matched = _matched(before, after, pairs)
    for told in after:
        was = matched.get(told.id)
        if was is None:
            yield RecordChange(kind=kind, words=told.words, after=told.id)
        elif was.facts != told.facts:
            changed = tuple(_fields(was, told))
            yield RecordChange(kind=kind, words=told.words, before=was.id, after=told.id, fields=changed)
    known = {was.id for was in matched.values()}
    for told in before:
        if told.id not in known:
            yield RecordChange(kind=kind, words=told.words, before=told.id)


def _matched(before: list[_Told], after: list[_Told], pairs: tuple[tuple[Span, Span], ...]) -> dict[str, _Told]:
    """Match new records to old ones: the same in all, then the same words, then likest in the same sentence."""
    matched: dict[str, _Told] = {}
    left = list(before)
    for key in (attrgetter("facts"), attrgetter("words")):
        free: defaultdict[object, list[_Told]] = defaultdict(list)
        for told in left:
            free[key(told)].append(told)
        for told in after:
            if told.id not in matched and free[key(told)]:
                held = free[key(told)]
                matched[told.id] = held.pop(held.index(max(held, key=lambda old: _likeness(old, told))))
        known = {told.id for told in matched.values()}
        left = [told for told in left if told.id not in known]
    likest = sorted(
        (-_likeness(old, new), new.at, old.at, new.id, old.id)
        for new in after
        if new.id not in matched
        for old in left
        if any(mine.overlaps(old.at) and theirs.overlaps(new.at) for mine, theirs in pairs)
    )
    by_id = {told.id: told for told in left}
    for likeness, _, _, new_id, old_id in likest:
        if -likeness >= _KNOWN_AGAIN and new_id not in matched and old_id in by_id:
            matched[new_id] = by_id.pop(old_id)
    return matched


def _likeness(old: _Told, new: _Told) -> float:
    """Tell how much of what surrounds two records is the same: who, whom, of what; not the words and numbers."""
    mine, theirs = ({fact for fact in told.facts if fact[0] not in _SAID} for told in (old, new))
    if not mine and not theirs:
        # Two bare numbers: where they stand is all there is to know them by.
        return 1.0
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _fields(was: _Told, told: _Told) -> Iterator[FieldChange]:
    before, after = dict(was.facts), dict(told.facts)
    for field in (*after, *(field for field in before if field not in after)):
        if before.get(field) != after.get(field):
            yield FieldChange(field=field, before=before.get(field), after=after.get(field))


def _told(record: Record, text: str, names: dict[str, str]) -> _Told:
    facts = []
    for field in fields(record):
        said = None if field.name in _NOT_SAID else _said(getattr(record, field.name), text, names)
        if said:
            facts.append((field.name, said))
    head = next(value for name in _HEADS if (value := getattr(record, name, None)) is not None)
    spans = head if isinstance(head, tuple) else (head,)
    at = Span(spans[0].start, spans[-1].end)
    return _Told(id=record.id, at=at, words=_said(head, text, names), facts=tuple(facts))


def _said(value: object, text: str, names: dict[str, str]) -> str:
    """Put a field's value into words; no words for None, False and nothing in a tuple."""
    if value is None or value is False:
        return ""
    if isinstance(value, Span):
        words = " ".join(value.of(text).split())
        name = names.get(value.actor) if isinstance(value, Mention) and value.actor is not None else None
        return words if name is None or name == words else f"{words} ({name})"
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return "; ".join(said for each in value if (said := _said(each, text, names)))
    if is_dataclass(value):
        parts = ((field.name, _said(getattr(value, field.name), text, names)) for field in fields(value))
        return ", ".join(f"{name} {said}" for name, said in parts if said)
    return f"{value:g}" if isinstance(value, float) else "yes" if value is True else str(value)


def _names(reading: Reading) -> dict[str, str]:
    """Give what each id of a reading names, in words that another version's id of the same thing has, too."""
    text = reading.document.text
    names = {actor.id: actor.name for actor in reading.actors}
    names |= {place.id: place.name for place in reading.places}
    names |= {date.id: date.edtf or " ".join(date.span.of(text).split()) for date in reading.dates}
    for _, table in _TABLES:
        for record in getattr(reading, table):
            head = next(value for name in _HEADS if (value := getattr(record, name, None)) is not None)
            # On whose word something stands: that the words of that quotation changed is told once, of itself.
            head = record.speaker if isinstance(record, Quotation) else head
            names[record.id] = _said(head, text, names) or "no one named"
    return names
