"""How colours look to people whose eyes lack one of three kinds of cones, and how far apart they are."""

from typing import Final

import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

Vector = NDArray[np.float64]

# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity 1.0; they are
# for linear RGB.
EYES: Final = {
    "all cones": np.eye(3),
    "no red ones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green ones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no blue ones": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

# IEC 61966-2-1 (sRGB), with its white.
_TO_XYZ: Final = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE: Final = np.array([0.95047, 1.0, 1.08883])


def apart(one: str, other: str, eyes: str) -> float:
    """The distance CIE76 of two colours as such eyes see them; 2.3 can just be told apart."""
    return float(np.linalg.norm(_lab(_seen(one, eyes)) - _lab(_seen(other, eyes))))


def _seen(colour: str, eyes: str) -> Vector:
    return np.clip(EYES[eyes] @ _linear(colour), 0, 1)


def _linear(colour: str) -> Vector:
    values = np.array(to_rgb(colour))
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _lab(linear: Vector) -> Vector:
    xyz = _TO_XYZ @ linear / _WHITE
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
