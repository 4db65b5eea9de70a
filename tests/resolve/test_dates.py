"""Dates: what each expression comes to, counted from publication or from the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import annotate
from sayso.document import Document
from sayso.extract.dates import dates as expressions
from sayso.resolve.dates import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.entity import Date

NEWS = "2031-03-06T18:00:00Z"  # a Thursday


@pytest.fixture(scope="session")
def resolved() -> Callable[..., tuple[Date, ...]]:
    import spacy  # noqa: PLC0415 - only this fixture needs it

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def resolve(text: str, published: str | None = None) -> tuple[Date, ...]:
        doc = next(annotate([Document(id="d", text=text, published=published)], nlp))
        return dates(doc, expressions(doc))

    return resolve


@pytest.fixture(scope="session")
def values(resolved: Callable[..., tuple[Date, ...]]) -> Callable[..., list[str | None]]:
    return lambda text, published=None: [date.value for date in resolved(text, published)]


@pytest.mark.parametrize(
    ("words", "value", "edtf"),
    [
        ("today", "2031-03-06", "2031-03-06"),
        ("yesterday", "2031-03-05", "2031-03-05"),
        ("on Thursday", "2031-03-06", "2031-03-06"),
        ("on Friday", "2031-02-28", "2031-02-28"),
        ("last week", "2031-W09", "2031-02-24/2031-03-02"),
        ("last weekend", "2031-W09-WE", "2031-03-01/2031-03-02"),
        ("last month", "2031-02", "2031-02"),
        ("next year", "2032", "2032"),
        ("earlier this month", "2031-03", "2031-03"),
        ("two years ago", "2029", "2029"),
        ("three days ago", "2031-03-03", "2031-03-03"),
        ("in January", "2031-01", "2031-01"),
        ("in November", "2030-11", "2030-11"),
        ("on January 20", "2031-01-20", "2031-01-20"),
        ("on 20 March", "2031-03-20", "2031-03-20"),
        ("since August", "2030-08", "2030-08/.."),
        ("until February", "2031-02", "../2031-02"),
        ("tonight", "2031-03-06TNI", "2031-03-06"),
        ("on Monday morning", "2031-03-03TMO", "2031-03-03"),
        ("next Monday", "2031-03-10", "2031-03-10"),
        ("last summer", "2030-SU", "2030-22"),
        ("in June of last year", "2030-06", "2030-06"),
        ("at 4 p.m. on Tuesday", "2031-03-04T16:00", "2031-03-04T16:00:00"),
        ("in early 2031", "2031", "2031"),
        ("about 2029", "2029", "2029~"),
        ("in the 1990s", "199", "199X"),
        ("in the 19th century", "18", "18XX"),
        ("in the third quarter of 2030", "2030-Q3", "2030-35"),
        ("at Easter 2031", "2031-04-13", "2031-04-13"),
        ("recently", "PAST_REF", None),
        ("over the weekend", "2031-W09-WE", "2031-03-01/2031-03-02"),
        ("last quarter", "2030-Q4", "2030-36"),
        ("on the first Monday of February", "2031-02-03", "2031-02-03"),
        ("on the last Friday of last month", "2031-02-28", "2031-02-28"),
        ("on the last day of February", "2031-02-28", "2031-02-28"),
        ("a year and a half ago", "2029-09", "2029-09"),
        ("half a century ago", "198", "198X"),
        ("over the past two weeks", "P2W", "2031-02-20/2031-03-06"),
        ("in the last 24 hours", "PT24H", "2031-03-05/2031-03-06"),
        ("during the past six months", "P6M", "2030-09/2031-03"),
        ("in the last two weeks of the war", "P2W", None),
        ("in two weeks’ time", "2031-W12", "2031-03-17/2031-03-23"),
        ("a week from Monday", "2031-03-17", "2031-03-17"),
        ("Tuesday week", "2031-03-18", "2031-03-18"),
        ("in the nineties", "199", "199X"),
        ("in the second century BC", "BC01", "-0199/-0100"),
        ("in the 470s BC", "BC047", "-0478/-0469"),
        ("in the third millennium BC", "BC2", "-2999/-2000"),
        ("in the summer of 480 BC", "BC0480-SU", "-0479-22"),
        ("in the early hours of Tuesday", "2031-03-04TMO", "2031-03-04"),
        ("two days before", "-P2D", None),
    ],
)
def test_news_counts_from_its_publication(
    resolved: Callable[..., tuple[Date, ...]], words: str, value: str, edtf: str | None
) -> None:
    date = resolved(f"The ferry was stopped {words}, the harbour said.", NEWS)[0]
    assert (date.value, date.edtf) == (value, edtf)


HISTORY = "In 1701 the league was founded. In 1703 it rose. On 5 December 1704 its fleet sailed from Velm. "


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The next day it met a storm.", "1704-12-06"),
        ("Three days later it met a storm.", "1704-12-08"),
        ("On 9 December it met a storm.", "1704-12-09"),
        ("In January it met a storm.", "1705-01"),
        ("Two years later it was sold.", "1706"),
        ("Three months later it was sold.", "1705-03"),
        ("That year it was sold.", "1704"),
        ("By the end of the month it was sold.", "1704-12"),
        ("The previous spring it was sold.", "1704-SP"),
        ("In the winter it was sold.", "1705-WI"),
        ("That night it was sold.", "1704-12-05TNI"),
    ],
)
def test_a_history_counts_from_where_its_story_stands(
    values: Callable[..., list[str | None]], words: str, value: str
) -> None:
    assert values(HISTORY + words, "2031-03-06")[-1] == value


def test_a_deictic_in_a_history_does_not_move_the_story(values: Callable[..., list[str | None]]) -> None:
    assert values(HISTORY + "Today the wreck is a museum. In May it had sailed.", "2031-03-06")[-1] == "1704-05"


def test_background_years_do_not_make_news_a_history(values: Callable[..., list[str | None]]) -> None:
    text = (
        "The port was shut in 1998, in 2004 and in 2011. On Monday it closed; it reopens next week. In May it was busy."
    )
    assert values(text, NEWS)[-3:] == ["2031-03-03", "2031-W11", "2030-05"]


def test_without_an_anchor_nothing_is_invented(resolved: Callable[..., tuple[Date, ...]]) -> None:
    found = resolved("It was shut on Thursday, reopened on 3 May, and closed last week and yesterday.")
    assert [date.value for date in found] == ["XXXX-WXX-4", "XXXX-05-03", "XXXX-WXX", "XXXX-XX-XX"]
    assert [date.edtf for date in found] == [None, "XXXX-05-03", None, None]


def test_a_year_told_before_serves_an_undated_text(values: Callable[..., list[str | None]]) -> None:
    assert values("The port was shut on 3 May 2029. In June it reopened.") == ["2029-05-03", "2029-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2000 the port was built. It was shut on 11 September.", ["2000", "XXXX-09-11"]),
        ("On 3 May 2029 it was shut.\n\nIt reopened on 5 June.", ["2029-05-03", "XXXX-06-05"]),
        (
            "In 2020 it was sold and in 2024 repaired. On Monday it was shut. Since 2028 it had been open.",
            ["2020", "2024", "XXXX-WXX-1", "2028"],
        ),
    ],
)
def test_years_in_the_background_date_nothing_in_an_undated_text(
    values: Callable[..., list[str | None]], text: str, expected: list[str]
) -> None:
    assert values(text) == expected


def test_an_undated_text_that_tells_years_in_order_is_a_history(values: Callable[..., list[str | None]]) -> None:
    assert values(HISTORY + "On 9 December it sank.")[-1] == "1704-12-09"
    told_back = "In 1704 it sank. In 1703 it had been built, in 1701 planned. On 9 December it was found."
    assert values(told_back)[-1] == "XXXX-12-09"


def test_years_before_christ_count_down_and_have_their_edtf(resolved: Callable[..., tuple[Date, ...]]) -> None:
    first, second = resolved("The league rose in 480 BC and fell the following year.")
    assert (first.value, first.edtf) == ("BC0480", "-0479")
    assert (second.value, second.edtf) == ("BC0479", "-0478")


def test_the_next_day_in_news_needs_a_day_close_by(values: Callable[..., list[str | None]]) -> None:
    assert values("They met on Monday. The next day they left.", NEWS) == ["2031-03-03", "2031-03-04"]
    far = "They met on Monday.\n\nNobody spoke.\n\nPlans are drawn, and the next day they fly."
    assert values(far, NEWS) == ["2031-03-03", "XXXX-XX-XX"]


def test_a_verb_that_looks_ahead_takes_the_next_day_of_that_name(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("The council met on Monday. It will vote on Friday.", published=NEWS)
    assert [date.value for date in dates(doc, expressions(doc))] == ["2031-03-03", "2031-03-07"]


@pytest.mark.parametrize("published", ["", "soon", "2031-02-30"])
def test_a_publication_that_is_no_date_anchors_nothing(values: Callable[..., list[str | None]], published: str) -> None:
    assert values("It was shut yesterday.", published) == ["XXXX-XX-XX"]


def test_a_day_that_no_calendar_has_stays_as_written(values: Callable[..., list[str | None]]) -> None:
    assert values("On 30 February 2031 it was shut. The next day it reopened.", NEWS)[0] == "2031-02-30"


def test_ids_differ_and_stay(resolved: Callable[..., tuple[Date, ...]]) -> None:
    text = "On Monday and on Tuesday and on Monday it was shut."
    ids = [date.id for date in resolved(text, NEWS)]
    assert len(set(ids)) == len(ids)
    assert ids == [date.id for date in resolved(text, NEWS)]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("At Easter AD 0 it was shut, and 45678901234567890 years later.", NEWS),
        ("It was shut on 9999-12-31, and on Friday, and 300,000 years ago.", "9999-12-31"),
        ("On 1000-01-01 it was shut, and three thousand years before.", "0001-01-01"),
    ],
)
def test_a_date_past_the_edge_of_the_calendar_is_no_error(
    values: Callable[..., list[str | None]], text: str, published: str
) -> None:
    assert values(text, published)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("will go within 72 hours", "2031-03-09"),
        ("will go within 12 hours", "2031-03-07"),
        ("will go within two weeks", "2031-03-20"),
        ("will go within a month", "2031-04-06"),
        ("will go within days", None),
        ("had gone within two weeks", None),
        ("will go by the end of the month", "2031-03-31"),
        ("will go by the end of the week", "2031-03-09"),
        ("will go by the end of next week", "2031-03-16"),
        ("will go before the end of the year", "2031-12-31"),
        ("will go at the end of the month", "2031-03"),
        ("will go by early April", "2031-04"),
        ("will go by summer", "2031-22"),
        ("will go before Easter", "2031-04-13"),
        ("must go by midnight", "2031-03-06"),
        ("will wait for a day from Sunday", "2031-03-09"),
    ],
)
def test_a_deadline_is_its_last_day(parsed: Callable[..., tokens.Doc], words: str, edtf: str | None) -> None:
    doc = parsed(f"The council met. The guns {words}.", published=NEWS)
    assert [date.edtf for date in dates(doc, expressions(doc))][-1] == edtf


def test_a_deadline_told_on_a_day_counts_from_that_day(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("On Tuesday she warned that the guns must go within 72 hours.", published=NEWS)
    assert [date.edtf for date in dates(doc, expressions(doc))] == ["2031-03-04", "2031-03-07"]


def test_a_deadline_past_the_edge_of_the_calendar_is_unknown(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("The guns will go within two weeks.", published="9998-12-31")
    assert [date.edtf for date in dates(doc, expressions(doc))] == ["9999-01-14"]
    doc = parsed("The guns will go within 99999 weeks, by the end of the year.", published="9998-12-31")
    assert [date.edtf for date in dates(doc, expressions(doc))] == [None, "9998-12-31"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("was shut from Monday to Friday", ("2031-02-24", "2031-02-28")),
        ("was shut from Monday to Wednesday", ("2031-03-03", "2031-03-05")),
        ("will be shut from Monday to Wednesday", ("2031-03-10", "2031-03-12")),
        ("will be shut from Friday to Sunday", ("2031-03-07", "2031-03-09")),
        ("was shut from 3 to 9 February", ("2031-02-03", "2031-02-09")),
        ("was shut between November and January", ("2030-11", "2031-01")),
        ("was shut from 3 May until 9 June 2030", ("2030-05-03", "2030-06-09")),
        ("was shut from 1914 to 1918", ("1914", "1918")),
        ("was shut in 1914-18", ("1914", "1918")),
    ],
)
def test_both_ends_of_a_range_have_its_interval(
    parsed: Callable[..., tokens.Doc], words: str, days: tuple[str, str]
) -> None:
    doc = parsed(f"The port {words}.", published=NEWS)
    found = dates(doc, expressions(doc))
    assert tuple(date.value for date in found) == days
    assert {date.interval for date in found} == {"/".join(days)}


def test_a_range_that_runs_backwards_has_no_interval(resolved: Callable[..., tuple[Date, ...]]) -> None:
    assert {date.interval for date in resolved("It was shut from 9 May 2031 to 3 May 2030.")} == {None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("“We leave tomorrow,” she said on Monday.", "2031-03-04"),
        ("On Monday she said: “We leave tomorrow.”", "2031-03-04"),
        ("“They left yesterday,” she said on 3 February.", "2031-02-02"),
        ("“We vote next week,” she said on Monday.", "2031-W11"),
        ("“We vote next week,” she said last Friday.", "2031-W10"),
        ("“They left yesterday,” she said.", "2031-03-05"),
        ("“They left yesterday,” she said on 3 May 2029.", "2031-03-05"),
    ],
)
def test_what_is_quoted_counts_from_the_day_it_was_said(
    values: Callable[..., list[str | None]], text: str, value: str
) -> None:
    assert value in values(text, NEWS)


def test_a_morning_paper_quotes_what_was_said_the_day_before(values: Callable[..., list[str | None]]) -> None:
    assert values("The mayor resigned on Wednesday. “I leave today,” she said. It rains today.", NEWS) == [
        "2031-03-05",
        "2031-03-05",
        "2031-03-06",
    ]
    told_later = values("The mayor resigned on Monday. “I leave today,” she said.", NEWS)
    assert told_later == ["2031-03-03", "2031-03-06"]


def test_what_would_happen_counts_from_the_day_it_was_said(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("She said on Monday that the ferry would sail on Tuesday.", published=NEWS)
    assert [date.value for date in dates(doc, expressions(doc))] == ["2031-03-03", "2031-03-04"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor resigned on Tuesday, a day after the governor fled.", "2031-03-04"),
        ("A day after the vote on 3 February the mayor resigned.", "2031-02-04"),
        ("Three years after the war of 2020 the mayor resigned.", "2023"),
        ("They voted on Monday. A day after a fire the mayor resigned.", "P1D"),
        ("The mayor resigned a day before the fire.", "-P1D"),
        ("They strike an hour before he wakes.", "-PT1H"),
    ],
)
def test_a_day_told_from_an_event_counts_from_it_and_from_nothing_else(
    parsed: Callable[..., tokens.Doc], text: str, value: str
) -> None:
    doc = parsed(text, published=NEWS)
    (found,) = (
        date
        for date, expression in zip(dates(doc, expressions(doc)), expressions(doc), strict=True)
        if expression.anchor == "event"
    )
    assert found.value == value


def test_a_day_later_counts_from_the_day_told_and_not_from_publication(
    values: Callable[..., list[str | None]],
) -> None:
    text = "The talks opened on 12 February. A day later they failed; the following week the guns fired."
    assert values(text, NEWS) == ["2031-02-12", "2031-02-13", "2031-W08"]


def test_the_next_days_of_a_story_are_not_those_of_the_paper(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("It opened on 3 February. Over the next two days 30 died.", published=NEWS)
    assert [date.edtf for date in dates(doc, expressions(doc))] == ["2031-02-03", None]
    doc = parsed("It opened on 3 February. Over the next two days it will close.", published=NEWS)
    assert [date.edtf for date in dates(doc, expressions(doc))] == ["2031-02-03", "2031-03-06/2031-03-08"]


def test_without_an_anchor_a_told_distance_stays(values: Callable[..., list[str | None]]) -> None:
    assert values("It was shut two years ago, over the weekend, last quarter and on the first Monday of March.") == [
        "-P2Y",
        "XXXX-WXX-WE",
        "XXXX-QX",
        "XXXX-03-XX",
    ]


def test_an_hour_of_the_next_day_waits_for_its_day(values: Callable[..., list[str | None]]) -> None:
    assert values("They are told by 4 o’clock the next day.", NEWS) == ["XXXX-XX-XXT16:00"]
    assert values("They met on Monday. They left by 4 o’clock the next day.", NEWS)[1] == "2031-03-04T16:00"


def test_the_day_of_a_relative_clause_is_not_that_of_the_story(parsed: Callable[..., tokens.Doc]) -> None:
    text = "The truce broke on Tuesday. Ida Holt, who took office on Sunday, said a mine killed two men at 6 a.m."
    doc = parsed(text, published=NEWS)
    assert [date.value for date in dates(doc, expressions(doc))] == ["2031-03-04", "2031-03-02", "2031-03-04T06:00"]
    text = "The truce broke on Tuesday. They freed Ida Holt, who fled on Sunday and was caught the next day."
    doc = parsed(text, published=NEWS)
    assert [date.value for date in dates(doc, expressions(doc))][1:] == ["2031-03-02", "2031-03-03"]
