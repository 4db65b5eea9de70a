"""``sayso quotes``, ``figures``, ``events`` and the other commands that list one kind of record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.options import (
    After,
    AsCsv,
    AsJson,
    AsOf,
    Before,
    Db,
    Form,
    Limit,
    Outlet,
    Page,
    day,
    moment,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.store.answer import Entries
    from sayso.store.record import Record

QUOTES = """\b
Examples:
  sayso quotes --speaker "Ketil Braan"            what he is quoted with
  sayso quotes --manner direct --after 2031-03    only words between quotation marks, from March on
  sayso quotes --outlet "Ardel Post" --csv        a table for a spreadsheet
"""
FIGURES = """\b
Examples:
  sayso figures --about "air strikes"             every number of air strikes, and who gives it
  sayso figures --about refugees --json           one JSON object per line
"""
EVENTS = """\b
Examples:
  sayso events --type ASSAULT --place Tolm        attacks at a place
  sayso events --actor army --after 2031-03-01    what an actor did, or what was done to it
  sayso events --status planned                   what is yet to come
"""
COMMITMENTS = """\b
Examples:
  sayso commitments --due-before 2031-06-01       what falls due
  sayso commitments --by "Ketil Braan"            what somebody promised, asked for or refused
"""
MEETINGS = """\b
Examples:
  sayso meetings --place Geneva                   talks, summits and visits there
  sayso meetings --participant "Ketil Braan" --after 2031-03
"""
CONTROL = """\b
Examples:
  sayso control --place Tolm                      who holds it, gained or lost it, and who says so
  sayso control --holder army --as-of 2031-04-30  as the record knew at the end of April
"""
MEMBERSHIPS = """\b
Examples:
  sayso memberships --body "Straits Union"        who belongs to it, joined or left
  sayso memberships --member Ardel
"""
VERDICTS = """\b
Examples:
  sayso verdicts --outlet "Ardel Post"            where its authors judge in a voice of their own
  sayso verdicts --kind blame
"""


def quotes(  # noqa: PLR0913 - one argument for each option
    *,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who speaks; whole words of a name.")] = None,
    manner: Annotated[str | None, typer.Option(metavar="NAME", help="direct, indirect or mixed.")] = None,
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
    """List quotations: who said what, when, in which words."""

    def ask(record: Record) -> Entries[Any]:
        return record.quotations(
            speaker=speaker, manner=manner, outlet=outlet, after=day(after), before=day(before), as_of=moment(as_of)
        )

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"no quotations like that in {db}")


def figures(  # noqa: PLR0913 - one argument for each option
    *,
    about: Annotated[str | None, typer.Option(metavar="WORDS", help="What is counted, or the unit.")] = None,
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
    """List figures: how many of what, as the text bounds them."""

    def ask(record: Record) -> Entries[Any]:
        return record.figures(about=about, outlet=outlet, after=day(after), before=day(before), as_of=moment(as_of))

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"no figures like that in {db}")


def events(  # noqa: PLR0913 - one argument for each option
    *,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="A PLOVER type, such as ASSAULT.")] = None,  # noqa: A002 - the option's name
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where it happened.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="One on either side.")] = None,
    status: Annotated[
        str | None, typer.Option(metavar="NAME", help="occurred, ongoing, planned, alleged, denied or hypothetical.")
    ] = None,
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
    """List events: who did what to whom, where and when."""

    def ask(record: Record) -> Entries[Any]:
        return record.events(
            type=type,
            place=place,
            actor=actor,
            status=status,
            outlet=outlet,
            after=day(after),
            before=day(before),
            as_of=moment(as_of),
        )

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"no events like that in {db}")


def commitments(  # noqa: PLR0913 - one argument for each option
    *,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Whose it is.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="NAME", help="pledge, request, demand, refusal, threat or forecast.")
    ] = None,
    due_after: After = None,
    due_before: Before = None,
    outlet: Outlet = None,
    as_of: AsOf = None,
    db: Db = "sayso.db",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    limit: Limit = None,
    page: Page = 1,
) -> None:
    """List what is promised, asked for, demanded, refused, threatened or expected."""

    def ask(record: Record) -> Entries[Any]:
        return record.commitments(
            by=by, kind=kind, outlet=outlet, due_after=day(due_after), due_before=day(due_before), as_of=moment(as_of)
        )

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"no commitments like that in {db}")


def meetings(  # noqa: PLR0913 - one argument for each option
    *,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where.")] = None,
    participant: Annotated[str | None, typer.Option(metavar="NAME", help="One who was there, or was expected.")] = None,
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
    """List meetings: talks, summits, visits and calls, who was there and who was not."""

    def ask(record: Record) -> Entries[Any]:
        return record.meetings(
            place=place,
            participant=participant,
            outlet=outlet,
            after=day(after),
            before=day(before),
            as_of=moment(as_of),
        )

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"no meetings like that in {db}")


def control(  # noqa: PLR0913 - one argument for each option
    *,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Which place.")] = None,
    holder: Annotated[str | None, typer.Option(metavar="NAME", help="Who holds, gained or lost it.")] = None,
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
    """List who holds, gained or lost which place, and on whose word."""

    def ask(record: Record) -> Entries[Any]:
        return record.control(
            place=place, holder=holder, outlet=outlet, after=day(after), before=day(before), as_of=moment(as_of)
        )

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"nothing about control like that in {db}")


def memberships(  # noqa: PLR0913 - one argument for each option
    *,
    member: Annotated[str | None, typer.Option(metavar="NAME", help="Who.")] = None,
    body: Annotated[str | None, typer.Option(metavar="NAME", help="The coalition, alliance, union or group.")] = None,
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
    """List who belongs to which body, joined or left it."""

    def ask(record: Record) -> Entries[Any]:
        return record.memberships(
            member=member, body=body, outlet=outlet, after=day(after), before=day(before), as_of=moment(as_of)
        )

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"no memberships like that in {db}")


def verdicts(  # noqa: PLR0913 - one argument for each option
    *,
    kind: Annotated[
        str | None, typer.Option(metavar="NAME", help="judgement, blame, purpose, certainty, necessity or label.")
    ] = None,
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
    """List the sentences in which authors judge in a voice of their own."""

    def ask(record: Record) -> Entries[Any]:
        return record.verdicts(kind=kind, outlet=outlet, after=day(after), before=day(before), as_of=moment(as_of))

    form = Form(as_json=as_json, as_csv=as_csv, limit=limit, page=page)
    _listed(db, form, ask, nothing=f"no verdicts like that in {db}")


def _listed(db: str, form: Form, ask: Callable[[Record], Entries[Any]], *, nothing: str) -> None:
    """List what the record answers."""
    from sayso.cli.entry_lines import line_of  # noqa: PLC0415 - only a run loads Rich and the database
    from sayso.cli.listing import opened, print_all  # noqa: PLC0415 - likewise

    with opened(db) as record, ask(record) as found:
        print_all(map(line_of, found), form, nothing=nothing)
