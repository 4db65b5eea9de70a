"""Outlets: what people have put down about who publishes, with its history; and ``outlets.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.errors import KnowledgeError
from sayso.store import tables
from sayso.store.words import given, kept
from sayso.user_file import country_of, name_of, one_of, refuse_unknown_keys, tables_of, text_of, toml_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

# The source axis of the Admiralty scale, from A, reliable, to E, unreliable; F cannot be judged.
RELIABILITIES = tuple("ABCDEF")
KINDS = ("agency", "newspaper", "magazine", "broadcaster", "site", "government", "military", "party", "organisation")
_PAGE = "docs/outlets.md"
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes; ``party`` is the side that it belongs to, ``reliability`` A to F as people judge it."""

    name: str
    domain: str | None = None
    kind: str | None = None
    country: str | None = None
    party: str | None = None
    reliability: str | None = None


FACTS = tuple(field.name for field in fields(Outlet) if field.name != "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFact:
    """One thing that somebody put down about an outlet; a value of None takes it back."""

    outlet: str
    field: str
    value: str | None
    set_at: int
    set_by: str | None


def checked(where: str, entry: Mapping[str, Any]) -> dict[str, str | None]:
    """Check the facts of an outlet, as a person gives them.

    Raises:
        KnowledgeError: when one of them cannot be.
    """
    refuse_unknown_keys(where, entry, ("name", *FACTS))
    found: dict[str, str | None] = {}
    for name in FACTS:
        if name not in entry:
            continue
        value = entry[name]
        if name == "reliability":
            one_of(where, entry, name, RELIABILITIES)
        elif name == "kind":
            one_of(where, entry, name, KINDS)
        elif name == "country":
            country_of(where, entry)
        elif name == "domain" and value is not None and not (isinstance(value, str) and _DOMAIN.fullmatch(value)):
            message = f"{where}: domain is {value!r}; give a bare one in small letters, such as 'ardel.example'"
            raise KnowledgeError(message)
        elif value is not None:
            value = name_of(where, name, value)
        found[name] = value
    return found


def of_file(path: str | os.PathLike[str]) -> list[tuple[str, dict[str, str | None]]]:
    """Read ``outlets.toml``: the name of each outlet, with its facts.

    Raises:
        KnowledgeError: when it cannot be read, or says something that cannot be.
    """
    file = str(path)
    table = toml_of(path, text_of(path), page=_PAGE)
    found: dict[str, dict[str, str | None]] = {}
    for number, entry in enumerate(tables_of(file, table, "outlet", needs="a name"), 1):
        name = name_of(f"{file}: outlet {number}", "name", entry.get("name"))
        if name in found:
            message = f"{file}: outlet {name!r} stands there twice; make one of them"
            raise KnowledgeError(message)
        found[name] = checked(f"{file}: outlet {name!r}", entry)
    return list(found.items())


def outlets(connection: sa.Connection, *, as_of: int | None) -> Iterator[Outlet]:
    """Give every outlet by name, with what is known of it as of an instant."""
    outlet, fact = tables.outlet, tables.outlet_fact
    select = sa.select(outlet.c.id, outlet.c.name, fact.c.field, fact.c.value).outerjoin_from(
        outlet, fact, (fact.c.outlet == outlet.c.id) & (fact.c.set_at <= as_of if as_of is not None else sa.true())
    )
    found: dict[str, dict[str, str | None]] = {}
    for row in connection.execute(select.order_by(outlet.c.name, fact.c.id)):
        facts = found.setdefault(given(row.name), {})
        if row.field is not None:
            facts[row.field] = None if row.value is None else given(row.value)
    yield from (Outlet(name=name, **{each: facts.get(each) for each in FACTS}) for name, facts in sorted(found.items()))


def history(connection: sa.Connection, name: str) -> Iterator[OutletFact]:
    """Give all that was ever put down about an outlet, in that order."""
    outlet, fact = tables.outlet, tables.outlet_fact
    select = sa.select(fact).join_from(fact, outlet, outlet.c.id == fact.c.outlet).where(outlet.c.name == kept(name))
    for row in connection.execute(select.order_by(fact.c.id)):
        value = None if row.value is None else given(row.value)
        by = None if row.set_by is None else given(row.set_by)
        yield OutletFact(outlet=name, field=row.field, value=value, set_at=row.set_at, set_by=by)


def put_down(
    connection: sa.Connection, name: str, facts: Mapping[str, str | None], *, set_by: str | None, at: int
) -> int:
    """Put down what is not known so already, within the writer's transaction; give how many facts are new."""
    outlet, fact = tables.outlet, tables.outlet_fact
    number = connection.execute(sa.select(outlet.c.id).where(outlet.c.name == kept(name))).scalar_one_or_none()
    if number is None:
        number = _next(connection, outlet)
        connection.execute(sa.insert(outlet).values(id=number, name=kept(name)))
    select = sa.select(fact.c.field, fact.c.value).where(fact.c.outlet == number).order_by(fact.c.id)
    known: dict[str, str | None] = {row.field: row.value for row in connection.execute(select)}
    stored = {each: None if value is None else kept(value) for each, value in facts.items()}
    fresh = {each: value for each, value in stored.items() if known.get(each) != value}
    for each, value in fresh.items():
        row = {"id": _next(connection, fact), "outlet": number, "field": each, "value": value, "set_at": at}
        connection.execute(sa.insert(fact).values(**row, set_by=None if set_by is None else kept(set_by)))
    return len(fresh)


def _next(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0) + 1)).scalar_one())
