"""Every act says in words what was taken back."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.lang import lang
from bot.text import Text
from bot.texts.undo import taken_back
from domain.clock import Clock, FakeClock
from domain.entries import State
from domain.files.plan import GoalItem, Import, MoodItem
from domain.kinds import Daily, Slotted
from storage import (
    entries,
    goals,
    importing,
    mood_details,
    mood_labels,
    moods,
    pauses,
    people,
    scales,
    undo,
)
from storage.database import Database
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.databases import (  # noqa: F401 - fixtures
    NOON,
    alice,
    clock,
    database,
    new_sqlite,
    sqlite_template,
)
from tests.storage import acts, test_undo_together
from tests.storage.acts import Life, act, lead_a_life
from tests.storage.test_goals import DAY, RUN, TODAY
from tests.storage.test_undo_together import live_on
from tests.texts.undone import SENTENCES, TOGETHER

AGREED = frozenset({"goals", "moods"})

Deed = Callable[[Database, Life], object]


def settle(session: Session, clock: Clock, me: Acquaintance) -> None:  # noqa: F811
    people.set_day_start(session, clock, me, 180)
    people.set_zone(session, clock, me, "UTC")


def two_words(session: Session, clock: Clock, me: Acquaintance) -> None:  # noqa: F811
    for label in ("one", "two"):
        mood_labels.add(session, clock, me, label, 3)


def revive(database: Database, its: Life) -> None:  # noqa: F811
    database.run_now(goals.archive, its.me, its.goal)
    act(database, its.me, goals.revive, its.goal)


def rest_no_more(database: Database, its: Life) -> None:  # noqa: F811
    database.run_now(pauses.set_rest, its.me, 6, True)
    act(database, its.me, pauses.set_rest, 6, False)


def offer_again(database: Database, its: Life) -> None:  # noqa: F811
    database.run_now(scales.hide, its.me, its.scale, True)
    act(database, its.me, scales.hide, its.scale, False)


def tick_a_slot(database: Database, its: Life) -> None:  # noqa: F811
    wish = replace(RUN, title="Pills", schedule=Slotted(Daily(), (480, 1200)))
    goal = database.run_now(goals.create, its.me, wish).id
    act(database, its.me, entries.tick, goal, TODAY, State.DONE, None, 2)


def bin_a_mood_of_yesterday(database: Database, its: Life) -> None:  # noqa: F811
    database.run_now(mood_details.set_felt_at, its.me, its.mood, NOON - DAY)
    act(database, its.me, moods.remove, its.mood)


def bring(database: Database, its: Life) -> None:  # noqa: F811
    goals = tuple(GoalItem(n, title, Daily(), TODAY) for n, title in enumerate(("A", "B")))
    mood = MoodItem(3, NOON, TODAY, "fine", 4, "file 3")
    act(database, its.me, importing.carry_out, Import(goals, (mood,)), {})


MORE: dict[str, Deed] = {
    "revive": revive,
    "rest no more": rest_no_more,
    "pause everything": lambda db, its: act(db, its.me, pauses.begin, Scope(), TODAY + DAY, None),
    "offer a scale again": offer_again,
    "tick a slot": tick_a_slot,
    "bin a mood of yesterday": bin_a_mood_of_yesterday,
    "rename": lambda db, its: act(
        db,
        its.me,
        goals.rewrite,
        its.ending,
        replace(RUN, title="Pack all", target=TODAY, reminders=(60, 420)),
    ),
    "bring": bring,
    "settle": lambda db, its: act(db, its.me, settle),
    "two words": lambda db, its: act(db, its.me, two_words),
}
"""What the deeds of storage's tests leave out."""


@pytest.fixture
def url(new_sqlite: Callable[[], str]) -> str:  # noqa: F811
    return new_sqlite()


def both(database: Database, me: Acquaintance) -> tuple[str, str]:  # noqa: F811
    """The last act taken back, in English and in German."""
    taken = database.run_now(undo.take_back, me)
    agreed = replace(me, agreed=AGREED)
    english, german = (
        taken_back(lang(code), agreed, me.day_of(taken.made_at), taken) for code in ("en", "de")
    )
    return plain(english, "Taken back: "), plain(german, "Zurückgenommen: ")


def plain(text: Text, beginning: str) -> str:
    """What comes after the beginning, without the marks that keep a person's words from reordering ours."""
    assert text.plain.startswith(beginning)
    return re.sub("[\u2068\u2069]", "", text.plain.removeprefix(beginning))


@pytest.mark.parametrize("deed", {**acts.DEEDS, **MORE}.items(), ids=lambda deed: deed[0])
def test_an_act_says_what_was_taken_back(
    database: Database,  # noqa: F811
    clock: FakeClock,  # noqa: F811
    alice: Acquaintance,  # noqa: F811
    deed: tuple[str, Deed],
) -> None:
    its = lead_a_life(database, alice)
    clock.advance(timedelta(hours=1))
    deed[1](database, its)
    assert both(database, alice) == SENTENCES[deed[0]]


@pytest.mark.parametrize("deed", test_undo_together.DEEDS.items(), ids=lambda deed: deed[0])
def test_what_is_done_to_several_things_says_so(
    database: Database,  # noqa: F811
    clock: FakeClock,  # noqa: F811
    alice: Acquaintance,  # noqa: F811
    deed: tuple[str, test_undo_together.Deed],
) -> None:
    live_on(database, clock, alice)
    deed[1](database, alice)
    assert both(database, alice) == TOGETHER[deed[0]]
