from __future__ import annotations

import itertools
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from sayso.errors import MissingPackageError, RecordError
from sayso.export import COLUMNS

if TYPE_CHECKING:
    from sayso.store.record import Record

KINDS = [*COLUMNS]


def test_an_answer_is_gone_through_once(filled: Record) -> None:
    asked = filled.quotations()
    assert [entry.document.id for entry in itertools.islice(asked, 1)] == ["d_1"]
    assert next(asked).document.id == "d_2"
    assert list(asked) == []


def test_an_answer_left_early_gives_its_connection_back(filled: Record) -> None:
    pool = filled.engine.pool
    with filled.events() as asked:
        next(asked)
        assert pool.checkedout() == 1  # type: ignore[attr-defined]
    assert pool.checkedout() == 0  # type: ignore[attr-defined]
    next(filled.documents())
    assert pool.checkedout() == 0  # type: ignore[attr-defined]
    for _ in filled.figures():
        break
    assert pool.checkedout() == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_has_its_columns_whether_there_is_anything_or_not(filled: Record, kind: str) -> None:
    made = getattr(filled, kind)().to_arrow()
    none = getattr(filled, kind)(outlet="Nobody").to_arrow()
    assert (made.num_rows, none.num_rows) == (2, 0)
    assert made.schema.equals(none.schema, check_metadata=True)
    assert made.column("document").to_pylist() == ["d_1", "d_2"]
    assert made.column("published_day").to_pylist() == [date(2031, 5, 4), date(2031, 6, 1)]
    assert made.schema.field("learned_at").type == pa.timestamp("ms", tz="UTC")


def test_an_event_is_a_row_of_typed_cells(filled: Record) -> None:
    row = filled.events().to_arrow().to_pylist()[0]
    learned_at = row.pop("learned_at")
    assert abs(datetime.now(tz=UTC) - learned_at).total_seconds() < 60
    assert row == {
        "id": "e_0000010001",
        "type": "ASSAULT",
        "mode": None,
        "status": "occurred",
        "background": False,
        "actors": "army",
        "recipients": "Tolm",
        "date": "2031-05-03",
        "date_day": date(2031, 5, 3),
        "date_assumed": False,
        "place": "Tolm",
        "place_latitude": 1.5,
        "place_longitude": -2.25,
        "place_precision": "city",
        "place_uncertain": False,
        "place_country": "PRT",
        "place_geonames": 7,
        "place_assumed": False,
        "cameo": None,
        "score": -10.0,
        "quotation": "q_0000010001",
        "said_by": "Ana Lémos",
        "words": "hit",
        "sentence": "Mayor Ana Lémos said on 3 May that 40 air strikes hit Tolm.",
        "start": 50,
        "end": 53,
        "document": "d_1",
        "document_number": 1,
        "title": "Strikes",
        "outlet": "Ardel Post",
        "published": "2031-05-04",
        "published_day": date(2031, 5, 4),
        "url": None,
    }


def test_a_month_is_no_day(filled: Record) -> None:
    (row, _) = filled.meetings().to_arrow().to_pylist()
    assert (row["date"], row["date_day"]) == ("2031-05", None)
    assert (row["participants"], row["absent"]) == ("Ana Lémos; Red Lantern Society", "army")


def test_figures_and_quotations_have_the_date_that_they_refer_to(filled: Record) -> None:
    for asked in (filled.figures(), filled.quotations()):
        assert asked.to_arrow().column("date_day").to_pylist() == [date(2031, 5, 3)] * 2


def test_half_a_character_is_no_obstacle(filled: Record) -> None:
    assert filled.documents().to_arrow().column("author").to_pylist() == [None, "a\ufffd\rb"]


def test_a_data_frame_has_the_same_columns(filled: Record) -> None:
    pytest.importorskip("pandas")
    frame = filled.events().to_pandas()
    assert list(frame.columns) == [column.name for column in COLUMNS["events"]]
    assert frame["date_day"].dt.day.tolist() == [3, 3]
    assert frame["place_geonames"].sum() == 14
    assert str(frame["place_uncertain"].dtype) == "boolean"
    assert filled.events(type="AID").to_pandas().dtypes.equals(frame.dtypes)


def test_without_pandas_it_says_what_to_install(filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPackageError, match=r"needs pandas; install it.*: pip install pandas"):
        filled.events().to_pandas()


def test_records_of_a_kind_are_narrowed_by_publication(filled: Record) -> None:
    assert [entry.record.id for entry in filled.records("events", after=date(2031, 5, 10))] == ["e_0000020001"]
    with pytest.raises(RecordError, match="there are no deeds"):
        filled.records("deeds")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "documents"])
def test_an_outlet_narrows_every_kind_down(filled: Record, kind: str) -> None:
    assert [entry.document.id for entry in getattr(filled, kind)(outlet="Velm Radio")] == ["d_2"]
    assert [entry.document.id for entry in filled.records(kind, outlet="Velm Radio")] == ["d_2"]


def test_readings_come_whole(filled: Record) -> None:
    assert [kept.reading for kept in filled.readings()] == [filled.reading(1), filled.reading(2)]
    assert [kept.document for kept in filled.readings({2})] == [2]
    assert [kept.document for kept in filled.readings(outlet="Ardel Post")] == [1]
    assert list(filled.readings(as_of=datetime(2020, 1, 1, tzinfo=UTC))) == []
