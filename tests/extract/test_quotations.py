"""What quotations promise beyond the golden cases: order, ids, spans, nesting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.attribution import cues
from sayso.extract.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

NEWS = """The Brask Herald reported that harbour officials believe the bridge was mined.

“We tested it twice,” Harbour Minister Tilda Oren said. “It is safe.” She told the council that trucks would come.

According to the harbour police, three boats are missing.
"""


def test_quotations_come_in_text_order_with_ids_of_their_own(parsed: Callable[..., tokens.Doc]) -> None:
    found = list(quotations(parsed(NEWS)))
    starts = [quotation.content[0].start for quotation in found]
    assert len(found) == 5
    assert starts == sorted(starts)
    assert len({quotation.id for quotation in found}) == len(found)


def test_the_same_text_gives_the_same_ids(parsed: Callable[..., tokens.Doc]) -> None:
    assert [one.id for one in quotations(parsed(NEWS))] == [two.id for two in quotations(parsed(NEWS))]


def test_the_same_words_in_another_document_have_another_id(parsed: Callable[..., tokens.Doc]) -> None:
    (one,) = quotations(parsed("Tarn said the road was open.", id="one"))
    (two,) = quotations(parsed("Tarn said the road was open.", id="two"))
    assert one.id != two.id


def test_content_leaves_out_the_marks_and_the_conjunction(parsed: Callable[..., tokens.Doc]) -> None:
    words = [span.of(NEWS) for quotation in quotations(parsed(NEWS)) for span in quotation.content]
    assert not [content for content in words if content[0] in "“”" or content.startswith("that ")]


def test_an_inner_quotation_names_the_one_around_it(parsed: Callable[..., tokens.Doc]) -> None:
    found = list(quotations(parsed(NEWS)))
    outer, inner = found[0], found[1]
    assert (outer.within, inner.within) == (None, outer.id)
    assert inner.content[0].of(NEWS) == "the bridge was mined"


def test_a_speakers_own_hope_is_no_quotation_inside_his_words(parsed: Callable[..., tokens.Doc]) -> None:
    text = "Tarn said he hoped that the trucks would come."
    assert [quotation.content[0].of(text) for quotation in quotations(parsed(text))] == [
        "he hoped that the trucks would come"
    ]


def test_a_quotation_with_no_reporting_verb_has_no_speaker(parsed: Callable[..., tokens.Doc]) -> None:
    (quotation,) = quotations(parsed("“Never.” The crowd was silent."))
    assert quotation.speaker is None
    assert quotation.cue is None


def test_a_factive_cue_makes_its_content_certain(parsed: Callable[..., tokens.Doc]) -> None:
    (quotation,) = quotations(parsed("The inquiry confirmed that the bridge was mined."))
    assert quotation.certainty == "certain"


def test_an_author_who_thinks_aloud_is_not_quoted(parsed: Callable[..., tokens.Doc]) -> None:
    assert list(quotations(parsed("I think that the bridge is safe."))) == []


def test_every_cue_has_a_class_and_a_frame_that_is_known() -> None:
    classes = {"neutral", "factive", "doubting", "belief", "intention", "stance"}
    for table in (cues.verbs(), cues.nouns()):
        for lemma, cue in table.items():
            assert set(cue.frames.values()) <= classes, lemma
            assert all(
                frame in {"q", "c", "w", "i", "o", "a", "at", "as"} or frame.startswith("p:") for frame in cue.frames
            ), lemma
