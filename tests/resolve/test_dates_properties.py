"""What holds for every date: what is written reads back, nothing is invented, no text is too odd or too long."""

from __future__ import annotations

import re
import time
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sayso.annotate import annotate
from sayso.document import Document
from sayso.extract.dates import dates as expressions
from sayso.extract.times.calendar_words import readings
from sayso.resolve import calendar
from sayso.resolve.dates import dates

if TYPE_CHECKING:
    from sayso.entity import Date

# A busy machine is no failure; how long a text may take has a test of its own.
UNHURRIED = settings(deadline=None)
NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")
DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31))
NEAR = st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 12, 31))
MONTHS = {int(reading): word for word, reading in readings("month").items()}
SHORT = {int(reading): word for word, reading in reversed(list(readings("month_short").items()))} | {5: "May"}
WEEKDAYS = {int(reading): word for word, reading in readings("weekday").items()}
STYLES = [
    "{iso}",
    "{d} {month} {y}",
    "{d} {month}, {y}",
    "{d} {short} {y}",
    "{month} {d}, {y}",
    "{month} {d} {y}",
    "{month} {nth}, {y}",
    "{abbreviated} {d}, {y}",
    "the {nth} of {month}, {y}",
    "{weekday}, {d} {month} {y}",
    "{weekday}, {month} {d}, {y}",
    "{weekday} {d} {month} {y}",
    "{d}-{month}-{y}",
    "{dd}.{mm}.{y}",
    "about {d} {month} {y}",
]
FRAMES = [
    "The pact was signed on {}.",
    "{} was a hard day for Velm",
    "The truce ({}) held; the town did not.",
    "Nobody came on {}, the mayor said.",
    "“We signed on {},” she said.",
]
# EDTF as far as dates are written in it: a date with its parts, open and closed intervals, approximate or unspecified.
_ONE = r"-?[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?~?"
EDTF = re.compile(rf"{_ONE}|(?:{_ONE}|\.\.)/(?:{_ONE}|\.\.)|\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)?")
KINDS = (
    "month weekday unit number step edge degree direction season part_of_day deictic_day fixed frequency feast ordinal"
    " vague_number"
)
TIME_WORDS = sorted({word for kind in KINDS.split() for word in readings(kind)})
GLUE = [
    *(
        "on the of from to and or by since until between in at a every past , . - – / : ( “ ” 1 3 12 31 0 1943 2031"
        " 99999 16:05 ’s BC p.m. o’clock th 1990s half quarter week end time year weekend said"
    ).split(),
    "\n\n",
]
PLAIN = (
    "the mayor of Velm said that ships carried grain to Oden and nobody spoke about it for long roads were empty she"
    " asked why no answer came from her under over at in by walls bread Ida Holt was there with a lamp"
).split()
NUMBERS = st.one_of(
    st.integers(2, 999).map("{} ships".format),
    st.integers(1000, 999_999).map("{:,} people".format),
    st.integers(1, 9999).map("${}".format),
    st.integers(1, 100).map("{} percent".format),
    st.integers(1, 9).map("{}.5 million".format),
    st.integers(1, 99).map("Article {}".format),
    st.integers(1000, 9999).map("flight VX{}".format),
    st.integers(1000, 2099).map("at least {} soldiers".format),
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda score: f"won {score[0]}-{score[1]} in Velm"),
    st.integers(1000, 2099).map("No. {}".format),
)


def read(text: str, published: str | None = None) -> tuple[Date, ...]:
    doc = next(annotate([Document(id="d", text=text, published=published)], NLP))
    return dates(doc, expressions(doc))


def values(text: str, published: str | None = None) -> list[str | None]:
    return [found.value for found in read(text, published)]


def nth(day: int) -> str:
    teen = 10 < day % 100 < 20
    return f"{day}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def written(day: date, style: str) -> str:
    short = SHORT[day.month]
    return style.format(
        iso=day.isoformat(),
        d=day.day,
        dd=f"{day.day:02d}",
        mm=f"{day.month:02d}",
        nth=nth(day.day),
        month=MONTHS[day.month],
        short=short,
        abbreviated=short if short == MONTHS[day.month] else f"{short}.",
        weekday=WEEKDAYS[day.isoweekday()],
        y=day.year,
    )


@UNHURRIED
@given(day=DAYS, style=st.sampled_from(STYLES), frame=st.sampled_from(FRAMES), published=st.none() | NEAR)
def test_a_written_day_reads_back(day: date, style: str, frame: str, published: date | None) -> None:
    (found,) = read(frame.format(written(day, style)), None if published is None else published.isoformat())
    assert found.value == day.isoformat()
    assert (found.edtf or "").rstrip("~") == day.isoformat()


@UNHURRIED
@given(day=DAYS, hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_written_minute_reads_back(day: date, hour: int, minute: int) -> None:
    clock = f"{hour:02d}:{minute:02d}"
    assert values(f"It began at {clock} on {written(day, '{d} {month} {y}')}.")[0] == f"{day.isoformat()}T{clock}"
    half = f"{(hour - 1) % 12 + 1}:{minute:02d} {'ap'[hour >= 12]}.m."
    assert values(f"It began at {half} on {written(day, '{month} {d}, {y}')}.")[0] == f"{day.isoformat()}T{clock}"


@UNHURRIED
@given(day=DAYS, season=st.sampled_from(["spring", "summer", "autumn", "winter"]), quarter=st.integers(1, 4))
def test_written_months_seasons_quarters_and_years_read_back(day: date, season: str, quarter: int) -> None:
    year, month = day.year, MONTHS[day.month]
    part = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}[season]
    assert values(f"It fell in {month} {year}.") == [f"{year}-{day.month:02d}"]
    assert values(f"It fell in {month} of {year}.") == [f"{year}-{day.month:02d}"]
    assert values(f"It fell in the {season} of {year}.") == [f"{year}-{part}"]
    assert values(f"It fell in the {['first', 'second', 'third', 'fourth'][quarter - 1]} quarter of {year}.") == [
        f"{year}-Q{quarter}"
    ]
    assert values(f"It fell in Q{quarter} {year}.") == [f"{year}-Q{quarter}"]
    assert values(f"It fell in {year}.") == [f"{year}"]


@UNHURRIED
@given(mod=st.sampled_from([("early", "START"), ("mid", "MID"), ("late", "END")]), decade=st.integers(111, 208))
def test_written_ages_read_back_with_their_part(mod: tuple[str, str], decade: int) -> None:
    assume(decade % 10)
    word, code = mod
    (found,) = read(f"It was built in the {word} {decade}0s.")
    assert (found.value, found.mod, found.edtf) == (str(decade), code, f"{decade}X")
    century = decade // 10 + 1
    (found,) = read(f"It was built in the {word} {nth(century)} century.")
    assert (found.value, found.mod, found.edtf) == (f"{century - 1}", code, f"{century - 1}XX")


@UNHURRIED
@given(year=st.integers(1, 3000), era=st.sampled_from(["BC", "BCE", "B.C."]))
def test_a_year_before_christ_reads_back_and_its_edtf_counts_from_a_year_0(year: int, era: str) -> None:
    (found,) = read(f"The league fell in {year} {era} to Velm.")
    assert found.value == f"BC{year:04d}"
    assert int(found.edtf or "") == 1 - year


@UNHURRIED
@given(
    first=NEAR,
    days=st.integers(1, 400),
    style=st.sampled_from(["{d} {month} {y}", "{month} {d}, {y}", "{iso}"]),
    words=st.sampled_from(
        ["from {} to {}", "between {} and {}", "from {} until {}", "({} – {})", "from {} through {}"]
    ),
)
def test_the_ends_of_a_range_read_back_and_share_its_interval(first: date, days: int, style: str, words: str) -> None:
    last = first + timedelta(days=days)
    found = read(f"The port was shut {words.format(written(first, style), written(last, style))}.")
    assert [each.value for each in found] == [first.isoformat(), last.isoformat()]
    assert {each.interval for each in found} == {f"{first.isoformat()}/{last.isoformat()}"}


@UNHURRIED
@given(
    first=NEAR,
    more=st.integers(1, 30),
    form=st.sampled_from(["{0}-{1} {m} {y}", "{m} {0}-{1}, {y}", "{0} to {1} {m} {y}", "{m} {0}–{1}, {y}"]),
)
def test_the_days_of_a_range_in_one_month_read_back(first: date, more: int, form: str) -> None:
    assume(first.day + more <= monthrange(first.year, first.month)[1])
    last = first.replace(day=first.day + more)
    found = read(f"The fair of {form.format(first.day, last.day, m=MONTHS[first.month], y=first.year)} was cold.")
    assert {each.interval for each in found} == {f"{first.isoformat()}/{last.isoformat()}"}


@UNHURRIED
@given(first=st.integers(1100, 2098), more=st.integers(1, 90))
def test_the_years_of_a_range_read_back_in_short_too(first: int, more: int) -> None:
    last = first + more
    assume(last <= 2099)
    assert {each.interval for each in read(f"The war of {first}-{last} was long.")} == {f"{first}/{last}"}
    assume(first // 100 == last // 100 and last % 100 > 0)
    assert {each.interval for each in read(f"The war of {first}-{last % 100:02d} was long.")} == {f"{first}/{last}"}


@UNHURRIED
@given(published=NEAR, count=st.integers(1, 3000))
def test_days_are_counted_as_the_calendar_counts_them(published: date, count: int) -> None:
    at = published.isoformat()
    there, back = published + timedelta(days=count), published - timedelta(days=count)
    unit = "day" if count == 1 else "days"
    assert values(f"It closed {count:,} {unit} ago.", at) == [back.isoformat()]
    assert values(f"It opens {count:,} {unit} from now.", at) == [there.isoformat()]
    told = written(published, "{d} {month} {y}")
    assert values(f"It closed {count} {unit} before {told}.")[0] == back.isoformat()
    assert values(f"It opened {count} {unit} after {told}.")[0] == there.isoformat()
    assert values(f"It opened on {told}. It closed {count} {unit} later.")[1] == there.isoformat()
    found = read(f"Over the past {count} {unit} it was shut.", at)[0]
    assert found.edtf == f"{back.isoformat()}/{published.isoformat()}"


@UNHURRIED
@given(published=NEAR, weekday=st.integers(1, 7))
def test_a_weekday_of_news_is_within_a_week_of_it_and_of_that_name(published: date, weekday: int) -> None:
    at, name = published.isoformat(), WEEKDAYS[weekday]
    for words, low, high in [("on", -6, 0), ("last", -7, -1), ("next", 1, 7)]:
        (value,) = values(f"It closed {words} {name}.", at)
        day = date.fromisoformat(value or "")
        assert day.isoweekday() == weekday
        assert low <= (day - published).days <= high
    first, last = (date.fromisoformat(each or "") for each in values(f"It was shut from {name} to Sunday.", at)[:2])
    assert first <= last <= published


@UNHURRIED
@given(published=NEAR, month=st.integers(1, 12), weekday=st.integers(1, 7))
def test_the_nth_weekday_of_a_month_is_in_it(published: date, month: int, weekday: int) -> None:
    name, where = WEEKDAYS[weekday], f"{MONTHS[month]} {published.year}"
    days = [date.fromisoformat(values(f"It was on the {nth} {name} of {where}.")[0] or "") for nth in ("first", "last")]
    assert all((day.year, day.month, day.isoweekday()) == (published.year, month, weekday) for day in days)
    assert days[0].day <= 7
    assert (days[1] + timedelta(days=7)).month != month


@UNHURRIED
@given(words=st.lists(st.one_of(st.sampled_from(PLAIN), NUMBERS), min_size=1, max_size=40), published=st.booleans())
def test_no_date_is_invented_for_a_text_with_none(words: list[str], published: bool) -> None:
    assert read(f"{' '.join(words)}.", "2031-03-06" if published else None) == ()


@UNHURRIED
@given(text=st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    assume(text)
    check(text, None)


@settings(UNHURRIED, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(st.sampled_from(TIME_WORDS + GLUE), min_size=1, max_size=25),
    published=st.sampled_from([None, "2031-03-06T18:00:00Z", "0001-01-01", "9999-12-31", "soon"]),
)
def test_no_heap_of_time_words_is_too_odd(words: list[str], published: str | None) -> None:
    check(" ".join(words), published)
    check("".join(words), published)


def check(text: str, published: str | None) -> None:
    found = read(text, published)
    ends = 0
    for each in found:
        assert ends <= each.span.start < each.span.end <= len(text)
        ends = each.span.end
        assert each.edtf is None or EDTF.fullmatch(each.edtf), each
        assert each.interval is None or EDTF.fullmatch(each.interval), each
        if published in {None, "soon"} and not re.search(r"\d|’\d0s|ties", text):
            assert not re.match(r"\d{4}|BC\d", each.value or ""), each


@pytest.mark.parametrize(
    "words",
    [
        *"early |the first week of |3, |very, |May |1943-|3 to |a day after |from Monday to |“today |between ".split(
            "|"
        ),
        *"the end of the |on the night of |twenty-one |the |16:05 |a day, two days, |3 May and |12|BC |every ".split(
            "|"
        ),
        "two days after the vote ",
        "\n\nMay 3",
    ],
)
def test_time_grows_no_faster_than_the_text(words: str) -> None:
    def seconds(length: int) -> float:
        doc = next(annotate([Document(id="d", text=(words * length)[:length], published="2031-03-06")], NLP))
        started = time.process_time()
        dates(doc, expressions(doc))
        return time.process_time() - started

    seconds(500)
    # Ten times the text may take ten times as long; a search that starts anew at each word would take a hundred times.
    assert seconds(20_000) < 40 * max(seconds(2000), 0.01)


@UNHURRIED
@given(start=NEAR, count=st.integers(-5000, 5000), unit=st.sampled_from(["D", "W", "M", "Y", "DE", "CE", "Q"]))
def test_steps_forth_and_back_come_home(start: date, count: int, unit: str) -> None:
    here = calendar.of_date(start)
    assume(abs(count) < {"D": 5000, "W": 900, "M": 200, "Q": 80, "Y": 30, "DE": 3, "CE": 1}[unit])
    there = calendar.shifted(here, count, unit)
    assert there is not None
    where = calendar.point(there)
    if where is not None and unit in {"D", "M", "Y"}:
        assert calendar.shifted(where, -count, unit) == calendar.shifted(here, 0, unit)


@UNHURRIED
@given(a=NEAR, b=NEAR, c=NEAR)
def test_an_interval_goes_forward_and_holds_what_lies_between(a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    assume(first < middle < last)
    interval = calendar.interval(first.isoformat(), last.isoformat())
    assert interval == f"{first.isoformat()}/{last.isoformat()}"
    assert calendar.interval(last.isoformat(), first.isoformat()) is None
    assert calendar.interval(calendar.interval(first.isoformat(), middle.isoformat()), last.isoformat()) == interval


@UNHURRIED
@given(year=st.integers(1, 3998), count=st.integers(-3000, 3000))
def test_no_year_is_0(year: int, count: int) -> None:
    there = calendar.stepped_year(year, count)
    assert there != 0
    assert calendar.stepped_year(there, -count) == year
