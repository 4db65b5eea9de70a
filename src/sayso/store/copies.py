"""Copies, found as documents come: who shares runs of words with a new one is read beside it.

What is found is put down and stays. Which document is the original of a group is decided anew whenever something
comes to the group, from all of its documents and links, so that the order in which they came makes no difference.
"""

# ruff: noqa: S608 - only a number of our own goes into these statements

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, OrderedDict
from dataclasses import replace
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from sayso.compare.copies import COMMON, FEWEST_SHARED, Article, Link, Signature, link, near
from sayso.compare.outline import Outline, Sheet
from sayso.compare.words import Words
from sayso.store import load, tables
from sayso.store.ask import among
from sayso.store.ledger import digest
from sayso.store.numbering import insert_rows
from sayso.store.originals import decided, name_of, states_of
from sayso.store.words import kept, plain_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sayso.compare.credits import Credit
    from sayso.document import Document
    from sayso.store.ledger import Arrivals, Copy

    Row = dict[str, Any]

# Of ten million keys of 31 bits one in two hundred meets another by accident; those of 48 take two bytes more each.
_DROPPED_BITS = 17
# The nearest of a text's many copies lead to the others.
_MOST_COMPARED = 32
_MOST_ALIKE = 8
_MOST_HELD = 256
# An outline takes some seven thousand bytes.
_MOST_OUTLINES = 8_192
_HOLDERS = {
    "sqlite": f"""
        SELECT value, (SELECT group_concat(document) FROM (
          SELECT document FROM shingle WHERE key = value ORDER BY document LIMIT {COMMON + 1}))
        FROM json_each(:keys)
    """,
    "postgresql": f"""
        SELECT wanted.key, (SELECT string_agg(CAST(document AS text), ',' ORDER BY document) FROM (
          SELECT document FROM shingle WHERE shingle.key = wanted.key ORDER BY document LIMIT {COMMON + 1}) AS first)
        FROM (SELECT CAST(value AS integer) AS key FROM json_array_elements_text(CAST(:keys AS json))) AS wanted
    """,
}


# By a document's key, for a number may come back with another document after a batch that failed.
_SHEETS: WeakKeyDictionary[sa.Engine, OrderedDict[bytes, Sheet]] = WeakKeyDictionary()


def find(connection: sa.Connection, arrivals: Arrivals) -> list[Copy]:
    """Look for copies of what a batch brings, within its transaction; give what is decided anew, by document."""
    desk = _Desk(connection, arrivals)
    found = [each for number, _ in arrivals.documents for each in desk.links(number)]
    insert_rows(connection, tables.copy_link, found)
    touched = {number for row in found for number in (row["one"], row["other"])} | set(arrivals.states)
    return list(decided(connection, touched))


class _Side:
    """A document as it is laid beside another."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.words = Words(document)

    @cached_property
    def article(self) -> Article:
        document = self._document
        name = name_of(document.id, digest(document.id, document.text))
        return replace(Article.of(document, self.words), id=name)


class _Desk:
    """The new documents, with who may be near each of them."""

    def __init__(self, connection: sa.Connection, arrivals: Arrivals) -> None:
        self._connection = connection
        self._at = arrivals.at
        self._phrases = load.Phrases()
        self._fresh = dict(arrivals.documents)
        self._sides: dict[int, _Side] = {}
        self._sheets = _SHEETS.setdefault(connection.engine, OrderedDict())
        self._digests = {number: digest(document.id, document.text) for number, document in arrivals.documents}
        signatures = {
            number: arrivals.signatures.get(number) or Signature.of(document) for number, document in arrivals.documents
        }
        self._outlines = {number: each.outline for number, each in signatures.items()}
        self._keys = {number: _keys(each) for number, each in signatures.items()}
        self._sizes = {number: len(keys) for number, keys in self._keys.items()}
        self._holders = _holders(connection, set().union(*self._keys.values()))
        self._put_down(signatures)
        self._near = dict(self._nearest())
        self._states = states_of(connection, {*self._fresh, *(each for some in self._near.values() for each in some)})

    def links(self, number: int) -> Iterator[Row]:
        """Read a new document beside those that came before it and are near."""
        others = [each for each in self._near[number] if not self._states[each] & self._states[number]]
        others = self._likely(number, others)
        if not others:
            return
        self._load([number, *others])
        own = self._sides[number]
        alike = 0
        for other in others:
            there = self._sides[other]
            found = link(there.article, there.words, own.article, own.words)
            if found is not None:
                yield _row(found, there.article.id, one=other, other=number, at=self._at)
                alike += all(each is not None and each.how == "verbatim" for each in (found.forth, found.back))
            if alike == _MOST_ALIKE:
                break

    def _put_down(self, signatures: Mapping[int, Signature]) -> None:
        """Keep the signatures; who holds a key that very many hold is not looked at, and so not kept."""
        rows = []
        for number in sorted(self._keys):
            for key in self._keys[number]:
                holders = self._holders.setdefault(key, [])
                if len(holders) <= COMMON:
                    holders.append(number)
                    rows.append({"key": key, "document": number})
        rows.sort(key=itemgetter("key"))
        insert_rows(self._connection, tables.shingle, rows)
        made = [
            {
                "document": number,
                "key_count": self._sizes[number],
                "word_count": each.length,
                "credits": _written(each.credits),
            }
            for number, each in signatures.items()
        ]
        insert_rows(self._connection, tables.signature, made)

    def _held(self, number: int) -> list[list[int]]:
        """Give the documents that hold each key and came before one, which look for it no more."""
        # A key that very many hold stays one.
        return [
            holders if len(holders) > COMMON else holders[: bisect_left(holders, number)]
            for holders in map(self._holders.__getitem__, self._keys[number])
        ]

    def _nearest(self) -> Iterator[tuple[int, list[int]]]:
        """Give for each new document those that came before it and are near it, the nearest first."""
        held = {number: self._held(number) for number in self._fresh}
        close = {}
        for number, holders in held.items():
            shared = Counter(chain.from_iterable(holders))
            close[number] = {each for each, count in shared.items() if count >= FEWEST_SHARED and each < number}
        document, signature = tables.document, tables.signature
        select = sa.select(document.c.id, document.c.key, signature.c.key_count).join_from(signature, document)
        unknown = set().union(*close.values()) - self._sizes.keys()
        for row in among(self._connection, select, signature.c.document, unknown):
            self._sizes[row["id"]], self._digests[row["id"]] = row["key_count"], row["key"]
        for number, holders in held.items():
            size = len(self._keys[number])
            found = near(size, holders, lambda each: self._sizes.get(each, size)) if close[number] else []  # noqa: B023 - called at once
            yield number, [each for each in found if each in close[number]][:_MOST_COMPARED]

    def _likely(self, number: int, others: Sequence[int]) -> list[int]:
        """Keep those that may be linked with a new document, as far as their outlines tell."""
        if not others:
            return []
        own, *sheets = self._laid_out([number, *others])
        return [each for each, sheet in zip(others, sheets, strict=True) if own.may_be_linked(sheet)]

    def _laid_out(self, numbers: Sequence[int]) -> list[Sheet]:
        """Give the outlines of documents; those used last are kept, for the next may be near them too."""
        unknown = {each for each in numbers if self._digests[each] not in self._sheets}
        self._load([each for each in numbers if each in unknown and each not in self._outlines])
        for each in unknown:
            outline = self._outlines.get(each) or Outline.of(self._sides[each].words)
            self._sheets[self._digests[each]] = Sheet(outline)
        for each in numbers:
            self._sheets.move_to_end(self._digests[each])
        found = [self._sheets[self._digests[each]] for each in numbers]
        while len(self._sheets) > _MOST_OUTLINES:
            self._sheets.popitem(last=False)
        return found

    def _load(self, numbers: Sequence[int]) -> None:
        """Take the words of documents; those of a few are kept, for the next may be near them too."""
        if len(self._sides) + len(numbers) > _MOST_HELD:
            self._sides.clear()
        wanted = [each for each in numbers if each not in self._sides]
        earlier = [each for each in wanted if each not in self._fresh]
        found = load.documents(self._connection, earlier, self._phrases) if earlier else {}
        for each in wanted:
            self._sides[each] = _Side(self._fresh.get(each) or found[each])


def _keys(signature: Signature) -> list[int]:
    return sorted({key >> _DROPPED_BITS for key in signature.keys})


def _holders(connection: sa.Connection, keys: Collection[int]) -> dict[int, list[int]]:
    """Give the documents that hold each key, in the order in which they came, but no more than are looked at."""
    rows = connection.execute(sa.text(_HOLDERS[connection.dialect.name]), {"keys": json.dumps(sorted(keys))})
    return {key: [int(each) for each in found.split(",")] if found else [] for key, found in rows}


def _row(found: Link, one_id: str, *, one: int, other: int, at: int) -> Row:
    forth, back = (found.forth, found.back) if found.first == one_id else (found.back, found.forth)
    likeness = forth or back
    if likeness is None:
        message = "a link without a likeness"
        raise AssertionError(message)
    of_one, of_other = likeness.carried, likeness.copied
    if likeness is back:
        of_one, of_other = of_other, of_one
    return {
        "one": one,
        "other": other,
        "forth": None if forth is None else forth.how,
        "back": None if back is None else back.how,
        "one_share": round(of_one, 4),
        "other_share": round(of_other, 4),
        "learned_at": at,
    }


def _written(credits: Sequence[Credit]) -> str | None:  # noqa: A002 - what they are
    return kept(plain_json([[each.name, each.part] for each in credits])) if credits else None
