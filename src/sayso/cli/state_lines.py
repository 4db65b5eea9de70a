"""What a listing shows of the state of a record: counts, failures, outlets."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.text import Text

from sayso.cli.listing import Line, safe
from sayso.digest import many
from sayso.printable import one_line
from sayso.store.ledger import written

if TYPE_CHECKING:
    from sayso.cli.options import Form
    from sayso.store.outlets import Outlet, OutletFact
    from sayso.store.status import Failure, Status

_LABEL = 14
_MEGABYTE = 1_000_000


def lines_of_status(status: Status, *, name: str, form: Form) -> list[Line]:
    """Make the lines of the counts: one for all as JSON, one for each as a table."""
    learned_at = None if status.learned_at is None else written(status.learned_at)
    counts = {"record": name, **asdict(status), "learned_at": learned_at}
    if form.as_json:
        return [Line(words=Text(), plain=counts)]
    if form.as_csv:
        return [Line(words=Text(), cells={"name": field, "value": value}) for field, value in counts.items()]
    shown = {
        "record": name,
        "documents": f"{status.documents:,}",
        "articles": f"{status.articles:,}",
        "readings": f"{status.readings:,}",
        "copies": f"{status.copies:,}",
        "originals": f"{status.originals:,}, {status.original_bytes / _MEGABYTE:,.1f} MB packed",
        "items done": f"{status.done:,}",
        "refused": f"{status.refused:,}" + (", see sayso failures" if status.refused else ""),
        "failed": f"{status.failed:,}" + (", sayso retry tries them again" if status.failed else ""),
        "last change": learned_at or "none",
    }
    return [
        Line(words=Text(label.ljust(_LABEL), "dim").append(one_line(value), "not dim"))
        for label, value in shown.items()
    ]


def line_of_failure(failure: Failure) -> Line:
    """Make the line of an item that did not get in."""
    words = safe(failure.name, "bold").append(": ", "not bold").append(one_line(failure.reason), "not bold")
    about = [failure.state, many(failure.attempts, "attempt"), written(failure.learned_at)[:10]]
    told = (*([one_line(failure.advice)] if failure.advice else []), *about)
    plain = {**asdict(failure), "learned_at": written(failure.learned_at)}
    return Line(words=words, about=told, plain=plain, cells=plain)


def line_of_outlet(outlet: Outlet) -> Line:
    """Make the line of an outlet."""
    about = [outlet.kind, outlet.country, outlet.domain, outlet.party and f"side: {outlet.party}"]
    about.append(outlet.reliability and f"reliability {outlet.reliability}")
    told = tuple(one_line(each) for each in about if each)
    return Line(words=safe(outlet.name, "bold"), about=told, plain=asdict(outlet), cells=asdict(outlet))


def line_of_fact(fact: OutletFact) -> Line:
    """Make the line of one thing that was put down about an outlet."""
    words = Text(f"{fact.field}: ", "dim").append("taken back" if fact.value is None else one_line(fact.value), "bold")
    about = (written(fact.set_at), *([one_line(fact.set_by)] if fact.set_by else []))
    plain = {**asdict(fact), "set_at": written(fact.set_at)}
    return Line(words=words, about=about, plain=plain, cells=plain)
