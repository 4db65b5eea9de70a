"""`Record`: the database of everything that was read, open for keeping and asking."""

from __future__ import annotations

import hashlib
import os
import zlib
from typing import TYPE_CHECKING, Any, Self

import sqlalchemy as sa

import sayso
from sayso.codec import CONTRACT
from sayso.errors import RecordError
from sayso.store import (
    clusters,
    copies,
    entries,
    feeds,
    load,
    origins,
    outlets,
    queries,
    status,
    tables,
    versions,
    write,
)
from sayso.store.ask import among
from sayso.store.engine import connected, looking, shown_name, writing
from sayso.store.ledger import digest, instant, now
from sayso.store.parts import id_number
from sayso.store.rows import SHAPE_OF, SHAPE_OF_PREFIX
from sayso.store.search.find import find as found
from sayso.store.search.query import parse
from sayso.store.words import given, kept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from types import TracebackType

    from sayso.document import Document
    from sayso.reading import Reading
    from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Quotation, Verdict
    from sayso.store.clusters import Copied
    from sayso.store.entries import DocumentFacts, Entry
    from sayso.store.feeds import FeedState
    from sayso.store.ledger import Item, Kept, Outcome
    from sayso.store.ledger import State as ItemState
    from sayso.store.origins import Sighting
    from sayso.store.outlets import Outlet, OutletFact
    from sayso.store.search.find import Hit
    from sayso.store.search.tree import Query
    from sayso.store.status import Failure, Status
    from sayso.store.versions import Revision, State

_MOST_PHRASES = 200_000
_AT_ONCE = 5_000


def open_record(where: str | os.PathLike[str], *, read_only: bool = False) -> Record:
    """Open the record at a path, or a PostgreSQL database by its URL; make it where there is none.

    Raises:
        StoreError: when it cannot be opened, is something else, or was made by a later sayso.
    """
    return Record(connected(where, read_only=read_only))


class Record:
    """Documents, what they say, and where they came from. Close it, or use it in a ``with``."""

    def __init__(self, engine: sa.Engine) -> None:
        """Take over the database; `open_record` opens one."""
        self.engine = engine
        self.phrases = load.Phrases()
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def name(self) -> str:
        """Name the database as a message may show it."""
        return shown_name(self.engine)

    def start_run(self, command: str) -> int:
        """Put down that a command begins; give its number."""
        with writing(self.engine) as connection:
            number = int(
                connection.execute(sa.select(sa.func.coalesce(sa.func.max(tables.run.c.id), 0) + 1)).scalar_one()
            )
            row = {"id": number, "command": command, "sayso": sayso.__version__, "started_at": now()}
            connection.execute(sa.insert(tables.run).values(row))
        return number

    def end_run(self, run: int) -> None:
        """Put down that a command has ended."""
        with writing(self.engine) as connection:
            connection.execute(sa.update(tables.run).where(tables.run.c.id == run).values(ended_at=now()))

    def keep(
        self,
        outcomes: Sequence[Outcome],
        *,
        run: int | None = None,
        setup: str = "",
        find_copies: write.FindCopies | None = copies.find,
    ) -> Kept:
        """Keep a batch: all of it, or nothing where it fails; what is there already is not added again.

        ``setup`` tells what a reading hangs on beside the version of sayso, such as a digest of ``actors.toml``.
        None as ``find_copies`` looks for no copies, and such documents are not found as copies later either.
        """
        if len(self._numbers) > _MOST_PHRASES:
            self._numbers.clear()
        try:
            with writing(self.engine) as connection:
                return write.keep(
                    connection, outcomes, run=run, setup=setup, phrases=self._numbers, find_copies=find_copies
                )
        except BaseException:
            # What it put down as known may not be there now.
            self._numbers.clear()
            raise

    def settled(self, items: Iterable[Item], *, setup: str = "") -> dict[bytes, ItemState]:
        """Tell which items need not be tried again, by key: refused, or done and read by this version of sayso."""
        item, sighting, reading = tables.item, tables.sighting, tables.reading
        is_read = (
            sa.exists()
            .where(sighting.c.item == item.c.id, reading.c.document == sighting.c.document)
            .where(reading.c.sayso == sayso.__version__, reading.c.contract == CONTRACT, reading.c.setup == setup)
        )
        select = sa.select(item.c.key, item.c.state).where((item.c.state == "refused") | is_read)
        with looking(self.engine) as connection:
            return {
                row["key"]: row["state"] for row in among(connection, select, item.c.key, {each.key for each in items})
            }

    def settle(self, names: Iterable[str]) -> None:
        """Put down that these could be opened after all: what holds items, and was itself refused or failed before."""
        item, keys = tables.item, [digest(name, "") for name in names]
        found = item.c.key.in_(keys) & (item.c.state != "done")
        changed = {"state": "done", "retryable": 0, "reason": None, "advice": None, "learned_at": now()}
        with looking(self.engine) as connection:
            is_there = connection.execute(sa.select(item.c.id).where(found).limit(1)).first() is not None
        if is_there:
            with writing(self.engine) as connection:
                connection.execute(sa.update(item).where(found).values(changed))

    def sources_to_retry(self) -> list[str]:
        """Give what was given to ``sayso add`` and led to items that failed, in the order of the first failure."""
        item = tables.item
        select = (
            sa.select(item.c.source)
            .where(item.c.state == "failed", item.c.source.is_not(None))
            .group_by(item.c.source)
            .order_by(sa.func.min(item.c.id))
        )
        with looking(self.engine) as connection:
            return [given(source) for source in connection.execute(select).scalars()]

    def names_done(self, names: Iterable[str]) -> set[str]:
        """Tell which of these names items have that are done, whatever their bytes were."""
        item = tables.item
        select = sa.select(item.c.name).where(item.c.state == "done")
        with looking(self.engine) as connection:
            return {
                given(row["name"]) for row in among(connection, select, item.c.name, {kept(each) for each in names})
            }

    def quotations(  # noqa: PLR0913 - what may be asked
        self,
        *,
        speaker: str | None = None,
        manner: str | None = None,
        outlet: str | None = None,
        after: date | None = None,
        before: date | None = None,
        as_of: datetime | None = None,
    ) -> Iterator[Entry[Quotation]]:
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
    ) -> Iterator[Entry[Figure]]:
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
    ) -> Iterator[Entry[Event]]:
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
    ) -> Iterator[Entry[Commitment]]:
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
    ) -> Iterator[Entry[Meeting]]:
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
    ) -> Iterator[Entry[Control]]:
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
    ) -> Iterator[Entry[Membership]]:
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
    ) -> Iterator[Entry[Verdict]]:
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
    ) -> Iterator[DocumentFacts]:
        """Give the newest state of each article; ``after`` and ``before`` are days of publication."""
        with looking(self.engine) as connection:
            yield from queries.documents(connection, outlet=outlet, after=after, before=before, as_of=_instant(as_of))

    def copies(self, document: int | None = None, *, as_of: datetime | None = None) -> list[Copied]:
        """Give the articles that several documents carry, or the one that a document carries with others."""
        with looking(self.engine) as connection:
            return list(clusters.copied(connection, as_of=_instant(as_of), document=document))

    def versions(self, article: int | str, *, as_of: datetime | None = None) -> list[State]:
        """Give the states of an article, oldest first: by a document's number, a URL, an item's name or an id.

        Raises:
            RecordError: when there is no such article.
        """
        with looking(self.engine) as connection:
            found = versions.states(connection, article, as_of=_instant(as_of))
        if not found:
            raise _missing(what="article", which=article)
        return found

    def changes(self, article: int | str, *, as_of: datetime | None = None) -> Iterator[Revision]:
        """Compare each state of an article with the one before it; none where it never changed.

        Raises:
            RecordError: when there is no such article.
        """
        self.versions(article, as_of=as_of)
        with looking(self.engine) as connection:
            yield from versions.revisions(connection, article, self.phrases, as_of=_instant(as_of))

    def find(self, query: str | Query, *, limit: int | None = None, as_of: datetime | None = None) -> Iterator[Hit]:
        """Search the newest state of each article, in the query language of docs/searching.md.

        Passages come with the best first; records (``kind:quotation``, ``speaker:``, ...) with the newest first.

        Raises:
            QueryError: where the query cannot be understood.
        """
        asked = parse(query) if isinstance(query, str) else query
        with looking(self.engine) as connection:
            yield from found(connection, self.phrases, asked, limit=limit, as_of=_instant(as_of))

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
                    connection, shape, self.phrases, narrow, by=by, as_of=_instant(as_of), limit=limit
                )
        found.sort(key=lambda each: (each[0], each[1].document.number))
        return found if limit is None else found[-limit:]

    def status(self) -> Status:
        """Count what is in the record, and what did not get in."""
        with looking(self.engine) as connection:
            return status.status(connection)

    def failures(self, *, only_retryable: bool = False) -> Iterator[Failure]:
        """Give what was refused or failed, with the reason and what can be done."""
        with looking(self.engine) as connection:
            yield from status.failures(connection, only_retryable=only_retryable)

    def outlets(self, *, as_of: datetime | None = None) -> list[Outlet]:
        """Give every outlet with what people have put down about it."""
        with looking(self.engine) as connection:
            return list(outlets.outlets(connection, as_of=_instant(as_of)))

    def outlet_history(self, name: str) -> list[OutletFact]:
        """Give all that was ever put down about an outlet."""
        with looking(self.engine) as connection:
            return list(outlets.history(connection, name))

    def set_outlet(self, name: str, facts: Mapping[str, str | None], *, set_by: str | None = None) -> int:
        """Put down facts about an outlet; None takes one back. Give how many are new.

        Raises:
            KnowledgeError: when one of them cannot be.
        """
        found = outlets.checked(f"outlet {name!r}", facts)
        with writing(self.engine) as connection:
            return outlets.put_down(connection, name, found, set_by=set_by, at=now())

    def import_outlets(self, path: str | os.PathLike[str], *, set_by: str | None = None) -> int:
        """Put down what an ``outlets.toml`` tells: all of it or nothing. Give how many facts are new.

        Raises:
            KnowledgeError: when it cannot be read, or says something that cannot be.
        """
        told = outlets.of_file(path)
        by, at = set_by or os.fspath(path), now()
        with writing(self.engine) as connection:
            return sum(outlets.put_down(connection, name, facts, set_by=by, at=at) for name, facts in told)

    def feed_state(self, url: str) -> FeedState:
        """Give where the polling of a feed stands."""
        with looking(self.engine) as connection:
            return feeds.feed_state(connection, url)

    def set_feed_state(self, state: FeedState) -> None:
        """Put down where the polling of a feed stands."""
        with writing(self.engine) as connection:
            feeds.set_feed_state(connection, state)

    def find_record(self, public: str, *, as_of: datetime | None = None) -> list[Entry[Any]]:
        """Give the records that bear an id, the newest reading's first; for a later sayso may have read it again.

        Raises:
            RecordError: when there is none.
        """
        shape = SHAPE_OF_PREFIX.get(public.partition("_")[0])
        bearing: list[Entry[Any]] = []
        if shape is not None:
            with looking(self.engine) as connection:
                number = id_number(public, shape.prefix)
                bearing = entries.by_id(connection, shape, self.phrases, number, as_of=_instant(as_of))
        matching = [each for each in bearing if each.record.id == public]
        if not matching:
            raise _missing(what="record", which=public)
        return matching

    def find_documents(self, external: str) -> list[DocumentFacts]:
        """Give the documents that bear an id of their source, the one learned last first."""
        with looking(self.engine) as connection:
            return origins.documents(connection, external)

    def sightings(self, number: int) -> list[Sighting]:
        """Tell where a document was seen: files, members of archives, addresses."""
        with looking(self.engine) as connection:
            return origins.sightings(connection, number)

    def _entries(self, field: str, narrow: entries.Narrow, as_of: datetime | None) -> Iterator[Entry[Any]]:
        with looking(self.engine) as connection:
            yield from entries.entries(connection, SHAPE_OF[field], self.phrases, narrow, as_of=_instant(as_of))

    def document(self, number: int) -> Document:
        """Give a document by its number in the record.

        Raises:
            RecordError: when there is none.
        """
        with looking(self.engine) as connection:
            found = load.documents(connection, [number], self.phrases)
        if number not in found:
            raise _missing(what="document", which=number)
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
                raise _missing(what="reading of document", which=number)
            return load.readings(connection, {newest: number}, self.phrases)[newest]

    def original(self, sha256: str) -> bytes:
        """Give bytes that were read, by their SHA-256 in hexadecimal.

        Raises:
            RecordError: when the record does not hold them.
        """
        original = tables.original
        with looking(self.engine) as connection:
            row = connection.execute(
                sa.select(original).where(original.c.sha256 == bytes.fromhex(sha256))
            ).one_or_none()
        if row is None:
            raise _missing(what="original", which=sha256)
        data = bytes(row.content)
        unpacked = zlib.decompress(data) if row.coding == "zlib" else data
        if hashlib.sha256(unpacked).hexdigest() != sha256:
            message = f"the original {sha256} is damaged; restore the record from a copy"
            raise RecordError(message)
        return unpacked


def _instant(at: datetime | None) -> int | None:
    return None if at is None else instant(at)


def _missing(*, what: str, which: object) -> RecordError:
    return RecordError(f"the record holds no {what} {which}")
