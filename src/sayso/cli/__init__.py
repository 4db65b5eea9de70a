"""The command line: parse, call, print."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import sayso
from sayso.cli import demo, explain, read
from sayso.errors import SaysoError
from sayso.printable import one_line

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("read", epilog=read.EXAMPLES)(read.read)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("demo", epilog=demo.EXAMPLES)(demo.demo)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback(epilog="Start with: sayso demo. Every command explains itself: sayso read --help")
def _sayso(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Read news about a conflict and keep the record: who said what, how many, when and where.

    Every item is tied to the characters of the source that say it.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run ``sayso``; exit codes are 0 (all read), 1 (something was not), 2 (wrong usage), 130 (interrupted)."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # A terminal that cannot show a curly quotation mark shows "?"; the JSON is ASCII anyhow.
        reconfigure(errors="replace")
    try:
        app(arguments)
    except (SaysoError, OSError) as error:
        typer.secho(f"sayso: {one_line(str(error))}", fg=typer.colors.RED, err=True)
        raise SystemExit(1) from error
