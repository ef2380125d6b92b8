"""The machine's clock jumps: nothing comes twice, nothing storms, and nothing is said of an hour that
the clock shows for the second time."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.bot.desk import Desk
from tests.bot.homes import a_goal
from tests.databases import NOON, rows_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TWO = NOON + HOUR
"""Two in the afternoon in Berlin, when Alice is reminded."""


@pytest.fixture
def reminded(home: Desk) -> Desk:
    """Alice was reminded at two, and is reminded at five past three."""
    a_goal(home, title="Two", reminders=(14 * 60,))
    a_goal(home, title="Three", reminders=(15 * 60 + 5,))
    home.clock.set(TWO)
    home.beats()
    assert said(home) == 1
    return home


def said(home: Desk) -> int:
    return len(rows_of(home.url, "SELECT DISTINCT message_id FROM outbox WHERE state = 'sent'"))


@pytest.mark.parametrize("back", [timedelta(seconds=6), HOUR, 2 * DAY])
def test_10_a_clock_that_is_set_back_says_nothing_until_it_is_as_far_again(
    reminded: Desk, back: timedelta
) -> None:
    reminded.clock.set(TWO - back)
    with capture_logs() as logs:
        for _ in range(3):
            reminded.beats()
    assert [log["seconds"] for log in logs if log["log_level"] == "warning"] == [
        back.total_seconds()
    ]
    reminded.alice.says("/goals")
    reminded.clock.set(TWO)
    reminded.beats()
    assert said(reminded) == 1
    reminded.clock.set(TWO + HOUR + HOUR / 12)
    reminded.beats()
    assert said(reminded) == 2


def test_10_even_after_a_restart_nothing_comes_twice(reminded: Desk) -> None:
    for back in (HOUR, DAY):
        reminded.clock.set(TWO - back)
        reminded.restart()
        reminded.beats()
    reminded.clock.set(TWO)
    reminded.beats()
    assert said(reminded) == 1


def test_10_a_step_of_seconds_changes_nothing(reminded: Desk) -> None:
    reminded.clock.set(TWO - timedelta(seconds=4))
    with capture_logs() as logs:
        reminded.beats()
    assert logs == []


@pytest.mark.parametrize(
    ("ahead", "late"),
    [
        (HOUR + HOUR / 12, False),
        (7 * HOUR, True),
        (2 * DAY + 4 * HOUR, True),
        (40 * DAY + 4 * HOUR, True),
    ],
)
def test_10_a_clock_that_jumps_ahead_brings_one_message(
    reminded: Desk, ahead: timedelta, late: bool
) -> None:
    reminded.clock.set(TWO + ahead)
    for _ in range(3):
        reminded.beats()
    assert said(reminded) == 2
    assert ("While I was away" in reminded.alice.last.words) == late


def test_10_a_clock_that_was_ahead_and_is_right_again_lets_nothing_come_twice(
    reminded: Desk,
) -> None:
    reminded.clock.set(TWO + 2 * DAY)
    reminded.beats()
    heard = said(reminded)
    reminded.clock.set(TWO + HOUR)
    reminded.beats()
    assert said(reminded) == heard
    days = rows_of(reminded.url, "SELECT reminder_id, day FROM outbox")
    assert len(days) == len(set(days))
