"""Outlook: whether what a word tells came to pass, is to come, was refused, or is only thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.coding.frame import Frame
    from sayso.ontology import Ontology

# "unreal" is what nobody says came to pass: a purpose, a wish, a rule, an ability.
Outlook = Literal[
    "fact", "ongoing", "future", "not future", "possible", "conditional", "negated", "obliged", "planned", "unreal"
]

_WILL = frozenset({"will", "would", "shall", "'ll", "wo", "’ll", "'d"})
_MAY = frozenset({"may", "might", "could"})
_MUST = frozenset({"must", "should", "ought"})
_NOT = frozenset({"not", "never", "n't", "n’t", "no", "neither", "nobody", "none", "nor", "hardly"})
_IF = frozenset({"if", "unless", "whether", "lest", "until", "once"})
# "by shelling the port", "after shelling it"
_TELLS = frozenset("by after before while since through despite in upon when with".split())
_VERBAL = frozenset({"VERB", "AUX"})
_DEEPEST = 6


def of_verb(  # noqa: PLR0911 - a case for each outlook
    verb: tokens.Token, ontology: Ontology, depth: int = 0
) -> Outlook:
    """Tell the outlook of a verb."""
    if depth > _DEEPEST or _is_order(verb) or _is_said_of_anybody(verb):
        return "unreal"
    if any(child.lower_ in _IF and child.dep_ in {"mark", "advmod"} for child in verb.lefts if child.i < verb.i):
        return "conditional"
    negated = is_negated(verb)
    modal = next((child.lower_ for child in verb.lefts if child.tag_ == "MD" and child.dep_ == "aux"), None)
    if modal is not None:
        return _of_modal(verb, modal, negated=negated)
    relation, head = verb.dep_, verb.head
    if relation == "amod" or (
        relation in {"acl", "ccomp"} and head.pos_ == "NOUN" and head.lemma_ in ontology.words("asking")
    ):
        return "unreal"
    infinitive = any(child.tag_ == "TO" for child in verb.lefts)
    if infinitive or (relation in {"xcomp", "pcomp"} and verb.tag_ in {"VBG", "VB"}):
        above = _of_complement(verb, ontology, infinitive=infinitive, depth=depth)
        return above if not negated else "negated" if above == "fact" else "unreal"
    if negated:
        return "negated"
    if relation == "conj" and head.pos_ in _VERBAL and not any(child.dep_ in {"nsubj", "aux"} for child in verb.lefts):
        return of_verb(head, ontology, depth + 1)
    return "ongoing" if verb.tag_ == "VBG" and _goes_on(verb) else "fact"


def has_condition(verb: tokens.Token) -> bool:
    """Tell whether an "if" or "unless" clause hangs on ``verb``."""
    return any(
        child.dep_ == "advcl" and any(low.dep_ == "mark" and low.lower_ in _IF for low in child.lefts)
        for child in verb.children
    )


def _of_modal(verb: tokens.Token, modal: str, *, negated: bool) -> Outlook:
    if modal in _WILL:
        if any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.lefts):
            return "unreal"  # "would have attacked"
        return "not future" if negated else "future"
    if negated or modal not in _MAY | _MUST:
        return "unreal"
    return "possible" if modal in _MAY else "obliged"


def _goes_on(verb: tokens.Token) -> bool:
    """Tell "is shelling" from "was shelling" and "has been shelling"."""
    helpers = [child for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
    return {child.lemma_ for child in helpers} == {"be"} and any(child.tag_ in {"VBP", "VBZ"} for child in helpers)


def _is_said_of_anybody(verb: tokens.Token) -> bool:
    """Tell "you help people" and general truths from what took place."""
    anybody = any(child.dep_ == "nsubj" and child.lower_ in {"you", "one"} for child in verb.lefts)
    return anybody or (verb.tag_ in {"VBP", "VBZ"} and _is_general(verb))


def _is_general(verb: tokens.Token) -> bool:
    """Tell a general truth, "Wars kill people every year.", from a headline, which has no full stop."""
    if any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts) or verb.sent[-1].text != ".":
        return False
    if any(low.lower_ in {"every", "often", "usually", "always", "typically"} for low in verb.subtree):
        return True
    parties = [child for child in verb.children if child.dep_ in {"nsubj", "dobj"}]
    return any(child.dep_ == "nsubj" for child in parties) and all(
        child.tag_ == "NNS" and not child.ent_type_ and next(child.children, None) is None for child in parties
    )


def _is_order(verb: tokens.Token) -> bool:
    """Tell an order, "Do not shoot", from what is told."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ in {"ROOT", "ccomp", "parataxis"}
        and all(
            child.lower_ in {"do", "n't", "not", "n’t", "please", "never"} or child.is_punct or child.dep_ == "advmod"
            for child in verb.lefts
        )
    )


def _of_complement(verb: tokens.Token, ontology: Ontology, *, infinitive: bool, depth: int) -> Outlook:
    relation, head = verb.dep_, verb.head
    if relation == "conj" and head.pos_ in _VERBAL:
        return of_verb(head, ontology, depth + 1)
    if relation in {"xcomp", "ccomp", "oprd"} and head.pos_ in _VERBAL:
        return _under_verb(head, ontology, infinitive=infinitive, depth=depth)
    if relation == "xcomp" and head.pos_ == "ADJ":
        return "future" if head.lemma_ in ontology.words("soon") else "unreal"
    if relation == "pcomp":
        return _after_preposition(head, ontology)
    if relation == "acl" and infinitive and head.lemma_ in ontology.words("plan_noun"):
        return "planned"
    return "fact" if relation == "advcl" and not infinitive else "unreal"


def _under_verb(head: tokens.Token, ontology: Ontology, *, infinitive: bool, depth: int) -> Outlook:
    word = head.lemma_
    if word in ontology.words("phase"):
        found = of_verb(head, ontology, depth + 1)
        return "ongoing" if found == "fact" and word in ontology.words("go_on") else found
    if word in ontology.words("plan"):
        return "planned" if of_verb(head, ontology, depth + 1) in {"fact", "ongoing"} else "unreal"
    if word in ontology.words("fail"):
        return "negated"
    if infinitive and word in {"have", "need"}:
        return "obliged"
    if infinitive and (word == "be" or (word == "go" and head.tag_ == "VBG")):
        return "future"
    return "unreal"


def _after_preposition(preposition: tokens.Token, ontology: Ontology) -> Outlook:
    word, above = preposition.lower_, preposition.head
    if word in {"without", "instead"}:
        return "negated"
    if word in _TELLS:
        return "fact"
    if word in {"of", "for", "over"} and above.lemma_ in ontology.words("blame") | ontology.words("blamed_for"):
        return "fact"
    return "fact" if word in {"of", "from"} and above.lemma_ in ontology.words("campaign") else "unreal"


def is_negated(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` is said not to have been: "did not", "no shots were", "nobody"."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in _NOT):
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and (
            child.lower_ in _NOT
            or any(low.dep_ in {"det", "neg"} and low.lower_ in {"no", "neither"} for low in child.lefts)
        ):
            return True
    return False


def of_noun(frame: Frame) -> Outlook:  # noqa: PLR0911 - a table of cases
    """Tell the outlook of a noun: that of the verb that carries it, unless that verb keeps it from happening."""
    noun, ontology = frame.token, frame.ontology
    for child in noun.lefts:
        if child.lower_ in {"no", "any"}:
            return "negated" if child.lower_ == "no" else "unreal"
        if child.dep_ == "amod" and child.lemma_.lower() in ontology.words("not_yet"):
            return "planned"
    carrier = frame.carrier()
    if carrier is not None:
        word = carrier.lemma_
        if word in ontology.words("avert"):
            return "negated" if noun.dep_ != "pobj" else "unreal"
        if word in ontology.words("plan"):
            return "planned"
        if noun.dep_ == "pobj":
            return "fact" if word not in ontology.words("ask_for") else "unreal"
        return of_verb(carrier, ontology)
    if noun.dep_ == "pobj" and noun.head.head.lemma_ in ontology.words("only_thought"):
        return "unreal"
    if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "without", "against"} and noun.head.head.pos_ == "NOUN":
        return "unreal"
    return "fact"
