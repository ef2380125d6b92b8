"""How far a difference would move, had it been other days: a bootstrap by blocks of a week.

Days drawn one by one would lose the streaks and claim too much. Blocks run on from the last day to the
first, so that each day is drawn as often. From few blocks quantiles come out too narrow, like those of
a normal distribution for Student's; they are widened by the same ratio (docs/decisions/017).
"""

from math import sqrt
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.insight.limits import BOOTSTRAP_BLOCK, LIKELY
from domain.insight.rotation import Numbers

DRAWS: Final = 2000
_TAIL: Final = (1 - LIKELY) / 2


def difference(done: Numbers, mood: Numbers) -> float:
    """How much higher the mean mood is where done is 1 than where it is 0, in levels."""
    return float(mood[done == 1].mean() - mood[done == 0].mean())


def likely(done: Numbers, mood: Numbers, random: np.random.Generator) -> tuple[float, float]:
    """Between what the difference likely lies, in levels. Both series have the same days, four blocks
    of them at least, and some on either side."""
    days = len(done)
    blocks = days // BOOTSTRAP_BLOCK
    starts = random.integers(0, days, size=(DRAWS, blocks))
    low, high = np.quantile(_differences(done, mood, starts), (_TAIL, 1 - _TAIL))
    middle, wider = difference(done, mood), widening(days, blocks)
    return middle + wider * float(low - middle), middle + wider * float(high - middle)


def widening(days: int, blocks: int) -> float:
    """What a distance to a quantile is multiplied by: for the spread of so few blocks, for its being
    estimated by them, and for the days over that no whole block is left for."""
    left = blocks - 1
    normal = NormalDist().inv_cdf(1 - _TAIL)
    student = (
        normal
        + (normal**3 + normal) / (4 * left)
        + (5 * normal**5 + 16 * normal**3 + 3 * normal) / (96 * left**2)
    )
    return student / normal * sqrt(blocks / left) * sqrt(blocks * BOOTSTRAP_BLOCK / days)


def _differences(done: Numbers, mood: Numbers, starts: NDArray[np.int64]) -> Numbers:
    """One for each draw that has days on both sides."""
    times, on_done, on_all = (_drawn(each, starts) for each in (done, done * mood, mood))
    others = starts.shape[1] * BOOTSTRAP_BLOCK - times
    both = (times > 0) & (others > 0)
    gaps: Numbers = on_done[both] / times[both] - (on_all - on_done)[both] / others[both]
    return gaps


def _drawn(series: Numbers, starts: NDArray[np.int64]) -> Numbers:
    """The sum over the blocks of each draw."""
    around = np.concatenate([series, series[: BOOTSTRAP_BLOCK - 1]])
    sums = np.concatenate([[0.0], np.cumsum(around)])
    drawn: Numbers = (sums[starts + BOOTSTRAP_BLOCK] - sums[starts]).sum(axis=-1)
    return drawn
