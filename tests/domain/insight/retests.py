"""The re-test of many people at once, for simulations; one by one it is the one of production."""

import numpy as np
from numpy.typing import NDArray

from domain.insight.bootstrap import likely
from domain.insight.limits import EITHER_FROM, FALSE_SHARE, FINDINGS_MOST
from domain.insight.rotation import Numbers, agreement, chance, discoveries

SEED = 20261122


def clear(done: Numbers, mood: Numbers) -> NDArray[np.int64]:
    """Of people by goals by days, and people by days: 1 or -1 where moods are clearly higher or lower
    on done days, else 0."""
    mood = np.broadcast_to(mood[:, None], done.shape)
    chances = chance(done, mood)
    times = done.sum(axis=-1)
    chances[np.minimum(times, done.shape[-1] - times) < EITHER_FROM] = np.inf
    stands = discoveries(chances, FALSE_SHARE)
    agrees = agreement(done, mood)
    found = np.zeros(stands.shape, dtype=np.int64)
    surely = np.zeros(stands.shape)
    for person, goal in np.argwhere(stands):
        low, high = likely(done[person, goal], mood[person, goal], np.random.default_rng(SEED))
        if min(agrees[person, goal] * low, agrees[person, goal] * high) > 0:
            found[person, goal] = np.sign(low)
            surely[person, goal] = min(abs(low), abs(high))
    order = np.lexsort((-surely, np.where(found, chances, np.inf)), axis=-1)
    np.put_along_axis(found, order[:, FINDINGS_MOST:], 0, axis=-1)
    return found
