"""Which of its namesakes a place name means, by what it is and by the company it keeps."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.mention import Toponym
from sayso.resolve.gazetteer import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    # What one name means in one document: the folded name, what its words say it is, its country.
    Name = tuple[str, str | None, str | None]
    # A first-level subdivision: country, name.
    State = tuple[str | None, str | None]

# A place scores the decimal logarithm of its people (one more is ten times as large), and more or less for
# the following. Set by hand, then by coordinate search on the development sets; the optimum is flat.
_ROUNDS = 3
_SHARPNESS = 3.0
_IS_COUNTRY = 1.5
_IS_ADMIN = -1.2
_AS_SAID = 1.7
_COUNTRY_SAID = 3.0
_FAMOUS, _FAMOUS_PEOPLE = 1.0, 300_000
# Another name of a large place may be its English one; that of a village is seldom meant.
_OTHER_NAME, _OTHER_NAME_OF_SMALL, _SMALL_PEOPLE = -1.0, -3.0, 200_000
# GeoNames lists a town without a count where it is the seat of a district.
_UNKNOWN_PEOPLE = 5_000
_SAME_COUNTRY = 3.0
_SAME_STATE = 4.0
_BESIDE, _BESIDE_KM = 2.0, 100.0
# The share of a vote that makes a place a neighbour for others.
_CLEAR = 0.6
# A namesake that scores less than this below the chosen place may well be the one that is meant. Two is what a
# hundred times as many people weigh; docs/places.md tells how often the picks on either side are right.
MARGIN = 2.0
# Of the city that every reader knows by a name, less doubt is due.
LISTED_MARGIN = 0.7
# Namesakes nearer to one another are told apart by their kind, not by where they lie.
_ELSEWHERE_KM = 161.0
_MOST_OTHERS = 4
_EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Question:
    """A name, one of its mentions, the places it may mean, and whether it is sure enough to have a vote."""

    name: Name
    mention: Toponym
    entries: tuple[Entry, ...]
    votes: bool = True


@dataclass(slots=True)
class _Context:
    """Where the places of a document seem to lie: each name casts one vote, split over its namesakes."""

    countries: defaultdict[str | None, float] = field(default_factory=lambda: defaultdict(float))
    states: defaultdict[State, float] = field(default_factory=lambda: defaultdict(float))
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    votes: int = 0

    def add(self, question: Question, shares: Sequence[float]) -> None:
        """Count the vote of a name."""
        self.votes += 1
        for entry, share in zip(question.entries, shares, strict=True):
            self.countries[entry.country] += share
            if entry.admin1 is not None:
                self.states[entry.country, entry.admin1] += share
            if share > _CLEAR and entry.kind in ("city", "admin") and entry.lat is not None and entry.lon is not None:
                self.points[question.name[0]] = (entry.lat, entry.lon)

    def fit(self, question: Question, entry: Entry, own: Mapping[State, float]) -> float:
        """Tell how well a place fits the others; ``own`` is what its name itself voted for."""
        others = self.votes - question.votes
        if others < 1:
            return 0.0
        of_country = sum(share for (country, _), share in own.items() if country == entry.country)
        fit = _SAME_COUNTRY * (self.countries[entry.country] - of_country) / others
        if entry.admin1 is not None:
            state = (entry.country, entry.admin1)
            fit += _SAME_STATE * (self.states[state] - own.get(state, 0.0)) / others
        return fit + _BESIDE * math.exp(-self._nearest_km(entry, question.name[0]) / _BESIDE_KM)

    def _nearest_km(self, entry: Entry, name: str) -> float:
        if entry.lat is None or entry.lon is None:
            return math.inf
        here = (entry.lat, entry.lon)
        return min(
            (distance_km(here, point) for other, point in self.points.items() if other != name), default=math.inf
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, and the others it may mean, the likeliest first.

    ``rivals`` are those of the others that are nearly as likely: within `MARGIN` of the chosen one.
    """

    entry: Entry | None = None
    others: tuple[Entry, ...] = ()
    rivals: tuple[Entry, ...] = ()


def choose(questions: Sequence[Question]) -> dict[Name, Choice]:
    """Choose a place for each name.

    Votes and scores are worked out in turn a few times (mean-field approximation), so names that
    are ambiguous one by one settle on the region where all of them are at home.
    """
    alone = [[_weight(question.mention, entry) for entry in question.entries] for question in questions]
    scores = alone
    for _ in range(_ROUNDS):
        shares = [_shares(some) for some in scores]
        context = _Context()
        for question, some in zip(questions, shares, strict=True):
            if question.votes and question.entries:
                context.add(question, some)
        scores = [
            _scores(question, before, some, context)
            for question, before, some in zip(questions, alone, shares, strict=True)
        ]
    return {
        question.name: _choice(question.entries, some, is_listed=_is_listed(question.mention))
        for question, some in zip(questions, scores, strict=True)
    }


def _choice(entries: Sequence[Entry], scores: Sequence[float], *, is_listed: bool) -> Choice:
    """Choose the entry of the highest score; the first, which has more people, of equal ones."""
    if not entries:
        return Choice()
    ranked = sorted(zip(scores, entries, strict=True), key=lambda pair: -pair[0])
    best, chosen = ranked[0]
    elsewhere = [(score, entry) for score, entry in ranked[1:] if not _is_same_place(entry, chosen)][:_MOST_OTHERS]
    margin = LISTED_MARGIN if is_listed else MARGIN
    rivals = tuple(entry for score, entry in elsewhere if best - score < margin)
    return Choice(chosen, tuple(entry for _, entry in elsewhere), rivals)


def _is_listed(mention: Toponym) -> bool:
    """Tell whether the name is that of a city every reader knows."""
    return mention.kind == "city" and mention.evidence == "known"


def _is_same_place(one: Entry, other: Entry) -> bool:
    """Tell whether it matters little which of two is meant: a town and the district around it."""
    if one.country == other.country and one.admin1 == other.admin1 and "admin" in (one.kind, other.kind):
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.country == other.country
    return distance_km((one.lat, one.lon), (other.lat, other.lon)) <= _ELSEWHERE_KM


def _scores(question: Question, alone: Sequence[float], shares: Sequence[float], context: _Context) -> list[float]:
    own: defaultdict[State, float] = defaultdict(float)
    if question.votes:
        for entry, share in zip(question.entries, shares, strict=True):
            own[entry.country, entry.admin1] += share
    return [weight + context.fit(question, entry, own) for weight, entry in zip(alone, question.entries, strict=True)]


def _shares(scores: Sequence[float]) -> list[float]:
    """Split a vote over namesakes by their scores."""
    best = max(scores, default=0.0)
    weights = [math.exp(_SHARPNESS * (score - best)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _weight(mention: Toponym, entry: Entry) -> float:
    """Weigh a place for itself: its people, and whether its kind and country are what the words say."""
    weight = math.log10((entry.population or _UNKNOWN_PEOPLE) + 100)
    if entry.kind == "country":
        weight += _IS_COUNTRY
    elif entry.kind == "admin":
        weight += _IS_ADMIN
    if mention.kind == entry.kind:
        weight += _AS_SAID
    if not entry.preferred:
        weight += _OTHER_NAME if entry.population > _SMALL_PEOPLE else _OTHER_NAME_OF_SMALL
    if mention.kind == "city" and mention.evidence == "known" and entry.population > _FAMOUS_PEOPLE:
        weight += _FAMOUS
    if mention.kind == "city" and mention.country == entry.country:
        weight += _COUNTRY_SAID
    return weight


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance of two points, near enough for what is near (equirectangular projection)."""
    degrees = (other[1] - one[1] + 180) % 360 - 180
    east = math.radians(degrees) * math.cos(math.radians((one[0] + other[0]) / 2))
    return _EARTH_RADIUS_KM * math.hypot(east, math.radians(other[0] - one[0]))
