"""Colours: levels apart for every eye, and whatever stands on them readable."""

from io import BytesIO
from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_hex
from PIL import Image

from charts.drawing.ink import INKS, brightness, mixed
from charts.drawing.paper import Paper
from charts.drawing.render import png
from charts.values import Heading, Named, Theme
from tests.charts.colour_vision import EYES, apart

LEAST = {
    Theme.LIGHT: {"all cones": 37, "no red ones": 28, "no green ones": 26, "no blue ones": 16},
    # Grey is darker on a dark ground, and nearer to the pale violet: there the digits have to tell.
    Theme.DARK: {"all cones": 34.5, "no red ones": 28, "no green ones": 26, "no blue ones": 8.1},
}

READABLE, LARGE = 4.5, 3.0
"""The contrasts WCAG 2 asks of small and of large letters."""

each_theme = pytest.mark.parametrize("theme", list(Theme))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eyes", list(EYES))
@each_theme
def test_any_two_levels_are_as_far_apart_as_was_computed(theme: Theme, eyes: str):
    pairs = combinations(INKS[theme].levels, 2)
    assert min(apart(*pair, eyes) for pair in pairs) == pytest.approx(LEAST[theme][eyes], abs=0.5)


@pytest.mark.parametrize("top", [2, 3, 5, 7, 10])
@each_theme
def test_a_digit_can_be_read_on_its_level(theme: Theme, top: int):
    ink = INKS[theme]
    colours = [ink.level(level, top) for level in range(1, top + 1)]
    assert min(contrast(ink.on(colour), colour) for colour in colours) >= READABLE


@each_theme
def test_words_can_be_read_on_the_paper(theme: Theme):
    ink = INKS[theme]
    assert contrast(ink.words, ink.paper) > 12
    assert contrast(ink.quiet, ink.paper) > READABLE
    assert contrast(ink.done, ink.paper) > READABLE


@each_theme
def test_a_scale_begins_and_ends_with_the_palette(theme: Theme):
    ink = INKS[theme]
    for top in (2, 7, 10):
        ends = (ink.level(1, top), ink.level(top, top))
        assert [end.upper() for end in ends] == [ink.levels[0], ink.levels[-1]]


@pytest.mark.parametrize("top", [7, 10])
@each_theme
def test_neighbours_on_a_long_scale_can_be_told_apart(theme: Theme, top: int):
    ink = INKS[theme]
    colours = [ink.level(level, top) for level in range(1, top + 1)]
    assert min(apart(*pair, "all cones") for pair in combinations(colours, 2)) > 7


def test_half_way_between_black_and_white_is_grey():
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


@each_theme
def test_a_hatch_is_neither_the_middle_level_nor_plain(theme: Theme):
    pixels, ink = hatch(theme), INKS[theme]
    seen = to_hex(pixels.reshape(-1, 3).mean(axis=0) / 255)
    assert apart(seen, ink.level(3), "all cones") > 12
    assert pixels.std(axis=(0, 1)).min() > 10


def hatch(theme: Theme) -> np.ndarray:
    """The pixels of a square that is not recorded."""
    paper = Paper(Heading(Named("Mood"), "", ""), theme)
    paper.hatched([(100, 400, 200, 200)])
    picture = Image.open(BytesIO(png(paper.figure))).convert("RGB")
    return np.asarray(picture.crop((104, 404, 296, 596)), dtype=float)
