"""Days of one goal stand beside each other: taking one back asks nothing of the others, and whether the
goal is complete follows from those that are left."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.clock import FakeClock
from domain.entries import State
from domain.errors import NotFound, Reason, Refused
from storage import entries, goals, pauses, undo
from storage.database import Database
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.databases import acquaint, rows_of
from tests.storage.acts import act, state_of
from tests.storage.test_goals import DAY, RUN, TODAY

DAYS = tuple(TODAY + n * DAY for n in range(3))
ENDING = replace(RUN, target=DAYS[-1])

Answer = tuple[date, State]

answers = st.lists(
    st.tuples(st.sampled_from(DAYS), st.sampled_from([State.OPEN, State.DONE, State.DONE])),
    max_size=6,
)


def tick(database: Database, me: Acquaintance, goal: int, answer: Answer) -> int | None:
    return act(database, me, entries.tick, goal, *answer).act_id


def standing(url: str, goal: int) -> tuple[dict[date, State], bool]:
    """The answered days of a goal, and whether it is complete."""
    rows = rows_of(url, f"SELECT day, state FROM entries WHERE goal_id = {goal}")
    days = {date.fromisoformat(str(day)): State(state) for day, state in rows}
    [(completed,)] = rows_of(url, f"SELECT completed_at FROM goals WHERE id = {goal}")
    return {d: s for d, s in days.items() if s is not State.OPEN}, completed is not None


def expected(answers: list[Answer]) -> tuple[dict[date, State], bool]:
    days = {day: state for day, state in dict(answers).items() if state is not State.OPEN}
    return days, set(DAYS) == days.keys()


def refused(database: Database, me: Acquaintance, act_id: int | None) -> dict[str, Any]:
    with pytest.raises(Refused) as refusal:
        database.run_now(undo.take_back, me, act_id)
    assert refusal.value.reason is Reason.LATER
    return refusal.value.data


def test_a_day_is_taken_back_from_beside_another(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN).id
    before = state_of(url)
    first = tick(database, alice, goal, (DAYS[0], State.DONE))
    second = tick(database, alice, goal, (DAYS[1], State.DONE))
    database.run_now(undo.take_back, alice, first)
    assert standing(url, goal) == ({DAYS[1]: State.DONE}, False)
    database.run_now(undo.take_back, alice, second)
    assert state_of(url) == before


def test_the_same_day_answered_again_is_in_the_way(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN).id
    first = tick(database, alice, goal, (DAYS[0], State.DONE))
    tick(database, alice, goal, (DAYS[1], State.DONE))
    tick(database, alice, goal, (DAYS[0], State.SKIPPED))
    before = state_of(url)
    assert refused(database, alice, first) == {"title": "Run", "day": DAYS[0]}
    assert state_of(url) == before


def test_a_goal_that_was_changed_since_keeps_its_days(
    database: Database, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN).id
    first = tick(database, alice, goal, (DAYS[0], State.DONE))
    act(database, alice, goals.rewrite, goal, replace(RUN, title="Jog"))
    assert refused(database, alice, first) == {"title": "Jog"}


def test_words_to_another_day_stand_beside_an_answer(
    database: Database, url: str, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, RUN).id
    first = tick(database, alice, goal, (DAYS[0], State.DONE))
    act(database, alice, entries.annotate, (goal, DAYS[1], 0), "words")
    database.run_now(undo.take_back, alice, first)
    assert rows_of(url, "SELECT note FROM entries") == [("words",)]


def test_a_goal_that_another_day_completed_is_open_again(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, ENDING).id
    before = state_of(url)
    acts = [tick(database, alice, goal, (day, State.DONE)) for day in DAYS]
    assert standing(url, goal)[1]
    clock.advance(DAY / 24)
    database.run_now(undo.take_back, alice, acts[0])
    assert standing(url, goal) == (dict.fromkeys(DAYS[1:], State.DONE), False)
    for _ in acts[1:]:
        database.run_now(undo.take_back, alice)
    assert state_of(url) == before


def test_a_goal_is_complete_when_the_day_that_opened_it_is_as_before(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    goal = database.run_now(goals.create, alice, ENDING).id
    tick(database, alice, goal, (DAYS[0], State.DONE))
    cleared = tick(database, alice, goal, (DAYS[0], State.OPEN))
    for day in DAYS[1:]:
        tick(database, alice, goal, (day, State.DONE))
    clock.advance(DAY / 24)
    database.run_now(undo.take_back, alice, cleared)
    assert standing(url, goal)[1]
    database.run_now(undo.take_back, alice)
    assert not standing(url, goal)[1], "it was the last day that completed it"


def test_what_a_later_act_did_elsewhere_stays_part_of_it(
    database: Database, url: str, alice: Acquaintance
) -> None:
    ids = [
        database.run_now(goals.create, alice, replace(ENDING, title=title)).id
        for title in ("Run", "Read")
    ]
    before = state_of(url)
    first = tick(database, alice, ids[0], (DAYS[0], State.DONE))
    both = [(goal, day, 0) for goal in ids for day in DAYS[1:]]
    act(database, alice, entries.answer, both, State.DONE)
    act(database, alice, pauses.begin, Scope(goal_id=ids[0]), TODAY + 9 * DAY, None)
    database.run_now(undo.take_back, alice, first)
    assert standing(url, ids[0]) == (dict.fromkeys(DAYS[1:], State.DONE), False)
    assert standing(url, ids[1])[0] == dict.fromkeys(DAYS[1:], State.DONE)
    for _ in range(2):
        database.run_now(undo.take_back, alice)
    assert state_of(url) == before


def test_charlies_answers_are_in_nobodys_way(
    database: Database, url: str, alice: Acquaintance, charlie: Acquaintance
) -> None:
    hers, his = (database.run_now(goals.create, me, ENDING).id for me in (alice, charlie))
    first = tick(database, alice, hers, (DAYS[0], State.DONE))
    tick(database, charlie, his, (DAYS[0], State.DONE))
    tick(database, alice, hers, (DAYS[1], State.DONE))
    with pytest.raises(NotFound):
        database.run_now(undo.take_back, charlie, first)
    database.run_now(undo.take_back, alice, first)
    assert standing(url, his) == ({DAYS[0]: State.DONE}, False)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(answers, answers, st.data())
def test_in_whatever_order_days_are_taken_back_the_rest_holds(
    database: Database, url: str, given: list[Answer], done: list[Answer], data: st.DataObject
) -> None:
    """The goal is complete exactly when its days are, and in the end all is as it was before."""
    [(met,)] = rows_of(url, "SELECT count(*) FROM people")
    me = acquaint(database, 1000 + int(met), "Europe/Berlin")
    goal = database.run_now(goals.create, me, ENDING).id
    for answer in given:
        database.run_now(entries.tick, me, goal, *answer)
    before = state_of(url)
    made = [(tick(database, me, goal, answer), answer) for answer in done]
    left = {act_id: answer for act_id, answer in made if act_id is not None}
    for act_id in data.draw(st.permutations(list(left))):
        day = left[act_id][0]
        if any(later > act_id and left[later][0] == day for later in left):
            assert refused(database, me, act_id)["day"] == day
            continue
        database.run_now(undo.take_back, me, act_id)
        del left[act_id]
        assert standing(url, goal) == expected([*given, *left.values()])
    for act_id in reversed(left):
        database.run_now(undo.take_back, me, act_id)
    assert state_of(url) == before
