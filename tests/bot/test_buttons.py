"""Buttons that are old, made up, or somebody else's."""

from dataclasses import fields
from datetime import date
from enum import StrEnum
from itertools import product
from typing import Any, get_type_hints

import pytest

from bot.codes.dialogs import DialogCode
from bot.handlers.dialogs import DIALOGS
from bot.texts.mood_levels import fingerprint
from bot.wire import Code, Word
from tests.bot.desk import Desk, Tap
from tests.bot.homes import TODAY, a_goal

SECRET = "Alice's own"
WORDS = [
    *DIALOGS,
    "title",
    "review",
    "save",
    "note",
    "all",
    "day",
    "0",
    "read",
    "20260304",
    "Asia:Tokyo",
]


def guesses(family: type[Code]) -> list[Code]:
    """Every member of a family that names Alice's things: her ids are the smallest."""
    kinds = get_type_hints(family)
    names = [field.name for field in fields(family)]  # type: ignore[arg-type]
    values = [_guesses_of(family, name, kinds[name]) for name in names]
    return [family(*each) for each in product(*values)]


def _guesses_of(family: type[Code], name: str, kind: type) -> list[Any]:
    if issubclass(kind, StrEnum):
        return list(kind)
    if kind is Word:
        if issubclass(family, DialogCode):
            return [Word(word) for word in (*DIALOGS, "title", "save")][
                : 8 if name == "kind" else 4
            ]
        return [Word(word) for word in WORDS]
    guesses: dict[type, list[Any]] = {
        int: [fingerprint(SECRET)] if name == "key" else [0, 1, 2],
        bool: [False, True],
        date: [TODAY],
    }
    return guesses[kind]


@pytest.mark.parametrize("data", ["0.td", "9.t.1", "", "garbage", "1.", "\ud800", "1.t.1.20260304"])
def test_an_old_or_broken_button_gets_the_way_to_today(home: Desk, data: str) -> None:
    a_goal(home)
    home.alice.says("/today")
    card = home.alice.last
    home.alice.makes_up(data)
    assert home.alice.last.text == "That button is from an older version of me."
    assert home.alice.chat[card.message_id] == card
    home.alice.taps("Show today")
    assert "Wednesday 4 March" in home.alice.last.words


def test_a_button_without_data_is_answered(home: Desk) -> None:
    body = home.alice.press(Tap("x", None))
    del body["callback_query"]["data"]
    home.arrives(body)
    assert home.alice.last.text == "That button is from an older version of me."


@pytest.mark.parametrize("family", ["qa.nope.1.x.y", "q.nope.1", "qx.nope.1", "qb.nope.1.x"])
def test_a_button_of_a_dialog_there_is_not_is_answered(home: Desk, family: str) -> None:
    home.alice.says("/help")
    home.alice.makes_up(f"1.{family}")
    assert "That question is closed." in home.alice.toast


@pytest.mark.parametrize("field", ["nonsense", "review", ""])
def test_a_field_no_goal_has_is_not_edited(home: Desk, field: str) -> None:
    a_goal(home)
    home.alice.says("/today")
    home.alice.makes_up(f"1.gf.1.{field}")
    assert "cannot find that any more" in home.alice.toast


def test_a_tap_on_a_message_telegram_has_forgotten_is_answered_anew(home: Desk) -> None:
    a_goal(home)
    home.arrives(home.alice.press(Tap("1.td", None)))
    assert "Today, Wednesday 4 March" in home.alice.last.words


def test_the_buttons_of_a_deleted_goal_offer_it_back(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    tick = home.alice.button("⬜ Read")
    home.alice.makes_up("1.gx.1")
    home.alice.presses(tick)
    assert home.alice.last.words == "That goal is in the bin."
    home.alice.taps("Restore")
    assert home.alice.toast == "It is back."


def test_forty_taps_in_a_row_are_forty_answers(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    done, clear = home.alice.button("⬜ Read"), "1.t.1.20260304.c.0"
    for number in range(40):
        home.alice.presses(done if number % 2 == 0 else Tap(clear, done.message_id))
    assert len(home.telegram.toasts) == 40
    assert "⬜ Read" in home.alice.last.labels
