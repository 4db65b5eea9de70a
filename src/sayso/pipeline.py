"""The whole line: sources in, readings out, in the same order."""

from __future__ import annotations

import functools
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.annotate import DEFAULT_MODEL, annotate, found, load
from sayso.errors import FailedError, ReadError, SettingsError
from sayso.extract import extract
from sayso.read import Skipped, Source, documents
from sayso.reading import Reading
from sayso.resolve import links
from sayso.resolve.actors import Roster
from sayso.resolve.caveats import caveats
from sayso.resolve.commitments import commitments
from sayso.resolve.control import control
from sayso.resolve.dates import dates
from sayso.resolve.events import events
from sayso.resolve.gazetteer import Gazetteer, open_gazetteer
from sayso.resolve.meetings import meetings
from sayso.resolve.memberships import memberships
from sayso.resolve.places import places
from sayso.resolve.setting import Setting
from sayso.settings import Settings
from sayso.workers import Done, in_order

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Container, Generator, Iterable, Iterator

    from spacy import tokens

    from sayso.document import Document
    from sayso.knowledge import Knowledge

    AnySource = Source | str | os.PathLike[str]
    Task = tuple[str, Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced:
    """One document more is read; ``source`` names where it came from."""

    source: str
    reading: Reading


def read(
    source: AnySource,
    *,
    model: str = DEFAULT_MODEL,
    settings: Settings | None = None,
    knowledge: Knowledge | None = None,
) -> Reading:
    """Read the one document that ``source`` holds: a path, ``-`` for standard input, or a `Source`.

    Raises:
        ReadError: when it is refused, or holds more than one document.
        ModelError: when the language pipeline ``model`` is not installed or unfit.
    """
    steps = run([source], model=model, settings=settings, knowledge=knowledge)
    first = next(steps, None)
    if first is None:
        raise ReadError(Source.of(source).name, "it holds no document")
    if isinstance(first, Skipped):
        raise first.error
    if next(steps, None) is not None:
        raise ReadError(first.source, "it holds more than one document", "sayso.run([source]) reads them all")
    return first.reading


def run(  # noqa: PLR0913 - what to read, with what, and how
    sources: Iterable[AnySource],
    *,
    workers: int = 1,
    model: str = DEFAULT_MODEL,
    settings: Settings | None = None,
    knowledge: Knowledge | None = None,
    done: Container[str] = frozenset(),
) -> Generator[Advanced | Skipped, None, None]:
    """Read every document of ``sources``, in order; the same whatever the number of worker processes.

    One bad document stops nothing: it comes as `Skipped`. Documents whose id is in ``done`` are
    left out. ``knowledge`` is what `sayso.knowledge.load` makes of an ``actors.toml``. With several
    workers, a script needs the usual ``if __name__ == "__main__":``.

    Raises:
        ModelError: when the language pipeline ``model`` is not installed or unfit.
        SettingsError: when ``workers`` is no whole number of at least 1, or a ``SAYSO_...`` variable cannot hold.
    """
    if not isinstance(workers, int) or workers < 1:
        message = f"workers is {workers!r}; give a whole number of at least 1"
        raise SettingsError(message)
    tasks = _tasks(sources, settings or Settings.from_environment(), done)
    prepare = functools.partial(_reader, model, knowledge)
    if workers == 1:
        advance = prepare()
        yield from (task.result if isinstance(task, Done) else advance(task) for task in tasks)
        return
    # Built once, before several processes look for it.
    open_gazetteer().close()
    yield from in_order(tasks, prepare=prepare, workers=workers, lost=_lost)


def readings(
    documents: Iterable[Document], *, model: str = DEFAULT_MODEL, knowledge: Knowledge | None = None
) -> Iterator[Reading]:
    """Read documents at hand; an error in one is raised."""
    nlp, gazetteer = load(model), open_gazetteer()
    for doc in annotate(documents, nlp):
        yield reading_of(doc, gazetteer, knowledge=knowledge)


def reading_of(doc: tokens.Doc, gazetteer: Gazetteer, *, knowledge: Knowledge | None = None) -> Reading:
    """Extract and resolve what one annotated document says."""
    if knowledge is not None:
        doc.user_data["knowledge"] = knowledge
    extract(doc)
    roster = Roster(doc, found(doc, "actors"), found(doc, "quotations"))
    attributed = caveats(doc, roster.quotations, roster.actors())
    told, placed = dates(doc, found(doc, "dates")), places(doc, found(doc, "places"), gazetteer)
    setting = Setting.of(doc, told, placed, attributed)
    figures, attributed = links.linked(doc, found(doc, "figures"), attributed, roster.actors(), setting)
    reading = Reading(
        document=doc.user_data["document"],
        quotations=attributed,
        figures=figures,
        dates=told,
        places=placed,
    )
    reading = replace(
        reading,
        events=events(doc, found(doc, "events"), roster, reading, setting),
        commitments=commitments(doc, found(doc, "commitments"), roster, reading, setting),
        meetings=meetings(doc, found(doc, "meetings"), roster, reading, setting),
        control=control(doc, found(doc, "control"), roster, reading, setting),
        verdicts=found(doc, "verdicts"),
        memberships=memberships(doc, found(doc, "memberships"), roster, reading, setting),
    )
    # Last, since an event may bring in people whom nobody named: "gunmen".
    return replace(reading, actors=roster.actors())


def _tasks(
    sources: Iterable[AnySource], settings: Settings, done: Container[str]
) -> Iterator[Task | Done[Advanced | Skipped]]:
    for each in sources:
        source = Source.of(each)
        try:
            for document in documents(source, settings=settings):
                if isinstance(document, Skipped):
                    yield Done(document)
                elif document.id not in done:
                    yield source.name, document
        except Exception as error:  # noqa: BLE001 - a defect in one reader must not end the run; it is reported
            yield Done(Skipped(source.name, failed(source.name, error)))


def _reader(model: str, knowledge: Knowledge | None) -> Callable[[Task], Advanced | Skipped]:
    """Load what reading needs and give the function that reads one document.

    Documents are parsed one by one: in a batch the parser is at most 5 % faster, and a batch
    could let one document's company change its reading.
    """
    nlp, gazetteer = load(model), open_gazetteer()

    def advance(task: Task) -> Advanced | Skipped:
        source, document = task
        try:
            (doc,) = annotate([document], nlp)
            return Advanced(source=source, reading=reading_of(doc, gazetteer, knowledge=knowledge))
        except Exception as error:  # noqa: BLE001 - a defect shown by one document must not end the run; it is reported
            return Skipped(source, failed(_named(task), error))

    return advance


def _lost(task: Task, exit_code: int | None) -> Skipped:
    reason = f"the worker process that read it died (exit code {exit_code})"
    return Skipped(task[0], FailedError(_named(task), reason, "it may need more memory; try again with fewer workers"))


def _named(task: Task) -> str:
    source, document = task
    return f"{source} ({document.id})"


def failed(name: str, error: Exception) -> FailedError:
    """Make the report of a defect in sayso that ``error`` shows, with the line where it arose."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    return FailedError(
        name, f"sayso failed on it, {type(error).__name__}: {error} ({where})", "this is a defect; please report it"
    )
