"""The command line: parse, call, print."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

import sayso
from sayso.cli import (
    add,
    ask,
    brief,
    changes,
    copies,
    demo,
    explain,
    export,
    find,
    outlets,
    pager,
    read,
    retry,
    show,
    state,
    watch,
)
from sayso.errors import ExportError, KnowledgeError, ModelError, QueryError, SaysoError, SettingsError
from sayso.printable import one_line, printable

# What an option or a SAYSO_ variable asks for and cannot be.
_WRONG_USAGE = (SettingsError, ModelError, KnowledgeError, QueryError, ExportError)

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("add", epilog=add.EXAMPLES)(add.add)
app.command("read", epilog=read.EXAMPLES)(read.read)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("demo", epilog=demo.EXAMPLES)(demo.demo)
app.command("copies", epilog=copies.EXAMPLES)(copies.copies)
app.command("changes", epilog=changes.EXAMPLES)(changes.changes)
app.command("retry", epilog=retry.EXAMPLES)(retry.retry)
app.command("watch", epilog=watch.EXAMPLES)(watch.watch)
app.command("find", epilog=find.EXAMPLES, context_settings=find.SETTINGS)(find.find)
app.command("quotes", epilog=ask.QUOTES)(ask.quotes)
app.command("figures", epilog=ask.FIGURES)(ask.figures)
app.command("events", epilog=ask.EVENTS)(ask.events)
app.command("commitments", epilog=ask.COMMITMENTS)(ask.commitments)
app.command("meetings", epilog=ask.MEETINGS)(ask.meetings)
app.command("control", epilog=ask.CONTROL)(ask.control)
app.command("memberships", epilog=ask.MEMBERSHIPS)(ask.memberships)
app.command("verdicts", epilog=ask.VERDICTS)(ask.verdicts)
app.command("export", epilog=export.EXAMPLES)(export.export)
app.command("show", epilog=show.EXAMPLES)(show.show)
app.command("brief", epilog=brief.EXAMPLES)(brief.brief)
app.add_typer(outlets.app, name="outlets")
app.command("status", epilog=state.STATUS)(state.status)
app.command("failures", epilog=state.FAILURES)(state.failures)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback(epilog="Start with: sayso demo. Every command explains itself: sayso read --help")
def _sayso(
    version: Annotated[  # noqa: ARG001 - its callback does it all
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Print long lists to the terminal as they are.")] = False,
) -> None:
    """Read news about a conflict and keep the record: who said what, how many, when and where.

    Every item is tied to the characters of the source that say it.
    """
    pager.want(not no_pager)


def main(arguments: list[str] | None = None) -> None:
    """Run ``sayso``; exit codes are 0 (all read), 1 (something was not), 2 (wrong usage), 130 (interrupted)."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # A terminal that cannot show a curly quotation mark shows "?"; the JSON is ASCII anyhow.
        reconfigure(errors="replace")
    try:
        app(arguments)
    except (SaysoError, OSError) as error:
        # A query comes with a line below it that marks the place.
        said = printable(str(error)) if isinstance(error, QueryError) else one_line(_said(error))
        typer.secho(f"sayso: {said}", fg=typer.colors.RED, err=True)
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
