"""Records as queries give them: each with its words, its document, and the names it refers to, streamed."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import sqlalchemy as sa

from sayso.document import Span
from sayso.entity import Date, Place
from sayso.record import Event, Quotation
from sayso.store import tables
from sayso.store.load import hanging, phrase_columns, select_of
from sayso.store.rows import SHAPE_OF_PREFIX, Shape, columns_of
from sayso.store.words import given, odd_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sayso.store.load import Phrases

    Row = dict[str, Any]
    Narrow = Callable[[sa.Select[Any]], sa.Select[Any]]

T = TypeVar("T")
# A page is soon there; then as many at once as keep the queries few.
_FIRST, _AT_ONCE = 50, 500
_PAIRS_AT_ONCE = 2_000
# Up to which reading the keys are put in order at once: what is common has its first page among the first of them.
_STRETCHES = (500, 10_000)
_EVERY = 1 << 62
_AFTER = sa.bindparam("after_reading", 0, sa.BigInteger())
_UNTIL = sa.bindparam("until_reading", _EVERY, sa.BigInteger())
# How many characters on either side of the words of a record tell what it is about.
AROUND = 200
# What is read of a record that another refers to, beside its id; places and dates are read whole.
_TOLD = {"a": ("name", "kind"), "q": ("speaker_actor",), "f": ()}
# The span that is shown for a record of each kind; an actor has none.
_SHOWN = {"quotation": "content", "event": "trigger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What a listing shows of a document; ``number`` is its number in the record, ``id`` the one it came with."""

    number: int
    id: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    agency: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    learned_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[T]):
    """A record with the document that says it.

    ``words`` are those of its span, ``names`` those of the actors and places that it refers to, by their ids;
    ``places`` and ``dates`` are the places and dates themselves, ``speakers`` tells who says the quotation that it
    stands in. ``around`` is the text about the span, which begins at ``around_start`` and may be cut within a word.
    """

    record: T
    words: str
    document: DocumentFacts
    names: Mapping[str, str]
    around: str = ""
    around_start: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)
    dates: Mapping[str, Date] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)


def current_version(document: sa.ColumnElement[int], as_of: int | None) -> sa.ColumnElement[bool]:
    """Tell whether a document is the newest state of an article, as of an instant."""
    version = tables.version
    later = version.alias("later")
    newer, own = (sa.tuple_(table.c.seen_at, table.c.published, table.c.number) for table in (later, version))
    replaced = sa.exists().where(later.c.article == version.c.article, newer > own)
    state = sa.exists().where(version.c.document == document)
    if as_of is None:
        return state.where(~replaced)
    return state.where(version.c.learned_at <= as_of, ~replaced.where(later.c.learned_at <= as_of))


def current_reading(as_of: int | None) -> sa.ColumnElement[bool]:
    """Tell whether a reading is its document's newest, and that the newest state of an article, as of an instant."""
    reading = tables.reading
    later = reading.alias("later_reading")
    newer = sa.exists().where(later.c.document == reading.c.document, later.c.id > reading.c.id)
    state = current_version(reading.c.document, as_of)
    if as_of is None:
        return ~newer & state
    return (reading.c.learned_at <= as_of) & ~newer.where(later.c.learned_at <= as_of) & state


def document_facts() -> list[sa.ColumnElement[Any]]:
    """Give the columns that `facts_of` reads; they need `document` and, by an outer join, `outlet`."""
    document, outlet = tables.document, tables.outlet
    names = ("external_id", "title", "author", "agency", "published", "language", "url", "learned_at")
    return [
        document.c.id.label("document_number"),
        outlet.c.name.label("document_outlet"),
        *(document.c[name].label(f"document_{name}") for name in names),
    ]


def facts_of(row: Mapping[str, Any]) -> DocumentFacts:
    """Make what a listing shows of the columns of `document_facts`."""
    names = ("title", "outlet", "author", "agency", "published", "language", "url")
    words = {name: None if row[f"document_{name}"] is None else given(row[f"document_{name}"]) for name in names}
    return DocumentFacts(
        number=row["document_number"],
        id=given(row["document_external_id"]),
        learned_at=row["document_learned_at"],
        **words,
    )


def within(reading: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Keep to a stretch of the readings, where a query is asked for one stretch after the other; else to all."""
    return (reading > _AFTER) & (reading <= _UNTIL)


def entries(
    connection: sa.Connection,
    shape: Shape,
    phrases: Phrases,
    narrow: Narrow,
    *,
    as_of: int | None,
) -> Iterator[Entry[Any]]:
    """Give the records of one kind that ``narrow`` leaves, in the order in which they were learned.

    Their keys are put in order first, and the rest is asked for some of them at a time, so that the first come soon.
    """
    table = shape.table
    keys = narrow(sa.select(table.c.reading, table.c.number)).order_by(table.c.reading, table.c.number)
    select = _select(shape).where(current_reading(as_of))
    size = _FIRST
    keys = keys.where(within(table.c.reading))
    for after, until in itertools.pairwise((0, *_STRETCHES, _EVERY)):
        stretch = {_AFTER.key: after, _UNTIL.key: until}
        with connection.execution_options(yield_per=_AT_ONCE).execute(keys, stretch) as result:
            found = iter(result.mappings())
            while some := [(row["reading"], row["number"]) for row in itertools.islice(found, size)]:
                rows = [dict(row) for row in connection.execute(_of_keys(select, table, some)).mappings()]
                rows.sort(key=lambda row: (row["reading"], row["number"]))
                yield from made(connection, shape, rows, phrases)
                size = min(2 * size, _AT_ONCE)


def _of_keys(select: sa.Select[Any], table: sa.Table, keys: Sequence[tuple[int, int]]) -> sa.Select[Any]:
    """Keep the rows that have one of some keys; SQLite finds them by their readings, not by pairs alone."""
    readings = sorted({reading for reading, _ in keys})
    return select.where(table.c.reading.in_(readings), sa.tuple_(table.c.reading, table.c.number).in_(keys))


def by_id(
    connection: sa.Connection, shape: Shape, phrases: Phrases, public: str, *, as_of: int | None
) -> list[Entry[Any]]:
    """Give the records that bear an id, the one learned last first, whether they are current or not."""
    kept = shape.kept_ids(public)
    # Not by the id as well: SQLite would put it into the other expression, and find no index for that.
    has_tail = tables.id_tail(shape.table).in_({number & tables.ID_TAIL for number in kept})
    select = _select(shape).where(has_tail).order_by(shape.table.c.reading.desc())
    if as_of is not None:
        select = select.where(tables.reading.c.learned_at <= as_of)
    rows = [dict(row) for row in connection.execute(select).mappings() if row["id"] in kept]
    # Spelled apart, since `made` spells them too.
    spelled = [row.copy() for row in rows]
    phrases.spell(connection, spelled, phrase_columns(shape))
    bears = [shape.id_of(row, given(row["document_external_id"])) == public for row in spelled]
    return list(made(connection, shape, list(itertools.compress(rows, bears)), phrases))


def last(  # noqa: PLR0913 - what to give, and by what
    connection: sa.Connection,
    shape: Shape,
    phrases: Phrases,
    narrow: Narrow,
    *,
    by: sa.ColumnElement[int],
    as_of: int | None,
    limit: int | None,
) -> list[tuple[int, Entry[Any]]]:
    """Give the records that ``narrow`` leaves with the last days in a column, and those days, the last first."""
    table, reading, document = shape.table, tables.reading, tables.document
    select = (
        sa.select(table.c.reading, table.c.number, by.label("day"))
        .join(reading, reading.c.id == table.c.reading)
        .join(document, document.c.id == reading.c.document)
    )
    select = narrow(select).where(current_reading(as_of), by.is_not(None))
    order = (by.desc(), table.c.reading.desc(), table.c.number.desc())
    found = connection.execute(select.order_by(*order).limit(limit)).all()
    some = [found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE)]
    keys = ([(row.reading, row.number) for row in part] for part in some)
    made_of = itertools.chain.from_iterable(entries_of(connection, shape, phrases, part) for part in keys)
    return [(row.day, entry) for row, entry in zip(found, made_of, strict=True)]


def entries_of(
    connection: sa.Connection, shape: Shape, phrases: Phrases, keys: Sequence[tuple[int, int]]
) -> Iterator[Entry[Any]]:
    """Give the records of some keys (reading and number), in that order."""
    select = _of_keys(_select(shape), shape.table, keys)
    rows = {(row["reading"], row["number"]): dict(row) for row in connection.execute(select).mappings()}
    yield from made(connection, shape, [rows[key] for key in keys], phrases)


def extent_of(record: object) -> Span | None:
    """Tell where the words of an entry stand; None for a record without a span of its own."""
    if isinstance(record, Quotation):
        return Span(record.content[0].start, record.content[-1].end)
    span = record.trigger if isinstance(record, Event) else getattr(record, "span", None)
    return span if isinstance(span, Span) else None


def _select(shape: Shape) -> sa.Select[Any]:
    table, reading, document = shape.table, tables.reading, tables.document
    text, outlet = tables.document_text, tables.outlet
    columns = [*document_facts(), text.c.odd.label("text_odd")]
    start, length = extent(shape)
    if start is not None and length is not None:
        columns.append(sa.func.substr(text.c.text, start + 1, length).label("words"))
        columns.append(start.label("words_start"))
        before = sa.case((start > AROUND, start - AROUND), else_=0)
        columns.append(sa.func.substr(text.c.text, before + 1, start - before + length + AROUND).label("around"))
        columns.append(before.label("around_start"))
    return (
        select_of(shape)
        .join(reading, reading.c.id == table.c.reading)
        .join(document, document.c.id == reading.c.document)
        .join(text, text.c.document == document.c.id)
        .outerjoin(outlet, outlet.c.id == document.c.outlet)
        .add_columns(*columns)
    )


def extent(shape: Shape) -> tuple[sa.Column[int] | None, sa.Column[int] | None]:
    """Give the columns that tell where the words begin that are shown for a record, and how long they are."""
    name = _SHOWN.get(shape.table.name, "span")
    return shape.table.c.get(f"{name}_start"), shape.table.c.get(f"{name}_length")


def made(connection: sa.Connection, shape: Shape, rows: Sequence[Row], phrases: Phrases) -> Iterator[Entry[Any]]:
    """Make entries of rows, with a few queries for all of them."""
    if not rows:
        return
    phrases.spell(connection, rows, phrase_columns(shape))
    readings = {row["reading"] for row in rows}
    hung = hanging(connection, shape, readings, phrases)
    referred = _referred(shape, rows, hung)
    ids, known = _spelled(connection, referred, phrases)
    for row in rows:
        reading, number = row["reading"], row["number"]
        elements = {
            child.name: tuple(
                child.element(each, ids[reading]["a"]) for each in hung.get((reading, number, child.name), ())
            )
            for child in shape.children
        }
        document = facts_of(row)
        record = shape.record(row, elements, ids[reading], document=document.id)
        told: dict[str, dict[str, Any]] = defaultdict(dict)
        for prefix, each in _wanted(shape, row, hung):
            if (reading, prefix, each) in known:
                told[prefix][ids[reading][prefix][each]] = known[reading, prefix, each]
        words = odd_text(row.get("words") or "", row["text_odd"], start=row.get("words_start") or 0)
        begins = row.get("around_start") or 0
        yield Entry(
            record=record,
            words=words or told_name(record),
            document=document,
            names={**told["a"], **{each: place.name for each, place in told["pl"].items()}},
            places=told["pl"],
            dates=told["date"],
            speakers=told["q"],
            around=odd_text(row.get("around") or "", row["text_odd"], start=begins),
            around_start=begins,
        )


def told_name(record: object) -> str:
    """Give the name of a record that has no span of its own."""
    return str(getattr(record, "name", ""))


def _wanted(shape: Shape, row: Row, hung: Mapping[tuple[int, int, str], list[Row]]) -> Iterator[tuple[str, int]]:
    for part in shape.parts:
        yield from part.refers(row)
    for child in shape.children:
        for each in hung.get((row["reading"], row["number"], child.name), ()):
            yield from child.refers(each)


def _referred(
    shape: Shape, rows: Iterable[Row], hung: Mapping[tuple[int, int, str], list[Row]]
) -> dict[str, set[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in rows:
        for prefix, number in _wanted(shape, row, hung):
            found[prefix].add((row["reading"], number))
    return found


def _spelled(
    connection: sa.Connection, referred: Mapping[str, set[tuple[int, int]]], phrases: Phrases
) -> tuple[dict[int, dict[str, dict[int, str]]], dict[tuple[int, str, int], Any]]:
    """Give the ids of the records that others refer to, and what those tell.

    That is the name of an actor, a place or date itself, and of a quotation who speaks, where that is known.
    """
    ids: dict[int, dict[str, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    known: dict[tuple[int, str, int], Any] = {}
    speakers: dict[tuple[int, int], int] = {}
    for prefix, pairs in referred.items():
        shape = SHAPE_OF_PREFIX[prefix]
        for row in _rows_of(connection, shape, pairs, phrases):
            reading, number = row["reading"], row["number"]
            document = given(row["document_external_id"])
            ids[reading][prefix][number] = shape.id_of(row, document)
            if prefix == "a":
                known[reading, prefix, number] = given(row["name"])
            elif prefix in ("pl", "date"):
                known[reading, prefix, number] = shape.record(row, {}, {}, document=document)
            elif prefix == "q" and row["speaker_actor"] is not None:
                speakers[reading, number] = row["speaker_actor"]
    named = {(reading, actor) for (reading, _), actor in speakers.items()}
    rows = _rows_of(connection, SHAPE_OF_PREFIX["a"], named, phrases)
    names = {(row["reading"], row["number"]): given(row["name"]) for row in rows}
    for (reading, number), actor in speakers.items():
        known[reading, "q", number] = names[reading, actor]
    return ids, known


def _rows_of(
    connection: sa.Connection, shape: Shape, pairs: Iterable[tuple[int, int]], phrases: Phrases
) -> Iterator[Row]:
    """Give the rows of some keys, as far as they tell what `_spelled` gives."""
    columns = {column.name: column for column in columns_of(shape.table)}
    told, select = _TOLD.get(shape.prefix), select_of(shape)
    if told is not None:
        select = select.with_only_columns(*(columns[name] for name in ("reading", "number", "id", "rest", *told)))
    # An id is made of that of the document, see ids.py.
    select = (
        select.join(tables.reading, tables.reading.c.id == shape.table.c.reading)
        .join(tables.document, tables.document.c.id == tables.reading.c.document)
        .add_columns(tables.document.c.external_id.label("document_external_id"))
    )
    spelled = [name for name in phrase_columns(shape) if told is None or name in told]
    for some in _batched(sorted(pairs), _PAIRS_AT_ONCE):
        rows = [dict(row) for row in connection.execute(_of_keys(select, shape.table, some)).mappings()]
        phrases.spell(connection, rows, spelled)
        yield from rows


def _batched(values: Sequence[tuple[int, int]], size: int) -> Iterator[list[tuple[int, int]]]:
    left = iter(values)
    while some := list(itertools.islice(left, size)):
        yield some
