from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.compare.likeness import compared
from sayso.compare.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_the_same_text_is_a_verbatim_copy(texts: Mapping[str, str]) -> None:
    likeness = compared(texts["wire"], texts["wire"])
    assert likeness is not None
    assert (likeness.how, likeness.copied, likeness.carried) == ("verbatim", 1.0, 1.0)


def test_a_desk_s_own_style_leaves_a_copy_verbatim(texts: Mapping[str, str]) -> None:
    styled = texts["wire"].replace("Tuesday and drove", "Tuesday, and drove").replace("twelve percent", "12 per cent")
    styled = styled.replace("“", '"').replace("”", '"').replace("’", "'").upper()
    likeness = compared(texts["wire"], styled)
    assert likeness is not None
    assert likeness.how == "verbatim"


def test_a_copy_with_a_new_lead_is_still_verbatim_where_all_else_is_there(texts: Mapping[str, str]) -> None:
    wire = texts["wire"] + "\n\n" + texts["independent"].split("\n\n")[-1]
    likeness = compared(texts["wire"], wire)
    assert likeness is not None
    assert likeness.how == "verbatim"
    assert 0.8 < likeness.copied < 0.95


def test_some_paragraphs_of_an_article_are_an_excerpt(texts: Mapping[str, str]) -> None:
    likeness = compared(texts["wire"], texts["excerpt"])
    assert likeness is not None
    assert likeness.how == "excerpt"
    assert likeness.copied == 1.0
    assert 0.4 < likeness.carried < 0.7


def test_the_same_story_in_other_words_and_order_is_a_rewrite(texts: Mapping[str, str]) -> None:
    likeness = compared(texts["wire"], texts["rewrite"])
    assert likeness is not None
    assert likeness.how == "rewrite"


@pytest.mark.parametrize("other", ["independent", "follow_up"])
def test_shared_speeches_facts_and_background_make_no_copy(texts: Mapping[str, str], other: str) -> None:
    assert compared(texts["wire"], texts[other]) is None
    assert compared(texts[other], texts["wire"]) is None


def test_a_bulletin_in_the_words_of_yesterday_s_is_no_copy(texts: Mapping[str, str]) -> None:
    # What routine reports share is the routine; other places, names and numbers are another story.
    other = texts["rewrite"]
    for old, new in [
        ("Velm", "Sund"),
        ("Tolm", "Haar"),
        ("Orvane", "Kirre"),
        ("Ostrana", "Mesk"),
        ("Brenn", "Udal"),
        ("Marta Lien", "Jon Falk"),
        ("Pelle Aune", "Siv Ness"),
        ("Ketil Braan", "Dag Roll"),
        ("Odd Sarre", "Eva Holt"),
        ("Hill Brigades", "Lake Guard"),
        ("24", "31"),
        ("310", "95"),
        ("12", "40"),
        ("14", "2"),
    ]:
        other = other.replace(old, new)
    assert compared(texts["rewrite"], texts["wire"]) is not None
    assert compared(other, texts["wire"]) is None


def test_a_statement_quoted_whole_in_a_long_article_does_not_make_the_article_a_copy(texts: Mapping[str, str]) -> None:
    article = texts["independent"] + "\n\n" + texts["excerpt"].split("\n\n")[0] + "\n\n" + texts["follow_up"]
    statement = texts["excerpt"].split("\n\n")[0]
    assert compared(statement, article) is None
    taken = compared(article, statement)
    assert taken is not None
    assert taken.how == "excerpt"


def test_a_speech_is_copied_though_all_of_it_is_quoted(texts: Mapping[str, str]) -> None:
    speech = "\n\n".join(
        f"“{paragraph}”" for paragraph in texts["rewrite"].replace("“", "").replace("”", "").split("\n\n")
    )
    likeness = compared(speech, f"Ketil Braan said:\n\n{speech}")
    assert likeness is not None
    assert likeness.how == "verbatim"


def test_a_quotation_mark_that_is_missing_hides_nothing(texts: Mapping[str, str]) -> None:
    wire, rewrite = (f"“{texts[name]}".replace("\n\n", " ") for name in ("wire", "rewrite"))
    likeness = compared(wire, rewrite)
    assert likeness is not None
    assert likeness.how == "rewrite"


def test_a_few_words_are_too_few_to_tell() -> None:
    assert compared("Two drivers were wounded near Velm.", "Two drivers were wounded near Velm.") is None
    assert compared("", "") is None


def test_stretches_are_the_same_words_in_both_texts_and_do_not_overlap(texts: Mapping[str, str]) -> None:
    for name in ("excerpt", "rewrite"):
        likeness = compared(texts["wire"], texts[name])
        assert likeness is not None
        assert likeness.stretches
        end = 0
        for mine, theirs in likeness.stretches:
            assert Words(mine.of(texts["wire"])).words == Words(theirs.of(texts[name])).words
            assert mine.start >= end
            end = mine.end


def test_both_directions_see_the_same_stretches(texts: Mapping[str, str]) -> None:
    there, back = compared(texts["wire"], texts["rewrite"]), compared(texts["rewrite"], texts["wire"])
    assert there is not None
    assert back is not None
    assert sorted((b, a) for a, b in there.stretches) == list(back.stretches)
    assert (there.copied, there.carried) == (back.carried, back.copied)
