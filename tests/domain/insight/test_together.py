"""The re-test of a month: who is tested, what is found, and which way round."""

from collections.abc import Sequence

import numpy as np
import pytest

from domain.insight.findings import LeftOut, Together
from domain.insight.pairs import Paired
from domain.insight.progress import Counted, NotYet
from domain.insight.rotation import Numbers
from domain.insight.together import chosen, retest
from tests.domain.insight import crowd
from tests.domain.insight.retests import SEED, clear
from tests.domain.plans import day


def pairs(done: Sequence[float] | Numbers, mood: Sequence[float] | Numbers) -> tuple[Paired, ...]:
    """Day by day; the mood of the day before is known from the second on."""
    return tuple(
        Paired(day(n), bool(done[n]), float(mood[n]), float(mood[n - 1]) if n else None)
        for n in range(len(done))
    )


def by_luck(days: int, seed: int = 1) -> tuple[Paired, ...]:
    """Done every other day, a mood of no pattern."""
    mood = np.random.default_rng(seed).integers(1, 6, days)
    return pairs([n % 2 for n in range(days)], mood)


@pytest.mark.parametrize(
    ("days", "done", "expected"),
    [
        (29, 14, NotYet(Counted.DAYS, 29, 30)),
        (30, 7, NotYet(Counted.DONE, 7, 8)),
        (30, 23, NotYet(Counted.NOT_DONE, 7, 8)),
    ],
)
def test_below_the_threshold_there_is_progress_only(days: int, done: int, expected: NotYet) -> None:
    short = pairs([n < done for n in range(days)], [3.0] * days)
    assert retest({"walk": short}, 1) == {"walk": expected}


@pytest.mark.parametrize("done", [8, 22])
def test_thirty_days_with_eight_on_either_side_are_tested(done: int) -> None:
    found = retest({"walk": pairs([n < done for n in range(30)], [3.0] * 30)}, 1)["walk"]
    assert found == Together(done, 30 - done, 0, 0, 0, clear=False, either_way=False)


def test_nobody_is_tested_where_there_is_nothing() -> None:
    assert retest({}, 1) == {}
    assert retest({"walk": ()}, 1) == {"walk": NotYet(Counted.DAYS, 0, 30)}


def test_each_further_test_asks_more_days_of_all() -> None:
    three = {"a": by_luck(45), "b": by_luck(45), "c": by_luck(45)}
    assert chosen(three) == ["a", "b", "c"]
    assert chosen(three | {"d": by_luck(40)}) == ["a", "b", "c", "d"]
    found = retest(three | {"d": by_luck(39)}, 1)
    assert found["d"] == NotYet(Counted.DAYS, 39, 40)
    assert isinstance(found["a"], Together)


def test_five_are_tested_those_with_the_most_days_and_of_two_alike_the_first() -> None:
    six = {name: by_luck(50) for name in "abcdef"} | {"g": by_luck(60), "h": by_luck(49)}
    assert chosen(six) == ["g", "a", "b", "c", "d"]
    found = retest(six, 1)
    assert found["e"] == found["f"] == LeftOut(5)
    assert found["h"] == NotYet(Counted.DAYS, 49, 50)


def test_goals_go_before_reasons_that_have_more_days() -> None:
    six = {name: by_luck(90) for name in "abcde"} | {"goal": by_luck(50)}
    assert chosen(six, {"goal"}) == ["goal", "a", "b", "c", "d"]
    assert retest(six, 1, {"goal"})["e"] == LeftOut(5)


def test_no_further_test_is_made_that_one_made_before_has_too_few_days_for() -> None:
    few = {"goal": by_luck(30), "a": by_luck(90), "b": by_luck(90), "c": by_luck(90)}
    assert chosen(few, {"goal"}) == ["goal", "a", "b"]


def test_what_cannot_be_tested_takes_no_place() -> None:
    never_done = pairs([0] * 90, [3.0] * 90)
    assert chosen({"never": never_done, "walk": by_luck(30)}) == ["walk"]


def strong(sign: int = 1) -> tuple[Paired, ...]:
    """Sixty days: moods two levels apart on the day."""
    random = np.random.default_rng(5)
    done = random.integers(0, 2, 60)
    return pairs(done, 3 + sign * (2 * done - 1) + random.integers(-1, 2, 60) / 2)


def days_before(sign: int = 1) -> tuple[Paired, ...]:
    """Sixty days: good ones come in threes, and on the last two of three it is done."""
    random = np.random.default_rng(6)
    good = np.zeros(62)
    for first in random.choice(range(0, 60, 4), 9, replace=False):
        good[first : first + 3] = 1
    done = good[:60] * np.concatenate([[0], good[:59]])
    return pairs(done, 3 + sign * (good[:60] + random.integers(-1, 2, 60) / 2))


@pytest.mark.parametrize("sign", [1, -1])
def test_what_goes_together_is_found_with_its_days_and_sign(sign: int) -> None:
    found = retest({"walk": strong(sign=sign), "read": by_luck(60)}, 1)
    walk, read = found["walk"], found["read"]
    assert isinstance(walk, Together)
    assert isinstance(read, Together)
    assert walk.clear
    assert not read.clear
    assert walk.done + walk.not_done == 60
    assert walk.low < walk.difference < walk.high
    assert sign * walk.difference == pytest.approx(2, abs=0.3)
    assert not walk.either_way


@pytest.mark.parametrize("sign", [1, -1])
def test_good_days_that_come_first_are_said_to(sign: int) -> None:
    found = retest({"walk": days_before(sign)}, 1)["walk"]
    assert isinstance(found, Together)
    assert found.clear
    assert found.either_way


def test_without_enough_days_before_nothing_is_said_of_the_other_way() -> None:
    unknown = [Paired(each.day, each.done, each.mood, None) for each in days_before()]
    found = retest({"walk": unknown}, 1)["walk"]
    assert isinstance(found, Together)
    assert found.clear
    assert not found.either_way


def test_three_are_found_at_most_those_that_are_surely_the_largest() -> None:
    random = np.random.default_rng(7)
    done = random.integers(0, 2, (4, 200))
    mood = 3 + sum((0.9 if n else 0.5) * done[n] for n in range(4)) + random.normal(0, 0.4, 200)
    alone = [retest({n: pairs(done[n], mood)}, 1)[n] for n in range(4)]
    assert all(isinstance(each, Together) and each.clear for each in alone)
    found = retest({n: pairs(done[n], mood) for n in range(4)}, 1)
    clear_ones = [n for n, each in found.items() if isinstance(each, Together) and each.clear]
    assert clear_ones == [1, 2, 3]


def test_the_same_seed_finds_the_same_whoever_else_is_tested() -> None:
    both = retest({"read": by_luck(60), "walk": strong()}, 9)
    assert both["walk"] == retest({"walk": strong()}, 9)["walk"]
    assert both["walk"] != retest({"walk": strong()}, 10)["walk"]


@pytest.mark.parametrize("streaky", [False, True])
def test_the_simulated_re_test_is_the_one_of_production(streaky: bool) -> None:
    """So that what the simulation bounds is what people get."""
    random = np.random.default_rng(8)
    done = crowd.done(random, 40, 5, 120, streaky)
    under = crowd.under_moods(random, 40, 120, streaky)
    mood = crowd.levels(under + (done[:, 0] + done[:, 1] - 1) * 0.7)
    many = clear(done, mood)
    for person in range(40):
        one = retest({n: pairs(done[person, n], mood[person]) for n in range(5)}, SEED)
        for goal, found in one.items():
            assert isinstance(found, Together)
            assert many[person, goal] == found.clear * np.sign(found.difference)
    assert np.count_nonzero(many) > 20
