"""The command line: parse, call, print."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

import sayso
from sayso.cli import add, changes, copies, demo, explain, read, retry, watch
from sayso.errors import KnowledgeError, ModelError, SaysoError, SettingsError
from sayso.printable import one_line

# What an option or a SAYSO_ variable asks for and cannot be.
_WRONG_USAGE = (SettingsError, ModelError, KnowledgeError)

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("add", epilog=add.EXAMPLES)(add.add)
app.command("read", epilog=read.EXAMPLES)(read.read)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("demo", epilog=demo.EXAMPLES)(demo.demo)
app.command("copies", epilog=copies.EXAMPLES)(copies.copies)
app.command("changes", epilog=changes.EXAMPLES)(changes.changes)
app.command("retry", epilog=retry.EXAMPLES)(retry.retry)
app.command("watch", epilog=watch.EXAMPLES)(watch.watch)


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
        typer.secho(f"sayso: {one_line(_said(error))}", fg=typer.colors.RED, err=True)
        _let_go_of_stdout()
        raise SystemExit(2 if isinstance(error, _WRONG_USAGE) else 1) from error


def _said(error: SaysoError | OSError) -> str:
    """Say an error in words; the system's own come without its number."""
    if isinstance(error, SaysoError) or not error.strerror:
        return str(error)
    doing = "" if error.filename is None else f"cannot read or write {error.filename}: "
    return f"{doing}{error.strerror.lower()}"


def _let_go_of_stdout() -> None:
    """Drop what a full disk does not take: the interpreter would try once more, and end in a traceback."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
