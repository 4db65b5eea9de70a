"""Keep what became of items: a batch in one transaction, nothing twice, nothing overwritten."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from dataclasses import dataclass, field, fields
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

import sayso
from sayso.codec import CONTRACT
from sayso.compare.copies import Signature
from sayso.document import Document
from sayso.reading import Reading
from sayso.store import tables
from sayso.store.articles import article_of
from sayso.store.ask import among
from sayso.store.ledger import Arrivals, Copy, Kept, Outcome, digest, instant, now
from sayso.store.numbering import insert_rows, number_phrases, number_toponyms
from sayso.store.plain import to_plain
from sayso.store.rows import reading_rows
from sayso.store.words import even_text, kept, plain_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Row = dict[str, Any]
    FindCopies = Callable[[sa.Connection, Arrivals], Iterable[Copy]]

_NUMBERED = (
    tables.item,
    tables.original,
    tables.outlet,
    tables.document,
    tables.passage,
    tables.phrase,
    tables.reading,
    tables.toponym,
    tables.copy,
)
# In the order in which their rows refer to each other.
_ORDER = [table.name for table in tables.METADATA.sorted_tables]
_DOCUMENT_COLUMNS = {"title", "author", "agency", "published", "language", "url"}
_DOCUMENT_ELSEWHERE = {"id", "text", "outlet", "blocks"}
_SMALLEST_PACKED = 64


@dataclass(slots=True, kw_only=True)
class Batch:
    """What one transaction is about to add, and what it found there."""

    connection: sa.Connection
    at: int
    run: int | None
    run_started_at: int
    setup: str
    next_number: dict[str, int] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    items: dict[bytes, Row] = field(default_factory=dict)
    new_items: set[int] = field(default_factory=set)
    changed_items: dict[int, Row] = field(default_factory=dict)
    originals: set[bytes] = field(default_factory=set)
    outlets: dict[str, int] = field(default_factory=dict)
    documents: dict[bytes, int] = field(default_factory=dict)
    readings: set[tuple[int, str, int, str]] = field(default_factory=set)
    sightings: set[tuple[int, int]] = field(default_factory=set)
    versions: dict[int, list[Row]] = field(default_factory=dict)
    phrases: dict[str, int] = field(default_factory=dict)
    fresh: list[tuple[int, Document]] = field(default_factory=list)
    signatures: dict[int, Signature] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def number(self, table: sa.Table) -> int:
        """Give the next number of a table's rows: there is one writer at a time."""
        self.next_number[table.name] += 1
        return self.next_number[table.name]

    def add(self, table: sa.Table | str, row: Row) -> None:
        """Put down a row that is to be written."""
        self.rows.setdefault(table if isinstance(table, str) else table.name, []).append(row)


def keep(  # noqa: PLR0913 - what to keep, when, and as whose
    connection: sa.Connection,
    outcomes: Sequence[Outcome],
    *,
    run: int | None = None,
    setup: str = "",
    at: int | None = None,
    phrases: dict[str, int] | None = None,
    find_copies: FindCopies | None = None,
) -> Kept:
    """Write a batch within the writer's transaction; ``phrases`` are numbers known from earlier batches.

    The same item again adds nothing, but a reading where a newer sayso made one. The same text from another item adds
    a sighting, another text of the same article a version. ``find_copies`` is called once the texts of the new
    documents are there. New phrases are added to ``phrases``; forget them where the transaction fails.
    """
    at = at or now()
    known = {} if phrases is None else phrases
    batch = Batch(
        connection=connection,
        at=at,
        run=run,
        run_started_at=_started(connection, run) or at,
        setup=setup,
        phrases=known,
    )
    _look(batch, outcomes)
    taken = [_take(batch, outcome) for outcome in outcomes]
    number_toponyms(batch)
    number_phrases(batch)
    for name in _ORDER:
        insert_rows(connection, tables.METADATA.tables[name], batch.rows.get(name, []))
    for number, row in batch.changed_items.items():
        connection.execute(sa.update(tables.item).where(tables.item.c.id == number).values(row))
    states = {row["document"] for row in batch.rows.get("version", ())}
    if find_copies is not None and states:
        arrivals = Arrivals(documents=batch.fresh, signatures=batch.signatures, states=states, at=at)
        copies = [_copy_row(batch, copy) for copy in find_copies(connection, arrivals)]
        insert_rows(connection, tables.copy, copies)
    numbers, is_new = tuple(number for number, _ in taken), tuple(is_new for _, is_new in taken)
    return Kept(**batch.counts, numbers=numbers, is_new=is_new)


def _started(connection: sa.Connection, run: int | None) -> int | None:
    if run is None:
        return None
    started: int = connection.execute(sa.select(tables.run.c.started_at).where(tables.run.c.id == run)).scalar_one()
    return started


def _look(batch: Batch, outcomes: Sequence[Outcome]) -> None:
    """Ask in a few queries what is there already."""
    connection = batch.connection
    last = sa.select(*(sa.select(sa.func.max(table.c.id)).scalar_subquery().label(table.name) for table in _NUMBERED))
    batch.next_number = {name: number or 0 for name, number in connection.execute(last).one()._mapping.items()}  # noqa: SLF001 - SQLAlchemy's public name
    item, document, reading, sighting = tables.item, tables.document, tables.reading, tables.sighting
    keys = {key for outcome in outcomes for key in (outcome.item.key, outcome.item.bare_key)}
    select = sa.select(item.c.id, item.c.key, item.c.state, item.c.attempts)
    batch.items = {row["key"]: dict(row) for row in among(connection, select, item.c.key, keys)}
    shas = {bytes.fromhex(each.item.sha256) for each in outcomes if each.item.data is not None and each.item.sha256}
    original = tables.original
    batch.originals = {
        row["sha256"] for row in among(connection, sa.select(original.c.sha256), original.c.sha256, shas)
    }
    documents = [found for outcome in outcomes if (found := outcome.document) is not None]
    names = {kept(each.outlet) for each in documents if each.outlet is not None}
    outlet = tables.outlet
    batch.outlets = {row["name"]: row["id"] for row in among(connection, sa.select(outlet), outlet.c.name, names)}
    document_keys = {document_key(each) for each in documents}
    select = sa.select(document.c.key, document.c.id)
    batch.documents = {row["key"]: row["id"] for row in among(connection, select, document.c.key, document_keys)}
    there = batch.documents.values()
    select = sa.select(reading.c.document, reading.c.sayso, reading.c.contract, reading.c.setup)
    batch.readings = {
        (row["document"], row["sayso"], row["contract"], row["setup"])
        for row in among(connection, select, reading.c.document, there)
    }
    select = sa.select(sighting.c.document, sighting.c.item)
    batch.sightings = {(row["document"], row["item"]) for row in among(connection, select, sighting.c.document, there)}
    articles = {
        article_of(outcome.item.url, outcome.item.name, found) for outcome in outcomes if (found := outcome.document)
    }
    version = tables.version
    for row in among(connection, sa.select(version), version.c.article, articles):
        batch.versions.setdefault(row["article"], []).append(dict(row))


def document_key(document: Document) -> bytes:
    """Tell a document from all others: its id and its text."""
    return digest(document.id, document.text)


def _take(batch: Batch, outcome: Outcome) -> tuple[int | None, bool]:
    """Put down what one outcome adds; give the number of its document, and whether that or its reading is new."""
    before, texts = batch.counts.total(), _texts(batch)
    item_number = _item(batch, outcome)
    document = outcome.document
    number = None
    if document is not None:
        number = _document(batch, document)
        if outcome.signature is not None:
            batch.signatures[number] = outcome.signature
        _sighting(batch, number, item_number)
        _version(batch, outcome, document, number)
        if isinstance(outcome.result, Reading):
            _reading(batch, outcome.result, number)
    if batch.counts.total() == before:
        batch.counts["known"] += 1
    return number, _texts(batch) > texts


def _texts(batch: Batch) -> int:
    return batch.counts["documents"] + batch.counts["readings"]


def _item(batch: Batch, outcome: Outcome) -> int:
    item = outcome.item
    facts = _item_facts(batch, outcome)
    there, unread = batch.items.get(item.key), batch.items.get(item.bare_key)
    if there is None:
        there = unread
    elif unread is not None and unread is not there and unread["state"] == "failed" and facts["state"] == "done":
        # Once its bytes could not be read; now they could, and are those that are known.
        settled = {"state": "done", "reason": None, "advice": None, "retryable": 0, "learned_at": batch.at}
        unread.update(settled)
        if unread["id"] not in batch.new_items:
            batch.changed_items[int(unread["id"])] = settled
    if there is None:
        number = batch.number(tables.item)
        row = {"id": number, "attempts": 1, **facts}
        batch.add(tables.item, row)
        batch.items[item.key] = row
        batch.new_items.add(number)
        if outcome.skipped is not None:
            batch.counts[str(facts["state"])] += 1
        _original(batch, outcome)
        return number
    number = int(there["id"])
    # Without bytes it is known by its name alone, and what was found last holds.
    is_better = item.sha256 is None or (
        there["state"] != "done" and (there["state"] == "failed" or facts["state"] == "done")
    )
    if is_better:
        change = {**facts, "attempts": there["attempts"] + 1}
        there.update(change)
        if number not in batch.new_items:
            batch.changed_items[number] = change
        batch.items[item.key] = there
        if outcome.skipped is not None:
            batch.counts[str(facts["state"])] += 1
        _original(batch, outcome)
    return number


def _item_facts(batch: Batch, outcome: Outcome) -> Row:
    item, skipped = outcome.item, outcome.skipped
    error = None if skipped is None else skipped.error
    state = "done" if skipped is None else "failed" if skipped.retryable else "refused"
    return {
        "key": item.key,
        "name": kept(item.name),
        "sha256": None if item.sha256 is None else bytes.fromhex(item.sha256),
        "byte_count": item.byte_count,
        "state": state,
        "reason": None if error is None else kept(error.reason),
        "advice": None if error is None or error.advice is None else kept(error.advice),
        "retryable": int(state == "failed"),
        "media_type": _kept(item.media_type),
        "url": _kept(item.url),
        "fetched_at": None if item.fetched_at is None else instant(item.fetched_at),
        "learned_at": batch.at,
        "run": batch.run,
        "source": _kept(item.source),
    }


def _original(batch: Batch, outcome: Outcome) -> None:
    data, sha256 = outcome.item.data, outcome.item.sha256
    if data is None or sha256 is None or bytes.fromhex(sha256) in batch.originals:
        return
    packed = zlib.compress(data) if len(data) >= _SMALLEST_PACKED else data
    is_smaller = len(packed) < len(data)
    row: Row = {
        "id": batch.number(tables.original),
        "sha256": bytes.fromhex(sha256),
        "byte_count": len(data),
        "coding": "zlib" if is_smaller else "none",
        "content": packed if is_smaller else data,
    }
    batch.add(tables.original, row)
    batch.originals.add(row["sha256"])


def _document(batch: Batch, document: Document) -> int:
    key = document_key(document)
    if key in batch.documents:
        return batch.documents[key]
    number = batch.documents[key] = batch.number(tables.document)
    text, odd = even_text(document.text)
    passages = _passages(batch, document, number)
    rest = {
        each.name: to_plain(getattr(document, each.name))
        for each in fields(Document)
        if each.name not in _DOCUMENT_COLUMNS | _DOCUMENT_ELSEWHERE and getattr(document, each.name) != each.default
    }
    row = {
        "id": number,
        "key": key,
        "external_id": kept(document.id),
        "text_sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest(),
        "character_count": len(document.text),
        "first_passage": passages[0]["id"],
        "last_passage": passages[-1]["id"],
        "outlet": _outlet(batch, document.outlet),
        **{name: _kept(getattr(document, name)) for name in _DOCUMENT_COLUMNS},
        "learned_at": batch.at,
        "run": batch.run,
        "rest": plain_json(rest) if rest else None,
    }
    batch.add(tables.document, row)
    batch.add(tables.document_text, {"document": number, "odd": odd, "text": text})
    for passage in passages:
        batch.add(tables.passage, passage)
    batch.fresh.append((number, document))
    batch.counts["documents"] += 1
    return number


def _passages(batch: Batch, document: Document, number: int) -> list[Row]:
    """Number the passages of a document, one after the other, so that its row tells which they are."""
    told: list[Row] = [
        {"start": block.start, "stop": block.end, "kind": block.kind, "page": block.page} for block in document.blocks
    ]
    whole = {"start": 0, "stop": len(document.text), "kind": None, "page": None}
    return [{"id": batch.number(tables.passage), "document": number, **each} for each in told or [whole]]


def _outlet(batch: Batch, name: str | None) -> int | None:
    if name is None:
        return None
    name = kept(name)
    if name not in batch.outlets:
        batch.outlets[name] = batch.number(tables.outlet)
        batch.add(tables.outlet, {"id": batch.outlets[name], "name": name})
    return batch.outlets[name]


def _sighting(batch: Batch, document: int, item: int) -> None:
    if (document, item) in batch.sightings:
        return
    batch.sightings.add((document, item))
    batch.add(tables.sighting, {"document": document, "item": item, "learned_at": batch.at})
    batch.counts["sightings"] += 1


def _version(batch: Batch, outcome: Outcome, document: Document, number: int) -> None:
    """Put down a new state of the article; one that comes back counts again only where it was fetched later."""
    article = article_of(outcome.item.url, outcome.item.name, document)
    states = batch.versions.setdefault(article, [])
    fetched_at = outcome.item.fetched_at
    seen_at = batch.run_started_at if fetched_at is None else instant(fetched_at)
    newest = max(states, key=itemgetter("seen_at", "published", "number"), default=None)
    if any(state["document"] == number for state in states):
        returned = newest is not None and newest["document"] != number and fetched_at is not None
        if not returned or newest is None or seen_at <= newest["seen_at"]:
            return
    row = {
        "article": article,
        "number": max((state["number"] for state in states), default=0) + 1,
        "document": number,
        "seen_at": seen_at,
        "published": _kept(document.published) or "",
        "learned_at": batch.at,
    }
    states.append(row)
    batch.add(tables.version, row)
    if newest is not None:
        batch.counts["versions"] += 1


def _reading(batch: Batch, reading: Reading, document: int) -> None:
    key = (document, sayso.__version__, CONTRACT, batch.setup)
    if key in batch.readings:
        return
    batch.readings.add(key)
    number = batch.number(tables.reading)
    version = {"sayso": sayso.__version__, "contract": CONTRACT, "setup": batch.setup}
    batch.add(tables.reading, {"id": number, "document": document, **version, "learned_at": batch.at, "run": batch.run})
    for name, rows in reading_rows(reading).items():
        for row in rows:
            row["reading"] = number
        batch.rows.setdefault(name, []).extend(rows)
    batch.counts["readings"] += 1


def _copy_row(batch: Batch, copy: Copy) -> Row:
    return {
        "id": batch.number(tables.copy),
        "document": copy.document,
        "original": copy.original,
        "how": copy.how,
        "share": copy.share,
        "credit": _kept(copy.credit),
        "learned_at": batch.at,
    }


def _kept(words: str | None) -> str | None:
    return None if words is None else kept(words)
