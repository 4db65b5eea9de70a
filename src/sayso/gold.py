"""Gold: a text somebody labelled by hand, to measure readings against.

A labelled text is a file: a header (``# published: 2031-03-04``), the text, a line ``# gold``, and one label a line:

    quotation: first words … last words + second part | cue: said | speaker: Ana Lemos
    figure: At least 40 | low: 40 | unit: person
    date: on Monday | type: DATE | value: 2031-03-03
    place: Mopti | at: 14.5 -4.2
    actor: Ana Lemos | kind: person
    aside: two weeks | of: figure

Words stand for their one occurrence in the text; ``@2`` is the second, ``@-1`` the last. A cue or speaker is the
occurrence nearest to the first part of the content. What an aside covers is neither right nor wrong; ``of`` names the
kinds it holds for. A fact may have alternatives: ``kg, kilogram``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.document import Span
from sayso.errors import GoldError

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("quotation", "figure", "date", "place", "actor", "aside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One labelled item: the spans of its words, and what is said of it."""

    spans: tuple[Span, ...]
    words: str
    facts: dict[str, str] = field(default_factory=dict)
    cue: Span | None = None
    speaker: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A labelled text."""

    name: str
    metadata: dict[str, str]
    text: str
    labels: dict[str, tuple[Label, ...]]


def read_gold(path: Path) -> Gold:
    """Read a labelled text.

    Raises:
        GoldError: when a label's words are not in the text, or stand there more than once.
    """
    head, _, labelled = path.read_text(encoding="utf-8").partition("\n# gold\n")
    metadata = {}
    while header := re.match(r"# (\w+): (.*)\n", head):
        metadata[header[1]] = header[2].strip()
        head = head[header.end() :]
    labels: dict[str, list[Label]] = {kind: [] for kind in KINDS}
    for line in filter(None, map(str.strip, labelled.splitlines())):
        kind, _, rest = line.partition(": ")
        if kind not in KINDS:
            message = f"{path.name}: no label is called {kind!r}; there are {', '.join(KINDS)}"
            raise GoldError(message)
        try:
            labels[kind].append(_label(head, rest))
        except GoldError as error:
            message = f"{path.name}: {error}"
            raise GoldError(message) from error
    return Gold(
        name=path.stem, metadata=metadata, text=head, labels={kind: tuple(found) for kind, found in labels.items()}
    )


def _label(text: str, line: str) -> Label:
    words, *pairs = line.split(" | ")
    facts = dict(pair.split(": ", 1) for pair in pairs)
    # An actor is a name, wherever it stands.
    parts = [] if "kind" in facts or facts.get("of") == "actor" else words.split(" + ")
    spans = tuple(_stretch(text, part) for part in parts)
    cue, speaker = (_nearest(text, facts[name], spans) if name in facts else None for name in ("cue", "speaker"))
    return Label(spans=spans, words=words.partition("@")[0], facts=facts, cue=cue, speaker=speaker)


def _stretch(text: str, words: str) -> Span:
    first, gap, last = words.partition(" … ")
    start = _occurrence(text, first)
    if not gap:
        return start
    end = next((span for span in _occurrences(text, last) if span.start >= start.end), None)
    if end is None:
        message = f"{last!r} does not follow {first!r}"
        raise GoldError(message)
    return Span(start.start, end.end)


def _occurrence(text: str, words: str) -> Span:
    words, _, number = words.partition("@")
    found = _occurrences(text, words)
    wanted = int(number) if number else 1
    if abs(wanted) > len(found) or (not number and len(found) > 1):
        message = f"{words!r} stands {len(found)} times in the text; say which one with @NUMBER"
        raise GoldError(message)
    return found[wanted - 1 if wanted > 0 else wanted]


def _occurrences(text: str, words: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _nearest(text: str, words: str, spans: tuple[Span, ...]) -> Span:
    if "@" in words:
        return _occurrence(text, words)
    outside = [span for span in _occurrences(text, words) if not any(part.covers(span) for part in spans)]
    if not outside:
        message = f"{words!r} does not stand outside the content"
        raise GoldError(message)
    first = spans[0]
    return min(outside, key=lambda span: max(span.start - first.end, first.start - span.end))
