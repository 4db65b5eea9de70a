"""One record or document on the screen, with where it comes from."""

from __future__ import annotations

import sys
from dataclasses import asdict, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from sayso.brief.layout import grid_of, section
from sayso.cli.entry_lines import facts, line_of, plain, sentence
from sayso.cli.listing import Line, opened, print_all, safe
from sayso.cli.output import show
from sayso.cli.pager import paged
from sayso.digest import Digest, day, many
from sayso.errors import ExportError, RecordError
from sayso.export.files import delivery
from sayso.facts import facts_of, parts_of
from sayso.printable import one_line
from sayso.read.original import place
from sayso.reading import Reading
from sayso.store.entries import extent_of
from sayso.store.ledger import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from sayso.cli.options import Form
    from sayso.document import Document, Span
    from sayso.store.entries import DocumentFacts, Entry
    from sayso.store.origins import Sighting
    from sayso.store.record import Record

_LABEL = 12
_NOWHERE: Mapping[str | None, tuple[int, int]] = MappingProxyType({})


def shown(which: str, *, db: str, form: Form, original: str | None = None) -> None:
    """Show what bears an id: a record, else a document; or write the bytes that it was read from to ``original``.

    Raises:
        RecordError: when nothing does, or its original is not kept.
        ExportError: when the file ``original`` is there already.
    """
    with opened(db) as record:
        entry, document = _found(record, which, db)
        if original is not None:
            _write_original(record, document, original)
        elif entry is None:
            _show_document(record, document, form)
        else:
            _show_record(record, entry, form)


def _found(record: Record, which: str, db: str) -> tuple[Entry[Any] | None, DocumentFacts]:
    found = record.find_documents(which)
    if found:
        return None, found[0]
    try:
        entry = record.find_record(which)[0]
    except RecordError as error:
        message = f"{db} holds no record and no document {which}; sayso find prints the ids of both"
        raise RecordError(message) from error
    return entry, entry.document


def _write_original(record: Record, document: DocumentFacts, out: str) -> None:
    sightings = record.sightings(document.number)
    kept = next((each.sha256 for each in sightings if each.is_held and each.sha256 is not None), None)
    if kept is None:
        places = ", ".join(each.name for each in sightings)
        message = f"the record does not keep the original of {document.id}; it came from {places}"
        raise RecordError(message)
    data = record.original(kept)
    if out == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    if Path(out).exists():
        message = f"{out} is there already; name another file"
        raise ExportError(message)
    with delivery(overwrite=False) as files, files.file(Path(out)) as stream:
        stream.write(data)


def _show_record(record: Record, entry: Entry[Any], form: Form) -> None:
    sightings = record.sightings(entry.document.number)
    document = record.document(entry.document.number)
    span = extent_of(entry.record)
    at = {} if span is None else _places(record, document, span, sightings)
    if form.as_json or form.as_csv:
        line = _line(entry)
        told = {
            **line.plain,
            "page": None if span is None else _page(document, span),
            "sightings": [{**_plain_sighting(each), "bytes": at.get(each.sha256)} for each in sightings],
        }
        print_all([Line(words=line.words, plain=told, cells=line.cells)], form, nothing="")
        return
    digest = Digest.of(record.reading(entry.document.number))
    held = {each.id: each for field in fields(Reading) if field.name != "document" for each in _all(digest, field.name)}
    # A reading made later may not have it: then there is what was kept of it.
    known = held.get(entry.record.id, entry.record)
    with paged():
        show(
            Group(
                _head(entry, type(known).__name__.lower()),
                *_sections(entry, known, digest),
                *_origin(sightings, at=at, page=None if span is None else _page(document, span)),
            )
        )


def _line(entry: Entry[Any]) -> Line:
    """Make the line of a record of any kind; actors, places and dates have no listing of their own."""
    try:
        return line_of(entry)
    except KeyError:
        kind = type(entry.record).__name__.lower()
        told = {"kind": kind, "record": plain(entry.record), "words": entry.words, "document": facts(entry.document)}
        return Line(
            words=safe(entry.words),
            plain=told,
            cells={"id": entry.record.id, "words": entry.words, "document": entry.document.id},
        )


def _all(digest: Digest, name: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(digest.reading, name)
    return found


def _head(entry: Entry[Any], kind: str) -> RenderableType:
    span = extent_of(entry.record)
    where = "" if span is None else f"  [{span.start}:{span.end}]"
    return Padding(
        Group(Text(f"{kind} {entry.record.id}", "bold").append(where, "not bold dim"), _told(entry.document)),
        (1, 1, 0, 1),
    )


def _told(document: DocumentFacts) -> Text:
    published = None if document.published is None else day(document.published)
    named = (document.title, document.author, document.outlet, document.agency, published)
    return Text(", ".join(one_line(each) for each in named if each), "dim")


def _sections(entry: Entry[Any], known: Any, digest: Digest) -> Iterator[RenderableType]:  # noqa: ANN401 - any record
    if entry.around:
        yield from section("SENTENCE", "", sentence(entry, ()))
    text = digest.reading.document.text
    grid = grid_of(_LABEL, None)
    for part in parts_of(known, digest):
        words = safe(part.span.of(text))
        if part.name is not None and one_line(part.name) != words.plain:
            words.append(f" → {one_line(part.name)}", "bold")
        grid.add_row(Text(part.role, "dim"), words.append(f"  [{part.span.start}:{part.span.end}]", "not bold dim"))
    for label, value in facts_of(known, digest):
        grid.add_row(Text(label, "dim"), Text(value))
    yield from section("RECORD", "", grid)
    if hasattr(known, "quotation") or hasattr(known, "within"):
        holder = getattr(known, "quotation", None) or (known.id if hasattr(known, "within") else None)
        source = one_line(digest.reading.document.outlet or "") or "the document"
        whose = digest.whose(holder)
        yield from section("ON WHOSE WORD", "", Text(f"{whose}, in {source}" if holder is not None else whose))


def _places(
    record: Record, document: Document, span: Span, sightings: Iterable[Sighting]
) -> dict[str | None, tuple[int, int]]:
    """Tell where the words of a span stand in the originals that are kept, by their SHA-256."""
    held = dict.fromkeys(each.sha256 for each in sightings if each.is_held and each.sha256 is not None)
    found = {sha256: place(record.original(sha256), document.text, span) for sha256 in held}
    return {sha256: at for sha256, at in found.items() if at is not None}


def _page(document: Document, span: Span) -> int | None:
    return next((block.page for block in document.blocks if block.start <= span.start < block.end), None)


def _origin(
    sightings: Iterable[Sighting], *, at: Mapping[str | None, tuple[int, int]] = _NOWHERE, page: int | None = None
) -> Iterator[RenderableType]:
    grid = grid_of(_LABEL, None)
    for each in sightings:
        grid.add_row(Text("from", "dim"), safe(each.name, "bold"))
        if each.url is not None:
            grid.add_row(Text("address", "dim"), safe(each.url))
        if each.fetched_at is not None:
            grid.add_row(Text("fetched", "dim"), Text(written(each.fetched_at)))
        grid.add_row(Text("learned", "dim"), Text(written(each.learned_at)))
        if each.sha256 is not None:
            size = "" if each.byte_count is None else f"{many(each.byte_count, 'byte')}, "
            held = "kept in the record" if each.is_held else "not kept in the record"
            grid.add_row(Text("original", "dim"), Text(f"{size}{held}"))
            if each.sha256 in at:
                first, end = at[each.sha256]
                grid.add_row(Text("in it", "dim"), Text(f"bytes {first:,} to {end:,}"))
            if page is not None:
                grid.add_row(Text("in it", "dim"), Text(f"page {page:,}"))
            grid.add_row(Text("SHA-256", "dim"), Text(each.sha256, overflow="fold"))
    yield from section("WHERE IT COMES FROM", "", grid)


def _plain_sighting(each: Sighting) -> dict[str, Any]:
    fetched_at = None if each.fetched_at is None else written(each.fetched_at)
    return {**asdict(each), "fetched_at": fetched_at, "learned_at": written(each.learned_at)}


def _show_document(record: Record, document: DocumentFacts, form: Form) -> None:
    sightings, versions = record.sightings(document.number), record.versions(document.number)
    copies = record.copies(document.number)
    text = record.document(document.number).text
    told = {
        **facts(document),
        "text": text,
        "sightings": [_plain_sighting(each) for each in sightings],
        "versions": [
            {"number": each.number, "document": each.document.id, "seen_at": written(each.seen_at)} for each in versions
        ],
        "copies": [
            {"original": group.original.id, "document": each.document.id, "how": each.how, "share": each.share}
            for group in copies
            for each in group.copies
        ],
    }
    if form.as_json or form.as_csv:
        print_all([Line(words=Text(), plain=told, cells={**facts(document), "text": text})], form, nothing="")
        return
    grid = grid_of(_LABEL, None)
    for name, value in facts(document).items():
        if value is not None:
            grid.add_row(Text(name.replace("_", " "), "dim"), Text(one_line(str(value))))
    parts: list[RenderableType] = [*section("DOCUMENT", many(len(text), "character"), grid)]
    if len(versions) > 1:
        told_versions = [
            Text(f"{each.number}. {one_line(each.document.id)}, seen {written(each.seen_at)}") for each in versions
        ]
        parts += section("STATES OF THE ARTICLE", "", Group(*told_versions))
    if copies:
        told_copies = [
            Text(
                f"{one_line(each.document.id)} repeats {one_line(group.original.id)}: {each.how}, {each.share or 0:.0%}"
            )
            for group in copies
            for each in group.copies
        ]
        parts += section("COPIES", "", Group(*told_copies))
    parts += _origin(sightings)
    paragraphs = [Text("\n").join([safe(line) for line in text.split("\n")])]
    parts += section("TEXT", "", Group(*paragraphs))
    with paged():
        show(Group(*parts))
