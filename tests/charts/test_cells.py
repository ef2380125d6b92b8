"""Week strip, month and year: as many cells, digits and hatches as the data has, each in its place."""

from dataclasses import replace
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from charts.days import CalendarDay, MonthCalendar
from charts.drawing.ink import INKS
from charts.drawing.paper import EDGE, WIDTH
from charts.drawing.render import figure_of
from charts.values import Cell, Theme
from tests.charts.measuring import boxes, collections, colours, places, words
from tests.charts.samples_days import DAYS, EMPTY, LENGTHS, MONTHS, OUTSIDE, month, week, year

FORMS = ("week strip", "month", "year")
CELLS = [name for name in DAYS if name.startswith(FORMS)]

each_chart = pytest.mark.parametrize("name", CELLS)


def cells_of(chart: Any) -> list[Cell]:
    """Of a week, a month or a year, in the order of days."""
    days = chart.days
    if isinstance(days[0], tuple):
        return [cell for column in days for cell in column]
    return [day.cell for day in days]


def drawn(chart: object, theme: Theme = Theme.LIGHT) -> Figure:
    return figure_of(chart, theme)


def shapes(figure: Figure, name: str) -> int:
    """How many outlines stand under a name."""
    return sum(len(found.get_paths()) for found in collections(figure, name))


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > 0.01 and down > 0.01


@each_chart
def test_there_are_as_many_digits_and_colours_as_levels(name: str):
    chart = DAYS[name]
    levels = sum(1 + (cell.low != cell.high) for cell in cells_of(chart) if cell.is_recorded)
    figure = drawn(chart)
    assert shapes(figure, "digits") == shapes(figure, "levels") == levels


@each_chart
def test_a_day_without_an_entry_is_hatched_and_one_outside_is_blank(name: str):
    chart = DAYS[name]
    empty = [cell for cell in cells_of(chart) if not cell.outside and not cell.is_recorded]
    assert shapes(drawn(chart), "not recorded, framed") == len(empty)


@each_chart
def test_every_late_day_has_a_ring_that_is_hollow(name: str):
    chart = DAYS[name]
    figure = drawn(chart)
    late = [cell for cell in cells_of(chart) if cell.is_recorded and cell.late]
    assert len(places(figure, "late")) == len(late)
    assert colours(figure, "late") == []


@each_chart
def test_no_two_cells_overlap(name: str):
    figure = drawn(DAYS[name])
    drawn_cells = sorted(boxes(figure, "levels") + boxes(figure, "not recorded, framed"))
    pairs = zip(drawn_cells, drawn_cells[1:], strict=False)
    assert not [pair for pair in pairs if overlap(*pair)]


@each_chart
def test_every_cell_is_between_the_edges(name: str):
    figure = drawn(DAYS[name])
    height = figure.get_size_inches()[1] * figure.dpi
    for left, top, width, high in boxes(figure, "levels") + boxes(figure, "not recorded, framed"):
        assert (left >= EDGE, left + width <= WIDTH - EDGE + 0.01) == (True, True)
        assert top + high <= height - EDGE + 0.01


@each_chart
def test_every_digit_is_inside_its_cell(name: str):
    figure = drawn(DAYS[name])
    cells = boxes(figure, "levels")
    digits = [
        path.get_extents() for found in collections(figure, "digits") for path in found.get_paths()
    ]
    for (left, top, width, height), digit in zip(cells, digits, strict=True):
        assert (digit.x0 > left - 0.5, digit.x1 < left + width + 0.5) == (True, True)
        assert (digit.y0 > top, digit.y1 < top + height) == (True, True)


@pytest.mark.parametrize(
    "chart",
    [
        week(Cell(9, 10, late=True), *[OUTSIDE] * 6, top=10),
        month(CalendarDay(31, Cell(9, 10, late=True)), top=10),
        year((Cell(9, 10, late=True),), top=10),
    ],
)
def test_the_ring_of_a_late_day_is_clear_of_its_widest_digits(chart: object):
    figure = drawn(chart)
    (rings,) = collections(figure, "late")
    across = rings.get_paths()[0].get_extents().width + rings.get_linewidths()[0]
    ((x, y),) = places(figure, "late")
    ring = Bbox.from_bounds(x - across / 2, y - across / 2, across, across)
    digits = [path.get_extents() for path in collections(figure, "digits")[0].get_paths()]
    assert not [digit for digit in digits if digit.overlaps(ring)]


def test_a_day_of_two_levels_is_split_with_the_highest_above():
    figure = drawn(week(Cell(2, 5), *[OUTSIDE] * 6))
    (high, low) = boxes(figure, "levels")
    assert high[1] + high[3] == low[1]
    ink = INKS[Theme.LIGHT]
    shown = [collections(figure, "levels")[0].get_facecolor()[nth] for nth in (0, 1)]
    assert [round(float(red) * 255) for red, *_ in shown] == [
        int(ink.level(level)[1:3], 16) for level in (5, 2)
    ]


def test_in_the_flat_cells_of_a_year_the_lowest_is_at_the_left():
    low, high = boxes(drawn(year((Cell(2, 5),))), "levels")
    assert (low[0] + low[2], low[1]) == (pytest.approx(high[0]), high[1])


def test_a_week_has_its_weekdays_and_dates_below():
    written = words(drawn(DAYS["week strip, rich"]))
    assert {"Mon", "Sun", "1 June", "7 June"} <= set(written)


def test_an_empty_day_of_the_strip_has_a_dash_on_plain_paper():
    figure = drawn(week(EMPTY, EMPTY, Cell(3, 3), *[OUTSIDE] * 4))
    assert (shapes(figure, "nothing"), shapes(figure, "patches")) == (2, 2)


def test_a_month_begins_below_its_weekday():
    figure = drawn(month(*(CalendarDay(n, Cell(3, 3)) for n in range(1, 31)), lead=6))
    lefts = [round(left) for left, *_ in boxes(figure, "levels")]
    assert lefts[0] == max(lefts)
    assert lefts[1] == min(lefts) == EDGE
    assert len({round(top) for _, top, *_ in boxes(figure, "levels")}) == 6


def test_every_day_of_a_month_has_its_date_before_and_after_use_too():
    assert shapes(drawn(DAYS["month, thin"]), "dates") == 30


def test_no_digit_of_a_month_touches_its_date():
    figure = drawn(month(*(CalendarDay(n, Cell(9, 10)) for n in range(1, 32)), top=10))
    (dates,), (digits,) = collections(figure, "dates"), collections(figure, "digits")
    boxes_of = [[path.get_extents() for path in found.get_paths()] for found in (dates, digits)]
    assert not [1 for date in boxes_of[0] for digit in boxes_of[1] if date.overlaps(digit)]


def bars(*days: CalendarDay) -> tuple[list[float], list[float]]:
    """How long the bars are, of what was done and of what was due."""
    figure = drawn(month(*days))
    done, due = (boxes(figure, name) for name in ("done", "due"))
    return [width for _, _, width, _ in done], [width for _, _, width, _ in due]


def test_the_bar_below_a_day_is_as_long_as_what_was_done_of_its_goals():
    half, whole, none = (CalendarDay(n, EMPTY, done, 2) for n, done in ((1, 1), (2, 2), (3, 0)))
    done, due = bars(half, whole, none)
    assert done == [pytest.approx(due[0] / 2), pytest.approx(due[0])]
    assert len(due) == 3


def test_a_day_on_which_nothing_was_due_has_no_bar():
    assert bars(CalendarDay(1, Cell(3, 3), 0, 0)) == ([], [])


def test_more_done_than_was_due_is_no_longer_than_the_cell():
    done, due = bars(CalendarDay(1, EMPTY, 5, 2))
    assert done == due


def test_today_is_outlined_and_pauses_are_underlined():
    figure = drawn(DAYS["month, rich"])
    assert (shapes(figure, "today"), shapes(figure, "rests")) == (1, 4)


def test_a_month_without_goals_needs_no_legend():
    chart = DAYS["month, rich"]
    assert isinstance(chart, MonthCalendar)
    assert chart.legend in words(drawn(chart))
    assert "" not in words(drawn(replace(chart, legend="")))


@pytest.mark.parametrize("leap", [False, True])
def test_the_29th_of_february_is_in_leap_years_only(leap: bool):
    lengths = [length + (leap and nth == 1) for nth, length in enumerate(LENGTHS)]
    chart = year(*((Cell(3, 3),) * length for length in lengths))
    found = boxes(drawn(chart), "levels")
    columns = sorted({round(left) for left, *_ in found})
    assert len(columns) == 12
    assert sum(round(left) == columns[1] for left, *_ in found) == 28 + leap


def test_a_year_shows_no_more_months_than_have_begun():
    written = words(drawn(DAYS["year, thin"]))
    assert [month for month in MONTHS if month in written] == ["Jan", "Feb"]


def test_cells_of_a_year_are_at_least_26_pixels_large():
    sizes = [
        (width, height)
        for _, _, width, height in boxes(drawn(DAYS["year, empty"]), "not recorded, framed")
    ]
    assert min(min(size) for size in sizes) >= 26


def test_long_names_of_months_are_shortened_to_their_column():
    long = replace(year(*((EMPTY,) * n for n in LENGTHS)), months=("September",) * 12)
    assert all(word.endswith("…") for word in words(drawn(long))[-12:])
