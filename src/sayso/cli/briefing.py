"""The brief of a record: of one document as `sayso read` prints it; of many, dated lines and what falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from sayso.brief import brief
from sayso.brief.layout import DOT, LINES, Clamped, grid_of, section
from sayso.cli.entry_lines import line_of
from sayso.cli.output import show
from sayso.cli.pager import paged
from sayso.digest import many, span_in_words
from sayso.errors import RecordError
from sayso.store.record import Record
from sayso.store.search.query import narrowed, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from sayso.store.entries import DocumentFacts, Entry

# Of a whole record; --full shows all.
_MOST = 100
_DATE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What a brief is asked of."""

    record: Record
    outlet: str | None = None
    after: date | None = None
    before: date | None = None
    as_of: datetime | None = None
    full: bool = False

    def show(self, query: str) -> None:
        """Print the brief of the documents that ``query`` finds; of all, where it is empty.

        Raises:
            RecordError: where there is none.
        """
        documents = self._documents(query)
        if not documents:
            message = f"nothing like that in {self.record.name}"
            raise RecordError(message)
        if len(documents) == 1:
            with paged():
                show(brief(self.record.reading(next(iter(documents)), as_of=self.as_of), full=self.full))
            return
        with paged():
            show(Group(*self._many(documents, by_query=bool(query))))

    def _documents(self, query: str) -> dict[int, DocumentFacts]:
        if not query:
            found = self.record.documents(outlet=self.outlet, after=self.after, before=self.before, as_of=self.as_of)
            return {each.number: each for each in found}
        named = self.record.find_documents(query)
        if named:
            return {named[0].number: named[0]}
        asked = narrowed(parse(query), outlet=self.outlet, after=self.after, before=self.before)
        return {hit.document.number: hit.document for hit in self.record.find(asked, as_of=self.as_of)}

    def _many(self, documents: dict[int, DocumentFacts], *, by_query: bool) -> Iterator[RenderableType]:
        outlets = {each.outlet for each in documents.values()} - {None}
        days = sorted(each.published[:10] for each in documents.values() if each.published)
        told = [many(len(documents), "document")]
        told += [many(len(outlets), "outlet")] if outlets else []
        told += [f"{days[0]} to {days[-1]}"] if days else []
        title = "What the documents say that were found" if by_query else "What the record says"
        yield Padding(Group(Text(title, "bold"), Text(DOT.join(told), "dim")), (1, 1, 0, 1))
        some = documents if by_query else None
        yield from self._dated(some)
        yield from self._due(some)

    def _dated(self, documents: dict[int, DocumentFacts] | None) -> Iterator[RenderableType]:
        """Yield events and meetings by date, those that the texts date themselves."""
        found = [*self._last("events", documents), *self._last("meetings", documents)]
        shown, note = self._some(sorted(found, key=_by_day))
        if not shown:
            return
        grid = grid_of(None)
        for _, entry in shown:
            line = line_of(entry)
            grid.add_row(Clamped(line.words, None if self.full else LINES))
            if line.sentence is not None:
                grid.add_row(Padding(Clamped(line.sentence, None if self.full else LINES), (0, 0, 0, 2)))
            grid.add_row(Padding(Text(DOT.join(line.about), "dim"), (0, 0, 0, 2)))
        yield from section("WHAT HAPPENED", note, grid)

    def _due(self, documents: dict[int, DocumentFacts] | None) -> Iterator[RenderableType]:
        """Yield the commitments that fall due, by day."""
        shown, note = self._some(self._last("commitments", documents))
        if not shown:
            return
        grid = grid_of(_DATE, 8, None)
        grid.add_row(*(Text(name, "dim") for name in ("due", "", "")))
        for _, entry in shown:
            line = line_of(entry)
            by = line.cells["by"] or ""
            words = Text(by, "bold").append(": " if by else "", "not bold")
            words.append_text(Text(" ".join(entry.words.split()), "not bold"))
            source = Text(DOT.join(line.about), "dim")
            grid.add_row(
                Text(span_in_words(entry.record.due or "")),
                Text(entry.record.kind, "dim"),
                Group(Clamped(words, None if self.full else LINES), source),
            )
        yield from section("DUE", note, grid)

    def _last(self, field: str, documents: dict[int, DocumentFacts] | None) -> list[tuple[int, Entry[Any]]]:
        return self.record.last(
            field,
            documents=documents,
            outlet=self.outlet,
            after=self.after,
            before=self.before,
            as_of=self.as_of,
            limit=None if self.full else _MOST + 1,
        )

    def _some(self, found: list[tuple[int, Entry[Any]]]) -> tuple[list[tuple[int, Entry[Any]]], str]:
        """Give the last of the entries, all of them in full, and a note how many there are."""
        if self.full or len(found) <= _MOST:
            return found, f"{len(found):,}"
        return found[-_MOST:], f"the last {_MOST}, all with --full"


def _by_day(found: tuple[int, Entry[Any]]) -> tuple[int, int]:
    return found[0], found[1].document.number
