"""``sayso watch``: polls feeds and adds what is new."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from sayso.cli.add import Actors, Contact, Db, Model, Ontology, Originals, Places, Warc, Workers  # noqa: TC001 - likewise

EXAMPLES = """\b
Examples:
  sayso watch feeds.toml                          poll each feed when it is due, until Ctrl-C
  sayso watch feeds.toml --once                   what is due now, then end; for cron
  sayso watch feeds.toml --contact you@news.example

A feeds.toml holds a [[feed]] for each: url = "https://...", every = "30 min", full = true to fetch the articles.
"""


def watch(  # noqa: PLR0913 - one argument for each option
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="The list of feeds, a feeds.toml.")],
    *,
    db: Db = "sayso.db",
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then end.")] = False,
    contact: Contact = None,
    workers: Workers = 1,
    originals: Originals = True,
    warc: Warc = None,
    model: Model = None,
    actors: Actors = None,
    places: Places = None,
    ontology: Ontology = None,
) -> None:
    """Poll feeds and add what is new, until it is ended; one line on standard error for each cycle."""
    from sayso.cli.filling import Filling, Setup  # noqa: PLC0415 - only a run loads Rich and spaCy

    setup = Setup(model=model, actors=actors, places=places, ontology=ontology)
    filling = Filling(db=db, setup=setup, workers=workers, originals=originals, warc=warc, contact=contact)
    raise typer.Exit(filling.watch(feeds, once=once))
