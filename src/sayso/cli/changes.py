"""``sayso changes``: what each version of an article changed, in its text and in what it says."""

from __future__ import annotations

import json
from contextlib import closing, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import AsOf, Db, moment
from sayso.cli.pager import paged
from sayso.digest import many
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sayso.document import Document, Span
    from sayso.store.entries import DocumentFacts
    from sayso.store.record import Record
    from sayso.store.versions import Revision

EXAMPLES = """\b
Examples:
  sayso changes                                   the articles of which there are several versions
  sayso changes https://ardel.example/talks       what each version at this address changed
  sayso changes articles/talks.html               of a file that was added more than once
  sayso changes doc_4f2a90c1b7 --json             by the id of one of its versions, for a program
"""


def changes(
    article: Annotated[
        str | None,
        typer.Argument(metavar="[ARTICLE]", help="A URL, the path of what was added, or the id of a document."),
    ] = None,
    *,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each new version.")] = False,
) -> None:
    """Show what each version of an article changed: sentences, and the records that rest on them.

    Without an article, list those that changed, the last one first.
    """
    from sayso.store.record import open_record  # noqa: PLC0415 - only a run loads SQLAlchemy

    at = moment(as_of)
    with open_record(db, read_only=True) as record, nullcontext() if as_json else paged():
        if article is None:
            _list(record, at, as_json=as_json)
            return
        which = _named(record, article)
        versions = record.versions(which, as_of=at)
        with closing(record.changes(which, as_of=at)) as revisions:
            for revision in revisions:
                typer.echo(json.dumps(plain(revision)) if as_json else "\n".join(drawn(revision)))
    if len(versions) == 1 and not as_json:
        typer.echo(f"one version only: {told(versions[0].document)}")


def _named(record: Record, article: str) -> str:
    """Name a file as the record does, from wherever it is asked."""
    from sayso.add.incoming import placed  # noqa: PLC0415 - only a run takes sources apart
    from sayso.read import Source  # noqa: PLC0415 - likewise

    return placed(Source.of(article), record.home).name if Path(article).exists() else article


def _list(record: Record, at: datetime | None, *, as_json: bool) -> None:
    """Print the articles that changed."""
    from sayso.cli.entry_lines import facts  # noqa: PLC0415 - only a run draws
    from sayso.store.ledger import written  # noqa: PLC0415 - likewise

    count = 0
    with closing(record.changed(as_of=at)) as articles:
        for count, each in enumerate(articles, 1):  # noqa: B007 - the last one counts
            document = each.document
            if as_json:
                line = {"versions": each.states, "learned_at": written(each.learned_at), "document": facts(document)}
                typer.echo(json.dumps(line))
            else:
                states = many(each.states, "version")
                typer.echo(f"{told(document)}\n  {states} · last {written(each.learned_at)} · {one_line(document.id)}")
    if not count and not as_json:
        typer.echo(f"no article in {record.name} changed")


def drawn(revision: Revision) -> Iterator[str]:
    """Yield a new version as lines: which it is, then what it changed."""
    before, after = revision.before, revision.after
    yield f"version {before.number}: {told(before.document)}"
    yield f"version {after.number}: {told(after.document)}"
    for line in revision.lines():
        yield f"  {line}"
    if revision.records is None:
        yield "  (not read for records)"


def told(document: DocumentFacts) -> str:
    """Name a document: title or id, outlet and date."""
    known = (document.title or document.id, document.outlet, document.published)
    return one_line(", ".join(each for each in known if each))


def plain(revision: Revision) -> dict[str, object]:
    """Give a new version as JSON has it."""
    from sayso.cli.entry_lines import facts  # noqa: PLC0415 - likewise

    old, new = revision.old, revision.new
    return {
        "before": {"version": revision.before.number, **facts(revision.before.document)},
        "after": {"version": revision.after.number, **facts(revision.after.document)},
        "fields": [asdict(each) for each in revision.text.fields],
        "sentences": [
            {
                "kind": each.kind,
                "before": _span(each.before, old),
                "after": _span(each.after, new),
                "marks": [
                    {"kind": mark.kind, "before": _span(mark.before, old), "after": _span(mark.after, new)}
                    for mark in each.marks
                ],
            }
            for each in revision.text.changes
        ],
        "records": None if revision.records is None else [asdict(each) for each in revision.records],
    }


def _span(span: Span | None, document: Document) -> dict[str, object] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(document.text)}
