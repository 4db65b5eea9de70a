"""Which language a text is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.read.language import identify

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.document import Document

FRENCH = (
    "Les deux délégations se sont réunies dimanche sur l'île de Sandvik pour la troisième fois ce mois-ci. La"
    " médiatrice, Tilde Maro, a déclaré que les discussions avaient été longues et qu'elles se poursuivraient aussi"
    " longtemps que nécessaire."
)
RUSSIAN = (
    "Посредник сообщила в воскресенье, что переговоры на острове были долгими и продолжатся до тех пор, пока обе"
    " стороны не найдут слова, под которыми смогут поставить свои подписи, и никто не уйдёт раньше."
)
JAPANESE = (
    "調停者は日曜日に島での協議が長引いたと述べ、双方が署名できる言葉を見つけるまで続けると語った。"
    "首都では市場が再び開き、学校は月曜日から授業を始めるという。"
)


def test_a_french_article_is_refused_with_its_language(refusal: Callable[..., str]) -> None:
    words = refusal(FRENCH.encode(), "article.txt")
    assert (
        words == "cannot read article.txt: it is in French, and sayso reads English; read an English translation of it"
    )


@pytest.mark.parametrize(("words", "language"), [(RUSSIAN, "Russian"), (JAPANESE, "Japanese")])
def test_other_scripts_are_named_too(words: str, language: str, refusal: Callable[..., str]) -> None:
    assert f"it is in {language}," in refusal(words.encode(), "article.txt")


def test_a_text_too_short_to_tell_is_let_in(only: Callable[..., Document]) -> None:
    assert only(b"Les deux parties se sont quittes.").language is None


def test_english_full_of_foreign_names_stays_english() -> None:
    words = (
        "Señor Muñoz Ibáñez met Frau Müller-Lüdenscheidt and M. Jean-François Beaupré in Évora, said the mayor of"
        " Nový Bor, Jiří Dvořák, who had come from Kraków with Łukasz Wójcik and Ágnes Szőke to the talks at"
        " the Hôtel de l'Île."
    )
    assert identify(words) == "en"


def test_upper_case_english_is_english() -> None:
    assert (
        identify("THE TALKS HAD BEEN LONG AND WOULD GO ON FOR AS LONG AS IT TOOK, THE MEDIATOR SAID ON SUNDAY.") == "en"
    )


def test_a_french_quotation_in_an_english_article_does_no_harm() -> None:
    english = "The mediator said that the talks had been long and would go on. " * 3
    assert identify(f"{english}“{FRENCH[:200]}”") == "en"
