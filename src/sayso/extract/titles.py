"""Titles: the office, rank or occupation that stands beside a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.actor_words import countries, offices
from sayso.extract.phrases import RELATIVES, noun_phrase

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.phrases import Range

HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir lady lord sen. rep. gov. rev. hon. prof."
    " gen gen. brig brig. col col. capt capt. lt lt. maj maj. sgt sgt. cmdr cmdr. adm adm.".split()
)
_LONGEST_TITLE = 10
_NO_LONGER = frozenset({"former", "ex", "onetime", "one-time", "then"})
_JOINS = frozenset({"of", "for", "and", "-"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "whose", "then", "now"})
_LEADS_TO_OFFICE = frozenset({"as", "to", "be", "new"})
_IS = frozenset({"be", "become"})
_APPOINTS = frozenset({"name", "appoint", "elect", "nominate"})
_FEW = 5
_BREAKS = frozenset({",", ";", ".", "“", "”", "(", ")", ":"})


def title(doc: tokens.Doc, start: int, end: int) -> Range | None:
    """Find the title of the person named in tokens ``[start, end)``: before the name or in apposition to it."""
    return _right_before(doc, start) or _before_comma(doc, start) or _after_comma(doc, end) or _given(doc, start, end)


def is_office(token: tokens.Token) -> bool:
    """Tell whether ``token`` heads an office, in the singular or plural."""
    return token.lower_ in offices() or token.lower_.removesuffix("s") in offices()


def is_title(token: tokens.Token) -> bool:
    """Tell whether ``token`` is an honorific or heads an office, as both stand before a name."""
    return token.lower_ in HONORIFICS or token.lower_ in offices()


def _right_before(doc: tokens.Doc, start: int) -> Range | None:
    """`Deputy Minister of Ports | Ana Lemos`."""
    if start and doc[start - 1].lower_ in _JOINS:
        return None
    low = start
    while low > 0 and start - low < _LONGEST_TITLE:
        token = doc[low - 1]
        fits = token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.lower_ in _JOINS or token.tag_ in {"VBN", "POS"}
        plural = token.tag_ == "NNS" and low < start and doc[low].lower_ not in _JOINS
        # "... counties and former President": an "and" joins offices, not the thing named before.
        joined = low < start and doc[low].lower_ == "and" and (token.tag_ != "NN" and not is_office(token))
        if not fits or plural or joined or token.is_space or token.text in _BREAKS or token.sent != doc[start].sent:
            break
        low -= 1
    while low < start and (doc[low].lower_ in _JOINS or doc[low].tag_ == "POS"):
        low += 1
    for index in range(low, start):
        if doc[index].lower_ == "of" and not any(is_office(token) for token in doc[low:index]):
            low = index + 1
    return (low, start) if any(is_office(token) for token in doc[low:start]) else None


def _before_comma(doc: tokens.Doc, start: int) -> Range | None:
    """`The mayor of Brask, Ilya Tarn, warned`: the phrase before the comma that a name explains."""
    comma = start - 1
    if comma < 1 or doc[comma].text != ",":
        return None
    office = None
    for index in range(comma - 1, max(comma - _LONGEST_TITLE, -1), -1):
        token = doc[index]
        if token.text in _BREAKS or token.pos_ in {"VERB", "AUX"} or token.is_space:
            break
        if is_office(token) and token.tag_ != "NNS":
            office = token
    if office is None:
        return None
    low = max(noun_phrase(office)[0], office.sent.start)
    # "..., President Bush's surge in Iraq, Ana Lemos and ..." is a list: an apposition opens with an article or a
    # possessive, names no other person, and the name belongs to it.
    opens = doc[low].lower_ in _DETERMINERS or doc[low].tag_ == "PRP$" or (low > 0 and doc[low - 1].tag_ == "POS")
    named = any(token.ent_type_ == "PERSON" and token.dep_ == "poss" for token in doc[low:comma])
    if named or not (opens or _explains(doc, start, low)):
        return None
    while low < office.i and (doc[low].lower_ in _DETERMINERS or doc[low].text in _BREAKS or doc[low].is_space):
        low += 1
    return low, comma


def _explains(doc: tokens.Doc, start: int, low: int) -> bool:
    """Tell whether the parser hangs the name at ``start`` on the phrase that begins at ``low``."""
    for token in doc[start : start + 4]:
        if token.dep_ == "appos":
            return low <= token.head.i < start
    return False


def _after_comma(doc: tokens.Doc, end: int) -> Range | None:
    """`Bettina Ruel, a spokeswoman for the front,`."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    for token in doc[end + 1 : end + 1 + _LONGEST_TITLE]:
        if token.is_space or token.text in _BREAKS or token.pos_ in {"VERB", "AUX"}:
            return None
        if token.lower_ in offices() and token.dep_ in {"appos", "conj", "nsubj", "attr", "ROOT", "dobj", "pobj"}:
            right = token.right_edge.i + 1
            ends = (other.i for other in doc[token.i : right] if other.text in _BREAKS or other.lower_ in RELATIVES)
            stop = next(ends, right)
            low = end + 1
            while low < token.i and doc[low].lower_ in _DETERMINERS:
                low += 1
            return low, stop
    return None


def _given(doc: tokens.Doc, start: int, end: int) -> Range | None:
    """`named Ana Lemos minister of ports`, `Ana Lemos, who became minister`: the office that somebody is given."""
    became = end + 2 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ == "who" and doc[end + 2].lemma_ in _IS
    appointed = any(token.lemma_ in _APPOINTS for token in doc[max(start - _FEW, 0) : start])
    if not (became or appointed):
        return None
    low = end + 3 if became else end
    while low < len(doc) - 1 and doc[low].lower_ in _DETERMINERS | _LEADS_TO_OFFICE:
        low += 1
    for token in doc[low : low + _FEW]:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.tag_ != "POS":
            return None
        following = doc[token.i + 1].pos_ if token.i + 1 < len(doc) else ""
        if is_office(token) and token.tag_ != "NNS" and following not in {"NOUN", "PROPN"}:
            return low, _end_of_office(token)
    return None


def _end_of_office(office: tokens.Token) -> int:
    """Give where the words of an office end: after `minister of defence`, before `on Saturday`."""
    following = office.i + 1
    of = next((child for child in office.rights if child.i == following and child.lower_ in {"of", "for"}), None)
    if of is None:
        return following
    return next((token.i for token in of.subtree if token.text in _BREAKS), of.right_edge.i + 1)


def sector(doc: tokens.Doc, words: Range) -> str | None:
    """Give the PLOVER sector of a title; who once held an office of state is ELI, not GOV."""
    title = list(doc[words[0] : words[1]])
    code = next((code for token in reversed(title) if (code := offices().get(token.lower_))), None)
    past = any(token.lower_ in _NO_LONGER for token in title)
    return "ELI" if past and code in {"GOV", "LEG"} else code


def country(doc: tokens.Doc, words: Range) -> str | None:
    """Give the alpha-3 code of the country a title names ("Iraqi Prime Minister")."""
    names, demonyms = countries()
    for token in doc[words[0] : words[1]]:
        if token.text in demonyms:
            return demonyms[token.text]
        if token.text in names:
            return names[token.text][0]
    return None
