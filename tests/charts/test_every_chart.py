"""What is true of every chart, rich, thin or empty, in both themes."""

from dataclasses import replace
from typing import Any

import pytest

from charts.drawing.render import figure_of, png
from charts.values import Heading, Named, Theme
from tests.charts.measuring import drawn, extents, overlaps, texts, words
from tests.charts.samples import SAMPLES
from tests.charts.samples_levels import YEAR

SAFE = 24
"""Phones round off what is nearer to the border."""

AWKWARD = {
    "a formula": ("save $x_{$ now", "save $x_{$ now"),
    "other letters": ("読書", ""),
    "from right to left": ("قراءة يومية", "قراءة يومية"),
    "emoji": ("💧 Water 🧘", "Water"),
    "a very long one": ("word " * 51, "word word"),
    "one long word": ("x" * 255, "xxx"),
}

each_theme = pytest.mark.parametrize("theme", list(Theme))
each_chart = pytest.mark.parametrize("name", list(SAMPLES))


@each_theme
@each_chart
def test_no_two_texts_lie_on_each_other(name: str, theme: Theme):
    assert overlaps(figure_of(SAMPLES[name], theme)) == []


@each_chart
def test_every_text_is_large_enough_for_a_phone(name: str):
    figure = figure_of(SAMPLES[name], Theme.LIGHT)
    assert min(text.get_fontsize() for text in texts(figure)) >= 26


@each_chart
def test_nothing_is_written_in_the_outer_border(name: str):
    figure = figure_of(SAMPLES[name], Theme.LIGHT)
    width, height = figure.get_size_inches() * figure.dpi
    outside = [
        text
        for text, box in extents(figure)
        if box.x0 < SAFE or box.y0 < SAFE or box.x1 > width - SAFE or box.y1 > height - SAFE
    ]
    assert outside == []


@each_chart
def test_nothing_is_drawn_in_the_outer_border(name: str):
    figure = figure_of(SAMPLES[name], Theme.LIGHT)
    width, height = figure.get_size_inches() * figure.dpi
    for x, y in drawn(figure):
        assert SAFE <= x <= width - SAFE
        assert SAFE <= y <= height - SAFE


@each_chart
def test_every_chart_says_what_of_when_and_of_how_many(name: str):
    chart: Any = SAMPLES[name]
    written = words(figure_of(chart, Theme.DARK))
    assert {chart.heading.title.name, chart.heading.period, chart.heading.count} <= set(written)


@each_theme
@each_chart
def test_two_drawings_have_the_same_bytes(name: str, theme: Theme):
    one, other = (png(figure_of(SAMPLES[name], theme)) for _ in range(2))
    assert one == other


def test_the_two_themes_look_different():
    assert png(figure_of(YEAR, Theme.LIGHT)) != png(figure_of(YEAR, Theme.DARK))


@pytest.mark.parametrize("kind", list(AWKWARD))
@pytest.mark.parametrize(
    "name",
    [
        "week strip, rich",
        "month, rich",
        "year, thin",
        "goal history, rich",
        "level line, thin",
        "level counts",
        "reasons",
        "rhythm",
        "together",
    ],
)
def test_awkward_titles_are_drawn_or_have_their_stand_in(name: str, kind: str):
    title, expected = AWKWARD[kind]
    chart: Any = SAMPLES[name]
    named = replace(chart, heading=Heading(Named(title, "Goal 3"), "June", "n = 3"))
    figure = figure_of(named, Theme.LIGHT)
    assert png(figure)  # a letter that no font has is a warning, and warnings are errors
    assert expected in words(figure)[0]
    assert extents(figure)[0][1].x1 < 1080 - SAFE
