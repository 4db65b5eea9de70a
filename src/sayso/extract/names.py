"""Names in a text: those the recogniser sees, those known as a whole, and those it overlooked.

The small recogniser misses most foreign surnames; an honorific, an office or an apposition beside a
capitalised word tells as much.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from sayso import annotate
from sayso.annotate import document_of, knowledge_of, text_of, tokens_of
from sayso.document import Span
from sayso.extract.acronyms import definitions
from sayso.extract.actor_words import bodies, countries, known, offices
from sayso.extract.name_kinds import PARTICLES, can_be_person, label_of, names_a_body
from sayso.extract.titles import HONORIFICS, is_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range

_NOT_IN_NAMES = frozenset({"“", "”", "—", "–", "(", ",", ";", ":"})
_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ADJECTIVE_ENDINGS = ("an", "ese", "i")
_SAYING = frozenset({"say", "tell", "add"})
_LONGEST_NAME = 5
NAME_AND_SURNAME = (2, 3)


class Name(NamedTuple):
    """Tokens ``[start, end)`` that name somebody; ``label`` is the recogniser's, or what the words beside tell."""

    start: int
    end: int
    label: str


def names(doc: tokens.Doc) -> list[Name]:
    """List the names of possible actors in text order; they do not overlap."""
    head = _head_of_article(doc)
    found = {name.start: name for name in _known(doc, head)}
    for start, end in definitions(doc):
        found = {at: name for at, name in found.items() if not start <= at < end}
        found[start] = Name(start, end, "ORG")
    covered = {index for name in found.values() for index in range(name.start, name.end)} | head
    for name in _recognised(doc):
        own = set(range(name.start, name.end))
        inner = [other for other in found.values() if other.start == name.start and other.end < name.end]
        if own.isdisjoint(covered) or (inner and name.label in {"ORG", "PERSON"}):
            # "Iraq Body Count": the longer name that begins with a known one is another name.
            found[name.start] = name
            covered |= own
    found = _without_places(doc, found)
    for name in _overlooked(doc, covered):
        found[name.start] = name
        covered.update(range(name.start, name.end))
    for name in _again(doc, list(found.values()), covered):
        found[name.start] = name
    lands = _lands(doc)
    named = {index for name in found.values() for index in range(name.start, name.end)} | covered
    for token in doc:
        if token.text in lands and token.i not in named and token.tag_ in {"NNP", "NNPS"}:
            found[token.i] = Name(token.i, token.i + 1, "STATE")
    return sorted(
        name._replace(label="STATE") if name.end - name.start == 1 and doc[name.start].text in lands else name
        for name in found.values()
    )


def _without_places(doc: tokens.Doc, found: dict[int, Name]) -> dict[int, Name]:
    """Correct the recogniser, which takes a town it does not know for a person or a body."""
    toponyms = annotate.found(doc, "places")
    places = {tokens_of(doc, one.span) for one in toponyms if one.evidence == "known"}
    in_places = {index for one in toponyms for index in range(*tokens_of(doc, one.span))}
    kept = {}
    for at, name in found.items():
        words = doc[name.start : name.end]
        listed = any(word.lower_ == "and" for word in words)
        after_place = next((end for start, end in places if start == name.start and end < name.end), None)
        if after_place is not None and _ends_an_office(doc, name, after_place):
            kept[after_place] = Name(after_place, name.end, "PERSON")
        elif name.label in {"PERSON", "ORG"} and (name.start, name.end) in places:
            kept[at] = name._replace(label="GPE")
        elif not listed or not all(word.i in in_places or word.lower_ == "and" for word in words):
            kept[at] = name  # all but "Goma and Jilib"
    return kept


def _ends_an_office(doc: tokens.Doc, name: Name, after: int) -> bool:
    """`Minister for the Gulf Bram Odum`: the place belongs to the office, and the person's name follows."""
    rest = doc[after : name.end]
    leads = [token.lower_ for token in doc[max(name.start - 3, 0) : name.start]]
    in_office = any(word in offices() for word in leads) and any(word in {"for", "of"} for word in leads)
    return in_office and len(rest) in NAME_AND_SURNAME and all(token.tag_ == "NNP" for token in rest)


def _lands(doc: tokens.Doc) -> set[str]:
    """Give the names whose adjective the text uses too ("Vessaria ... Vessarian troops"): countries or regions.

    No list has every breakaway region or self-declared state, and the recogniser takes them for persons.
    """
    adjectives = {
        token.text
        for token in doc
        if token.text.endswith(_ADJECTIVE_ENDINGS)
        and token.text[0].isupper()
        and token.dep_ in {"amod", "compound", "nmod"}
    }
    known_adjectives = countries()[1]
    names_of = {stem for adjective in adjectives - known_adjectives.keys() for stem in stems(adjective)}
    return {token.text for token in doc if token.text in names_of and token.tag_ in {"NNP", "NNPS"}}


def stems(adjective: str) -> Iterator[str]:
    """Yield the names an adjective may come from: Vessarian < Vessaria, Farvanian < Farvane, Selmari < Selmar."""
    if adjective.endswith("ian"):
        yield from (adjective[:-1], adjective[:-3], adjective[:-3] + "e", adjective[:-3] + "y")
    elif adjective.endswith("an"):
        yield from (adjective[:-1], adjective[:-2])
    elif adjective.endswith("ese"):
        yield from (adjective[:-3], adjective[:-3] + "a")
    else:
        yield adjective[:-1]


def _known(doc: tokens.Doc, head: set[int]) -> Iterator[Name]:
    """Yield the names that the user told, then those of countries and of actors known under several names.

    At each place the longest comes first; ``head`` are the tokens of the byline.
    """
    told = [name for name in _told(doc) if name.start not in head]
    yield from told
    covered = {index for name in told for index in range(name.start, name.end)}
    table, states = known(), countries()[0]
    firsts = _first_words()
    taken = 0
    for token in doc:
        if token.i < taken or token.text not in firsts:
            continue
        for length in range(min(firsts[token.text], len(doc) - token.i), 0, -1):
            text = doc[token.i : token.i + length].text
            if text in table or text in states:
                if not covered.isdisjoint(range(token.i, token.i + length)):
                    break
                if token.ent_type_ == "PERSON" and text in states and token.ent_iob_ == "I":
                    break
                yield Name(token.i, token.i + length, "KNOWN" if text in table else "GPE")
                taken = token.i + length
                break


def _told(doc: tokens.Doc) -> Iterator[Name]:
    """Yield the names that the user told us about, but not the surname in somebody else's full name."""
    knowledge, text = knowledge_of(doc), text_of(doc)
    for low, high in knowledge.names_in(text):
        words = doc.char_span(low, high)
        actor = knowledge.named(text[low:high])
        if words is None or actor is None:
            continue
        if actor.kind not in {"person", "state"} or not _goes_on_before(doc[words.start]):
            yield Name(words.start, words.end, "KNOWN")


def _goes_on_before(token: tokens.Token) -> bool:
    """Tell whether the name that begins at ``token`` is the end of a longer one: Grell in `Anna Grell`."""
    if token.i == 0 or token.is_sent_start or token.tag_ not in {"NNP", "NNPS"}:
        return False
    before = token.nbor(-1)
    joined = before.dep_ == "compound" and before.tag_ == "NNP" and before.head.i >= token.i
    return (joined or (token.ent_iob_ == "I" and token.ent_type_ == "PERSON")) and not is_title(before)


@functools.cache
def _first_words() -> dict[str, int]:
    """Give the length in tokens of the longest known name by its first token."""
    table: dict[str, int] = {}
    for name in (*known(), *countries()[0]):
        words = name.replace("-", " - ").replace("'", " '").split()
        table[words[0]] = max(table.get(words[0], 0), len(words))
    return table


def _recognised(doc: tokens.Doc) -> Iterator[Name]:
    table = known()
    surnames = {ent[-1].text for ent in doc.ents if ent.label_ == "PERSON" and _stands_for_a_person(ent)}
    alike: dict[str, list[tokens.Token]] = {}
    for token in doc:
        if token.tag_ in {"NNP", "NNPS"}:
            alike.setdefault(token.text, []).append(token)
    for ent in doc.ents:
        if ent.label_ not in _LABELS or (ent.label_ == "NORP" and ent.text not in table):
            continue
        start, end = _clean(doc, ent.start, ent.end)
        if start >= end or not any(token.text[:1].isupper() for token in doc[start:end]):
            continue
        if ent.label_ == "ORG" and _ends_in_a_person(doc, start, end):
            yield Name(end - 2, end, "PERSON")
            continue
        # "Navy Capt." and "Passcode 3080" are no persons and no bodies; the name itself follows, or none.
        if is_title(doc[end - 1]) and ent.label_ != "GPE" and not _is_surname(doc, start, end):
            continue
        label = ent.label_
        if label == "PERSON":
            start = _after_office(doc, start, end)
            if not can_be_person(doc, start, end):
                continue
            last = doc[end - 1].text
            label = label_of(doc, start, end, [] if last in surnames else alike.get(last, []))
        yield Name(start, end, label)


def _is_surname(doc: tokens.Doc, start: int, end: int) -> bool:
    """`Foreign Minister Ana Bishop`: after an office and a first name the last word is no second office."""
    after_office = start > 0 and is_title(doc[start - 1]) and end - start == NAME_AND_SURNAME[0]
    is_last = end == len(doc) or doc[end].tag_ != "NNP"
    return after_office and is_last and doc[start].ent_type_ == "PERSON" and not is_title(doc[start])


def _after_office(doc: tokens.Doc, start: int, end: int) -> int:
    """`Foreign Minister Ana Lemos`, which the recogniser takes for one name: where her own name begins."""
    last = max((index for index in range(start, end - 2) if is_title(doc[index])), default=start - 1)
    return start if last >= 0 and doc[last].lower_ in HONORIFICS else last + 1


def _stands_for_a_person(ent: tokens.Span) -> bool:
    """Tell whether a name is given in full, or after a title: its last word is a surname; "al-Hadrin" is one word."""
    return any(token.whitespace_ for token in ent[:-1]) or (ent.start > 0 and is_title(ent.doc[ent.start - 1]))


def _ends_in_a_person(doc: tokens.Doc, start: int, end: int) -> bool:
    """`Minister of Defence Pavel Grell`, which the recogniser takes for a body."""
    last = doc[end - 2 : end]
    in_office = is_title(doc[start]) or (start > 1 and doc[start - 1].lower_ == "of" and is_title(doc[start - 2]))
    return (
        end - start > 2  # noqa: PLR2004 - an office, a name and a surname at least
        and in_office
        and doc[end - 3].lower_ not in {"of", "for", "and", "the"}
        and all(token.tag_ == "NNP" and token.lower_ not in bodies() and not is_title(token) for token in last)
    )


def _head_of_article(doc: tokens.Doc) -> set[int]:
    """Give the tokens of byline and date line: who wrote the article is no actor in it."""
    document = document_of(doc)
    tokens_in_head: set[int] = set()
    for block in document.blocks if document is not None else ():
        if block.kind in {"byline", "date"}:
            tokens_in_head.update(range(*tokens_of(doc, Span(block.start, block.end))))
    return tokens_in_head


def _clean(doc: tokens.Doc, start: int, end: int) -> Range:
    """Leave out articles, possessive endings and marks at the edges of a name."""
    while (start < end and not doc[start].text[0].isalnum()) or doc[start].lower_ in {"the", "a", "an"}:
        start += 1
        if start == end:
            return start, end
    # "newspaper Red Sea Post": the common noun before the name is none of it.
    while start < end - 1 and doc[start].text.islower() and doc[start].tag_ in {"NN", "NNS", "JJ"}:
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    for token in doc[start:end]:
        if token.is_space or token.text in _NOT_IN_NAMES:
            return start, token.i
    return start, end


def _overlooked(doc: tokens.Doc, covered: set[int]) -> Iterator[Name]:
    """Yield persons whom an honorific, an office or an apposition tells, where the recogniser was silent."""
    index = 0
    while index < len(doc):
        end = _run(doc, index, covered)
        if end == index:
            index += 1
            continue
        start = index
        while start < end and is_title(doc[start]):
            start += 1
        if start < end and _ends_in_a_person(doc, start, end):
            yield Name(end - 2, end, "PERSON")
        elif start < end and _is_person(doc, start, end):
            yield Name(start, end, "PERSON")
        elif start < end and names_a_body(doc, start, end):
            # "On Monday Radio Tolm reported ...": the day is none of the name.
            yield Name(start + (doc[start].ent_type_ == "DATE"), end, "ORG")
        index = end


def _run(doc: tokens.Doc, start: int, covered: set[int]) -> int:
    """Give the end of the run of capitalised proper nouns that begins at ``start``."""
    end = start
    while end < len(doc) and end - start < _LONGEST_NAME and end not in covered:
        token = doc[end]
        named = token.text[:1].isupper() and (token.tag_ in {"NNP", "NNPS"} or _first_name(token))
        if not named and not (end > start and token.lower_ in PARTICLES):
            break
        end += 1
    while end > start and doc[end - 1].lower_ in PARTICLES:
        end -= 1
    return end


def _first_name(token: tokens.Token) -> bool:
    """`its director, Per Lindqvall`: a capital inside a sentence, before a surname, whatever the tagger makes of it."""
    following = token.i + 1
    if token.is_sent_start or not token.text.istitle() or following >= len(token.doc):
        return False
    return token.doc[following].tag_ == "NNP" and token.tag_ not in {"DT", "PRP$", "CD"}


def _is_person(doc: tokens.Doc, start: int, end: int) -> bool:
    if any(token.lower_ in bodies() for token in doc[start:end]):
        return False
    if start and doc[start - 1].lower_ in HONORIFICS:
        return True
    if end - start not in NAME_AND_SURNAME:
        return False
    if (start and doc[start - 1].lower_ in offices()) or _speaks(doc, start, end):
        return True
    if start > 1 and doc[start - 1].text == "," and end < len(doc) and doc[end].text in {",", "."}:
        # "The mayor of Brask, Ilya Tarn, warned": an apposition to an office.
        return _office_before(doc, start - 1)
    return False


def _speaks(doc: tokens.Doc, start: int, end: int) -> bool:
    """`Ilya Tarn said`: name and surname without an article, and nothing else the subject of saying."""
    last = doc[end - 1]
    return (
        last.dep_ == "nsubj"
        and last.head.lemma_ in _SAYING
        and all(token.text.istitle() for token in doc[start:end])
        and last.left_edge.i == start
    )


def _office_before(doc: tokens.Doc, comma: int) -> bool:
    """Tell whether the noun phrase that ends before ``comma`` is headed by an office."""
    low = max(comma - 10, doc[comma].sent.start)
    for index in range(comma - 1, low - 1, -1):
        if doc[index].text in {",", ";", "“", "”"} or doc[index].pos_ in {"VERB", "AUX"}:
            return False
        if doc[index].lower_ in offices():
            return True
    return False


def _again(doc: tokens.Doc, found: list[Name], covered: set[int]) -> Iterator[Name]:
    """Yield later and earlier mentions, by surname alone, of the persons named in full."""
    surnames = {doc[name.end - 1].text for name in found if name.end - name.start > 1 and _names_a_person(doc, name)}
    surnames -= countries()[0].keys()
    for token in doc:
        if token.text in surnames and token.i not in covered and token.tag_ in {"NNP", "NNPS", "NN", "JJ"}:
            yield Name(token.i, token.i + 1, "PERSON")


def _names_a_person(doc: tokens.Doc, name: Name) -> bool:
    if name.label != "KNOWN":
        return name.label == "PERSON"
    actor = knowledge_of(doc).named(doc[name.start : name.end].text)
    return actor is not None and actor.kind == "person"
