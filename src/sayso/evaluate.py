"""Readings against labelled texts: precision and recall apart, for each skill.

A labelled text is a file: a header (``# published: 2031-03-04``), the text, a line ``# gold``, and one label a line:

    quotation: first words … last words + second part | cue: said | speaker: Ana Lemos
    figure: At least 40 | low: 40 | unit: person
    date: on Monday | type: DATE | value: 2031-03-03
    place: Mopti | at: 14.5 -4.2
    actor: Ana Lemos | kind: person
    aside: two weeks

Words stand for their one occurrence in the text; ``@2`` is the second, ``@-1`` the last. A cue or speaker is the
occurrence nearest to the first part of the content. What overlaps an aside is neither right nor wrong.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sayso.document import Span
from sayso.errors import GoldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sayso.reading import Reading

KINDS = ("quotation", "figure", "date", "place", "actor", "aside")
# Two stretches that share half of their letters name the same content (the measure of PolNeAR's scorers).
SAME_CONTENT = 0.5
# A place counts as found within this distance, as in the work on toponyms since Leidner (2007): 100 miles.
NEAR_KM = 161.0
# States and bodies without a name are actors too, but which of them a labeller lists is a matter of taste.
_SCORED_ACTORS = ("person", "organisation", "armed_group", "outlet")


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


@dataclass(slots=True)
class Score:
    """How many of a skill's items were found, were predicted, and were there."""

    hits: int = 0
    predicted: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Give the share of the predicted that is right, in percent."""
        return 100 * self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Give the share of the expected that was found, in percent."""
        return 100 * self.hits / self.expected if self.expected else 0.0


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
    parts = [] if "kind" in facts else words.split(" + ")
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


def score(pairs: Iterable[tuple[Gold, Reading]]) -> dict[str, Score]:
    """Compare each labelled text with its reading; each skill's score is summed over all of them."""
    scores: dict[str, Score] = {}

    def count(skill: str, hits: int, predicted: int, expected: int) -> None:
        scored = scores.setdefault(skill, Score())
        scored.hits += hits
        scored.predicted += predicted
        scored.expected += expected

    for gold, reading in pairs:
        aside = [span for label in gold.labels["aside"] for span in label.spans]
        _score_quotations(gold, reading, count)
        for kind, measures in _MEASURES.items():
            labels = gold.labels[kind]
            records = [
                record for record in getattr(reading, f"{kind}s") if not any(record.span.overlaps(one) for one in aside)
            ]
            matched = _matches(
                [_letters(gold.text, label.spans) for label in labels],
                [_letters(gold.text, (record.span,)) for record in records],
            )
            count(f"{kind}s", len(matched), len(records), len(labels))
            extra = len(records) - len(matched)
            for skill, fact, right in measures:
                asked = [
                    (labels[one], records[to]) for one, to, _ in matched if fact is None or fact in labels[one].facts
                ]
                hits = sum(right(label, record) for label, record in asked)
                expected = sum(fact is None or fact in label.facts for label in labels)
                count(skill, hits, len(asked) + extra, expected)
        _score_actors(gold, reading, count)
    return scores


def _score_quotations(gold: Gold, reading: Reading, count: Callable[[str, int, int, int], None]) -> None:
    labels, records = gold.labels["quotation"], reading.quotations
    matched = [
        (labels[one], records[other])
        for one, other, shared in _matches(
            [_letters(gold.text, label.spans) for label in labels],
            [_letters(gold.text, record.content) for record in records],
        )
        if shared >= SAME_CONTENT
    ]
    count("quotations", len(matched), len(records), len(labels))
    spoken = sum(_touch(label.speaker, record.speaker) for label, record in matched)
    count("quotation speakers", spoken, len(records), len(labels))
    cued = sum(_touch(label.cue, record.cue) for label, record in matched)
    count("quotation cues", cued, len(records), len(labels))


def _score_actors(gold: Gold, reading: Reading, count: Callable[[str, int, int, int], None]) -> None:
    aside = {label.words for label in gold.labels["aside"]}
    records = [actor for actor in reading.actors if actor.kind in _SCORED_ACTORS and actor.name not in aside]
    wanted = {label.words.casefold(): label.facts["kind"] for label in gold.labels["actor"]}
    found = [actor for actor in records if _bare(actor.name) in wanted]
    count("actors", len({_bare(actor.name) for actor in found}), len(records), len(wanted))
    kinds = {_bare(actor.name) for actor in found if actor.kind == wanted[_bare(actor.name)]}
    count("actor kinds", len(kinds), len(records), len(wanted))


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _right_bounds(label: Label, figure: Any) -> bool:  # noqa: ANN401 - a record of the kind the label has
    low, high = (float(label.facts[side]) if side in label.facts else None for side in ("low", "high"))
    return (figure.low, figure.high) == (low, high)


def _right_unit(label: Label, figure: Any) -> bool:  # noqa: ANN401
    return figure.unit in label.facts["unit"].split(", ")


def _right_value(label: Label, date: Any) -> bool:  # noqa: ANN401
    return (date.type, date.value) == (label.facts["type"], label.facts["value"])


def _right_point(label: Label, place: Any) -> bool:  # noqa: ANN401
    lat, lon = map(float, label.facts["at"].split())
    return place.lat is not None and place.lon is not None and _distance_km(lat, lon, place.lat, place.lon) <= NEAR_KM


# For each kind of span: the skill, the fact a label must have to ask for it, and when a record is right.
_MEASURES: dict[str, tuple[tuple[str, str | None, Callable[[Label, Any], bool]], ...]] = {
    "figure": (("figure bounds", None, _right_bounds), ("figure units", "unit", _right_unit)),
    "date": (("date values", "value", _right_value),),
    "place": (("place points", "at", _right_point),),
}


def _distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    arc = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(arc)))


def _touch(one: Span | None, other: Span | None) -> bool:
    return one is other if one is None or other is None else one.overlaps(other)


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    """Give the places of letters and digits: marks at the edges do not matter."""
    return {at for span in spans for at in range(span.start, span.end) if text[at].isalnum()}


def _matches(ones: Sequence[set[int]], others: Sequence[set[int]]) -> list[tuple[int, int, float]]:
    """Pair each of ``ones`` with one of ``others``, the largest share of common letters first."""
    shares = sorted(
        (-len(one & other) / len(one | other), at, to)
        for at, one in enumerate(ones)
        for to, other in enumerate(others)
        if one & other
    )
    taken: set[int] = set()
    given: set[int] = set()
    paired = []
    for share, at, to in shares:
        if at not in taken and to not in given:
            taken.add(at)
            given.add(to)
            paired.append((at, to, -share))
    return paired
