"""How often chance is told as news, and how often news are found, on people made of chance.

Seeds are fixed, so that the figures are always the same; the standard errors say how far they may be
from what endless people would give, and the bounds are further away than that.
"""

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.insight.limits import PAIRED_PER_TEST, TESTS_MOST
from tests.domain.insight import crowd
from tests.domain.insight.retests import clear

GOALS = TESTS_MOST
MONTH_ENDS = (31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
LIVES = pytest.mark.parametrize("streaky", [False, True])


@pytest.mark.parametrize(
    ("days", "streaky", "most"),
    [
        (60, False, 0.09),
        (60, True, 0.07),
        (120, False, 0.10),
        (120, True, 0.07),
        (365, False, 0.11),
        (365, True, 0.07),
    ],
)
def test_at_most_one_in_ten_has_a_finding_where_there_is_none(
    days: int, streaky: bool, most: float
) -> None:
    """Standard error: 0.5 of 100 at most. One in ten is what Benjamini and Hochberg promise where
    nothing is there at all. Days that have nothing to do with each other come up to it once there are
    many of them, hence the one bound that leaves it two standard errors; streaky lives stay far below.
    """
    random = np.random.default_rng(days)
    done = crowd.done(random, 4000, GOALS, days, streaky)
    found = clear(done, crowd.moods(random, 4000, days, streaky))
    assert np.any(found, axis=-1).mean() <= most


@LIVES
def test_one_level_is_found_in_four_of_five_after_120_days(streaky: bool) -> None:
    """Among four goals without any effect. Standard errors: 0.2 of 100, and 0.9 where it is streaky."""
    random = np.random.default_rng(2)
    done = crowd.done(random, 1000, GOALS, 120, streaky)
    mood = crowd.levels(crowd.under_moods(random, 1000, 120, streaky) + done[:, 0] - 0.5)
    up = mood[done[:, 0] == 1].mean() - mood[done[:, 0] == 0].mean()
    assert up == pytest.approx(1, abs=0.05)
    assert (clear(done, mood)[:, 0] == 1).mean() >= 0.80


@pytest.mark.parametrize("together", ["year", "drift", "begun"])
def test_what_only_moves_together_over_months_is_not_found(together: str) -> None:
    """By the year, by a steady drift, or since a better time in which five habits began, once: moods by
    a level, what is done from one day of five to four of five. Standard error: 1 of 100 at most."""
    random = np.random.default_rng(6)
    days, people = (365, 400) if together == "year" else (120, 1000)
    slow = {
        "year": np.cos(2 * np.pi * (np.arange(days) / days + random.random((people, 1)))) / 2,
        "drift": np.broadcast_to(np.linspace(-0.5, 0.5, days), (people, days)),
        "begun": (np.arange(days) >= random.integers(30, 90, (people, 1))) - 0.5,
    }[together]
    done = 1.0 * (random.random((people, GOALS, days)) < 0.5 + 0.6 * slow[:, None])
    mood = crowd.levels(crowd.under_moods(random, people, days, streaky=False) + slow)
    assert np.any(clear(done, mood), axis=-1).mean() <= 0.13


@LIVES
def test_in_a_year_of_re_tests_two_in_ten_are_told_of_something_that_is_not_there(
    streaky: bool,
) -> None:
    """Standard error: 1.2 of 100, and 0.3 for one re-test. Twice as many would be told of something,
    were it told when it is found first."""
    random = np.random.default_rng(3)
    done = crowd.done(random, 1000, GOALS, 365, streaky)
    found = year(done, crowd.moods(random, 1000, 365, streaky))
    told = (found[1:] == found[:-1]) & (found[1:] != 0)
    at_once = np.any(found, axis=(0, 2)).mean()
    assert np.any(found, axis=2).mean() <= 0.10
    assert np.any(told, axis=(0, 2)).mean() <= min(0.20, 0.6 * at_once)


def year(done: NDArray[np.float64], mood: NDArray[np.float64]) -> NDArray[np.int64]:
    """The re-tests at the end of each month, of as many goals as the days are enough for."""
    found = np.zeros((len(MONTH_ENDS), *done.shape[:2]), dtype=np.int64)
    for month, days in enumerate(MONTH_ENDS):
        tests = min(GOALS, days // PAIRED_PER_TEST)
        found[month, :, :tests] = clear(done[:, :tests, :days], mood[:, :days])
    return found


@pytest.mark.parametrize(("days", "by_luck"), [(14, 0.41), (28, 0.23), (56, 0.08), (90, 0.03)])
def test_half_a_level_between_done_and_not_is_often_luck(days: int, by_luck: float) -> None:
    """Why there are thresholds at all. Standard errors: 0.35 of 100 at most."""
    random = np.random.default_rng(4)
    done = crowd.done(random, 20_000, 1, days, streaky=False)[:, 0]
    mood = crowd.moods(random, 20_000, days, streaky=False)
    times = done.sum(axis=-1)
    both = (times > 0) & (times < days)
    on_done = (done * mood).sum(axis=-1)[both] / times[both]
    on_others = ((1 - done) * mood).sum(axis=-1)[both] / (days - times)[both]
    assert (np.abs(on_done - on_others) >= 0.5 - 1e-9).mean() == pytest.approx(by_luck, abs=0.015)
