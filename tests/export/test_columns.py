from __future__ import annotations

from datetime import date

import pytest

from sayso.errors import ExportError
from sayso.export.arrow import schema
from sayso.export.columns import COLUMNS, certain_day, columns_of


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2031-05-04", date(2031, 5, 4)),
        ("2031-05-04T23:30:00-05:00", date(2031, 5, 4)),
        ("2031-05-04T10:00", date(2031, 5, 4)),
        ("2031-05", None),
        ("2031", None),
        ("2031-05-04~", None),
        ("2031-05-04?", None),
        ("2031-05-XX", None),
        ("XXXX-05-04", None),
        ("2031-05-03/2031-05-09", None),
        ("2031-05-04T10:00/2031-05-04T12:00", None),
        ("2031-02-30", None),
        ("", None),
        (None, None),
    ],
)
def test_only_what_names_one_day_is_a_day(written: str | None, day: date | None) -> None:
    assert certain_day(written) == day


@pytest.mark.parametrize("kind", COLUMNS)
def test_no_two_columns_of_a_kind_bear_one_name(kind: str) -> None:
    names = [column.name for column in columns_of(kind)]
    assert len(names) == len(set(names))
    assert schema(kind).names == names


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    with pytest.raises(ExportError, match="there are no deeds to make a table of; there are quotations, figures"):
        columns_of("deeds")
