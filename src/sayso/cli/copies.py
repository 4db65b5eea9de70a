"""``sayso copies``: which articles several documents carry, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.options import AsOf, Db, moment
from sayso.cli.pager import paged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.store.clusters import Carrier, Copied

EXAMPLES = """\b
Examples:
  sayso copies                              each article that several documents carry, the original first
  sayso copies --json > copies.json         the same for a program
  sayso copies --as-of 2031-04-30           as the record knew at the end of April
"""


def copies(
    *,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """List the articles that several documents carry: the original, and who carries it how."""
    from sayso.store.record import open_record  # noqa: PLC0415 - only a run loads SQLAlchemy

    with open_record(db, read_only=True) as record:
        found = record.copies(as_of=moment(as_of))
    if as_json:
        import json  # noqa: PLC0415 - likewise

        typer.echo(json.dumps({"copies": [plain(each) for each in found]}))
        return
    with paged():
        for each in found:
            typer.echo("\n".join(drawn(each)))
    if not found:
        typer.echo(f"no document in {db} repeats another")


def plain(group: Copied) -> dict[str, object]:
    """Give a group as JSON has it."""
    documents = (group.original, *(each.document for each in group.copies))
    return {
        "original": group.original.id,
        "members": sorted(each.id for each in documents),
        "how": {each.document.id: each.how for each in group.copies},
        "share": {each.document.id: each.share for each in group.copies if each.share is not None},
        "credit": {each.document.id: each.credit for each in group.copies if each.credit is not None},
    }


def drawn(group: Copied) -> Iterator[str]:
    """Yield a group as lines: the original, then each copy with how it carries it."""
    from sayso.cli.changes import told  # noqa: PLC0415 - the two commands name documents alike

    yield told(group.original)
    for each in group.copies:
        yield f"  {_carried(each):<14}  {told(each.document)}{_credited(each)}"


def _carried(copy: Carrier) -> str:
    return copy.how if copy.share is None else f"{copy.how} {copy.share:.0%}"


def _credited(copy: Carrier) -> str:
    from sayso.printable import one_line  # noqa: PLC0415 - only a listing needs it

    return "" if copy.credit is None else f", crediting {one_line(copy.credit)}"
