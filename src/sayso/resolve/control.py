"""Control: each statement with who holds the place, which place it is, since when and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import identify, span_of, tokens_of
from sayso.extract.actor_words import countries
from sayso.record import Control
from sayso.resolve.outside import outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.entity import Place
    from sayso.mention import ControlMention
    from sayso.reading import Reading
    from sayso.record import Quotation
    from sayso.resolve.actors import Roster
    from sayso.resolve.setting import Setting

_FIRST = frozenset({"we", "our", "ours", "i", "my", "mine"})
# Characters from the start of what is said to its subject: "that", "now".
_OPENING = 12
_SHORTEST_STEM = 4
# "does not mention Oden, which the army holds": the mention is denied, and not what is told of Oden.
_NOUN_OBJECT = "object of a cue verb"


def control(
    doc: tokens.Doc, mentions: Sequence[ControlMention], roster: Roster, reading: Reading, setting: Setting
) -> tuple[Control, ...]:
    """Give each its actors, date, place and quotation; ``reading`` has quotations, figures, dates and places.

    What a source denies is left out: it tells of nobody that he holds the place.
    """
    if not mentions:
        return ()
    quotations = {quotation.id: quotation for quotation in reading.quotations}
    dates = {date.id: date for date in reading.dates}
    found = []
    for mention in mentions:
        quotation = quotations.get(setting.scope(mention.span) or "")
        over_place = None if mention.place is None else quotations.get(setting.scope(mention.place) or "")
        if mention.holder is not None and outside(doc, mention.holder, over_place):
            continue  # "He boasted that the strikes had reclaimed the coast": he holds nothing
        if quotation is not None and quotation.polarity == "denied" and quotation.rule != _NOUN_OBJECT:
            continue
        anchor = _anchor(doc, mention)
        when = setting.when(anchor)
        if when is not None and mention.change == "holds" and _is_now(doc, mention, anchor):
            told = dates.get(when.id or "")
            when = when if told is not None and told.span.start > mention.span.start else None
        if when is None and quotation is not None and mention.change == "holds":
            when = setting.when_said(quotation)  # "now holds" is said of the day on which it is said
        holder = _holder(doc, mention, roster, quotation)
        found.append(
            Control(
                id=identify(doc, "k", mention.span.start, mention.span.end, mention.change, holder),
                span=mention.span,
                place=_place(doc, mention, reading.places),
                holder=holder,
                change=mention.change,
                date=None if when is None or when.id not in dates else dates[when.id].edtf,
                quotation=None if quotation is None else quotation.id,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.span.start, each.span.end)))


def _anchor(doc: tokens.Doc, mention: ControlMention) -> Span:
    """Give the word that the statement hangs on: a day may stand within its words, "captured in May by the rebels"."""
    start, end = tokens_of(doc, mention.span)
    root = doc[start:end].root.i
    return span_of(doc, root, root + 1)


def _is_now(doc: tokens.Doc, mention: ControlMention, anchor: Span) -> bool:
    """Tell whether it is told of the present: a day told before, of another deed in the sentence, is not its day."""
    start, end = tokens_of(doc, mention.span)
    is_present = doc[tokens_of(doc, anchor)[0]].tag_ in {"VBZ", "VBP"}
    return is_present or any(token.lower_ in {"now", "still", "currently"} for token in doc[start:end])


def _holder(doc: tokens.Doc, mention: ControlMention, roster: Roster, quotation: Quotation | None) -> str | None:
    if mention.holder is None:
        return None
    start, end = tokens_of(doc, mention.holder)
    speaker = None if quotation is None or quotation.speaker is None else quotation.speaker.actor
    if end - start == 1 and quotation is not None and speaker is not None:
        word, manner = doc[start].lower_, quotation.manner
        begins = mention.holder.start - quotation.content[0].start
        if word in _FIRST or (word in {"they", "it"} and manner != "direct" and 0 <= begins < _OPENING):
            return speaker  # "the rebels said they had taken the town"
    if end - start == 1:
        named = _by_one_word(doc[start], roster)
        if named is not None or doc[start].lower_ in _FIRST or doc[start].tag_ == "JJ":
            return named
        if doc[start].text.isupper():
            return roster.refer_to_known(mention.holder).actor  # "US" is no pronoun
    return roster.refer(mention.holder).actor


def _by_one_word(word: tokens.Token, roster: Roster) -> str | None:
    """Find the rebels of "rebel-held" and the state of "the Syrian flag", where the text tells of them."""
    if word.tag_ not in {"NN", "JJ"}:
        return None
    many, code = f"{word.lower_}s", countries()[1].get(word.text)
    for actor in roster.actors():
        forms = {form.casefold().removeprefix("the ") for form in (actor.name, *actor.aliases)}
        is_of_state = actor.kind == "state" and (actor.country == code if code else _is_stem(actor.name, word.text))
        if (word.tag_ == "NN" and many in forms) or is_of_state:
            return actor.id
    return None


def _is_stem(name: str, demonym: str) -> bool:
    """Tell whether ``demonym`` is made of ``name``: "Vellandian"."""
    return len(name) >= _SHORTEST_STEM and demonym[:1].isupper() and demonym.startswith(name.rstrip("ae"))


def _place(doc: tokens.Doc, mention: ControlMention, places: Sequence[Place]) -> str | None:
    """Give the first place named in the phrase for it: "the town of Oden in Tolm", not whose it is, "Tolm's town"."""
    if mention.place is None:
        return None
    span, holder = mention.place, mention.holder
    inside = [place for place in places if span.covers(place.span)]
    inside = [place for place in inside if holder is None or not place.span.overlaps(holder)]
    literal = [place for place in inside if place.literal] or inside
    own = [place for place in literal if not _is_owner(doc, place)] or literal
    return own[0].id if own else None


def _is_owner(doc: tokens.Doc, place: Place) -> bool:
    end = tokens_of(doc, place.span)[1]
    return end < len(doc) and doc[end].tag_ == "POS"
