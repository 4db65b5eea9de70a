"""Events: what is coded, who did it to whom, and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from sayso.extract import extract
from sayso.extract.events import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


class Coded(NamedTuple):
    type: str
    trigger: str
    actors: list[str]
    recipients: list[str]
    status: str
    mode: str | None


@pytest.fixture
def coded(parsed: Callable[..., tokens.Doc]) -> Callable[[str], list[Coded]]:
    """Give the events of a text with their words."""

    def found(text: str) -> list[Coded]:
        doc = parsed(text)
        return [
            Coded(
                event.type,
                event.trigger.of(text),
                [span.of(text) for span in event.actors],
                [span.of(text) for span in event.recipients],
                event.status,
                event.mode,
            )
            for event in events(doc)
            if event.type != "STATE"
        ]

    return found


def test_a_deed_has_its_doer_and_its_victim(coded: Callable[[str], list[Coded]]) -> None:
    assert coded("The army shelled the port on Friday.") == [
        Coded("ASSAULT", "shelled", ["The army"], ["the port"], "occurred", "heavy-weapons")
    ]


def test_a_passive_turns_them_round(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("The port was shelled by the army on Friday.")
    assert (event.actors, event.recipients) == (["the army"], ["The port"])


def test_a_passive_without_an_agent_has_no_actor(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("Three nurses were arrested on Friday.")
    assert (event.actors, event.recipients) == ([], ["Three nurses"])


def test_a_relative_clause_finds_whom_it_describes(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("The gunmen who attacked the bus are still at large.")
    assert event.actors == ["The gunmen"]


def test_all_who_meet_or_clash_are_actors(coded: Callable[[str], list[Coded]]) -> None:
    (met,) = coded("The minister met with the ambassador on Monday.")
    assert met.actors == ["The minister", "the ambassador"]
    assert met.recipients == []
    (clashed,) = coded("The army and the rebels clashed near the river.")
    assert clashed.actors == ["The army", "the rebels"]


def test_joined_actors_make_one_event(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("Norway, Chile and Ghana imposed sanctions on two banks.")
    assert event.actors == ["Norway", "Chile", "Ghana"]
    assert event.recipients == ["two banks"]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("The capture of the town by the rebels shook the region.", "COERCE", ["the rebels"], ["the town"]),
        ("Since the attacks by gunmen on a school, nobody goes out.", "ASSAULT", ["gunmen"], ["a school"]),
        ("The army carried out air strikes on the port.", "ASSAULT", ["The army"], ["the port"]),
        ("There was a clash between the police and the rebels.", "ASSAULT", ["the police", "the rebels"], []),
    ],
)
def test_a_noun_tells_an_event_with_its_parties(
    coded: Callable[[str], list[Coded]], text: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    (event,) = coded(text)
    assert (event.type, event.actors, event.recipients) == (kind, actors, recipients)


def test_a_bare_noun_only_refers_back(coded: Callable[[str], list[Coded]]) -> None:
    assert coded("Nobody has spoken of the attack.") == []


def test_what_is_promised_is_no_event_of_its_own(coded: Callable[[str], list[Coded]]) -> None:
    assert [event.type for event in coded("The rebels agreed to free the sailors.")] == ["AGREE"]
    assert [event.type for event in coded("The mayor urged the rebels to free the sailors.")] == ["REQUEST"]
    assert [event.type for event in coded("The rebels threatened to bomb the port.")] == ["THREATEN"]
    assert [event.type for event in coded("The rebels refused to free the sailors.")] == ["REJECT"]


def test_the_mode_of_words_comes_from_the_deed_in_them(coded: Callable[[str], list[Coded]]) -> None:
    (request,) = coded("The mayor urged the rebels to free the sailors.")
    assert request.mode == "yield"
    (threat,) = coded("The rebels threatened to bomb the port.")
    assert threat.mode == "violence"


def test_those_whom_a_promise_concerns_are_recipients(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("The rebels agreed to free the sailors.")
    assert event.recipients == ["the sailors"]


def test_what_somebody_is_accused_of_is_alleged(coded: Callable[[str], list[Coded]]) -> None:
    accused, armed = coded("The mayor accused the bank of arming the rebels.")
    assert (accused.type, accused.status) == ("ACCUSE", "occurred")
    assert (armed.type, armed.status, armed.actors, armed.recipients) == (
        "AID",
        "alleged",
        ["the bank"],
        ["the rebels"],
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The king will visit the island.", "AGREE"),
        ("The army will attack the port.", "THREATEN"),
        ("The rebels will free the sailors.", "CONCEDE"),
        ("The rebels will not free the sailors.", "REJECT"),
    ],
)
def test_a_deed_to_come_is_coded_as_the_word_given(coded: Callable[[str], list[Coded]], text: str, kind: str) -> None:
    (event,) = coded(text)
    assert (event.type, event.status) == (kind, "occurred")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army did not attack the village.", "denied"),
        ("No shots were fired at the crowd.", "denied"),
        ("The army failed to take the town.", "denied"),
        ("The army is shelling the port.", "ongoing"),
        ("The king may visit the island.", "hypothetical"),
        ("The rebels planned to attack the port.", "planned"),
    ],
)
def test_the_status_follows_the_verb(coded: Callable[[str], list[Coded]], text: str, status: str) -> None:
    assert [event.status for event in coded(text)] == [status]


def test_a_claim_that_is_rejected_is_denied(coded: Callable[[str], list[Coded]]) -> None:
    *_, mined = coded("The ministry rejected the charge that divers had mined the strait.")
    assert mined.status == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "The bank has fought inflation for a decade.",
        "The company won a battle in court on Friday.",
        "The flu killed forty people in the valley.",
        "The storm struck the coast on Friday.",
        "Wars kill people.",
        "Police can arrest suspects without a warrant.",
        "The mayor met the deadline.",
        "The two teams clashed in the final.",
        "Critics shot down the idea.",
        "The government fights corruption.",
        "“Do not shoot him,” she said.",
    ],
)
def test_figures_of_speech_and_general_truths_are_not_coded(coded: Callable[[str], list[Coded]], text: str) -> None:
    assert coded(text) == []


def test_one_assault_in_two_verbs_is_one_event(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("Gunmen opened fire on a bus, killing four people and wounding nine.")
    assert (event.trigger, event.recipients) == ("opened fire", ["a bus"])


def test_an_attack_that_kills_is_one_event_of_those_behind_it(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("An air strike by the army killed nine farmers.")
    assert (event.actors, event.recipients, event.mode) == (["the army"], ["nine farmers"], "aerial")


def test_a_politician_who_attacks_another_does_it_in_words(coded: Callable[[str], list[Coded]]) -> None:
    assert [event.type for event in coded("The senator attacked the mayor.")] == ["ACCUSE"]


def test_whoever_says_that_others_must_act_asks_them(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("The mayor said the rebels must stop playing games.")
    assert (event.type, event.actors, event.recipients) == ("REQUEST", ["The mayor"], ["the rebels"])


def test_a_pronoun_under_a_verb_of_saying_is_who_says_it(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("Norway said it was ready to help the farmers.")
    assert event.actors == ["Norway"]


def test_contexts_come_from_the_words_of_the_sentence(parsed: Callable[..., tokens.Doc]) -> None:
    (event,) = events(parsed("A group hacked the accounts of the bank."))
    assert (event.type, event.mode, event.contexts) == ("COERCE", "cyber", ("cyber", "economic"))


def test_an_event_has_its_cameo_code_score_and_rule(parsed: Callable[..., tokens.Doc]) -> None:
    (event,) = events(parsed("The rebels kidnapped three farmers."))
    assert (event.cameo, event.score, event.rule) == ("181", -8.5, "verb kidnap")


def test_a_text_without_events_has_none(parsed: Callable[..., tokens.Doc]) -> None:
    assert list(events(parsed("The harbour lies in the sun."))) == []


def test_the_extractor_needs_no_parse_to_stay_silent(blank: Callable[[str], tokens.Doc]) -> None:
    doc = blank("The army shelled the port.")
    extract(doc)
    assert list(events(doc)) == []


def test_a_warning_of_what_is_so_is_no_threat(coded: Callable[[str], list[Coded]]) -> None:
    assert [event.type for event in coded("The fund warned that half of its lorries had been lost.")] == []
    (event,) = coded("The rebels warned they would bomb the port.")
    assert event.type == "THREATEN"


def test_a_trigger_takes_in_the_mark_that_closes_it(coded: Callable[[str], list[Coded]]) -> None:
    (event,) = coded("The mayor dismissed the charge as “pure invention”.")
    assert event.trigger.count("“") == event.trigger.count("”")


def test_executing_what_one_has_trained_for_kills_nobody(coded: Callable[[str], list[Coded]]) -> None:
    assert [event.type for event in coded("The crews get to go and execute what they have trained for.")] == []
    (event,) = coded("Three farmers were executed by the rebels.")
    assert event.type == "ASSAULT"
