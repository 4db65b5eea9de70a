"""The reader in a worker: one item to the reading of its document.

What it reads with is loaded in the worker only: the process that writes needs no language model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.compare.copies import Signature
from sayso.errors import FailedError, ReadError
from sayso.read import Skipped, documents
from sayso.reading import Reading
from sayso.settings import variable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.document import Document
    from sayso.knowledge import Knowledge
    from sayso.read import Item
    from sayso.settings import Settings


@dataclass(frozen=True, slots=True)
class Made:
    """A reading, and what its copies will be found by: that takes a writer longer than all else it does."""

    reading: Reading
    signature: Signature


def prepared(model: str | None, knowledge: Knowledge | None, settings: Settings) -> Callable[[Item], Made | Skipped]:
    """Load what reading needs and give the function that reads one item."""
    from sayso.annotate import DEFAULT_MODEL, annotate, load  # noqa: PLC0415 - see above
    from sayso.pipeline import failed, reading_of  # noqa: PLC0415 - likewise
    from sayso.resolve.gazetteer import open_gazetteer  # noqa: PLC0415 - likewise

    nlp, gazetteer = load(model or DEFAULT_MODEL), open_gazetteer()

    def read(item: Item) -> Made | Skipped:
        try:
            document = _document(item, settings)
            if isinstance(document, Skipped):
                return document
            (doc,) = annotate([document], nlp)
            return Made(reading_of(doc, gazetteer, knowledge=knowledge), Signature.of(document))
        except MemoryError:
            reason = f"reading it takes more than {settings.max_memory:,} bytes of memory"
            return Skipped(item.name, ReadError(item.name, reason, f"raise the limit with {variable('max_memory')}"))
        except Exception as error:  # noqa: BLE001 - a defect shown by one item must not end the run; it is reported
            return Skipped(item.name, failed(item.name, error))

    return read


def lost(settings: Settings, item: Item, exit_code: int | None) -> Skipped:
    """Say what became of an item whose worker was stopped (no exit code) or died."""
    name = item.name
    if exit_code is None:
        reason = f"reading it took longer than {settings.max_item_seconds:,} seconds"
        return Skipped(name, ReadError(name, reason, f"raise the limit with {variable('max_item_seconds')}"))
    reason = f"the worker process that read it died (exit code {exit_code})"
    return Skipped(name, FailedError(name, reason, "it may need more memory; try again with fewer workers"))


def _document(item: Item, settings: Settings) -> Document | Skipped:
    """Give the one document that an item holds."""
    first = next(documents(item, settings=settings), None)
    return first or Skipped(item.name, ReadError(item.name, "it holds no document"))
