"""An explanation on the screen: the marked sentence, its parts, whose word, the reasons, the parse."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.annotate import DEFAULT_MODEL
from sayso.cli.bar import Bar
from sayso.cli.output import show
from sayso.digest import day
from sayso.explain import Explanation, explanations
from sayso.printable import one_line, piece
from sayso.read import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from sayso.document import Span
    from sayso.knowledge import Knowledge
    from sayso.parse import Part, Role, Sentence

_STYLES: dict[Role, str] = {"content": "green", "cue": "yellow", "speaker": "bold", "addressee": "bold", "via": "bold"}
_LABEL = len("approximate")
_TOKEN = 18


def explained(file: Path, asked: str, *, full: bool, model: str | None, knowledge: Knowledge | None) -> int:
    """Explain what is ``asked`` of ``file`` on standard output; give the exit code."""
    err = Console(stderr=True, highlight=False, markup=False, emoji=False)
    found: list[Explanation] = []
    skipped_count = 0
    with Bar(err) as bar:
        bar.prepare()
        for each in explanations(file, asked, model=model or DEFAULT_MODEL, knowledge=knowledge):
            if isinstance(each, Skipped):
                skipped_count += 1
                err.print(Text(f"sayso: {one_line(str(each.error))}", "red"), soft_wrap=True)
            else:
                found.append(each)
    for explanation in found:
        show(drawn(explanation, full=full))
    return 1 if skipped_count else 0


def drawn(explanation: Explanation, *, full: bool = False) -> RenderableType:
    """Draw ``explanation``; the parse is that of the sentence that decided, unless ``full`` asks for all."""
    text = explanation.document.text
    sentences = explanation.sentences
    parsed = sentences if full else tuple(filter(None, (explanation.decisive,)))
    shown = [_marked(sentence, explanation.parts, text) for sentence in sentences]
    left = len(sentences) - len(parsed)
    note = f"{left} more {'sentence' if left == 1 else 'sentences'} with --full" if left else ""
    return Group(
        _head(explanation),
        *_section("SENTENCE" if len(sentences) == 1 else "SENTENCES", Group(*shown)),
        *_section("RECORD", Group(_parts(explanation.parts, text), _facts(explanation))),
        *(_section("ON WHOSE WORD", _chain(explanation, text)) if explanation.chain else ()),
        *(_section("HOW IT WAS FOUND", Group(*map(_safe, explanation.reasons))) if explanation.reasons else ()),
        *_section("PARSE", Group(*_parses(parsed, text)), note),
    )


def _section(title: str, body: RenderableType, note: str = "") -> Iterator[RenderableType]:
    heading = Text(title, "bold cyan").append(f"  {note}" if note else "", "not bold dim")
    yield Padding(heading, (1, 1, 0, 1))
    yield Padding(body, (0, 1, 0, 3))


def _grid(*widths: int | None) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        grid.add_column(width=width)
    return grid


def _safe(words: str) -> Text:
    return Text(one_line(words))


def _where(span: Span) -> str:
    return f"[{span.start}:{span.end}]"


def _head(explanation: Explanation) -> RenderableType:
    document = explanation.document
    title = one_line(document.title or "") or one_line(document.id)
    dated = None if document.published is None else day(document.published)
    told = ", ".join(one_line(words) for words in (title, document.outlet, dated) if words)
    name = Text(f"{explanation.kind} {explanation.id}", "bold").append(f"  {_where(explanation.span)}", "not bold dim")
    return Padding(Group(name, Text(told, "dim")), (1, 1, 0, 1))


def _marked(sentence: Sentence, parts: Sequence[Part], text: str) -> Text:
    """Write a sentence with its parts in braces, each with its role; parts that cross are cut."""
    span = sentence.span
    inside = [part for part in parts if part.span.overlaps(span)]
    edges = {span.start, span.end, *(edge for part in inside for edge in (part.span.start, part.span.end))}
    cuts = sorted(edge for edge in edges if span.start <= edge <= span.end)
    shown = Text()
    opened: list[Part] = []
    for start, end in pairwise(cuts):
        held = [part for part in inside if part.span.start <= start < part.span.end]
        held.sort(key=lambda part: (part.span.start, -part.span.end))
        while opened and opened != held[: len(opened)]:
            opened.pop()
            shown.append("}", "dim")
        for part in held[len(opened) :]:
            shown.append(f"{{{part.role}: ", "dim")
        opened = held
        style = _STYLES.get(held[-1].role, "bold") if held else ""
        shown.append(piece(text[start:end]), style)
    shown.append("}" * len(opened), "dim")
    return shown.append(f"  {_where(span)}", "dim")


def _parts(parts: Sequence[Part], text: str) -> RenderableType:
    grid = _grid(_LABEL, None, None)
    for part in parts:
        words = Text(one_line(part.span.of(text)))
        if part.name is not None and one_line(part.name) != words.plain:
            words.append(f" → {one_line(part.name)}", "bold")
        grid.add_row(Text(part.role, "dim"), words, Text(_where(part.span), "dim", no_wrap=True))
    return grid


def _facts(explanation: Explanation) -> RenderableType:
    grid = _grid(_LABEL, None)
    for label, value in explanation.facts:
        grid.add_row(Text(label, "dim"), Text(value))
    return grid


def _chain(explanation: Explanation, text: str) -> RenderableType:
    grid = _grid(None, None, None)
    for place, link in enumerate(explanation.chain):
        cue = "" if link.cue is None else one_line(link.cue.of(text))
        arrow = "in " if place else ""
        grid.add_row(Text(f"{arrow}{link.name}"), Text(cue, "yellow"), Text(link.quotation or "", "dim"))
    return grid


def _parses(sentences: Sequence[Sentence], text: str) -> Iterator[RenderableType]:
    """Yield a table for each sentence: part of the record, token, part of speech, relation, head."""
    for sentence in sentences:
        tokens = [one_line(word.span.of(text)) for word in sentence.words]
        heads = ["" if word.head is None else f"{word.head + 1} {tokens[word.head]}" for word in sentence.words]
        widest, head_width = (min(max(map(cell_len, words)), _TOKEN) for words in (tokens, heads))
        grid = _grid(9, len(str(len(tokens))), max(widest, 5), 5, 9, max(head_width, 4), None)
        grid.columns[1].justify = "right"
        for column in grid.columns[2:]:
            column.no_wrap = True
        # What a relation means in words takes the room that is left.
        grid.expand, grid.columns[-1].ratio = True, 1
        grid.add_row(*(Text(name, "dim") for name in ("", "", "token", "part", "relation", "head", "")))
        before = None
        for number, (word, token, head) in enumerate(zip(sentence.words, tokens, heads, strict=True), start=1):
            role = "" if word.role is None else "│" if word.role == before else word.role
            grid.add_row(
                Text(role, "dim", justify="right"),
                Text(str(number), "dim"),
                Text(token, _STYLES.get(word.role, "bold") if word.role else ""),
                word.part_of_speech,
                word.relation,
                Text(head),
                Text(word.meaning, "dim"),
            )
            before = word.role
        yield grid
