"""Contexts and means: what an event is about, and with what it was done, from the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.extract.coding.frame import Frame
    from sayso.ontology import Ontology

# Modes that PLOVER gives a context of the same name.
_NAMESAKES = frozenset({"cyber", "misinformation"})
_MEANS = "means "


def contexts(token: tokens.Token, mode: str | None, ontology: Ontology) -> tuple[str, ...]:
    """Give the contexts that the words of the sentence of ``token`` tell, in alphabetical order."""
    found = {mode} if mode in _NAMESAKES else set()
    table = ontology.context_of
    for word in token.sent:
        named = table.get(word.lemma_.lower())
        if named is not None:
            found.update(named)
    return tuple(sorted(each for each in found if each is not None))


def means(frames: Iterable[Frame]) -> str | None:
    """Give the mode that the weapon tells: "shells struck", "attacked with knives", "air strikes"."""
    for frame in frames:
        ontology = frame.ontology
        for token in _near(frame):
            word = token.lemma_.lower()
            for name, words in ontology.classes.items():
                if name.startswith(_MEANS) and word in words:
                    return name.removeprefix(_MEANS)
    return None


def _near(frame: Frame) -> Iterator[tokens.Token]:
    yield frame.token
    yield from frame.at("m")
    for child in frame.token.children:
        if child.dep_ in {"nsubj", "agent", "dobj", "nsubjpass", "advcl"} or child.lower_ in {
            "with",
            "in",
            "by",
            "using",
        }:
            for low in (child, *child.children):
                if low.dep_ not in {"relcl", "conj", "det"}:
                    yield low
                if low.dep_ == "pobj":
                    yield from low.lefts
    for head in frame.at("s"):
        yield head
        yield from head.lefts
