"""Paper: what is placed in pixels is where it was placed."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from charts.drawing.paper import EDGE, SMALL, SQUARE, TALL, WIDTH, Paper
from charts.drawing.render import png
from charts.values import Heading, Named, Theme
from tests.charts.measuring import collections, extents, paths, words

HEADING = Heading(Named("Mood"), "June", "n = 3")


@pytest.fixture
def paper() -> Paper:
    return Paper(HEADING, Theme.LIGHT)


def picture(paper: Paper) -> Image.Image:
    return Image.open(BytesIO(png(paper.figure))).convert("RGB")


@pytest.mark.parametrize("height", [SQUARE, TALL])
def test_a_picture_has_the_pixels_it_was_given(height: int):
    assert picture(Paper(HEADING, Theme.DARK, height)).size == (WIDTH, height)


def test_a_box_fills_its_pixels_and_no_others(paper: Paper):
    paper.boxes([(200, 300, 40, 20)], ["#0000FF"])
    blue = (np.asarray(picture(paper)) == (0, 0, 255)).all(axis=2)
    down, across = np.nonzero(blue)
    assert (across.min(), across.max(), down.min(), down.max()) == (200, 239, 300, 319)
    assert blue.sum() == 40 * 20


def test_what_is_drawn_later_lies_above(paper: Paper):
    paper.lines([[(0, 500), (WIDTH, 500)]], "#FF0000", 8)
    paper.boxes([(500, 450, 100, 100)], ["#0000FF"])
    paper.dots([(550, 500)], "#00FF00", 20)
    drawn = picture(paper)
    at = {x: drawn.getpixel((x, 500)) for x in (450, 520, 550)}
    assert at == {450: (255, 0, 0), 520: (0, 0, 255), 550: (0, 255, 0)}


def test_a_hollow_dot_shows_what_is_below_it(paper: Paper):
    paper.boxes([(500, 500, 100, 100)], ["#0000FF"])
    paper.dots([(550, 550)], "#1A1A1A", 30, hollow=True)
    drawn = picture(paper)
    assert drawn.getpixel((550, 550)) == (0, 0, 255)
    assert drawn.getpixel((550 + 15, 550)) != (0, 0, 255)


def test_digits_are_in_the_middle_of_their_place(paper: Paper):
    paper.figures([((540, 700), "8"), ((640, 700), "10")], 60, ["#000000"] * 2, name="digits")
    (digits,) = collections(paper.figure, "digits")
    for path, x in zip(digits.get_paths(), (540, 640), strict=True):
        box = path.get_extents()
        middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        assert middle == pytest.approx((x, 700), abs=1)


def test_the_strokes_of_a_hatch_stay_in_their_box(paper: Paper):
    paper.hatched([(100, 300, 90, 30), (400, 300, 30, 90)])
    strokes = paths(paper.figure, "not recorded")
    inside = [
        100 <= x <= 190 and 300 <= y <= 330 or 400 <= x <= 430 and 300 <= y <= 390
        for stroke in strokes
        for x, y in stroke
    ]
    assert len(strokes) > 10
    assert all(inside)


def test_a_dollar_sign_begins_no_formula(paper: Paper):
    paper.write((EDGE, 500), "save $x_{$ now, $5", size=SMALL)
    assert png(paper.figure)
    assert words(paper.figure)[-1] == "save $x_{$ now, $5"


def test_a_line_is_shortened_to_its_room(paper: Paper):
    paper.write((EDGE, 500), "Zwanzig Minuten Klavier üben", size=SMALL, room=200)
    line, box = extents(paper.figure)[-1]
    assert line.endswith("…")
    assert box.width <= 204


def test_a_heading_stays_between_the_edges():
    long = Heading(Named("Lesen " * 40), "Juni " * 40, "n = 3 " * 40)
    for line, box in extents(Paper(long, Theme.LIGHT).figure):
        assert line.endswith("…")
        assert (box.x0 >= EDGE - 2, box.x1 <= WIDTH - EDGE + 4) == (True, True)


@pytest.mark.parametrize("draw", ["boxes", "frames", "hatched", "lines", "dots", "figures"])
def test_nothing_to_draw_leaves_no_mark(paper: Paper, draw: str):
    more = {"boxes": ([],), "frames": ("red",), "lines": ("red", 3), "dots": ("red", 3)}
    getattr(paper, draw)([], *more.get(draw, (20, []) if draw == "figures" else ()))
    assert not paper.axes.collections


def test_marks_can_be_found_by_their_name(paper: Paper):
    paper.frames([(100, 300, 50, 50)], "#000000", name="today")
    assert len(collections(paper.figure, "today")) == 1
