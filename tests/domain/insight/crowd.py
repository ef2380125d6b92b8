"""People made of chance: many at once, as arrays of people by goals by days."""

from statistics import NormalDist
from typing import Final

import numpy as np

from domain.insight.rotation import Numbers

LEVELS: Final = (1.0, 2.0, 3.0, 4.0, 5.0)
SHARES: Final = (0.05, 0.15, 0.35, 0.30, 0.15)
"""How often each level is chosen."""

STREAKY: Final = 0.7
"""From one day to the next, in moods and in what is done."""

_LATENT: Final = 0.762
"""The correlation of what moods are cut from that leaves them one of STREAKY: steps lose some."""

_CUTS: Final = [NormalDist().inv_cdf(sum(SHARES[: n + 1])) for n in range(4)]


def moods(random: np.random.Generator, people: int, days: int, streaky: bool) -> Numbers:
    """Levels of people by days."""
    return levels(under_moods(random, people, days, streaky))


def levels(under: Numbers) -> Numbers:
    """A normal quantity, cut into levels of the given shares. Moved by one, it is one level higher, too:
    near the ends of the scale less, in the middle more."""
    return np.searchsorted(_CUTS, under) + 1.0


def under_moods(random: np.random.Generator, people: int, days: int, streaky: bool) -> Numbers:
    """What levels are cut from: normal, each day a share of the one before it and something new."""
    found = random.standard_normal((people, days))
    if streaky:
        for day in range(1, days):
            found[:, day] *= (1 - _LATENT**2) ** 0.5
            found[:, day] += _LATENT * found[:, day - 1]
    return found


def done(random: np.random.Generator, people: int, goals: int, days: int, streaky: bool) -> Numbers:
    """What is done on half the days, as 1 and 0."""
    change = 0.5 - STREAKY / 2 if streaky else 0.5
    changes = random.random((people, goals, days)) < change
    changes[..., 0] = random.random((people, goals)) < 0.5
    return np.cumsum(changes, axis=-1) % 2.0
