"""Claims: what a noun says that somebody says, "the charge that divers had mined the strait", and who denies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.ontology import Ontology

_FAR = 6


def status(token: tokens.Token, ontology: Ontology) -> Literal["alleged", "denied"] | None:
    """Tell whether ``token`` stands in a claim; "denied" where that is rejected, or said to be untrue."""
    for _ in range(_FAR):
        head, relation = token.head, token.dep_
        if head == token or relation == "relcl":
            return None
        if relation in {"acl", "ccomp"} and head.pos_ == "NOUN":
            if head.lemma_ not in ontology.words("claim"):
                return None
            return "denied" if _is_rejected(head, ontology) else "alleged"
        token = head
    return None


def _is_rejected(claim: tokens.Token, ontology: Ontology) -> bool:
    """Tell "rejected the charge that", "rejected as invention the charge that", "a claim that ... was wrong"."""
    verb = next((up for up in claim.ancestors if up.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return False
    return verb.lemma_ in ontology.words("disclaim") or any(
        child.dep_ in {"acomp", "attr"} and child.lemma_.lower() in ontology.words("untrue") for child in verb.rights
    )
