"""Who the casualties are: people at all, and which of the classes that users tabulate."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, cast

from sayso.extract.lexicon import entries
from sayso.extract.quantities.counted import singular

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.quantities.counted import Counted
    from sayso.record import Outcome, Victims

_NOT_PEOPLE = "x"
# Nouns that the lists lack: what someone does ("beekeepers"), but also "launchers".
_AGENT = re.compile(r"(?:[a-z]{3}(?:er|or|ist|ian|man|ee|ant|ite)|[a-z]{2}woman)\Z")
# Things go missing and are captured too.
_OF_THINGS = frozenset(("captured", "missing", "detained"))


@functools.cache
def _classes() -> dict[str, tuple[str, ...]]:
    return {word: tuple(classes.split("|")) for word, classes, _example in entries("victims.tsv")}


@functools.cache
def _persons() -> frozenset[str]:
    named = {word for word, classes in _classes().items() if _NOT_PEOPLE not in classes}
    return frozenset(named | {row[0] for row in entries("offices.tsv")})


def is_person(noun: str) -> bool:
    """Tell whether a singular noun is one for a person, by the lists or by its ending."""
    return noun.lower() in _persons() or _AGENT.search(noun) is not None


def are_people(doc: tokens.Doc, what: Counted | None, outcome: Outcome) -> bool:
    """Tell whether what is counted are people; a number alone is taken to count them."""
    if what is None:
        return True
    noun, head = what.noun.lower(), doc[what.end - 1]
    words = [token.lower_ for token in doc[what.start : what.end]]
    if any(_NOT_PEOPLE in _classes().get(word, ()) for word in [noun, *words]):
        return False
    if noun in _persons() or not _DEEDS.isdisjoint(words):
        return True
    if outcome in _OF_THINGS:
        return head.tag_ == "NNPS" or head.ent_type_ == "NORP"
    return head.pos_ == "PROPN" or outcome in {"killed", "abducted"} or _AGENT.search(noun) is not None


# Counted nouns that tell of people without naming them.
_DEEDS = frozenset(
    "deaths fatalities killings murders executions assassinations bodies corpses beheadings injuries disappearances"
    " arrests detentions abductions kidnappings dead wounded injured missing displaced homeless".split()
)


def victims(doc: tokens.Doc, what: Counted | None) -> tuple[Victims, ...]:
    """Give the classes of the people that the phrase ``what`` names, in its order."""
    if what is None:
        return ()
    found: list[str] = []
    words = [singular(token.text, plural=token.tag_ in {"NNS", "NNPS"}).lower() for token in doc[what.start : what.end]]
    known = _classes()
    for at, word in enumerate(words):
        pair = known.get(f"{word} {words[at + 1]}") if at + 1 < len(words) else None
        found.extend(pair or known.get(word, ()) if at == 0 or f"{words[at - 1]} {word}" not in known else ())
        if word == "female":
            found.append("woman")
    return tuple(cast("Victims", name) for name in dict.fromkeys(found) if name not in {"-", _NOT_PEOPLE})
