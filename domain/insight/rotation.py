"""Chance by rotation: how often would these two series agree so well, had they nothing to do with each
other?

Moods and habits are streaky. Shuffling the days would tear the streaks apart and call too much of what
two streaks share by luck significant; rotating one series against the other keeps both whole. Before
that, both lose what moves over months, and each day what it has from the day before. The three steps,
and what they were measured to do, are in docs/decisions/017. The last axis of an array is the days, in
their order.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.insight.limits import SLOW

Numbers = NDArray[np.float64]

_SAME: Final = 1e-9
"""Agreements that differ by less are the same: the Fourier transform adds noise of about 1e-13."""


def chance(done: Numbers, mood: Numbers) -> Numbers:
    """The share of all rotations, the real one included, in which done (0 or 1) and mood agree, or
    disagree, as much as they do: never less than one in as many as there are days. A series without
    any change agrees with nothing, its chance is 1.
    """
    agreements = np.abs(_rotations(done, mood))
    share: Numbers = np.mean(agreements >= agreements[..., :1] - _SAME, axis=-1)
    return share


def agreement(done: Numbers, mood: Numbers) -> Numbers:
    """How much done and mood, as they are, agree: above 0 where moods are higher on done days."""
    return _rotations(done, mood)[..., 0]


def quick(series: Numbers) -> Numbers:
    """Without its mean, and without its waves of SLOW days and more: cosines that fit into the series
    by halves. A better season with more walks in it says nothing about the days of walks."""
    days = series.shape[-1]
    halves = np.arange(2 * days // SLOW + 1)[:, None]
    waves = np.cos(np.pi * halves * (np.arange(days) + 0.5) / days)
    waves /= np.linalg.norm(waves, axis=-1, keepdims=True)
    rest: Numbers = series - (series @ waves.T) @ waves
    return rest


def lingering(mood: Numbers) -> Numbers:
    """How much of a day's distance from 0 is left on the next: from -1 to 1, 0 where nothing ever
    changes. The last axis is kept, with a length of one."""
    following = (mood[..., 1:] * mood[..., :-1]).sum(axis=-1, keepdims=True)
    square = (mood**2).sum(axis=-1, keepdims=True)
    share: Numbers = following / np.where(square > _SAME, square, np.inf)
    return share


def freed(series: Numbers, kept: Numbers) -> Numbers:
    """Each day without what is kept from the one before it, as Prais and Winsten have it: the first
    day has none before it and is scaled instead, so that it weighs as much as any other.

    Were the last day taken as the one before the first, as the rotation does, then both series would
    have their one false step on the same day, and agree there; that alone can double false alarms.
    """
    first = series[..., :1] * np.sqrt(1 - kept**2)
    later = series[..., 1:] - kept * series[..., :-1]
    return np.concatenate([first, later], axis=-1)


def _rotations(done: Numbers, mood: Numbers) -> Numbers:
    """The agreement of the two for every rotation of the one, the real one first."""
    actions, moods = quick(done), quick(mood)
    kept = lingering(moods)
    agree = np.conj(np.fft.rfft(freed(actions, kept))) * np.fft.rfft(freed(moods, kept))
    agree[..., 0] = 0  # what the means have in common is the same in every rotation
    return np.fft.irfft(agree, n=done.shape[-1])


def discoveries(chances: Numbers, false_share: float) -> NDArray[np.bool_]:
    """Which of the tests along the last axis stand when a share of what stands may be chance: those of
    Benjamini and Hochberg (1995)."""
    tests = chances.shape[-1]
    ordered = np.sort(chances, axis=-1)
    below = ordered <= false_share * np.arange(1, tests + 1) / tests
    border = np.where(below, ordered, -1).max(axis=-1, keepdims=True)
    stands: NDArray[np.bool_] = chances <= border
    return stands
