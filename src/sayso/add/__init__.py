"""Fill a record: take sources apart, read what is new in processes of their own, keep each batch in one transaction."""

from __future__ import annotations

import functools
import time
from collections import deque
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.add.apart import apart
from sayso.add.reader import Made, lost, prepared
from sayso.annotate import DEFAULT_MODEL
from sayso.errors import ReadError, SettingsError
from sayso.read import Skipped
from sayso.resolve.gazetteer import open_gazetteer
from sayso.settings import Settings
from sayso.store.ledger import Item, Outcome, State
from sayso.workers import Done, Limits, in_order

if TYPE_CHECKING:
    import os
    from collections.abc import Generator, Iterable, Iterator

    from sayso.knowledge import Knowledge
    from sayso.read import Item as Piece
    from sayso.read import Source
    from sayso.store.record import Record

# A transaction waits for the disk a few milliseconds, whatever it holds.
_BATCH, _BATCH_SECONDS = 64, 2.0
# Pieces whose place in the ledger is asked for at once, as far as they take no more memory than that.
_ASKED, _ASKED_BYTES = 64, 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One item more that is safe in the record; ``known`` is true where it was there before.

    ``error`` is why it was refused or failed, where that was found now.
    """

    name: str
    state: State
    known: bool = False
    error: ReadError | None = None


def add(  # noqa: PLR0913 - what to read, with what, and how
    record: Record,
    sources: Iterable[Source | str | os.PathLike[str]],
    *,
    workers: int = 1,
    model: str = DEFAULT_MODEL,
    settings: Settings | None = None,
    knowledge: Knowledge | None = None,
    setup: str = "",
    command: str = "",
    keep_originals: bool = True,
) -> Generator[Added, None, None]:
    """Add all that ``sources`` hold to ``record``; yield each item once it is safe, in the order of the sources.

    What is in the record already is not read again, so the same call goes on where it was cut off. Closing the
    generator keeps what was read until then. ``setup`` names what readings hang on beside the version of sayso.

    Raises:
        ModelError: when the language pipeline ``model`` is not installed or unfit.
        SettingsError: when ``workers`` is no whole number of at least 1, or a ``SAYSO_...`` variable cannot hold.
        StoreError: when the record cannot be written; what was kept before stays.
    """
    if not isinstance(workers, int) or workers < 1:
        message = f"workers is {workers!r}; give a whole number of at least 1"
        raise SettingsError(message)
    limits = settings or Settings.from_environment()
    # Built once, before several processes look for it.
    open_gazetteer().close()
    run = record.start_run(command)
    batch = _Batch(record, run=run, setup=setup)
    with closing(apart(sources, settings=limits)) as pieces:
        line = _Line(record, pieces, setup=setup, keep_originals=keep_originals)
        results = in_order(
            line.tasks(),
            prepare=functools.partial(prepared, model, knowledge, limits),
            workers=workers,
            lost=functools.partial(lost, limits),
            limits=Limits(seconds=limits.max_item_seconds, max_memory=limits.max_memory),
        )
        try:
            for result in results:
                batch.put(line.outcome(result))
                if batch.is_due:
                    yield from batch.write()
            yield from batch.write()
        finally:
            batch.write()
            record.end_run(run)


class _Line:
    """Pieces on their way through the workers, and what is known of each."""

    def __init__(self, record: Record, pieces: Iterable[Piece | Skipped], *, setup: str, keep_originals: bool) -> None:
        self._record = record
        self._pieces = pieces
        self._setup = setup
        self._keeps = keep_originals
        self._under_way: deque[Item | Added] = deque()

    def tasks(self) -> Iterator[Piece | Done[Made | Skipped | None]]:
        """Yield what is to be read; what is known, or was skipped before, passes by the workers."""
        for chunk in _chunks(self._pieces):
            items = [self._item(piece) for piece in chunk]
            settled = self._record.settled(items, setup=self._setup)
            for piece, item in zip(chunk, items, strict=True):
                state = settled.get(item.key)
                self._under_way.append(item if state is None else Added(name=item.name, state=state, known=True))
                yield Done(None) if state is not None else Done(piece) if isinstance(piece, Skipped) else piece

    def outcome(self, result: Made | Skipped | None) -> Outcome | Added:
        """Put a result to the item that it is of: results come in the order of the tasks."""
        item = self._under_way.popleft()
        if isinstance(item, Added):
            return item
        if result is None:
            message = f"{item.name} was to be read and came back untouched"
            raise AssertionError(message)
        if isinstance(result, Made):
            return Outcome(item=item, result=result.reading, signature=result.signature)
        return Outcome(item=item, result=result)

    def _item(self, piece: Piece | Skipped) -> Item:
        if isinstance(piece, Skipped):
            return Item(name=piece.source)
        return Item.of_bytes(
            piece.data,
            name=piece.name,
            media_type=piece.media_type,
            url=piece.url,
            fetched_at=piece.fetched_at,
            keep=self._keeps,
        )


class _Batch:
    """What is read and not yet kept."""

    def __init__(self, record: Record, *, run: int, setup: str) -> None:
        self._record = record
        self._run = run
        self._setup = setup
        self._waiting: list[Outcome | Added] = []
        self._since = time.monotonic()

    @property
    def is_due(self) -> bool:
        return len(self._waiting) >= _BATCH or time.monotonic() - self._since >= _BATCH_SECONDS

    def put(self, outcome: Outcome | Added) -> None:
        self._waiting.append(outcome)

    def write(self) -> list[Added]:
        """Keep what waits, in one transaction, and tell of each item in order."""
        waiting, self._waiting = self._waiting, []
        outcomes = [each for each in waiting if isinstance(each, Outcome)]
        if outcomes:
            self._record.keep(outcomes, run=self._run, setup=self._setup)
        self._since = time.monotonic()
        return [each if isinstance(each, Added) else _told(each) for each in waiting]


def _told(outcome: Outcome) -> Added:
    result = outcome.result
    if not isinstance(result, Skipped):
        return Added(name=outcome.item.name, state="done")
    return Added(name=outcome.item.name, state="failed" if result.retryable else "refused", error=result.error)


def _chunks(pieces: Iterable[Piece | Skipped]) -> Iterator[list[Piece | Skipped]]:
    chunk: list[Piece | Skipped] = []
    size = 0
    for piece in pieces:
        chunk.append(piece)
        size += 0 if isinstance(piece, Skipped) else len(piece.data)
        if len(chunk) >= _ASKED or size >= _ASKED_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
