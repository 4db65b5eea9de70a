"""What a word of promising, asking or refusing governs: what is asked, and of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.promises.act_kinds import is_infinitive
from sayso.extract.promises.drafts import MEASURED, TIMES, is_doer, trimmed, with_condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range
    from sayso.extract.promises.words import Act

_LEADS_TO_ADDRESSEE = frozenset({"on", "upon", "to", "with", "for", "from"})
_PLACING = frozenset({"in", "at", "near", "outside", "inside"})
_ADDRESSES = frozenset({"on", "upon", "to", "with"})
_MARKS = frozenset({",", ";", "“", "”"})


def complement(verb: tokens.Token, act: Act) -> tuple[str, Range] | None:
    """Find what is promised, asked or refused, the verb included where it is only a noun."""
    doc = verb.doc
    found = _governed(verb)
    # "She called a doctor to thank him": of others one asks with "on".
    if verb.lemma_ == "call" and not any(_asks_by(child) for child in verb.rights):
        return None
    wanted = ("i", "c", *(each for each in sorted(act.frames) if each.startswith("p:")), "g", "o")
    frame = next((each for each in wanted if each in act.frames and each in found), None)
    if frame is None:
        return None
    start, end = found[frame]
    if frame == "i":
        start = from_addressee(verb, start)
        start += doc[start].lower_ == "for"
    elif frame == "c" and doc[start].lower_ == "that":
        start += 1
    elif frame[0] in "op":
        if act.kind == "forecast" and not is_measured(doc, start, end):
            return None
        end = with_term(verb, end)
    part = trimmed(doc, *with_condition(doc, start, end))
    return None if part is None else (frame, part)


def _asks_by(child: tokens.Token) -> bool:
    """`called on them to go`, `called for them to go`."""
    return child.lower_ in {"on", "upon", "for"} or any(inner.lower_ == "for" for inner in child.lefts)


def _governed(verb: tokens.Token) -> dict[str, Range]:  # noqa: C901 - one branch for each frame
    """Give what stands in each frame; a noun with its verb, since "an apology" alone tells nothing."""
    found: dict[str, Range] = {}
    for child in verb.rights:
        end = child.right_edge.i + 1
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.tag_ == "VB" and is_infinitive(child):
            found.setdefault("i", (child.left_edge.i, end))
        elif child.dep_ == "ccomp":
            found.setdefault("c", (child.left_edge.i, end))
        elif child.dep_ == "xcomp" and child.tag_ == "VBG":
            found.setdefault("g", (verb.i, end))
        elif child.dep_ == "dobj" and child.pos_ != "PRON":
            for inner in child.rights:
                if inner.dep_ == "prep":
                    found.setdefault(f"p:{inner.lower_}", (verb.i, end))
            found.setdefault("o", (verb.i, end))
        elif child.dep_ == "prep":
            found.setdefault(f"p:{child.lower_}", (verb.i, end))
        elif child.lower_ == "short":
            deeper = next((inner for inner in child.rights if inner.dep_ == "prep"), None)
            if deeper is not None:
                found.setdefault(f"p:{deeper.lower_}", (verb.i, deeper.right_edge.i + 1))
    return found


def addressee(verb: tokens.Token, content: tuple[str, Range]) -> Range | None:
    """Find of whom it is asked: the object, "on the council", or who is to do it."""
    start, end = content[1]
    before = len(verb.doc) if content[0].startswith("p") else start
    asked = phrases.child_of(verb, "nsubjpass") or _spoken_to(verb, before)
    if asked is None and content[0] in {"c", "i"}:
        asked = phrases.own_subject(verb.doc[start:end].root)
        if asked is not None and (asked.i < start - 1 or asked.pos_ == "PRON"):
            return None
    return phrases.noun_phrase(asked) if asked is not None and is_doer(asked) else None


def _spoken_to(verb: tokens.Token, before: int) -> tokens.Token | None:
    """Find the object that stands before what is asked, or "on the council", "an apology from the council"."""
    for child in verb.rights:
        if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP" and child.right_edge.i < before:
            return child
        giver = (
            next((inner for inner in child.rights if inner.lower_ == "from"), None) if child.dep_ == "dobj" else None
        )
        if giver is not None:
            return phrases.child_of(giver, "pobj")
        if child.dep_ in {"prep", "dative"} and child.lower_ in _ADDRESSES:
            inner = phrases.child_of(child, "pobj")
            if inner is not None and inner.ent_type_ not in TIMES:
                return inner
    return None


def from_addressee(verb: tokens.Token, start: int) -> int:
    """`urged both sides to stop`: what is asked has its doers before it."""
    doc, low = verb.doc, verb.i + 1
    if start <= low or phrases.is_passive(verb):
        return start
    while low < start and (doc[low].dep_ == "prt" or doc[low].lower_ in _LEADS_TO_ADDRESSEE):
        low += 1
    between = doc[low:start]
    if not between or any(token.text in _MARKS and token.head.i < low for token in between):
        return start
    if between[0].lower_ in _PLACING and all(token.ent_type_ in {"GPE", "LOC", "FAC"} for token in between[1:]):
        return start  # "agreed in Oden to leave"
    # "pleaded on Monday to be heard": a time is no addressee.
    return start if all(token.ent_type_ in TIMES or token.dep_ in {"prep", "advmod"} for token in between) else low


def told_apart(doc: tokens.Doc, start: int, end: int, frame: str) -> Iterator[Range]:
    """Cut content at "and that", and at an "and" before a clause with a subject of its own."""
    low = start
    if frame == "c":
        for token in doc[start:end]:
            if token.dep_ != "conj" or token.pos_ not in {"VERB", "AUX"} or phrases.own_subject(token) is None:
                continue
            edge = token.left_edge.i
            if edge > low and token.head.i >= low and doc[edge].lower_ == "that":
                part = trimmed(doc, low, edge)
                if part is not None:
                    yield part
                low = edge + 1
    part = trimmed(doc, low, end)
    if part is not None:
        yield part


def is_measured(doc: tokens.Doc, start: int, end: int) -> bool:
    """Tell whether a noun object says enough to be a forecast: "talks in May", not "a child"."""
    return any(token.ent_type_ in MEASURED for token in doc[start:end])


def with_term(verb: tokens.Token, end: int) -> int:
    """`demanded an apology by Friday`: the day belongs to the verb, and to what is demanded."""
    for child in verb.rights:
        if child.dep_ == "prep" and child.i == end and any(inner.ent_type_ in TIMES for inner in child.rights):
            return int(child.right_edge.i) + 1
    return end
