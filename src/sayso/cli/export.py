"""``sayso export``: what the record holds, for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import After, AsOf, Before, Db, Outlet, day, moment

EXAMPLES = """\b
Examples:
  sayso export record.jsonl                       every document, as sayso read --json prints it
  sayso export tables --format parquet            a folder with a table for each kind of record
  sayso export events.csv --kind events           one table, for a spreadsheet
  sayso export map.geojson --query 'type:ASSAULT after:2031-03'
  sayso export - --format jsonl | jq .document.title

The columns, and how to open the record itself: docs/exporting.md.
"""


def export(  # noqa: PLR0913 - one argument for each option
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="A file, a folder for tables of several kinds, or - for the output.")
    ],
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="jsonl, csv, parquet or geojson; without it the end of OUT tells."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only these: quotations, figures, events ...; may repeat.")
    ] = None,
    query: Annotated[str | None, typer.Option(metavar="QUERY", help="Only what sayso find finds.")] = None,
    after: After = None,
    before: Before = None,
    outlet: Outlet = None,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
) -> None:
    """Write the record, or a part of it, as JSON lines, CSV, Parquet or GeoJSON."""
    from sayso.cli.exporting import exported  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.export import Selection  # noqa: PLC0415 - likewise

    selection = Selection(query=query, outlet=outlet, after=day(after), before=day(before), as_of=moment(as_of))
    exported(db, out, form=form, kinds=kind or (), selection=selection, overwrite=force)
