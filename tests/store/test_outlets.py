from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sayso.document import Document
from sayso.errors import KnowledgeError
from sayso.store import ledger
from sayso.store import record as record_module
from sayso.store.ledger import Item, Outcome
from sayso.store.outlets import Outlet

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.store.record import Record


def test_an_outlet_is_there_as_soon_as_a_document_names_it(record: Record) -> None:
    record.keep([Outcome(item=Item(name="a"), result=Document(id="d", text="Strikes.", outlet="Ardel Post"))])
    assert record.outlets() == [Outlet(name="Ardel Post")]
    assert record.set_outlet("Ardel Post", {"reliability": "B"}, set_by="iva") == 1
    assert record.outlets() == [Outlet(name="Ardel Post", reliability="B")]


def test_the_newest_fact_holds_and_the_older_stays(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, grade in ((1, "B"), (2, "D"), (3, None)):
        moment = ledger.instant(datetime(2031, 5, day, tzinfo=UTC))
        monkeypatch.setattr(record_module, "now", lambda moment=moment: moment)
        record.set_outlet("Ardel Post", {"reliability": grade}, set_by="iva")
    assert record.outlets() == [Outlet(name="Ardel Post")]
    assert record.outlets(as_of=datetime(2031, 5, 2, 12, tzinfo=UTC)) == [Outlet(name="Ardel Post", reliability="D")]
    assert [(each.value, each.set_by) for each in record.outlet_history("Ardel Post")] == [
        ("B", "iva"),
        ("D", "iva"),
        (None, "iva"),
    ]


def test_what_is_known_already_is_not_put_down_again(record: Record) -> None:
    assert record.set_outlet("Ardel Post", {"country": "PRT", "kind": "newspaper"}) == 2
    assert record.set_outlet("Ardel Post", {"country": "PRT", "kind": "agency"}) == 1


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"reliability": "G"}, "reliability is 'G'; give one of A, B, C, D, E, F"),
        ({"country": "Portugal"}, "three capital letters"),
        ({"domain": "https://ardel.example/"}, "give a bare one"),
        ({"kind": "paper"}, "give one of agency"),
        ({"reliabilty": "A"}, "did you mean 'reliability'?"),
        ({"party": ""}, "give words in quotation marks"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(record: Record, facts: dict[str, str], told: str) -> None:
    with pytest.raises(KnowledgeError, match=told.replace("?", r"\?")):
        record.set_outlet("Ardel Post", facts)
    assert record.outlets() == []


def test_a_file_of_outlets_is_taken_whole_or_not_at_all(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "outlets.toml"
    file.write_text(
        '[[outlet]]\nname = "Ardel Post"\nreliability = "B"\n[[outlet]]\nname = "Velm Radio"\nkind = "boat"\n'
    )
    with pytest.raises(KnowledgeError, match="outlet 'Velm Radio': kind is 'boat'"):
        record.import_outlets(file)
    assert record.outlets() == []
    file.write_text(file.read_text().replace("boat", "broadcaster"))
    assert record.import_outlets(file) == 2
    assert record.import_outlets(file) == 0
    assert record.outlets() == [
        Outlet(name="Ardel Post", reliability="B"),
        Outlet(name="Velm Radio", kind="broadcaster"),
    ]
    assert record.outlet_history("Velm Radio")[0].set_by == str(file)


def test_an_outlet_stands_in_a_file_once(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "outlets.toml"
    file.write_text('[[outlet]]\nname = "Ardel Post"\n' * 2)
    with pytest.raises(KnowledgeError, match="stands there twice"):
        record.import_outlets(file)
