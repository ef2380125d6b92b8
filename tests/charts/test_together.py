"""Goals and moods together: solid where it is clear, grey otherwise, and no mark before the threshold."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from charts.drawing.ink import INKS
from charts.drawing.together import together
from charts.levels import TogetherRow
from charts.values import Named, Theme
from tests.charts.measuring import collections, colours, paths, places, words
from tests.charts.samples_levels import GOALS, together_of


def test_only_clear_differences_are_solid():
    figure = together(together_of(*GOALS), Theme.LIGHT)
    ink = INKS[Theme.LIGHT]
    assert len(places(figure, "clear dots")) == 2
    assert len(places(figure, "unclear dots")) == 3
    assert {to_hex(found) for found in colours(figure, "clear dots")} == {ink.done.lower()}
    assert {to_hex(found) for found in colours(figure, "unclear dots")} == {ink.quiet.lower()}


def test_clear_ones_are_told_without_their_colour():
    figure = together(together_of(*GOALS), Theme.LIGHT)
    (clear,), (unclear,) = (collections(figure, f"{kind} bars") for kind in ("clear", "unclear"))
    assert clear.get_linewidth()[0] >= 2 * unclear.get_linewidth()[0]


def test_a_goal_with_too_few_days_has_words_and_no_mark():
    figure = together(together_of(GOALS[-1]), Theme.LIGHT)
    assert "12 von 30 Tagen" in words(figure)
    marks = [
        f"{kind} {part}" for kind in ("clear", "unclear") for part in ("dots", "bars", "heads")
    ]
    assert [name for name in marks if collections(figure, name)] == []


def test_dots_are_at_their_difference_on_an_axis_of_two_levels_to_each_side():
    rows = [
        TogetherRow(Named("Walk"), "20 / 20", at, at - 0.1, at + 0.1)
        for at in (-2.0, 0.0, 1.0, 2.0)
    ]
    figure = together(together_of(*rows), Theme.LIGHT)
    xs = [x for x, _ in places(figure, "unclear dots")]
    level = (xs[3] - xs[0]) / 4
    assert xs == pytest.approx([xs[1] - 2 * level, xs[1], xs[1] + level, xs[1] + 2 * level])
    (nought,) = paths(figure, "nought")
    assert nought[0][0] == pytest.approx(xs[1])


def test_what_goes_on_beyond_the_axis_ends_at_it_in_an_arrowhead():
    row = TogetherRow(Named("Walk"), "9 / 29", -2.6, -3.5, 2.4)
    figure = together(together_of(row), Theme.LIGHT)
    (bar,) = paths(figure, "unclear bars")
    heads = paths(figure, "unclear heads")
    assert {head[1] for head in heads} == set(bar)
    assert places(figure, "unclear dots")[0] == bar[0]
    inside = replace(row, difference=0.5, low=-2.0, high=2.0)
    assert paths(together(together_of(inside), Theme.LIGHT), "unclear heads") == []


def test_marks_are_beside_the_words_of_their_goal():
    figure = together(together_of(*GOALS), Theme.LIGHT)
    rows = {text.get_text(): text.get_position()[1] for text in figure.axes[0].texts}
    ys = sorted(y for kind in ("clear", "unclear") for _, y in places(figure, f"{kind} dots"))
    assert ys[0] == rows["21 / 17"] == rows["Spazieren"]
    assert ys[1] == rows["32 / 39"]


def test_each_goal_says_from_how_many_days():
    written = words(together(together_of(*GOALS), Theme.DARK))
    assert {row.label for row in GOALS} <= set(written)


def test_long_names_take_two_lines_and_what_cannot_be_written_its_stand_in():
    written = words(together(together_of(*GOALS), Theme.LIGHT))
    assert "Zwanzig Minuten" in written
    assert "Ziel 4" in written
