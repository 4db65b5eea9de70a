"""The states in which an article was seen, and what each changed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.compare.diff import TextDiff, versions_compared
from sayso.compare.diff_lines import WIDTH, lines
from sayso.compare.record_diff import RecordChange, records_compared
from sayso.document import Document
from sayso.store import load, tables
from sayso.store.articles import article_called
from sayso.store.ask import among
from sayso.store.clusters import facts_by_number
from sayso.store.entries import DocumentFacts
from sayso.store.words import kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.store.load import Phrases


_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A text that an article had: which one, from 1 in the order of seeing, and when it was seen and learned."""

    number: int
    document: DocumentFacts
    seen_at: int
    learned_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An article of which there are several states: how many, the newest one, and when that was learned."""

    states: int
    document: DocumentFacts
    learned_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What one state of an article has otherwise than the one before it.

    ``records`` is None where one of the two was never read for records.
    """

    before: State
    after: State
    old: Document
    new: Document
    text: TextDiff
    records: tuple[RecordChange, ...] | None = None

    def lines(self, *, width: int = WIDTH) -> Iterator[str]:
        """Yield it as lines of plain text."""
        yield from lines(self.text, self.old, self.new, self.records or (), width=width)


def states(connection: sa.Connection, which: int | str, *, as_of: int | None) -> list[State]:
    """Give the states of the article that a document, URL, item's name or document's own id leads to, oldest first."""
    version = tables.version
    articles = _articles(connection, which)
    if not articles:
        return []
    found: dict[int, list[sa.RowMapping]] = defaultdict(list)
    for row in among(connection, sa.select(version), version.c.article, articles):
        if as_of is None or row["learned_at"] <= as_of:
            found[row["article"]].append(row)
    # One text may be a state of several articles: the one with most to tell is meant.
    rows = max((found[article] for article in sorted(found)), key=len, default=[])
    rows = sorted(rows, key=itemgetter("seen_at", "published", "number"))
    facts = facts_by_number(connection, {row["document"] for row in rows})
    return [
        State(number=place, document=facts[row["document"]], seen_at=row["seen_at"], learned_at=row["learned_at"])
        for place, row in enumerate(rows, start=1)
    ]


def changed(connection: sa.Connection, *, as_of: int | None) -> Iterator[Changed]:
    """Give the articles of which there are several states, the one that changed last first."""
    version = tables.version
    select = sa.select(version.c.article).group_by(version.c.article).having(sa.func.count() > 1)
    last = sa.func.max(version.c.learned_at)
    select = select.order_by(last.desc(), version.c.article)
    if as_of is not None:
        select = select.where(version.c.learned_at <= as_of)
    articles = connection.execute(select).scalars().all()
    for begin in range(0, len(articles), _AT_ONCE):
        some = articles[begin : begin + _AT_ONCE]
        rows: dict[int, list[sa.RowMapping]] = defaultdict(list)
        for row in among(connection, sa.select(version), version.c.article, some):
            if as_of is None or row["learned_at"] <= as_of:
                rows[row["article"]].append(row)
        newest = {article: max(rows[article], key=itemgetter("seen_at", "published", "number")) for article in some}
        facts = facts_by_number(connection, {row["document"] for row in newest.values()})
        for article in some:
            yield Changed(
                states=len(rows[article]),
                document=facts[newest[article]["document"]],
                learned_at=max(row["learned_at"] for row in rows[article]),
            )


def revisions(
    connection: sa.Connection, which: int | str, phrases: Phrases, *, as_of: int | None
) -> Iterator[Revision]:
    """Compare each state of an article with the one before it."""
    known = states(connection, which, as_of=as_of)
    for before, after in itertools.pairwise(known):
        pair = (before.document.number, after.document.number)
        documents = load.documents(connection, pair, phrases)
        old, new = (documents[number] for number in pair)
        text = versions_compared(old, new)
        readings = _readings(connection, pair, as_of)
        records = None
        if readings is not None:
            made = load.readings(connection, dict(zip(readings, pair, strict=True)), phrases)
            records = records_compared(made[readings[0]], made[readings[1]], text)
        yield Revision(before=before, after=after, old=old, new=new, text=text, records=records)


def _articles(connection: sa.Connection, which: int | str) -> set[int]:
    version, document = tables.version, tables.document
    if isinstance(which, int):
        asked = [sa.select(version.c.article).where(version.c.document == which)]
    else:
        named = sa.select(document.c.id).where(document.c.external_id == kept(which))
        asked = [
            sa.select(version.c.article).where(version.c.article == article_called(which)),
            sa.select(version.c.article).where(version.c.document.in_(named)),
        ]
    found: set[int] = set()
    for select in asked:
        found = found or set(connection.execute(select).scalars())
    return found


def _readings(connection: sa.Connection, pair: tuple[int, int], as_of: int | None) -> tuple[int, int] | None:
    """Choose the readings to compare: by the same sayso where there are, for two saysos read one text differently."""
    reading = tables.reading
    select = sa.select(reading).where(reading.c.document.in_(pair)).order_by(reading.c.id)
    if as_of is not None:
        select = select.where(reading.c.learned_at <= as_of)
    made: dict[int, dict[tuple[Any, ...], int]] = {number: {} for number in pair}
    for row in connection.execute(select).mappings():
        made[row["document"]][row["sayso"], row["contract"], row["setup"]] = row["id"]
    old, new = (made[number] for number in pair)
    if not old or not new:
        return None
    shared = max(old.keys() & new.keys(), key=new.__getitem__, default=None)
    return (max(old.values()), max(new.values())) if shared is None else (old[shared], new[shared])
