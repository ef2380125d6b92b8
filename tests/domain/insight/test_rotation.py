"""Chance by rotation and what stands of several tests, each against its definition in plain Python."""

from math import cos, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.insight.limits import PAIRED_PER_TEST, TESTS_MOST
from domain.insight.rotation import agreement, chance, discoveries, freed, lingering, quick

DAYS = st.lists(
    st.tuples(st.booleans(), st.sampled_from([1, 1.66, 2, 3, 4, 5])), min_size=2, max_size=40
)


def by_hand(days: list[tuple[bool, float]]) -> tuple[float, float]:
    """The chance and the agreement, rotating lists."""
    mood = without_waves([mood for _, mood in days])
    done = without_waves([float(done) for done, _ in days])
    square = sum(each * each for each in mood)
    kept = sum(map(float.__mul__, mood, mood[1:])) / square if square > 1e-9 else 0
    acts, moods = centred(without_before(done, kept)), centred(without_before(mood, kept))
    agreements = [
        sum(map(float.__mul__, acts[turn:] + acts[:turn], moods)) for turn in range(len(days))
    ]
    as_much = sum(abs(each) >= abs(agreements[0]) - 1e-9 for each in agreements)
    return as_much / len(days), agreements[0]


def without_waves(values: list[float]) -> list[float]:
    """One wave after the other: none, half of one in sixty days, a whole one, and so on."""
    days = len(values)
    for halves in range(days // 30 + 1):
        wave = [cos(pi * halves * (2 * day + 1) / (2 * days)) for day in range(days)]
        share = sum(map(float.__mul__, wave, values)) / sum(each * each for each in wave)
        values = [value - share * each for value, each in zip(values, wave, strict=True)]
    return values


def centred(values: list[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]


def without_before(values: list[float], kept: float) -> list[float]:
    later = [value - kept * values[n] for n, value in enumerate(values[1:])]
    return [values[0] * sqrt(1 - kept * kept), *later]


@given(DAYS)
def test_chance_is_the_share_of_rotations_that_agree_as_much(
    days: list[tuple[bool, float]],
) -> None:
    done, mood = np.array(days, dtype=np.float64).T
    share, agrees = by_hand(days)
    assert float(chance(done, mood)) == pytest.approx(share)
    assert float(agreement(done, mood)) == pytest.approx(agrees, abs=1e-9)


@pytest.mark.parametrize("days", [29, 30, 39, 59, 60, 100, 365])
def test_so_it_is_for_as_many_days_as_people_have(days: int) -> None:
    random = np.random.default_rng(days)
    done, mood = random.integers(0, 2, days), random.integers(1, 6, days)
    share, agrees = by_hand(list(zip(done.tolist(), mood.astype(float).tolist(), strict=True)))
    assert float(chance(done.astype(float), mood.astype(float))) == pytest.approx(share)
    assert float(agreement(done.astype(float), mood.astype(float))) == pytest.approx(agrees)


def test_many_people_at_once_are_as_each_alone() -> None:
    random = np.random.default_rng(1)
    done = random.integers(0, 2, (3, 2, 40)).astype(float)
    mood = random.integers(1, 6, (3, 2, 40)).astype(float)
    alone = [[chance(done[a, b], mood[a, b]) for b in range(2)] for a in range(3)]
    assert chance(done, mood) == pytest.approx(np.array(alone))


def test_what_never_changes_agrees_with_nothing() -> None:
    done = np.array([1.0, 0] * 20)
    assert float(chance(done, np.full(40, 4.0))) == 1
    assert float(chance(np.ones(40), done)) == 1


@pytest.mark.parametrize(("period", "left"), [(30, 1.0), (45, 1.0), (90, 0.0), (400, 0.0)])
def test_seasons_are_taken_out_and_weeks_left(period: int, left: float) -> None:
    wave = np.cos(2 * np.pi * np.arange(180) / period)
    assert np.std(quick(3 + wave)) / np.std(wave) == pytest.approx(left, abs=0.05)


def test_a_series_is_freed_of_the_day_before_and_its_first_day_weighs_as_much() -> None:
    random = np.random.default_rng(2)
    series = random.standard_normal((2000, 200))
    for day in range(1, 200):
        series[:, day] = 0.8 * series[:, day - 1] + 0.6 * series[:, day]
    clean = freed(series, np.array([0.8]))
    assert np.mean(lingering(series)) == pytest.approx(0.8, abs=0.03)
    assert np.mean(lingering(clean)) == pytest.approx(0, abs=0.02)
    assert np.std(clean[:, 0]) == pytest.approx(np.std(clean[:, 1:]), rel=0.1)


@given(st.lists(st.integers(1, 50).map(lambda n: n / 50), min_size=1, max_size=5))
def test_what_stands_is_as_benjamini_and_hochberg_define_it(chances: list[float]) -> None:
    """The largest k for which the k-th smallest chance is at most k/m of the share; then those k."""
    ordered, tests = sorted(chances), len(chances)
    most = max(
        (k for k in range(1, tests + 1) if ordered[k - 1] <= 0.1 * k / tests + 1e-9), default=0
    )
    stands = [most > 0 and each <= ordered[most - 1] for each in chances]
    assert discoveries(np.array(chances), 0.1).tolist() == stands


@pytest.mark.parametrize("tests", range(1, TESTS_MOST + 1))
def test_ten_days_a_test_are_just_enough_for_the_rarest_rotation(tests: int) -> None:
    least = PAIRED_PER_TEST * tests
    alone = [1 / least, *[1.0] * (tests - 1)]
    assert discoveries(np.array(alone), 0.1)[0]
    assert not discoveries(np.array([1 / (least - 1), *alone[1:]]), 0.1)[0]
