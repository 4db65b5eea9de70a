"""What carries somebody's words, and who put it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.reading import Reading


@pytest.fixture
def vias(resolved: Callable[[str], Reading]) -> Callable[[str], list[tuple[str, str] | None]]:
    """Give, for each quotation, the words for what carries it and the name of who put that out."""

    def found(text: str) -> list[tuple[str, str] | None]:
        reading = resolved(text)
        names = {actor.id: actor.name for actor in reading.actors}
        return [
            None if (via := quotation.via) is None else (text[via.start : via.end], names[via.actor or ""])
            for quotation in reading.quotations
        ]

    return found


VIDEO = "In a video that the Tarn Front published on Sunday, the captured pilot Ana Lemos said she was well."


def test_a_captive_speaks_through_those_who_published_the_video(
    vias: Callable[[str], list[tuple[str, str] | None]],
) -> None:
    assert vias(VIDEO) == [("a video that the Tarn Front published", "Tarn Front")]


def test_whoever_is_shown_stays_in_the_video(vias: Callable[[str], list[tuple[str, str] | None]]) -> None:
    text = "The Tarn Front put out several videos. One shows the captured pilot Ana Lemos describing the raids."
    text += " “There are bases in Oden,” Lemos tells the camera. “We are given maps.”"
    assert vias(text) == [("several videos", "Tarn Front")] * 2


def test_a_pronoun_in_the_next_paragraph_still_speaks_in_it(
    vias: Callable[[str], list[tuple[str, str] | None]],
) -> None:
    assert vias(f"{VIDEO}\n\n“They gave me water,” she said.")[-1] is not None


def test_a_name_in_the_next_paragraph_speaks_elsewhere(vias: Callable[[str], list[tuple[str, str] | None]]) -> None:
    assert vias(f"{VIDEO}\n\n“They gave me water,” Ana Lemos told her mother.")[-1] is None


def test_somebody_else_does_not_speak_in_it(vias: Callable[[str], list[tuple[str, str] | None]]) -> None:
    assert vias(f"{VIDEO} Minister Bram Odum said the video was a lie.")[-1] is None


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We will not leave,” Ana Lemos told the Oden Courier.", ("the Oden Courier", "Oden Courier")),
        ("A ministry spokesman, quoted by Channel Oden, said it was over.", ("Channel Oden", "Channel Oden")),
        (
            "The minister said in an interview with the newspaper Oden Post that talks had failed.",
            ("an interview with the newspaper Oden Post", "Oden Post"),
        ),
    ],
)
def test_a_medium_carries_what_it_was_told(
    vias: Callable[[str], list[tuple[str, str] | None]], text: str, via: tuple[str, str]
) -> None:
    assert vias(text) == [via]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Tarn Front said in a video it made that the bridge was mined.", id="the publisher itself"),
        pytest.param("The mayor said the hostage appeared in a video of the Tarn Front.", id="the video is the topic"),
        pytest.param("The mayor said in a video that the bridge was open.", id="nobody published it"),
        pytest.param("The mayor told reporters that the bridge was open.", id="no medium"),
    ],
)
def test_nothing_carries_the_words(vias: Callable[[str], list[tuple[str, str] | None]], text: str) -> None:
    assert set(vias(text)) == {None}
