"""Background: events that a text tells to place its news, and not as news: "since the raids on Tolm of 2029"."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.annotate import document_of, tokens_of
from sayso.resolve.link_words import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy import tokens

    from sayso.document import Document
    from sayso.reading import Reading
    from sayso.record import Event, EventDate

# News is a month old at most.
_RECENT = timedelta(days=30)
# Events on old days that make a text a history.
_MANY = 5
_SINCE = frozenset({"since"})
# "After the talks" is news of today; "after the Tolm raids" is a thing that the reader knows.
_BESIDE = frozenset({"after", "before", "following", "until"})
_OPEN = frozenset({"planned", "hypothetical", "ongoing"})
_FAR = 5
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS = 12
# EDTF seasons and quarters by the month in which they end; winter ends in the next year.
_ENDS = {21: 5, 22: 8, 23: 11, 24: 14, 33: 3, 34: 6, 35: 9, 36: 12, 40: 6, 41: 12}


def set_apart(doc: tokens.Doc, events: Sequence[Event], reading: Reading) -> Iterator[Event]:
    """Yield ``events`` with those marked that are background.

    That is what time is counted from ("since the raids", "after the Tolm raids"), what lies more than a month before
    publication, and what the narrator tells in the past perfect. A day within the month makes it news, and a text
    that tells mostly of old days is a history, whose main clauses are its news. The day of publication is not assumed
    for background, nor is a landmark of the day that is counted from it.
    """
    quotations = {quotation.id: quotation for quotation in reading.quotations}
    spans = {each.id: each.span for each in reading.dates}
    published = _published(doc)
    ages = {event.id: _age(event.date, published) for event in events}
    told = [age for age in ages.values() if age is not None]
    old = sum(age > _RECENT for age in told)
    is_history = old >= _MANY and old > len(told) / 2
    for event in events:
        age, quotation = ages[event.id], quotations.get(event.quotation or "")
        start, end = tokens_of(doc, event.trigger)
        root = doc[start:end].root
        if event.status in _OPEN:
            yield event
            continue
        if _is_landmark(root):
            told_at = None if event.date is None else spans.get(event.date.date or "")
            is_own = told_at is not None and tokens_of(doc, told_at)[0] in {token.i for token in root.subtree}
            yield replace(event, background=True, date=event.date if is_own else None)
            continue
        if age is not None and age <= _RECENT:
            yield event
            continue
        is_old = age is not None and (not is_history or _is_aside(root))
        # In what somebody said the past perfect is only the tense of "said".
        is_told_back = (quotation is None or quotation.manner == "direct") and event.status != "denied"
        if is_old or (is_told_back and _is_before_the_story(root)):
            yield replace(event, background=True, date=_without_today(event.date, document_of(doc)))
        else:
            yield event


def _published(doc: tokens.Doc) -> date | None:
    document = document_of(doc)
    return None if document is None or document.published is None else _last_day(document.published[:10])


def _without_today(when: EventDate | None, document: Document | None) -> EventDate | None:
    published = None if document is None else document.published
    is_today = when is not None and when.assumed and published is not None and when.edtf == published[:10]
    return None if is_today else when


def _age(when: EventDate | None, published: date | None) -> timedelta | None:
    """Tell how long before publication it ended; None where the text gives no date, or no end."""
    if when is None or when.assumed or when.edtf is None or published is None:
        return None
    last = _last_day(when.edtf)
    return None if last is None else published - last


def _is_aside(root: tokens.Token) -> bool:
    """Tell whether it is told in a relative clause, or in one beside the main verb."""
    return any(token.dep_ in {"relcl", "acl"} for token in (root, *root.ancestors) if token.pos_ in VERBS)


def _is_landmark(noun: tokens.Token) -> bool:
    """Tell whether ``noun`` is what a "since" or an "after" counts from."""
    at = noun
    for _ in range(_FAR):
        if at.pos_ in VERBS or at.head == at:
            return False
        if at.dep_ == "pobj":
            word = at.head.lower_
            if word in _SINCE:
                return True
            if word in _BESIDE:
                return _is_known(at)
            if word != "of":
                return False
        at = at.head
    return False


def _is_known(noun: tokens.Token) -> bool:
    """Tell whether it is one that has a name: "the Tolm raids", "the 2029 raids", and not "talks in Tolm"."""
    is_definite = any(child.lower_ in {"the", "this", "that"} for child in noun.lefts)
    names = (child for child in noun.lefts if child.dep_ in {"compound", "amod", "nmod", "nummod"})
    return is_definite and any(child.tag_ == "NNP" or child.ent_type_ == "DATE" for child in names)


def _is_before_the_story(root: tokens.Token) -> bool:
    """Tell whether the clause of ``root`` is in the past perfect, "which it had taken"."""
    verb = next((token for token in (root, *root.ancestors) if token.pos_ in VERBS), None)
    if verb is None or (verb != root and root.dep_ not in {"dobj", "nsubjpass", "nsubj"}):
        return False
    helper = next((child for child in verb.lefts if child.dep_ == "aux" and child.lower_ in {"had", "'d"}), None)
    if helper is None or verb.tag_ != "VBN":
        return False
    if any(child.lower_ == "if" for child in verb.lefts):
        return False  # tells of nothing
    at = verb
    while at.dep_ == "conj" and at.head.pos_ in VERBS:
        at = at.head
    # "It was the first time they had met" is the news; "the charge that they had fired" is what somebody said.
    is_first = at.dep_ == "relcl" and at.head.lemma_ == "time"
    return not is_first and at.dep_ != "ccomp" and not _is_content(at)


def _is_content(clause: tokens.Token) -> bool:
    """Tell "the charge that they had fired shots", which has its own object, from "the shots that they had fired"."""
    that = next((child for child in clause.lefts if child.lower_ == "that"), None)
    if that is None or clause.dep_ not in {"acl", "relcl"}:
        return False
    own = {child.dep_ for child in clause.children if child != that}
    return that.dep_ == "mark" or {"nsubj", "dobj"} <= own


def _last_day(edtf: str) -> date | None:
    """Give the last day of an EDTF date or interval; None for an open or vague one."""
    found = _PLAIN.match(edtf.rsplit("/", 1)[-1])
    if found is None or found.end() < len(edtf.rsplit("/", 1)[-1].rstrip("?~%")):
        return None
    year, month = int(found[1]), int(found[2] or _MONTHS)
    if year == 0:
        return None
    if month > _MONTHS:
        if month not in _ENDS:
            return None
        year, month = year + (_ENDS[month] - 1) // _MONTHS, (_ENDS[month] - 1) % _MONTHS + 1
    longest = calendar.monthrange(year, month)[1] if month else 0
    day = int(found[3] or longest)
    return date(year, month, day) if 0 < day <= longest else None
