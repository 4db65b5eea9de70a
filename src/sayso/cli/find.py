"""``sayso find``: search the record."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from sayso.cli.options import After, AsCsv, AsJson, AsOf, Before, Db, Form, Limit, Outlet, Page, day, moment

EXAMPLES = """\b
Examples:
  sayso find grain convoy                         paragraphs with both words, in any form
  sayso find '"air strikes" -Tolm'                a phrase, without a word
  sayso find 'convoy speaker:"Ketil Braan"'       quotations of somebody, in paragraphs with a word
  sayso find 'type:ASSAULT place:Tolm after:2031-03'
  sayso find 'grain kind:commitment' --json

The whole language: docs/searching.md.
"""
# "-flour" is a word that is not to be there, and no option.
SETTINGS = {"ignore_unknown_options": True}


def find(  # noqa: PLR0913 - one argument for each option
    query: Annotated[
        list[str],
        typer.Argument(metavar="QUERY", help='Words, "phrases", begin*, OR, -not, and fields such as outlet:.'),
    ],
    *,
    after: After = None,
    before: Before = None,
    outlet: Outlet = None,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    limit: Limit = None,
    page: Page = 1,
) -> None:
    """Search the record for words, phrases, and who said or did what."""
    from sayso.cli.entry_lines import line_of_hit  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.cli.listing import opened, print_all  # noqa: PLC0415 - likewise
    from sayso.store.search.query import narrowed, parse  # noqa: PLC0415 - likewise

    mistaken = next((word for word in query if word.startswith("--")), None)
    if mistaken is not None:
        message = f"no such option: {mistaken}"
        raise typer.BadParameter(message)
    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    asked = narrowed(parse(" ".join(query)), outlet=outlet, after=day(after), before=day(before))
    with opened(db) as record, closing(record.find(asked, limit=form.needed, as_of=moment(as_of))) as hits:
        print_all(map(line_of_hit, hits), form, nothing=f"nothing like that in {db}")
