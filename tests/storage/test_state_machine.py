"""A life at random, told to storage and to a naive model side by side: after each step they agree.

Both databases live the same lives. ``DAYMARK_EXAMPLES=500`` lives so many others.
"""

import os
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from domain.entries import State
from domain.errors import DomainError, NotFound
from domain.goals import Criticality, title_key
from domain.kinds import (
    AfterDone,
    Daily,
    EveryDays,
    Leap,
    MonthDays,
    MonthWeekday,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
    Yearly,
)
from domain.ranges import Range
from storage import (
    entries,
    goal_views,
    goals,
    histories,
    mood_details,
    mood_labels,
    moods,
    pauses,
    people,
    scales,
    tags,
    tracker,
    undo,
)
from storage.database import Database
from storage.goal_views import GoalView
from storage.goals import Wish
from storage.mood_rows import MoodView
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.databases import NOON, acquaint, rows_of
from tests.storage.acts import act, state_of
from tests.storage.naive import DAY, FAR, Goal, Mood, Pause, Seen, World
from tests.storage.test_goals import RUN, TODAY

EXAMPLES = os.environ.get("DAYMARK_EXAMPLES")
LIVES = settings(
    max_examples=int(EXAMPLES or 12),
    stateful_step_count=8,
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    # To shrink a life takes minutes: the seed is fixed, so there is all the time for that afterwards.
    phases=set(Phase) - ({Phase.shrink, Phase.explain} if EXAMPLES is None else {Phase.explain}),
    suppress_health_check=list(HealthCheck),
)

HOME = "Europe/Berlin"
ZONES = (HOME, "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu")
LEVELS_OF_SEVEN = (1, 2, 2, 3, 4, 4, 5)
"""What each of seven steps counts as."""

SCHEDULES: tuple[Schedule, ...] = (
    Once(),
    Once(at=600),
    Daily(),
    Weekdays(frozenset({0, 2, 4})),
    EveryDays(3, date(2026, 3, 5)),
    MonthDays(frozenset({5, 31})),
    MonthWeekday(1, 3),
    MonthWeekday(-1, 4),
    Yearly(3, 8),
    Yearly(2, 29, Leap.AFTER),
    TimesPer(2, Period.WEEK),
    TimesPer(3, Period.WEEK, week_start=6),
    TimesPer(9, Period.MONTH),
    TimesIn(2, 5),
    TimesIn(3, 4),
    AfterDone(2),
    AfterDone(5),
    Slotted(Daily(), (480, 1200)),
    Slotted(Weekdays(frozenset({2, 3, 5})), (480, 720, 1200)),
)

which = st.integers(0, 11)
"""Names a thing by its number among those there are."""

near = st.integers(-7, 7)
"""A day, counted from today."""

some_words = st.sampled_from([None, "late", "'; DROP TABLE goals; --", "Łódź 🏳️‍🌈 $a_{$"])
some_tags = st.sets(st.sampled_from(["home", "body", "mind"]))
wishes = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Run", "Read", "Straße", "Walk", "Pack", "Rest"]),
        "schedule": st.sampled_from(SCHEDULES),
        "start": st.integers(-6, 4),
        "lasts": st.none() | st.integers(0, 9),
        "tags": st.none() | some_tags,
    }
)

HOUSEHOLD: tuple[dict[str, Any], ...] = (
    {"title": "Pills", "schedule": Slotted(Daily(), (480, 1200)), "start": -6, "lasts": None},
    {"title": "Run", "schedule": Daily(), "start": -3, "lasts": 5, "tags": {"body", "mind"}},
    {"title": "Pack", "schedule": Once(), "start": 0, "lasts": None, "tags": {"home"}},
    {"title": "Swim", "schedule": TimesIn(2, 5), "start": -6, "lasts": None},
)

DEEDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "create": {"wish": wishes},
    "rewrite": {"goal": which, "wish": wishes, "same_dates": st.booleans()},
    "remove": {"goal": which},
    "restore": {"goal": which},
    "archive": {"goal": which},
    "revive": {"goal": which},
    "tick": {"goal": which, "day": near, "slot": which, "state": st.sampled_from(State)},
    "annotate": {"goal": which, "day": near, "slot": which, "note": some_words},
    "explain": {"goal": which, "day": near, "slot": which, "reason": some_words},
    "tag": {"goal": which, "names": some_tags},
    "rename_tag": {"tag": which, "name": st.sampled_from(["home", "mind", "work"])},
    "remove_tag": {"tag": which},
    "pause": {
        "of": st.sampled_from(["all", "goal", "tag"]),
        "thing": which,
        "first": near,
        "lasts": st.none() | st.integers(0, 6),
    },
    "rest": {"weekday": st.integers(0, 6), "on": st.booleans()},
    "end_pause": {"pause": which},
    "feel": {"request": st.integers(0, 3), "step": st.integers(1, 7)},
    "correct": {"mood": which, "step": st.integers(1, 5)},
    "say_more": {
        "mood": which,
        "what": st.sampled_from(["note", "reasons", "emotions", "energy", "whole_day", "felt_at"]),
        "number": st.integers(1, 5),
    },
    "bin_mood": {"mood": which, "back": st.booleans()},
    "name_mood": {"label": st.sampled_from(["meh", "fine", "FINE"]), "level": st.integers(1, 5)},
    "forget_name": {"label": which},
    "use_name": {"mood": which, "label": which},
    "make_scale": {"name": st.sampled_from(["Sleep", "Pain"])},
    "hide_scale": {"scale": which, "hidden": st.booleans()},
    "mark": {"mood": which, "scale": which, "value": st.none() | st.integers(1, 5)},
    "move": {"zone": st.sampled_from(ZONES)},
    "rise": {"minute": st.sampled_from([0, 180, 719])},
}
"""All that can be done and taken back, with what it needs."""

HAPPENINGS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "wait": {"hours": st.sampled_from([1, 6, 24, 30, 72, 200, 750])},
    "look": {"ahead": near},
    "look_over": {"ahead": near, "days": st.integers(0, 9)},
    "take_back": {},
}
"""What else happens, and is no act."""

OFTEN = ("create", "archive", "revive", "pause", *["rewrite"] * 5, *["tick"] * 12)
Deed = tuple[str, dict[str, Any]]


def _some(of: dict[str, dict[str, Any]], names: Iterable[str]) -> st.SearchStrategy[Deed]:
    return st.sampled_from(sorted(names)).flatmap(
        lambda name: st.tuples(st.just(name), st.fixed_dictionaries(of[name]))
    )


deeds = _some(DEEDS, (*DEEDS, *OFTEN))
happenings = _some(HAPPENINGS, (*HAPPENINGS, "wait", "take_back"))


class Life(RuleBasedStateMachine):
    """One person, and the model of them."""

    new_database: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.url = self.new_database()
        self.clock = FakeClock(NOON)
        self.database = Database(self.url, self.clock)
        self.me = acquaint(self.database, 101, HOME)
        self.world = World(HOME)
        self.past: list[tuple[World, datetime]] = []
        self.compared: dict[int, object] = {}

    def teardown(self) -> None:
        self.database.close()

    @property
    def today(self) -> date:
        return self.world.day_of(self.clock.now())

    @initialize(some=st.lists(wishes, max_size=2))
    def begins(self, some: list[dict[str, Any]]) -> None:
        """With a goal of several slots, one that ends, one without a date, one of chosen days, and what
        comes."""
        for wish in (*HOUSEHOLD, *some):
            self._create(wish)

    @rule(some=st.lists(deeds | happenings, min_size=6, max_size=12))
    def lives_on(self, some: list[Deed]) -> None:
        """Several things at once, since of single ones a life would hold few."""
        for deed in some:
            self._does(deed)
            self.all_agrees()

    @rule(some=st.lists(deeds, min_size=1, max_size=5))
    def does_some_and_takes_them_all_back(self, some: list[Deed]) -> None:
        before, deep = state_of(self.url), len(self.past)
        world = deepcopy(self.world)
        for deed in some:
            self._does(deed)
        while len(self.past) > deep:
            self._take_back()
        assert state_of(self.url) == before
        assert self.world == world

    @rule(goal=which, wish=wishes, ahead=st.integers(1, 3))
    def edits_and_takes_it_back_later(self, goal: int, wish: dict[str, Any], ahead: int) -> None:
        """An edit forgets a day ahead whose answer was cleared. On that day a look opens it anew, and
        then the edit is taken back: the row that comes back meets another in its place."""
        mine = _pick(self.world.goals, goal)
        for state in (State.DONE, State.OPEN):
            self._tick(goal, ahead, 0, state)
        rows = f"SELECT id, made_at FROM entries WHERE goal_id = {mine.id} ORDER BY id"
        before, deep = rows_of(self.url, rows), len(self.past)
        same_rhythm = {**wish, "schedule": mine.versions[-1][1]}
        self._rewrite(goal, same_rhythm, same_dates=True)
        self._wait(24 * ahead)
        self._look(0)
        while len(self.past) > deep:
            self._take_back()
        assert set(before) <= set(rows_of(self.url, rows))

    def _take_back(self) -> None:
        """The latest act, unless it is too old."""
        if not self.past:
            return
        before, made_at = self.past.pop()
        if made_at < self.clock.now() - undo.KEPT_FOR:
            self.past.clear()
            with pytest.raises(NotFound):
                self.database.run_now(undo.take_back, self.me)
            return
        self.database.run_now(undo.take_back, self.me)
        self.world = before
        self._meet_again()

    def _wait(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))

    def _look(self, ahead: int) -> None:
        self._day_agrees(self.today + ahead * DAY)

    def _look_over(self, ahead: int, days: int) -> None:
        first = self.today + ahead * DAY
        span = [first + n * DAY for n in range(days + 1)]
        wanted = Range(first, span[-1], self.world.zone)
        found = self.database.run_now(tracker.track, self.me, wanted)
        told = [
            (track.goal_id, track.day, track.slot, track.reading)
            for each in found
            for track in each.tracks
        ]
        assert sorted(told) == sorted(
            seen
            for goal in self._live()
            for day in span
            for seen in self.world.readings(goal, day, self.today)
            if self.world.due(goal, day) or goal.answered(day).get(seen[2])
        )

    @invariant()
    def all_agrees(self) -> None:
        self._day_agrees(self.today)
        self.database.read_now(self._lists_agree)
        self.database.read_now(self._goals_agree)

    # --- What is compared ---

    def _day_agrees(self, day: date) -> None:
        board = self.database.run_now(entries.open_day, self.me, day)
        standing = [goal for goal in self._live() if not (goal.archived and goal.once)]
        seen: list[Seen] = [
            (item.goal_id, item.day, item.slot, item.reading) for item in board.items
        ]
        expected = [one for goal in standing for one in self.world.card(goal, day, self.today)]
        assert sorted(seen) == sorted(expected)
        assert (board.day, board.today) == (day, self.today)

    def _lists_agree(self, session: Session, clock: Clock) -> None:
        known = list(self.world.goals.values())
        for use_case, belongs in (
            (goal_views.page, lambda goal: not goal.binned and not goal.archived),
            (goal_views.archive_page, lambda goal: not goal.binned and goal.archived),
            (goal_views.bin_page, lambda goal: goal.binned),
        ):
            page = use_case(session, clock, self.me, 0, 100)
            assert {(line.id, line.title) for line in page.lines} == {
                (goal.id, goal.title) for goal in known if belongs(goal)
            }
        standing = pauses.standing(session, clock, self.me)
        assert {one.id: (one.first, one.last, one.weekdays) for one in standing} == {
            id: (pause.first, pause.last, pause.weekdays)
            for id, pause in self.world.pauses.items()
            if pause.last is None or pause.last >= self.today
        }
        assert {tag.name: tag.goals for tag in tags.every(session, clock, self.me)} == {
            name: sum(
                name in goal.tags and not goal.binned and goal.archived is None for goal in known
            )
            for name in self.world.tags()
        }
        self._moods_agree(session, clock)

    def _moods_agree(self, session: Session, clock: Clock) -> None:
        told = [
            *moods.page(session, clock, self.me, 0, 100).moods,
            *moods.bin_page(session, clock, self.me, 0, 100).moods,
        ]
        assert {mood.id for mood in told} == set(self.world.moods)
        for mood in told:
            expected = self.world.moods[mood.id]
            assert (
                Mood(
                    mood.level,
                    mood.felt_at,
                    expected.logged_at,
                    mood.day,
                    mood.label,
                    mood.note,
                    mood.reasons,
                    mood.emotions,
                    mood.energy,
                    {mark.scale: mark.value for mark in mood.marks},
                    mood.whole_day,
                    mood.in_bin,
                )
                == expected
            )
            assert mood.late is (expected.logged_at - expected.felt_at > timedelta(hours=12))
        words = mood_labels.page(session, clock, self.me, 0, 100).labels
        assert {word.id: (word.label, word.level) for word in words} == self.world.labels
        own = scales.every(session, clock, self.me)
        assert {scale.id: scale.hidden for scale in own} == self.world.scales

    def _goals_agree(self, session: Session, clock: Clock) -> None:
        """Those of which something may be told otherwise than at the last look."""
        around = (self.today, self.world.zone, deepcopy(self.world.pauses))
        for goal in self.world.goals.values():
            now = (around, deepcopy(goal))
            if self.compared.get(goal.id) != now:
                self._goal_agrees(session, clock, goal)
            self.compared[goal.id] = now

    def _goal_agrees(self, session: Session, clock: Clock, goal: Goal) -> None:
        view = goal_views.view(session, clock, self.me, goal.id)
        assert (view.title, view.plan.start, view.plan.target) == (
            goal.title,
            goal.start,
            goal.target,
        )
        assert set(view.tags) == goal.tags
        assert (view.in_bin, view.archived) == (goal.binned, goal.archived is not None)
        self._reckoning_agrees(goal, view)
        for day, slot in {*goal.answers, *goal.words}:
            told = histories.entry(session, clock, self.me, goal.id, day, slot)
            assert (told.note, told.skip_reason) == goal.said((day, slot))
            if (day, slot) in goal.answers:
                assert told.reading == goal.answers[day, slot][0].value

    def _reckoning_agrees(self, goal: Goal, view: GoalView) -> None:
        assert view.status is self.world.status(goal, self.today)
        counts = view.recent
        lately = (counts.done, counts.part, counts.skipped, counts.missed)
        assert lately == self.world.lately(goal, self.today)
        assert counts.due == sum(lately)
        expected = self.world.next_open(goal, self.today)
        if expected is not None or (view.next_due and (view.next_due - self.today).days < FAR):
            assert view.next_due == expected

    # --- What is done ---

    def _does(self, deed: Deed) -> None:
        name, needs = deed
        getattr(self, f"_{name}")(**needs)

    def _act(
        self, then: Callable[[Any], object], use_case: Callable[..., Any], *args: object
    ) -> DomainError | None:
        """Do it, and then to the model what the domain did not refuse. What changed nothing in the
        model either is no act."""
        before = deepcopy(self.world)
        try:
            done = act(self.database, self.me, use_case, *args)
        except DomainError as error:
            return error
        then(done.result)
        self._meet_again()
        if done.act_id is None:
            assert self.world == before
        else:
            self.past.append((before, self.clock.now()))
        return None

    def _meet_again(self) -> None:
        found = self.database.read_now(people.find, 101)
        assert found is not None
        self.me = found
        assert (found.zone, found.day_start_minute) == (self.world.zone, self.world.day_start)

    def _live(self) -> list[Goal]:
        return [goal for goal in self.world.goals.values() if not goal.binned]

    def _create(self, wish: dict[str, Any]) -> None:
        wanted = self._wish(wish)

        def then(view: GoalView) -> None:
            versions = [(wanted.start, wanted.schedule)]
            self.world.goals[view.id] = Goal(
                view.id,
                wanted.title,
                wanted.start,
                wanted.target,
                versions,
                self.clock.now(),
                set(wanted.tags or ()),
            )

        twin = any(title_key(goal.title) == title_key(wanted.title) for goal in self._live())
        assert (self._act(then, goals.create, wanted) is not None) is twin

    def _wish(self, wish: dict[str, Any]) -> Wish:
        start = self.today + wish["start"] * DAY
        target = None if wish["lasts"] is None else start + wish["lasts"] * DAY
        tagged = None if wish.get("tags") is None else tuple(sorted(wish["tags"]))
        title, schedule = wish["title"], wish["schedule"]
        return Wish(title, None, schedule, start, target, Criticality.NORMAL, (), tagged)

    def _rewrite(self, goal: int, wish: dict[str, Any], same_dates: bool) -> None:
        if (mine := _pick(self.world.goals, goal)) is None:
            return
        wanted = self._wish(wish)
        if same_dates:
            wanted = replace(wanted, start=mine.start, target=mine.target)
        self._act(lambda _: self._rewritten(mine.id, wanted), goals.rewrite, mine.id, wanted)

    def _rewritten(self, goal_id: int, wish: Wish) -> None:
        goal, today = self.world.goals[goal_id], self.today
        young = self.world.day_of(goal.created) == today and not goal.answers
        since = max(today if young else today + DAY, goal.start)
        if wish.schedule != goal.versions[-1][1]:
            kept = [one for one in goal.versions if one[0] < since]
            if not kept and goal.start < since:
                kept = [(goal.start, goal.versions[0][1])]
            goal.versions = [*kept, (since, wish.schedule)]
        goal.title, goal.start, goal.target = wish.title, wish.start, wish.target
        goal.tags = goal.tags if wish.tags is None else set(wish.tags)
        self.world.settle(goal, self.clock.now())

    def _remove(self, goal: int) -> None:
        if mine := _pick(self.world.goals, goal):
            assert self._act(lambda _: setattr(mine, "binned", True), goals.remove, mine.id) is None

    def _restore(self, goal: int) -> None:
        if (mine := _pick(self.world.goals, goal)) is None:
            return

        def then(_: object) -> None:
            if mine.binned:
                mine.binned = False
                self.world.settle(mine, self.clock.now())

        self._act(then, goals.restore, mine.id)

    def _archive(self, goal: int) -> None:
        if mine := _pick(self.world.goals, goal):
            now = mine.archived or self.clock.now()
            error = self._act(lambda _: setattr(mine, "archived", now), goals.archive, mine.id)
            assert (error is not None) is mine.binned

    def _revive(self, goal: int) -> None:
        if (mine := _pick(self.world.goals, goal)) is None:
            return

        def then(_: object) -> None:
            if mine.archived is None:
                return
            since, until = self.world.day_of(mine.archived), self.today - DAY
            if since <= until:
                self.world.pauses[-len(self.world.pauses) - 1] = Pause(mine.id, None, since, until)
            mine.archived = None
            self.world.settle(mine, self.clock.now())

        error = self._act(then, goals.revive, mine.id)
        assert (error is not None) is mine.binned

    def _place(self, goal: int, day: int, slot: int) -> tuple[Goal, tuple[date, int]] | None:
        if (mine := _pick(self.world.goals, goal)) is None:
            return None
        on = self.today + day * DAY
        slots = sorted({*mine.slots(on), *mine.answered(on)})
        return mine, (on, slots[slot % len(slots)])

    def _tick(self, goal: int, day: int, slot: int, state: State) -> None:
        if (found := self._place(goal, day, slot)) is None:
            return
        mine, place = found
        allowed = (
            not mine.binned
            and not (mine.archived and mine.once)
            and self.world.may_tick(mine, place[0], self.today)
        )
        was = mine.answered(place[0]).get(place[1], State.OPEN)

        def then(ticked: entries.Ticked) -> None:
            assert (ticked.before, ticked.after) == (was, state)
            assert ticked.was_completed is (mine.completed is not None)
            if was is not state:
                mine.say(place, mine.said(place)[0], None)
                mine.answers.pop(place, None)
                if state is not State.OPEN:
                    mine.answers[place] = (state, self.clock.now())
            if mine.target or mine.once:
                self.world.settle(mine, self.clock.now())
            assert ticked.completed is (mine.completed is not None)

        error = self._act(then, entries.tick, mine.id, place[0], state, None, place[1])
        assert (error is None) is allowed

    def _annotate(self, goal: int, day: int, slot: int, note: str | None) -> None:
        if (found := self._place(goal, day, slot)) is None:
            return
        mine, place = found

        def then(_: object) -> None:
            mine.say(place, note, mine.said(place)[1])

        self._act(then, entries.annotate, (mine.id, *place), note)

    def _explain(self, goal: int, day: int, slot: int, reason: str | None) -> None:
        if (found := self._place(goal, day, slot)) is None:
            return
        mine, place = found

        def then(_: object) -> None:
            if mine.answered(place[0]).get(place[1]) is State.SKIPPED:
                mine.say(place, mine.said(place)[0], reason)

        self._act(then, entries.give_reason, (mine.id, *place), reason)

    def _tag(self, goal: int, names: set[str]) -> None:
        if mine := _pick(self.world.goals, goal):
            self._act(
                lambda _: setattr(mine, "tags", set(names)),
                tags.set_of_goal,
                mine.id,
                tuple(sorted(names)),
            )

    def _rename_tag(self, tag: int, name: str) -> None:
        if (old := _pick(self._tag_names(), tag)) is None:
            return

        def then(_: object) -> None:
            for goal in self.world.goals.values():
                goal.tags = {name if each == old else each for each in goal.tags}
            for pause in self.world.pauses.values():
                pause.tag = name if pause.tag == old else pause.tag

        taken = name != old and name in self.world.tags()
        error = self._act(then, tags.rename, self._tag_id(old), name)
        assert (error is not None) is taken

    def _remove_tag(self, tag: int) -> None:
        if (name := _pick(self._tag_names(), tag)) is None:
            return

        def then(_: object) -> None:
            for goal in self.world.goals.values():
                goal.tags = goal.tags - {name}
            every = self.world.pauses
            self.world.pauses = {id: one for id, one in every.items() if one.tag != name}

        assert self._act(then, tags.remove, self._tag_id(name)) is None

    def _tag_names(self) -> dict[int, str]:
        return dict(enumerate(sorted(self.world.tags())))

    def _tag_id(self, name: str) -> int:
        every = self.database.read_now(tags.every, self.me)
        return next(tag.id for tag in every if tag.name == name)

    def _pause(self, of: str, thing: int, first: int, lasts: int | None) -> None:
        goal = _pick(self.world.goals, thing) if of == "goal" else None
        tag = _pick(self._tag_names(), thing) if of == "tag" else None
        begin = self.today + first * DAY
        end = None if lasts is None else begin + lasts * DAY
        scope = Scope(goal.id if goal else None, self._tag_id(tag) if tag else None)

        def then(made: pauses.PauseView) -> None:
            self.world.pauses[made.id] = Pause(scope.goal_id, tag, begin, end)

        assert self._act(then, pauses.begin, scope, begin, end) is None

    def _rest(self, weekday: int, on: bool) -> None:
        def then(_: object) -> None:
            standing = self.database.read_now(pauses.standing, self.me)
            there = {id for id, one in self.world.pauses.items() if self._is_rest(one, weekday)}
            for id in there if not on else ():
                self._ended(id)
            for one in standing:
                if one.id not in self.world.pauses:
                    days = frozenset({weekday})
                    self.world.pauses[one.id] = Pause(None, None, self.today, None, days)

        assert self._act(then, pauses.set_rest, weekday, on) is None

    def _is_rest(self, pause: Pause, weekday: int) -> bool:
        standing = pause.last is None or pause.last >= self.today
        return standing and (pause.goal, pause.tag, pause.weekdays) == (
            None,
            None,
            frozenset({weekday}),
        )

    def _end_pause(self, pause: int) -> None:
        known = sorted(id for id in self.world.pauses if id > 0)
        if known:
            id = known[pause % len(known)]
            assert self._act(lambda _: self._ended(id), pauses.end, id) is None

    def _ended(self, id: int) -> None:
        pause = self.world.pauses[id]
        if pause.first >= self.today:
            del self.world.pauses[id]
        elif pause.last is None or pause.last >= self.today:
            pause.last = self.today - DAY

    def _feel(self, request: int, step: int) -> None:
        steps = 5 if step <= 5 else 7
        level = step if steps == 5 else LEVELS_OF_SEVEN[step - 1]

        def then(view: MoodView) -> None:
            now = self.clock.now()
            there = self.world.moods.setdefault(view.id, Mood(level, now, now, self.today))
            there.level, there.label = level, None

        self._act(then, moods.log, f"m{request}", step, steps)

    def _correct(self, mood: int, step: int) -> None:
        self._to_mood(mood, lambda _: {"level": step, "label": None}, moods.set_level, step)

    def _say_more(self, mood: int, what: str, number: int) -> None:
        words = tuple(["work", "sleep", "rain", "'; --", "Łódź"][:number])
        felt_at = self.clock.now() - timedelta(hours=7 * number)
        choices: dict[str, tuple[Callable[..., Any], Any]] = {
            "note": (moods.set_note, words[-1]),
            "reasons": (moods.set_reasons, words),
            "emotions": (mood_details.set_emotions, words),
            "energy": (mood_details.set_energy, number),
            "whole_day": (mood_details.set_whole_day, number > 2),
            "felt_at": (mood_details.set_felt_at, felt_at),
        }
        use_case, value = choices[what]
        also = {"day": self.world.day_of(felt_at)} if what == "felt_at" else {}
        self._to_mood(mood, lambda _: {what: value, **also}, use_case, value)

    def _to_mood(
        self,
        mood: int,
        changes: Callable[[Mood], dict[str, Any]],
        use_case: Callable[..., Any],
        *args: object,
    ) -> None:
        """Something is said of a mood, which a mood in the bin does not take."""
        if not self.world.moods:
            return
        ids = sorted(self.world.moods)
        mood_id = ids[mood % len(ids)]
        mine = self.world.moods[mood_id]

        def then(_: object) -> None:
            self.world.moods[mood_id] = replace(mine, **changes(mine))

        error = self._act(then, use_case, mood_id, *args)
        assert (error is not None) is mine.binned

    def _bin_mood(self, mood: int, back: bool) -> None:
        if not self.world.moods:
            return
        ids = sorted(self.world.moods)
        mine = self.world.moods[ids[mood % len(ids)]]
        use_case = moods.restore if back else moods.remove
        self._act(lambda _: setattr(mine, "binned", not back), use_case, ids[mood % len(ids)])

    def _name_mood(self, label: str, level: int) -> None:
        def then(view: mood_labels.LabelView) -> None:
            kept, _ = self.world.labels.get(view.id, (label, level))
            self.world.labels[view.id] = (kept, level)

        assert self._act(then, mood_labels.add, label, level) is None
        assert len({word.casefold() for word, _ in self.world.labels.values()}) == len(
            self.world.labels
        )

    def _forget_name(self, label: int) -> None:
        if self.world.labels:
            id = sorted(self.world.labels)[label % len(self.world.labels)]
            self._act(lambda _: self.world.labels.pop(id), mood_labels.forget, id)

    def _use_name(self, mood: int, label: int) -> None:
        if self.world.labels:
            id = sorted(self.world.labels)[label % len(self.world.labels)]
            word, level = self.world.labels[id]
            self._to_mood(mood, lambda _: {"level": level, "label": word}, mood_labels.set_on, id)

    def _make_scale(self, name: str) -> None:
        def then(view: scales.ScaleView) -> None:
            self.world.scales[view.id] = False

        self._act(then, scales.make, name, 5)

    def _hide_scale(self, scale: int, hidden: bool) -> None:
        if self.world.scales:
            id = sorted(self.world.scales)[scale % len(self.world.scales)]
            self._act(lambda _: self.world.scales.update({id: hidden}), scales.hide, id, hidden)

    def _mark(self, mood: int, scale: int, value: int | None) -> None:
        shown = sorted(id for id, hidden in self.world.scales.items() if not hidden)
        if not shown:
            return
        id = shown[scale % len(shown)]

        def marked(mine: Mood) -> dict[str, Any]:
            others = {key: mark for key, mark in mine.marks.items() if key != id}
            return {"marks": others if value is None else {**others, id: value}}

        self._to_mood(mood, marked, mood_details.set_mark, id, value)

    def _move(self, zone: str) -> None:
        self._act(lambda _: setattr(self.world, "zone", zone), people.set_zone, zone)

    def _rise(self, minute: int) -> None:
        self._act(lambda _: setattr(self.world, "day_start", minute), people.set_day_start, minute)


def _pick(things: dict[int, Any], number: int) -> Any:
    """The so-manieth of the things there are."""
    ids = sorted(things)
    return things[ids[number % len(ids)]] if ids else None


@pytest.mark.timeout(0 if EXAMPLES else 300)
def test_20_21_whatever_one_does_storage_and_a_naive_model_agree(
    new_database: Callable[[], str],
) -> None:
    """Rows 13, 20 and 21: zones and day starts move days under the same acts."""
    lives = type("Lives", (Life,), {"new_database": staticmethod(new_database)})
    run_state_machine_as_test(lives, settings=LIVES)


def test_words_about_a_day_ahead_outlive_an_edit(database: Database, alice: Acquaintance) -> None:
    """What was opened by a look may be forgotten, what somebody wrote may not."""
    goal = database.run_now(goals.create, alice, RUN)
    place = (goal.id, TODAY + 2 * DAY, 0)
    database.run_now(entries.annotate, alice, place, "with Bob")
    database.run_now(goals.rewrite, alice, goal.id, replace(RUN, title="Walk"))
    assert database.read_now(histories.entry, alice, *place).note == "with Bob"
