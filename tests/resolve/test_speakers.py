"""Who a source phrase means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.resolve import links
from sayso.resolve.actors import Roster
from sayso.resolve.setting import Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.reading import Reading


@pytest.fixture
def speakers(resolved: Callable[[str], Reading]) -> Callable[[str], list[str | None]]:
    """Give the name of each quotation's speaker."""

    def names(text: str) -> list[str | None]:
        reading = resolved(text)
        by_id = {actor.id: actor.name for actor in reading.actors}
        return [
            None if quotation.speaker is None else by_id.get(quotation.speaker.actor or "")
            for quotation in reading.quotations
        ]

    return names


def test_she_is_the_woman_named_before(speakers: Callable[[str], list[str | None]]) -> None:
    assert speakers("Mrs Oren met Mr Tarn. She said it was late. He said it was early.") == ["Oren", "Tarn"]


def test_the_minister_is_the_one_who_bears_the_office(speakers: Callable[[str], list[str | None]]) -> None:
    text = "Harbour Minister Tilda Oren met Colonel Bram Odum. The minister said the bridge was safe."
    assert speakers(text) == ["Tilda Oren"]


def test_a_minister_is_nobody_named_before(speakers: Callable[[str], list[str | None]]) -> None:
    text = "Harbour Minister Tilda Oren came to Brask. A minister said the bridge was mined."
    assert speakers(text) == ["minister"]


def test_a_spokesman_for_somebody_is_not_that_somebody(speakers: Callable[[str], list[str | None]]) -> None:
    (name,) = speakers("A spokesman for Tilda Oren said the bridge was safe.")
    assert name == "spokesman for Tilda Oren"


def test_the_front_is_the_front_named_before(speakers: Callable[[str], list[str | None]]) -> None:
    assert speakers("The Tarn North Front holds the port. The front said it would stay.") == ["Tarn North Front"]


def test_two_persons_with_one_surname_stay_two(speakers: Callable[[str], list[str | None]]) -> None:
    text = "Tilda Oren said the bridge was safe. Bram Oren said it was not. Tilda Oren said she was sure."
    assert speakers(text) == ["Tilda Oren", "Bram Oren", "Tilda Oren"]


def test_nobody_speaks_to_himself(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("Two drivers said the police had told them that the road was closed.")
    extract(doc)
    roster = Roster(doc, found(doc, "actors"), found(doc, "quotations"))
    attributed = roster.quotations
    told = attributed[1]
    assert told.addressee is not None
    assert told.speaker is not None
    assert told.addressee.actor != told.speaker.actor


def test_a_figure_stands_on_the_innermost_word(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("The Brask Herald reported that harbour officials believe 40 boats are missing.")
    extract(doc)
    quotations = found(doc, "quotations")
    ((figure,), _) = links.linked(doc, found(doc, "figures"), quotations, (), Setting.of(doc, (), (), quotations))
    inner = next(quotation for quotation in quotations if quotation.within is not None)
    assert figure.quotation == inner.id


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("The mayor thanked the crews. He said the bridge was safe.", "mayor", id="only described"),
        pytest.param(
            "Mayor Ilya Tarn met Bram Odum. The mayor thanked the crews, and he said they were safe.",
            "Ilya Tarn",
            id="described again by an office",
        ),
        pytest.param(
            "Oden was quiet. Tilda Oren left Oden early. “The road is open,” she said.", "Tilda Oren", id="no town"
        ),
        pytest.param(
            "“My pupil stood there,” Tilda Oren said. “Grell is a liar.” She said nobody helped.",
            "Tilda Oren",
            id="nobody named in her own words",
        ),
    ],
)
def test_a_pronoun_means_a_person(speakers: Callable[[str], list[str | None]], text: str, speaker: str) -> None:
    assert speakers(text)[-1] == speaker


def test_a_pronoun_inside_somebodys_words_is_not_the_speaker(speakers: Callable[[str], list[str | None]]) -> None:
    text = "“My pupil stood there. He asked me, ‘Is there school today?’” Tilda Oren said."
    assert speakers(text) == ["Tilda Oren", "My pupil"]


def test_i_inside_somebodys_words_is_the_speaker(speakers: Callable[[str], list[str | None]]) -> None:
    text = "“Nobody listened when I warned that the bridge was weak,” Tilda Oren said."
    assert set(speakers(text)) == {"Tilda Oren"}


def test_the_name_that_explains_a_noun_is_the_speaker(speakers: Callable[[str], list[str | None]]) -> None:
    assert speakers("Her counterpart, Tilda Oren, the host of the talks, said it was late.") == ["Tilda Oren"]


@pytest.mark.parametrize(
    "text",
    [
        "The council named Tilda Oren minister of ports. The new minister said the quays were full.",
        "Tilda Oren, who became minister of ports in May, met the crews. The minister said the quays were full.",
    ],
)
def test_an_office_that_somebody_is_given_is_theirs(speakers: Callable[[str], list[str | None]], text: str) -> None:
    assert speakers(text)[-1] == "Tilda Oren"


@pytest.mark.parametrize(
    ("text", "members"),
    [
        pytest.param(
            "President Tilda Oren met President Bram Odum in Brask. The two leaders said the talks were good.",
            {"Tilda Oren", "Bram Odum"},
            id="two leaders",
        ),
        pytest.param(
            "Kenya and Ghana signed the treaty. Both countries said they would send trucks.",
            {"Kenya", "Ghana"},
            id="both countries",
        ),
        pytest.param(
            "Tilda Oren and Bram Odum said the talks were good.", {"Tilda Oren", "Bram Odum"}, id="named together"
        ),
        pytest.param(
            "Kenya, Ghana and Chad signed the treaty. The two countries said they would send trucks.",
            set(),
            id="three could be meant",
        ),
        pytest.param("Two ministers said the talks were good.", set(), id="two of whom nobody was named"),
    ],
)
def test_who_speaks_together_is_a_group_of_those(
    resolved: Callable[[str], Reading], text: str, members: set[str]
) -> None:
    reading = resolved(text)
    names = {actor.id: actor.name for actor in reading.actors}
    (group,) = [actor for actor in reading.actors if actor.kind == "group"]
    assert {names[member] for member in group.members} == members
    assert reading.quotations[-1].speaker is not None
    assert reading.quotations[-1].speaker.actor == group.id


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Tarn North Front holds the port. The group said it would stay.", "Tarn North Front"),
        ("The Brask Courier printed the list. The newspaper said it was complete.", "Brask Courier"),
        ("The Ministry of Ports shut the quays. The ministry said they were unsafe.", "Ministry of Ports"),
        ("The Brask Courier and the Tolm Gazette printed it. The newspaper said it was complete.", "newspaper"),
    ],
)
def test_the_group_is_the_only_one_named(speakers: Callable[[str], list[str | None]], text: str, name: str) -> None:
    assert speakers(text)[-1] == name
