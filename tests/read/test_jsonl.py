"""JSON lines: one document a line, and a line that cannot be read stops nothing."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from sayso.read import Skipped, Source, documents, jsonl
from sayso.settings import DEFAULT, Settings
from sayso.view import view

if TYPE_CHECKING:
    from sayso.document import Document

WORDS = "The mediator said that the talks on Sandvik would go on."


def read(*lines: object, settings: Settings = DEFAULT) -> list[Document | Skipped]:
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()
    return list(documents(Source.of_bytes(data, name="file.jsonl"), settings=settings))


def one(**fields: Any) -> Document:  # noqa: ANN401 - any JSON
    (document,) = read(fields)
    assert not isinstance(document, Skipped), document
    return document


def test_every_field_is_taken() -> None:
    fields = {
        "id": "d1", "text": WORDS, "title": "Talks", "published": "2031-05-04", "outlet": "Olmsund Courier",
        "url": "https://courier.example/1", "author": "Ana Brandt", "agency": "Westwire",
    }  # fmt: skip
    document = one(**fields)
    assert {name: getattr(document, name) for name in fields} == fields


def test_what_is_not_given_is_none() -> None:
    document = one(id="d1", text=WORDS, title="", outlet=None, author=["Ana"], date="2031-05-04")
    assert (document.title, document.outlet, document.author, document.published, document.url) == (None,) * 5


def test_a_missing_id_is_a_hash_of_the_text_and_its_source() -> None:
    first, again, other = one(text=WORDS), one(text=WORDS), one(text=WORDS, outlet="Olmsund Courier")
    assert first.id == again.id
    assert first.id != other.id
    assert one(id=7, text=WORDS).id == "7"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Sun, 04 May 2031 10:00:00 GMT", "2031-05-04T10:00:00+00:00"),
        ("4 May 2031", "2031-05-04"),
        ("last Sunday", None),
        (1_935_000_000, None),
    ],
)
def test_the_day_of_publication_becomes_iso(given: object, expected: str | None) -> None:
    assert one(text=WORDS, published=given).published == expected


@pytest.mark.parametrize(
    "words",
    [
        "He said\x00 no.",
        "He said \ud800 no.",
        "\u200fHe said \u202bno\u202c.",
        "👩‍👩‍👧 e\u0301 café: he said no.",
        "He said\r\n\r\nno.\r",
        "\ufeff He said no. ",
    ],
)
def test_the_text_is_kept_character_for_character(words: str) -> None:
    document = one(text=words)
    assert document.text == words
    seen = view(document)
    at = seen.text.index("no")
    assert seen.span(at, at + 2).of(document.text) == "no"
    seen.text.encode("utf-8")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": ', "it is no JSON: expecting value at column 10"),
        ("{{", "it is no JSON: expecting property name enclosed in double quotes at column 2"),
        ('{"id": "x"}', 'it has no "text"'),
        ('{"text": null}', 'it has no "text"'),
        ('{"text": 7}', 'its "text" is a number, not a string'),
        ("[1, 2]", "it is a list, not an object"),
        ('"text"', "it is a string, not an object"),
        ("null", "it is null, not an object"),
    ],
)
def test_a_bad_line_is_skipped_with_its_number_and_the_rest_goes_on(line: str, reason: str) -> None:
    first, skipped, last = read({"text": WORDS}, "", line, {"text": WORDS})
    assert not isinstance(first, Skipped)
    assert not isinstance(last, Skipped)
    assert isinstance(skipped, Skipped)
    assert not skipped.retryable
    help_words = 'write {"id": ..., "text": ...} on each line'
    assert str(skipped.error) == f"cannot read file.jsonl line 3: {reason}; {help_words}"


def test_a_line_whose_text_is_blank_is_skipped() -> None:
    (_, skipped) = read({"text": WORDS}, {"text": " "})
    assert isinstance(skipped, Skipped)
    assert "file.jsonl line 2: it holds no words" in str(skipped.error)


def test_json_nested_without_end_is_skipped() -> None:
    (_, skipped) = read({"text": WORDS}, '{"text": ' + "[" * 100_000)
    assert isinstance(skipped, Skipped)


def test_a_line_that_is_not_utf8_is_skipped() -> None:
    data = json.dumps({"text": WORDS}).encode() + b'\n{"text": "caf\xe9"}\n'
    (_, skipped) = documents(Source.of_bytes(data, name="file.jsonl"))
    assert isinstance(skipped, Skipped)
    assert "file.jsonl line 2: it is not UTF-8 (byte 13 of the line is 0xe9); save the file as UTF-8" in str(
        skipped.error
    )


def test_raw_tabs_and_a_byte_order_mark_are_let_pass() -> None:
    (document,) = documents(Source.of_bytes(b'\xef\xbb\xbf{"text": "He said\tno."}\r\n', name="file.jsonl"))
    assert not isinstance(document, Skipped)
    assert document.text == "He said\tno."


def test_a_line_beyond_the_limit_is_skipped_and_the_next_read() -> None:
    found = read({"text": WORDS}, {"text": WORDS * 40}, {"text": WORDS}, settings=Settings(max_bytes=200))
    assert [isinstance(each, Skipped) for each in found] == [False, True, False]
    assert isinstance(found[1], Skipped)
    assert "line 2: it holds more than 200 bytes" in str(found[1].error)


def test_a_file_longer_than_the_limit_is_read_line_by_line() -> None:
    found = read(*[{"text": WORDS}] * 50, settings=Settings(max_bytes=200))
    assert len(found) == 50
    assert not any(isinstance(each, Skipped) for each in found)


def test_lines_are_read_as_they_come() -> None:
    stream = io.BytesIO((json.dumps({"text": WORDS}) + "\n").encode() * 1000)
    next(jsonl.items(stream, name="file.jsonl", settings=DEFAULT))
    assert stream.tell() < 200


def test_a_french_line_is_skipped_by_its_number() -> None:
    french = "Les deux délégations se sont réunies dimanche et les discussions, longues, se poursuivront lundi. " * 3
    (_, skipped) = read({"text": WORDS}, {"text": french})
    assert isinstance(skipped, Skipped)
    assert "file.jsonl line 2: it is in French" in str(skipped.error)


def test_a_title_that_begins_the_text_is_its_title_block() -> None:
    document = one(text=f"Talks go on. {WORDS}", title="Talks Go On")
    assert [(block.kind, document.text[block.start : block.end]) for block in document.blocks] == [
        ("title", "Talks go on."),
        ("paragraph", WORDS),
    ]


def test_a_title_that_the_first_sentence_only_resembles_is_no_block() -> None:
    document = one(text=WORDS, title="The mediator")
    assert [block.kind for block in document.blocks] == ["paragraph"]
    assert document.title == "The mediator"
