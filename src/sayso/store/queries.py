"""What can be asked of a record: a function for each kind, which narrows down the rows by bound values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.store import tables
from sayso.store.entries import current_version, document_facts, facts_of, within
from sayso.store.search.names import holding
from sayso.store.words import folded, kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sayso.store.entries import DocumentFacts, Narrow
    from sayso.store.rows import Shape

    # Numbers of phrases, or what asks for them.
    Names = sa.Select[tuple[int]] | Sequence[int]

_AT_ONCE = 500


def matching(words: str) -> sa.Select[tuple[int]]:
    """Ask for the phrases that hold ``words`` as whole words, without regard to case, accents and plural s."""
    phrase = tables.phrase
    wanted = folded(words)
    if not wanted.strip():
        return sa.select(phrase.c.id).where(phrase.c.text == kept(words))
    return sa.select(phrase.c.id).where(holding(wanted))


def day_number(day: date) -> int:
    """Write a day as the record keeps it."""
    return (day.year * 100 + day.month) * 100 + day.day


def _word(text: str) -> sa.ScalarSelect[int]:
    return sa.select(tables.phrase.c.id).where(tables.phrase.c.text == kept(text)).scalar_subquery()


def named(words: str) -> sa.Subquery:
    """Ask for the actors that bear a name: reading and number of each."""
    return bearing(matching(words)).subquery()


def bearing(names: Names) -> sa.CompoundSelect[tuple[int, int]]:
    """Ask for the actors that bear one of some names: reading and number of each."""
    actor, alias = tables.actor, tables.alias
    called = sa.select(actor.c.reading, actor.c.number).where(actor.c.name.in_(names), within(actor.c.reading))
    known_as = sa.select(alias.c.reading, alias.c.actor).where(alias.c.name.in_(names), within(alias.c.reading))
    return sa.union(called, known_as)


def placed(words: str) -> sa.Subquery:
    """Ask for the mentions of places that bear a name: reading and number of each."""
    return mentioning(matching(words)).subquery()


def mentioning(names: Names) -> sa.Select[tuple[int, int]]:
    """Ask for the mentions of places that bear one of some names: reading and number of each."""
    place, toponym = tables.place, tables.toponym
    meant = sa.select(toponym.c.id).where(toponym.c.name.in_(names))
    return sa.select(place.c.reading, place.c.number).where(place.c.toponym.in_(meant), within(place.c.reading))


def _among(
    select: sa.Select[Any], found: sa.Subquery, table: sa.Table, column: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """Keep the rows whose ``column`` is the number of one of ``found``."""
    return select.join(found, (found.c.reading == table.c.reading) & (found.c.number == column))


def published(select: sa.Select[Any], outlet: str | None, after: date | None, before: date | None) -> sa.Select[Any]:
    """Keep what an outlet published, from ``after`` on and before ``before``; the documents are there to be asked."""
    document = tables.document
    if outlet is not None:
        numbers = sa.select(tables.outlet.c.id).where(tables.outlet.c.name == kept(outlet))
        select = select.where(document.c.outlet.in_(numbers))
    if after is not None:
        select = select.where(document.c.published >= after.isoformat())
    if before is not None:
        select = select.where(document.c.published < before.isoformat())
    return select


def said_in(
    select: sa.Select[Any], table: sa.Table, outlet: str | None, after: date | None = None, before: date | None = None
) -> sa.Select[Any]:
    """Keep the records of documents that an outlet published, or that were published then."""
    if outlet is None and after is None and before is None:
        return select
    reading, document = tables.reading, tables.document
    select = select.join(reading, reading.c.id == table.c.reading).join(document, document.c.id == reading.c.document)
    return published(select, outlet, after, before)


def happened(
    select: sa.Select[Any], table: sa.Table, name: str, after: date | None, before: date | None
) -> sa.Select[Any]:
    """Keep what may have happened from ``after`` on and before ``before``."""
    if after is not None:
        select = select.where(table.c[f"{name}_last"] >= day_number(after))
    if before is not None:
        select = select.where(table.c[f"{name}_first"] < day_number(before))
    return select


def quotations(
    *, speaker: str | None, manner: str | None, outlet: str | None, after: date | None, before: date | None
) -> Narrow:
    """Narrow quotations down; the days are those of publication."""
    table = tables.quotation

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if speaker is not None:
            select = _among(select, named(speaker), table, table.c.speaker_actor)
        if manner is not None:
            select = select.where(table.c.manner == _word(manner))
        return said_in(select, table, outlet, after, before)

    return narrow


def figures(*, about: str | None, outlet: str | None, after: date | None, before: date | None) -> Narrow:
    """Narrow figures down; ``about`` is what is counted, or the unit."""
    table = tables.figure

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if about is not None:
            select = select.where(table.c.counted_as.in_(matching(about)))
        return said_in(select, table, outlet, after, before)

    return narrow


def events(  # noqa: PLR0913 - what may be asked of an event
    *,
    type: str | None,  # noqa: A002 - the field's name
    place: str | None,
    actor: str | None,
    status: str | None,
    outlet: str | None,
    after: date | None,
    before: date | None,
) -> Narrow:
    """Narrow events down; the days are those on which they happened, ``actor`` is one on either side."""
    table, party = tables.event, tables.event_party

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if type is not None:
            select = select.where(table.c.type == _word(type))
        if status is not None:
            select = select.where(table.c.status == _word(status))
        if place is not None:
            select = _among(select, placed(place), table, table.c.place)
        if actor is not None:
            meant = named(actor)
            took_part = (
                sa.select(party.c.reading, party.c.event.label("number"))
                .join(meant, (meant.c.reading == party.c.reading) & (meant.c.number == party.c.party_actor))
                .distinct()
            )
            select = _among(select, took_part.subquery(), table, table.c.number)
        return said_in(happened(select, table, "date_edtf", after, before), table, outlet)

    return narrow


def commitments(
    *, by: str | None, kind: str | None, outlet: str | None, due_after: date | None, due_before: date | None
) -> Narrow:
    """Narrow commitments down; the days are those of the deadline: its last one is before ``due_before``."""
    table = tables.commitment

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if by is not None:
            select = _among(select, named(by), table, table.c.by_actor)
        if kind is not None:
            select = select.where(table.c.kind == _word(kind))
        if due_after is not None:
            select = select.where(table.c.due_last >= day_number(due_after))
        if due_before is not None:
            select = select.where(table.c.due_last < day_number(due_before))
        return said_in(select, table, outlet)

    return narrow


def meetings(
    *, place: str | None, participant: str | None, outlet: str | None, after: date | None, before: date | None
) -> Narrow:
    """Narrow meetings down; the days are those of the meeting, ``participant`` includes hosts and the absent."""
    table, party = tables.meeting, tables.meeting_party

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if place is not None:
            select = _among(select, placed(place), table, table.c.place)
        if participant is not None:
            meant = named(participant)
            took_part = (
                sa.select(party.c.reading, party.c.meeting.label("number"))
                .join(meant, (meant.c.reading == party.c.reading) & (meant.c.number == party.c.actor))
                .distinct()
            )
            select = _among(select, took_part.subquery(), table, table.c.number)
        return said_in(happened(select, table, "date", after, before), table, outlet)

    return narrow


def control(
    *, place: str | None, holder: str | None, outlet: str | None, after: date | None, before: date | None
) -> Narrow:
    """Narrow control of places down; the days are those since when it holds."""
    table = tables.control

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if place is not None:
            select = _among(select, placed(place), table, table.c.place)
        if holder is not None:
            select = _among(select, named(holder), table, table.c.holder)
        return said_in(happened(select, table, "date", after, before), table, outlet)

    return narrow


def memberships(
    *, member: str | None, body: str | None, outlet: str | None, after: date | None, before: date | None
) -> Narrow:
    """Narrow memberships down; the days are those since when somebody belongs, or on which one joined or left."""
    table = tables.membership

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if member is not None:
            select = _among(select, named(member), table, table.c.member_actor)
        if body is not None:
            select = _among(select, named(body), table, table.c.of_actor)
        return said_in(happened(select, table, "date", after, before), table, outlet)

    return narrow


def verdicts(*, kind: str | None, outlet: str | None, after: date | None, before: date | None) -> Narrow:
    """Narrow verdicts down; the days are those of publication."""

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if kind is not None:
            select = select.where(tables.verdict.c.kind == _word(kind))
        return said_in(select, tables.verdict, outlet, after, before)

    return narrow


def told_days(shape: Shape) -> tuple[sa.ColumnElement[int], Narrow]:
    """Give the column of the day by which a timeline has a kind of record, and what keeps to days that texts tell."""
    table = shape.table

    def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
        if table is not tables.event:
            return select
        # A statement is no deed, and what the text does not date is not dated by its publication.
        statement = sa.select(tables.phrase.c.id).where(tables.phrase.c.text == "STATE")
        # As the index is written, which a bound value does not match.
        return select.where(table.c.date_assumed == sa.literal_column("0"), table.c.type.not_in(statement))

    column = {"commitment": "due_last", "event": "date_edtf_first"}.get(table.name, "date_first")
    return table.c[column], narrow


def documents(
    connection: sa.Connection,
    *,
    outlet: str | None,
    after: date | None,
    before: date | None,
    as_of: int | None,
) -> Iterator[DocumentFacts]:
    """Give the current documents, in the order in which they were learned."""
    document = tables.document
    select = sa.select(*document_facts()).outerjoin_from(
        document, tables.outlet, tables.outlet.c.id == document.c.outlet
    )
    select = (
        published(select, outlet, after, before).where(current_version(document.c.id, as_of)).order_by(document.c.id)
    )
    with connection.execution_options(yield_per=_AT_ONCE).execute(select) as found:
        yield from (facts_of(dict(row)) for row in found.mappings())
