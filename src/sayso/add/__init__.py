"""Fill a record: take sources apart, read what is new in processes of their own, keep each batch in one transaction."""

from __future__ import annotations

import functools
import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.add.incoming import Came, Incoming, Mark, Told
from sayso.add.reader import Made, lost, prepared
from sayso.errors import ReadError, SettingsError, StoreError
from sayso.read import Skipped
from sayso.resolve.gazetteer import open_gazetteer
from sayso.settings import Settings
from sayso.store.ledger import Item, Kept, Outcome, State
from sayso.workers import Done, Limits, in_order

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Iterable, Iterator

    from sayso.add.web import Web
    from sayso.knowledge import Knowledge
    from sayso.read import Item as Piece
    from sayso.read import Source
    from sayso.store.record import Record

__all__ = ["Added", "Mark", "Told", "add"]

# A transaction waits for the disk a few milliseconds, whatever it holds.
_BATCH, _BATCH_SECONDS = 64, 2.0
# Pieces whose place in the ledger is asked for at once, as far as they take no more memory or time than that.
_ASKED, _ASKED_BYTES, _ASKED_SECONDS = 64, 8_000_000, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One item more that is safe in the record; ``known`` is true where it was there before.

    ``repeated`` is true where only its text was there, from another item. ``error`` is why it was refused or failed,
    where that was found now.
    """

    name: str
    state: State
    known: bool = False
    repeated: bool = False
    error: ReadError | None = None


def add(  # noqa: PLR0913 - what to read, with what, and how
    record: Record,
    sources: Iterable[Source | str | os.PathLike[str] | Told | Mark],
    *,
    workers: int = 1,
    model: str | None = None,
    settings: Settings | None = None,
    knowledge: Knowledge | None = None,
    setup: str = "",
    command: str = "",
    keep_originals: bool = True,
    web: Web | None = None,
    follow: bool = True,
) -> Generator[Added, None, None]:
    """Add all that ``sources`` hold to ``record``; yield each item once it is safe, in the order of the sources.

    A source that begins with ``https://`` or ``http://`` is fetched, through ``web`` where that is given, and no other
    thing is. With ``follow`` the articles of a feed are, where it holds summaries. What is in the record already is not
    read again, so the same call goes on where it was cut off. Closing the generator keeps what was read until then, and
    so does a KeyboardInterrupt; it is raised once what was kept is told. ``setup`` names what readings hang on beside
    the version of sayso.

    Raises:
        ModelError: when the language pipeline ``model`` is not installed or unfit.
        SettingsError: when ``workers`` is no whole number of at least 1, or a ``SAYSO_...`` variable cannot hold.
        StoreError: when the record cannot be written; what was kept before stays.
        KeepError: when an answer of the network cannot be written.
    """
    if not isinstance(workers, int) or workers < 1:
        message = f"workers is {workers!r}; give a whole number of at least 1"
        raise SettingsError(message)
    limits = settings or Settings.from_environment()
    # Built once, before several processes look for it.
    open_gazetteer().close()
    run = record.start_run(command)
    batch = _Batch(record, run=run, setup=setup)
    incoming = Incoming(record, settings=limits, web=web, follow=follow)
    with closing(incoming.come(sources)) as pieces:
        line = _Line(record, pieces, setup=setup, keep_originals=keep_originals)
        results = in_order(
            line.tasks(),
            prepare=functools.partial(prepared, model, knowledge, limits),
            workers=workers,
            lost=functools.partial(lost, limits),
            limits=Limits(seconds=limits.max_item_seconds, max_memory=limits.max_memory),
        )
        with closing(results):
            yield from _kept(batch, line, results)


def _kept(batch: _Batch, line: _Line, results: Iterator[Made | Skipped | None]) -> Iterator[Added]:
    """Keep results as they come, and those at hand when the run is cut off."""
    try:
        for result in results:
            batch.put(line.outcome(result))
            if batch.is_due:
                yield from batch.write()
        yield from batch.write()
    except StoreError:
        # Writing once more would only fail once more.
        raise
    except KeyboardInterrupt:
        yield from batch.write()
        batch.end()
        raise
    except BaseException:
        batch.keep()
        batch.end()
        raise
    batch.end()


class _Line:
    """Pieces on their way through the workers, and what is known of each."""

    def __init__(self, record: Record, pieces: Iterable[Came | Mark], *, setup: str, keep_originals: bool) -> None:
        self._record = record
        self._pieces = pieces
        self._setup = setup
        self._keeps = keep_originals
        self._under_way: deque[Item | Added | Mark] = deque()

    def tasks(self) -> Iterator[Piece | Done[Made | Skipped | None]]:
        """Yield what is to be read; what is known, or was skipped before, passes by the workers."""
        for chunk in _chunks(self._pieces):
            items = {id(came): self._item(came) for came in chunk if isinstance(came, Came)}
            settled = self._record.settled(items.values(), setup=self._setup) if items else {}
            for came in chunk:
                if isinstance(came, Mark):
                    self._under_way.append(came)
                    yield Done(None, waits=came.waits)
                    continue
                item, piece = items.pop(id(came)), came.piece
                state = settled.get(item.key)
                self._under_way.append(item if state is None else Added(name=item.name, state=state, known=True))
                yield Done(None) if state is not None else Done(piece) if isinstance(piece, Skipped) else piece

    def outcome(self, result: Made | Skipped | None) -> Outcome | Added | Mark:
        """Put a result to the item that it is of: results come in the order of the tasks."""
        item = self._under_way.popleft()
        if not isinstance(item, Item):
            return item
        if result is None:
            message = f"{item.name} was to be read and came back untouched"
            raise AssertionError(message)
        if isinstance(result, Made):
            return Outcome(item=item, result=result.reading, signature=result.signature)
        return Outcome(item=item, result=result)

    def _item(self, came: Came) -> Item:
        piece = came.piece
        if isinstance(piece, Skipped):
            return Item(name=piece.source, source=came.source)
        return Item.of_bytes(
            piece.data,
            name=piece.name,
            media_type=piece.media_type,
            url=piece.url,
            fetched_at=piece.fetched_at,
            keep=self._keeps,
            source=came.source,
        )


class _Batch:
    """What is read and not yet kept, and what is kept and not yet told."""

    def __init__(self, record: Record, *, run: int, setup: str) -> None:
        self._record = record
        self._run = run
        self._setup = setup
        self._waiting: list[Outcome | Added | Mark] = []
        self._safe: deque[Added] = deque()
        self._since = time.monotonic()
        self._waits = False

    @property
    def is_due(self) -> bool:
        return self._waits or len(self._waiting) >= _BATCH or time.monotonic() - self._since >= _BATCH_SECONDS

    def put(self, outcome: Outcome | Added | Mark) -> None:
        self._waiting.append(outcome)
        self._waits = self._waits or (isinstance(outcome, Mark) and outcome.waits)

    def write(self) -> Iterator[Added]:
        """Keep what waits, and tell of each item in order; one that is told leaves at once, for Ctrl-C may come."""
        self.keep()
        while self._safe:
            yield self._safe.popleft()

    def keep(self) -> None:
        """Keep what waits, in one transaction; where that fails it still waits."""
        outcomes = [each for each in self._waiting if isinstance(each, Outcome)]
        kept = self._record.keep(outcomes, run=self._run, setup=self._setup) if outcomes else Kept()
        is_new = iter(kept.is_new)
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            if isinstance(each, Outcome):
                self._safe.append(_told(each, is_new=next(is_new)))
            elif isinstance(each, Added):
                self._safe.append(each)
        self._since, self._waits = time.monotonic(), False
        marks: dict[str, Callable[[], object]] = {each.key: each.after for each in waiting if isinstance(each, Mark)}
        for after in marks.values():
            after()

    def end(self) -> None:
        """Put down that the run has ended."""
        self._record.end_run(self._run)


def _told(outcome: Outcome, *, is_new: bool) -> Added:
    result = outcome.result
    if not isinstance(result, Skipped):
        return Added(name=outcome.item.name, state="done", repeated=not is_new)
    return Added(name=outcome.item.name, state="failed" if result.retryable else "refused", error=result.error)


def _chunks(pieces: Iterable[Came | Mark]) -> Iterator[list[Came | Mark]]:
    """Put pieces together that come quickly; what comes slowly, from the web, does not wait."""
    chunk: list[Came | Mark] = []
    size, since = 0, time.monotonic()
    for came in pieces:
        chunk.append(came)
        size += len(came.piece.data) if isinstance(came, Came) and not isinstance(came.piece, Skipped) else 0
        is_late = time.monotonic() - since >= _ASKED_SECONDS or (isinstance(came, Mark) and came.waits)
        if is_late or len(chunk) >= _ASKED or size >= _ASKED_BYTES:
            yield chunk
            chunk, size, since = [], 0, time.monotonic()
    if chunk:
        yield chunk
