"""`Questions`: what a record can be asked; every answer as it is now, or as it was at an instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.errors import RecordError
from sayso.store import clusters, entries, load, origins, queries, tables, versions, whole
from sayso.store.answer import Answer, Entries
from sayso.store.engine import looking
from sayso.store.ledger import instant
from sayso.store.rows import SHAPE_OF, SHAPE_OF_PREFIX
from sayso.store.search.find import find as found
from sayso.store.search.query import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Sequence
    from datetime import date, datetime

    from sayso.document import Document
    from sayso.reading import Reading
    from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Quotation, Verdict
    from sayso.store.clusters import Copied
    from sayso.store.entries import DocumentFacts, Entry
    from sayso.store.origins import Sighting
    from sayso.store.search.find import Hit
    from sayso.store.search.tree import Query
    from sayso.store.versions import Changed, Revision, State
    from sayso.store.whole import KeptReading

_AT_ONCE = 5_000
# What has an entry of its own: the kinds of record that a text states.
_KINDS = tuple(kind for kind in SHAPE_OF if kind not in ("actors", "places", "dates"))


class Questions:
    """The half of a `Record` that only reads."""

    def __init__(self, engine: sa.Engine) -> None:
        """Ask the database of ``engine``."""
        self.engine = engine
        self.phrases = load.Phrases()

    def quotations(  # noqa: PLR0913 - what may be asked
        self,
        *,
        speaker: str | None = None,
        manner: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Quotation]:
        """Give quotations; ``after`` and ``before`` are days of publication, names match by whole words."""
        narrow = queries.quotations(speaker=speaker, manner=manner, outlet=outlet, after=after, before=before)
        return self._entries("quotations", narrow, as_of)

    def figures(
        self,
        *,
        about: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Figure]:
        """Give figures; ``about`` is what they count, ``after`` and ``before`` are days of publication."""
        narrow = queries.figures(about=about, outlet=outlet, after=after, before=before)
        return self._entries("figures", narrow, as_of)

    def events(  # noqa: PLR0913 - what may be asked
        self,
        *,
        type: str | None = None,  # noqa: A002 - the field's name
        place: str | None = None,
        actor: str | None = None,
        status: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Event]:
        """Give events; ``after`` and ``before`` are days on which they may have happened."""
        narrow = queries.events(
            type=type, place=place, actor=actor, status=status, outlet=outlet, after=after, before=before
        )
        return self._entries("events", narrow, as_of)

    def commitments(  # noqa: PLR0913 - what may be asked
        self,
        *,
        by: str | None = None,
        kind: str | None = None,
        outlet: str | None = None,
        due_after: date | None = None,
        due_before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Commitment]:
        """Give commitments, by whom and by when."""
        narrow = queries.commitments(by=by, kind=kind, outlet=outlet, due_after=due_after, due_before=due_before)
        return self._entries("commitments", narrow, as_of)

    def meetings(  # noqa: PLR0913 - what may be asked
        self,
        *,
        place: str | None = None,
        participant: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Meeting]:
        """Give meetings; ``after`` and ``before`` are days on which they may have been."""
        narrow = queries.meetings(place=place, participant=participant, outlet=outlet, after=after, before=before)
        return self._entries("meetings", narrow, as_of)

    def control(  # noqa: PLR0913 - what may be asked
        self,
        *,
        place: str | None = None,
        holder: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Control]:
        """Give who holds, gained or lost which place."""
        narrow = queries.control(place=place, holder=holder, outlet=outlet, after=after, before=before)
        return self._entries("control", narrow, as_of)

    def memberships(  # noqa: PLR0913 - what may be asked
        self,
        *,
        member: str | None = None,
        body: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Membership]:
        """Give who belongs to which body, joined or left it."""
        narrow = queries.memberships(member=member, body=body, outlet=outlet, after=after, before=before)
        return self._entries("memberships", narrow, as_of)

    def verdicts(
        self,
        *,
        kind: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Verdict]:
        """Give what authors judge in a voice of their own; ``after`` and ``before`` are days of publication."""
        narrow = queries.verdicts(kind=kind, outlet=outlet, after=after, before=before)
        return self._entries("verdicts", narrow, as_of)

    def documents(
        self,
        *,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Answer[DocumentFacts]:
        """Give the newest state of each article; ``after`` and ``before`` are days of publication."""

        def found() -> Generator[DocumentFacts]:
            with looking(self.engine) as connection:
                yield from queries.documents(
                    connection, outlet=outlet, after=after, before=before, as_of=as_instant(as_of)
                )

        return Answer("documents", found())

    def records(
        self,
        kind: str,
        *,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Entries[Any]:
        """Give the records of a kind, such as "events"; ``after`` and ``before`` are days of publication.

        Raises:
            RecordError: when there is no such kind.
        """
        if kind not in _KINDS:
            message = f"there are no {kind}; there are {', '.join(_KINDS)}"
            raise RecordError(message)
        table = SHAPE_OF[kind].table

        def narrow(select: sa.Select[Any]) -> sa.Select[Any]:
            return queries.said_in(select, table, outlet, after, before)

        return self._entries(kind, narrow, as_of)

    def readings(
        self,
        documents: Collection[int] | None = None,
        *,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Generator[KeptReading]:
        """Give what the newest state of each article says, whole; of some documents, by their numbers, or of all.

        ``after`` and ``before`` are days of publication.
        """
        with looking(self.engine) as connection:
            yield from whole.readings(
                connection,
                self.phrases,
                documents=documents,
                outlet=outlet,
                after=after,
                before=before,
                as_of=as_instant(as_of),
            )

    def copies(self, document: int | None = None, *, as_of: datetime | None = None) -> list[Copied]:
        """Give the articles that several documents carry, or the one that a document carries with others."""
        with looking(self.engine) as connection:
            return list(clusters.copied(connection, as_of=as_instant(as_of), document=document))

    def versions(self, article: int | str, *, as_of: datetime | None = None) -> list[State]:
        """Give the states of an article, oldest first: by a document's number, a URL, an item's name or an id.

        Raises:
            RecordError: when there is no such article.
        """
        with looking(self.engine) as connection:
            found = versions.states(connection, article, as_of=as_instant(as_of))
        if not found:
            raise missing(what="article", which=article)
        return found

    def changes(self, article: int | str, *, as_of: datetime | None = None) -> Generator[Revision]:
        """Compare each state of an article with the one before it; none where it never changed.

        Raises:
            RecordError: when there is no such article.
        """
        self.versions(article, as_of=as_of)
        with looking(self.engine) as connection:
            yield from versions.revisions(connection, article, self.phrases, as_of=as_instant(as_of))

    def changed(self, *, as_of: datetime | None = None) -> Generator[Changed]:
        """Give the articles that came in several states, the one that changed last first."""
        with looking(self.engine) as connection:
            yield from versions.changed(connection, as_of=as_instant(as_of))

    def find(self, query: str | Query, *, limit: int | None = None, as_of: datetime | None = None) -> Generator[Hit]:
        """Search the newest state of each article, in the query language of docs/searching.md.

        Passages come with the best first; records (``kind:quotation``, ``speaker:``, ...) with the newest first.

        Raises:
            QueryError: where the query cannot be understood.
        """
        asked = parse(query) if isinstance(query, str) else query
        with looking(self.engine) as connection:
            yield from found(connection, self.phrases, asked, limit=limit, as_of=as_instant(as_of))

    def last(  # noqa: PLR0913 - what may be asked
        self,
        field: str,
        *,
        documents: Collection[int] | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
        limit: int | None = None,
    ) -> list[tuple[int, Entry[Any]]]:
        """Give the events, meetings or commitments of the last days that texts tell, in order of these days.

        Each comes with its day, 4 May 2031 as 20310504. ``documents`` are those to look at, all for None; ``after`` and
        ``before`` are days of publication.
        """
        shape = SHAPE_OF[field]
        by, told = queries.told_days(shape)
        numbers = sorted(documents or ())
        parts: list[list[int] | None] = [None]
        if documents is not None:
            parts = [numbers[at : at + _AT_ONCE] for at in range(0, len(numbers), _AT_ONCE)]
        found: list[tuple[int, Entry[Any]]] = []
        with looking(self.engine) as connection:
            for part in parts:

                def narrow(select: sa.Select[Any], part: Sequence[int] | None = part) -> sa.Select[Any]:
                    kept = queries.published(told(select), outlet, after, before)
                    return kept if part is None else kept.where(tables.document.c.id.in_(part))

                found += entries.last(
                    connection, shape, self.phrases, narrow, by=by, as_of=as_instant(as_of), limit=limit
                )
        found.sort(key=lambda each: (each[0], each[1].document.number))
        return found if limit is None else found[-limit:]

    def find_record(self, public: str, *, as_of: datetime | None = None) -> list[Entry[Any]]:
        """Give the records that bear an id, the newest reading's first; for a later sayso may have read it again.

        Raises:
            RecordError: when there is none.
        """
        shape = SHAPE_OF_PREFIX.get(public.partition("_")[0])
        bearing: list[Entry[Any]] = []
        if shape is not None:
            with looking(self.engine) as connection:
                bearing = entries.by_id(connection, shape, self.phrases, public, as_of=as_instant(as_of))
        if not bearing:
            raise missing(what="record", which=public)
        return bearing

    def find_documents(self, external: str) -> list[DocumentFacts]:
        """Give the documents that bear an id of their source, the one learned last first."""
        with looking(self.engine) as connection:
            return origins.documents(connection, external)

    def sightings(self, number: int) -> list[Sighting]:
        """Tell where a document was seen: files, members of archives, addresses."""
        with looking(self.engine) as connection:
            return origins.sightings(connection, number)

    def _entries(self, field: str, narrow: entries.Narrow, as_of: datetime | None) -> Entries[Any]:
        def found() -> Generator[Entry[Any]]:
            with looking(self.engine) as connection:
                yield from entries.entries(connection, SHAPE_OF[field], self.phrases, narrow, as_of=as_instant(as_of))

        return Entries(field, found())

    def document(self, number: int) -> Document:
        """Give a document by its number in the record.

        Raises:
            RecordError: when there is none.
        """
        with looking(self.engine) as connection:
            found = load.documents(connection, [number], self.phrases)
        if number not in found:
            raise missing(what="document", which=number)
        return found[number]

    def reading(self, number: int, *, as_of: datetime | None = None) -> Reading:
        """Give the newest reading of a document, or the one that was newest at an instant.

        Raises:
            RecordError: when there is none.
        """
        reading = tables.reading
        select = sa.select(sa.func.max(reading.c.id)).where(reading.c.document == number)
        if as_of is not None:
            select = select.where(reading.c.learned_at <= instant(as_of))
        with looking(self.engine) as connection:
            newest = connection.execute(select).scalar_one()
            if newest is None:
                raise missing(what="reading of document", which=number)
            return load.readings(connection, {newest: number}, self.phrases)[newest]


def as_instant(at: datetime | None) -> int | None:
    """Give an instant as the record keeps it; None for now."""
    return None if at is None else instant(at)


def missing(*, what: str, which: object) -> RecordError:
    """Say that a record holds no such thing."""
    return RecordError(f"the record holds no {what} {which}")
