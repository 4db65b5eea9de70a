"""Time expressions: which words are one, where it ends, and what it says by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.annotate import document_of
from sayso.extract.dates import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.mention import TimeExpression

    Blank = Callable[[str], tokens.Doc]


def words(doc: tokens.Doc) -> list[str]:
    document = document_of(doc)
    assert document is not None
    return [expression.span.of(document.text) for expression in dates(doc)]


def only(doc: tokens.Doc) -> TimeExpression:
    (expression,) = dates(doc)
    return expression


def told(expression: TimeExpression, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(expression, name) for name in names)


@pytest.mark.parametrize(
    ("text", "day", "month", "year"),
    [
        ("The bridge fell on 5 May 1943.", 5, 5, "1943"),
        ("The bridge fell on May 5, 1943.", 5, 5, "1943"),
        ("The bridge fell on the 5th of May, 1943.", 5, 5, "1943"),
        ("The bridge fell on Wednesday, 5 May 1943.", 5, 5, "1943"),
        ("The bridge fell on 1943-05-05.", 5, 5, "1943"),
        ("The bridge fell on 05.05.1943.", 5, 5, "1943"),
        ("The bridge fell on 5-May-1943.", 5, 5, "1943"),
        ("The bridge fell on 25/5/1943.", 25, 5, "1943"),
        ("The bridge fell on Jan. 20.", 20, 1, None),
        ("The bridge fell in May 1943.", None, 5, "1943"),
        ("The bridge fell in 1943.", None, None, "1943"),
    ],
)
def test_a_date_is_read_in_each_way_of_writing_it(
    blank: Blank, text: str, day: int | None, month: int | None, year: str | None
) -> None:
    assert told(only(blank(text)), "day", "month", "year") == (day, month, year)


def test_a_numeric_date_that_could_be_two_days_keeps_only_its_year(blank: Blank) -> None:
    assert told(only(blank("Signed on 3/4/2031 in Velm.")), "day", "month", "year") == (None, None, "2031")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("It was founded in the 1940s.", "194"),
        ("It was founded in the 19th century.", "18"),
        ("It was founded in the nineteenth century.", "18"),
        ("It was founded in 480 BC.", "BC0480"),
        ("It was founded in the 470s BC.", "BC047"),
        ("It was founded in the 1800s.", "18"),
        ("It was founded in the nineties.", "199"),
        ("It was founded in the ’80s.", "198"),
        ("It was founded in the late ’80s.", "198"),
        ("It was founded in the 80’s.", "198"),
        ("It was founded in the third millennium BC.", "BC2"),
        ("It was founded in 44 B.C. by Velm.", "BC0044"),
        ("It was founded in A.D. 70 by Velm.", "0070"),
    ],
)
def test_decades_centuries_and_years_before_christ_are_heads_of_a_value(blank: Blank, text: str, year: str) -> None:
    assert only(blank(text)).year == year


@pytest.mark.parametrize(
    "text",
    [
        "Edda May said nothing.",
        "May I speak, he asked.",
        "The walkers march in step.",
        "He came second in the race.",
        "They sat in the sun.",
        "Some 2,000 people came.",
        "At least 1943 soldiers came.",
        "The fall of Velm shocked the coast.",
        "The Selmar Spring was crushed.",
        "Article 1948 was amended.",
        "It cost $2000 to repair.",
        "Operation Dawn 5 failed.",
        "June Holt and April Stone left.",
        "The score was 3:2 for Velm.",
        "She told Coast Today nothing.",
        "It fell by a quarter and rose by half.",
        "She is in her nineties.",
        "Vitamin B.C. is none.",
    ],
)
def test_names_verbs_and_numbers_are_no_times(blank: Blank, text: str) -> None:
    assert words(blank(text)) == []


def test_may_before_a_noun_is_the_month(blank: Blank) -> None:
    assert words(
        blank("In a May interview and before the March vote she said the May of old was a march of fools.")
    ) == [
        "May",
        "March",
    ]


def test_may_after_a_preposition_is_the_month(blank: Blank) -> None:
    assert words(blank("Edda May said in May that she may march by March.")) == ["May", "March"]


@pytest.mark.parametrize(
    ("text", "value", "mod"),
    [
        ("It lasted three months.", "P3M", None),
        ("It lasted nearly four weeks.", "P4W", "LESS_THAN"),
        ("It lasted more than two hours.", "PT2H", "MORE_THAN"),
        ("It lasted at least twenty-five years.", "P25Y", "EQUAL_OR_MORE"),
        ("It lasted several days.", "PXD", None),
        ("It lasted days.", "PXD", None),
        ("It lasted half a century.", "P.5CE", None),
        ("A week-long truce held.", "P1W", None),
        ("A three-year siege ended.", "P3Y", None),
        ("It went on for the next two weeks.", "P2W", None),
        ("It lasted two or three weeks.", "P2W/P3W", None),
        ("The repair lasts a year, two years.", "P1Y/P2Y", None),
        ("It lasted two and a half years.", "P2.5Y", None),
    ],
)
def test_a_length_of_time_is_a_duration(blank: Blank, text: str, value: str, mod: str | None) -> None:
    assert told(only(blank(text)), "type", "value", "mod") == ("DURATION", value, mod)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The front is shelled daily.", "XXXX-XX-XX"),
        ("The front is shelled every week.", "XXXX-WXX"),
        ("The front is shelled every two weeks.", "P2W"),
        ("The front is shelled twice a day.", "XXXX-XX-XX"),
        ("The front is shelled on Sundays.", "XXXX-WXX-7"),
        ("The front is shelled every second Sunday.", "P2W"),
        ("The front is shelled on the first Sunday of every month.", "XXXX-XX"),
    ],
)
def test_what_returns_is_a_set(blank: Blank, text: str, value: str) -> None:
    assert told(only(blank(text)), "type", "value") == ("SET", value)


def test_each_day_that_returns_is_a_set(blank: Blank) -> None:
    found = list(dates(blank("The market opens every Monday and Thursday.")))
    assert [told(each, "type", "value") for each in found] == [("SET", "XXXX-WXX-1"), ("SET", "XXXX-WXX-4")]


def test_hours_a_day_are_a_rate(blank: Blank) -> None:
    found = list(dates(blank("The pumps run 24 hours a day, seven days a week.")))
    assert [told(each, "type", "value") for each in found] == [
        ("DURATION", "PT24H"),
        ("SET", "XXXX-XX-XX"),
        ("DURATION", "P7D"),
        ("SET", "XXXX-WXX"),
    ]


def test_a_day_spent_is_not_a_rate(blank: Blank) -> None:
    assert told(only(blank("They talked for a day.")), "type", "value") == ("DURATION", "P1D")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("They left at 4 p.m. sharp.", "16:00"),
        ("They left at 16:05.", "16:05"),
        ("They left at 0600 hours.", "06:00"),
        ("They left at four o’clock in the afternoon.", "16:00"),
        ("They left at noon.", "12:00"),
        ("They left at 05:30 GMT.", "05:30Z"),
        ("They left at 0530 GMT.", "05:30Z"),
        ("They left at 6.15pm.", "18:15"),
        ("They must leave by 4 o’clock.", "16:00"),
        ("They were still asleep at 4 o’clock.", "04:00"),
        ("They left at 9 o’clock.", "09:00"),
    ],
)
def test_a_time_of_day_is_read(blank: Blank, text: str, time: str) -> None:
    assert told(only(blank(text)), "type", "time") == ("TIME", time)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("It ended in early 1931.", "START"),
        ("It ended in mid-June.", "MID"),
        ("It ended at the end of June.", "END"),
        ("It ended in the last week of June.", "END"),
        ("It ended about 5 June.", "APPROX"),
    ],
)
def test_an_edge_of_a_time_is_its_modifier(blank: Blank, text: str, mod: str) -> None:
    assert only(blank(text)).mod == mod


def test_the_parts_of_a_range_share_the_month_and_year_at_its_end(blank: Blank) -> None:
    first, last = dates(blank("It lasted from 5 to 9 May 1943."))
    assert told(first, "day", "month", "year") == (5, 5, "1943")
    assert told(last, "day", "month", "year") == (9, 5, "1943")


def test_the_parts_of_a_range_share_the_month_at_its_start(blank: Blank) -> None:
    first, last = dates(blank("It lasted from March 5-9, 1918."))
    assert told(first, "day", "month", "year") == (5, 3, "1918")
    assert told(last, "day", "month", "year") == (9, 3, "1918")


def test_a_range_of_months_over_new_year_began_the_year_before(blank: Blank) -> None:
    first, _ = dates(blank("It lasted from November to March 1941."))
    assert told(first, "month", "year") == (11, "1940")


def test_a_range_of_years_may_shorten_its_end(blank: Blank) -> None:
    assert [expression.year for expression in dates(blank("The war of 1914-18 was long."))] == ["1914", "1918"]


def test_the_year_behind_a_range_is_read_whatever_word_follows(blank: Blank) -> None:
    first, last = dates(blank("The fair of May 25-26, 1943 was cold."))
    assert told(first, "day", "month", "year") == (25, 5, "1943")
    assert told(last, "day", "month", "year") == (26, 5, "1943")


def test_all_days_of_a_list_share_its_month(blank: Blank) -> None:
    assert [told(each, "day", "month") for each in dates(blank("They met on 3, 4 and 5 May."))] == [
        (3, 5),
        (4, 5),
        (5, 5),
    ]


@pytest.mark.parametrize(
    ("text", "is_range"),
    [
        ("It was shut from Monday to Friday.", True),
        ("It was shut between 3 May and 9 June.", True),
        ("It was shut from May through July.", True),
        ("The war of 1914–1918 was long.", True),
        ("It was shut on 3 May and 9 June.", False),
        ("The vote was moved from Monday to Friday.", False),
        ("It was shut from recently to Friday.", False),
    ],
)
def test_the_beginning_of_a_range_knows_its_end(blank: Blank, text: str, is_range: bool) -> None:
    first, last = dates(blank(text))
    assert first.range_end == (last.span if is_range else None)


def test_a_week_from_a_day_in_a_length_is_two_times(blank: Blank) -> None:
    assert words(blank("It must hold for a week from Sunday.")) == ["a week", "Sunday"]


def test_the_weekend_is_a_time_only_where_a_time_stands(blank: Blank) -> None:
    assert words(blank("The weekend was quiet; over the weekend nobody came.")) == ["the weekend"]


def test_what_is_quoted_knows_the_day_it_was_said(blank: Blank) -> None:
    tomorrow, tuesday, later = dates(blank("“We leave tomorrow,” she said on Tuesday. They left yesterday."))
    assert (tomorrow.spoken, tomorrow.spoken_on) == (True, tuesday.span)
    assert (later.spoken, later.spoken_on) == (False, None)


def test_a_day_in_the_quotation_does_not_date_the_speech(blank: Blank) -> None:
    _, tonight = dates(blank("“We leave tomorrow,” she said, “and nobody sleeps tonight.”"))
    assert (tonight.spoken, tonight.spoken_on) == (True, None)


def test_what_would_happen_counts_from_the_day_of_the_speech(parsed: Blank) -> None:
    monday, friday = dates(parsed("She said on Monday that the ferry would sail on Friday."))
    assert (friday.spoken, friday.spoken_on) == (False, monday.span)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Two days after 3 May the mayor resigned.", "counts_from"),
        ("The mayor resigned two days after the vote on 3 May.", "counts_from"),
        ("The mayor resigned on 5 May, two days after the vote.", "same_as"),
        ("Envoys met on Monday for talks in Velm. The talks took place a day after the vote.", "same_as"),
        ("They voted on Monday. The mayor resigned two days after the fire.", None),
        ("The fire broke out on Monday. Two days after the fire they left.", "counts_from"),
    ],
)
def test_a_distance_from_an_event_knows_what_dates_it(parsed: Blank, text: str, link: str | None) -> None:
    found = list(dates(parsed(text)))
    (told_by_event,) = (each for each in found if each.anchor == "event")
    (day,) = (each for each in found if each.anchor != "event")
    links = {name: getattr(told_by_event, name) for name in ("counts_from", "same_as")}
    assert links == {"counts_from": None, "same_as": None} | ({} if link is None else {link: day.span})


def test_since_is_part_of_the_expression_and_opens_it(blank: Blank) -> None:
    doc = blank("The port has been shut since August.")
    assert words(doc) == ["since August"]
    assert only(doc).bound == "since"


def test_until_closes_an_expression_from_outside(blank: Blank) -> None:
    doc = blank("The port was shut until August.")
    assert words(doc) == ["August"]
    assert only(doc).bound == "until"


@pytest.mark.parametrize(
    "phrase",
    [
        "earlier this month",
        "the end of next week",
        "the night of 5 May",
        "a day after",
        "6 o’clock the next day",
        "Monday morning",
        "three days later",
        "two years ago",
        "the following spring",
        "10 a.m. on Saturday",
        "Saturday at 10 a.m.",
        "noon on Saturday",
        "10 p.m. on Saturday night",
        "Saturday night at about 10 p.m.",
        "6 p.m. tomorrow",
        "May 9th of last year",
        "May last year",
        "this spring",
        "last spring",
        "the early hours of Tuesday",
        "late on Monday night",
        "early Tuesday morning",
        "Friday noon",
        "the first Monday of March",
        "the last day of February",
        "the winter of 2029-30",
        "the night of May 3-4",
        "a week from Monday",
        "Monday week",
        "the third quarter of 2030",
        "Q3 2030",
        "the last quarter",
    ],
)
def test_an_expression_is_taken_whole(blank: Blank, phrase: str) -> None:
    assert words(blank(f"It came {phrase} the strike began.")) == [phrase]


def test_a_time_on_a_day_holds_that_day(blank: Blank) -> None:
    time, day = dates(blank("The ferry sank at 9 a.m. on 3 May 2031."))
    assert told(time, "type", "time", "day", "month", "year") == ("TIME", "09:00", 3, 5, "2031")
    assert day.type == "DATE"


def test_a_paragraph_break_ends_an_expression_and_counts(blank: Blank) -> None:
    first, second = dates(blank("The talks ended on 5 May\n\n1943 was a hard year."))
    assert told(first, "day", "year", "paragraph") == (5, None, 0)
    assert told(second, "year", "paragraph") == ("1943", 1)


def test_the_verb_tells_whether_a_day_lies_ahead(parsed: Blank) -> None:
    behind, ahead = dates(parsed("The envoys met on Thursday. They will meet again on Monday."))
    assert (behind.tense, ahead.tense) == ("past", "future")


def test_a_deadline_lies_ahead_whatever_the_condition_says(parsed: Blank) -> None:
    assert only(parsed("If no answer came by Friday, the fleet would sail.")).tense == "future"


def test_an_unparsed_text_tells_no_tense(blank: Blank) -> None:
    assert only(blank("The envoys met on Thursday.")).tense is None


@pytest.mark.parametrize(
    "text",
    [
        "He would one day return.",
        "One night she left.",
        "It rained the other day.",
        "Day after day they waited overnight.",
        "They sat for a third night of talks.",
    ],
)
def test_a_day_that_nobody_could_name_is_no_date(blank: Blank, text: str) -> None:
    assert words(blank(text)) == []


def test_one_day_is_a_length_after_a_preposition(blank: Blank) -> None:
    assert words(blank("It held for one day. In one day it fell.")) == ["one day", "one day"]


def test_the_night_in_a_headline_is_no_time(blank: Blank) -> None:
    body = "The envoys of Velm and Oden sat at one table and left it at night, without a word to the press."
    assert words(blank(f"Night Talks in Velm Fail\n\n{body}")) == ["night"]


@pytest.mark.parametrize(
    "text",
    [
        "She said she expected both sides back at the table on Saturday.",
        "“Ask me again on Saturday.”",
        "Ask Ruud on Saturday, he said.",
        "The report is due on Saturday.",
        "The vote, scheduled for Saturday, is in doubt.",
        "The vote is set for Saturday.",
        "She hopes to leave on Saturday.",
        "He hopes for a deal on Saturday.",
        "She plans to leave on Saturday.",
        "She demanded a reply by Saturday.",
        "The council wants the road opened by Saturday.",
        "The council demands that the crew leave the bridge on Saturday.",
        "He said the talks resume on Saturday.",
        "The vote is on Saturday.",
        "The deadline is Saturday.",
        "The next round comes on Saturday.",
        "“We meet on Saturday,” he said.",
        "They marched ahead of Saturday’s vote.",
        "Come back in winter.",
        "He had threatened to strike unless the army left within a day.",
    ],
)
def test_what_looks_ahead_puts_the_day_ahead(parsed: Blank, text: str) -> None:
    assert only(parsed(f"The council met. {text}")).tense == "future"


@pytest.mark.parametrize(
    "text",
    [
        "She promised on Saturday to reply.",
        "She could not be reached on Saturday.",
        "The ministry would not comment on Saturday.",
        "He saw her leave on Saturday.",
        "Fires could be seen on Saturday.",
        "She refused to sign on Saturday.",
        "She tried to sign the pact on Saturday.",
        "“We met on Saturday,” he will say.",
        "He said troops entered the town on Saturday.",
        "Within a day the army had taken the town.",
        "It will sail, according to a statement on Saturday.",
    ],
)
def test_what_looks_back_puts_the_day_behind(parsed: Blank, text: str) -> None:
    assert only(parsed(f"The council met. {text}")).tense == "past"


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Saturday’s vote may change little.", None),
        ("It is her latest attempt to recover from Saturday’s vote.", None),
        ("She is raising doubts about Saturday’s vote.", None),
        ("She will not stand in Saturday’s vote.", "future"),
        ("She plans to skip Saturday’s vote.", "future"),
        ("She skipped Saturday’s vote.", "past"),
    ],
)
def test_an_event_named_by_its_day_lies_ahead_only_where_the_verb_surely_does(
    parsed: Blank, text: str, tense: str | None
) -> None:
    assert only(parsed(f"The council met. {text}")).tense == tense


def test_a_length_that_something_must_happen_in_is_a_deadline(blank: Blank) -> None:
    assert only(blank("They must go within 72 hours.")).bound == "within"
    assert only(blank("They must go in the next two weeks.")).bound == "within"
    assert only(blank("They must go for the next two weeks.")).bound is None
    assert only(blank("They must go within 72 hours of a signing.")).bound is None
