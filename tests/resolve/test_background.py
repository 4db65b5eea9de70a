from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sayso.pipeline import reading_of
from sayso.resolve.background import _last_day
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


@pytest.fixture
def told(parsed: Callable[..., tokens.Doc]) -> Callable[[str], dict[str, bool]]:
    """Give for the words of each event of a text of 4 March 2031 whether it is background."""
    gazetteer = open_gazetteer()

    def events(text: str) -> dict[str, bool]:
        reading = reading_of(parsed(text, published="2031-03-04"), gazetteer)
        return {text[one.trigger.start : one.trigger.end]: one.background for one in reading.events}

    return events


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army has patrolled the port since the attacks by gunmen.", "attacks"),
        ("The army shelled Homs on Sunday, for the first time since the attacks by gunmen on Tartus.", "attacks"),
        ("The army shelled Homs on Sunday, which rebels seized in June 2029.", "seized"),
        ("In June 2029, rebels seized Homs. The army shelled it on Sunday.", "seized"),
        ("On Sunday the army shelled the port that rebels had seized.", "seized"),
    ],
)
def test_what_places_the_news_is_background(told: Callable[[str], dict[str, bool]], text: str, word: str) -> None:
    events = told(text)
    assert events.pop(word)
    assert not any(events.values())


@pytest.mark.parametrize(
    "text",
    [
        "Rebels seized Homs on Sunday.",
        "The ministers shook hands after talks in Homs.",
        "On Monday the army shelled the port that rebels had seized on Sunday.",
        "Ana Lemos said that rebels had seized the port.",
        "It was the first time that the ministers had met.",
        "The mayor rejected the charge that gunmen had bombed the bridge.",
        "The army will attack Homs in May.",
        "If rebels had attacked Homs, the army would have left.",
    ],
)
def test_news_is_no_background(told: Callable[[str], dict[str, bool]], text: str) -> None:
    assert not any(told(text).values())


def test_a_history_has_its_news_in_the_past(told: Callable[[str], dict[str, bool]]) -> None:
    events = told(
        "In May 1911, rebels seized Homs. In May 1912, the army attacked the town. In May 1913, gunmen killed a man."
        " In May 1914, rebels bombed the bridge. In May 1915, the army shelled the port. In May 1916, it invaded Qatar,"
        " which rebels captured in May 1910."
    )
    assert {word for word, background in events.items() if background} == {"captured"}


@pytest.mark.parametrize(
    ("edtf", "last"),
    [
        ("2031-03-04", date(2031, 3, 4)),
        ("2031-02", date(2031, 2, 28)),
        ("2030", date(2030, 12, 31)),
        ("2030-03/2030-05", date(2030, 5, 31)),
        ("2030-23", date(2030, 11, 30)),
        ("2030-24", date(2031, 2, 28)),
        ("2030-34", date(2030, 6, 30)),
        ("2014/..", None),
        ("XXXX-06", None),
        ("2030-13-40", None),
        ("0000", None),
        ("2030-02-31", None),
    ],
)
def test_the_last_day_of_a_date(edtf: str, last: date | None) -> None:
    assert _last_day(edtf) == last


def test_the_day_of_publication_is_not_that_of_the_background(parsed: Callable[..., tokens.Doc]) -> None:
    text = "The army shelled Homs on Sunday, for the first time since the attacks by gunmen on Tartus."
    news, landmark = reading_of(parsed(text, published="2031-03-04"), open_gazetteer()).events
    assert (news.background, landmark.background) == (False, True)
    assert news.date is not None
    assert landmark.date is None
