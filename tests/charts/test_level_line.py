"""The level line: gaps stay gaps, the whole scale is shown, and what is late is hollow."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.colors import to_hex

from charts.drawing.ink import INKS
from charts.drawing.level_line import level_line
from charts.levels import LevelLine
from charts.values import Theme, Tick
from tests.charts.measuring import boxes, collections, colours, paths, places, words
from tests.charts.samples_levels import LEVELS, MONTH, NAMES, YEAR, line_of

LINES = [chart for chart in LEVELS.values() if isinstance(chart, LevelLine)]

each_line = pytest.mark.parametrize("chart", LINES, ids=[str(line.days) for line in LINES])


@each_line
def test_there_is_a_dot_for_each_recorded_day_and_for_no_other(chart: LevelLine):
    figure = level_line(chart, Theme.LIGHT)
    late = sum(dot.late for dot in chart.dots)
    assert len(places(figure, "late")) == late
    assert len(places(figure, "dots")) == len(chart.dots) - late


@each_line
def test_no_dot_is_outside_the_plot(chart: LevelLine):
    figure = level_line(chart, Theme.LIGHT)
    (axis,) = paths(figure, "axis")
    (left, bottom), (right, _) = axis
    grid = [y for stroke in paths(figure, "grid") for _, y in stroke]
    for x, y in places(figure, "rims"):
        assert left <= x <= right
        assert min(grid) - 1e-6 <= y <= max(grid) + 1e-6 < bottom


def test_what_is_said_from_memory_is_hollow_and_all_else_is_filled():
    figure = level_line(MONTH, Theme.DARK)
    paper = INKS[Theme.DARK].paper.lower()
    assert {to_hex(colour) for colour in colours(figure, "late")} == {paper}
    assert paper not in {to_hex(colour) for colour in colours(figure, "dots")}


@pytest.mark.parametrize("chart", [MONTH, YEAR])
def test_no_line_goes_over_a_gap(chart: LevelLine):
    """A stroke from one day to the next is as long as a day: a longer one had left days out."""
    strokes = paths(level_line(chart, Theme.LIGHT), "middle")
    (axis,) = paths(level_line(chart, Theme.LIGHT), "axis")
    day = (axis[1][0] - axis[0][0]) / chart.days
    assert len(strokes) == len(chart.lines) > 1
    assert max(np.diff([x for x, _ in stroke]).max() for stroke in strokes) == pytest.approx(day)


def test_the_whole_scale_is_shown_whatever_was_recorded():
    figure = level_line(line_of(30, gaps=set(range(2, 30))), Theme.LIGHT)
    assert set(" ".join(NAMES).split()) <= set(" ".join(words(figure)).split())
    assert len(boxes(figure, "levels")) == len(paths(figure, "digits")) == 5
    assert len(paths(figure, "grid")) == 5


def test_a_day_felt_more_than_once_has_a_bar_from_its_lowest_to_its_highest():
    figure = level_line(MONTH, Theme.LIGHT)
    rows = sorted((y for ((_, y), _) in paths(figure, "grid")), reverse=True)
    felt = [dot for dot in MONTH.dots if dot.low < dot.high]
    bars = paths(figure, "range")
    assert len(bars) == len(felt) > 0
    step = rows[0] - rows[1]
    for dot, ((x, low), (same, high)) in zip(felt, bars, strict=True):
        assert x == same
        assert low - high == pytest.approx((dot.high - dot.low) * step)


def test_rests_are_shaded_over_all_their_days():
    figure = level_line(MONTH, Theme.LIGHT)
    (rest,) = boxes(figure, "rests")
    (axis,) = paths(figure, "axis")
    day = (axis[1][0] - axis[0][0]) / 30
    assert (rest[0], rest[2]) == (pytest.approx(axis[0][0] + 11 * day), pytest.approx(4 * day))


def test_the_remark_stands_on_the_plot():
    assert "6 Tage nicht eingetragen" in words(level_line(MONTH, Theme.LIGHT))


def test_dates_that_have_room_are_evenly_apart():
    dates = tuple(Tick(day, f"{day + 1}. September") for day in range(0, 30, 3))
    written = words(level_line(replace(MONTH, ticks=dates), Theme.LIGHT))
    shown = [nth for nth, tick in enumerate(dates) if tick.label in written]
    steps = {other - one for one, other in pairwise(shown)}
    assert len(shown) >= 3
    assert len(steps) == 1


@pytest.mark.parametrize("days", [1, 2, 5, 365])
def test_any_number_of_days_has_its_first_date(days: int):
    dates = (Tick(0, "1. Juni"), Tick(days - 1, "1. Juni"))[: min(days, 2)]
    line = replace(MONTH, days=days, dots=MONTH.dots[:1], lines=(), rests=(), ticks=dates)
    assert "1. Juni" in words(level_line(line, Theme.LIGHT))


def test_the_legend_is_there_to_its_last_word():
    assert MONTH.legend in " ".join(words(level_line(MONTH, Theme.LIGHT)))


def test_nothing_recorded_leaves_the_scale_alone():
    empty = LEVELS["level line, empty"]
    assert isinstance(empty, LevelLine)
    figure = level_line(empty, Theme.LIGHT)
    drawn = ("dots", "late", "middle", "range", "rests")
    assert [name for name in drawn if collections(figure, name)] == []
