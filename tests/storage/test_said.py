"""What was typed outside of any question, carried out as one act; said anew, as if said once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Concatenate

import pytest
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from domain.entries import Reading, State
from domain.errors import Gone, NotFound, Reason, Refused
from domain.kinds import Daily, Once, Slotted
from domain.quick import Done
from domain.said_mood import MoodSaid
from storage import entries, goals, histories, journal, moods, said, undo
from storage.database import Database
from storage.journal import Doer
from storage.mood_rows import MoodView
from storage.people import Acquaintance
from tests.databases import rows_of
from tests.storage.acts import SHOWS, state_of
from tests.storage.test_goals import DAY, RUN, TODAY

TIMES = Slotted(Daily(), (480, 840, 1200))
MESSAGE = 7


def says(
    database: Database,
    me: Acquaintance,
    use_case: Callable[Concatenate[Session, Clock, Acquaintance, ...], Any],
    *args: object,
    message: int = MESSAGE,
) -> Any:  # noqa: ANN401 - whatever the use case gives
    """A message says something, for the first time or changed."""

    def acting(session: Session, clock: Clock) -> journal.Done[Any]:
        doer = Doer(me.id, message)
        return journal.act(
            session, clock, doer, lambda _: SHOWS, said.again, me, message, use_case, *args
        )

    return database.run_now(acting).result


def reading(database: Database, me: Acquaintance, goal: int, day: date = TODAY) -> Reading:
    return database.read_now(histories.entry, me, goal, day).reading


def test_an_answer_sets_the_day_and_its_note(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    told = says(database, alice, said.answer, Done(goal.id, TODAY, State.PART, "rain"))
    assert (told.entry.reading, told.entry.note, told.completed) == (Reading.PART, "rain", False)


def test_an_answer_without_a_note_leaves_the_one_there_is(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.annotate, alice, (goal.id, TODAY, 0), "rain")
    told = says(database, alice, said.answer, Done(goal.id, TODAY, State.DONE))
    assert told.entry.note == "rain"


def test_of_several_slots_the_next_one_is_meant(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=TIMES))
    database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE, None, 2)
    slots = [
        says(database, alice, said.answer, Done(goal.id, TODAY, State.DONE), message=n).entry.slot
        for n in range(3)
    ]
    assert slots == [1, 3, 3]
    cleared = says(database, alice, said.answer, Done(goal.id, TODAY, State.OPEN), message=9)
    assert cleared.entry.slot == 1


def test_an_answer_may_complete_a_goal_once(database: Database, alice: Acquaintance) -> None:
    goal = database.run_now(goals.create, alice, replace(RUN, schedule=Once(), target=TODAY))
    done = Done(goal.id, TODAY, State.DONE)
    assert says(database, alice, said.answer, done).completed
    assert not says(database, alice, said.answer, done, message=8).completed


def test_an_answer_said_anew_replaces_the_one_before(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    before = state_of(url)
    says(database, alice, said.answer, Done(goal.id, TODAY, State.DONE, "rain"))
    says(database, alice, said.answer, Done(goal.id, TODAY - DAY, State.SKIPPED))
    assert reading(database, alice, goal.id) is Reading.OPEN
    assert reading(database, alice, goal.id, TODAY - DAY) is Reading.SKIPPED
    assert rows_of(url, "SELECT count(*) FROM acts") == [(1,)]
    database.run_now(undo.take_back, alice)
    assert state_of(url) == before


def test_a_mood_said_anew_is_one_mood(database: Database, url: str, alice: Acquaintance) -> None:
    says(database, alice, said.mood, "said 7", MoodSaid(4, ("work",), "long day"))
    mood: MoodView = says(database, alice, said.mood, "said 7", MoodSaid(2))
    assert (mood.level, mood.reasons, mood.note) == (2, (), None)
    assert rows_of(url, "SELECT count(*) FROM mood_logs") == [(1,)]


def test_what_something_later_builds_on_is_not_said_anew(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    says(database, alice, said.answer, Done(goal.id, TODAY, State.DONE))
    says(database, alice, said.answer, Done(goal.id, TODAY, State.SKIPPED), message=8)
    before = state_of(url)
    with pytest.raises(Refused) as refused:
        says(database, alice, said.answer, Done(goal.id, TODAY - DAY, State.DONE))
    assert refused.value.reason is Reason.LATER
    assert state_of(url) == before


def test_what_is_refused_when_said_anew_leaves_what_was_said(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    says(database, alice, said.answer, Done(goal.id, TODAY, State.DONE))
    before = state_of(url)
    with pytest.raises(NotFound):
        says(database, alice, said.answer, Done(404, TODAY, State.DONE))
    assert state_of(url) == before


def test_a_mood_of_another_day_is_for_the_whole_of_it(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    for day, whole in ((TODAY - DAY, True), (TODAY, False), (None, False)):
        clock.advance(DAY / 24)
        mood = says(database, alice, said.mood, f"m{day}", MoodSaid(3, day=day), message=0)
        assert mood.whole_day is whole
    page = database.read_now(moods.page, alice, 0, 9)
    assert len(page.moods) == 1, "one message is one mood"


def test_neither_a_goal_in_the_bin_nor_anothers_is_answered(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    done = Done(goal.id, TODAY, State.DONE)
    with pytest.raises(NotFound):
        says(database, charlie, said.answer, done)
    database.run_now(goals.remove, alice, goal.id)
    with pytest.raises(Gone):
        says(database, alice, said.answer, done)


def test_the_same_number_of_a_message_in_another_chat_is_another_message(
    database: Database, alice: Acquaintance, bob: Acquaintance
) -> None:
    hers, his = (database.run_now(goals.create, me, RUN).id for me in (alice, bob))
    says(database, alice, said.answer, Done(hers, TODAY, State.DONE))
    says(database, bob, said.answer, Done(his, TODAY, State.DONE))
    assert reading(database, alice, hers) is Reading.DONE
