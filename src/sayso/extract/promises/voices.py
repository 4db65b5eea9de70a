"""Voice: in whose mouth a clause stands, and whether it is about the speaker himself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.phrases import Range
from sayso.extract.promises.words import words
from sayso.record import CommitmentKind

if TYPE_CHECKING:
    from spacy import tokens

FIRST = frozenset({"i", "we"})
THIRD = frozenset({"he", "she", "it", "they"})
_SPEAKERS_OWN = frozenset({"my", "our", "us", "its", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it and how: ``hint`` is what the verb of saying makes it, ``warns`` whether that is a warning."""

    speaker: Range | None = None
    hint: CommitmentKind | None = None
    warns: bool = False
    direct: bool = False
    narrator: bool = False

    def is_expert(self, doc: tokens.Doc) -> bool:
        """Tell whether it is an analyst, a bank, a witness: what they say will be is a forecast."""
        return any(token.lemma_.lower() in words("expert") for token in self._words(doc))

    def is_about_self(self, subject: tokens.Token | None) -> bool:
        """Tell whether ``subject`` is the speaker, or a body that he speaks for."""
        if subject is None or subject.lower_ in FIRST:
            return True
        if subject.lower_ in THIRD:
            return not self.direct
        if is_owned(subject):
            return True
        # "The front will leave, its spokesman said".
        if any(token.dep_ == "poss" and token.lower_ in _SPEAKERS_OWN for token in self._words(subject.doc)):
            return True
        return _is_body(subject) or any(token.lemma_ == subject.lemma_ for token in self._words(subject.doc))

    def _words(self, doc: tokens.Doc) -> tuple[tokens.Token, ...]:
        return () if self.speaker is None else tuple(doc[self.speaker[0] : self.speaker[1]])


def is_owned(subject: tokens.Token) -> bool:
    """Tell what belongs to the speaker: "its trucks", "my men"."""
    return any(child.dep_ == "poss" and child.lower_ in _SPEAKERS_OWN for child in subject.lefts)


def _is_body(subject: tokens.Token) -> bool:
    lemma = subject.lemma_.lower()
    return lemma not in words("other") and (subject.tag_ == "NNP" or lemma in words("body"))
