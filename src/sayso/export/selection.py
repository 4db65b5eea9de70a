"""What of a record is exported: all of it, or what a query, an outlet, days or an instant leave."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sayso.errors import QueryError
from sayso.store.answer import Answer
from sayso.store.rows import SHAPE_OF
from sayso.store.search.find import kinds_of
from sayso.store.search.query import narrowed, parse
from sayso.store.search.tree import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from sayso.store.entries import DocumentFacts, Entry
    from sayso.store.record import Record
    from sayso.store.whole import KeptReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; ``after`` and ``before`` are days of publication. Without anything it is the whole record."""

    query: str | None = None
    outlet: str | None = None
    after: dt.date | None = None
    before: dt.date | None = None
    as_of: dt.datetime | None = None

    def items(self, record: Record, kind: str) -> Answer[Any]:
        """Give the entries of a kind, or the facts of documents.

        With a query these are the records that ``sayso find`` finds for it with ``kind:``.
        """
        if self.query is None:
            if kind == "documents":
                return record.documents(outlet=self.outlet, after=self.after, before=self.before, as_of=self.as_of)
            return record.records(kind, outlet=self.outlet, after=self.after, before=self.before, as_of=self.as_of)
        return Answer(kind, self._documents(record) if kind == "documents" else self._found(record, kind))

    def readings(self, record: Record) -> Generator[KeptReading]:
        """Give the readings of documents, whole."""
        if self.query is not None:
            numbers = {facts.number for facts in self._documents(record)}
            return record.readings(numbers, as_of=self.as_of)
        return record.readings(outlet=self.outlet, after=self.after, before=self.before, as_of=self.as_of)

    def askable(self, kinds: Sequence[str]) -> list[str]:
        """Keep the kinds of record that have the fields that the query asks for.

        Raises:
            QueryError: when it cannot be understood, or none has them.
        """
        if self.query is None:
            return list(kinds)
        kinds_of(self._asked())
        return [kind for kind in kinds if kind == "documents" or self._can_be(kind)]

    def _can_be(self, kind: str) -> bool:
        try:
            return bool(kinds_of(self._asked(kind)))
        except QueryError:
            return False

    def _asked(self, kind: str | None = None) -> Query:
        """Give the query, also narrowed to a kind of record."""
        asked = narrowed(parse(self.query or ""), outlet=self.outlet, after=self.after, before=self.before)
        if kind is None:
            return asked
        only = Filter(field="kind", values=(SHAPE_OF[kind].table.name,))
        return replace(asked, filters=(*asked.filters, only))

    def _found(self, record: Record, kind: str) -> Generator[Entry[Any]]:
        for hit in record.find(self._asked(kind), as_of=self.as_of):
            if hit.entry is not None:
                yield hit.entry

    def _documents(self, record: Record) -> Generator[DocumentFacts]:
        """Give each document in which the query finds something, once."""
        seen: set[int] = set()
        for hit in record.find(self._asked(), as_of=self.as_of):
            if hit.document.number not in seen:
                seen.add(hit.document.number)
                yield hit.document
