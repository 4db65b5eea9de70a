from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso.document import Document, Span
from sayso.entity import Actor, Date, Place
from sayso.errors import GoldError
from sayso.evaluate import Score, score
from sayso.gold import read_gold
from sayso.reading import Reading
from sayso.record import Figure, Mention, Quotation

if TYPE_CHECKING:
    from types import ModuleType

    from sayso.gold import Gold

EVAL = Path(__file__).parents[1] / "eval"
TEXT = "“We lost 40 men in Orsa,” Ana Lemos said on Monday. “We had two boats.” She said no more."
LABELS = """
quotation: We lost 40 men in Orsa + We had two boats. | cue: said | speaker: Ana Lemos
figure: 40 | low: 40 | high: 40 | unit: person
date: on Monday | type: DATE | value: 2031-03-03
place: Orsa | at: 10.0 20.0
actor: Ana Lemos | kind: person
aside: two
"""


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    return written(tmp_path, LABELS)


def written(folder: Path, labels: str) -> Gold:
    path = folder / "orsa.txt"
    path.write_text(f"# published: 2031-03-05\n{TEXT}\n# gold\n{labels}", encoding="utf-8")
    return read_gold(path)


def cut(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def reading(**changed: Any) -> Reading:  # noqa: ANN401 - any kind of record
    said = Quotation(
        id="q",
        manner="direct",
        content=(cut("We lost 40 men in Orsa"), cut("We had two boats")),
        cue=cut("said"),
        speaker=Mention(cut("Lemos").start, cut("Lemos").end),
        rule="r",
    )
    records: dict[str, Any] = {
        "quotations": (said,),
        "figures": (
            Figure(id="f", span=cut("40 men"), low=40, high=40, unit="person"),
            Figure(id="g", span=cut("two"), low=2, high=2),
        ),
        "dates": (Date(id="t", span=cut("Monday"), type="DATE", value="2031-03-03"),),
        "places": (Place(id="p", span=cut("Orsa"), name="Orsa", lat=10.5, lon=20.5),),
        "actors": (Actor(id="a", name="Ana Lemos", kind="person"),),
    }
    return Reading(document=Document(id="orsa", text=TEXT), **{**records, **changed})


def test_a_labelled_text_has_a_header_a_text_and_labels(gold: Gold) -> None:
    assert (gold.name, gold.metadata, gold.text) == ("orsa", {"published": "2031-03-05"}, TEXT)
    (quotation,) = gold.labels["quotation"]
    assert [span.of(TEXT) for span in quotation.spans] == ["We lost 40 men in Orsa", "We had two boats."]


def test_the_nearest_cue_is_meant(gold: Gold) -> None:
    (quotation,) = gold.labels["quotation"]
    assert quotation.cue == cut("said")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("figure: 41", "orsa.txt: '41' stands 0 times in the text"),
        ("place: We", "orsa.txt: 'We' stands 2 times in the text; say which one with @NUMBER"),
        ("place: We@3", "orsa.txt: 'We@3'"),
        ("number: 40", "orsa.txt: no label is called 'number'"),
        ("quotation: two … We", "orsa.txt: 'We' does not follow 'two'"),
    ],
)
def test_a_label_that_does_not_fit_its_text_is_refused(tmp_path: Path, label: str, said: str) -> None:
    with pytest.raises(GoldError) as refused:
        written(tmp_path, label)
    assert str(refused.value).startswith(said.removesuffix("@3'"))


def test_a_right_reading_has_full_scores(gold: Gold) -> None:
    assert {(got.precision, got.recall) for got in score([(gold, reading())]).values()} == {(100.0, 100.0)}


@pytest.mark.parametrize(
    ("changed", "skill", "expected"),
    [
        ({"quotations": ()}, "quotations", Score(0, 0, 1)),
        ({"figures": (Figure(id="f", span=cut("40"), low=40),)}, "figure bounds", Score(0, 1, 1)),
        ({"figures": (Figure(id="f", span=cut("40"), unit="man"),)}, "figure units", Score(0, 1, 1)),
        ({"figures": (Figure(id="f", span=cut("more")),)}, "figures", Score(0, 1, 1)),
        (
            {"dates": (Date(id="t", span=cut("Monday"), type="DATE", value="2031-03-10"),)},
            "date values",
            Score(0, 1, 1),
        ),
        (
            {"places": (Place(id="p", span=cut("Orsa"), name="Orsa", lat=12.0, lon=20.0),)},
            "place points",
            Score(0, 1, 1),
        ),
        ({"actors": (Actor(id="a", name="Ana Lemos", kind="outlet"),)}, "actor kinds", Score(0, 1, 1)),
        ({"actors": (Actor(id="a", name="Orsa", kind="state"),)}, "actors", Score(0, 0, 1)),
    ],
)
def test_what_is_wrong_costs_its_skill(gold: Gold, changed: dict[str, Any], skill: str, expected: Score) -> None:
    assert score([(gold, reading(**changed))])[skill] == expected


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gate", EVAL / "gate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    return module


KEPT = {"floors": {"dates": {"precision": 80.0, "recall": 70.0}}, "lowered": []}


def test_the_gate_names_what_fell_below_its_floor(gate: ModuleType) -> None:
    assert gate.below({"dates": Score(8, 10, 20)}, KEPT["floors"], 1.3) == [
        "dates recall 40.0 is below its floor of 70.0"
    ]


def test_the_gate_fails_when_a_skill_is_not_measured_any_more(gate: ModuleType) -> None:
    assert len(gate.below({}, KEPT["floors"], 1.3)) == 2


def test_an_update_raises_floors(gate: ModuleType) -> None:
    assert gate.update({"dates": Score(9, 10, 10)}, KEPT, None) == []
    assert json.loads(gate.FLOORS.read_text())["floors"] == {"dates": {"precision": 90.0, "recall": 90.0}}


def test_an_update_lowers_no_floor_silently(gate: ModuleType) -> None:
    assert gate.update({"dates": Score(9, 10, 20)}, KEPT, None) == ["dates recall 45.0 is below its floor of 70.0"]
    assert not gate.FLOORS.exists()


def test_an_update_lowers_a_floor_for_a_reason_and_keeps_it(gate: ModuleType) -> None:
    assert gate.update({"dates": Score(9, 10, 20)}, KEPT, "the label was wrong") == []
    kept = json.loads(gate.FLOORS.read_text())
    assert kept["lowered"] == [{"what": ["dates recall 45.0 is below its floor of 70.0"], "why": "the label was wrong"}]


def test_every_labelled_text_reads() -> None:
    golds = [read_gold(path) for path in sorted((EVAL / "gold").glob("*.txt"))]
    assert len(golds) >= 12
    assert all(label.words in gold.text for gold in golds for label in gold.labels["actor"])
