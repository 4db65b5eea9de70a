"""sayso reads news about a conflict and keeps the record of who said what.

import sayso
reading = sayso.read("article.html")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sayso.document import Block, Document, Span
    from sayso.entity import Actor, Date, Office, Place
    from sayso.errors import ReadError, SaysoError
    from sayso.pipeline import Advanced, read, run
    from sayso.read import Skipped, Source
    from sayso.reading import Reading
    from sayso.record import Figure, Mention, Quotation
    from sayso.settings import Settings
    from sayso.store.record import Record, open_record
else:
    # Imported on first use, so that `import sayso` and `sayso --help` load no spaCy.
    _HOMES = {
        "Actor": "entity",
        "Advanced": "pipeline",
        "Block": "document",
        "Date": "entity",
        "Document": "document",
        "Figure": "record",
        "Mention": "record",
        "Office": "entity",
        "Place": "entity",
        "Quotation": "record",
        "ReadError": "errors",
        "Record": "store.record",
        "Reading": "reading",
        "SaysoError": "errors",
        "Settings": "settings",
        "Skipped": "read",
        "Source": "read",
        "Span": "document",
        "open_record": "store.record",
        "run": "pipeline",
    }

    def __getattr__(name: str) -> object:
        if name == "read":
            # The package is the function, see docs/decisions/0002-read-is-a-function.md.
            return import_module(f"{__name__}.read")
        if name not in _HOMES:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_HOMES, "read"})


__all__ = [
    "Actor",
    "Advanced",
    "Block",
    "Date",
    "Document",
    "Figure",
    "Mention",
    "Office",
    "Place",
    "Quotation",
    "ReadError",
    "Reading",
    "Record",
    "SaysoError",
    "Settings",
    "Skipped",
    "Source",
    "Span",
    "__version__",
    "open_record",
    "read",
    "run",
]
