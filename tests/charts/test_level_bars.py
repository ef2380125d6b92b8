"""Bars: counts of levels, and of reasons with the levels of their days."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from charts.drawing.ink import INKS
from charts.drawing.level_counts import level_counts
from charts.drawing.reasons import reasons
from charts.levels import LevelCounts, Reasons
from charts.values import Theme
from tests.charts.measuring import boxes, colours, paths, words
from tests.charts.samples_levels import COUNTS, LEVELS, UNWRITABLE, WORDS, reasons_of


def test_bars_are_as_long_as_their_counts():
    bars = boxes(level_counts(COUNTS, Theme.LIGHT), "bars")
    one = bars[0][2] / COUNTS.rows[0].count
    assert [bar[2] for bar in bars] == pytest.approx([row.count * one for row in COUNTS.rows])


def test_every_level_has_its_digit_words_and_count_even_without_a_day():
    thin = LEVELS["level counts, thin"]
    assert isinstance(thin, LevelCounts)
    figure = level_counts(thin, Theme.LIGHT)
    assert len(paths(figure, "digits")) == len(boxes(figure, "levels")) == 5
    assert words(figure).count("0") == 3
    assert {row.name.name for row in thin.rows} <= set(words(figure))


def test_each_bar_has_the_colour_of_its_level():
    found = [to_hex(colour) for colour in colours(level_counts(COUNTS, Theme.LIGHT), "bars")]
    assert found == [level.lower() for level in reversed(INKS[Theme.LIGHT].levels)]


def test_reasons_stand_below_their_level_without_those_that_cannot_be_written():
    named = replace(COUNTS.rows[0], reasons=("Arbeit", UNWRITABLE, "💧 Wasser"))
    written = words(level_counts(replace(COUNTS, rows=(named,)), Theme.LIGHT))
    assert written[-1] in ("Arbeit · Wasser", "Arbeit · 💧 Wasser")


def test_the_longest_bar_reaches_as_far_for_one_day_as_for_many():
    thin = LEVELS["level counts, thin"]
    assert isinstance(thin, LevelCounts)
    ends = [
        max(left + long for left, _, long, _ in boxes(level_counts(chart, Theme.LIGHT), "bars"))
        for chart in (thin, COUNTS)
    ]
    assert min(ends) > 800


def test_levels_without_words_have_their_digit_as_high_as_the_bar():
    chart = LEVELS["level counts, ten levels without words"]
    assert isinstance(chart, LevelCounts)
    figure = level_counts(chart, Theme.LIGHT)
    pairs = zip(boxes(figure, "levels"), boxes(figure, "bars"), strict=True)
    assert all((one[1], one[3]) == (other[1], other[3]) for one, other in pairs)
    assert "" not in words(figure)


def test_no_row_at_all_is_no_crash():
    assert boxes(level_counts(replace(COUNTS, rows=()), Theme.LIGHT), "bars") == []


def test_more_rows_make_the_picture_higher_and_never_their_letters_smaller():
    few, many = LEVELS["reasons"], LEVELS["reasons, many"]
    assert isinstance(few, Reasons)
    assert isinstance(many, Reasons)
    heights = [reasons(chart, Theme.LIGHT).get_size_inches()[1] for chart in (few, many)]
    assert heights[0] * 72 == 1080
    assert heights[1] > heights[0]


def test_reasons_have_one_colour_whatever_days_they_are_of():
    figure = reasons(reasons_of(*WORDS), Theme.LIGHT)
    assert {to_hex(colour) for colour in colours(figure, "bars")} == {
        INKS[Theme.LIGHT].done.lower()
    }


def test_reasons_stay_in_their_order_and_as_long_as_their_uses():
    chart = reasons_of(*WORDS)
    bars = boxes(reasons(chart, Theme.LIGHT), "bars")
    assert [bar[1] for bar in bars] == sorted(bar[1] for bar in bars)
    assert [bar[2] / bars[0][2] for bar in bars] == pytest.approx(
        [row.uses / chart.rows[0].uses for row in chart.rows]
    )


def test_the_highest_small_bar_is_as_high_for_each_reason():
    small = [height for *_, height in boxes(reasons(reasons_of(*WORDS), Theme.LIGHT), "counts")]
    highest = [max(small[at : at + 5]) for at in range(0, len(small), 5)]
    assert highest == pytest.approx([highest[0]] * len(WORDS))


def test_each_reason_has_a_small_bar_for_each_level_and_the_others_have_none():
    figure = reasons(reasons_of(*WORDS), Theme.LIGHT)
    small = boxes(figure, "counts")
    assert len(small) == 5 * len(WORDS)
    assert len(paths(figure, "feet")) == len(WORDS)
    heights = [height for *_, height in small[:5]]
    assert [height / heights[1] for height in heights] == pytest.approx(
        [count / 9 for count in WORDS[0][1]]
    )


def test_small_bars_are_below_the_digit_of_their_level():
    figure = reasons(reasons_of(*WORDS), Theme.LIGHT)
    heads = [left + width / 2 for left, _, width, _ in boxes(figure, "levels")]
    feet = [left + width / 2 for left, _, width, _ in boxes(figure, "counts")[:5]]
    assert feet == pytest.approx(heads)


def test_the_number_of_uses_stands_at_each_bar():
    written = words(reasons(reasons_of(*WORDS), Theme.LIGHT))
    assert {"25 Tage", "19 Tage", "14 Tage", "9 Tage", "6 Tage", "9-mal"} <= set(written)
