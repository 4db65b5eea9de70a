"""What a user tells about actors, and how a mistake in it is named."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sayso.errors import KnowledgeError
from sayso.knowledge import CODES, KINDS, Knowledge, KnownActor, KnownOffice, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FRONT = """
[[actor]]
name = "Tarn North  Front"
aliases = ["TNF", "the Front", "TNF"]
kind = "armed_group"
country = "VAS"
code = "REB"
"""
GRELL = """
[[actor]]
name = "Pavel Grell"
kind = "person"
[[actor.office]]
title = "Defence Minister"
from = 2030-01-01
until = 2031-03-14
[[actor.office]]
title = "Mayor of Brask"
"""


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str | bytes], Knowledge]:
    """Load what a file says."""

    def loaded(text: str | bytes) -> Knowledge:
        path = tmp_path / "actors.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load(path)

    return loaded


def person(name: str, *aliases: str) -> KnownActor:
    return KnownActor(name=name, kind="person", aliases=aliases)


def test_every_key_is_read(told: Callable[[str], Knowledge]) -> None:
    front, grell = told(FRONT + GRELL).actors
    assert front == KnownActor(
        name="Tarn North Front", kind="armed_group", aliases=("TNF", "the Front"), country="VAS", code="REB"
    )
    assert grell.offices == (
        KnownOffice(title="Defence Minister", since=date(2030, 1, 1), until=date(2031, 3, 14)),
        KnownOffice(title="Mayor of Brask"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "actors.toml names no actor; give each a table [[actor]] with a name and a kind"),
        ("# nothing yet\n", "actors.toml names no actor"),
        ("[[actor]\n", "actors.toml is not TOML: "),
        ('\n[[actor]]\nname = "A\n', "line 3"),
        (b'[[actor]]\nname = "\xff"\n', "actors.toml is not UTF-8: byte 0xff in line 2"),
        ('[[actors]]\nname = "A"\n', "actors.toml: there is no key 'actors'; did you mean 'actor'?"),
        ('[actor]\nname = "A"\n', "write [[actor]], in two brackets, above each actor"),
        ('[[actor]]\nkind = "person"\n', "actors.toml, actor 1: name is missing"),
        (FRONT + '[[actor]]\nname = " "\n', "actors.toml, actor 2: name is ' '; give words in quotation marks"),
        ("[[actor]]\nname = 3\n", "actor 1: name is 3; give words in quotation marks"),
        ('[[actor]]\nname = "(A)"\n', "actor 1: name is '(A)'; give words in quotation marks that begin with a letter"),
        ('[[actor]]\nname = "A"\n', "actors.toml, actor 1 (A): kind is missing; give one of person, state,"),
        (
            '[[actor]]\nname = "A"\nkind = "militia"\n',
            f"actor 1 (A): kind is 'militia'; give one of {', '.join(KINDS)}",
        ),
        ('[[actor]]\nname = "A"\nkind = ["person"]\n', "actor 1 (A): kind is ['person']; give one of person"),
        (FRONT + 'alias = "F"\n', "actor 1 (Tarn North Front): there is no key 'alias'; did you mean 'aliases'?"),
        (FRONT + 'wealth = "F"\n', "there is no key 'wealth'; known here: name, aliases, kind, country, code, office"),
        (FRONT.replace("VAS", "Kelmora"), "country is 'Kelmora'; give three capital letters such as 'CHE'"),
        (FRONT.replace("VAS", "vas"), "country is 'vas'; give three capital letters"),
        (FRONT.replace("REB", "ARMY"), f"actor 1 (Tarn North Front): code is 'ARMY'; give one of {', '.join(CODES)}"),
        (FRONT.replace('["TNF", "the Front", "TNF"]', '"TNF"'), "aliases is 'TNF'; give a list such as"),
        (FRONT.replace('"the Front"', "7"), "actor 1 (Tarn North Front): an alias is 7; give words"),
        (FRONT + '[[actor.office]]\ntitle = "Chief"\n', "has an office but its kind is 'armed_group'; only a person"),
        (
            GRELL.replace("[[actor.office]]", "[actor.office]", 1).partition("[[actor.office]]")[0],
            "[[actor.office]], in",
        ),
        (GRELL.replace('title = "Def', '# title = "Def'), "actor 1 (Pavel Grell), office 1: title is missing"),
        (GRELL.replace("until", "till"), "office 1 (Defence Minister): there is no key 'till'; did you mean 'until'?"),
        (
            GRELL.replace("2030-01-01", '"May 2030"'),
            "office 1 (Defence Minister): from is 'May 2030'; give a day such as",
        ),
        (GRELL.replace("2031-03-14", "2031-03-14T10:00:00"), "until is '2031-03-14 10:00:00'; give a day such as"),
        (GRELL.replace("2031-03-14", "2029-03-14"), "until is 2029-03-14 and from is 2030-01-01, which is later"),
        (FRONT + GRELL + 'aliases = ["TNF"]\n', "there is no key 'aliases'"),  # it stands below an office
        (
            FRONT + GRELL.replace('kind = "person"', 'kind = "person"\naliases = ["The Front"]'),
            "actors.toml: 'The Front' names actor 1 (Tarn North Front) and actor 2 (Pavel Grell); leave it to one",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(
    told: Callable[[str | bytes], Knowledge], text: str | bytes, said: str
) -> None:
    with pytest.raises(KnowledgeError) as raised:
        told(text)
    assert said in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"cannot read .*none\.toml: there is no such file; check the path"):
        load(tmp_path / "none.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="opening a folder gives another error there")
def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"cannot read .*: Is a directory"):
        load(tmp_path)


def test_an_office_is_held_from_its_first_to_its_last_day() -> None:
    office = KnownOffice(title="Mayor", since=date(2031, 1, 2), until=date(2031, 1, 3))
    assert [office.held_on(date(2031, 1, day)) for day in (1, 2, 3, 4)] == [False, True, True, False]
    assert not office.held_on(None)
    assert KnownOffice(title="Mayor").held_on(None)
    assert KnownOffice(title="Mayor", until=date(2031, 1, 3)).held_on(date(1900, 1, 1))


def test_names_stand_as_whole_words_the_longest_first() -> None:
    known = Knowledge((person("Ana Lemos", "Ana Lemos Vey"), person("U.N. Watch", "U.N."), person("Ana’s Men")))
    text = "Ana Lemos Vey, Ana Lemosa, ana lemos, Ana's Men at the U.N., Ana Lemos's men"
    assert [text[start:end] for start, end in known.names_in(text)] == [
        "Ana Lemos Vey",
        "Ana's Men",
        "U.N.",
        "Ana Lemos",
    ]


def test_an_article_may_begin_a_sentence() -> None:
    known = Knowledge((person("The Front"),))
    text = "The Front left. Before, the Front had come; no other Front did."
    assert len(list(known.names_in(text))) == 2


def test_an_alias_of_two_actors_is_refused_in_python_too() -> None:
    with pytest.raises(KnowledgeError, match=r"'Lemos' names actor 1 \(Ana Lemos\) and actor 2 \(Rui Lemos\)"):
        Knowledge((person("Ana Lemos", "Lemos"), person("Rui Lemos", "Lemos")))


def test_knowledge_may_be_handed_to_a_worker(told: Callable[[str], Knowledge]) -> None:
    known = told(FRONT + GRELL)
    copy = pickle.loads(pickle.dumps(known))  # noqa: S301 - our own pickle
    assert copy == known
    assert copy.named("The Front") == known.actors[0]
