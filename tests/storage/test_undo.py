"""Taking back: an act is as if it had never been, or it is refused and nothing happened."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from domain.entries import State
from domain.errors import NotFound, Reason, Refused, Stale
from storage import drafts, entries, goals, journal, moods, people, triggers, undo
from storage.database import Database
from storage.journal import Doer
from storage.people import Acquaintance
from storage.tables import Base, Goal, GoalTag, Pause, Tag
from tests.databases import acquaint, rows_of
from tests.storage.acts import DEEDS, RAMBLES, SHOWS, Rambler, act, lead_a_life, state_of
from tests.storage.full import fill
from tests.storage.test_goals import DAY, RUN, TODAY

OF_ME = {
    "set_zone",
    "set_day_start",
    "set_first_weekday",
    "set_language",
    "set_skip_budget",
    "show_streaks",
    "set_quiet_hours",
    "set_quiet_nights",
    "be_discreet",
    "set_limits",
    "set_steps",
}
"""The deeds after which the person has to be looked up anew."""


def take_back(database: Database, me: Acquaintance, act_id: int | None = None) -> undo.TakenBack:
    return database.run_now(undo.take_back, me, act_id)


def refused(database: Database, me: Acquaintance, act_id: int | None = None) -> Reason:
    with pytest.raises(Refused) as refusal:
        take_back(database, me, act_id)
    assert refusal.value.field == "act"
    return refusal.value.reason


def not_found(database: Database, me: Acquaintance, act_id: int | None = None) -> bool:
    with pytest.raises(NotFound) as missing:
        take_back(database, me, act_id)
    return missing.value.kind == "act"


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_taken_back_has_never_been(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, deed: str
) -> None:
    its = lead_a_life(database, alice)
    database.run_now(entries.open_day, alice, TODAY)
    clock.advance(timedelta(hours=1))
    before = state_of(url)
    done = DEEDS[deed](database, its)
    assert state_of(url) != before
    taken = take_back(database, alice)
    assert state_of(url) == before
    assert (taken.id, taken.shows) == (done.act_id, SHOWS)
    assert taken.of_me is (deed in OF_ME)
    assert taken.what is not None, "it can be told what it was"
    assert rows_of(url, "SELECT * FROM acts") == rows_of(url, "SELECT * FROM act_changes") == []


def test_the_latest_act_is_the_first_to_be_taken_back(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    assert database.read_now(undo.last, alice) is None
    first = act(database, alice, people.set_zone, "UTC").act_id
    clock.advance(DAY)
    second = act(database, alice, moods.log, "m1", 3).act_id
    assert second is not None
    latest = undo.Standing(second, SHOWS, clock.now())
    assert database.read_now(undo.last, alice) == latest
    assert take_back(database, alice).id == second
    assert take_back(database, alice).id == first
    assert database.read_now(undo.last, alice) is None
    assert not_found(database, alice)


def test_an_act_is_taken_back_once(database: Database, url: str, alice: Acquaintance) -> None:
    act_id = act(database, alice, goals.create, RUN).act_id
    take_back(database, alice, act_id)
    before = state_of(url)
    assert not_found(database, alice, act_id)
    assert not_found(database, alice, 404)
    assert state_of(url) == before


def test_two_who_take_back_the_same_at_once_do_it_once(
    database: Database, url: str, alice: Acquaintance
) -> None:
    before = state_of(url)
    act_id = act(database, alice, goals.create, RUN).act_id
    jobs = [database._submit(undo.take_back, alice, act_id) for _ in range(4)]
    errors = [job.exception(20) for job in jobs]
    assert [type(error) for error in errors if error] == [NotFound] * 3
    assert state_of(url) == before


def test_charlie_takes_nothing_of_alices_back(
    database: Database, url: str, alice: Acquaintance, charlie: Acquaintance
) -> None:
    act_id = act(database, alice, goals.create, RUN).act_id
    before = state_of(url)
    assert not_found(database, charlie, act_id)
    assert not_found(database, charlie)
    assert database.read_now(undo.last, charlie) is None
    assert state_of(url) == before
    assert take_back(database, alice).id == act_id


def test_an_act_under_a_later_one_stays(database: Database, url: str, alice: Acquaintance) -> None:
    made = act(database, alice, goals.create, RUN)
    ticked = act(database, alice, entries.tick, made.result.id, TODAY, State.DONE)
    before = state_of(url)
    assert refused(database, alice, made.act_id) is Reason.LATER
    assert state_of(url) == before
    take_back(database, alice, ticked.act_id)
    take_back(database, alice, made.act_id)
    assert rows_of(url, "SELECT * FROM goals") == []


def test_an_act_is_taken_back_from_among_others(
    database: Database, url: str, alice: Acquaintance
) -> None:
    first = act(database, alice, goals.create, RUN)
    second = act(database, alice, goals.create, replace(RUN, title="Read"))
    take_back(database, alice, first.act_id)
    assert rows_of(url, "SELECT title FROM goals") == [("Read",)]
    assert take_back(database, alice).id == second.act_id


@pytest.mark.parametrize("deed", ["remove", "rename"])
def test_a_name_that_is_in_use_again_cannot_be_given_back(
    database: Database, url: str, alice: Acquaintance, deed: str
) -> None:
    goal = database.run_now(goals.create, alice, RUN)
    if deed == "remove":
        act_id = act(database, alice, goals.remove, goal.id).act_id
    else:
        wish = replace(RUN, title="Walk", reminders=(60,))
        act_id = act(database, alice, goals.rewrite, goal.id, wish).act_id
    database.run_now(goals.create, alice, RUN)
    before = state_of(url)
    assert refused(database, alice, act_id) is Reason.TAKEN
    assert state_of(url) == before
    assert database.read_now(undo.last, alice) is not None


def test_a_row_that_is_gone_for_good_cannot_be_put_back(
    database: Database, url: str, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    act(database, alice, moods.set_level, log.id, 5)
    rows_of(url, "DELETE FROM mood_logs")
    assert refused(database, alice) is Reason.LATER


def test_taking_back_is_no_act(database: Database, url: str, alice: Acquaintance) -> None:
    act(database, alice, goals.create, RUN)
    act(database, alice, people.set_zone, "UTC")
    assert act(database, alice, undo.take_back).act_id is None
    assert database.read_now(people.find, alice.telegram_id) == alice
    take_back(database, alice)
    assert rows_of(url, "SELECT * FROM goals") == []


def test_what_is_done_after_taking_back_in_the_same_act_is_recorded(
    database: Database, url: str, alice: Acquaintance
) -> None:
    """An edited message takes back what it said and says it anew."""
    first = act(database, alice, moods.log, "m1", 3)

    def anew(session: Session, clock: Clock, me: Acquaintance) -> None:
        undo.take_back(session, clock, me, first.act_id)
        moods.log(session, clock, me, "m1", 5)

    before_first = rows_of(url, "SELECT * FROM mood_reasons")
    second = act(database, alice, anew)
    assert second.act_id is not None
    assert rows_of(url, "SELECT level FROM mood_logs") == [(5,)]
    take_back(database, alice)
    assert rows_of(url, "SELECT * FROM mood_logs") == before_first == []


def test_what_changed_by_no_act_stays(database: Database, url: str, alice: Acquaintance) -> None:
    act(database, alice, people.set_zone, "UTC")
    rows_of(url, "UPDATE people SET erase_at = 5")
    take_back(database, alice)
    assert rows_of(url, "SELECT zone, erase_at FROM people") == [("Europe/Berlin", 5)]


def test_a_goal_takes_along_the_days_that_were_only_looked_at(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    before = state_of(url)
    act(database, alice, goals.create, replace(RUN, reminders=(60,)))
    database.run_now(entries.open_day, alice, TODAY)
    clock.advance(DAY)
    database.run_now(entries.open_day, alice, TODAY + DAY)
    take_back(database, alice)
    assert state_of(url) == before


def test_a_day_that_was_forgotten_takes_the_place_of_the_one_that_was_opened_since(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    its = lead_a_life(database, alice)
    forgotten = f"SELECT id, made_at FROM entries WHERE goal_id = {its.goal}"
    before = rows_of(url, forgotten)
    assert len(before) == 1
    wish = replace(RUN, title="Running")
    act(database, alice, goals.rewrite, its.goal, wish)
    assert rows_of(url, forgotten) == []
    clock.advance(2 * DAY)
    database.run_now(entries.open_day, alice, TODAY + 2 * DAY)
    assert len(rows_of(url, forgotten)) == 1
    take_back(database, alice)
    assert rows_of(url, forgotten) == before


def test_a_half_said_sentence_about_what_is_gone_is_gone(
    database: Database, alice: Acquaintance
) -> None:
    log = act(database, alice, moods.log, "m1", 3).result
    draft = database.run_now(drafts.begin, alice, "note", "note", {"mood": log.id})
    take_back(database, alice)
    with pytest.raises(Stale):
        database.read_now(drafts.find, alice, draft.id)


def make_tag(session: Session, clock: Clock, me: Acquaintance) -> None:
    session.add(Tag(person_id=me.id, name="Body", name_key="body"))


def put_under_tag(session: Session, clock: Clock, me: Acquaintance) -> None:
    goal, tag = (session.scalars(select(each.id)).one() for each in (Goal, Tag))
    session.add(GoalTag(person_id=me.id, goal_id=goal, tag_id=tag))


def take_from_under_tag(session: Session, clock: Clock, me: Acquaintance) -> None:
    session.execute(delete(GoalTag))


def drop_tag(session: Session, clock: Clock, me: Acquaintance) -> None:
    session.execute(delete(Tag))


def pause_goal(session: Session, clock: Clock, me: Acquaintance) -> None:
    goal = session.scalars(select(Goal.id)).one()
    session.add(Pause(person_id=me.id, goal_id=goal, from_day=TODAY, made_at=clock.now()))


def pause_tag(session: Session, clock: Clock, me: Acquaintance) -> None:
    tag = session.scalars(select(Tag.id)).one()
    session.add(Pause(person_id=me.id, tag_id=tag, from_day=TODAY, made_at=clock.now()))


def unpause(session: Session, clock: Clock, me: Acquaintance) -> None:
    session.execute(delete(Pause))


def make_goal(session: Session, clock: Clock, me: Acquaintance) -> None:
    goals.create(session, clock, me, RUN)


Step = Callable[[Session, Clock, Acquaintance], None]


@pytest.mark.parametrize(
    ("steps", "under"),
    [
        ((make_goal, make_tag, put_under_tag), 0),
        ((make_goal, make_tag, put_under_tag), 1),
        ((make_goal, make_tag, put_under_tag, take_from_under_tag), 1),
        ((make_goal, make_tag, put_under_tag, take_from_under_tag, drop_tag), 3),
        ((make_goal, pause_goal), 0),
        ((make_goal, pause_goal, unpause), 0),
        ((make_tag, pause_tag, unpause, drop_tag), 2),
    ],
)
def test_what_a_later_act_names_is_not_pulled_away(
    database: Database, url: str, alice: Acquaintance, steps: tuple[Step, ...], under: int
) -> None:
    before = state_of(url)
    ids = [act(database, alice, step).act_id for step in steps]
    assert refused(database, alice, ids[under]) is Reason.LATER
    for _ in ids:
        take_back(database, alice)
    assert state_of(url) == before


def forget_everything(session: Session, clock: Clock, me: Acquaintance) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in triggers.UNDOABLE and table.name != "people":
            session.execute(delete(table))


def empty_everything(session: Session, clock: Clock, me: Acquaintance) -> None:
    for name in triggers.UNDOABLE:
        table = triggers.table_of(name)
        nothing = {column.name: None for column in table.columns if column.nullable}
        if nothing:
            session.execute(update(table).values(nothing))


@pytest.mark.parametrize("use_case", [forget_everything, empty_everything])
def test_every_column_of_every_table_comes_back_as_it_was(
    database: Database, url: str, use_case: Step
) -> None:
    fill(database)
    me = database.read_now(people.find, -5)
    assert me is not None
    before = _but_alarms(state_of(url))
    act_id = act(database, me, use_case).act_id
    emptied = state_of(url)
    touched = triggers.UNDOABLE.keys() - {"people"}
    assert {name for name in touched if emptied[name] != before[name]} >= (
        {name for name in touched if before[name]}
        if use_case is forget_everything
        else {"goals", "entries", "mood_logs", "pauses"}
    )
    take_back(database, me, act_id)
    assert _but_alarms(state_of(url)) == before


def _but_alarms(dump: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Those are counted anew, from what came back."""
    return {name: rows for name, rows in dump.items() if name != "alarms"}


def test_a_message_leads_to_the_latest_act_it_said(
    database: Database, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> None:
    def say(me: Acquaintance, message_id: int, minute: int) -> int | None:
        doer = Doer(me.id, message_id)
        return database.run_now(
            journal.act, doer, lambda _: SHOWS, people.set_day_start, me, minute
        ).act_id

    say(alice, 5, 10)
    again, other = say(alice, 5, 20), say(bob, 5, 30)
    assert database.read_now(undo.of_message, alice, 5) == again
    assert database.read_now(undo.of_message, bob, 5) == other
    assert database.read_now(undo.of_message, alice, 6) is None
    clock.advance(undo.KEPT_FOR + timedelta(seconds=1))
    assert database.read_now(undo.of_message, alice, 5) is None


def test_twenty_acts_are_kept_for_thirty_days(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> None:
    kept_of_bob = act(database, bob, people.set_day_start, 1).act_id
    ids = [act(database, alice, people.set_day_start, n).act_id for n in range(1, undo.KEPT + 2)]
    assert not_found(database, alice, ids[0])
    clock.advance(undo.KEPT_FOR)
    database.run_now(undo.tidy)
    assert rows_of(url, "SELECT id FROM acts ORDER BY id") == [
        (act_id,) for act_id in [kept_of_bob, *ids[1:]]
    ]
    assert rows_of(url, "SELECT count(*) FROM act_changes") == [(undo.KEPT + 1,)]
    clock.advance(timedelta(microseconds=1))
    assert not_found(database, alice)
    database.run_now(undo.tidy)
    assert rows_of(url, "SELECT id FROM acts") == rows_of(url, "SELECT id FROM act_changes") == []


def test_two_people_act_and_take_back_at_once(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance
) -> None:
    before = state_of(url)

    def live(me: Acquaintance) -> int:
        for n in range(8):
            goal = act(database, me, goals.create, replace(RUN, title=f"Run {n}")).result
            act(database, me, entries.tick, goal.id, TODAY, State.DONE)
        return sum(take_back(database, me).of_me for _ in range(16))

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(live, (alice, bob))) == [0, 0]
    assert state_of(url) == before
    assert rows_of(url, "SELECT * FROM act_changes") == []


def answered(state: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Without the entries that came of looking at a day."""
    at = [column.name for column in triggers.table_of("entries").columns].index("state")
    return {**state, "entries": [row for row in state["entries"] if row[at] != State.OPEN]}


RAMBLING = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
STEPS = st.lists(st.tuples(st.sampled_from(RAMBLES), st.integers(0, 30)), max_size=undo.KEPT)


def rambler(database: Database, url: str) -> Rambler:
    """Somebody new: the examples of a test share one database."""
    [(met,)] = rows_of(url, "SELECT count(*) FROM people")
    return Rambler(database, acquaint(database, 1000 + int(met), "Europe/Berlin"))


@RAMBLING
@given(STEPS)
def test_as_many_taken_back_as_were_done_lead_back_step_by_step(
    database: Database, url: str, steps: list[tuple[str, int]]
) -> None:
    someone = rambler(database, url)
    states = [state_of(url)]
    for what, number in steps:
        acts = len(someone.acts)
        someone.do(what, number)
        if len(someone.acts) > acts:
            states.append(state_of(url))
    assert len(states) == len(someone.acts) + 1
    for act_id in reversed(someone.acts):
        assert answered(state_of(url)) == answered(states.pop())
        assert take_back(database, someone.me).id == act_id
    assert state_of(url) == states.pop()


@RAMBLING
@given(STEPS, st.data())
def test_in_whatever_order_it_is_wholly_taken_back_or_refused(
    database: Database, url: str, steps: list[tuple[str, int]], data: st.DataObject
) -> None:
    someone = rambler(database, url)
    before = state_of(url)
    for what, number in steps:
        someone.do(what, number)
    for act_id in data.draw(st.permutations(someone.acts)):
        stood = state_of(url)
        try:
            take_back(database, someone.me, act_id)
        except Refused:
            assert state_of(url) == stood
    while database.read_now(undo.last, someone.me):
        take_back(database, someone.me)
    assert state_of(url) == before
