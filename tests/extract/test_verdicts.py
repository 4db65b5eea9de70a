"""What an author judges in a voice of his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import document_of
from sayso.extract import EXTRACTORS
from sayso.extract.lexicon import entries
from sayso.extract.verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.record import Verdict

    Found = Callable[[str], list[Verdict]]


@pytest.fixture
def found(parsed: Callable[..., tokens.Doc]) -> Found:
    def of(text: str) -> list[Verdict]:
        doc = parsed(text)
        for name in ("actors", "quotations"):
            doc.user_data[name] = tuple(EXTRACTORS[name](doc))
        document = document_of(doc)
        assert document is not None
        assert document.text == text
        return list(verdicts(doc))

    return of


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for kind, _, example in entries("verdict_words.tsv")])
def test_each_line_of_the_lexicon_does_what_its_example_shows(found: Found, kind: str, example: str) -> None:
    (verdict,) = found(example)
    assert verdict.kind == kind
    assert verdict.span.of(example) == example


def test_the_words_that_judge_are_cues(found: Found) -> None:
    text = "The march was a sinister show. Its purpose was to keep the port."
    assert [cue.of(text) for verdict in found(text) for cue in verdict.cues] == ["sinister", "Its purpose was to"]


def test_what_the_author_calls_for_is_a_verdict(found: Found) -> None:
    (verdict,) = found("The council must open the road at once.")
    assert (verdict.kind, [cue.of("The council must open the road at once.") for cue in verdict.cues]) == (
        "necessity",
        ["must"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lemos said the raid was a barbaric act.",
        "“The raid was a barbaric act,” said Ana Lemos.",
        "The mayor spoke of a “barbaric” act.",
        "The council must act, Ana Lemos said.",
        "The Martyrs' Brigade held the bridge.",
        "Was it a sham?",
        "It must have been raining.",
        "Those who want to come should dial 40.",
        "The lorries left on Monday.",
    ],
)
def test_what_others_say_names_and_plain_facts_are_none(found: Found, text: str) -> None:
    assert found(text) == []
