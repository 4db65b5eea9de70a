"""The list beside the text: what it says, kind by kind, each entry a link to its words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sayso import cast, deeds
from sayso.digest import NOBODY, bounds, coordinates, extent, namesakes, span_in_words, when
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.digest import Digest, Statement, Voice
    from sayso.document import Span
    from sayso.entity import Actor, Place
    from sayso.record import Figure


def items(digest: Digest) -> str:
    """Give the sections that hold something, quotations first."""
    sections = (
        _section("q", "Who said what", _voices(digest)),
        _section("f", "Figures", _figures(digest)),
        _section("c", "Asked, promised, expected", _commitments(digest)),
        _section("e", "What happened", _events(digest)),
        _section("m", "At the table", _meetings(digest)),
        _section("h", "Who holds what", _control(digest)),
        _section("b", "Who belongs to what", _memberships(digest)),
        _section("v", "The article's own verdicts", _verdicts(digest)),
        _section("d", "Dates", _dates(digest)),
        _section("p", "Places", _places(digest)),
        _section("a", "Actors", _actors(digest)),
    )
    gaps = digest.gaps()
    left_open = f'<p class="gaps"><b>Not said:</b> {escape(" · ".join(gaps))}</p>' if gaps else ""
    return "".join(sections) + left_open


def _section(kind: str, title: str, rows: Iterable[str]) -> str:
    body = "".join(rows)
    return f'<section class="{kind}"><h2><i class="tag {kind}"></i>{title}</h2>{body}</section>' if body else ""


def _link(record: str, span: Span, *cells: str, style: str = "", lights: str | None = None) -> str:
    """Give one entry; ``cells`` are HTML already, ``lights`` the ids of all records it stands for."""
    where = f'<span class="where">[{span.start}:{span.end}]</span>'
    records = escape(record if lights is None else lights)
    return f'<a class="item{style}" href="#t-{escape(record)}" data-r="{records}">{" ".join(cells)} {where}</a>'


def _cell(name: str, words: str) -> str:
    return f'<span class="{name}">{escape(words)}</span>' if words else ""


def _voices(digest: Digest) -> Iterator[str]:
    for voice in digest.voices():
        yield f"<h3>{_speaker(digest, voice)}</h3>"
        yield from (_statement(digest, statement) for statement in voice.statements)


def _speaker(digest: Digest, voice: Voice) -> str:
    if voice.name is None:
        return f"<em>{NOBODY}</em>"
    if voice.actor is None:
        return escape(voice.name)
    offices = dict.fromkeys(one_line(office.title) for office in voice.actor.offices)
    told = (*offices, voice.actor.country, cast.role(voice.actor), ", ".join(digest.members(voice.actor)))
    about = _cell("about", " · ".join(filter(None, told)))
    return f"{escape(voice.name)} {about} {_cell('doubt', ' '.join(f'⚠ {caveat}' for caveat in voice.caveats()))}"


def _statement(digest: Digest, statement: Statement) -> str:
    quotation = statement.quotation
    inner = ""
    if statement.depth:
        speaker = NOBODY if quotation.speaker is None else digest.name(quotation.speaker)
        inner = _cell("inner", f"{speaker}:")
    told = digest.told_to(quotation)
    to = _cell("about", f"{told}:") if told else ""
    doubts = _cell("doubt", ", ".join(digest.doubts(quotation)))
    cells = (inner, _cell("cue", digest.manner(quotation)), doubts, to, _cell("words", digest.words(quotation)))
    style = f" depth{min(statement.depth, 3)}" if statement.depth else ""
    return _link(quotation.id, extent(quotation), *filter(None, cells), style=style)


def _figures(digest: Digest) -> Iterator[str]:
    for figure in digest.reading.figures:
        counted = digest.text(figure.span if figure.counted is None else figure.counted)
        cells = (
            _cell("value", f"{bounds(figure)} {_unit(figure, counted)}".strip()),
            _cell("words", counted),
            _cell("about", " · ".join(digest.details(figure))),
            _cell("about", f"on the word of {digest.whose(figure.quotation)}"),
        )
        yield _link(figure.id, figure.span, *filter(None, cells))


def _unit(figure: Figure, counted: str) -> str:
    """Give the unit, unless the words say it already: "40 people", not "40 person people"."""
    unit = one_line(figure.unit or figure.unit_text or "")
    people = unit == "person" and figure.counted is not None
    return "" if people or unit[:3].casefold() in counted.casefold() else unit


def _commitments(digest: Digest) -> Iterator[str]:
    for one in deeds.by_due(digest):
        due = "" if one.due is None else f"due {span_in_words(one.due)}"
        cells = (
            _cell("cue", one.kind),
            _cell("value", deeds.committed(digest, one)),
            _cell("words", digest.text(one.span)),
            _cell("doubt", "if" if one.conditional else ""),
            _cell("about", due),
        )
        yield _link(one.id, one.span, *filter(None, cells))


def _events(digest: Digest) -> Iterator[str]:
    for event in deeds.happened(digest):
        cells = (
            _cell("value", span_in_words(deeds.moment(event))),
            _cell("words", deeds.deed(digest, event)),
            _cell("about", " · ".join(filter(None, (deeds.where(digest, event), *deeds.toll(digest, event))))),
            _cell("cue", deeds.coded(event)),
            _cell("doubt", "" if event.status == "occurred" else event.status),
            _cell("about", "background" if event.background else ""),
            _cell("about", f"on the word of {digest.whose(event.quotation)}" if event.quotation else ""),
        )
        style = " background" if event.background else ""
        yield _link(event.id, event.trigger, *filter(None, cells), style=style)


def _meetings(digest: Digest) -> Iterator[str]:
    for meeting in digest.reading.meetings:
        place = digest.places.get(meeting.place or "")
        told = (None if place is None else one_line(place.name), meeting.date and span_in_words(meeting.date))
        people = (("hosts", meeting.hosts), ("took part", meeting.participants), ("not there", meeting.absent))
        cells = [_cell("value", one_line(meeting.name)), _cell("about", " · ".join(filter(None, told)))]
        cells += [
            _cell("cue", label) + " " + _cell("words", ", ".join(deeds.names(digest, actors)))
            for label, actors in people
            if actors
        ]
        cells += [_cell("cue", "to discuss") + " " + _cell("words", digest.text(span)) for span in meeting.agenda]
        yield _link(meeting.id, meeting.span, *filter(None, [*cells, _cell("about", deeds.attendance(meeting))]))


def _control(digest: Digest) -> Iterator[str]:
    for one in digest.reading.control:
        holder, place = deeds.holding(digest, one)
        cells = (
            _cell("value", holder),
            _cell("cue", one.change),
            _cell("words", place),
            _cell("about", "" if one.date is None else span_in_words(one.date)),
            _cell("about", f"on the word of {digest.whose(one.quotation)}"),
        )
        yield _link(one.id, one.span, *filter(None, cells))


def _memberships(digest: Digest) -> Iterator[str]:
    for group in deeds.bonds(digest):
        first = group[0]
        members, bond, body = deeds.bound(digest, group)
        cells = (
            _cell("value", members),
            _cell("cue", bond),
            _cell("words", body),
            _cell("about", "" if first.date is None else span_in_words(first.date)),
            _cell("about", f"on the word of {digest.whose(first.quotation)}"),
        )
        yield _link(first.id, first.span, *filter(None, cells), lights=" ".join(one.id for one in group))


def _verdicts(digest: Digest) -> Iterator[str]:
    for verdict in digest.reading.verdicts:
        cues = ", ".join(dict.fromkeys(digest.text(cue) for cue in verdict.cues))
        cells = (_cell("cue", verdict.kind), _cell("words", digest.text(verdict.span)), _cell("about", cues))
        yield _link(verdict.id, verdict.span, *cells)


def _dates(digest: Digest) -> Iterator[str]:
    past, to_come = digest.timeline()
    for date in (*past, *to_come):
        yield _link(date.id, date.span, _cell("value", one_line(when(date))), _cell("words", digest.text(date.span)))
    for label, dates in digest.unplaced().items():
        yield f"<h3>{label}</h3>"
        for date in dates:
            value = _cell("about", one_line(date.value or ""))
            yield _link(date.id, date.span, *filter(None, (value, _cell("words", digest.text(date.span)))))


def _places(digest: Digest) -> Iterator[str]:
    literal, figurative = digest.localities()
    yield from (_place(places, coordinates(places[0])) for places in literal)
    if figurative:
        yield "<h3>as governments or peoples</h3>"
        yield from (_place(places, "") for places in figurative)


def _place(places: list[Place], where: str) -> str:
    place = places[0]
    about = " ".join(filter(None, (place.country, where, f"{len(places)}×")))
    doubt = next(filter(None, map(namesakes, places)), "")
    cells = (_cell("value", one_line(place.name)), _cell("about", about), _cell("doubt", doubt and f"? {doubt}"))
    return _link(place.id, place.span, *filter(None, cells), lights=" ".join(each.id for each in places))


def _actors(digest: Digest) -> Iterator[str]:
    """Yield those who take part; the rest stand folded below."""
    shown = cast.at_the_table(digest.reading)
    ids = {actor.id for actors in shown.values() for actor in actors}
    for label, actors in shown.items():
        yield f"<h3>{label}</h3>"
        yield from map(_actor, actors)
    rest = [actor for actors in cast.cast(digest.reading).values() for actor in actors if actor.id not in ids]
    if rest:
        yield f"<details><summary>{len(rest):,} more</summary>{''.join(map(_actor, rest))}</details>"


def _actor(actor: Actor) -> str:
    offices = ", ".join(dict.fromkeys(one_line(office.title) for office in actor.offices))
    aliases = ", ".join(one_line(alias) for alias in actor.aliases)
    about = " · ".join(filter(None, (offices, actor.country, aliases, f"{len(actor.mentions)}×")))
    name = _cell("value", one_line(actor.name))
    if actor.mentions:
        return _link(actor.id, actor.mentions[0], name, _cell("about", about))
    return f'<p class="item">{name} {_cell("about", about)}</p>'
