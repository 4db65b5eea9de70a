"""Readings against labelled texts: precision and recall apart, for each skill."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sayso.document import Span
    from sayso.gold import Gold, Label
    from sayso.reading import Reading

# Two stretches that share half of their letters name the same content (the measure of PolNeAR's scorers).
SAME_CONTENT = 0.5
# A place counts as found within this distance, as in the work on toponyms since Leidner (2007): 100 miles.
NEAR_KM = 161.0
# States and bodies without a name are actors too, but which of them a labeller lists is a matter of taste.
_SCORED_ACTORS = ("person", "organisation", "armed_group", "outlet")


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


def score(pairs: Iterable[tuple[Gold, Reading]]) -> dict[str, Score]:
    """Compare each labelled text with its reading; each skill's score is summed over all of them."""
    scores: dict[str, Score] = {}

    def count(skill: str, hits: int, predicted: int, expected: int) -> None:
        scored = scores.setdefault(skill, Score())
        scored.hits += hits
        scored.predicted += predicted
        scored.expected += expected

    for gold, reading in pairs:
        _score_quotations(gold, reading, count)
        for kind, measures in _MEASURES.items():
            labels = gold.labels[kind]
            aside = _aside(gold, kind)
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
    labels, aside = gold.labels["quotation"], _aside(gold, "quotation")
    records = [
        record for record in reading.quotations if not any(one.covers(part) for one in aside for part in record.content)
    ]
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
    aside = {label.words for label in gold.labels["aside"] if "actor" in label.facts.get("of", "actor")}
    records = [actor for actor in reading.actors if actor.kind in _SCORED_ACTORS and actor.name not in aside]
    wanted = {label.words.casefold(): label.facts["kind"] for label in gold.labels["actor"]}
    found = [actor for actor in records if _bare(actor.name) in wanted]
    count("actors", len({_bare(actor.name) for actor in found}), len(records), len(wanted))
    kinds = {_bare(actor.name) for actor in found if actor.kind in wanted[_bare(actor.name)].split(", ")}
    count("actor kinds", len(kinds), len(records), len(wanted))


def _aside(gold: Gold, kind: str) -> list[Span]:
    labels = gold.labels["aside"]
    return [span for label in labels if kind in label.facts.get("of", kind) for span in label.spans]


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _right_bounds(label: Label, figure: Any) -> bool:  # noqa: ANN401 - a record of the kind the label has
    low, high = (float(label.facts[side]) if side in label.facts else None for side in ("low", "high"))
    return (figure.low, figure.high) == (low, high)


def _right_unit(label: Label, figure: Any) -> bool:  # noqa: ANN401
    return figure.unit in label.facts["unit"].split(", ")


def _right_value(label: Label, date: Any) -> bool:  # noqa: ANN401
    return date.type == label.facts["type"] and date.value in label.facts["value"].split(", ")


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
