from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from sayso.store import views
from sayso.store.ledger import Item, Outcome

if TYPE_CHECKING:
    from sayso.reading import Reading
    from sayso.store.record import Record


def seen(record: Record, view: str) -> list[dict[str, Any]]:
    with record.engine.connect() as connection:
        found = connection.execute(sa.select(sa.text("*")).select_from(sa.table(view)))
        return [dict(row) for row in found.mappings()]


@pytest.fixture
def kept(record: Record, told: Reading) -> Record:
    record.keep([Outcome(item=Item(name="a"), result=told)])
    return record


def test_every_view_can_be_read(kept: Record) -> None:
    for view in views.names("sqlite"):
        seen(kept, view)


def test_a_person_reads_words_in_a_view(kept: Record) -> None:
    figures = {row["words"]: row for row in seen(kept, "current_figure")}
    figure = figures.pop("at least 40")
    assert (figure["value"], figure["counted"]) == (40, "villages")
    assert [other["counted"] for other in figures.values()] == [None]
    quotations = {row["content"]: row for row in seen(kept, "current_quotation")}
    assert quotations["it in Tolm"]["polarity"] == "denied"
    assert quotations["at least 40 villages [bold]have[/bold] fallen"]["speaker"] == "Ana Lemos"
    (place,) = seen(kept, "current_place")
    assert (place["name"], place["latitude"], place["country"]) == ("Tolm", -1.5, "PRT")
    assert quotations["it in Tolm"]["id"].startswith("q_")
    assert place["learned_at"].endswith("Z")
    assert len(place["learned_at"]) == len("2031-05-04T10:11:12.345Z")


def test_a_view_tells_who_says_it_and_what_stands_around_it(kept: Record, told: Reading) -> None:
    paragraph = told.document.text[20:]
    figure, other = sorted(seen(kept, "current_figure"), key=lambda row: row["said_by"] is None)
    assert (figure["said_by"], other["said_by"]) == ("Ana Lemos", None)
    views_of_words = ("current_figure", "current_quotation", "current_place")
    assert all(row["paragraph"] == paragraph for view in views_of_words for row in seen(kept, view))
    (reading,) = seen(kept, "current_reading")
    assert reading["read_at"] == figure["learned_at"]


def test_a_view_has_columns_that_maps_look_for(kept: Record) -> None:
    for view in ("quotation", "figure", "event", "meeting", "control", "place"):
        with kept.engine.connect() as connection:
            found = connection.execute(
                sa.select(sa.text("latitude, longitude")).select_from(sa.table(f"current_{view}"))
            )
            assert list(found.keys()) == ["latitude", "longitude"]


def test_the_passages_of_a_document_are_cut_out_of_its_text(kept: Record, told: Reading) -> None:
    text = told.document.text
    assert [(row["kind"], row["text"]) for row in seen(kept, "passage_text")] == [
        ("title", text[:18]),
        ("paragraph", text[20:]),
    ]
