"""The small pictures that charts are compared with. `python -m tests.charts.golden` draws them anew."""

from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from charts.drawing.render import figure_of, png
from charts.values import Theme
from tests.charts.samples import SAMPLES, slug

FOLDER: Final = Path(__file__).with_name("golden")
SMALLER: Final = 4
COLOURS: Final = 128
"""Kept of each picture, which makes it half as large."""

CHOSEN: Final = (
    "week strip, rich",
    "month, rich",
    "year, rich",
    "goal history, rich",
    "level line, 30 days",
    "level counts, many labels",
    "reasons, ten levels",
    "rhythm",
    "together, thin",
)
"""Whatever can be written with the bundled font: which others a machine has, nobody knows."""


def small(name: str, theme: Theme) -> Image.Image:
    """A sample at a quarter of its size: letters become grey, and what is left is where things are."""
    picture = Image.open(BytesIO(png(figure_of(SAMPLES[name], theme))))
    return picture.convert("RGB").reduce(SMALLER)


def kept(name: str, theme: Theme) -> Path:
    return FOLDER / f"{slug(name)}-{theme}.png"


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures of one size are apart in the mean of all pixels, of 255."""
    values = [np.asarray(picture.convert("RGB"), dtype=float) for picture in (one, other)]
    return float(np.abs(values[0] - values[1]).mean())


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in CHOSEN:
        for theme in Theme:
            reduced = small(name, theme).quantize(COLOURS, dither=Image.Dither.NONE)
            reduced.save(kept(name, theme), optimize=True)


if __name__ == "__main__":
    main()
