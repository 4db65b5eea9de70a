"""``sayso add``: sources into the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  sayso add articles/                             every document in a folder
  sayso add "news/**/*.html" --workers 4          those that fit a pattern, four at a time
  sayso add march.zip wire.jsonl feed.xml         archives, JSON lines, tables, feeds, WARC and WACZ files
  sayso add table.csv --text-column body          a table whose column of texts has a name of its own
  sayso add https://news.example/talks            a page from the web, or a feed with its articles
  sayso add articles/                             again: what is new or changed; the rest is known

The record is sayso.db unless --db names another. Interrupt it when you like: the same command goes on.
"""
Db = Annotated[
    str,
    typer.Option("--db", metavar="FILE", envvar="SAYSO_DB", help="The record: a file, or a postgresql:// address."),
]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read side by side.")]
Originals = Annotated[
    bool, typer.Option("--originals/--no-originals", help="Keep the bytes that were read, packed, in the record.")
]
TextColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The column of a table that holds the texts.")]
Follow = Annotated[
    bool, typer.Option("--follow/--no-follow", help="Fetch the articles of which a feed from the web holds a summary.")
]
Warc = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Where raw answers of the web are kept; sayso.warc beside sayso.db."),
]
Contact = Annotated[
    str | None,
    typer.Option(metavar="WHO", envvar="SAYSO_CONTACT", help="A page or mail address, told to every server."),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="Another installed spaCy pipeline.")]
Actors = Annotated[Path | None, typer.Option(metavar="FILE", envvar="SAYSO_ACTORS", help="Actors you know.")]
Places = Annotated[Path | None, typer.Option(metavar="FILE", envvar="SAYSO_PLACES", help="Places you know.")]
Ontology = Annotated[
    Path | None, typer.Option(metavar="FILE", envvar="SAYSO_ONTOLOGY", help="Event words of your own.")
]


def add(  # noqa: PLR0913 - one argument for each option
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Files, folders, patterns, archives, tables, feeds, WARC or WACZ files; or URLs."
        ),
    ],
    *,
    db: Db = "sayso.db",
    workers: Workers = 1,
    originals: Originals = True,
    text_column: TextColumn = None,
    follow: Follow = True,
    warc: Warc = None,
    contact: Contact = None,
    model: Model = None,
    actors: Actors = None,
    places: Places = None,
    ontology: Ontology = None,
) -> None:
    """Add documents to a record; nothing twice, nothing lost."""
    from sayso.cli.filling import Filling, Setup  # noqa: PLC0415 - only a run loads Rich and spaCy

    setup = Setup(model=model, actors=actors, places=places, ontology=ontology)
    filling = Filling(db=db, setup=setup, workers=workers, originals=originals, warc=warc, contact=contact)
    raise typer.Exit(filling.add(sources, text_column=text_column, follow=follow))
