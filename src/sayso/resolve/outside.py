"""Outside: what the parse ties to a word in somebody's clause although it stands before that clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import tokens_of
from sayso.extract.phrases import SUBJECTS

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.document import Span
    from sayso.record import Quotation

# The rule whose content is a clause with a subject of its own: an infinitive has the speaker for one.
_CLAUSE = "clause under a cue verb"


def outside(doc: tokens.Doc, span: Span, quotation: Quotation | None) -> bool:
    """Tell whether ``span`` cannot do what ``quotation`` tells: who "said that the raids had killed 40" killed nobody.

    A pronoun in the clause may mean whoever stands before it: "said they had taken the town".
    """
    if quotation is None or quotation.rule != _CLAUSE or any(part.overlaps(span) for part in quotation.content):
        return False
    words = (token for part in quotation.content for token in doc[slice(*tokens_of(doc, part))])
    return not any(token.tag_ == "PRP" and token.dep_ in SUBJECTS for token in words)
