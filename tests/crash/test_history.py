"""The judge itself: histories with one planted wrong each, and the finding it must make of it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.history import Fact, Finding, History, Kind, findings

ALICE, BOB = 1001, 1002


def told(method: str, person: int, text: str, effect: bool = True) -> dict[str, Any]:
    return {"method": method, "params": {"chat_id": person, "text": text}, "effect": effect}


SOUND = History(
    asked=[Fact(ALICE, "goal run-Alice"), Fact(BOB, "mood 4"), Fact(BOB, "mood 4")],
    stored=[Fact(BOB, "mood 4"), Fact(ALICE, "goal run-Alice"), Fact(BOB, "mood 4")],
    answers={ALICE: ["What is it called?", "Saved"], BOB: ["How are you", "Noted"]},
    journal=[
        told("sendMessage", ALICE, "What is it called?"),
        told("sendMessage", BOB, "How are you now"),
        told("editMessageText", ALICE, "Saved: run-Alice"),
        told("editMessageText", BOB, "Noted: 4"),
    ],
    shown={ALICE: ["run-Alice"], BOB: ["Noted: 4"]},
    words={ALICE: ["run-Alice"], BOB: ["run-Bob"]},
    updates=[1, 2],
    inbox={1: "answered", 2: "answered"},
)


def test_a_history_in_which_every_promise_was_kept_has_no_findings() -> None:
    assert findings(SOUND) == []


def test_a_change_that_is_not_there_is_lost() -> None:
    planted = replace(SOUND, stored=[Fact(BOB, "mood 4"), Fact(ALICE, "goal run-Alice")])
    assert findings(planted) == [Finding(Kind.LOST, BOB, "mood 4")]


def test_a_change_that_is_there_once_too_often_is_double() -> None:
    planted = replace(SOUND, stored=[*SOUND.stored, Fact(BOB, "mood 4")])
    assert findings(planted) == [Finding(Kind.DOUBLE, BOB, "mood 4")]


def test_a_change_that_nobody_asked_for_is_double() -> None:
    """This is how a title that is handled a second time, as the description, looks."""
    planted = replace(SOUND, stored=[*SOUND.stored, Fact(ALICE, "description run-Alice")])
    assert findings(planted) == [Finding(Kind.DOUBLE, ALICE, "description run-Alice")]


def test_an_update_that_never_reached_the_inbox_is_lost() -> None:
    planted = replace(SOUND, updates=[1, 2, 3])
    assert findings(planted) == [Finding(Kind.LOST, 0, "update 3 never reached the inbox")]


@pytest.mark.parametrize("state", ["stored", "effected", "parked"])
def test_an_update_that_was_not_answered_is_unfinished(state: str) -> None:
    planted = replace(SOUND, inbox={1: "answered", 2: state})
    assert findings(planted) == [Finding(Kind.UNFINISHED, 0, f"update 2 is {state}")]


def test_an_answer_that_was_never_given_is_missed() -> None:
    planted = replace(SOUND, journal=SOUND.journal[:3])
    assert findings(planted) == [Finding(Kind.UNANSWERED, BOB, "Noted")]


def test_an_answer_that_did_not_arrive_is_missed() -> None:
    refused = told("editMessageText", BOB, "Noted: 4", effect=False)
    planted = replace(SOUND, journal=[*SOUND.journal[:3], refused])
    assert findings(planted) == [Finding(Kind.UNANSWERED, BOB, "Noted")]


def test_answers_of_one_person_in_the_wrong_order_are_found() -> None:
    planted = replace(SOUND, journal=list(reversed(SOUND.journal)))
    assert findings(planted) == [
        Finding(Kind.OUT_OF_ORDER, ALICE, "Saved"),
        Finding(Kind.OUT_OF_ORDER, BOB, "Noted"),
    ]


def test_one_more_copy_of_an_answer_needs_a_death_to_explain_it() -> None:
    again = [*SOUND.journal, told("sendMessage", BOB, "How are you now")]
    planted = replace(SOUND, journal=again)
    assert findings(planted) == [Finding(Kind.REPEATED, BOB, "2 times How are you")]
    assert findings(replace(planted, deaths=1)) == []


def test_an_edit_that_is_made_again_is_no_copy() -> None:
    again = [*SOUND.journal, told("editMessageText", BOB, "Noted: 4")]
    assert findings(replace(SOUND, journal=again)) == []


def test_words_told_to_somebody_else_have_leaked() -> None:
    astray = told("sendMessage", BOB, "Do not forget run-Alice")
    planted = replace(SOUND, journal=[*SOUND.journal, astray])
    assert findings(planted) == [Finding(Kind.LEAKED, BOB, "run-Alice")]


def test_words_that_somebody_else_is_shown_have_leaked() -> None:
    planted = replace(SOUND, shown={BOB: ["Done: run-Alice"]})
    assert findings(planted) == [Finding(Kind.LEAKED, BOB, "run-Alice")]


def test_words_that_somebody_else_owns_have_leaked_and_are_lost() -> None:
    stored = [Fact(BOB, "mood 4"), Fact(BOB, "mood 4"), Fact(BOB, "goal run-Alice")]
    assert findings(replace(SOUND, stored=stored)) == [
        Finding(Kind.DOUBLE, BOB, "goal run-Alice"),
        Finding(Kind.LEAKED, BOB, "run-Alice"),
        Finding(Kind.LOST, ALICE, "goal run-Alice"),
    ]
