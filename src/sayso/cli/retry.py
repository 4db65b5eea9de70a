"""``sayso retry``: once more what failed."""

from __future__ import annotations

import typer

# Typer reads the annotations.
from sayso.cli.add import Actors, Contact, Db, Follow, Model, Ontology, Originals, Places, TextColumn, Warc, Workers  # noqa: TC001

EXAMPLES = """\b
Examples:
  sayso failures                                  what was not read, and why
  sayso retry                                     add again what failed: a share that was away, a server that was busy
  SAYSO_MAX_MEMORY=8000000000 sayso retry         with more memory for each worker
"""


def retry(  # noqa: PLR0913 - one argument for each option
    *,
    db: Db = "sayso.db",
    workers: Workers = 1,
    originals: Originals = True,
    text_column: TextColumn = None,
    follow: Follow = True,
    warc: Warc = None,
    contact: Contact = None,
    model: Model = None,
    actors: Actors = None,
    places: Places = None,
    ontology: Ontology = None,
) -> None:
    """Add the sources again of which something failed; what is settled is not read again."""
    from sayso.cli.filling import Filling, Setup  # noqa: PLC0415 - only a run loads Rich and spaCy

    setup = Setup(model=model, actors=actors, places=places, ontology=ontology)
    filling = Filling(db=db, setup=setup, workers=workers, originals=originals, warc=warc, contact=contact)
    raise typer.Exit(filling.retry(text_column=text_column, follow=follow))
