from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sayso import codec
from sayso.document import Block, Document, Span
from sayso.entity import Actor, Date, Office, Place
from sayso.errors import CodecError
from sayso.reading import Reading
from sayso.record import Figure, Mention, Quotation

TEXT = "“At least 40 hurt in Vessa on Monday,” Minister Ana Lemos said. 🕊 She left."
SCHEMA = Path(__file__).parents[1] / "docs" / "schema" / "reading.schema.json"


@pytest.fixture
def reading() -> Reading:
    return Reading(
        document=Document(
            id="d_1",
            text=TEXT,
            published="2031-03-04",
            blocks=(Block(start=0, end=len(TEXT), kind="paragraph", page=1),),
        ),
        actors=(
            Actor(
                id="a_1",
                name="Ana Lemos",
                kind="person",
                offices=(Office(title="Minister", span=cut("Minister")),),
                aliases=("Lemos",),
                mentions=(cut("Minister Ana Lemos"), cut("She")),
            ),
        ),
        quotations=(
            Quotation(
                id="q_1",
                manner="direct",
                content=(cut("At least 40 hurt in Vessa on Monday"),),
                cue=cut("said"),
                speaker=Mention(cut("Minister Ana Lemos").start, cut("Minister Ana Lemos").end, actor="a_1"),
                rule="cue",
            ),
        ),
        figures=(Figure(id="f_1", span=cut("At least 40"), value=40, low=40.0, unit="person", quotation="q_1"),),
        places=(Place(id="p_1", span=cut("Vessa"), name="Vessa", lat=-12.5, lon=33.0, kind="city"),),
        dates=(Date(id="t_1", span=cut("Monday"), type="DATE", value="2031-03-03", edtf="2031-03-03"),),
    )


def dated(span: str) -> str:
    date = f'{{"id": "t", "type": "DATE", "span": {span}}}'
    return f'{{"contract": 1, "document": {{"id": "d", "text": "ab"}}, "dates": [{date}]}}'


def cut(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def printed(reading: Reading) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(codec.to_json(reading))
    return plain


def test_a_printed_reading_reads_back_equal(reading: Reading) -> None:
    assert codec.from_json(codec.to_json(reading)) == reading


def test_printing_what_was_read_back_gives_the_same_bytes(reading: Reading) -> None:
    line = codec.to_json(reading)
    assert codec.to_json(codec.from_json(line)) == line


def test_a_span_carries_its_text(reading: Reading) -> None:
    assert printed(reading)["quotations"][0]["speaker"] == {
        "start": 39,
        "end": 57,
        "text": "Minister Ana Lemos",
        "actor": "a_1",
    }


def test_a_whole_number_prints_without_a_point(reading: Reading) -> None:
    assert '"low": 40,' in codec.to_json(reading)


def test_a_reading_names_every_kind_of_the_contract(reading: Reading) -> None:
    deeds = ["events", "commitments", "meetings", "control", "memberships", "verdicts"]
    kinds = ["actors", "quotations", "figures", *deeds, "places", "dates"]
    assert list(printed(reading)) == ["contract", "sayso", "document", *kinds]


def test_a_lone_surrogate_survives_json() -> None:
    document = Document(id="d_1", text="Broken \ud83d emoji, whole 🕊 one.")
    reading = Reading(document=document, dates=(Date(id="t_1", span=Span(7, 8), type="DATE"),))
    line = codec.to_json(reading)
    line.encode("ascii")
    assert codec.from_json(line) == reading


def test_a_field_that_a_later_version_adds_is_left_out(reading: Reading) -> None:
    plain = printed(reading)
    plain["figures"][0]["colour"] = "red"
    assert codec.from_dict(plain) == reading


def test_a_printed_reading_follows_the_schema(reading: Reading) -> None:
    jsonschema.validate(printed(reading), codec.schema())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("quotations", 0, "manner"), "shouted"),
        (("figures", 0, "span", "start"), "0"),
        (("figures", 0, "low"), "many"),
        (("document", "text"), None),
    ],
)
def test_the_schema_and_the_codec_refuse_the_same(reading: Reading, path: tuple[str | int, ...], value: object) -> None:
    plain = printed(reading)
    part: Any = plain
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, codec.schema())
    with pytest.raises(CodecError):
        codec.from_dict(plain)


def test_the_written_schema_is_that_of_the_types() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == codec.schema(), "run scripts/write_contract.py"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "not JSON at character 0: expecting value"),
        ("[" * 100_000, "JSON nested too deep for a reading"),
        ("[]", "a reading is a JSON object, found []"),
        ('{"contract": 7}', "this sayso reads contract 1, found contract 7"),
        ('{"contract": 1}', "document of a reading: field required; readings are written by sayso read --json"),
        (
            '{"contract": 1, "document": {"id": "d", "text": 3}}',
            "document.text of a reading: input should be a string, found 3",
        ),
        (
            dated('{"start": 1, "end": 1}'),
            "span [1, 1) is empty or reversed",
        ),
        (
            dated('{"start": 1, "end": 2, "text": "a"}'),
            "span [1, 2) is said to be 'a' but cuts 'b'; was it made from another version of the text?",
        ),
    ],
)
def test_what_is_no_reading_is_refused_with_the_reason(line: str, said: str) -> None:
    with pytest.raises(CodecError) as refused:
        codec.from_json(line)
    assert str(refused.value).startswith(said)
