"""How a record was found and read, in sentences: only what the record, its mention and the gazetteer hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy import tokens

from sayso.annotate import document_of, found
from sayso.digest import day, number
from sayso.ontology import meaning
from sayso.printable import one_line
from sayso.resolve.dates import dates
from sayso.resolve.gazetteer import Entry, fold
from sayso.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.document import Span
    from sayso.entity import Date, Place
    from sayso.mention import Anchor, Evidence, TimeExpression, Toponym
    from sayso.ontology import Ontology
    from sayso.record import Commitment, Event, Figure, Membership, Quotation
    from sayso.resolve.gazetteer import Gazetteer

NAMESAKES = 3  # of those not taken, the most populous are named
_ANCHORS: dict[Anchor, str] = {
    "publication": "Its words count from the day of publication.",
    "narrative": "Its words count from the time the story has reached.",
    "context": "Its words count from the time that the document is about.",
    "event": "Its words count from an event that they name.",
}
_QUADS = {
    1: "It is verbal cooperation",
    2: "It is material cooperation",
    3: "It is verbal conflict",
    4: "It is material conflict",
}
_BOUNDS = {
    "since": "It is the beginning of a time that goes on.",
    "until": "It is the end of a time.",
    "by": "It is a deadline.",
    "within": "It is the time left until a deadline.",
}
_EVIDENCE: dict[Evidence, str] = {
    "told": "The name stands in your file of places.",
    "known": "The name stands in a list of places.",
    "worded": "Words beside the name say that it is a place.",
    "model": "The language model takes the name for a place.",
    "preposition": "A preposition of place stands before the name, and the gazetteer has a place of that name.",
    "capital": "The name is written like a place, and the gazetteer has one of that name near the others.",
}


def of_rule(record: Quotation | Commitment | Membership) -> Iterator[str]:
    """Tell what the rule looks at that found ``record``."""
    rule = rules().get(record.rule)
    if rule is None:
        yield f"{record.rule}."
        return
    yield f"{rule.name}: {rule.meaning}"
    yield f"Such as: {rule.example}"


def of_event(event: Event, ontology: Ontology) -> Iterator[str]:
    """Tell which entry of the ontology coded the event, with its example."""
    yield meaning(event.rule)
    if event.background:
        yield "It is background: the text tells it to place its news, and not as news."
    entry = next((each for each in ontology.entries if event.rule.partition(", ")[0] == each.rule), None)
    if entry is not None and entry.example:
        yield f"Such as: {entry.example}"
    code = ontology.code(event.type, event.mode)
    if code is not None:
        yield f"{_QUADS[code.quad]} (quad class {code.quad})."


def of_figure(figure: Figure, text: str) -> Iterator[str]:
    """Tell how the words of a figure were read."""
    yield f"“{_words(figure.span, text)}” is read as an interval: {_interval(figure)}."
    if figure.approximate:
        yield "Its words make it approximate."
    if figure.change is not None:
        yield f"It is the size of a change: {figure.change}."
    if figure.counted is None:
        yield "The text does not say of what."
    else:
        yield f"It is of “{_words(figure.counted, text)}”."


def of_date(date: Date, doc: tokens.Doc) -> Iterator[str]:
    """Tell what a date was counted from."""
    listed: tuple[TimeExpression, ...] = found(doc, "dates")
    expression = next((each for each in listed if each.span == date.span), None)
    if expression is None:
        return
    if expression.value is not None:
        yield "Its value comes from its words alone."
    elif expression.anchor is not None:
        yield _ANCHORS[expression.anchor]
    if expression.bound is not None:
        yield _BOUNDS[expression.bound]
    if expression.tense is not None:
        yield f"The verb looks {'ahead' if expression.tense == 'future' else 'back'}."
    document = document_of(doc)
    if expression.value is not None or document is None:
        return
    if document.published is None:
        yield "The document does not say when it was published."
        return
    # What the resolver would make of the same words in a document without a date tells what the date did.
    bare = tokens.Doc(doc.vocab, user_data={"document": replace(document, published=None)})
    other = next(each for each in dates(bare, listed) if each.span == date.span)
    published = day(document.published)
    if other.value == date.value:
        yield f"The day of publication, {published}, makes no difference to it."
    else:
        yield f"Without the day of publication, {published}, it would be {other.value or 'unknown'}."


def of_place(place: Place, doc: tokens.Doc, gazetteer: Gazetteer) -> Iterator[str]:
    """Tell what speaks for a place, and which of its namesakes was taken."""
    listed: tuple[Toponym, ...] = found(doc, "places")
    toponym = next((each for each in listed if each.span == place.span), None)
    if toponym is not None:
        yield _EVIDENCE[toponym.evidence]
        if toponym.within is not None:
            yield f"The text puts it in {one_line(toponym.within)}."
    if not place.literal:
        yield "The word stands for the people or the government there, not for the place itself."
    if place.uncertain:
        candidates = "; ".join(", ".join(filter(None, (one.name, one.admin1, one.country))) for one in place.candidates)
        yield one_line(f"Not certain; as likely, or nearly so: {candidates}.")
    if place.lat is None and place.geonames is None:
        yield "No place of the gazetteer was taken for it; where it lies is not known."
        return
    name = place.name if toponym is None else toponym.name
    entries = gazetteer.find([name]).get(fold(name), ())
    taken = next((entry for entry in entries if _is_entry(place, entry)), None)
    if taken is not None:
        yield f"Taken: {_described(taken)}."
        others = [entry for entry in entries if entry is not taken]
        shown = "; ".join(_described(entry) for entry in others[:NAMESAKES])
        more = f"; and {len(others) - NAMESAKES:,} more" if len(others) > NAMESAKES else ""
        yield f"Not taken, of the same name: {shown}{more}." if others else "No other place has that name."
    elif place.geonames is not None:
        yield f"Taken: place {place.geonames} of GeoNames."


def _is_entry(place: Place, entry: Entry) -> bool:
    same = (entry.name, entry.lat, entry.lon, entry.kind) == (place.name, place.lat, place.lon, place.kind)
    return same and entry.geonames == place.geonames


def _described(entry: Entry) -> str:
    where = ", ".join(filter(None, (entry.name, entry.admin1 if entry.admin1 != entry.name else None, entry.country)))
    people = f", {entry.population:,} people" if entry.population else ""
    known = f", GeoNames {entry.geonames}" if entry.geonames is not None else ""
    return one_line(f"{where} ({entry.kind}{people}{known})")


def _interval(figure: Figure) -> str:
    if figure.low is not None and figure.low == figure.high:
        return f"low and high {number(figure.low)}"
    low, high = ("open" if value is None else number(value) for value in (figure.low, figure.high))
    return f"low {low}, high {high}"


def _words(span: Span, text: str) -> str:
    return one_line(span.of(text))
