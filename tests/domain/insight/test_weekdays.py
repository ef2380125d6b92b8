"""The pattern of a week, put in words only where shuffled weeks have none like it."""

from datetime import date
from random import Random

import numpy as np
import pytest

from domain.insight.progress import Counted, NotYet
from domain.insight.rhythm import WeekdayPattern
from domain.insight.weekdays import weekday_pattern
from tests.domain.insight import crowd
from tests.domain.plans import day


def test_a_pattern_takes_six_weeks() -> None:
    assert weekday_pattern({day(n): 3.0 for n in range(35)}, 1) == NotYet(Counted.WEEKS, 5, 6)
    assert isinstance(weekday_pattern({day(n): 3.0 for n in range(36)}, 1), WeekdayPattern)


def test_a_week_without_a_pattern_is_told_in_figures_only() -> None:
    found = weekday_pattern({day(n): 3.0 for n in range(42)}, 1)
    assert found == WeekdayPattern(((3.0,) * 6,) * 7, (3.0,) * 7, 0, 0, clear=False)


def test_good_saturdays_are_clear_and_named() -> None:
    values = [3.0, 4.0, 2.0, 3.0, 2.5, 3.0, 3.5, 2.0]
    days = {day(n): values[n % 8] + (n % 7 == 5) for n in range(70)}
    found = weekday_pattern(days, 1)
    assert isinstance(found, WeekdayPattern)
    assert (found.clear, found.highest) == (True, 5)
    assert found.values[5] == tuple(days[day(n)] for n in range(5, 70, 7))
    assert found == weekday_pattern(days, 1)


def test_good_and_bad_weeks_do_not_hide_what_is_the_same_in_each() -> None:
    """Days shuffled over all weeks would have larger gaps by the luck of the weeks they fall in."""
    level = [1.0, 4.0, 2.0, 4.0, 1.0, 3.0, 4.0, 1.0]
    found = weekday_pattern({day(n): level[n // 7] + 0.5 * (n % 7 == 6) for n in range(56)}, 1)
    assert isinstance(found, WeekdayPattern)
    assert (found.clear, found.highest) == (True, 6)


@pytest.mark.parametrize("seed", range(5))
def test_it_is_clear_where_shuffling_by_hand_finds_it_rare(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    days = {
        day(n): random.choice(crowd.LEVELS) + (n % 7 == 6) * (seed % 3)
        for n in range(63)
        if random.random() < 0.9
    }
    found = weekday_pattern(days, seed)
    assert isinstance(found, WeekdayPattern)
    rare = _by_hand(days, random)
    assert abs(rare - 0.05) > 0.02, (
        "too close for two drawings of chance to agree: take other seeds"
    )
    assert found.clear is (rare <= 0.05)


def _by_hand(days: dict[date, float], random: Random) -> float:
    weeks: dict[int, list[date]] = {}
    for each in days:
        weeks.setdefault((each - day(0)).days // 7, []).append(each)
    as_large = 0
    for _ in range(1000):
        shuffled = {}
        for week in weeks.values():
            values = random.sample([days[each] for each in week], len(week))
            shuffled.update(zip(week, values, strict=True))
        as_large += _gap(shuffled) >= _gap(days) - 1e-9
    return as_large / 1000


def _gap(days: dict[date, float]) -> float:
    means = []
    for weekday in range(7):
        own = [value for each, value in days.items() if each.weekday() == weekday]
        means.append(sum(own) / len(own))
    return max(means) - min(means)


@pytest.mark.parametrize("streaky", [False, True])
def test_at_most_one_in_twenty_hears_of_a_pattern_there_is_not(streaky: bool) -> None:
    """Of 300 people, with a standard error of 1.3 of 100; streaks make it rarer."""
    moods = crowd.moods(np.random.default_rng(9), 300, 84, streaky)
    found = [
        weekday_pattern({day(n): value for n, value in enumerate(person)}, 1)
        for person in moods.tolist()
    ]
    assert sum(isinstance(each, WeekdayPattern) and each.clear for each in found) / 300 <= 0.065
