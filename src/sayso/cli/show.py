"""``sayso show``: one record or document, and where it comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.options import AsCsv, AsJson, Db, Form

EXAMPLES = """\b
Examples:
  sayso show q_a80063735e                         a record: its sentence, its values, on whose word, from where
  sayso show d_8b31c0ffee                         a document: its facts, states, copies, and its text
  sayso show q_a80063735e --json
  sayso show q_a80063735e --original report.pdf   the bytes that it was read from; - for the output
"""


def show(
    which: Annotated[str, typer.Argument(metavar="ID", help="The id of a record or a document, as listings print it.")],
    *,
    original: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the original to this file, - for the output.")
    ] = None,
    db: Db = "sayso.db",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show one record or document: what it says, on whose word, and where the original is."""
    from sayso.cli.showing import shown  # noqa: PLC0415 - only a run loads Rich and the database

    shown(which, db=db, form=Form(as_json=as_json, as_csv=as_csv), original=original)
