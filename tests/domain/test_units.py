from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import ONE_DAY
from domain.entries import Progress, Reading, State
from domain.kinds import (
    AfterDone,
    Daily,
    Once,
    Period,
    Schedule,
    Slotted,
    TimesIn,
    TimesPer,
    Weekdays,
)
from domain.schedules import Plan, Version
from domain.units import Unit, progress, recent, units, units_in_a_row
from domain.windows import Window, first_share
from tests.domain.plans import answers, day, distance, plan, rest

THREE_A_WEEK = TimesPer(3, Period.WEEK)
SUNDAYS = Weekdays(frozenset({6}))

Short = tuple[int | None, int | None, int, str]


def short(some: list[Unit]) -> list[Short]:
    """First and last as distances from the Monday, the need and the reading."""
    return [
        (distance(unit.first), distance(unit.last), unit.need, unit.reading.value) for unit in some
    ]


def changed(at: int, before: Schedule, after: Schedule) -> Plan:
    """A plan that starts on the Monday with one schedule and has another from a day on."""
    return Plan(day(0), None, (Version(day(0), before), Version(day(at), after)))


def test_each_due_day_of_a_fixed_schedule_is_a_unit():
    mon_wed = plan(Weekdays(frozenset({0, 2})))
    assert short(units(mon_wed, answers("d.p....s"), day(9))) == [
        (0, 0, 1, "done"),
        (2, 2, 1, "part"),
        (7, 7, 1, "skipped"),
        (9, 9, 1, "open"),
    ]
    assert short(units(mon_wed, {}, day(3))) == [(0, 0, 1, "missed"), (2, 2, 1, "missed")]
    twice_a_day = plan(Slotted(Daily(), (480, 1200)))
    assert short(units(twice_a_day, answers("p"), day(1))) == [(0, 0, 1, "part"), (1, 1, 1, "open")]


def test_a_unit_counts_the_days_that_were_answered():
    (week,) = units(plan(THREE_A_WEEK), answers("dpd.sd"), day(5))
    assert week == Unit(day(0), day(6), 3, 3, 1, 1, Reading.DONE)


def test_a_backfilled_day_is_a_unit_of_its_own_and_silence_beside_it_is_none():
    assert short(units(plan(SUNDAYS), answers("d.s", -9) | answers("d", 3), day(7))) == [
        (-9, -9, 1, "done"),
        (-7, -7, 1, "skipped"),
        (3, 3, 1, "done"),
        (6, 6, 1, "missed"),
    ]
    assert short(units(plan(Daily(), rests=(rest(0, 9),)), answers("p", 5), day(9))) == [
        (5, 5, 1, "part")
    ]


def test_a_day_done_ahead_is_a_unit_when_it_comes():
    ahead = answers("d", 1)
    assert short(units(plan(Daily()), ahead, day(0))) == [(0, 0, 1, "open")]
    assert short(units(plan(Daily()), ahead, day(1))) == [(0, 0, 1, "missed"), (1, 1, 1, "done")]
    assert units(plan(SUNDAYS), ahead, day(0)) == []


@pytest.mark.parametrize(
    ("week", "today", "reading"),
    [
        ("", 6, "open"),
        ("", 7, "missed"),
        ("dd", 6, "open"),
        ("ddd", 2, "done"),
        ("dd....d", 7, "done"),
        ("ddp", 7, "missed"),
        ("ddp", 6, "open"),
        # A skip lowers what is asked for, and three of them are a skipped week.
        ("dds", 7, "done"),
        ("dss", 7, "done"),
        ("sss", 7, "skipped"),
        ("ss", 7, "missed"),
        ("sssd", 7, "done"),
    ],
)
def test_a_week_is_met_when_it_was_done_so_many_times(week: str, today: int, reading: str):
    first = units(plan(THREE_A_WEEK), answers(week), day(today))[0]
    assert short([first]) == [(0, 6, 3, reading)]


def test_a_week_begins_on_the_day_the_schedule_says():
    from_sunday = plan(TimesPer(3, Period.WEEK, week_start=6), start=-1)
    assert short(units(from_sunday, answers("ddd", -1), day(6))) == [
        (-1, 5, 3, "done"),
        (6, 12, 3, "open"),
    ]


def test_a_week_of_which_a_part_is_lived_asks_for_its_share_rounded_up():
    assert short(units(plan(THREE_A_WEEK, start=3, target=8), {}, day(20))) == [
        (3, 6, 2, "missed"),
        (7, 8, 1, "missed"),
    ]
    assert short(units(plan(THREE_A_WEEK, rests=(rest(1, 4),)), {}, day(6))) == [(0, 6, 2, "open")]
    assert short(units(plan(TimesPer(7, Period.WEEK), start=5), {}, day(5))) == [(5, 6, 2, "open")]


@pytest.mark.parametrize(
    ("a_plan", "on", "expected"),
    [
        (plan(THREE_A_WEEK, start=4), 4, Window(day(4), day(6), 2)),
        (plan(THREE_A_WEEK, start=4), 6, Window(day(4), day(6), 2)),
        (plan(THREE_A_WEEK, start=4), 7, None),
        (plan(THREE_A_WEEK), 0, None),
        # Three of the five days that are left are still three.
        (plan(THREE_A_WEEK, start=2), 2, None),
        (plan(TimesPer(8, Period.MONTH), start=0), 0, Window(day(0), day(14), 4)),
        (changed(4, Daily(), THREE_A_WEEK), 4, Window(day(4), day(6), 2)),
        (changed(4, Daily(), THREE_A_WEEK), 3, None),
        (plan(THREE_A_WEEK, start=4, rests=(rest(4, 6),)), 4, None),
        # A week that ends early is no first one.
        (plan(THREE_A_WEEK, target=1), 0, None),
        (plan(TimesIn(3, 7), start=4), 4, None),
    ],
)
def test_a_first_week_or_month_that_asks_for_less_is_known(
    a_plan: Plan, on: int, expected: Window | None
):
    assert first_share(a_plan, day(on)) == expected


def test_only_whole_stretches_make_a_row_of_weeks():
    """Three days filled in before the start were once "3 weeks in a row", with one week done."""
    backfilled = answers("ddd") | answers("ddd", 7)
    assert short(units_in_a_row(plan(THREE_A_WEEK, start=7), backfilled, day(12))) == [
        (7, 13, 3, "done")
    ]
    assert len(units(plan(THREE_A_WEEK, start=7), backfilled, day(12))) == 4


def test_days_of_an_earlier_schedule_are_no_weeks_of_the_present_one():
    a_plan = changed(7, Daily(), THREE_A_WEEK)
    assert short(units_in_a_row(a_plan, answers("d" * 10), day(12))) == [(7, 13, 3, "done")]


@pytest.mark.parametrize("schedule", [Daily(), SUNDAYS, AfterDone(3)])
def test_of_a_goal_that_is_due_on_days_every_unit_makes_a_row(schedule: Schedule):
    given_days = answers("dd.d..d", -2)
    a_plan = plan(schedule)
    assert units_in_a_row(a_plan, given_days, day(6)) == units(a_plan, given_days, day(6))


def test_a_week_that_rests_wholly_is_none_unless_it_was_done_all_the_same():
    paused = plan(THREE_A_WEEK, rests=(rest(7, 13),))
    assert short(units(paused, answers("d", 9), day(14))) == [
        (0, 6, 3, "missed"),
        (9, 9, 1, "done"),
        (14, 20, 3, "open"),
    ]
    assert units(plan(THREE_A_WEEK, rests=(rest(0),)), {}, day(9)) == []


def test_a_changed_schedule_cuts_the_week_in_two_and_leaves_the_older_half_as_it_was():
    a_plan = changed(2, THREE_A_WEEK, TimesPer(6, Period.WEEK))
    assert short(units(a_plan, answers("d"), day(7))) == [
        (0, 1, 1, "done"),
        (2, 6, 5, "missed"),
        (7, 13, 6, "open"),
    ]


def test_more_days_than_a_month_has_are_asked_of_none():
    every_day = plan(TimesPer(31, Period.MONTH), start=77)
    assert day(77) == date(2027, 2, 1)
    assert short(units(every_day, {}, day(77))) == [(77, 104, 28, "open")]


def test_of_so_many_times_in_so_many_days_each_day_closes_a_window():
    two_in_three = plan(TimesIn(2, 3))
    assert short(units(two_in_three, answers("dd...d"), day(6))) == [
        (0, 2, 2, "done"),
        (1, 3, 2, "missed"),
        (2, 4, 2, "missed"),
        (3, 5, 2, "missed"),
        (4, 6, 2, "open"),
    ]


def test_the_first_window_is_under_way_from_its_first_day_and_may_be_met_early():
    three_in_seven = plan(TimesIn(3, 7))
    assert units(three_in_seven, {}, day(-1)) == []
    assert short(units(three_in_seven, answers("d"), day(0))) == [(0, 6, 3, "open")]
    assert short(units(three_in_seven, answers("ddd"), day(2))) == [(0, 6, 3, "done")]


def test_a_life_shorter_than_a_window_asks_for_its_share():
    assert short(units(plan(TimesIn(3, 7), target=2), {}, day(3))) == [(0, 2, 2, "missed")]


def test_a_rest_stretches_a_window_over_it():
    paused = plan(TimesIn(2, 3), rests=(rest(2, 11),))
    assert short(units(paused, answers("dd"), day(13))) == [(0, 12, 2, "done"), (1, 13, 2, "open")]
    assert units(plan(TimesIn(2, 3), rests=(rest(0),)), {}, day(9)) == []


def test_after_it_was_done_it_falls_due_again_so_many_days_later():
    plants = plan(AfterDone(3))
    assert short(units(plants, answers(".d..."), day(4))) == [(0, 1, 1, "done"), (4, 6, 1, "open")]
    assert short(units(plants, answers(".s"), day(4))) == [(0, 1, 1, "skipped"), (4, 6, 1, "open")]
    assert short(units(plants, {}, day(6))) == [
        (0, 2, 1, "missed"),
        (3, 5, 1, "missed"),
        (6, 8, 1, "open"),
    ]


def test_doing_it_early_counts_and_moves_the_next_turn():
    plants = plan(AfterDone(5))
    assert short(units(plants, answers("d..d"), day(8))) == [
        (0, 0, 1, "done"),
        (3, 3, 1, "done"),
        (8, 12, 1, "open"),
    ]
    # An answer from before the goal was made, too.
    assert short(units(plants, answers("d", -2), day(3))) == [
        (-2, -2, 1, "done"),
        (3, 7, 1, "open"),
    ]


def test_a_year_of_early_turns_is_counted_without_running_deep():
    early = answers("d" * 3000)
    assert len(units(plan(AfterDone(2)), early, day(3000))) == 3000


def test_a_rest_within_a_turn_does_not_use_it_up():
    paused = plan(AfterDone(3), rests=(rest(1, 9),))
    assert short(units(paused, {}, day(11))) == [(0, 11, 1, "open")]
    assert short(units(paused, {}, day(12))) == [(0, 11, 1, "missed"), (12, 14, 1, "open")]
    assert short(units(paused, answers("d"), day(12))) == [(0, 0, 1, "done"), (10, 12, 1, "open")]
    assert short(units(plan(AfterDone(3), rests=(rest(1),)), answers("d"), day(99))) == [
        (0, 0, 1, "done")
    ]


def test_a_change_of_mind_is_no_missed_turn_but_the_end_of_a_goal_may_be():
    assert short(units(changed(1, AfterDone(3), Daily()), {}, day(1))) == [(1, 1, 1, "open")]
    assert short(units(changed(1, AfterDone(3), AfterDone(5)), answers("d"), day(5))) == [
        (0, 0, 1, "done"),
        (5, 9, 1, "open"),
    ]
    assert short(units(plan(AfterDone(9), target=3), {}, day(4))) == [(0, 3, 1, "missed")]


def test_a_one_time_goal_has_the_unit_of_its_date_or_of_the_day_it_was_done():
    assert short(units(plan(Once(), target=3), {}, day(2))) == []
    assert short(units(plan(Once(), target=3), {}, day(4))) == [(3, 3, 1, "missed")]
    for today in (5, 9):
        assert short(units(plan(Once()), answers("d", 5), day(today))) == [(5, 5, 1, "done")]


def test_progress_counts_each_reading_and_due_leaves_out_the_open_ones():
    history = units(plan(Daily()), answers("dps.d"), day(5))
    assert progress(history) == Progress(done=2, part=1, skipped=1, missed=1, open=1, due=5)


@given(st.dictionaries(st.integers(-9, 40), st.sampled_from(State)), st.integers(0, 40))
def test_the_counts_add_up_to_what_was_due(said: dict[int, State], now: int):
    states = {day(n): state for n, state in said.items()}
    for schedule in (Daily(), THREE_A_WEEK, TimesIn(2, 3), AfterDone(3)):
        counted = progress(units(plan(schedule), states, day(now)))
        parts = (counted.done, counted.part, counted.skipped, counted.missed)
        assert sum(parts) == counted.due


@given(st.dictionaries(st.integers(-9, 60), st.sampled_from(State)), st.integers(0, 50))
def test_the_past_reads_the_same_on_every_later_day(said: dict[int, State], now: int):
    """What is answered later changes no unit that was closed; see also the turns, which run on."""
    states = {day(n): state for n, state in said.items()}
    known = {each: state for each, state in states.items() if each <= day(now)}
    for schedule in (Daily(), SUNDAYS, THREE_A_WEEK, TimesIn(2, 3), AfterDone(3)):
        closed = [unit for unit in units(plan(schedule), known, day(now)) if unit.last < day(now)]
        assert closed == units(plan(schedule), states, day(60))[: len(closed)]


@pytest.mark.parametrize(
    ("history", "today", "done", "due"),
    [
        ("ddddddddd...", 12, 9, 12),
        ("ddddddddd...d", 12, 9, 12),
        (".ddddddddd...o", 13, 9, 12),
        ("ddd", 3, 3, 3),
        ("dddd", 3, 4, 4),
        ("ddds", 3, 3, 4),
        ("", 0, 0, 0),
    ],
)
def test_recent_counts_today_only_once_answered(history: str, today: int, done: int, due: int):
    counted = recent(plan(Daily()), answers(history), day(today))
    assert (counted.done, counted.due, counted.open) == (done, due, 0)


def test_recent_counts_weeks_where_weeks_are_asked_for():
    weeks = "ddd....d......dd"
    assert recent(plan(THREE_A_WEEK), answers(weeks), day(15), 5) == Progress(1, 0, 0, 1, 0, 2)
    assert recent(plan(THREE_A_WEEK), answers(weeks + "d"), day(16), 2) == Progress(
        1, 0, 0, 1, 0, 2
    )
    assert recent(plan(SUNDAYS), answers("d", 6), day(14), 5) == Progress(1, 0, 0, 1, 0, 2)


def test_the_units_are_in_order_and_each_answer_is_in_one_of_them():
    states = answers("d.p.s..d.d.d..sd", -5)
    for schedule in (Daily(), SUNDAYS, THREE_A_WEEK, AfterDone(4), Once()):
        some = units(plan(schedule), states, day(20))
        assert [unit.last for unit in some] == sorted(unit.last for unit in some)
        for each in states:
            assert sum(unit.first <= each <= unit.last for unit in some) == 1
        assert all(unit.last - unit.first < 7 * ONE_DAY for unit in some)
