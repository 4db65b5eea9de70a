"""``sayso read``: articles in; a brief, JSON or a page out."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

EXAMPLES = """\b
Examples:
  sayso read article.html                         the brief
  sayso read talks.pdf --html report.html         a page with the text and what it says
  cat article.txt | sayso read - --json           one reading per line
  sayso read article.html --actors actors.toml    with the actors that you know
  sayso read article.html --places places.csv     with the places that you know
  sayso read news.jsonl -o readings.jsonl --resume --workers 4
"""


def read(  # noqa: PLR0913 - one argument for each option
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Text, Markdown, HTML, PDF, JSON lines, tables, feeds, archives, WARC; - is standard input.",
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one reading per line, as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one page with every text and what it says.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the readings as JSON lines.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Add to --output what it does not hold yet.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Shorten nothing in the brief.")] = False,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that read side by side.")] = 1,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another installed spaCy pipeline.")] = None,
    actors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar="SAYSO_ACTORS", help="Actors you know: names, countries, dated offices."),
    ] = None,
    places: Annotated[
        Path | None,
        typer.Option(metavar="FILE", envvar="SAYSO_PLACES", help="Places you know: TOML, or a .csv table."),
    ] = None,
    ontology: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="SAYSO_ONTOLOGY",
            help="Event words of your own.",
        ),
    ] = None,
) -> None:
    """Read articles and show what they say: the brief, unless another form is asked for."""
    from sayso.annotate import load as load_pipeline  # noqa: PLC0415 - only a run loads Rich and spaCy
    from sayso.cli import output as outputs  # noqa: PLC0415 - likewise
    from sayso.cli.work import work  # noqa: PLC0415 - likewise
    from sayso.knowledge import load  # noqa: PLC0415 - likewise
    from sayso.settings import Settings  # noqa: PLC0415 - likewise

    # All that may be wrong in what was asked is said before a file is opened to write.
    sources = [*files, *filter(None, (actors, places, ontology))]
    done = outputs.check(sources, html=html, output=output, resume=resume)
    knowledge = load(actors, places=places, ontology=ontology)
    Settings.from_environment()
    if model is not None:
        load_pipeline(model)
    # With --output, --json only names the form that file has anyway.
    printed = as_json and output is None
    with outputs.opened(as_json=printed, html=html, output=output, resume=resume, full=full) as write:
        raise typer.Exit(work(files, write, workers=workers, model=model, knowledge=knowledge, done=done))
