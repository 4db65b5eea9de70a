"""``sayso changes``: what each version of an article changed, in its text and in what it says."""

from __future__ import annotations

import json
from contextlib import closing, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import AsOf, Db, moment
from sayso.cli.pager import paged
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.document import Document, Span
    from sayso.store.entries import DocumentFacts
    from sayso.store.versions import Revision

EXAMPLES = """\b
Examples:
  sayso changes https://ardel.example/talks       what each version at this address changed
  sayso changes articles/talks.html               of a file that was added more than once
  sayso changes doc_4f2a90c1b7 --json             by the id of one of its versions, for a program
"""


def changes(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A URL, the name of what was added, or the id of a document.")
    ],
    *,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each new version.")] = False,
) -> None:
    """Show what each version of an article changed: sentences, and the records that rest on them."""
    from sayso.store.record import open_record  # noqa: PLC0415 - only a run loads SQLAlchemy

    at = moment(as_of)
    with open_record(db, read_only=True) as record, nullcontext() if as_json else paged():
        versions = record.versions(article, as_of=at)
        with closing(record.changes(article, as_of=at)) as revisions:
            for revision in revisions:
                typer.echo(json.dumps(plain(revision)) if as_json else "\n".join(drawn(revision)))
    if len(versions) == 1 and not as_json:
        typer.echo(f"one version only: {told(versions[0].document)}")


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
    old, new = revision.old, revision.new
    return {
        "before": {"version": revision.before.number, **asdict(revision.before.document)},
        "after": {"version": revision.after.number, **asdict(revision.after.document)},
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
