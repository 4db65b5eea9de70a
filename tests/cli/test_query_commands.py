from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from sayso.cli import main
from sayso.document import Block, Document, Span
from sayso.entity import Actor, Date, Place
from sayso.errors import UnreachableError
from sayso.read import Skipped
from sayso.reading import Reading
from sayso.record import (
    Commitment,
    Control,
    Event,
    EventDate,
    EventPlace,
    Figure,
    Meeting,
    Membership,
    Mention,
    Quotation,
    Verdict,
)
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Mayor Ana Lemos said on 3 May that 40 air strikes hit Tolm. The Red Lantern Society promised to leave Orsa"
    " by 9 June. Envoys of both met in Velm; the army holds Orsa."
)
KINDS = ["quotes", "figures", "events", "commitments", "meetings", "control", "memberships", "verdicts"]


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def who(words: str, actor: str) -> Mention:
    return Mention(at(words).start, at(words).end, actor=actor)


def story(number: int, **facts: str | None) -> Reading:
    def own(prefix: str, which: int = 1) -> str:
        return f"{prefix}_{number:06x}{which:04x}"

    document = Document(
        id=f"d_{number}",
        text=TEXT,
        blocks=(Block(start=0, end=len(TEXT), kind="paragraph"),),
        **{"outlet": "Ardel Post", "published": "2031-05-04", "title": "Strikes", **facts},
    )
    said = own("q")
    return Reading(
        document=document,
        actors=(
            Actor(id=own("a"), name="Ana Lemos", kind="person", mentions=(at("Ana Lemos"),)),
            Actor(id=own("a", 2), name="Red Lantern Society", kind="organisation"),
            Actor(id=own("a", 3), name="army", kind="group"),
        ),
        quotations=(
            Quotation(
                id=said,
                manner="indirect",
                content=(at("40 air strikes hit Tolm"),),
                cue=at("said"),
                speaker=who("Mayor Ana Lemos", own("a")),
                rule="clause",
            ),
        ),
        figures=(
            Figure(id=own("f"), span=at("40"), value=40, low=40, high=40, counted=at("air strikes"), quotation=said),
        ),
        events=(
            Event(
                id=own("e"),
                trigger=at("hit"),
                type="ASSAULT",
                actors=(who("army", own("a", 3)),),
                date=EventDate(edtf="2031-05-03", date=own("date")),
                place=EventPlace(place=own("pl")),
                quotation=said,
                rule="verb",
            ),
        ),
        commitments=(
            Commitment(
                id=own("c"),
                kind="pledge",
                span=at("promised to leave Orsa by 9 June"),
                by=who("Red Lantern Society", own("a", 2)),
                due="2031-06-09",
                rule="verb",
            ),
        ),
        meetings=(
            Meeting(
                id=own("m"),
                span=at("met"),
                name="met in Velm",
                place=own("pl", 3),
                date="2031-05",
                participants=(own("a"),),
                absent=(own("a", 3),),
            ),
        ),
        control=(Control(id=own("k"), span=at("holds Orsa"), place=own("pl", 2), holder=own("a", 3), change="holds"),),
        memberships=(
            Membership(
                id=own("b"),
                span=at("Red Lantern Society"),
                member=who("Red Lantern Society", own("a", 2)),
                of=who("army", own("a", 3)),
                change="joined",
                rule="verb",
            ),
        ),
        verdicts=(
            Verdict(id=own("v"), kind="label", span=at("the army holds Orsa"), cues=(at("holds"),), rule="label"),
        ),
        places=(
            Place(id=own("pl"), span=at("Tolm"), name="Tolm"),
            Place(id=own("pl", 2), span=at("Orsa"), name="Orsa"),
            Place(id=own("pl", 3), span=at("Velm"), name="Velm"),
        ),
        dates=(Date(id=own("date"), span=at("3 May"), type="DATE", value="2031-05-03", edtf="2031-05-03"),),
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SAYSO_DB", raising=False)
    return tmp_path


@pytest.fixture
def filled(folder: Path) -> Path:
    readings = [
        story(1),
        story(2, outlet="Velm Radio", published="2031-06-01", title='=HYPERLINK("https://evil.example")'),
    ]
    with open_record(folder / "sayso.db") as record:
        outcomes = [
            Outcome(item=Item.of_bytes(TEXT.encode(), name=f"{each.document.id}.txt"), result=each) for each in readings
        ]
        gone = UnreachableError("c.txt", "there is no such file", "check the path")
        outcomes.append(Outcome(item=Item(name="c.txt"), result=Skipped(source="c.txt", error=gone)))
        record.keep(outcomes)
    return folder


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def out_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(*arguments) == 0
    return capsys.readouterr().out


def lines_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out_of(capsys, *arguments, "--json").splitlines()]


@pytest.mark.parametrize("command", [*KINDS, "status", "failures", "outlets", "brief"])
def test_without_a_record_it_says_so(command: str, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run(command) == 1
    assert "there is no record at sayso.db; sayso add makes one" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_setting_an_outlet_makes_no_record(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run("outlets", "set", "Ardel Post", "--reliability", "B") == 1
    assert "there is no record" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("command", KINDS)
def test_each_kind_is_listed_in_three_forms(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = out_of(capsys, command)
    assert "d_1 [" in shown
    assert "d_2 [" in shown
    assert max(map(len, shown.splitlines())) <= 80
    found = lines_of(capsys, command)
    assert [line["document"]["id"] for line in found] == ["d_1", "d_2"]  # type: ignore[index]
    rows = list(csv.DictReader(io.StringIO(out_of(capsys, command, "--csv"))))
    assert [row["document"] for row in rows] == ["d_1", "d_2"]
    assert rows[1]["title"] == '\'=HYPERLINK("https://evil.example")'
    assert TEXT[int(rows[0]["start"]) : int(rows[0]["end"])] == rows[0]["words"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("quotes", "--speaker", "lemos"), 2),
        (("quotes", "--speaker", "army"), 0),
        (("quotes", "--manner", "direct"), 0),
        (("quotes", "--outlet", "Velm Radio"), 1),
        (("quotes", "--after", "2031-05-05"), 1),
        (("quotes", "--before", "2031-06"), 1),
        (("quotes", "--as-of", "2020-01-01"), 0),
        (("figures", "--about", "air strikes"), 2),
        (("figures", "--about", "boats"), 0),
        (("events", "--type", "ASSAULT", "--place", "Tolm"), 2),
        (("events", "--actor", "army", "--status", "planned"), 0),
        (("commitments", "--due-before", "2031-06-10"), 2),
        (("commitments", "--due-after", "2031-06-10"), 0),
        (("commitments", "--by", "Lantern", "--kind", "pledge"), 2),
        (("meetings", "--place", "Velm", "--participant", "Ana Lemos"), 2),
        (("control", "--place", "Orsa", "--holder", "army"), 2),
        (("memberships", "--member", "Red Lantern Society", "--body", "army"), 2),
        (("verdicts", "--kind", "blame"), 0),
        (("find", "strikes"), 2),
        (("find", "strike", "-boats"), 2),
        (("find", "speaker:lemos", "--outlet", "Velm Radio"), 1),
        (("find", "strikes", "--before", "2031-06"), 1),
        (("find", "envoys", "kind:verdict"), 2),
        (("memberships", "--outlet", "Velm Radio"), 1),
        (("verdicts", "--outlet", "Velm Radio"), 1),
        (("find", "strikes", "--as-of", "2020-01-01"), 0),
        (("quotes", "--limit", "1"), 1),
        (("quotes", "--limit", "1", "--page", "2"), 1),
        (("quotes", "--limit", "1", "--page", "3"), 0),
        (("failures",), 1),
        (("failures", "--retryable"), 1),
        (("outlets",), 2),
        (("status",), 1),
    ],
)
def test_options_narrow_down(arguments: tuple[str, ...], found: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(lines_of(capsys, *arguments)) == found


@pytest.mark.usefixtures("filled")
def test_an_event_is_told_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert out_of(capsys, "events", "--outlet", "Ardel Post").splitlines() == [
        " 2031-05-03  ASSAULT  army  Tolm",
        "   Mayor Ana Lemos said on 3 May that 40 air strikes hit Tolm.",
        "   Ardel Post · 4 May 2031 · d_1 [50:53] · e_0000010001",
    ]


@pytest.mark.usefixtures("filled")
def test_a_page_tells_that_there_is_another(capsys: pytest.CaptureFixture[str]) -> None:
    assert "more with --page 2" in out_of(capsys, "quotes", "--limit", "1")
    assert "more with" not in out_of(capsys, "quotes", "--limit", "2")
    assert "more with --page 2" in out_of(capsys, "find", "strikes", "--limit", "1")


@pytest.mark.usefixtures("filled")
def test_nothing_found_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "boats") == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "sayso: nothing like that in sayso.db\n")


@pytest.mark.usefixtures("filled")
def test_a_query_that_is_not_understood_is_shown_with_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "strikes spekaer:x") == 2
    assert capsys.readouterr().err.splitlines()[1:] == ["  strikes spekaer:x", "          ^^^^^^^^"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "arguments",
    [
        ("quotes", "--json", "--csv"),
        ("quotes", "--after", "soon"),
        ("quotes", "--limit", "0"),
        ("find",),
        ("find", "strikes", "--outlets", "Post"),
    ],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments) == 2


@pytest.mark.usefixtures("filled")
def test_a_hit_tells_its_passage_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    (first, _) = lines_of(capsys, "find", "strikes")
    assert first["kind"] == "passage"
    assert first["span"] == {"start": 0, "end": len(TEXT)}
    assert first["highlights"] == [{"start": at("strikes").start, "end": at("strikes").end}]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("q_0000010001", ["quotation q_0000010001", "ON WHOSE WORD", "Ana Lemos, in Ardel Post", "kept in the record"]),
        ("f_0000010001", ["air strikes", "d_1.txt"]),
        ("e_0000010001", ["ASSAULT", "3 May that 40 air strikes"]),
        ("c_0000010001", ["pledge"]),
        ("m_0000010001", ["met in Velm"]),
        ("k_0000010001", ["army", "Orsa"]),
        ("b_0000010001", ["joined"]),
        ("v_0000010001", ["label"]),
        ("a_0000010001", ["Ana Lemos"]),
        ("pl_0000010001", ["Tolm"]),
        ("date_0000010001", ["2031-05-03"]),
        ("d_1", ["WHERE IT COMES FROM", "d_1.txt", "Ardel Post", "Envoys of both met"]),
    ],
)
def test_one_record_is_shown_with_its_origin(which: str, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    shown = out_of(capsys, "show", which)
    assert [each for each in words if each not in shown] == []
    (told,) = lines_of(capsys, "show", which)
    assert told["sightings"][0]["name"] == "d_1.txt"  # type: ignore[index]
    assert len(list(csv.DictReader(io.StringIO(out_of(capsys, "show", which, "--csv"))))) == 1


@pytest.mark.usefixtures("filled")
def test_an_unknown_id_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "q_ffffffffff") == 1
    assert "no record and no document q_ffffffffff" in capsys.readouterr().err


@pytest.mark.usefixtures("filled")
def test_the_brief_of_many_has_dated_lines_and_what_falls_due(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ((), ("strikes",)):
        shown = out_of(capsys, "brief", *arguments)
        assert "2 documents · 2 outlets · 2031-05-04 to 2031-06-01" in shown
        assert shown.index("WHAT HAPPENED") < shown.index("ASSAULT") < shown.index("DUE") < shown.index("2031-06-09")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("arguments", [("d_1",), ("--outlet", "Ardel Post"), ("strikes", "--before", "2031-06")])
def test_the_brief_of_one_document_is_that_of_read(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = out_of(capsys, "brief", *arguments)
    assert "WHO SAID WHAT" in shown
    assert run("brief", "boats") == 1


@pytest.mark.usefixtures("filled")
def test_the_record_tells_how_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    shown = out_of(capsys, "status")
    assert " documents     2\n" in shown
    assert " failed        1, sayso retry tries them again\n" in shown
    (told,) = lines_of(capsys, "status")
    assert (told["record"], told["done"], told["failed"]) == ("sayso.db", 2, 1)
    assert "documents,2" in out_of(capsys, "status", "--csv")
    assert "c.txt: there is no such file" in out_of(capsys, "failures")


@pytest.mark.usefixtures("filled")
def test_outlets_are_put_down_with_their_history(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run("outlets", "set", "Ardel Post", "--reliability", "B", "--country", "PRT", "--by", "Iva") == 0
    assert "2 facts put down about Ardel Post" in capsys.readouterr().err
    assert "PRT · reliability B" in out_of(capsys, "outlets")
    assert run("outlets", "--db", "sayso.db", "set", "Ardel Post", "--reliability", "") == 0
    assert "reliability B" not in out_of(capsys, "outlets", "list")
    assert "reliability: taken back" in out_of(capsys, "outlets", "history", "Ardel Post")
    (folder / "outlets.toml").write_text('[[outlet]]\nname = "Velm Radio"\nkind = "broadcaster"\n', encoding="utf-8")
    assert run("outlets", "import", "outlets.toml") == 0
    capsys.readouterr()
    assert [line["kind"] for line in lines_of(capsys, "outlets")] == [None, "broadcaster"]
    assert run("outlets", "set", "Ardel Post", "--reliability", "Z") == 2
    assert run("outlets", "set", "Ardel Post") == 2


@pytest.mark.usefixtures("filled")
def test_a_quotation_is_framed_by_the_reporters_word(capsys: pytest.CaptureFixture[str]) -> None:
    first = out_of(capsys, "quotes", "--limit", "1").splitlines()[0]
    assert first == " Ana Lemos · said: 40 air strikes hit Tolm"
