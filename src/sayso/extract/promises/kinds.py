"""What kind a clause about the future or a duty is: who says it, of whom, under which condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.promises.drafts import MEASURED, TIMES, is_conditional, is_doer
from sayso.extract.promises.threats import is_threat
from sayso.extract.promises.voices import FIRST, THIRD, is_owned
from sayso.extract.promises.words import words

if TYPE_CHECKING:
    from sayso.extract.promises.clauses import Clause
    from sayso.extract.promises.voices import Voice
    from sayso.record import CommitmentKind

_WOULD = frozenset({"would", "'d", "’d"})
_NO_DEEDS = frozenset({"appear", "argue", "guess", "like", "love", "prefer", "say", "seem", "tell"})
# What comes about even with an object.
_BEFALL = frozenset("cost face feel get have know lose need require see suffer take win".split())
# What comes about with others, oneself does.
_AT_WILL = frozenset({"take", "bring", "have", "make", "continue", "be", "see"})
_PERSONS = frozenset({"he", "she", "they"})


def kind_of(clause: Clause, voice: Voice) -> CommitmentKind | None:  # noqa: PLR0911 - one for each sense
    """Give what ``clause`` is in the mouth of ``voice``; None for no commitment."""
    if clause.sense in {"must", "should"}:
        return _duty(clause, voice)
    if clause.sense == "order":
        if voice.hint in {"request", "demand"}:
            return voice.hint
        return "request" if clause.verb.lemma_.lower() in words("help") else "demand"
    if clause.sense == "able":
        return _ability(clause, voice)
    if clause.sense == "future":
        kind = _future(clause, voice)
        # "They would go if he asked": in somebody's own words that is no promise.
        return None if kind == "pledge" and voice.direct and clause.modal.lower_ in _WOULD else kind
    if clause.sense == "coming":
        return "forecast"
    return "pledge" if clause.sense == "willing" and not clause.is_negated else "refusal"


def _duty(clause: Clause, voice: Voice) -> CommitmentKind | None:
    subject = clause.subject
    if voice.narrator or subject is None or (clause.is_negated and clause.sense == "should"):
        return None
    passive = phrases.is_passive(clause.verb)
    if clause.verb.lemma_ in {"be", "have", "know", "understand", "remember", "say"} and not passive:
        return None
    person = subject.lower_
    if person in FIRST or person in {"it", "there", "this", "that", "he", "she"}:
        return "request" if person == "we" and clause.modal.lemma_ in {"need", "must"} else None
    lets_be = clause.verb.lemma_ in words("directive")
    if person not in {"you", "they", "we"} and not lets_be and not is_doer(subject) and not passive:
        return None
    return "demand" if clause.sense == "must" else "request"


def _ability(clause: Clause, voice: Voice) -> CommitmentKind | None:
    if voice.hint == "forecast":
        return "forecast"
    lemma = clause.verb.lemma_
    if clause.is_negated:
        return "forecast" if phrases.is_passive(clause.verb) and lemma in words("defeat") else None
    # "could flee by June", not "could see the fire" or "may leave".
    later = clause.verb.doc[clause.modal.i : clause.end]
    is_dated = any(token.ent_type_ in TIMES for token in later) and clause.modal.lower_ in {"could", "may", "might"}
    return "forecast" if is_dated and not voice.is_about_self(clause.subject) and not voice.narrator else None


def _future(clause: Clause, voice: Voice) -> CommitmentKind | None:  # noqa: PLR0911 - one for each kind of clause
    doc, verb, subject = clause.verb.doc, clause.verb, clause.subject
    conditional = is_conditional(doc, clause.start, clause.end)
    if verb.lemma_ in _NO_DEEDS or _is_hypothetical(clause, voice, conditional=conditional):
        return None
    own = voice.is_about_self(subject)
    lemma = clause.lemma
    negated = clause.is_negated
    if is_threat(clause, voice, own=own, conditional=conditional):
        return "threat"
    if voice.hint in {"pledge", "threat", "forecast"} and not voice.warns:
        return voice.hint
    if voice.is_expert(doc) and not (own and subject is not None and subject.lower_ in FIRST):
        return "forecast"
    stays_closed = lemma in words("kept") and any(child.lower_ in words("closed") for child in verb.rights)
    if stays_closed:
        return "refusal"
    if negated and (lemma not in words("outcome") or any(child.dep_ == "expl" for child in verb.lefts) or own):
        return _negated(clause, own=own)
    return _ahead(clause, voice, conditional=conditional)


def _ahead(clause: Clause, voice: Voice, *, conditional: bool) -> CommitmentKind | None:
    """Tell a promise from a forecast: whether the speaker can bring it about."""
    verb, subject, lemma = clause.verb, clause.subject, clause.lemma
    if _is_outcome(clause, voice):
        return "forecast" if conditional or not _is_remark(clause) else None
    is_deed = lemma in words("deed")
    if subject is None or voice.is_about_self(subject):
        # "We will be counting the dead" foresees; "we will be sending trucks" promises.
        return "pledge" if is_deed or verb.tag_ != "VBG" else "forecast"
    is_other = subject.lemma_.lower() in words("other") or subject.lower_ == "you"
    if is_other and not (conditional and is_deed):
        return "forecast"
    if is_deed and is_doer(subject):
        return "pledge"
    if conditional and subject.lower_ not in THIRD:
        return "forecast"
    is_arranged = (
        lemma in words("arranged") or _gets_home(clause) or phrases.is_passive(verb) or subject.lower_ in _PERSONS
    )
    return "pledge" if is_arranged else "forecast"


def _gets_home(clause: Clause) -> bool:
    """Tell what somebody must bring about: "will be home by Sunday", "will be free"."""
    return clause.lemma == "be" and any(child.lower_ in words("home") for child in clause.verb.rights)


def _is_remark(clause: Clause) -> bool:
    """Tell "that will be true here" from a forecast: it says nothing of a thing, a time or a number."""
    subject = clause.subject
    if clause.verb.lemma_ != "be" or (subject is not None and subject.lower_ not in {"it", "that", "this", "there"}):
        return False
    return not any(token.ent_type_ in MEASURED for token in clause.verb.doc[clause.start : clause.end])


def _negated(clause: Clause, *, own: bool) -> CommitmentKind | None:
    verb = clause.verb
    if any(child.dep_ == "expl" for child in verb.lefts):
        thing = phrases.child_of(verb, "attr")
        return "refusal" if thing is not None and thing.lemma_.lower() in words("denied") else "pledge"
    if phrases.is_passive(verb):
        return "forecast" if clause.modal.lower_ == "going" else "pledge"
    if clause.lemma in words("outcome") and not (own and clause.lemma in {"take", "bring", "have", "sue"}):
        return "forecast"
    return "refusal" if own or clause.denies_subject or clause.lemma in words("arranged") else "forecast"


def _is_hypothetical(clause: Clause, voice: Voice, *, conditional: bool) -> bool:
    """Tell "that would be a mistake" in direct speech from the reported "the bridge would open"."""
    if clause.modal.lower_ not in _WOULD or not (voice.direct or voice.narrator):
        return False
    lemma = clause.lemma
    return not (
        conditional or lemma in words("forced") or (clause.is_negated and lemma in words("grant") | words("idle"))
    )


def _is_outcome(clause: Clause, voice: Voice) -> bool:
    verb, subject = clause.verb, clause.subject
    lemma = clause.lemma
    if lemma not in words("outcome") or phrases.is_passive(verb):
        return False
    if subject is not None and lemma not in _BEFALL and phrases.child_of(verb, "dobj") is not None and is_doer(subject):
        return False  # "we will increase our help"
    if (subject is not None and is_owned(subject) and lemma != "be") or _gets_home(clause):
        return False
    if subject is not None and subject.lower_ in FIRST and lemma in _AT_WILL:
        return lemma in {"be", "see"} and any(child.lower_ in words("outcome") for child in verb.rights)
    if lemma == "take" and voice.is_about_self(subject) and any(child.dep_ == "prt" for child in verb.rights):
        return False
    place = next((child for child in verb.rights if child.dep_ == "prep"), None)
    has_complement = any(child.dep_ in {"acomp", "attr", "advmod"} for child in verb.rights)
    # "They will be in their homes on Sunday" is brought about; "it will be hard" comes about.
    is_person = subject is not None and subject.lower_ in _PERSONS
    return not (lemma == "be" and place is not None and not has_complement and is_person)
