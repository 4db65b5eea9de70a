"""The ontology: which words tell which events, and how a user extends or replaces it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso import ontology
from sayso.errors import OntologyError
from sayso.extract.events import events
from sayso.knowledge import Knowledge

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy import tokens

    from sayso.ontology import Ontology

# A small ontology of water disputes.
WATER = """
replace = true

[[class]]
name = "waterworks"
words = ["dam", "sluice", "well", "canal"]

[[entry]]
word = "divert"
part = "verb"
if = "o=river,stream,@waterworks"
type = "COERCE"
mode = "divert"
actor = "s"
recipient = "from|o"
example = "The republic diverted the river."

[[entry]]
word = "poison"
part = "verb"
if = "o=@waterworks"
type = "ASSAULT"
actor = "s"
recipient = "o"

[[entry]]
word = "drawdown"
part = "noun"
type = "COOPERATE"
actor = "by"
recipient = "for"

[[code]]
type = "COERCE"
mode = "divert"
quad = 4
score = -6.5

[[context]]
name = "water"
words = ["river", "@waterworks"]
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Ontology]:
    """Load an ``ontology.toml`` of this text."""

    def loaded(text: str) -> Ontology:
        path = tmp_path / "ontology.toml"
        path.write_text(text, encoding="utf-8")
        return ontology.load(path)

    return loaded


@pytest.fixture
def coded(parsed: Callable[..., tokens.Doc]) -> Callable[..., list[tuple[str, str | None]]]:
    """Give type and mode of the events that an ontology finds in a text."""

    def found(text: str, chosen: Ontology) -> list[tuple[str, str | None]]:
        doc = parsed(text)
        doc.user_data["knowledge"] = Knowledge(ontology=chosen)
        return [(event.type, event.mode) for event in events(doc)]

    return found


def test_an_ontology_of_ones_own_replaces_the_shipped_one(
    load: Callable[[str], Ontology], coded: Callable[..., list[tuple[str, str | None]]]
) -> None:
    water = load(WATER)
    assert coded("The republic diverted the river. Gunmen attacked a bus.", water) == [("COERCE", "divert")]
    assert coded("The militia poisoned the wells.", water) == [("ASSAULT", "unconventional")]
    assert coded("A drawdown by the agency for the farmers went on.", water) == [("COOPERATE", None)]


def test_its_codes_and_contexts_count(load: Callable[[str], Ontology], parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("The republic diverted the river.")
    doc.user_data["knowledge"] = Knowledge(ontology=load(WATER))
    (event,) = events(doc)
    assert (event.score, event.cameo, event.contexts) == (-6.5, None, ("water",))


def test_without_replace_it_comes_before_the_shipped_one(
    load: Callable[[str], Ontology], coded: Callable[..., list[tuple[str, str | None]]]
) -> None:
    both = load(WATER.replace("replace = true", ""))
    assert coded("The republic diverted the river. Gunmen attacked a bus.", both) == [
        ("COERCE", "divert"),
        ("ASSAULT", "firearms"),
    ]


def test_of_one_words_entries_that_with_more_conditions_comes_first(load: Callable[[str], Ontology]) -> None:
    entry = '[[entry]]\nword = "hold"\npart = "verb"\ntype = "CONSULT"\nif = "{}"\n'
    found = load("replace = true\n" + "".join(entry.format(condition) for condition in ("", "o", "o=talk with")))
    assert [len(each.conditions) for each in found.by_word["hold"]["verb"]] == [2, 1, 0]


def test_every_type_has_a_quad_class_and_a_score() -> None:
    shipped = ontology.shipped()
    for kind in ontology.TYPES:
        code = shipped.code(kind, None)
        assert code is not None
        assert code.quad in {1, 2, 3, 4}
        assert code.score is not None


def test_a_mode_has_a_score_of_its_own() -> None:
    code = ontology.shipped().code("ASSAULT", "abduct")
    assert code is not None
    assert (code.quad, code.score, code.cameo) == (4, -8.5, "181")


def test_a_mode_that_nobody_scored_has_the_score_of_its_type() -> None:
    shipped = ontology.shipped()
    assert shipped.code("ASSAULT", "unheard-of") == shipped.code("ASSAULT", None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("replace = true", "has no entry"),
        ("replace = 1", "replace is 1"),
        ("entry = 3", "in two brackets"),
        ("[[entry]]\nword = 'x'\npart = 'verb'\ntype = 'WAR'", "type is 'WAR'"),
        ("[[entry]]\nword = 'x'\npart = 'adverb'\ntype = 'AID'", "part is 'adverb'"),
        ("[[entry]]\npart = 'verb'\ntype = 'AID'", "word is None"),
        ("[[entry]]\nword = 'x'\npart = 'verb'\ntype = 'AID'\nif = '='", "cannot read the condition"),
        ("[[entry]]\nword = 'x'\npart = 'verb'\ntype = 'AID'\nif = 'o=@none_such'", "there is no class '@none_such'"),
        ("[[entry]]\nword = 'x'\npart = 'verb'\ntype = 'AID'\nactor = '1'", "name places"),
        ("[[entry]]\nword = 'x'\npart = 'verb'\ntype = 'AID'\nkind = 'y'", "there is no key 'kind'"),
        ("[[class]]\nname = 'x'\nwords = 'y'", "give a list"),
        ("[[code]]\ntype = 'AID'\nquad = 7\n[[entry]]\nword = 'x'\npart = 'verb'\ntype = 'AID'", "quad is 7"),
        ("word = ", "is not TOML"),
    ],
)
def test_a_file_that_does_not_follow_the_format_is_refused_with_the_reason(
    load: Callable[[str], Ontology], text: str, message: str
) -> None:
    with pytest.raises(OntologyError) as caught:
        load(text)
    assert message in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot read"):
        ontology.load(tmp_path / "none.toml")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ontology.toml"
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(OntologyError, match="is not UTF-8: byte 0xe9 in line 1"):
        ontology.load(path)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("verb shell o", "Found by the verb “shell”, with an object."),
        (
            "verb ban o=@visas !by, to come",
            "Found by the verb “ban”, with an object such as visas, with no “by”. It is to come, and coded as that.",
        ),
        ("noun attack m!=heart", "Found by the noun “attack”, with a word before it other than heart."),
        ("modal, must", "A modal verb: must."),
    ],
)
def test_a_rule_is_told_in_words(rule: str, words: str) -> None:
    assert ontology.meaning(rule) == words
