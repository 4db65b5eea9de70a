"""The day of publication, in the words of a page."""

from __future__ import annotations

import pytest

from sayso.read.published import published


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4 May 2031", "2031-05-04"),
        ("Sunday, May 4th, 2031", "2031-05-04"),
        ("Sept. 1, 2031", "2031-09-01"),
        ("2031-05-04", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("2031-05-04T10:30:00", "2031-05-04T10:30:00"),
        ("2031-05-04T10:30:00Z", "2031-05-04T10:30:00+00:00"),
        ("2031-05-04T10:30:00.250+0200", "2031-05-04T10:30:00+02:00"),
        ("Sun, 04 May 2031 10:30:00 +0100", "2031-05-04T10:30:00+01:00"),
        ("Published: 4 May 2031 at 5 p.m. EST", "2031-05-04T17:00:00-05:00"),
        ("10:30 GMT, 4 May 2031", "2031-05-04T10:30:00+00:00"),
        ("*4 May 2031*", "2031-05-04"),
        ("24/05/2031", "2031-05-24"),
        ("05/24/2031", "2031-05-24"),
        ("4.5.2031", "2031-05-04"),
    ],
)
def test_a_day_is_read(words: str, expected: str) -> None:
    assert published(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "04/05/2031",
        "May 2031",
        "2031",
        "31 February 2031",
        "2031-13-01",
        "yesterday",
        "The talks of 4 May 2031",
        "",
        None,
    ],
)
def test_what_is_no_plain_day_is_none(words: str | None) -> None:
    assert published(words) is None


@pytest.mark.parametrize("zone", ["IST", "BST", "local time"])
def test_a_zone_that_means_two_things_leaves_the_day(zone: str) -> None:
    assert published(f"4 May 2031, 14:05 {zone}") in ("2031-05-04", None)
    assert published("4 May 2031, 14:05") == "2031-05-04"
