"""Weekday by part of the day: what is counted, and from when it is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.insight.limits import BLOCK_FROM, CELL_FROM, MOMENTS_FROM
from domain.insight.progress import Counted, NotYet
from domain.insight.rhythm import Cell, Grid, Part, lacking_of_weeks, part_of, rhythm
from domain.insight.values import Log
from tests.domain.plans import day

MORNING, EVENING = 7 * 60, 19 * 60


def six_weeks(days: int = 42) -> list[Log]:
    """Two moments a day: 4 in the morning and 2 in the evening."""
    return [
        Log(day(n), minute, value)
        for n in range(days)
        for minute, value in ((MORNING, 4.0), (EVENING, 2.0))
    ]


@pytest.mark.parametrize(
    ("minute", "part"),
    [
        (0, Part.NIGHT),
        (359, Part.NIGHT),
        (360, Part.MORNING),
        (719, Part.MORNING),
        (720, Part.AFTERNOON),
        (1080, Part.EVENING),
        (1439, Part.EVENING),
        (1500, Part.NIGHT),
    ],
)
def test_a_part_of_the_day_is_six_hours_of_the_clock(minute: int, part: Part) -> None:
    assert part_of(minute) is part


def test_the_grid_takes_sixty_moments_told_in_time() -> None:
    uncounted = [
        Log(day(0), 600, 3, late=True),
        Log(day(0), None, 3),
        Log(day(0), 600, 3, whole_day=True),
    ]
    moments = six_weeks()[::-1][: MOMENTS_FROM - 1]
    assert rhythm(moments + uncounted) == NotYet(Counted.MOMENTS, 59, 60)
    assert rhythm([*moments, Log(day(41), 600, 3)]) == NotYet(Counted.WEEKS, 5, 6)
    found = rhythm([*moments, *(Log(day(n), 600, 3) for n in range(12))])
    assert isinstance(found, Grid)
    assert found.moments == 71


@pytest.mark.parametrize(
    ("days", "lacking"),
    [
        (range(35), NotYet(Counted.WEEKS, 5, 6)),
        (range(36), None),
        ([*range(21), *range(28, 34), *range(35, 41), *range(42, 48)],
         NotYet(Counted.OF_EACH_WEEKDAY, 3, 4)),
        ([], NotYet(Counted.WEEKS, 0, 6)),
    ],
)  # fmt: skip
def test_a_week_takes_six_weeks_and_four_of_each_weekday(
    days: list[int], lacking: NotYet | None
) -> None:
    assert lacking_of_weeks({day(n) for n in days}) == lacking


def test_moments_enough_in_too_few_weeks_are_not_yet_a_grid() -> None:
    assert rhythm(six_weeks(35)) == NotYet(Counted.WEEKS, 5, 6)


def test_cells_and_parts_have_a_middle_once_they_have_days_enough() -> None:
    nights = [Log(day(7 * n), 60, 1) for n in range(CELL_FROM)]
    others = [Log(day(7 * n + 1), 60, 5) for n in range(CELL_FROM - 1)]
    found = rhythm([*six_weeks(), *nights, *others])
    assert isinstance(found, Grid)
    assert len(found.cells) == 28
    assert found.cells[0, Part.NIGHT] == Cell(4, 1)
    assert found.cells[1, Part.NIGHT] == Cell(3, None)
    assert found.cells[6, Part.AFTERNOON] == Cell(0, None)
    assert found.parts[Part.MORNING] == Cell(42, 4)
    assert found.parts[Part.NIGHT] == Cell(BLOCK_FROM - 1, None)
    more = rhythm([*six_weeks(), *nights, *others, Log(day(9), 60, 5)])
    assert isinstance(more, Grid)
    assert more.parts[Part.NIGHT] == Cell(BLOCK_FROM, 3)


def test_several_moods_of_one_morning_weigh_once() -> None:
    found = rhythm([*six_weeks(), *(Log(day(0), MORNING + n, 1) for n in range(20))])
    assert isinstance(found, Grid)
    assert found.cells[0, Part.MORNING] == Cell(6, 4)


MOMENTS = st.lists(
    st.builds(
        Log,
        day=st.integers(0, 50).map(day),
        minute=st.integers(0, 1439),
        value=st.integers(1, 5).map(float),
        late=st.booleans(),
    ),
    max_size=20,
)


@given(MOMENTS)
def test_every_cell_is_what_picking_its_moments_by_hand_finds(moments: list[Log]) -> None:
    logs = [*six_weeks(), *moments]
    found = rhythm(logs)
    assert isinstance(found, Grid)
    for (weekday, part), cell in found.cells.items():
        values = sorted(_means(logs, weekday, part))
        n = len(values)
        assert cell.n == n
        if n >= CELL_FROM:
            assert cell.median == pytest.approx((values[(n - 1) // 2] + values[n // 2]) / 2)


def _means(logs: list[Log], weekday: int, part: Part) -> list[float]:
    hours = {Part.NIGHT: 0, Part.MORNING: 6, Part.AFTERNOON: 12, Part.EVENING: 18}[part]
    found: dict[date, list[float]] = {}
    for log in logs:
        assert log.minute is not None
        within = hours <= log.minute // 60 < hours + 6
        if within and log.day.weekday() == weekday and not log.late:
            found.setdefault(log.day, []).append(log.value)
    return [sum(values) / len(values) for values in found.values()]
