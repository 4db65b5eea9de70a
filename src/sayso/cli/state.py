"""``sayso status`` and ``sayso failures``: what is in the record, and what did not get in."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from sayso.cli.options import AsCsv, AsJson, Db, Form, Limit, Page

STATUS = """\b
Examples:
  sayso status                                    how much is in sayso.db
  sayso status --db march.db --json
"""
FAILURES = """\b
Examples:
  sayso failures                                  what was refused or failed, why, and what to do
  sayso failures --retryable                      only what sayso retry would try again
  sayso failures --csv
"""


def status(*, db: Db = "sayso.db", as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Tell what is in a record, and how much did not get in."""
    from sayso.cli.listing import opened, print_all  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.cli.state_lines import lines_of_status  # noqa: PLC0415 - likewise

    form = Form(as_json=as_json, as_csv=as_csv)
    with opened(db) as record:
        print_all(lines_of_status(record.status(), name=record.name, form=form), form, nothing="")


def failures(  # noqa: PLR0913 - one argument for each option
    *,
    retryable: Annotated[bool, typer.Option("--retryable", help="Only what may work the next time.")] = False,
    db: Db = "sayso.db",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    limit: Limit = None,
    page: Page = 1,
) -> None:
    """List what was refused or failed, with the reason and what can be done."""
    from sayso.cli.listing import opened, print_all  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.cli.state_lines import line_of_failure  # noqa: PLC0415 - likewise

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    with opened(db) as record, closing(record.failures(only_retryable=retryable)) as found:
        print_all(map(line_of_failure, found), form, nothing="nothing was refused, and nothing failed")
