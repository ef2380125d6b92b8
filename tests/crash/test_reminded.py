"""The judge of reminders: histories with one planted wrong each, and the finding it must make of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.codes.day import Reaction
from bot.codes.reminders import RemindTick, ShowLater
from tests.habits import Going, Habit, goings
from tests.history import Finding, Kind
from tests.reminded import (
    IN_FLIGHT,
    Copy,
    Decision,
    Occasion,
    Reminding,
    copies_in,
    findings,
    lives_in,
)

ALICE, BOB = 1001, 1002
DAY = date(2026, 3, 5)
EIGHT = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
"""In Berlin."""

PILLS, WALK, READ = Occasion(ALICE, 1, DAY), Occasion(ALICE, 2, DAY), Occasion(BOB, 3, DAY)
SILENT = Occasion(BOB, 4, DAY)

SOUND = Reminding(
    due={PILLS: EIGHT, WALK: EIGHT + timedelta(hours=1), READ: EIGHT},
    silent={SILENT},
    copies=[Copy(1.0, PILLS), Copy(1.0, READ), Copy(5.0, WALK), Copy(9.0, WALK)],
    decisions=[
        *(Decision(occasion, "sent", None) for occasion in (PILLS, WALK, READ)),
        Decision(SILENT, "dropped", "answered"),
    ],
    lives=[0.0, 6.0],
)


def told(kind: Kind, occasion: Occasion, what: str) -> Finding:
    return Finding(kind, occasion.person, f"goal {occasion.goal} of {DAY} {what}")


def test_a_history_in_which_every_promise_was_kept_has_no_findings() -> None:
    assert findings(SOUND) == []


def test_what_nobody_was_told_is_lost() -> None:
    planted = replace(SOUND, copies=[Copy(1.0, PILLS), Copy(5.0, WALK)])
    assert findings(planted) == [told(Kind.LOST, READ, "was never said")]


@pytest.mark.parametrize("said", [SILENT, replace(PILLS, person=BOB), replace(PILLS, goal=9)])
def test_what_is_said_to_nobodys_benefit_is_found(said: Occasion) -> None:
    """Answered before, another person's, or nobody's."""
    planted = replace(SOUND, copies=[*SOUND.copies, Copy(2.0, said)])
    assert findings(planted) == [told(Kind.UNDUE, said, "was said")]


def test_what_may_have_gone_out_with_an_earlier_card_is_neither_lost_nor_undue() -> None:
    soon = Occasion(ALICE, 5, DAY)
    early = replace(SOUND, early={soon}, copies=[*SOUND.copies, Copy(5.0, soon)])
    assert findings(replace(SOUND, early={soon})) == findings(early) == []


def test_what_nobody_decided_about_is_unfinished() -> None:
    planted = replace(SOUND, decisions=SOUND.decisions[:3])
    assert findings(planted) == [told(Kind.UNFINISHED, SILENT, "was never decided")]


def test_what_still_waits_is_unfinished() -> None:
    planted = replace(SOUND, decisions=[Decision(PILLS, "leased", None), *SOUND.decisions[1:]])
    assert findings(planted) == [told(Kind.UNFINISHED, PILLS, "is leased")]


def test_what_was_decided_twice_is_found() -> None:
    planted = replace(SOUND, decisions=[*SOUND.decisions, SOUND.decisions[0]])
    assert findings(planted) == [told(Kind.DOUBLE, PILLS, "was decided 2 times")]


def test_a_second_copy_needs_a_life_that_began_between_the_two() -> None:
    planted = replace(SOUND, lives=[0.0, 4.0, 9.5])
    assert findings(planted) == [told(Kind.REPEATED, WALK, "came twice in one life")]


def test_one_life_explains_no_more_than_can_be_on_their_way() -> None:
    many = [Occasion(ALICE, number, DAY) for number in range(IN_FLIGHT + 1)]
    planted = Reminding(
        due=dict.fromkeys(many, EIGHT),
        silent=(),
        copies=[Copy(at, each) for at in (1.0, 3.0) for each in many],
        decisions=[Decision(each, "sent", None) for each in many],
        lives=[0.0, 2.0],
    )
    assert findings(planted) == [Finding(Kind.REPEATED, 0, "31 copies in life 2")]


def test_what_was_due_first_has_to_come_first() -> None:
    planted = replace(SOUND, copies=[Copy(1.0, WALK), Copy(1.5, READ), Copy(2.0, PILLS)])
    assert findings(planted) == [told(Kind.OUT_OF_ORDER, PILLS, "came after a later one")]


def test_copies_are_known_by_the_buttons_of_messages_that_arrived() -> None:
    def call(effect: bool, method: str = "sendMessage") -> dict[str, Any]:
        ticks = [RemindTick(7, 1, DAY, reaction) for reaction in (Reaction.DONE, Reaction.SKIP)]
        row = [{"text": "", "callback_data": code.wire} for code in (*ticks, ShowLater(7))]
        params = {"chat_id": str(ALICE), "reply_markup": {"inline_keyboard": [row]}}
        return {"at": 1.0, "method": method, "effect": effect, "params": params}

    plain = {"at": 1.0, "method": "sendMessage", "effect": True, "params": {"chat_id": ALICE}}
    journal = [call(True), call(False), call(True, "editMessageText"), plain]
    assert copies_in(journal) == [Copy(1.0, PILLS)]


def test_a_life_begins_when_the_bot_asks_who_it_is() -> None:
    calls = [("getMe", 1.0), ("getUpdates", 2.0), ("getMe", 3.0)]
    assert lives_in({"method": method, "at": at} for method, at in calls) == [1.0, 3.0]


def test_habits_are_counted_by_the_clock_on_the_wall() -> None:
    """One in the night of a day that begins at four; the hour that comes twice counts once."""
    at_half_past_two = Habit(ALICE, 1, "", "Europe/Berlin", 240, 150, frozenset({5}))
    autumn = datetime(2026, 10, 24, 12, tzinfo=UTC)
    found = list(goings([at_half_past_two], autumn, autumn + timedelta(days=2)))
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert found == [
        Going(Occasion(ALICE, 1, date(2026, 10, 24)), first, True),
        Going(Occasion(ALICE, 1, date(2026, 10, 25)), first + timedelta(hours=25), False),
    ]
