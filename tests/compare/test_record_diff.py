from __future__ import annotations

from sayso.compare.diff import FieldChange, versions_compared
from sayso.compare.diff_lines import lines
from sayso.compare.record_diff import RecordChange, records_compared
from sayso.document import Document, Span
from sayso.entity import Actor, Date
from sayso.reading import Reading
from sayso.record import Event, EventDate, Figure, Mention, Quotation

OLD = "Nine lorries were taken on Monday. “We eat bread too,” Odd Sarre said. The army shelled Velm."
NEW = "A storm passed. Eleven lorries were taken on Monday. “We eat bread too,” Odd Sarre said. He fled."


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(text: str, number: str, value: float, *, speaker: str = "Odd Sarre", shelled: bool = False) -> Reading:
    """Make a reading whose ids hold the text, as those of another version are other ids."""
    name = at(text, "Odd Sarre")
    who = f"a_{hash(text)}"
    day = Date(id=f"t_{hash(text)}", span=at(text, "Monday"), type="DATE", edtf="2031-10-06")
    quotation = Quotation(
        id=f"q_{hash(text)}",
        manner="direct",
        content=(at(text, "We eat bread too,"),),
        cue=at(text, "said"),
        speaker=Mention(name.start, name.end, actor=who),
        rule="test" if shelled else "another",
    )
    figure = Figure(
        id=f"f_{hash(text)}",
        span=at(text, number),
        value=value,
        low=value,
        high=value,
        unit="lorry",
        counted=at(text, "lorries"),
        date=day.id,
    )
    shelling = Event(
        id="e_1", trigger=at(OLD, "shelled"), type="ASSAULT", date=EventDate(edtf="2031-10", assumed=True), rule="test"
    )
    return Reading(
        document=Document(id=f"d_{hash(text)}", text=text),
        actors=(Actor(id=who, name=speaker, kind="person"),),
        quotations=(quotation,),
        figures=(figure,),
        events=(shelling,) if shelled else (),
        dates=(day,),
    )


def test_a_record_that_says_the_same_is_no_change_wherever_it_stands() -> None:
    again = "The road is shut. " + OLD
    assert records_compared(reading(OLD, "Nine", 9), reading(again, "Nine", 9)) == ()


def test_a_record_is_known_again_in_a_reworded_sentence_and_its_fields_are_told() -> None:
    old, new = reading(OLD, "Nine", 9), reading(NEW, "Eleven", 11)
    (change,) = records_compared(old, new)
    assert (change.kind, change.words) == ("figure", "Eleven")
    assert (change.before, change.after) == (old.figures[0].id, new.figures[0].id)
    assert change.fields == (
        FieldChange(field="span", before="Nine", after="Eleven"),
        FieldChange(field="value", before="9", after="11"),
        FieldChange(field="low", before="9", after="11"),
        FieldChange(field="high", before="9", after="11"),
    )


def test_words_changed_in_a_quotation_are_told_of_it_and_not_of_what_stands_in_it() -> None:
    def told(text: str) -> Reading:
        whole = at(text, text.removeprefix("Sarre said "))
        quotation = Quotation(id=f"q_{hash(text)}", manner="indirect", content=(whole,), rule="test")
        figure = Figure(id=f"f_{hash(text)}", span=at(text, "nine"), value=9, quotation=quotation.id)
        return Reading(document=Document(id="d", text=text), quotations=(quotation,), figures=(figure,))

    changes = records_compared(told("Sarre said nine lorries were taken."), told("Sarre said nine lorries were gone."))
    assert [(change.kind, [field.field for field in change.fields]) for change in changes] == [
        ("quotation", ["content"])
    ]


def test_the_same_words_with_another_reading_are_a_change() -> None:
    (change,) = records_compared(reading(OLD, "Nine", 9), reading(OLD, "Nine", 9, speaker="Odd Sarre the Elder"))
    assert change.kind == "quotation"
    assert change.fields == (FieldChange(field="speaker", before="Odd Sarre", after="Odd Sarre (Odd Sarre the Elder)"),)


def test_what_only_one_version_says_is_added_or_removed() -> None:
    with_event, without = reading(OLD, "Nine", 9, shelled=True), reading(OLD, "Nine", 9)
    assert records_compared(with_event, without) == (RecordChange(kind="event", words="shelled", before="e_1"),)
    assert records_compared(without, with_event) == (RecordChange(kind="event", words="shelled", after="e_1"),)


def test_records_have_their_lines() -> None:
    old, new = reading(OLD, "Nine", 9, shelled=True), reading(NEW, "Eleven", 11)
    text = versions_compared(old.document, new.document)
    shown = list(lines(text, old.document, new.document, records_compared(old, new, text)))
    assert shown[-6:] == [
        "~ figure: Eleven",
        "    span: Nine -> Eleven",
        "    value: 9 -> 11",
        "    low: 9 -> 11",
        "    high: 9 -> 11",
        "- event: shelled",
    ]
