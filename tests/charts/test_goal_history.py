"""A goal's weeks: each day with its sign, and a line of strength that ends where nothing is known."""

from collections import Counter
from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from charts.days import GoalHistory, Mark
from charts.drawing.paper import EDGE, SQUARE, TALL, WIDTH
from charts.drawing.render import figure_of
from charts.values import Theme
from tests.charts.measuring import boxes, colours, overlaps, paths, places, words
from tests.charts.samples_days import DAYS, LEGEND, history


def drawn(chart: GoalHistory, theme: Theme = Theme.LIGHT) -> Figure:
    return figure_of(chart, theme)


def sample(name: str) -> GoalHistory:
    chart = DAYS[f"goal history, {name}"]
    assert isinstance(chart, GoalHistory)
    return chart


def marked(mark: Mark, days: int = 91) -> GoalHistory:
    """One mark a day, without a legend, whose signs would be counted as well."""
    return replace(history((mark,) * days), legend=())


def of(strength: tuple[float | None, ...]) -> GoalHistory:
    known = tuple(Mark.BLANK if share is None else Mark.DONE for share in strength)
    return replace(history(known), strength=strength, legend=())


@pytest.mark.parametrize("name", ["rich", "thin", "in German"])
def test_there_are_as_many_signs_as_days_that_have_one(name: str):
    chart = replace(sample(name), legend=())
    figure, marks = drawn(chart), Counter(chart.marks)
    assert len(boxes(figure, "done")) == marks[Mark.DONE]
    assert len(boxes(figure, "part")) == len(boxes(figure, "part, framed")) == marks[Mark.PART]
    assert len(places(figure, "skipped")) == marks[Mark.SKIPPED]
    assert len(boxes(figure, "missed")) == marks[Mark.MISSED]
    assert len(paths(figure, "open")) == 4 * marks[Mark.OPEN]


def test_a_blank_goal_has_no_sign():
    figure = drawn(marked(Mark.BLANK))
    assert not [name for name in Mark if boxes(figure, name)]


def test_a_missed_day_is_an_outline_without_a_colour_in_it():
    assert colours(drawn(marked(Mark.MISSED)), "missed") == []


def test_half_a_cell_is_half_as_high_and_at_its_foot():
    whole, half = (boxes(drawn(marked(mark)), mark)[0] for mark in (Mark.DONE, Mark.PART))
    assert half[3] == pytest.approx(whole[3] / 2)
    assert half[1] + half[3] == pytest.approx(whole[1] + whole[3])


def test_weeks_are_columns_and_weekdays_rows():
    cells = boxes(drawn(marked(Mark.DONE)), "done")
    assert len({round(left) for left, *_ in cells}) == 13
    assert len({round(top) for _, top, *_ in cells}) == 7
    assert cells[1][1] > cells[0][1]
    assert cells[7][0] > cells[6][0]
    assert max(left + width for left, _, width, _ in cells) <= WIDTH - EDGE + 0.01


@pytest.mark.parametrize(("weeks", "columns"), [(1, 1), (13, 13), (20, 20)])
def test_more_weeks_are_narrower_and_fewer_are_not_larger(weeks: int, columns: int):
    cells = boxes(drawn(marked(Mark.DONE, weeks * 7)), "done")
    assert len({round(left) for left, *_ in cells}) == columns
    assert cells[0][2] <= boxes(drawn(marked(Mark.DONE)), "done")[0][2]


def test_the_line_ends_where_nothing_is_known_and_begins_anew():
    figure = drawn(of((None, 0.1, 0.2, 0.3, None, None, 0.5, 0.6) + (None,) * 6))
    first, second = paths(figure, "strength")
    assert (len(first), len(second)) == (3, 2)


def test_a_day_alone_between_gaps_is_a_dot():
    figure = drawn(of((0.1, None, 0.5, None, 0.5, 0.6) + (None,) * 8))
    assert len(places(figure, "lone days")) == 2


def test_the_strength_stays_in_its_plot_from_nought_to_whole():
    figure = drawn(of((0.0, 1.0) * 45 + (1.0,)))
    grid = [y for stroke in paths(figure, "grid") for _, y in stroke]
    ys = [y for stroke in paths(figure, "strength") for _, y in stroke]
    assert (min(ys), max(ys)) == (min(grid), max(grid))


def test_the_strength_is_below_the_day_it_belongs_to():
    chart = of((0.5,) * 91)
    cells, (line,) = boxes(drawn(chart), "done"), paths(drawn(chart), "strength")
    for day in (0, 45, 90):
        left, _, width, _ = cells[day]
        assert left - 4 <= line[day][0] <= left + width + 4


def test_without_enough_days_there_is_the_grid_alone_and_less_paper():
    rich, thin = drawn(sample("rich")), drawn(sample("thin"))
    heights = [figure.get_size_inches()[1] * figure.dpi for figure in (rich, thin)]
    assert heights == [TALL, SQUARE]
    assert paths(thin, "strength") == []
    assert "Strength" not in words(thin)


def test_a_changed_schedule_is_a_tick_on_the_axis_and_a_word_below():
    chart = replace(sample("rich"), changes=(3, 49))
    figure = drawn(chart)
    ticks = paths(figure, "changes")
    (axis,) = paths(figure, "axis")
    assert len(ticks) == 3  # with the one of the legend
    feet = [tick[0][1] for tick in ticks]
    assert sum(abs(foot - axis[0][1]) < 4 for foot in feet) == 2
    assert "schedule changed" in words(figure)
    assert "schedule changed" not in words(drawn(replace(chart, changes=())))


def test_every_sign_is_named_in_the_legend():
    written = words(drawn(sample("empty")))
    assert {word for _, word in LEGEND} <= set(written)


def test_a_long_legend_goes_on_in_the_next_line():
    long = tuple((mark, word * 4) for mark, word in LEGEND)
    figure = drawn(replace(sample("rich"), legend=long))
    assert overlaps(figure) == []


def test_weekdays_and_months_stand_at_the_sides():
    written = words(drawn(sample("thin")))
    assert {"Mon", "Sun", "Apr", "June"} <= set(written)
