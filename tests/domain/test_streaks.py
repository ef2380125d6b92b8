import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kinds import Daily, Period, TimesPer
from domain.schedules import Plan
from domain.streaks import Streaks, streaks
from domain.units import units
from tests.domain.plans import answers, day, plan

WEEKLY = plan(TimesPer(2, Period.WEEK))


def streaks_of(letters: str, today: int, a_plan: Plan | None = None) -> Streaks:
    return streaks(units(a_plan or plan(Daily()), answers(letters), day(today)))


@pytest.mark.parametrize(
    ("letters", "today", "expected"),
    [
        ("", 0, Streaks()),
        ("", 3, Streaks()),
        ("ddd", 3, Streaks(3, 3, day(0), day(0), day(2))),
        # Today is left out until it is done.
        ("ddd", 2, Streaks(3, 3, day(0), day(0), day(2))),
        ("dd", 2, Streaks(2, 2, day(0), day(0), day(1))),
        ("dd", 3, Streaks(0, 2, None, day(0), day(1))),
        # Skips and parts neither grow nor break.
        ("dspd", 4, Streaks(2, 2, day(0), day(0), day(3))),
        ("sd", 2, Streaks(1, 1, day(1), day(1), day(1))),
        ("dds", 3, Streaks(2, 2, day(0), day(0), day(1))),
        ("ss", 2, Streaks()),
        # Of two that are as long, the first was the best.
        ("dd.dd", 5, Streaks(2, 2, day(3), day(0), day(1))),
        ("d.dd", 4, Streaks(2, 2, day(2), day(2), day(3))),
        ("ddd.dd", 6, Streaks(2, 3, day(4), day(0), day(2))),
    ],
)
def test_a_streak_begins_and_ends_on_done(letters: str, today: int, expected: Streaks):
    assert streaks_of(letters, today) == expected


def test_a_weekly_goal_counts_weeks():
    two_weeks = "dd.....d.....d"
    assert streaks_of(two_weeks, 14, WEEKLY) == Streaks(2, 2, day(0), day(0), day(13))
    assert streaks_of(two_weeks + "dd", 15, WEEKLY).current == 3
    assert streaks_of(two_weeks, 21, WEEKLY).current == 0


@given(st.text("dps.", max_size=30))
def test_the_best_streak_is_the_longest_row_between_misses(letters: str):
    rows = [row.count("d") for row in letters.split(".")]
    counted = streaks_of(letters, len(letters))
    assert (counted.current, counted.best) == (rows[-1], max(rows))
