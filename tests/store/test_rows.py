from __future__ import annotations

import types
import typing
import uuid
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import pytest
import spacy
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sayso.annotate import identify
from sayso.document import Block, Document, Span
from sayso.entity import Date
from sayso.reading import Reading
from sayso.record import Mention
from sayso.store import tables
from sayso.store.ledger import Item, Outcome
from sayso.store.parts import Part, id_number, public_id
from sayso.store.plain import from_plain, to_plain
from sayso.store.record import open_record
from sayso.store.rows import SHAPE_OF, SHAPES, Shape
from sayso.store.words import even_text, folded, folded_apart, kept, odd_text
from sayso.store.words import given as given_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.store.record import Record

TEXT = "Forty villages fell \ud83d in\x00 Ardel, Mayor Ana Lemos said. " * 3
# A failing reading is large, and takes minutes to shrink.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
PREFIXES = [shape.prefix for shape in SHAPES]
words = st.one_of(
    st.sampled_from(["", "Ana Lemos", "2031-05-03", "2031-05/..", "203X", "air strikes", "\ufdd0x", "a b"]),
    st.text(max_size=8),
    st.text(st.characters(), max_size=4),
)
ids = st.one_of(
    st.builds("{}_{:010x}".format, st.sampled_from(PREFIXES), st.integers(0, 40)),
    st.sampled_from(["q_outer", "", "\x00", "f_00000000GG", "pl_0123456789ab"]),
)
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda edges: Span(edges[0], min(edges[0] + edges[1], len(TEXT)))
)
numbers = st.one_of(
    st.integers(),
    st.floats(allow_nan=False),
    st.sampled_from([0, 40, 2**53 + 1, 2**63, -(2**63) - 1, 10**400, -0.0]),
)


def values(hint: Any, name: str) -> st.SearchStrategy[Any]:  # noqa: ANN401, PLR0911 - any annotation, one return for each form
    """Give any value that a field may hold."""
    origin: Any = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(each, name) for each in arguments])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(values(arguments[0], name), max_size=3).map(tuple)
    if hint is Mention:
        return st.builds(lambda span, actor: Mention(span.start, span.end, actor=actor), spans, st.none() | ids)
    if hint is Span:
        return spans
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{each.name: values(hints[each.name], each.name) for each in fields(hint)})  # type: ignore[arg-type]
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: ids
        if name in {"id", "actor", "quotation", "place", "date", "holder", "within", "part_of"}
        else words | ids,
        bool: st.booleans(),
        int: st.integers(),
        float: numbers,
        type(None): st.none(),
    }
    return plain[hint]


def records(shape: Shape) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values(shape.kind, ""), max_size=3, unique_by=lambda each: each.id).map(tuple)


readings = st.builds(
    Reading,
    document=st.builds(
        Document,
        id=words,
        text=st.just(TEXT),
        **{name: st.none() | words for name in ("title", "outlet", "author", "agency", "published", "language", "url")},
        blocks=st.lists(
            st.builds(Block, start=st.integers(0, 9), end=st.integers(9, 20), kind=st.sampled_from(["title", "date"])),
            max_size=2,
        ).map(tuple),
    ),
    **{shape.field: records(shape) for shape in SHAPES},
)


@settings(max_examples=60, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(made=readings)
def test_any_reading_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, made: Reading) -> None:
    with open_record(tmp_path_factory.mktemp("record") / "sayso.db") as record:
        record.keep([Outcome(item=Item(name="a"), result=made)])
        assert record.reading(1) == made
        for shape in SHAPES:
            for each in getattr(made, shape.field):
                if each.id.startswith(f"{shape.prefix}_"):
                    assert each in [entry.record for entry in record.find_record(each.id)]


@settings(max_examples=15, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(made=readings)
def test_any_reading_comes_back_equal_from_postgresql(team_record: Record, made: Reading) -> None:
    # Its own id, since what is kept already is not kept again.
    own = uuid.uuid4().hex
    made = replace(made, document=replace(made.document, id=own))
    (number,) = team_record.keep([Outcome(item=Item(name=own), result=made)]).numbers
    assert number is not None
    assert team_record.reading(number) == made


@pytest.fixture
def team_record(postgres: str) -> Iterator[Record]:
    with open_record(postgres) as record:
        yield record


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.field)
def test_every_field_has_a_place(shape: Shape) -> None:
    placed = [part.field for part in shape.parts] + [child.name for child in shape.children]
    assert sorted([*placed, "id"]) == sorted(field.name for field in fields(shape.kind))


def test_these_fields_have_no_column() -> None:
    rest = {(shape.table.name, part.field) for shape in SHAPES for part in shape.parts if type(part) is Part}
    assert rest == {
        ("actor", "members"),
        ("figure", "items"),
        ("meeting", "agenda"),
        ("place", "candidates"),
        ("quotation", "caveats"),
        ("verdict", "cues"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A record as a later version may have it."""

    id: str
    name: str
    kind: str = "person"
    country: str | None = None
    code: str | None = None
    mentions: tuple[Span, ...] = ()
    weight: tuple[int, ...] = ()
    origin: Mention | None = None


def test_a_field_that_a_type_gains_goes_into_the_rest() -> None:
    shape = Shape(Later, "a", tables.actor, "actors")
    made = Later(id="a_0000000001", name="Ana", weight=(1, 2), origin=Mention(1, 2, actor="a_1"))
    row, _ = shape.rows(made, 0, Document(id="d", text=TEXT), {})  # type: ignore[arg-type]  # of no released type
    assert shape.record(row, {}, {}, document="d") == made


def test_a_document_keeps_every_field() -> None:
    assert {field.name for field in fields(Document)} - {"id", "text", "blocks"} <= set(tables.document.c.keys())
    assert {field.name for field in fields(Block)} == {"start", "end", "kind", "page"}


def test_the_id_of_a_mention_is_made_again(told: Reading) -> None:
    document = Document(id="d", text=TEXT)
    doc = spacy.blank("en")("Ana")
    doc.user_data["document"] = document
    shape = SHAPE_OF["dates"]
    made = Date(id=identify(doc, "date", 3, 8), span=Span(3, 8), type="DATE")
    other = replace(made, id="date_0000000005")
    for each, numbers in ((made, range(128)), (other, range(1 << 40, 1 << 41))):
        row, _ = shape.rows(each, 0, document, {})
        assert row["id"] in numbers
        assert shape.record(row, {}, {}, document="d") == each
    shape = SHAPE_OF["actors"]
    actor = replace(
        told.actors[0], id=identify(doc, "a", "person ana lemos o neil"), name="Ana Lemos-O’Neil", kind="person"
    )
    row, _ = shape.rows(actor, 0, document, {"a": {}})
    assert row["id"] < 128
    assert shape.id_of(row, "d") == actor.id


def test_an_id_is_kept_as_the_number_of_its_digits() -> None:
    assert id_number("q_1f2e3d4c5b", "q") == 0x1F2E3D4C5B
    assert public_id(0x1F2E3D4C5B, "q") == "q_1f2e3d4c5b"
    assert public_id(0x5B, "q") == "q_000000005b"
    for foreign in ("f_1f2e3d4c5b", "q_1F2E3D4C5B", "q_1f2e3d4c5", "1f2e3d4c5b", ""):
        assert public_id(id_number(foreign, "q"), "q") is None


@settings(max_examples=200, deadline=None)
@given(value=values(Reading, ""))
def test_plain_values_come_back(value: Reading) -> None:
    assert from_plain(to_plain(value), Reading) == value


@given(text=st.text(st.characters()))
def test_every_text_is_kept_even_and_comes_back(text: str) -> None:
    even, odd = even_text(text)
    even.encode()
    assert "\x00" not in even
    assert len(even) == len(text)
    assert odd_text(even, odd) == text
    assert odd_text(even[2:5], odd, start=2) == text[2:5]
    assert given_back(kept(text)) == text
    assert "\x00" not in kept(text)
    kept(text).encode()


@given(text=st.text())
def test_words_match_themselves(text: str) -> None:
    match = folded(text)
    assert match.strip() == " ".join(match.split())
    assert folded_apart(text) in (None, match)


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("Air-Strikes", " air strike "),
        ("L’Évêque", " l eveque "),
        ("parties", " party "),
        ("gas", " gas "),
        ("mass", " mass "),
        ("—", "  "),
    ],
)
def test_words_are_matched_in_their_plainest_form(words: str, match: str) -> None:
    assert folded(words) == match


def test_what_says_nothing_takes_no_room(told: Reading) -> None:
    shape = next(each for each in SHAPES if each.field == "quotations")
    quotation = replace(told.quotations[0], id="q_0000000001", speaker=None, within=None)
    row, hanging = shape.rows(quotation, 0, told.document, {})
    assert row["rest"] is None
    assert hanging == []
