"""Differences, and between what they likely lie."""

from math import sqrt

import numpy as np
import pytest

from domain.insight.bootstrap import difference, likely, widening
from domain.insight.rotation import Numbers
from tests.domain.insight import crowd

PEOPLE = 500
"""Standard errors of what follows: 1.3 of 100 at 90, 1.6 at 85."""


def by_hand(done: Numbers, mood: Numbers, random: np.random.Generator) -> tuple[float, float]:
    """Drawing days by their numbers, block after block."""
    days = len(done)
    blocks = days // 7
    gaps = []
    for starts in random.integers(0, days, size=(2000, blocks)):
        drawn = [(start + step) % days for start in starts for step in range(7)]
        yes = [mood[n] for n in drawn if done[n]]
        no = [mood[n] for n in drawn if not done[n]]
        if yes and no:
            gaps.append(sum(yes) / len(yes) - sum(no) / len(no))
    low, high = np.quantile(gaps, [0.05, 0.95])
    real = difference(done, mood)
    wider = widening(days, blocks)
    return real + wider * (low - real), real + wider * (high - real)


def test_the_interval_is_that_of_drawing_days_by_hand() -> None:
    random = np.random.default_rng(3)
    mood = random.integers(1, 6, 33).astype(float)
    done = np.array([1.0] * 8 + [0.0] * 25)  # one block of done days: some draws have none of them
    found = likely(done, mood, np.random.default_rng(4))
    assert found == pytest.approx(by_hand(done, mood, np.random.default_rng(4)))
    assert found == likely(done, mood, np.random.default_rng(4))


@pytest.mark.parametrize(
    ("blocks", "student"), [(4, 2.353), (5, 2.132), (8, 1.895), (17, 1.746), (52, 1.675)]
)
def test_few_blocks_are_widened_to_the_quantiles_of_student(blocks: int, student: float) -> None:
    whole = widening(7 * blocks, blocks)
    assert whole == pytest.approx(student / 1.645 * sqrt(blocks / (blocks - 1)), rel=0.02)
    assert widening(7 * blocks + 3, blocks) == pytest.approx(
        whole * sqrt(7 * blocks / (7 * blocks + 3))
    )


@pytest.mark.parametrize(
    ("days", "streaky", "least", "most"),
    [
        (30, False, 0.90, 0.97),
        (60, False, 0.88, 0.94),
        (120, False, 0.87, 0.93),
        (60, True, 0.84, 0.92),
        (120, True, 0.82, 0.91),
    ],
)
def test_nine_of_ten_intervals_hold_the_truth_and_in_streaky_lives_a_little_fewer(
    days: int, streaky: bool, least: float, most: float
) -> None:
    random = np.random.default_rng(days)
    done = crowd.done(random, PEOPLE, 1, days, streaky)[:, 0]
    mood = crowd.moods(random, PEOPLE, days, streaky)
    both = [each for each in range(PEOPLE) if 8 <= done[each].sum() <= days - 8]
    spans = [likely(done[each], mood[each], np.random.default_rng(each)) for each in both]
    assert least <= sum(low <= 0 <= high for low, high in spans) / len(both) <= most
