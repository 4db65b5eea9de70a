"""What a query finds: passages, the best first, or the records whose words stand in them, the newest first."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.document import Span
from sayso.errors import QueryError
from sayso.store import queries, tables
from sayso.store.entries import (
    DocumentFacts,
    Entry,
    current_reading,
    current_version,
    document_facts,
    entries_of,
    extent,
    extent_of,
    facts_of,
)
from sayso.store.load import is_passage
from sayso.store.rows import SHAPES
from sayso.store.search.fulltext import matching, ranked
from sayso.store.search.snippet import snippet
from sayso.store.search.tree import KINDS, AnyOf, Words, positive
from sayso.store.words import folded, given, odd_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.store.load import Phrases
    from sayso.store.rows import Shape
    from sayso.store.search.tree import Filter, Node, Query

    Select = sa.Select[Any]

_RANKED = 10_000
_FIRST, _AT_ONCE = 100, 1_000
_ENTRIES_AT_ONCE = 100
# Of what is common the documents of the last days hold a page, and all that there is need not be put in order.
_NEWEST = 500
_FEW = 2_000
# Bound as one parameter each, several times in a statement.
_MOST_NAMES = 5_000
_ON_ONES_WORD = ("figure", "event", "commitment", "control", "membership")
# The kinds of record that have a field at all, and those meant where the query names none.
_HAVING = {
    "speaker": ("quotation", *_ON_ONES_WORD),
    "place": ("event", "meeting", "control", "figure", "quotation"),
    "type": ("event",),
    "about": ("figure",),
}
_MEANT = {**_HAVING, "speaker": ("quotation",), "place": ("event", "meeting", "control", "figure")}
_SHAPE_OF = {shape.table.name: shape for shape in SHAPES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a query found, and where: a passage, or a record (``entry``) of another ``kind``.

    ``span`` is where it stands in its document. ``shown`` is the stretch to show, ``text`` its words, ``highlights``
    those that match; all spans count from the beginning of the document. Less ``rank`` is better; records have none.
    """

    kind: str
    document: DocumentFacts
    span: Span
    shown: Span
    text: str
    highlights: tuple[Span, ...] = ()
    entry: Entry[Any] | None = None
    rank: float | None = None


def find(
    connection: sa.Connection, phrases: Phrases, query: Query, *, limit: int | None, as_of: int | None
) -> Iterator[Hit]:
    """Give what a query finds in the newest states of articles, as of an instant.

    Raises:
        QueryError: where no kind of record has all the fields that are asked for.
    """
    kinds = kinds_of(query)
    search = _Search(connection, phrases, query, as_of)
    found: list[Iterator[Hit]] = [search.passages(limit)] if "passage" in kinds else []
    records = [search.records(_SHAPE_OF[kind], limit) for kind in kinds if kind != "passage"]
    found.append(heapq.merge(*records, key=_newest, reverse=True))
    yield from itertools.islice(itertools.chain(*found), limit)


def kinds_of(query: Query) -> tuple[str, ...]:
    """Tell what a query looks for: passages, unless its fields name records or what only records have.

    Raises:
        QueryError: where no kind of record has all the fields that are asked for.
    """
    named: tuple[str, ...] = KINDS
    is_named = False
    for each in query.filters:
        if each.field == "kind":
            is_named = True
            named = tuple(kind for kind in named if (kind in each.values) != each.negated)
    fields = [each.field for each in query.filters if each.field in _HAVING]
    if not fields:
        return named if is_named else ("passage",)
    able = tuple(kind for kind in named if all(kind in _HAVING[field] for field in fields))
    if not able:
        asked = " and ".join(f"{field}:" for field in dict.fromkeys(fields))
        reason = f"nothing of that kind has {asked}" if is_named else f"nothing has {asked} at once"
        written = " ".join(f"{field}:" for field in dict.fromkeys(fields))
        raise QueryError(reason, "leave one of the fields out", written, 0, len(written))
    meant = tuple(kind for kind in able if all(kind in _MEANT[field] for field in fields))
    return able if is_named or not meant else meant


def _newest(hit: Hit) -> tuple[str, int]:
    return hit.document.published or "", hit.document.number


class _Search:
    """One query on its way through the record."""

    def __init__(self, connection: sa.Connection, phrases: Phrases, query: Query, as_of: int | None) -> None:
        self.connection = connection
        self.phrases = phrases
        self.query = query
        self.as_of = as_of
        self.dialect = connection.dialect.name
        self.names: dict[Filter, queries.Names] = {}
        self.last: Sequence[int] | None = None
        self.terms: list[Words] = list(dict.fromkeys(positive(query.text)))

    def passages(self, limit: int | None) -> Iterator[Hit]:
        """Give the passages that match; of a query of fields alone, the first of each document, the newest first."""
        passage, document = tables.passage, tables.document
        select = self._published(_passages().where(current_version(document.c.id, self.as_of)))
        if self.query.text is None:
            select = self._without(select.where(passage.c.id == document.c.first_passage)).limit(limit)
            newest = (document.c.published.desc().nulls_last(), document.c.id.desc())
            for row in self._streamed(select.order_by(*newest)):
                yield self._passage(row, None)
            return
        for some in self._ranked(self.query.text):
            there = self.connection.execute(select.where(passage.c.id.in_(list(some)))).mappings()
            found = {row["id"]: row for row in there}
            for number, rank in some.items():
                if number in found:
                    yield self._passage(found[number], rank)

    def records(self, shape: Shape, limit: int | None) -> Iterator[Hit]:
        """Give the records of one kind that match, the newest document first."""
        keys = self._keys(shape, limit, self._newest_documents()) if limit is not None else []
        if limit is None or len(keys) < limit:
            keys = self._keys(shape, limit, None)
        for start_at in range(0, len(keys), _ENTRIES_AT_ONCE):
            some = keys[start_at : start_at + _ENTRIES_AT_ONCE]
            for entry in entries_of(self.connection, shape, self.phrases, some):
                yield self._record(shape.table.name, entry)

    def _keys(self, shape: Shape, limit: int | None, among: Sequence[int] | None) -> list[tuple[int, int]]:
        """Give the keys of the records that match, in ``among`` some documents or in all of them."""
        table, reading, document, passage = shape.table, tables.reading, tables.document, tables.passage
        select: Select = (
            sa.select(table.c.reading, table.c.number)
            .join(reading, reading.c.id == table.c.reading)
            .join(document, document.c.id == reading.c.document)
            .where(current_reading(self.as_of))
        )
        if self.query.text is not None or self.query.without:
            start, _ = extent(shape)
            inside = (passage.c.start <= start) & (start < passage.c.stop)
            select = select.join(passage, is_passage() & inside)
        if self.query.text is not None:
            select = select.where(passage.c.id.in_(matching(self.query.text, self.dialect)))
        if among is not None:
            select = select.where(document.c.id.in_(among))
        select = self._held(self._published(self._without(select)), table, is_first=among is None)
        newest = (sa.func.coalesce(document.c.published, "").desc(), document.c.id.desc(), table.c.number)
        return [(row.reading, row.number) for row in self.connection.execute(select.order_by(*newest).limit(limit))]

    def _newest_documents(self) -> Sequence[int]:
        """Give the documents of the last days that the query leaves, for what is common they hold a page of."""
        if self.last is None:
            document = tables.document
            select = self._published(sa.select(document.c.id), beside_words=False)
            newest = (document.c.published.desc().nulls_last(), document.c.id.desc())
            self.last = self.connection.execute(select.order_by(*newest).limit(_NEWEST)).scalars().all()
        return self.last

    def _ranked(self, text: Node) -> Iterator[dict[int, float]]:
        """Give the passages whose words match, the best first, in parts: a small one first, for who wants only a few.

        Of more than ``_RANKED`` the last learned come first, so that "the" costs no more than another word.
        """
        before: int | None = None
        while True:
            found = self.connection.execute(ranked(text, self.dialect, before=before, limit=_RANKED)).all()
            best = sorted((row.rank, row.passage) for row in found)
            for start, end in itertools.pairwise([0, *range(_FIRST, len(best), _AT_ONCE), len(best)]):
                yield {passage: rank for rank, passage in best[start:end]}
            if len(found) < _RANKED:
                return
            before = found[-1].passage

    def _streamed(self, select: Select) -> Iterator[sa.RowMapping]:
        yield from self.connection.execution_options(yield_per=_AT_ONCE).execute(select).mappings()

    def _held(self, select: Select, table: sa.Table, *, is_first: bool) -> Select:
        """Keep the records that have what the fields of the query ask for; ``is_first`` if all are to be looked up."""
        is_first = is_first and (self.query.text is None or self._is_rare())
        for each in self.query.filters:
            held: sa.ColumnElement[bool]
            if each.field in _INDEXED:
                column = table.c[_INDEXED[each.field]]
                held = (column if is_first else column + 0).in_(self._names(each))
            elif each.field in _FIELDS:
                held = _FIELDS[each.field](table, self._names(each), is_first=is_first)
            else:
                continue
            select = select.where(sa.not_(sa.func.coalesce(held, sa.false())) if each.negated else held)
        return select

    def _published(self, select: Select, *, beside_words: bool = True) -> Select:
        """Keep what the days and outlets of the query leave.

        Beside words, which leave few passages, an index of all documents would only mislead the database: adding
        nothing to a column makes it look the passages up first.
        """
        published, of = tables.document.c.published, tables.document.c.outlet
        is_first = self.query.text is None or not beside_words
        day = published if is_first else published.concat("")
        if self.query.after is not None:
            select = select.where(day >= self.query.after.isoformat())
        if self.query.before is not None:
            select = select.where(day < self.query.before.isoformat())
        for each in self.query.filters:
            if each.field == "outlet":
                those = self._outlets(each.values)
                # One has its documents in order; many are told faster while all are looked through, the newest first.
                told = of == those[0] if is_first and len(those) == 1 else (of + 0).in_(those)
                select = select.where(of.is_(None) | ~told if each.negated else told)
        return select

    def _outlets(self, values: Sequence[str]) -> list[int]:
        """Find outlets by whole words of their names."""
        wanted = [folded(value) for value in values]
        outlet = tables.outlet
        named = self.connection.execute(sa.select(outlet.c.id, outlet.c.name))
        return [row.id for row in named if any(words in folded(given(row.name)) for words in wanted if words.strip())]

    def _names(self, asked: Filter) -> queries.Names:
        """Give the numbers of the phrases that a field means, or what asks for them where they are many."""
        if asked in self.names:
            return self.names[asked]
        phrase = tables.phrase
        wanted = sa.select(phrase.c.id).where(phrase.c.text.in_(asked.values))
        if asked.field != "type":
            meant = [phrase.c.id.in_(queries.matching(value)) for value in asked.values]
            wanted = sa.select(phrase.c.id).where(sa.or_(*meant))
        # Looked up once: the database would go through all phrases for each table that has them.
        found = self.connection.execute(wanted.limit(_MOST_NAMES + 1)).scalars().all()
        self.names[asked] = found if len(found) <= _MOST_NAMES else wanted
        return self.names[asked]

    def _is_rare(self) -> bool:
        """Tell whether so few records have what a field names that these are to be looked up before the words."""
        for each in self.query.filters:
            if each.field not in ("place", "speaker") or each.negated:
                continue
            names = self._names(each)
            found = (queries.mentioning(names) if each.field == "place" else queries.bearing(names)).subquery()
            if len(self.connection.execute(sa.select(found.c.number).limit(_FEW + 1)).all()) <= _FEW:
                return True
        return False

    def _without(self, select: Select) -> Select:
        if not self.query.without:
            return select
        return select.where(tables.passage.c.id.not_in(matching(AnyOf(parts=self.query.without), self.dialect)))

    def _passage(self, row: sa.RowMapping, rank: float | None) -> Hit:
        start = row["start"]
        text = odd_text(row["text"], row["odd"], start=start)
        span = Span(start, start + len(text)) if text else Span(start, start + 1)
        return self._hit("passage", facts_of(dict(row)), span, text, rank=rank)

    def _record(self, kind: str, entry: Entry[Any]) -> Hit:
        return self._hit(kind, entry.document, extent_of(entry.record) or Span(0, 1), entry.words, entry=entry)

    def _hit(  # noqa: PLR0913 - the facts of a hit
        self,
        kind: str,
        document: DocumentFacts,
        span: Span,
        text: str,
        *,
        entry: Entry[Any] | None = None,
        rank: float | None = None,
    ) -> Hit:
        chosen = snippet(text, self.terms)
        shown = span
        highlights: tuple[Span, ...] = ()
        if chosen is not None:
            shown, text = _moved(chosen.span, span.start), chosen.span.of(text)
            highlights = tuple(_moved(each, span.start) for each in chosen.highlights)
        return Hit(
            kind=kind,
            document=document,
            span=span,
            shown=shown,
            text=text,
            highlights=highlights,
            entry=entry,
            rank=rank,
        )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _passages() -> Select:
    passage, document, text, outlet = tables.passage, tables.document, tables.document_text, tables.outlet
    words = sa.func.substr(text.c.text, passage.c.start + 1, passage.c.stop - passage.c.start)
    return (
        sa.select(passage.c.id, passage.c.start, text.c.odd, words.label("text"), *document_facts())
        .join(document, document.c.id == passage.c.document)
        .join(text, text.c.document == document.c.id)
        .outerjoin(outlet, outlet.c.id == document.c.outlet)
    )


def _is_at(table: sa.Table, names: queries.Names, *, is_first: bool) -> sa.ColumnElement[bool]:
    if is_first:
        return sa.tuple_(table.c.reading, table.c.place).in_(queries.mentioning(names))
    place, toponym = tables.place, tables.toponym
    meant = sa.select(toponym.c.id).where(toponym.c.name.in_(names))
    its = (place.c.reading == table.c.reading) & (place.c.number == table.c.place)
    return sa.exists().where(its, (place.c.toponym + 0).in_(meant))


def _is_said_by(table: sa.Table, names: queries.Names, *, is_first: bool) -> sa.ColumnElement[bool]:
    """Tell whether a quotation is somebody's, another record in one of them, a commitment his own."""
    quotation = tables.quotation
    if table is quotation:
        return _is_named(table, table.c.speaker_actor, names, is_first=is_first)
    speaks = _is_named(quotation, quotation.c.speaker_actor, names, is_first=is_first)
    said = sa.select(quotation.c.reading, quotation.c.number).where(speaks)
    in_it: sa.ColumnElement[bool] = sa.tuple_(table.c.reading, table.c.quotation).in_(said)
    if not is_first:
        its = (quotation.c.reading == table.c.reading) & (quotation.c.number == table.c.quotation)
        in_it = sa.exists().where(its, speaks)
    if table is not tables.commitment:
        return in_it
    return in_it | _is_named(table, table.c.by_actor, names, is_first=is_first)


def _is_named(
    table: sa.Table, number: sa.ColumnElement[int], names: queries.Names, *, is_first: bool
) -> sa.ColumnElement[bool]:
    """Tell whether an actor bears one of some names: among all that do, or, where few are left, of each by itself."""
    if is_first:
        # By their readings, for SQLite does not look rows up by a list of pairs alone.
        readings = sa.select(queries.bearing(names).subquery().c.reading)
        return table.c.reading.in_(readings) & sa.tuple_(table.c.reading, number).in_(queries.bearing(names))
    actor, alias = tables.actor, tables.alias
    its = (actor.c.reading == table.c.reading) & (actor.c.number == number)
    known_as = (alias.c.reading == table.c.reading) & (alias.c.actor == number)
    return sa.exists().where(its, (actor.c.name + 0).in_(names)) | sa.exists().where(
        known_as, (alias.c.name + 0).in_(names)
    )


_FIELDS = {"place": _is_at, "speaker": _is_said_by}
_INDEXED = {"type": "type", "about": "counted_as"}
