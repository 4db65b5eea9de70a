"""Commitments: what somebody promises, asks for, demands, refuses, threatens or expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import document_of, found, span_of, tokens_of
from sayso.document import Span
from sayso.extract import phrases
from sayso.extract.promises.act_kinds import act_of
from sayso.extract.promises.acts import acts
from sayso.extract.promises.clauses import clauses
from sayso.extract.promises.drafts import CONDITIONS, Draft, is_conditional, is_doer
from sayso.extract.promises.kinds import kind_of
from sayso.extract.promises.voices import FIRST, THIRD, Voice
from sayso.extract.promises.words import words
from sayso.mention import CommitmentMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range
    from sayso.extract.promises.clauses import Clause
    from sayso.extract.promises.words import Act
    from sayso.record import CommitmentKind, Quotation

# Content under these is a stance or an aim; the word itself tells what it commits to, if anything.
_NO_REPORT = frozenset({"stance", "intention"})
_OWN = frozenset({"i", "we", "our"})
# These are made to whoever is spoken to; a threat told to a parliament is not made to it.
_SAID_TO_LISTENER = frozenset({"pledge", "request", "demand"})
_WHOEVER = frozenset({"any", "anyone", "anybody", "every", "whoever"})
_NEVER = frozenset({"never", "no", "no way", "not a chance", "absolutely not", "impossible"})


def commitments(doc: tokens.Doc) -> Iterator[CommitmentMention]:
    """Yield each commitment, request, demand, refusal, threat and forecast of ``doc``, in text order."""
    quotations: tuple[Quotation, ...] = found(doc, "quotations")
    cues = {tokens_of(doc, each.cue)[0]: each for each in quotations if each.cue is not None}
    parts = {each.id: [tokens_of(doc, span) for span in each.content] for each in quotations}
    quoted = frozenset(index for ranges in parts.values() for start, end in ranges for index in range(start, end))
    drafts = list(acts(doc, cues, quoted))
    taken = [(draft.start, draft.end) for draft in drafts]
    for quotation in quotations:
        drafts.extend(_in_content(doc, quotation, parts[quotation.id], taken))
    drafts.extend(_of_narrator(doc, quotations, quoted))
    for draft in _distinct(drafts):
        yield CommitmentMention(
            kind=draft.kind,
            span=span_of(doc, *phrases.closed(doc, draft.start, draft.end)),
            by=draft.by,
            to=None if draft.to is None else span_of(doc, *draft.to),
            conditional=is_conditional(doc, draft.start, draft.end) or _is_to_whoever(doc, draft),
            rule=draft.rule,
        )


def _is_to_whoever(doc: tokens.Doc, draft: Draft) -> bool:
    """Tell a threat to those who do something: "any ship that enters will be sunk"."""
    return draft.kind == "threat" and any(token.lower_ in _WHOEVER for token in doc[draft.start : draft.end])


def _in_content(doc: tokens.Doc, quotation: Quotation, parts: list[Range], taken: list[Range]) -> Iterator[Draft]:
    """Read what a source says about the future or a duty."""
    if quotation.polarity == "denied":
        return
    cue = None if quotation.cue is None else doc[tokens_of(doc, quotation.cue)[0]]
    speaker = None if quotation.speaker is None else tokens_of(doc, quotation.speaker)
    by = None if quotation.speaker is None else Span(quotation.speaker.start, quotation.speaker.end)
    act = None if cue is None else act_of(cue)
    lemma = "" if cue is None else cue.lemma_
    if quotation.manner != "direct" and quotation.cue_class in _NO_REPORT:
        return
    if lemma in words("shows") and quotation.manner != "direct":
        return
    # “Sit down,” he told her: that is no plea, unless the words themselves are.
    asks = act is not None and act.kind in {"request", "demand"} and quotation.manner == "direct" and lemma != "tell"
    voice = Voice(
        speaker=speaker,
        hint=_hint(act, lemma, asks=asks, direct=quotation.manner == "direct"),
        warns=lemma in words("warns"),
        direct=quotation.manner == "direct",
    )
    listener = None if quotation.addressee is None else tokens_of(doc, quotation.addressee)
    stretches = parts if quotation.manner == "direct" or len(parts) == 1 else [_whole(doc, parts)]
    for start, end in stretches:
        if voice.direct and "".join(token.lower_ for token in doc[start:end]).strip(" .!,“”") in _NEVER:
            yield from _never(doc, start, by)
        for clause in clauses(doc, start, end, asks=asks):
            kind = kind_of(clause, voice)
            if kind is not None and not any(low <= clause.start and clause.end <= high for low, high in taken):
                to = _whom(clause, kind) or (listener if kind in _SAID_TO_LISTENER else None)
                yield Draft(kind, clause.start, clause.end, by, to, "what somebody says is ahead")


def _hint(act: Act | None, lemma: str, *, asks: bool, direct: bool) -> CommitmentKind | None:
    """Give what the verb of speech makes of its content: a belief about what is ahead is a forecast."""
    if act is not None and (asks or act.frames & {"q", "c"}):
        return act.kind
    return "forecast" if lemma in words("belief") and not direct else None


def _whole(doc: tokens.Doc, parts: list[Range]) -> Range:
    """Give reported speech broken by its verb as one stretch, without a further act: "… she added, and told them"."""
    start, end = parts[0]
    for low, high in parts[1:]:
        first = next((token for token in doc[low:high] if token.is_alpha and token.pos_ != "CCONJ"), None)
        if first is None or first.tag_ in phrases.FINITE - {"MD"}:
            break
        end = high
    return start, end


def _whom(clause: Clause, kind: CommitmentKind) -> Range | None:
    """Find who must act: the subject of "must leave", or of the condition "if they stay"."""
    doer = None
    if kind in {"demand", "request"} and clause.sense != "order":
        doer = clause.subject
    elif kind == "threat":
        marks = (token for token in clause.verb.doc[clause.start : clause.end] if token.lower_ in CONDITIONS)
        mark = next((token for token in marks if token.dep_ == "mark"), None)
        doer = None if mark is None else phrases.own_subject(mark.head)
    if doer is None or doer.lower_ in FIRST | THIRD or not is_doer(doer):
        return None
    return phrases.noun_phrase(doer)


def _never(doc: tokens.Doc, start: int, by: Span | None) -> Iterator[Draft]:
    """`Asked whether they would leave, he answered: “Never.”`."""
    sentence = doc[start].sent
    if any(token.lower_ in {"asked", "whether"} for token in doc[sentence.start : start]):
        yield Draft("refusal", sentence.start, sentence.end, by, None, "refusal in one word")


def _of_narrator(doc: tokens.Doc, quotations: tuple[Quotation, ...], quoted: frozenset[int]) -> Iterator[Draft]:
    """Read the author's own sentences: a body's statement, and reported speech that goes on without its verb."""
    said = {doc[tokens_of(doc, each.cue)[0]].sent.start: each for each in quotations if each.cue is not None}
    own_voice: bool | None = None
    before = -1
    for sentence in doc.sents:
        before, last = sentence.start, before
        if not quoted.isdisjoint(range(sentence.start, sentence.end)):
            continue
        for clause in clauses(doc, sentence.start, sentence.end):
            if clause.modal.lower_ == "would":
                yield from _goes_on(clause, said.get(last))
                continue
            if own_voice is None:
                own_voice = _has_own_voice(doc, quoted)
            if own_voice:
                yield from _own_words(clause)


def _goes_on(clause: Clause, before: Quotation | None) -> Iterator[Draft]:
    """`She said they would pay. They would not apologise.`: the second is said too."""
    if before is None or before.speaker is None or before.cue_class in _NO_REPORT:
        return
    doc = clause.verb.doc
    if any(token.is_space and token.text.count("\n") > 1 for token in doc[clause.start - 1 : clause.start]):
        return
    kind = kind_of(clause, Voice(speaker=tokens_of(doc, before.speaker)))
    if kind in {"pledge", "refusal", "threat"}:
        by = Span(before.speaker.start, before.speaker.end)
        yield Draft(kind, clause.start, clause.end, by, None, "speech that goes on")


def _own_words(clause: Clause) -> Iterator[Draft]:
    doc, subject = clause.verb.doc, clause.subject
    kind = kind_of(clause, Voice(narrator=True))
    first = subject is not None and subject.lower_ in FIRST
    dated = any(token.ent_type_ in {"DATE", "TIME"} for token in doc[clause.start : clause.end])
    # What an author merely thinks will happen is no news; with a day or a condition it can be checked.
    if kind is None or not (first or dated or is_conditional(doc, clause.start, clause.end)):
        return
    by = None if subject is None or not first else span_of(doc, subject.i, subject.i + 1)
    yield Draft(kind, clause.start, clause.end, by, None, "the author's own words")


def _has_own_voice(doc: tokens.Doc, quoted: frozenset[int]) -> bool:
    """Tell whether the text is somebody's own statement: it says "we", or comes from a ministry."""
    document = document_of(doc)
    outlet = "" if document is None or document.outlet is None else document.outlet.lower()
    if not words("body").isdisjoint(outlet.split()):
        return True
    return any(token.lower_ in _OWN and token.i not in quoted for token in doc)


def _distinct(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep one of those that say the same, the first found."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(_is_same(draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda each: (each.start, each.end, each.kind))


def _is_same(one: Draft, other: Draft) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared > min(one.end - one.start, other.end - other.start)
