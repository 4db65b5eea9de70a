from __future__ import annotations

from datetime import date

import pytest

from sayso.errors import QueryError
from sayso.store.search.query import AllOf, AnyOf, Filter, Query, Words, parse, positive


def words(*each: str, prefix: bool = False) -> Words:
    return Words(words=each, prefix=prefix)


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("grain", words("grain")),
        ("grain convoy", AllOf(parts=(words("grain"), words("convoy")))),
        ("grain AND convoy", AllOf(parts=(words("grain"), words("convoy")))),
        ("grain OR convoy", AnyOf(parts=(words("grain"), words("convoy")))),
        ("grain or convoy", AllOf(parts=(words("grain"), words("or"), words("convoy")))),
        ('"grain convoy"', words("grain", "convoy")),
        ("“grain convoy”", words("grain", "convoy")),
        ("conv*", words("conv", prefix=True)),
        ('"grain conv"*', words("grain", "conv", prefix=True)),
        ("grain -flour", AllOf(parts=(words("grain"),), without=(words("flour"),))),
        ("NOT flour grain", AllOf(parts=(words("grain"),), without=(words("flour"),))),
        ("cease-fire", words("cease-fire")),
        ("road - convoy", AllOf(parts=(words("road"), words("convoy")))),
        (
            "a OR b c",
            AnyOf(parts=(words("a"), AllOf(parts=(words("b"), words("c"))))),
        ),
        (
            "(a OR b) c",
            AllOf(parts=(AnyOf(parts=(words("a"), words("b"))), words("c"))),
        ),
        ("a (b (c))", AllOf(parts=(words("a"), words("b"), words("c")))),
        ("a -(b OR c)", AllOf(parts=(words("a"),), without=(AnyOf(parts=(words("b"), words("c"))),))),
        ("10:30", words("10:30")),
        ("note: grain", AllOf(parts=(words("note:"), words("grain")))),
    ],
)
def test_a_query_is_a_tree(written: str, tree: object) -> None:
    assert parse(written) == Query(text=tree)  # type: ignore[arg-type]


def test_fields_come_out_apart() -> None:
    assert parse('grain speaker:"Ketil  Braan" OUTLET:Gazette -place:Tolm') == Query(
        text=words("grain"),
        filters=(
            Filter(field="speaker", values=("Ketil Braan",)),
            Filter(field="outlet", values=("Gazette",)),
            Filter(field="place", values=("Tolm",), negated=True),
        ),
    )


def test_several_values_of_a_field_are_one_filter() -> None:
    query = parse("(speaker:Braan OR speaker:Sarre OR speaker:Braan) grain")
    assert query == Query(text=words("grain"), filters=(Filter(field="speaker", values=("Braan", "Sarre")),))
    assert parse("-(outlet:a OR outlet:b)").filters == (Filter(field="outlet", values=("a", "b"), negated=True),)


def test_what_must_not_be_there_can_stand_beside_fields_alone() -> None:
    query = parse("speaker:Braan -flour")
    assert (query.text, query.without) == (None, (words("flour"),))


def test_after_is_from_the_first_day_and_before_to_the_last_day_before() -> None:
    query = parse("after:2031-03 before:2032")
    assert (query.after, query.before) == (date(2031, 3, 1), date(2032, 1, 1))
    assert parse("after:2031-03 after:2031-3-5").after == date(2031, 3, 5)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("type:assault", "ASSAULT"),
        ("kind:quotes", "quotation"),
        ("kind:Events", "event"),
        ("kind:control", "control"),
        ("kind:articles", "passage"),
    ],
)
def test_types_and_kinds_are_known_words(written: str, value: str) -> None:
    assert parse(written).filters[0].values == (value,)


@pytest.mark.parametrize(
    ("written", "reason", "advice", "at"),
    [
        ("", "nothing to search for", "write a word", ""),
        ("— &", "nothing to search for", "write a word", "— &"),
        ('grain "on the road', "never closed", 'write "', '"on the road'),
        ("grain (convoy", "never closed", "write )", "("),
        ("grain) convoy", "never opened", "leave it out", ")"),
        ("grain ()", "nothing between", "write words", ")"),
        ("grain OR", "both sides", '"or" for the word', "OR"),
        ("OR grain", "both sides", '"or" for the word', "OR"),
        ("AND grain", "both sides", "leave it out", "AND"),
        ("grain NOT", "excludes nothing", "-flour", "NOT"),
        ("-grain", "only says what not to find", "add a word or a field", "-grain"),
        ("a OR -b", "only says what not to find", "add a word", "-b"),
        ("a OR (-b -c)", "only say what not to find", "add a word", "-b -c"),
        ("gr*in", "only end a word", "such as grain*", "gr*in"),
        ("x g*", "nearly everything", "2 letters", "g*"),
        ("speker:Braan", "no field speker:", "did you mean speaker:?", "speker:"),
        ("https://tolm.example", "no field https:", "quotation marks", "https:"),
        ("speaker: Braan", "has no value", 'speaker:"Ketil Braan"', "speaker:"),
        ("place:", "has no value", "place:Tolm", "place:"),
        ("place:Tol*", "not in fields", "whole name", "Tol*"),
        ("a OR place:Tolm", "cannot stand in a group", "(place:a OR place:b)", "place:Tolm"),
        ("after:2031-02-30", "no date", "after:2031-03-05", "after:2031-02-30"),
        ("after:yesterday", "no date", "after:2031-03-05", "after:yesterday"),
        ("-after:2031", "takes one day", "once each", "-after:2031"),
        ("after:2031 before:2031", "no day lies", "first day too late", "after:2031 before:2031"),
        ("type:ASSALT", "no type ASSALT", "type:ASSAULT", "type:ASSALT"),
        ("kind:rumour", "no kind rumour", "passage, quotation", "kind:rumour"),
        ("(" * 30 + "a" + ")" * 30, "inside each other", "write fewer", "("),
        (" ".join("abcde" * 14), "more than 64 words", "fewer", None),
        ("a" * 2000, "more than 1,000", "fewer words", None),
    ],
)
def test_an_error_says_what_where_and_what_to_do(written: str, reason: str, advice: str, at: str | None) -> None:
    with pytest.raises(QueryError) as caught:
        parse(written)
    error = caught.value
    assert reason in error.reason
    assert advice in error.advice
    if at is not None:
        assert error.query[error.start : error.end] == at


def test_an_error_marks_its_place_below_the_query() -> None:
    with pytest.raises(QueryError) as caught:
        parse("grain place:")
    assert str(caught.value).splitlines() == [
        "place: has no value; write what to look for right after it, such as place:Tolm",
        "  grain place:",
        "        ^^^^^^",
    ]


def test_only_what_is_looked_for_is_highlighted() -> None:
    found = [each.words for each in positive(parse('a (b OR "c d") -e -(f g)').text)]
    assert found == [("a",), ("b",), ("c", "d")]
    assert list(positive(None)) == []
