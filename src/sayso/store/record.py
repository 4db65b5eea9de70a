"""`Record`: the database of everything that was read, open for keeping and asking."""

from __future__ import annotations

import hashlib
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa

import sayso
from sayso.codec import CONTRACT
from sayso.errors import RecordError
from sayso.store import (
    copies,
    feeds,
    outlets,
    status,
    tables,
    write,
)
from sayso.store.ask import among
from sayso.store.engine import connected, looking, shown_name, writing
from sayso.store.ledger import digest, now
from sayso.store.questions import Questions, as_instant, missing
from sayso.store.words import given, kept

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence
    from datetime import datetime
    from types import TracebackType

    from sayso.store.feeds import FeedState
    from sayso.store.ledger import Item, Kept, Outcome
    from sayso.store.ledger import State as ItemState
    from sayso.store.outlets import Outlet, OutletFact
    from sayso.store.status import Failure, Status

_MOST_PHRASES = 200_000


def open_record(where: str | os.PathLike[str], *, read_only: bool = False) -> Record:
    """Open the record at a path, or a PostgreSQL database by its URL; make it where there is none.

    Raises:
        StoreError: when it cannot be opened, is something else, or was made by a later sayso.
    """
    return Record(connected(where, read_only=read_only))


class Record(Questions):
    """Documents, what they say, and where they came from. Close it, or use it in a ``with``."""

    def __init__(self, engine: sa.Engine) -> None:
        """Take over the database; `open_record` opens one."""
        super().__init__(engine)
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def name(self) -> str:
        """Name the database as a message may show it."""
        return shown_name(self.engine)

    @property
    def home(self) -> Path | None:
        """Give the folder that the record lies in; None where it is no file."""
        path = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        return None if path is None else Path(os.path.abspath(path)).parent  # noqa: PTH100 - which follows no link

    def start_run(self, command: str) -> int:
        """Put down that a command begins; give its number."""
        with writing(self.engine) as connection:
            number = int(
                connection.execute(sa.select(sa.func.coalesce(sa.func.max(tables.run.c.id), 0) + 1)).scalar_one()
            )
            row = {"id": number, "command": command, "sayso": sayso.__version__, "started_at": now()}
            connection.execute(sa.insert(tables.run).values(row))
        return number

    def end_run(self, run: int) -> None:
        """Put down that a command has ended."""
        with writing(self.engine) as connection:
            connection.execute(sa.update(tables.run).where(tables.run.c.id == run).values(ended_at=now()))

    def keep(
        self,
        outcomes: Sequence[Outcome],
        *,
        run: int | None = None,
        setup: str = "",
        find_copies: write.FindCopies | None = copies.find,
    ) -> Kept:
        """Keep a batch: all of it, or nothing where it fails; what is there already is not added again.

        ``setup`` tells what a reading hangs on beside the version of sayso, such as a digest of ``actors.toml``.
        None as ``find_copies`` looks for no copies, and such documents are not found as copies later either.
        """
        if len(self._numbers) > _MOST_PHRASES:
            self._numbers.clear()
        try:
            with writing(self.engine) as connection:
                return write.keep(
                    connection, outcomes, run=run, setup=setup, phrases=self._numbers, find_copies=find_copies
                )
        except BaseException:
            # What it put down as known may not be there now.
            self._numbers.clear()
            raise

    def settled(self, items: Iterable[Item], *, setup: str = "") -> dict[bytes, ItemState]:
        """Tell which items need not be tried again, by key: refused, or done and read by this version of sayso."""
        item, sighting, reading = tables.item, tables.sighting, tables.reading
        is_read = (
            sa.exists()
            .where(sighting.c.item == item.c.id, reading.c.document == sighting.c.document)
            .where(reading.c.sayso == sayso.__version__, reading.c.contract == CONTRACT, reading.c.setup == setup)
        )
        select = sa.select(item.c.key, item.c.state).where((item.c.state == "refused") | is_read)
        with looking(self.engine) as connection:
            return {
                row["key"]: row["state"] for row in among(connection, select, item.c.key, {each.key for each in items})
            }

    def settle(self, names: Iterable[str]) -> None:
        """Put down that these could be opened after all: what holds items, and was itself refused or failed before."""
        item, keys = tables.item, [digest(name, "") for name in names]
        found = item.c.key.in_(keys) & (item.c.state != "done")
        changed = {"state": "done", "retryable": 0, "reason": None, "advice": None, "learned_at": now()}
        with looking(self.engine) as connection:
            is_there = connection.execute(sa.select(item.c.id).where(found).limit(1)).first() is not None
        if is_there:
            with writing(self.engine) as connection:
                connection.execute(sa.update(item).where(found).values(changed))

    def sources_to_retry(self) -> list[str]:
        """Give what was given to ``sayso add`` and led to items that failed, in the order of the first failure.

        Files come with their whole paths.
        """
        item = tables.item
        select = (
            sa.select(item.c.source)
            .where(item.c.state == "failed", item.c.source.is_not(None))
            .group_by(item.c.source)
            .order_by(sa.func.min(item.c.id))
        )
        with looking(self.engine) as connection:
            found = [given(source) for source in connection.execute(select).scalars()]
        home = self.home
        return [each if home is None or "://" in each else str(home / each) for each in found]

    def names_done(self, names: Iterable[str]) -> set[str]:
        """Tell which of these names items have that are done, whatever their bytes were."""
        item = tables.item
        select = sa.select(item.c.name).where(item.c.state == "done")
        with looking(self.engine) as connection:
            return {
                given(row["name"]) for row in among(connection, select, item.c.name, {kept(each) for each in names})
            }

    def status(self) -> Status:
        """Count what is in the record, and what did not get in."""
        with looking(self.engine) as connection:
            return status.status(connection)

    def failures(self, *, only_retryable: bool = False) -> Generator[Failure]:
        """Give what was refused or failed, with the reason and what can be done."""
        with looking(self.engine) as connection:
            yield from status.failures(connection, only_retryable=only_retryable)

    def outlets(self, *, as_of: datetime | None = None) -> list[Outlet]:
        """Give every outlet with what people have put down about it."""
        with looking(self.engine) as connection:
            return list(outlets.outlets(connection, as_of=as_instant(as_of)))

    def outlet_history(self, name: str) -> list[OutletFact]:
        """Give all that was ever put down about an outlet."""
        with looking(self.engine) as connection:
            return list(outlets.history(connection, name))

    def set_outlet(self, name: str, facts: Mapping[str, str | None], *, set_by: str | None = None) -> int:
        """Put down facts about an outlet; None takes one back. Give how many are new.

        Raises:
            KnowledgeError: when one of them cannot be.
        """
        found = outlets.checked(f"outlet {name!r}", facts)
        with writing(self.engine) as connection:
            return outlets.put_down(connection, name, found, set_by=set_by, at=now())

    def import_outlets(self, path: str | os.PathLike[str], *, set_by: str | None = None) -> int:
        """Put down what an ``outlets.toml`` tells: all of it or nothing. Give how many facts are new.

        Raises:
            KnowledgeError: when it cannot be read, or says something that cannot be.
        """
        told = outlets.of_file(path)
        by, at = set_by or os.fspath(path), now()
        with writing(self.engine) as connection:
            return sum(outlets.put_down(connection, name, facts, set_by=by, at=at) for name, facts in told)

    def feed_state(self, url: str) -> FeedState:
        """Give where the polling of a feed stands."""
        with looking(self.engine) as connection:
            return feeds.feed_state(connection, url)

    def set_feed_state(self, state: FeedState) -> None:
        """Put down where the polling of a feed stands."""
        with writing(self.engine) as connection:
            feeds.set_feed_state(connection, state)

    def original(self, sha256: str) -> bytes:
        """Give bytes that were read, by their SHA-256 in hexadecimal.

        Raises:
            RecordError: when the record does not hold them.
        """
        original = tables.original
        with looking(self.engine) as connection:
            row = connection.execute(
                sa.select(original).where(original.c.sha256 == bytes.fromhex(sha256))
            ).one_or_none()
        if row is None:
            raise missing(what="original", which=sha256)
        data = bytes(row.content)
        unpacked = zlib.decompress(data) if row.coding == "zlib" else data
        if hashlib.sha256(unpacked).hexdigest() != sha256:
            message = f"the original {sha256} is damaged; restore the record from a copy"
            raise RecordError(message)
        return unpacked
