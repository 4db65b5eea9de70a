"""Originals: which document of a group the others were made from, decided anew whenever something comes to it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.compare.copies import Article, Link, copies
from sayso.compare.credits import Credit, same_house
from sayso.compare.likeness import Likeness
from sayso.store import tables
from sayso.store.ask import among
from sayso.store.ledger import Copy
from sayso.store.words import given

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    Row = dict[str, Any]

_AGENCIES = "agencies"


def decided(connection: sa.Connection, touched: Collection[int]) -> Iterator[Copy]:
    """Decide on the groups of documents that something came to; yield what is not as it was."""
    rows = _group(connection, touched)
    numbers = {number for row in rows for number in (row["one"], row["other"])}
    states = states_of(connection, numbers)
    rows = [row for row in rows if not states[row["one"]] & states[row["other"]]]
    places = _places(connection, numbers)
    articles = {
        number: replace(article, state=places.get(number, 0))
        for number, article in _articles(connection, numbers).items()
    }
    now = {each.document: each for each in _copies(articles, rows, states)}
    before = _before(connection, numbers)
    for number in sorted(numbers):
        decision = now.get(number) or Copy(document=number, original=None)
        if decision != before.get(number, Copy(document=number, original=None)):
            yield decision


def name_of(external_id: str, key: bytes) -> str:
    """Call a document by what does not hang on when it came: where all else is equal, names decide."""
    return f"{external_id} {key.hex()}"


def states_of(connection: sa.Connection, documents: Collection[int]) -> defaultdict[int, set[int]]:
    """Give the articles that documents are states of."""
    version = tables.version
    select = sa.select(version.c.document, version.c.article)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in among(connection, select, version.c.document, documents):
        found[row["document"]].add(row["article"])
    return found


def _places(connection: sa.Connection, documents: Collection[int]) -> dict[int, int]:
    """Tell how many of ``documents`` are earlier states of the article that a document is a state of."""
    version = tables.version
    found: defaultdict[int, list[sa.RowMapping]] = defaultdict(list)
    for row in among(connection, sa.select(version), version.c.document, documents):
        found[row["article"]].append(row)
    places: dict[int, int] = {}
    for rows in found.values():
        for place, row in enumerate(sorted(rows, key=itemgetter("seen_at", "published", "number"))):
            places[row["document"]] = min(place, places.get(row["document"], place))
    return places


def _group(connection: sa.Connection, documents: Collection[int]) -> list[Row]:
    """Give all links of the documents that are linked with some, however far."""
    table = tables.copy_link
    found: dict[tuple[int, int], Row] = {}
    reached, ring = set(documents), set(documents)
    while ring:
        for column in (table.c.one, table.c.other):
            for row in among(connection, sa.select(table), column, ring):
                found[row["one"], row["other"]] = dict(row)
        ring = {number for pair in found for number in pair} - reached
        reached |= ring
    return list(found.values())


def _articles(connection: sa.Connection, numbers: Collection[int]) -> dict[int, Article]:
    document, outlet, signature = tables.document, tables.outlet, tables.signature
    select = (
        sa.select(
            document.c.id,
            document.c.external_id,
            document.c.key,
            document.c.agency,
            document.c.published,
            outlet.c.name,
            signature.c.word_count,
            signature.c.credits,
        )
        .join(signature, signature.c.document == document.c.id)
        .outerjoin(outlet, outlet.c.id == document.c.outlet)
    )
    return {
        row["id"]: Article(
            id=name_of(given(row["external_id"]), row["key"]),
            outlet=_given(row["name"]),
            agency=_given(row["agency"]),
            published=_given(row["published"]),
            length=row["word_count"],
            credits=_read(row["credits"]),
        )
        for row in among(connection, select, document.c.id, numbers)
    }


def _copies(articles: Mapping[int, Article], rows: Iterable[Row], states: Mapping[int, set[int]]) -> Iterator[Copy]:
    """Decide who is whose copy; another state of the original's article is none."""
    number_of = {article.id: number for number, article in articles.items()}
    links = [_link(articles, row) for row in rows]
    shares: dict[tuple[int, int], float] = {}
    for row in rows:
        shares[row["one"], row["other"]] = row["one_share"]
        shares[row["other"], row["one"]] = row["other_share"]
    for group in copies({each.id: each for each in articles.values()}, links):
        original = number_of[group.original]
        for member, how in group.how.items():
            number = number_of[member]
            if not states[number] & states[original]:
                credit = _credit(articles[number], articles[original])
                share = shares.get((number, original))
                yield Copy(document=number, original=original, how=how, share=share, credit=credit)


def _link(articles: Mapping[int, Article], row: Row) -> Link:
    one, other = articles[row["one"]].id, articles[row["other"]].id
    of_one, of_other = row["one_share"], row["other_share"]
    forth = row["forth"] and Likeness(how=row["forth"], copied=of_other, carried=of_one, stretches=())
    back = row["back"] and Likeness(how=row["back"], copied=of_one, carried=of_other, stretches=())
    if one < other:
        return Link(first=one, second=other, forth=forth, back=back)
    return Link(first=other, second=one, forth=back, back=forth)


def _credit(copy: Article, original: Article) -> str | None:
    """Choose whom a copy names for its words: the original's house before others."""
    others = [each for each in copy.credits if not (each.name and copy.outlet and same_house(each.name, copy.outlet))]

    def rank(credit: Credit) -> tuple[bool, bool]:
        names_it = credit.name is not None and original.outlet is not None and same_house(credit.name, original.outlet)
        return (not names_it, credit.part != "all")

    best = min(others, key=rank, default=None)
    return None if best is None else best.name or _AGENCIES


def _before(connection: sa.Connection, numbers: Collection[int]) -> dict[int, Copy]:
    """Give what was found last of each document."""
    copy = tables.copy
    rows = sorted(among(connection, sa.select(copy), copy.c.document, numbers), key=lambda row: int(row["id"]))
    return {
        row["document"]: Copy(
            document=row["document"],
            original=row["original"],
            how=row["how"],
            share=row["share"],
            credit=_given(row["credit"]),
        )
        for row in rows
    }


def _read(written: str | None) -> tuple[Credit, ...]:
    return () if written is None else tuple(Credit(name=name, part=part) for name, part in json.loads(given(written)))


def _given(words: str | None) -> str | None:
    return None if words is None else given(words)
