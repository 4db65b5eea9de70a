"""Parties: those that a list or a phrase names as taking part, one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.annotate import found, tokens_of
from sayso.extract.actor_words import bodies, offices, people, persons
from sayso.extract.encounters.words import words
from sayso.extract.phrases import FINITE, RELATIVES, Range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy import tokens

    from sayso.mention import ActorMention

_COMMAS = frozenset({",", ";"})
_ANDS = frozenset({"and", "&", "plus"})
_WITHIN = frozenset({"of", "from", "by"})
# "the minister for ports", "the envoy to Tolm"; but "talked for hours", "met in Oden".
_OF_OFFICE = frozenset({"for", "to"})
_OPENING = frozenset({"both", "also", "and", "but", "then", "only", "as", "well", "including", "them"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_LONGEST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of those taking part: the tokens ``[start, end)`` for it; ``is_group`` where it is counted, not named."""

    start: int
    end: int
    is_group: bool = False
    is_host: bool = False


def actors_of(doc: tokens.Doc) -> dict[int, ActorMention]:
    """Give the mention of an actor at each token that is part of one."""
    at: dict[int, ActorMention] = {}
    for mention in found(doc, "actors"):
        at.update(dict.fromkeys(range(*tokens_of(doc, mention.span)), mention))
    return at


def parties(doc: tokens.Doc, start: int, end: int, actors: Mapping[int, ActorMention]) -> list[Party]:
    """Read the list that begins at token ``start``: "A, the minister of B, C and D"; nothing else than somebody counts.

    It stops where the clause goes on: at a verb, at "in Oden", at the end of the sentence.
    """
    pieces = _pieces(doc, start, end, actors)
    return _without_titles(doc, [piece for piece in pieces if _is_somebody(doc, piece, actors)], actors)


def _pieces(doc: tokens.Doc, start: int, end: int, actors: Mapping[int, ActorMention]) -> list[Range]:
    pieces: list[Range] = []
    first = at = start
    while at < end:
        token = doc[at]
        inside = at in actors and at > start and actors.get(at - 1) is actors[at]
        is_relative = token.lower_ in RELATIVES and token.tag_ in {"WP", "WDT", "WP$"}
        if is_relative or (not inside and _parts(token)):
            pieces.append((first, at))
            while is_relative and at < end and doc[at].text != ",":
                at += 1
            first = at + 1
        elif not inside and _ends_list(token, at > first):
            break
        at += 1
    pieces.append((first, min(at, end)))
    return _of_each(doc, _trimmed(doc, pieces))


def _trimmed(doc: tokens.Doc, pieces: Sequence[Range]) -> list[Range]:
    """Leave out what stands around a name ("and also"), and join what a list cut in two."""
    trimmed: list[Range] = []
    for low, high in pieces:
        begin, last = low, high
        while begin < last - 1 and (doc[begin].lower_ in _OPENING or doc[begin].is_space):
            begin += 1
        while last > begin + 1 and doc[last - 1].tag_ == "RB":
            last -= 1
        if trimmed and begin < last and _is_cut(doc, trimmed[-1], last):
            begin = trimmed.pop()[0]  # "the foreign, home and defence ministers"
        if begin < last and last - begin <= _LONGEST:
            trimmed.append((begin, last))
    return trimmed


def _is_cut(doc: tokens.Doc, piece: Range, until: int) -> bool:
    """Tell whether ``piece`` is only the first word of what goes on until token ``until``."""
    start, end = piece
    own = [token.lower_ for token in doc[start:end] if token.is_alpha and token.lower_ not in {"the", "a", "an"}]
    if not own or not words("portfolio").issuperset(own):
        return False
    return any(token.lower_ in words("portfolio") or token.lower_.rstrip("s") in offices() for token in doc[end:until])


def _of_each(doc: tokens.Doc, pieces: list[Range]) -> list[Range]:
    """`the foreign ministers of Tolm, Ardel and Velland`: their states, since it names none of them."""
    if len(pieces) < 2:  # noqa: PLR2004 - a list
        return pieces
    start, end = pieces[0]
    of = next((index for index in range(start + 1, end - 1) if doc[index].lower_ in _WITHIN - {"by"}), None)
    if of is None or not doc[of - 1].lower_.endswith("s"):
        return pieces
    singular = doc[of - 1].lower_.rstrip("s")
    is_plural = singular in offices() or singular in words("group")
    if is_plural and _is_name(doc, of + 1, end) and _is_name(doc, *pieces[1]):
        return [(of + 1, end), *pieces[1:]]
    return pieces


def _is_name(doc: tokens.Doc, start: int, end: int) -> bool:
    return all(token.pos_ == "PROPN" or token.lower_ == "the" for token in doc[start:end])


def _parts(token: tokens.Token) -> bool:
    """Tell whether ``token`` stands between two of a list."""
    as_well = token.lower_ == "as" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "well"
    return as_well or token.text in _COMMAS or token.lower_ in _ANDS


def _ends_list(token: tokens.Token, is_begun: bool) -> bool:
    if token.is_space or token.text in {".", ":", "?", "!", "(", "—", "–", "“", "”"}:
        return True
    if token.lower_ in _OF_OFFICE:
        return token.i == 0 or token.nbor(-1).lemma_.lower() not in offices()
    if token.tag_ in FINITE or token.tag_ in {"VBG", "WRB"}:
        return True
    return token.tag_ == "IN" and token.lower_ not in _WITHIN and is_begun


def _is_somebody(doc: tokens.Doc, piece: Range, actors: Mapping[int, ActorMention]) -> bool:
    start, end = piece
    if end - start == 1 and doc[start].pos_ == "PRON":
        return doc[start].lower_ in _PRONOUNS
    if any(index in actors and actors[index].kind != "outlet" for index in range(start, end)):
        return True
    head = _head(doc, start, end)
    word = head.lemma_.lower()
    if head.like_num:
        # "five of the nine members"
        return any(token.lemma_.lower() in words("group") for token in doc[start:end])
    known = word in offices() or word in words("group") or word in people() or word in persons()
    if known or word in bodies() or head.lower_ in bodies():
        return True
    return head.pos_ == "PROPN" and head.ent_type_ not in {"DATE", "TIME", "FAC", "EVENT", "LAW"}


def _head(doc: tokens.Doc, start: int, end: int) -> tokens.Token:
    """Give the last noun before "of": in a list the parse is often wrong, the order of words is not."""
    last = doc[start]
    for token in doc[start:end]:
        if token.lower_ in _WITHIN or token.tag_ == "IN":
            break
        if token.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            last = token
    return last


def _without_titles(doc: tokens.Doc, pieces: Sequence[Range], actors: Mapping[int, ActorMention]) -> list[Party]:
    """Join "the host, Per Lindqvall" and "Ana Lemos, the mayor": one person and not two."""
    made: list[Party] = []
    waiting: Range | None = None
    for start, end in pieces:
        described = _is_description(doc, start, end, actors)
        beside = bool(made) and start - made[-1].end == 1 and doc[made[-1].end].text == ","
        if (
            described
            and beside
            and _is_person(doc, made[-1], actors)
            and doc[start].lower_ in {"the", "its", "their", "a"}
        ):
            is_host = made[-1].is_host or _hosts(doc, start, end)
            made[-1] = replace(made[-1], is_host=is_host)
            continue
        if waiting is not None and start - waiting[1] == 1 and not described:
            # The description came first; the name says who that is.
            if made and (made[-1].start, made[-1].end) == waiting:
                made.pop()
            made.append(Party(start=start, end=end, is_host=_hosts(doc, *waiting)))
            waiting = None
            continue
        waiting = (start, end) if described and end < len(doc) and doc[end].text == "," else None
        made.append(Party(start=start, end=end, is_group=_is_group(doc, start, end, actors)))
    return made


def _hosts(doc: tokens.Doc, start: int, end: int) -> bool:
    return any(token.lower_ in {"host", "hosts", "chair", "organiser", "organizer"} for token in doc[start:end])


def _is_description(doc: tokens.Doc, start: int, end: int, actors: Mapping[int, ActorMention]) -> bool:
    """Tell whether it is "the foreign minister of Tolm", and names nobody of that office."""
    if any(index in actors and actors[index].kind == "person" for index in range(start, end)):
        return False
    head = _head(doc, start, end)
    word = head.lemma_.lower()
    return head.tag_ in {"NN", "NNP"} and (word in offices() or word in persons())


def _is_person(doc: tokens.Doc, party: Party, actors: Mapping[int, ActorMention]) -> bool:
    inside = range(party.start, party.end)
    return any(index in actors and actors[index].kind == "person" for index in inside) or all(
        doc[index].pos_ == "PROPN" for index in inside
    )


def _is_group(doc: tokens.Doc, start: int, end: int, actors: Mapping[int, ActorMention]) -> bool:
    """Tell whether it is a number of people or states that it does not name: "nine delegations"."""
    head = _head(doc, start, end)
    if head.like_num:
        return True
    mention = actors.get(head.i)
    if mention is not None and mention.kind != "group":
        return False
    return head.tag_ == "NNS" and head.lemma_.lower() in words("group")
