"""What holds for every text there can be: spans cut, offsets map back, JSON comes back equal."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import codec, marks
from sayso.annotate import annotate, load
from sayso.document import Document
from sayso.pipeline import reading_of
from sayso.read.text import document
from sayso.resolve.gazetteer import open_gazetteer
from sayso.view import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.reading import Reading

NEWS = [
    "“We lost at least 40 men,” General Ana Lemos said on Monday.",
    "According to the Red Lantern Society (RLS), up to 5,000 people fled Orsa.",
    "The RLS denied it.",
    '"No," he said. "Never."',
    "She told reporters in London that dozens of houses, worth $2.5 million, burned last week.",
    "\n\n“They came at dawn.\n\n“Then they left,” a farmer said.",
    "ORSA, March 4 (Meridian News) —",
    "Army says it *holds* the [pass](https://example.org/a)",
    "it’s the rebels’ 'red line'",
    "Iraqi and U.S. envoys met for three days since 2 May.",
    "the num-\nber rose by half",
]
ODD = [
    "🕊",
    "👩\u200d👩\u200d👧",
    "e\u0301",
    "\u202eabc\u202c",
    "\ud83d",
    "\udc00",
    "\x00",
    "\u00ad",
    "\ufeff",
    "\u2028",
    "ﷺ",
    "“",
    "’",
    '"',
    "'",
]
texts = st.lists(
    st.one_of(
        st.sampled_from(NEWS),
        st.sampled_from(ODD),
        st.sampled_from([" ", "\n", "\n\n", "\t", ", "]),
        st.text(max_size=12),
        st.text(st.characters(), max_size=6),
    ),
    min_size=1,
    max_size=14,
).map("".join)


def spans_in(plain: object) -> Iterator[dict[str, Any]]:
    if isinstance(plain, list):
        for item in plain:
            yield from spans_in(item)
    elif isinstance(plain, dict):
        if {"start", "end", "text"} <= plain.keys():
            yield plain
        for item in plain.values():
            yield from spans_in(item)


@pytest.fixture(scope="module")
def read() -> Callable[[str], Reading]:
    nlp, gazetteer = load(), open_gazetteer()
    return lambda text: reading_of(next(annotate([document(text, published="2031-03-05")], nlp)), gazetteer)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_every_span_cuts_its_text_and_json_comes_back_equal(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    assert reading.document.text == text
    line = codec.to_json(reading)
    plain = json.loads(line)
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans_in(plain))
    assert all(span["start"] < span["end"] for span in spans_in(plain))
    assert codec.from_json(line) == reading
    jsonschema.validate(plain, codec.schema())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_ids_are_unique_and_what_they_refer_to_is_there(read: Callable[[str], Reading], text: str) -> None:
    reading = read(text)
    kinds = (reading.actors, reading.quotations, reading.figures, reading.places, reading.dates)
    ids = [record.id for records in kinds for record in records]
    assert len(ids) == len(set(ids))
    named = {actor.id for actor in reading.actors}
    said = {quotation.id for quotation in reading.quotations}
    for quotation in reading.quotations:
        mentions = (quotation.speaker, quotation.addressee)
        assert {mention.actor for mention in mentions if mention is not None} <= {None, *named}
        assert quotation.within in {None, *said}
    for figure in reading.figures:
        assert figure.quotation in {None, *said}
        assert figure.actor in {None, *named}
        assert figure.date in {None, *(date.id for date in reading.dates)}
        assert figure.place in {None, *(place.id for place in reading.places)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
def test_the_same_text_gives_the_same_bytes(read: Callable[[str], Reading], text: str) -> None:
    assert codec.to_json(read(text)) == codec.to_json(read(text))


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_the_view_maps_back_in_order(text: str) -> None:
    seen = view(document(text))
    assert len(seen.text) == len(seen.offsets)
    assert all(low <= high for low, high in pairwise(seen.offsets))
    assert all(0 <= offset <= len(text) for offset in seen.offsets)


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_letters_and_digits_of_the_view_are_those_of_the_text(text: str) -> None:
    seen = view(document(text))
    assert all(text[seen.offsets[at]] == sign for at, sign in enumerate(seen.text) if sign.isalnum())


@settings(max_examples=300, deadline=None)
@given(text=texts, data=st.data())
def test_any_stretch_of_the_view_is_a_span_of_the_text(text: str, data: st.DataObject) -> None:
    seen = view(Document(id="d", text=text))
    words = [at for at, sign in enumerate(seen.text) if not sign.isspace()]
    if words:
        start = data.draw(st.sampled_from(words))
        end = data.draw(st.integers(start + 1, len(seen.text)))
        span = seen.span(start, end)
        assert span.of(text).strip() != ""


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(texts, st.text("“”‘’\"'` .,as\n", max_size=30)))
def test_telling_marks_apart_changes_marks_only(text: str) -> None:
    told = marks.told_apart(text)
    assert len(told) == len(text)
    assert all(one == other for one, other in zip(text, told, strict=True) if one.isalnum() or one.isspace())
