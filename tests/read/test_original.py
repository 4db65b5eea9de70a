from __future__ import annotations

import json

import pytest

from sayso.document import Span
from sayso.read.original import place


def found(data: bytes, text: str, words: str, which: int = 0) -> bytes | None:
    start = -1
    for _ in range(which + 1):
        start = text.index(words, start + 1)
    at = place(data, text, Span(start, start + len(words)))
    return None if at is None else data[at[0] : at[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_words_are_found_in_plain_text(encoding: str) -> None:
    text = "“Forty boats” left Café Orvane — 12 did not."
    data = text.encode(encoding)
    assert found(data, text, "“Forty boats”") == "“Forty boats”".encode(encoding.removesuffix("-sig"))
    assert found(data, text, "12 did not") == b"12 did not"


@pytest.mark.parametrize(
    ("data", "text", "words", "written"),
    [
        (
            b"<p>Braan said:\n  &ldquo;<em>No</em> truce&rdquo;</p>",
            "Braan said: “No truce”",
            "“No truce”",
            b"&ldquo;<em>No</em> truce&rdquo;",
        ),
        (
            b"<p>The &#8216;mayor&#x2019; of<br/>Tolm &amp; Velm</p>",
            "The ‘mayor’ of Tolm & Velm",
            "‘mayor’ of Tolm &",
            b"&#8216;mayor&#x2019; of<br/>Tolm &amp;",
        ),
        (b"<p><b>12</b>&nbsp;boats</p>", "12 boats", "12 boats", b"12</b>&nbsp;boats"),
        (b'1,"He said ""no"" twice"\n', 'He said "no" twice', 'said "no"', b'said ""no""'),
    ],
)
def test_words_are_found_as_html_and_tables_write_them(data: bytes, text: str, words: str, written: bytes) -> None:
    assert found(data, text, words) == written


@pytest.mark.parametrize("plain", [True, False])
def test_words_are_found_in_a_line_of_json(*, plain: bool) -> None:
    text = 'Lemos said: "40 boats/ferries"\n\nÉlan left.'
    data = json.dumps({"id": "a", "text": text}, ensure_ascii=plain).encode()
    written = found(data, text, '"40 boats/ferries"\n\nÉlan')
    assert written is not None
    assert json.loads(b'"' + written + b'"') == '"40 boats/ferries"\n\nÉlan'


def test_words_that_stand_twice_are_told_apart_by_those_around_them() -> None:
    text = "In Tolm 12 boats left. In Velm 12 boats stayed."
    data = b"<title>boats</title><p>In <a href='/t'>Tolm</a> 12 boats left.</p> <p>In Velm 12 boats stayed.</p>"
    first, second = data.index(b"12 boats left"), data.index(b"12 boats stayed")
    assert place(data, text, Span(text.index("12"), text.index("12") + 8)) == (first, first + 8)
    assert place(data, text, Span(text.rindex("12"), text.rindex("12") + 8)) == (second, second + 8)


def test_words_that_cannot_be_told_apart_have_no_place() -> None:
    assert place(b"No truce. " * 40, "No truce. " * 40, Span(100, 108)) is None
    assert place(b"Nothing of it.", "No truce.", Span(0, 8)) is None
    assert place(b"%PDF-1.7 No truce.", "No truce.", Span(0, 8)) is None


def test_both_ends_of_a_long_stretch_are_found() -> None:
    words = " ".join(f"boat {number} of the fleet" for number in range(60))
    data = f"<p>Lemos said: <q>{words}</q>.</p>".encode()
    assert found(data, f"Lemos said: {words}.", words) == words.encode()


def test_a_text_made_to_exhaust_a_machine_takes_no_time() -> None:
    data = b"<" * 200_000 + b"No" + b" " * 200_000 + b"<" * 200_000
    assert place(data, "No truce", Span(0, 8)) is None
