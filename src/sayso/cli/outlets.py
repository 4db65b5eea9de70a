"""``sayso outlets``: who publishes, and what people have put down about them."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from sayso.cli.options import AsCsv, AsJson, AsOf, Db, Form, Limit, Page, moment

EXAMPLES = """\b
Examples:
  sayso outlets                                   every outlet of the record, with what is known of it
  sayso outlets set "Ardel Post" --country PRT --reliability B
  sayso outlets import outlets.toml               all that a file tells
  sayso outlets history "Ardel Post"              what was put down when, and by whom
"""

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    help="List outlets, and put down what you know of them.",
    epilog=EXAMPLES,
)


@app.callback()
def outlets(  # noqa: PLR0913 - one argument for each option
    context: typer.Context,
    *,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    limit: Limit = None,
    page: Page = 1,
) -> None:
    """List outlets, and put down what you know of them."""
    context.obj = db
    if context.invoked_subcommand is not None:
        return
    from sayso.cli.listing import opened, print_all  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.cli.state_lines import line_of_outlet  # noqa: PLC0415 - likewise

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    with opened(db) as record:
        print_all(map(line_of_outlet, record.outlets(as_of=moment(as_of))), form, nothing=f"no outlets in {db}")


@app.command("list")
def list_(  # noqa: PLR0913 - one argument for each option
    context: typer.Context,
    *,
    as_of: AsOf = None,
    db: Annotated[str | None, typer.Option("--db", metavar="FILE", help="The record.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    limit: Limit = None,
    page: Page = 1,
) -> None:
    """List outlets, as does sayso outlets alone."""
    context.invoked_subcommand = None
    outlets(
        context,
        as_of=as_of,
        db=db or context.obj,
        as_json=as_json,
        as_csv=as_csv,
        limit=limit,
        page=page,
    )


@app.command("set")
def set_(  # noqa: PLR0913 - one argument for each option
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The outlet, as documents name it.")],
    *,
    domain: Annotated[str | None, typer.Option(metavar="NAME", help="Its domain, such as ardel.example.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="NAME", help="agency, newspaper, broadcaster ...")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166-1 alpha-3.")] = None,
    party: Annotated[str | None, typer.Option(metavar="NAME", help="The side that it belongs to.")] = None,
    reliability: Annotated[str | None, typer.Option(metavar="A-F", help="Of the Admiralty scale.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who puts this down.")] = None,
    db: Annotated[str | None, typer.Option("--db", metavar="FILE", help="The record.")] = None,
) -> None:
    """Put down what you know of an outlet; '' takes it back. Nothing is overwritten: the record keeps the history."""
    from sayso.cli.listing import opened  # noqa: PLC0415 - only a run loads Rich and the database

    given = {"domain": domain, "kind": kind, "country": country, "party": party, "reliability": reliability}
    facts = {field: value or None for field, value in given.items() if value is not None}
    if not facts:
        message = f"tell something of {name}: --domain, --kind, --country, --party or --reliability"
        raise typer.BadParameter(message)
    with opened(db or context.obj, to_write=True) as record:
        count = record.set_outlet(name, facts, set_by=by)
    typer.secho(f"sayso: {_many(count)} about {name}", err=True)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An outlets.toml.")],
    *,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who puts this down; the file, if nobody.")] = None,
    db: Annotated[str | None, typer.Option("--db", metavar="FILE", help="The record.")] = None,
) -> None:
    """Put down what an outlets.toml tells, all of it or nothing."""
    from sayso.cli.listing import opened  # noqa: PLC0415 - only a run loads Rich and the database

    with opened(db or context.obj, to_write=True) as record:
        count = record.import_outlets(file, set_by=by)
    typer.secho(f"sayso: {_many(count)} from {file}", err=True)


@app.command("history")
def history(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The outlet, as documents name it.")],
    *,
    db: Annotated[str | None, typer.Option("--db", metavar="FILE", help="The record.")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List all that was ever put down about an outlet."""
    from sayso.cli.listing import opened, print_all  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.cli.state_lines import line_of_fact  # noqa: PLC0415 - likewise

    with opened(db or context.obj) as record:
        found = record.outlet_history(name)
    form = Form(as_json=as_json, as_csv=as_csv)
    print_all(map(line_of_fact, found), form, nothing=f"nothing was put down about {name}")


def _many(count: int) -> str:
    return "nothing new" if not count else f"{count:,} fact{'' if count == 1 else 's'} put down"
