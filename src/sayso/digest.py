"""A reading in the order a person asks for it: whose word, in which words, and what is missing.

The brief shows it in a terminal, the report on a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.document import Span
from sayso.entity import Actor, Date, Place
from sayso.printable import one_line
from sayso.reading import Reading
from sayso.record import Figure, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.record import CaveatKind, Manner, Mention

NARRATOR = "the text itself"
NOBODY = "nobody named"
# Hearsay is a matter of one statement, not of who speaks: it stands among its doubts.
CAVEATS: dict[CaveatKind, str] = {
    "duress": "captive or under duress",
    "party": "party to the conflict",
    "party_outlet": "a side's own outlet",
    "anonymous": "asked not to be named",
}
_MANNERS: dict[Manner, str] = {"direct": "quoted", "mixed": "in part", "indirect": "reported"}
_MONTHS = "January February March April May June July August September October November December".split()
_NAMESAKES = 2
_DAY_PARTS = 2  # the hyphens of 2031-05-31
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
# TIMEX3 writes parts of a year in letters; each stands where it begins.
_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A quotation where the digest shows it; ``depth`` counts the quotations it stands in."""

    quotation: Quotation
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A speaker with everything the text gives on their word; ``name`` is None where it names nobody."""

    name: str | None
    actor: Actor | None
    statements: tuple[Statement, ...]

    def caveats(self) -> list[str]:
        """Say what a reader must know of the speaker, each thing once."""
        kinds = {caveat.kind for one in self.statements if one.depth == 0 for caveat in one.quotation.caveats}
        if self.actor is not None and self.actor.kind == "unnamed":
            kinds.discard("anonymous")
        return [words for kind, words in CAVEATS.items() if kind in kinds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A reading with its records at hand by id."""

    reading: Reading
    actors: Mapping[str, Actor]
    quotations: Mapping[str, Quotation]
    figures: Mapping[str, Figure]
    dates: Mapping[str, Date]
    places: Mapping[str, Place]

    @classmethod
    def of(cls, reading: Reading) -> Digest:
        """Index ``reading``."""
        return cls(
            reading=reading,
            actors={actor.id: actor for actor in reading.actors},
            quotations={quotation.id: quotation for quotation in reading.quotations},
            figures={figure.id: figure for figure in reading.figures},
            dates={date.id: date for date in reading.dates},
            places={place.id: place for place in reading.places},
        )

    def text(self, span: Span) -> str:
        """Give the characters of ``span`` on one line, safe to show."""
        return one_line(span.of(self.reading.document.text))

    def title(self) -> str:
        """Give the title, or the id of a document that has none."""
        return one_line(self.reading.document.title or "") or one_line(self.reading.document.id)

    def credits(self) -> list[str]:
        """Give author, outlet, agency, date and length, as far as the source says them."""
        document = self.reading.document
        named = [document.author, document.outlet, document.agency]
        dated = None if document.published is None else day(document.published)
        size = len(document.text.split())
        return [one_line(words) for words in (*dict.fromkeys(named), dated) if words] + [many(size, "word")]

    def name(self, mention: Mention) -> str:
        """Name the actor a mention means; the mention's own words where that is not known."""
        actor = self.actor(mention)
        return self.text(mention) if actor is None else one_line(actor.name)

    def actor(self, mention: Mention | None) -> Actor | None:
        """Give the actor a mention means, where known."""
        return None if mention is None or mention.actor is None else self.actors.get(mention.actor)

    def words(self, quotation: Quotation) -> str:
        """Give the content: direct speech in quotation marks, with … where other words break it."""
        said = ""
        before: Span | None = None
        for span in quotation.content:
            if before is not None:
                gap = self.reading.document.text[before.end : span.start]
                said += " " if not any(letter.isalnum() for letter in gap) else " … "
            said += self.text(span)
            before = span
        return f"“{said}”" if quotation.manner == "direct" else said

    def manner(self, quotation: Quotation) -> str:
        """Give the cue in the text's words; how the words are given where it has none."""
        return _MANNERS[quotation.manner] if quotation.cue is None else self.text(quotation.cue)

    def doubts(self, quotation: Quotation) -> list[str]:
        """Say what sets a statement apart from a plain assertion, unless its cue says it already."""
        hearsay = [caveat.kind for caveat in quotation.caveats if caveat.kind == "hearsay"]
        marks = (quotation.polarity, quotation.certainty, *hearsay)
        shown = ("denied", "probable", "possible", "hearsay")
        return [mark for mark in marks if mark in shown and mark != self.manner(quotation)]

    def members(self, actor: Actor) -> list[str]:
        """Name those whom a group stands for, where the text tells."""
        return [one_line(self.actors[member].name) for member in actor.members if member in self.actors]

    def told_to(self, quotation: Quotation) -> str:
        """Say whom the words went to and what carried them: "to the minister", "via the front"; empty for neither."""
        told = [] if quotation.addressee is None else [f"to {self.name(quotation.addressee)}"]
        if quotation.via is not None and (
            quotation.addressee is None or quotation.addressee.actor != quotation.via.actor
        ):
            told.append(f"via {self.name(quotation.via)}")
        return " ".join(told)

    def voices(self) -> list[Voice]:
        """Group the quotations by speaker, in the order they first speak; those of nobody come last.

        A quotation inside another stands below it, whoever speaks.
        """
        inner: dict[str, list[Quotation]] = {}
        groups: dict[str, list[Statement]] = {}
        speakers: dict[str, Mention | None] = {}
        for quotation in self.reading.quotations:
            if quotation.within in self.quotations and quotation.within is not None:
                inner.setdefault(quotation.within, []).append(quotation)
        for quotation in self.reading.quotations:
            if quotation.within in self.quotations:
                continue
            key = (
                "" if quotation.speaker is None else quotation.speaker.actor or self.text(quotation.speaker).casefold()
            )
            speakers.setdefault(key, quotation.speaker)
            groups.setdefault(key, []).extend(_nested(quotation, inner))
        return [
            Voice(
                name=None if (speaker := speakers[key]) is None else self.name(speaker),
                actor=self.actor(speaker),
                statements=tuple(groups[key]),
            )
            for key in sorted(groups, key=lambda key: key == "")
        ]

    def whose(self, quotation_id: str | None) -> str:
        """Name whose word a record rests on, and through whom it came: "officials, in the Courier".

        ``quotation_id`` is that of the quotation it stands in.
        """
        chain: list[str] = []
        quotation = None if quotation_id is None else self.quotations.get(quotation_id)
        if quotation is None:
            return NARRATOR
        while quotation is not None and len(chain) < len(self.quotations):
            chain.append(NOBODY if quotation.speaker is None else self.name(quotation.speaker))
            if quotation.via is not None:
                chain.append(self.name(quotation.via))
            quotation = None if quotation.within is None else self.quotations.get(quotation.within)
        return ", via ".join(chain)

    def details(self, figure: Figure) -> list[str]:
        """Say of a figure what befell whom, of what it is a part, how long a list beside it is, when, where, whose."""
        told = []
        if figure.casualty is not None:
            victims = ", ".join(victim.replace("_", " ") for victim in figure.casualty.victims)
            told.append(" or ".join(figure.casualty.outcomes) + (f": {victims}" if victims else ""))
        whole = self.figures.get(figure.part_of or "")
        if whole is not None:
            told.append(f"of {bounds(whole)}")
        if figure.items:
            told.append(f"{len(figure.items):,} listed")
        date = self.dates.get(figure.date or "")
        if date is not None:
            placed = date.type in {"DATE", "TIME"} and (date.edtf or "X")[:1] != "X"
            moment = when(date) if placed or date.interval is not None else self.text(date.span)
            told.append(f"as of {moment}" if figure.date_by == "saying" else moment)
        place = self.places.get(figure.place or "")
        if place is not None:
            told.append(one_line(place.name))
        actor = self.actors.get(figure.actor or "")
        if actor is not None and figure.actor_by == "holder":
            told.append(one_line(actor.name))
        return told

    def localities(self) -> tuple[list[list[Place]], list[list[Place]]]:
        """Group the mentions by place, the most named first: those that mean the place, and those that mean its people.

        A place may be in both: "in Washington" and "Washington criticised".
        """
        return (
            _by_place(place for place in self.reading.places if place.literal),
            _by_place(place for place in self.reading.places if not place.literal),
        )

    def timeline(self) -> tuple[list[Date], list[Date]]:
        """Give the dates that have a place on the calendar, in its order: to the day of publication, and after."""
        placed = [(moment, date) for date in self.reading.dates if (moment := _moment_of(date)) is not None]
        placed.sort(key=lambda pair: pair[0])
        published = _moment((self.reading.document.published or "")[:10])
        past = len(placed) if published is None else sum(moment[:3] <= published[:3] for moment, _ in placed)
        dates = [date for _, date in placed]
        return dates[:past], dates[past:]

    def unplaced(self) -> dict[str, list[Date]]:
        """Give what has no place on the calendar: durations, repeated times, dates without an anchor; in text order."""
        groups: dict[str, list[Date]] = {"lasting": [], "repeated": [], "no anchor": []}
        for date in self.reading.dates:
            if _moment_of(date) is None:
                groups[{"DURATION": "lasting", "SET": "repeated"}.get(date.type, "no anchor")].append(date)
        return {label: dates for label, dates in groups.items() if dates}

    def gaps(self) -> list[str]:
        """Say what the text leaves open."""
        reading = self.reading
        counts = (
            (sum(found.speaker is None for found in reading.quotations), "quotation", "without a speaker"),
            (sum(found.counted is None for found in reading.figures), "figure", "of nothing named"),
            (
                sum(found.date_by == "document" for found in reading.figures),
                "figure",
                "without a date, as of publication",
            ),
            (sum(found.value is None for found in reading.dates), "date", "without an anchor"),
            (sum(found.lat is None for found in reading.places), "place", "on no map"),
            (sum(found.uncertain for found in reading.places), "place", "that may be a namesake"),
        )
        said = [f"{many(count, noun)} {what}" for count, noun, what in counts if count]
        return ["no date of publication"] * (reading.document.published is None) + said


def extent(quotation: Quotation) -> Span:
    """Give the stretch from the first to the last character of the content."""
    return Span(quotation.content[0].start, quotation.content[-1].end)


def day(published: str) -> str:
    """Write an ISO date as 23 January 2015; anything else stays as it is."""
    try:
        date = dt.date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def many(count: int, noun: str) -> str:
    """Write a count with its noun: "1 word", "2,000 words"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def number(value: float | None) -> str:
    """Write a number with thousands separators; exact millions and up in words; – for None."""
    if value is None:
        return "–"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and (value / size * 1000).is_integer():
            return f"{value / size:,g} {word}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"


def bounds(figure: Figure) -> str:
    """Write a figure's interval in words: "46 or more", "up to 2,000", "30 to 35", "about 9,000"."""
    low, high = number(figure.low), number(figure.high)
    if figure.low is None and figure.high is None:
        said = number(figure.value)
    elif figure.high is None:
        said = f"{low} or more"
    elif figure.low is None:
        said = f"up to {high}"
    else:
        said = low if low == high else f"{low} to {high}"
    return f"about {said}" if figure.approximate else said


def when(date: Date) -> str:
    """Write a calendar value for people: "autumn 2030", "week 10 of 2031", "2031-03-15 10:00", "2031-05 on"."""
    value = date.value or ""
    year, _, part = value.partition("-")
    if part in _SEASONS:
        said = f"{_SEASONS[part]} {year}"
    elif part[:1] == "W" and part[1:].isdecimal():
        said = f"week {int(part[1:])} of {year}"
    elif value.isdecimal() and len(value) < len("2031"):
        said = f"{value.ljust(4, '0')}s"
    else:
        said = span_in_words(date.interval or date.edtf or value)
    # "By the end of May" is 31 May already.
    if date.mod is None or (date.edtf or "")[:10].count("-") == _DAY_PARTS:
        return said
    return f"{said}, {date.mod.lower()}"


def span_in_words(edtf: str) -> str:
    """Write an EDTF string for people: "2031-05 on", "until 2031-05-09", "2031-05-03 to 2031-05-09"."""
    return edtf.replace("T", " ").replace("/..", " on").replace("../", "until ").replace("/", " to ")


def coordinates(place: Place) -> str:
    """Write latitude and longitude with their hemispheres; ~ before a point for a whole region, empty where unknown."""
    if place.lat is None or place.lon is None:
        return ""
    about = "~" if place.precision in {"admin1", "region", "country", "wider"} else ""
    return f"{about}{abs(place.lat):.2f}{'SN'[place.lat >= 0]} {abs(place.lon):.2f}{'WE'[place.lon >= 0]}"


def namesakes(place: Place) -> str:
    """Say which places a name may mean instead; empty where the pick is sure."""
    others = dict.fromkeys(
        one_line(", ".join(filter(None, (other.name, other.admin1, other.country)))) for other in place.candidates
    )
    return f"or {' or '.join([*others][:_NAMESAKES])}" if place.uncertain and others else ""


def _by_place(mentions: Iterable[Place]) -> list[list[Place]]:
    groups: dict[object, list[Place]] = {}
    for place in mentions:
        # A part has the id of its whole: northern Iraq is not Iraq.
        groups.setdefault((place.geonames, place.name, place.country), []).append(place)
    return sorted(groups.values(), key=len, reverse=True)


def _nested(quotation: Quotation, inner: Mapping[str, Iterable[Quotation]], depth: int = 0) -> Iterator[Statement]:
    yield Statement(quotation=quotation, depth=depth)
    for part in inner.get(quotation.id, ()):
        yield from _nested(part, inner, depth + 1)


def _moment_of(date: Date) -> tuple[int, int, int, str] | None:
    """Give where a date stands: the middle or end of a month or year comes after its beginning."""
    moment = _moment(date.value, date.type)
    part = {"MID": 1, "END": 2}.get(date.mod or "")
    if moment is None or part is None:
        return moment
    year, month, day_of_month, time = moment
    if month == 0:
        return year, 6 * part, 0, time
    return year, month, day_of_month or 14 * part, time


def _moment(value: str | None, kind: str = "DATE") -> tuple[int, int, int, str] | None:
    """Give where a TIMEX3 value begins: year, month, day and time; None where the calendar has no place for it."""
    if value is None or kind not in ("DATE", "TIME") or not value[:2].isdecimal():
        return None
    day_part, _, time = value.partition("T")
    century, *parts = day_part.split("-")
    year = int("".join(digit if digit.isdecimal() else "0" for digit in century[:4]).ljust(4, "0"))
    first, second = (*parts, "", "")[:2]
    if first.startswith("W") and first[1:].isdecimal():
        monday = dt.date(max(year, 1), 1, 1) + dt.timedelta(weeks=int(first[1:]) - 1)
        return monday.year, monday.month, monday.day, time
    month = int(first) if first.isdecimal() else _BEGINS.get(first, 0)
    return year, month, int(second) if second.isdecimal() else 0, time
