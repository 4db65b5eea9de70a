"""Figures and quotations get the dates, places and actors that the text gives them, and no others."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.pipeline import reading_of
from sayso.resolve.dates import dates
from sayso.resolve.gazetteer import open_gazetteer
from sayso.resolve.links import linked
from sayso.resolve.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.record import Figure, Quotation

PUBLISHED = "2031-03-05"


class Linked(NamedTuple):
    """The words of a record's date, place and actor, and what ties them to it."""

    date: str | None
    date_by: str | None
    place: str | None
    place_by: str | None
    actor: str | None = None
    actor_by: str | None = None


@pytest.fixture(scope="module")
def read(parsed: Callable[..., tokens.Doc]) -> Callable[..., tuple[dict[str, Linked], dict[str, Linked]]]:
    gazetteer = open_gazetteer()

    def links(text: str, published: str | None = PUBLISHED) -> tuple[dict[str, Linked], dict[str, Linked]]:
        reading = reading_of(parsed(text, published=published), gazetteer)
        words = {date.id: date.span.of(text) for date in reading.dates}
        words |= {place.id: place.span.of(text) for place in reading.places}
        words |= {actor.id: actor.name for actor in reading.actors}

        def shown(record: Figure | Quotation) -> tuple[str | None, str | None, str | None, str | None]:
            return words.get(record.date or ""), record.date_by, words.get(record.place or ""), record.place_by

        figures = {
            each.span.of(text): Linked(*shown(each), words.get(each.actor or ""), each.actor_by)
            for each in reading.figures
        }
        return figures, {each.cue.of(text): Linked(*shown(each)) for each in reading.quotations if each.cue is not None}

    return links


@pytest.fixture
def figures(read: Callable[..., tuple[dict[str, Linked], dict[str, Linked]]]) -> Callable[..., dict[str, Linked]]:
    return lambda text, **told: read(text, **told)[0]


@pytest.fixture
def quotations(read: Callable[..., tuple[dict[str, Linked], dict[str, Linked]]]) -> Callable[..., dict[str, Linked]]:
    return lambda text, **told: read(text, **told)[1]


@pytest.mark.parametrize(
    ("text", "figure", "date"),
    [
        ("Gunmen killed 14 villagers on Sunday.", "14", "Sunday"),
        ("On Sunday 14 villagers were killed.", "14", "Sunday"),
        ("An attack on Sunday killed 14 villagers.", "14", "Sunday"),
        ("Shells hit the mill on Sunday, killing 14 villagers.", "14", "Sunday"),
        ("Fourteen villagers died when shells hit the mill on Sunday.", "Fourteen", "Sunday"),
        ("Dozens of villagers fled in August.", "Dozens", "August"),
        ("A convoy of 30 trucks left on Friday.", "30", "Friday"),
        ("On Sunday the guards came to the mill and took 40 carts.", "40", "Sunday"),
        ("Nearly 900 families have left since August.", "Nearly 900", "since August"),
        ("The company will ship 40 pumps by Friday.", "40", "Friday"),
        ("The mayor thanked the 12 men who were freed on Sunday.", "12", "Sunday"),
        ("In the past two weeks 30 boats sank.", "30", "the past two weeks"),
    ],
)
def test_a_figure_has_the_date_its_clause_tells(
    figures: Callable[..., dict[str, Linked]], text: str, figure: str, date: str
) -> None:
    assert figures(text)[figure][:2] == (date, "syntax")


def test_of_two_dates_each_figure_has_its_own(figures: Callable[..., dict[str, Linked]]) -> None:
    found = figures("The guards freed 12 men on Sunday and 30 women on Monday.")
    assert (found["12"].date, found["30"].date) == ("Sunday", "Monday")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("After Sunday some 40 men came.", "some 40"),
        ("The price rose by 40 crowns more than in February.", "40 crowns"),
        ("The army burned 40 carts before the truce began on Sunday.", "40"),
    ],
)
def test_the_date_of_something_else_is_not_that_of_a_figure(
    figures: Callable[..., dict[str, Linked]], text: str, figure: str
) -> None:
    assert figures(text)[figure][:2] == (None, "document")


def test_a_date_inside_what_is_said_belongs_to_the_figures_there(
    read: Callable[..., tuple[dict[str, Linked], dict[str, Linked]]],
) -> None:
    told, said = read("“Gunmen killed 14 villagers on Sunday,” Ana Lemos said on Tuesday.")
    assert told["14"][:2] == ("Sunday", "syntax")
    assert said["said"][:2] == ("Tuesday", "syntax")


def test_a_figure_without_a_date_has_the_day_it_was_given_on(figures: Callable[..., dict[str, Linked]]) -> None:
    assert figures("Ana Lemos said on Tuesday that 14 villagers had died.")["14"][:2] == ("Tuesday", "saying")


def test_what_is_yet_to_come_is_not_dated_by_the_saying(figures: Callable[..., dict[str, Linked]]) -> None:
    assert figures("Ana Lemos said on Tuesday that Ardel would send 14 boats.")["14"][:2] == (None, None)


def test_a_story_goes_on_at_the_one_time_its_paragraph_told(figures: Callable[..., dict[str, Linked]]) -> None:
    story = "Villagers marched on Monday. Some 200 people walked to the mill."
    assert figures(story)["Some 200"][:2] == ("Monday", "paragraph")
    assert figures(story.replace(". ", ".\n\n"))["Some 200"][:2] == (None, "document")
    other = "Villagers marched on Monday. They had marched on Friday. Some 200 people walked to the mill."
    assert figures(other)["Some 200"][:2] == (None, "document")


def test_a_time_with_two_ends_is_that_of_its_first(parsed: Callable[..., tokens.Doc]) -> None:
    text = "The guards freed 12 men from 3 May to 9 May."
    reading = reading_of(parsed(text, published=PUBLISHED), open_gazetteer())
    (figure,), (first, _) = reading.figures, reading.dates
    assert (figure.date, figure.date_by) == (first.id, "syntax")


def test_no_date_is_assumed_for_a_text_without_one(figures: Callable[..., dict[str, Linked]]) -> None:
    assert figures("Gunmen killed 14 villagers.", published=None)["14"][:4] == (None, None, None, None)


def test_how_long_something_takes_has_no_day_and_no_place(figures: Callable[..., dict[str, Linked]]) -> None:
    assert figures("On Sunday they waited for 72 hours in Geneva.")["72 hours"][:4] == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "figure", "place"),
    [
        ("Gunmen killed 14 villagers in Geneva.", "14", "Geneva"),
        ("Shells hit a market in the town of Oden, killing 14 people.", "14", "Oden"),
        ("Near Geneva, seven boats burned.", "seven", "Geneva"),
        ("The company sent 40 pumps to Geneva.", "40", "Geneva"),
        ("Some 300 people met in Geneva, Switzerland.", "Some 300", "Geneva"),
        ("They mourned the 14 villagers killed in Geneva.", "14", "Geneva"),
    ],
)
def test_a_figure_has_the_place_its_clause_tells(
    figures: Callable[..., dict[str, Linked]], text: str, figure: str, place: str
) -> None:
    assert figures(text)[figure][2:4] == (place, "syntax")


def test_the_place_after_several_verbs_of_one_subject_is_that_of_all(
    figures: Callable[..., dict[str, Linked]],
) -> None:
    found = figures("The blast killed 14 people and wounded dozens in Geneva.")
    assert (found["14"].place, found["dozens"].place) == ("Geneva", "Geneva")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A report on Geneva lists 14 names.", "14"),
        ("Switzerland sent 14 men.", "14"),
        ("Ana Lemos said in Geneva that 14 villagers had died.", "14"),
    ],
)
def test_the_place_of_something_else_is_not_that_of_a_figure(
    figures: Callable[..., dict[str, Linked]], text: str, figure: str
) -> None:
    assert figures(text)[figure].place is None


def test_a_quotation_has_the_place_where_it_was_said(quotations: Callable[..., dict[str, Linked]]) -> None:
    said = quotations("Ana Lemos told reporters in Geneva on Tuesday that the wells were dry.")["told"]
    assert said == ("Tuesday", "syntax", "Geneva", "syntax", None, None)
    said = quotations("Speaking in Geneva, Ana Lemos said that the wells were dry.")["said"]
    assert said.place == "Geneva"


def test_what_a_speaker_goes_on_to_say_was_said_on_the_same_occasion(
    quotations: Callable[..., dict[str, Linked]],
) -> None:
    text = "Ana Lemos told reporters in Geneva on Tuesday that the wells were dry. The river was low, she added."
    assert quotations(text)["added"] == ("Tuesday", "paragraph", "Geneva", "paragraph", None, None)
    assert quotations(text.replace("she added", "Ilya Tarn added"))["added"].date is None
    assert quotations(text.replace("she added", "she added on Friday"))["added"].date == "Friday"
    assert quotations(text.replace("on Tuesday", "last year"))["added"].date is None


def test_the_place_of_what_is_talked_about_is_not_where_it_was_said(
    quotations: Callable[..., dict[str, Linked]],
) -> None:
    assert quotations("Ana Lemos condemned the attacks in Geneva.")["condemned"].place is None


@pytest.mark.parametrize(
    ("text", "figure", "actor"),
    [
        ("Iran denied it. They sent 300 Iranian advisers.", "300", ("Iran", "counted")),
        ("The Ardel Ministry of Health met. Some 40 of the ministry’s boats sank.", "Some 40", "possessive"),
        ("The Ardel Ministry of Health lost 40 boats.", "40", "holder"),
        ("The Ardel Ministry of Health opened four of its six wells.", "four", "possessive"),
        ("They met 40 members of the Ardel Ministry of Health.", "40", "of"),
    ],
)
def test_a_figure_concerns_whose_the_counted_things_are(
    figures: Callable[..., dict[str, Linked]], text: str, figure: str, actor: tuple[str, str] | str
) -> None:
    wanted = actor if isinstance(actor, tuple) else ("Ardel Ministry of Health", actor)
    assert figures(text)[figure][4:] == wanted


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The Ardel Ministry of Health counted 40 boats.", "40"),
        ("A strike would cost Iran 40 million crowns.", "40 million crowns"),
        ("Forty men met the Ardel Ministry of Health.", "Forty"),
    ],
)
def test_a_figure_concerns_nobody_who_only_stands_by(
    figures: Callable[..., dict[str, Linked]], text: str, figure: str
) -> None:
    assert figures(text)[figure].actor is None


def test_a_text_without_a_parse_ties_nothing(blank: Callable[[str], tokens.Doc]) -> None:
    doc = blank("Gunmen killed 14 villagers in Geneva on Sunday.")
    extract(doc)
    ((figure,), _) = linked(
        doc, found(doc, "figures"), (), (), Setting.of(doc, dates(doc, found(doc, "dates")), (), ())
    )
    assert (figure.date, figure.place, figure.actor) == (None, None, None)


def test_every_link_leads_to_a_record_of_the_reading(parsed: Callable[..., tokens.Doc]) -> None:
    sample = resources.files("sayso.samples").joinpath("talks.txt").read_text(encoding="utf-8")
    reading = reading_of(parsed(sample, published=PUBLISHED), open_gazetteer())
    days, places = {date.id for date in reading.dates}, {place.id for place in reading.places}
    records: list[Figure | Quotation] = [*reading.figures, *reading.quotations]
    for record in records:
        assert record.date in {None, *days}
        assert (record.date is None) == (record.date_by in {None, "document"})
        assert record.place in {None, *places}
        assert (record.place is None) == (record.place_by is None)
    for figure in reading.figures:
        assert figure.actor in {None, *(actor.id for actor in reading.actors)}
