from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.export import spreadsheet

# What programs drop before a cell, and what they then take for a formula.
_BEFORE = st.text(
    alphabet=" \t\r\n\x0b\x0c\x00\x1c\x85\u00a0\u00ad\u2003\u2028\u200b\u200e\u2060\u3000\ufeff", max_size=4
)
_BEGINS = st.sampled_from("=+-@＝＋－＠﹢﹣﹦﹫−⁺₌")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("\ra", "'\ra"),
        ("  =a", "'  =a"),
        ("\n=a", "'\n=a"),
        ("\ufeff=a", "'\ufeff=a"),
        ("＝a", "'＝a"),
        ("－1", "'－1"),
        ("−1", "'−1"),
        ("a=1", "a=1"),
        ("\na", "\na"),
        ("“=1” he said", "“=1” he said"),
        ("", ""),
        ("a\0b\ud83d", "a\ufffdb\ufffd"),
        (-1, "-1"),
        (-1.5, "-1.5"),
        (40.0, "40"),
        (None, ""),
        (True, "1"),
        (dt.date(2031, 5, 4), "2031-05-04"),
        (dt.datetime(2031, 5, 4, 10, tzinfo=dt.UTC), "2031-05-04T10:00:00.000Z"),
    ],
)
def test_a_spreadsheet_runs_no_cell(value: object, written: str) -> None:
    assert spreadsheet.cell(value) == written


@given(_BEFORE, _BEGINS, st.text())
def test_no_text_becomes_a_formula_however_it_is_dressed(before: str, begins: str, after: str) -> None:
    assert spreadsheet.cell(before + begins + after).startswith("'")


@given(st.text())
def test_a_guarded_text_begins_with_nothing_that_runs(text: str) -> None:
    cell = spreadsheet.cell(text)
    assert not unicodedata.normalize("NFKC", cell.strip()).startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r"))
    kept = text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert cell.removeprefix("'") == kept.removeprefix("'")


@given(st.lists(st.text(), min_size=2, max_size=5))
@example(["a\r=1", "b"])
@example(["a;=1", " b "])
def test_a_row_comes_back_from_any_reader(values: list[str]) -> None:
    written = spreadsheet.line(values)
    (row,) = csv.reader(io.StringIO(written, newline=""), strict=True)
    assert row == [spreadsheet.cell(value) for value in values]
    assert written.endswith("\n")
