"""Options that the commands share which ask the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

_DAYS = ["%Y-%m-%d", "%Y-%m", "%Y"]
# As people write them, and as sayso prints them.
_MOMENTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ"]
PAGE_LENGTH = 50

Db = Annotated[
    str,
    typer.Option("--db", metavar="FILE", envvar="SAYSO_DB", help="The record: a file, or a postgresql:// address."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Only what this outlet published.")]
After = Annotated[datetime | None, typer.Option(formats=_DAYS, metavar="DATE", help="From this day on.")]
Before = Annotated[datetime | None, typer.Option(formats=_DAYS, metavar="DATE", help="Before this day.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=_MOMENTS, metavar="DATE", help="What the record knew at the end of this day, in UTC."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")]
Limit = Annotated[
    int | None, typer.Option(min=1, metavar="N", help=f"How many to print; {PAGE_LENGTH} on a screen, else all.")
]
Page = Annotated[int, typer.Option(min=1, metavar="N", help="Which page of that many.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a listing is asked for."""

    as_json: bool = False
    as_csv: bool = False
    limit: int | None = None
    page: int = 1

    @property
    def length(self) -> int | None:
        """How many lines a page has; None for all."""
        is_table = not self.as_json and not self.as_csv
        return self.limit or (PAGE_LENGTH if is_table or self.page > 1 else None)

    @property
    def needed(self) -> int | None:
        """How many lines must be found: those of the pages up to this one, and one to tell whether there are more."""
        return None if self.length is None else self.length * self.page + 1


def day(given: datetime | None) -> date | None:
    """Give the day that an option names."""
    return None if given is None else given.date()


def moment(given: datetime | None) -> datetime | None:
    """Give the instant that ``--as-of`` names: of a day, its end."""
    if given is None:
        return None
    at = given.replace(tzinfo=UTC)
    is_day = (at.hour, at.minute, at.second) == (0, 0, 0)
    return at + timedelta(days=1, milliseconds=-1) if is_day else at
