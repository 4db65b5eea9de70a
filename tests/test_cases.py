"""Golden files: tests/cases/KIND/BEHAVIOUR.txt holds a text and what sayso finds of that kind in it.

    # published: 2031-03-04
    # title: Optional; any field of Document may stand here
    At least 40 people were injured, officials said.
    # output
    span  At least 40
    low  40
    counted  people

One ``field  value`` line for each field that is not null, false or empty, a blank line between
records. Spans show as their text, ids as what they name, a mention as ``words = actor``.
``pytest --update-cases`` writes the part below ``# output``; read the diff before you commit it.
"""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso import codec
from sayso.annotate import annotate, load
from sayso.document import Document, Span
from sayso.entity import Actor, Office
from sayso.pipeline import reading_of
from sayso.read.text import document
from sayso.reading import Reading
from sayso.record import Figure, Mention, Quotation
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent / "cases"
KINDS = sorted({field.name for field in dataclasses.fields(Reading)} - {"document"})
METADATA = {field.name for field in dataclasses.fields(Document)} - {"text", "blocks"}
OUTPUT = "# output"


@dataclasses.dataclass(frozen=True)
class Case:
    metadata: dict[str, str]
    text: str
    head: str
    output: str | None


@pytest.fixture(scope="session")
def read() -> Callable[[Case], Reading]:
    nlp, gazetteer = load(), open_gazetteer()
    return lambda case: reading_of(next(annotate([document(case.text, **case.metadata)], nlp)), gazetteer)


def parse(written: str) -> Case:
    """Cut a case file into its header, text and output."""
    head, mark, output = written.partition(f"\n{OUTPUT}\n")
    if not mark and written.rstrip().endswith(f"\n{OUTPUT}"):
        head, mark, output = written.rstrip().removesuffix(f"\n{OUTPUT}"), OUTPUT, ""
    metadata = {}
    text = head
    while header := re.match(r"# ?(\w+): (.*)\n", text):
        assert header[1] in METADATA, f"no field of a document is called {header[1]!r}; there are {sorted(METADATA)}"
        metadata[header[1]] = header[2].strip()
        text = text[header.end() :]
    return Case(metadata, text.strip("\n"), head.rstrip("\n"), output.strip() if mark else None)


def rendered(reading: Reading, kind: str) -> str:
    """Show the records of one kind, a paragraph each."""
    plain = codec.to_dict(reading)
    names = {record["id"]: label(record) for kind_of_record in KINDS for record in plain[kind_of_record]}
    return "\n\n".join(
        "\n".join(
            f"{field}  {words}" for field, value in record.items() if field != "id" and (words := shown(value, names))
        )
        for record in plain[kind]
    )


def label(record: dict[str, Any]) -> str:
    if "name" in record:
        return str(record["name"])
    span = record.get("span") or record.get("trigger") or record["content"][0]
    return str(span["text"])


def shown(value: Any, names: dict[str, str]) -> str:  # noqa: ANN401 - any part of a record
    if value is None or value is False or value == "":
        return ""
    if isinstance(value, list):
        return " | ".join(words for item in value if (words := shown(item, names)))
    if isinstance(value, dict):
        return mention(value, names)
    if isinstance(value, float):
        return f"{value:.12g}"
    if value is True:
        return "true"
    return names.get(str(value), str(value)).replace("\n", "⏎")


def mention(value: dict[str, Any], names: dict[str, str]) -> str:
    if "kind" in value:
        return f"{value['kind']}: {shown(value['span'], names)}"
    if "outcomes" in value:
        return " | ".join(words for part in value.values() if (words := shown(part, names)))
    if "geonames" in value:  # a place that a name may mean instead
        return ", ".join(part for part in (value["name"], value["admin1"], value["country"]) if part)
    if "assumed" in value:  # when or where of an event
        told = value.get("edtf") or value.get("place")
        return "" if told is None else shown(told, names) + " (assumed)" * value["assumed"]
    if "listed" in value:
        return f"{value['said']} said, {value['listed']} listed"
    text = str(value["text"] if "text" in value else value["title"]).replace("\n", "⏎")
    actor = value.get("actor")
    return f"{text} = {names[actor]}" if actor is not None else text


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, read: Callable[[Case], Reading], request: pytest.FixtureRequest) -> None:
    assert path.parent.name in KINDS, f"no kind of record is called {path.parent.name!r}; there are {', '.join(KINDS)}"
    assert path.suffix == ".txt", f"{path.name}: a case is a .txt file"
    case = parse(path.read_text(encoding="utf-8"))
    assert case.text, f"{path.name} holds no text to read"
    found = rendered(read(case), path.parent.name)
    if request.config.getoption("--update-cases"):
        path.write_text(f"{case.head}\n{OUTPUT}\n{found}\n", encoding="utf-8")
        return
    assert case.output is not None, f"{path.name} has no {OUTPUT!r} line; write it with pytest --update-cases"
    assert found.splitlines() == case.output.splitlines()


def test_a_case_file_is_a_header_a_text_and_an_output() -> None:
    case = parse("# published: 2031-03-04\nOne.\n\nTwo.\n# output\nspan  One\n")
    assert case.metadata == {"published": "2031-03-04"}
    assert case.text == "One.\n\nTwo."
    assert case.output == "span  One"


def test_a_case_file_without_output_says_so() -> None:
    assert parse("One.\n").output is None
    assert parse("One.\n# output\n").output == ""


def test_records_show_their_words_and_whom_they_name() -> None:
    text = "At least 40\nhurt, Minister Ana Lemos said."
    ana = Actor(
        id="a_1",
        name="Ana Lemos",
        kind="person",
        offices=(Office(title="Minister", span=Span(18, 26)),),
        mentions=(Span(18, 36), Span(27, 36)),
    )
    said = Quotation(
        id="q_1",
        manner="indirect",
        content=(Span(0, 16),),
        cue=Span(37, 41),
        speaker=Mention(18, 36, actor="a_1"),
        rule="cue",
    )
    hurt = Figure(id="f_1", span=Span(0, 11), value=40, low=40.0, quotation="q_1")
    reading = Reading(document=document(text), actors=(ana,), quotations=(said,), figures=(hurt,))
    assert rendered(reading, "figures") == "span  At least 40\nvalue  40\nlow  40\nquotation  At least 40⏎hurt"
    assert "speaker  Minister Ana Lemos = Ana Lemos" in rendered(reading, "quotations")
    assert rendered(reading, "actors").endswith("offices  Minister\nmentions  Minister Ana Lemos | Ana Lemos")
