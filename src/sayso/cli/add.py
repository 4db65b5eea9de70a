"""``sayso add``: sources into the record; ``sayso retry``: once more what failed."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  sayso add articles/                             every document in a folder
  sayso add "news/**/*.html" --workers 4          those that fit a pattern, four at a time
  sayso add march.zip wire.jsonl feed.xml         archives, JSON lines, tables, feeds, WARC and WACZ files
  sayso add table.csv --text-column body          a table whose column of texts has a name of its own
  sayso add articles/                             again: what is new or changed; the rest is known

The record is sayso.db unless --db names another. Interrupt it when you like: the same command goes on.
"""
Db = Annotated[
    str,
    typer.Option("--db", metavar="FILE", envvar="SAYSO_DB", help="The record: a file, or a postgresql:// address."),
]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read side by side.")]


def add(  # noqa: PLR0913 - one argument for each option
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files, folders, patterns, archives, tables, feeds, WARC or WACZ files."),
    ],
    *,
    db: Db = "sayso.db",
    workers: Workers = 1,
    originals: Annotated[
        bool, typer.Option("--originals/--no-originals", help="Keep the bytes that were read, packed, in the record.")
    ] = True,
    text_column: Annotated[
        str | None, typer.Option(metavar="NAME", help="The column of a table that holds the texts.")
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another installed spaCy pipeline.")] = None,
    actors: Annotated[Path | None, typer.Option(metavar="FILE", envvar="SAYSO_ACTORS", help="Actors you know.")] = None,
    places: Annotated[Path | None, typer.Option(metavar="FILE", envvar="SAYSO_PLACES", help="Places you know.")] = None,
    ontology: Annotated[
        Path | None, typer.Option(metavar="FILE", envvar="SAYSO_ONTOLOGY", help="Event words of your own.")
    ] = None,
) -> None:
    """Add documents to a record; nothing twice, nothing lost."""
    from sayso.cli.filling import Filling  # noqa: PLC0415 - only a run loads Rich and spaCy

    filling = Filling(
        db=db, workers=workers, originals=originals, model=model, actors=actors, places=places, ontology=ontology
    )
    raise typer.Exit(filling.fill(sources, text_column=text_column))
