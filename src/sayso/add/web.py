"""The web, asked only when a URL is given: the page at a URL as a `Source`, each raw answer kept beside the record."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import FetchError
from sayso.read import Skipped, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.fetch.answer import Answer
    from sayso.fetch.client import Client, Gate
    from sayso.store.record import Record

_SCHEMES = ("http://", "https://")
# What a server says of anything that it does not know.
_UNTOLD = ("application/octet-stream", "binary/octet-stream")


class Web:
    """What asks: a client, and the gate that each request passes."""

    def __init__(self, client: Client, gate: Gate | None = None) -> None:
        """Ask nothing yet."""
        self.client = client
        self.gate = gate

    def source(self, url: str) -> Source | Skipped:
        """Fetch what is at a URL."""
        from sayso.fetch.client import page  # noqa: PLC0415 - only where a URL is given

        try:
            return source_of(page(url, client=self.client, gate=self.gate), name=url)
        except FetchError as error:
            return Skipped(url, error)


@contextmanager
def opened(folder: Path, *, contact: str | None = None) -> Iterator[Web]:
    """Give a web that obeys robots.txt and keeps each answer in a WARC file in ``folder``."""
    from sayso.fetch import Client, Keeper, Robots  # noqa: PLC0415 - only where a URL is given

    with Keeper(folder) as keep:
        client = Client(keep=keep, contact=contact)
        yield Web(client, Robots(client=client))


def source_of(answer: Answer, *, name: str) -> Source:
    """Give an answer as a source, under the URL that was asked for."""
    told = answer.last.header("Content-Type")
    return Source(
        name=name,
        data=answer.body,
        media_type=None if answer.media_type in _UNTOLD else told,
        url=answer.final_url,
        fetched_at=answer.fetched_at,
    )


def is_url(given: object) -> bool:
    """Tell whether what was given is to be fetched."""
    return isinstance(given, str) and given.lower().startswith(_SCHEMES)


def folder_of(record: Record) -> Path:
    """Give the folder for raw answers: ``sayso.warc`` beside ``sayso.db``."""
    path = record.engine.url.database if record.engine.dialect.name == "sqlite" else None
    return Path(path or "sayso").with_suffix(".warc")
