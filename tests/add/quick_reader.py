"""A reader that needs no language model, and does what a text tells it to: hang, die, or take more memory than it may.

Worker processes import it by its name: the folder is on the path of those that the tests start.
"""

from __future__ import annotations

import os
import re
import signal
import time
from typing import TYPE_CHECKING

from sayso.document import Span
from sayso.errors import ReadError
from sayso.read import Item, Skipped, documents
from sayso.reading import Reading
from sayso.record import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.knowledge import Knowledge
    from sayso.settings import Settings

NUMBER = re.compile(r"\d+")


def prepared(model: str | None, knowledge: Knowledge | None, settings: Settings) -> Callable[[Item], Reading | Skipped]:
    """Give what reads one item: its numbers are figures."""
    del model, knowledge
    pause = float(os.environ.get("QUICK_READER_PAUSE", "0"))

    def read(item: Item) -> Reading | Skipped:
        time.sleep(pause)
        if b"HANG" in item.data:
            time.sleep(600)
        if b"DIE" in item.data:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"EAT" in item.data:
            try:
                bytearray(2 * settings.max_memory)
            except MemoryError:
                return Skipped(item.name, ReadError(item.name, "out of memory"))
        document = next(documents(item, settings=settings))
        if isinstance(document, Skipped):
            return document
        figures = tuple(
            Figure(id=f"f_{number:010x}", span=Span(*found.span()), value=float(found[0]), low=0.0, high=1.0)
            for number, found in enumerate(NUMBER.finditer(document.text))
        )
        return Reading(document=document, figures=figures)

    return read
