"""What an explanation holds: parts, sentences with their parse, chain, reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import spacy

from sayso.annotate import annotate
from sayso.document import Span
from sayso.errors import RecordError, SaysoError
from sayso.explain import Explanation, explanation, explanations, matches
from sayso.pipeline import reading_of
from sayso.read import Skipped
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy import tokens

    from sayso.reading import Reading
    from sayso.resolve.gazetteer import Gazetteer

TEXT = "Orsk stayed calm. Mayor Ana Lemos said on Friday that at least 40 families had left Geneva. She left."


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture
def doc(told: Reading) -> tokens.Doc:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return next(annotate([told.document], nlp))


@pytest.fixture
def explained(parsed: Callable[..., tokens.Doc], gazetteer: Gazetteer) -> Callable[..., Explanation]:
    def explain(kind: str, text: str = TEXT, **metadata: str) -> Explanation:
        doc = parsed(text, **metadata)
        reading = reading_of(doc, gazetteer)
        return explanation(doc, reading, getattr(reading, kind)[0], gazetteer=gazetteer)

    return explain


def test_a_quotation_shows_its_parts_and_the_rule_in_words(explained: Callable[..., Explanation]) -> None:
    told = explained("quotations")
    parts = {part.role: part.span.of(TEXT) for part in told.parts}
    assert parts["cue"] == "said"
    assert parts["content"] == "at least 40 families had left Geneva"
    assert [part.name for part in told.parts if part.role == "speaker"] == ["Ana Lemos"]
    assert told.reasons[0].startswith("clause under a cue verb: ")
    assert ("manner", "indirect") in told.facts


def test_the_parse_is_that_of_the_sentence_only(explained: Callable[..., Explanation]) -> None:
    (sentence,) = explained("quotations").sentences
    assert sentence.span.of(TEXT).startswith("Mayor")
    words = {word.span.of(TEXT): word for word in sentence.words}
    assert words["said"].head is None
    head = words["Lemos"].head
    assert head is not None
    assert sentence.words[head].span.of(TEXT) == "said"
    assert (words["Lemos"].relation, words["Lemos"].meaning) == ("nsubj", "nominal subject")
    assert (words["left"].role, words["that"].role) == ("content", None)


def test_the_decisive_sentence_of_a_quotation_is_that_of_its_cue(explained: Callable[..., Explanation]) -> None:
    text = "“The wells are dry. The river is low,” said Ana Lemos."
    told = explained("quotations", text)
    assert told.decisive is not None
    assert told.decisive.span.of(text).endswith("said Ana Lemos.")
    assert len(told.sentences) > 1


def test_the_chain_goes_from_the_nearest_source_out_to_the_outlet(
    told: Reading, doc: tokens.Doc, gazetteer: Gazetteer
) -> None:
    told = replace(told, document=replace(told.document, outlet="Orsk Mail"))
    for record in (told.figures[0], told.quotations[1]):
        chain = explanation(doc, told, record, gazetteer=gazetteer).chain
        assert [(link.name, link.quotation) for link in chain] == [
            ("Ana Lemos", "q_inner"),
            ("Ardel Post", "q_outer"),
            ("Orsk Mail", None),
        ]


def test_what_nobody_is_said_to_have_said_rests_on_the_text(
    told: Reading, doc: tokens.Doc, gazetteer: Gazetteer
) -> None:
    chain = explanation(doc, told, told.figures[1], gazetteer=gazetteer).chain
    assert [link.name for link in chain] == ["the text itself"]


def test_quotations_that_hold_each_other_end_a_chain(told: Reading, doc: tokens.Doc, gazetteer: Gazetteer) -> None:
    outer, inner, nobody = told.quotations
    told = replace(told, quotations=(replace(outer, within=inner.id), inner, nobody))
    assert len(explanation(doc, told, inner, gazetteer=gazetteer).chain) == 3


def test_exact_characters_give_that_record_alone(told: Reading) -> None:
    figure = told.figures[0]
    assert [record.id for record, _ in matches(told, figure.span)] == ["f_1"]


def test_other_characters_give_all_that_overlaps_the_nearest_first(told: Reading) -> None:
    start = told.figures[0].span.start
    assert [record.id for record, _ in matches(told, Span(start, start + 3))] == ["f_1", "q_inner", "q_outer"]


def test_the_characters_of_a_cue_lead_to_its_quotation(told: Reading) -> None:
    cue = told.quotations[1].cue
    assert cue is not None
    assert "q_inner" in [record.id for record, _ in matches(told, cue)]


def test_an_actor_is_explained_at_the_mention_asked_for(
    parsed: Callable[..., tokens.Doc], gazetteer: Gazetteer
) -> None:
    text = "Ana Lemos came. Nobody saw Lemos leave."
    doc = parsed(text)
    reading = reading_of(doc, gazetteer)
    second = Span(text.rindex("Lemos"), text.rindex("Lemos") + 5)
    ((record, at),) = matches(reading, second)
    assert len(explanation(doc, reading, record, gazetteer=gazetteer).parts) == 2
    assert [part.span for part in explanation(doc, reading, record, gazetteer=gazetteer, at=at).parts] == [second]


def test_a_figure_is_told_from_its_bounds(explained: Callable[..., Explanation]) -> None:
    reasons = explained("figures").reasons
    assert reasons[:2] == ("“at least 40” is read as an interval: low 40, high open.", "It is of “families”.")


def test_a_figure_tells_why_it_has_its_date_place_and_actor(explained: Callable[..., Explanation]) -> None:
    text = "On Sunday the Ardel Ministry of Health lost 12 boats in Geneva."
    reasons = explained("figures", text, published="2031-03-05").reasons
    assert "Date: “Sunday”, 2031-03-02; the parse hangs the two together." in reasons
    assert "Place: “Geneva”; the parse hangs the two together." in reasons
    assert reasons[-1] == "It concerns Ardel Ministry of Health: they are said to have it, send it or lose it."


def test_a_quotation_tells_why_it_has_its_date(explained: Callable[..., Explanation]) -> None:
    dated = explained("quotations", published="2031-03-05").reasons
    assert dated[-1] == "Time of the saying: “Friday”, 2031-02-28; the parse hangs the two together."
    assumed = explained("quotations", "Ana Lemos said that the wells are dry.", published="2031-03-05").reasons
    assert assumed[-1] == "Time of the saying: the text tells none; the day of publication, 5 March 2031, is assumed."


def test_a_figure_without_a_day_of_its_own_has_that_of_the_saying(explained: Callable[..., Explanation]) -> None:
    reasons = explained("figures", published="2031-03-05").reasons
    assert any("when it was said, and the text tells none of its own" in reason for reason in reasons)


def test_a_date_tells_what_the_day_of_publication_did(explained: Callable[..., Explanation]) -> None:
    dated = explained("dates", published="2031-03-05")
    assert ("value", "2031-02-28") in dated.facts
    assert dated.reasons[-1] == "Without the day of publication, 5 March 2031, it would be XXXX-WXX-5."
    assert explained("dates").reasons[-1] == "The document does not say when it was published."


def test_a_date_that_stands_in_full_needs_no_anchor(explained: Callable[..., Explanation]) -> None:
    text = "The truce of 4 May 2030 held."
    reasons = explained("dates", text, published="2031-03-05").reasons
    assert reasons[-1] == "The day of publication, 5 March 2031, makes no difference to it."


def test_a_place_names_the_namesakes_that_were_not_taken(explained: Callable[..., Explanation]) -> None:
    reasons = " ".join(explained("places", "The talks in Geneva, Switzerland, ended.").reasons)
    assert "Taken: Geneva, Genève, CHE" in reasons
    assert "GeoNames 2660646" in reasons
    assert "Geneva, Illinois, USA" in reasons.partition("Not taken")[2]


def test_an_id_is_found_in_any_document_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(f'{{"id": "a", "text": "Nothing."}}\nno JSON\n{{"id": "b", "text": "{TEXT}"}}\n', encoding="utf-8")
    (_, by_place) = (each for each in explanations(file, f"{TEXT.index('at least')}:{TEXT.index('families') - 1}"))
    assert isinstance(by_place, Explanation)
    skipped, by_id = explanations(file, by_place.id)
    assert isinstance(skipped, Skipped)
    assert by_id == by_place
    assert by_place.document.id == "b"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("q_nothing", "no record 'q_nothing' in {file}; sayso read {file} --json lists what there is"),
        ("90000:90001", "no record at characters 90000:90001 of {file}; sayso read {file} --json lists what there is"),
        ("12:9", "characters 12:9 hold nothing; give the first one and the one after the last"),
    ],
)
def test_what_is_not_there_is_said(tmp_path: Path, asked: str, said: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    with pytest.raises(RecordError) as error:
        list(explanations(file, asked))
    assert str(error.value) == said.format(file=file)
    assert isinstance(error.value, SaysoError)


def test_a_mistyped_id_brings_up_the_one_meant(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    first = next(iter(explanations(file, str(TEXT.index("40")))))
    assert isinstance(first, Explanation)
    with pytest.raises(RecordError, match=f"did you mean {first.id}"):
        list(explanations(file, f"{first.id[:-1]}-"))
