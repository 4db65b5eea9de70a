"""``sayso brief``: what a record says, of one document or across many."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import After, AsOf, Before, Db, Outlet, day, moment

EXAMPLES = """\b
Examples:
  sayso brief                                     what happened when, and what falls due, across the record
  sayso brief Tolm convoy --after 2031-03         of the documents that a query finds
  sayso brief d_8b31c0ffee                        of one document: the brief of sayso read
"""


def brief(  # noqa: PLR0913 - one argument for each option
    query: Annotated[
        list[str] | None, typer.Argument(metavar="[QUERY]", help="As for sayso find, or the id of a document.")
    ] = None,
    *,
    after: After = None,
    before: Before = None,
    outlet: Outlet = None,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    full: Annotated[bool, typer.Option("--full", help="Shorten nothing, and leave nothing out.")] = False,
) -> None:
    """Print the brief of a document, or what many documents say by date, and what falls due."""
    from sayso.cli.briefing import Briefing  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.cli.listing import opened  # noqa: PLC0415 - likewise

    with opened(db) as record:
        Briefing(
            record=record, outlet=outlet, after=day(after), before=day(before), as_of=moment(as_of), full=full
        ).show(" ".join(query or ()))
