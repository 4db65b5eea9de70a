"""``sayso explain``: one record, its sentence, its parse, its chain and the rule that found it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  sayso explain article.html 411:440          what the brief shows with [411:440]
  sayso explain article.html q_a80063735e     a record by its id in sayso read --json
  sayso explain news.jsonl 756                all that stands at character 756
"""


def explain(  # noqa: PLR0913 - one argument for each option
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Plain text, Markdown, HTML, PDF or JSON lines; - is standard input.")
    ],
    record: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a record, or the characters where it stands: 756:908 or 756.")
    ],
    *,
    full: Annotated[bool, typer.Option("--full", help="Show the parse of every sentence.")] = False,
    actors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar="SAYSO_ACTORS", help="The actors.toml that the file was read with."),
    ] = None,
    places: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar="SAYSO_PLACES", help="The file of places that it was read with."),
    ] = None,
    ontology: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar="SAYSO_ONTOLOGY", help="The event words that it was read with."),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another installed spaCy pipeline.")] = None,
) -> None:
    """Explain one record: its sentence and parse, on whose word it rests, and the rule that found it."""
    from sayso.cli.explained import explained  # noqa: PLC0415 - only a run loads Rich and spaCy
    from sayso.knowledge import load  # noqa: PLC0415 - likewise

    knowledge = load(actors, places=places, ontology=ontology)
    raise typer.Exit(explained(file, record, full=full, model=model, knowledge=knowledge))
