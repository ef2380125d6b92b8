"""The rhythm: what rests on little is faint, and what rests on too little is not said."""

from typing import Any

import pytest
from matplotlib.colors import to_rgb

from charts.drawing.ink import INKS, brightness
from charts.drawing.paper import Paper, Place
from charts.drawing.rhythm import rhythm
from charts.levels import Rhythm, RhythmCell
from charts.values import Theme
from tests.charts.measuring import boxes, colours, paths
from tests.charts.samples_levels import LEVELS, rhythm_of


def test_each_cell_is_either_coloured_with_its_digit_or_hatched_with_its_n():
    chart = LEVELS["rhythm"]
    assert isinstance(chart, Rhythm)
    figure = rhythm(chart, Theme.LIGHT)
    known = sum(cell.middle is not None for row in chart.cells for cell in row)
    assert len(boxes(figure, "levels")) == len(paths(figure, "digits")) == known
    assert len(paths(figure, "n")) == known
    assert len(boxes(figure, "too few, framed")) == len(paths(figure, "n of too few")) == 28 - known


def test_all_cells_are_apart_and_on_the_paper():
    figure = rhythm(rhythm_of(((RhythmCell(3, 9),) * 4,) * 7), Theme.LIGHT)
    cells = boxes(figure, "levels")
    assert min(left for left, *_ in cells) > 56
    assert max(left + width for left, _, width, _ in cells) == pytest.approx(1080 - 56)
    lefts, tops = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    assert (len(lefts), len(tops)) == (4, 7)
    assert lefts[1] - lefts[0] > cells[0][2]
    assert tops[1] - tops[0] > cells[0][3]


@pytest.mark.parametrize("theme", list(Theme))
def test_colours_fade_with_n_until_the_full_one(theme: Theme):
    def distance(n: int) -> float:
        cells = ((RhythmCell(5, n), *[RhythmCell(None, 0)] * 3),)
        figure = rhythm(rhythm_of(cells * 7), theme)
        drawn, paper = colours(figure, "levels")[0][:3], to_rgb(INKS[theme].paper)
        return sum((a - b) ** 2 for a, b in zip(drawn, paper, strict=True))

    assert 0 < distance(4) < distance(8) < distance(12) == distance(40)


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("n", [4, 6, 8, 10, 12])
def test_digits_can_be_read_on_every_shade(theme: Theme, n: int):
    middles = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]
    cells = tuple((RhythmCell(middle, n), *[RhythmCell(None, 0)] * 3) for middle in middles[:7])
    cells_of_the_rest = tuple(
        (RhythmCell(middle, n), *[RhythmCell(None, 0)] * 3) for middle in middles[2:]
    )
    for part in (cells, cells_of_the_rest):
        figure = rhythm(rhythm_of(part), theme)
        pairs = zip(colours(figure, "levels"), colours(figure, "digits"), strict=True)
        for ground, digit in pairs:
            light, dark = sorted((brightness(ground[:3]), brightness(digit[:3])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 3


def test_a_middle_between_two_levels_is_a_half(monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    whole = Paper.figures

    def listen(paper: Paper, figures: list[tuple[Place, str]], *rest: Any, **named: Any) -> None:
        said.extend(text for _, text in figures)
        whole(paper, figures, *rest, **named)

    monkeypatch.setattr(Paper, "figures", listen)
    rhythm(
        rhythm_of(((RhythmCell(2.5, 7), RhythmCell(4, 12), RhythmCell(None, 3)),) * 7), Theme.LIGHT
    )
    assert set(said) == {"2½", "7", "4", "12", "3"}
