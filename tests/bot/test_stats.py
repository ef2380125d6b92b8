"""/stats: the figures of a span in words, each of its days, and its charts as pictures."""

from datetime import timedelta

import pytest

from bot.codes.stats import Kind, ShowChart, ShowDays, ShowStats
from bot.wire import Word
from charts.days import MonthCalendar, WeekStrip, YearInPixels
from charts.levels import LevelCounts, LevelLine
from domain.spans import Unit, span_of
from storage import mood_details, moods
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal

DAY = timedelta(days=1)


@pytest.fixture
def felt(home: Desk) -> Desk:
    """Alice noted a mood on the first four days of March, twice on the third."""
    for days, level in ((3, 2), (2, 4), (1, 5), (1, 3), (0, 4)):
        home.clock.set(home.clock.now() - days * DAY)
        home.do(moods.log, home.alice.me, f"mood-{days}-{level}", level)
        home.clock.set(home.clock.now() + days * DAY)
    return home


def test_the_present_month_is_told_in_figures(felt: Desk) -> None:
    felt.alice.says("/stats")
    print(felt.alice.last.words, felt.alice.last.labels)
    for label in ("Calendar", "Line", "How often"):
        felt.alice.says("/stats")
        felt.alice.taps(label)
        print(felt.alice.last.words, felt.alice.last.labels)
        print(felt.alice.chart)
    felt.alice.taps("Line")
    felt.alice.says("/stats")
    felt.alice.taps("Day by day")
    print(felt.alice.last.words, felt.alice.last.labels)
