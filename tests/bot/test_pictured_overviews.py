"""The picture of an overview that comes by itself: it may be missing, and nothing else is lost with it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from telegram.error import TimedOut

from bot import courier
from charts.days import WeekStrip
from charts.values import Drawn, Theme
from storage import moods, own_reminders, people
from tests.bot.desk import Desk
from tests.bot.recording import BLOCKED, UNPARSABLE, refusal
from tests.bot.test_digests import a_week
from tests.databases import rows_of

UNKNOWN_FILE = refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
FLOOD = refusal(429, "Too Many Requests: retry after 3", retry_after=3)


@pytest.fixture
def sunday(home: Desk) -> Desk:
    """It is time for Alice's week."""
    home.do(own_reminders.set_week, home.alice.me, 6, 18 * 60)
    a_week(home)
    return home


def fate(home: Desk) -> Sequence[tuple[object, ...]]:
    return rows_of(home.url, "SELECT state, why, attempts FROM outbox")


def later(home: Desk, seconds: int) -> None:
    home.clock.advance(timedelta(seconds=seconds))
    home.beats()


def test_the_week_comes_with_its_strip(sunday: Desk) -> None:
    sunday.beats()
    assert isinstance(sunday.alice.chart, WeekStrip)
    assert sunday.alice.last.words.startswith("Week 10")
    assert fate(sunday) == [("sent", None, 1)]


def test_it_is_drawn_before_the_attempt_counts(
    sunday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, draw = [], sunday.easel.draw

    async def watched(chart: object, theme: Theme) -> Drawn:
        seen.extend(fate(sunday))
        return await draw(chart, theme)

    monkeypatch.setattr(sunday.easel, "draw", watched)
    sunday.beats()
    assert seen == [("leased", None, 0)]


def test_asked_for_again_the_picture_is_not_sent_a_second_time(sunday: Desk) -> None:
    sunday.beats()
    sunday.alice.says("/week")
    first, second = (call.payload["photo"] for call in sunday.telegram.made("sendPhoto"))
    assert isinstance(first, tuple)  # a file
    assert isinstance(second, str)  # its id
    assert len(sunday.easel.drawn) == 1


def test_a_studio_that_fails_costs_the_picture_only(sunday: Desk) -> None:
    sunday.easel.fails = True
    sunday.beats()
    assert sunday.alice.last.words.startswith("Week 10")
    assert sunday.alice.last.picture is None
    assert fate(sunday) == [("sent", None, 1)]


def test_of_many_weeks_only_the_first_waits_for_a_studio_that_fails(home: Desk) -> None:
    bob = home.bob.settles_in()
    for me in (home.alice.me, bob):
        home.do(own_reminders.set_week, me, 6, 18 * 60)
    home.do(moods.log, bob, "mood", 4)
    a_week(home)
    home.easel.fails = True
    home.beats()
    assert home.bob.last.words.startswith("Week 10")
    assert home.alice.last.picture is home.bob.last.picture is None
    assert home.easel.asked == 1


def test_a_studio_that_never_answers_costs_the_picture_only(
    sunday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_chart: object, _theme: Theme) -> Drawn:
        return await asyncio.Future()

    monkeypatch.setattr(courier, "PATIENCE", 0.01)
    monkeypatch.setattr(sunday.easel, "draw", never)
    sunday.beats()
    assert sunday.alice.last.words.startswith("Week 10")
    assert fate(sunday) == [("sent", None, 1)]


def test_a_picture_that_telegram_does_not_take_costs_the_picture_only(sunday: Desk) -> None:
    sunday.telegram.will("sendPhoto", UNKNOWN_FILE)
    sunday.beats()
    assert sunday.alice.last.words.startswith("Week 10")
    assert sunday.telegram.made("sendMessage")[0].payload["disable_notification"]
    assert fate(sunday) == [("sent", None, 1)]


def test_words_that_cannot_be_parsed_stand_plainly_below_the_picture(sunday: Desk) -> None:
    sunday.telegram.will("sendPhoto", UNPARSABLE)
    sunday.beats()
    assert sunday.alice.last.words.startswith("Week 10, Mon 2 to Sun 8")
    assert isinstance(sunday.alice.chart, WeekStrip)
    second = sunday.telegram.made("sendPhoto")[1]
    assert "parse_mode" not in second.payload
    assert second.payload["disable_notification"]


def test_a_picture_that_surely_did_not_arrive_is_sent_when_it_may(sunday: Desk) -> None:
    sunday.telegram.will("sendPhoto", FLOOD)
    sunday.beats()
    assert fate(sunday) == [("waiting", None, 0)]


def test_of_a_picture_that_may_have_arrived_a_second_copy_goes_out(sunday: Desk) -> None:
    sunday.telegram.will("sendPhoto", TimedOut())
    sunday.beats()
    assert sunday.alice.id not in sunday.telegram.chats
    later(sunday, 31)
    assert isinstance(sunday.alice.chart, WeekStrip)
    assert len(sunday.telegram.made("sendPhoto")) == 2
    later(sunday, 31)
    assert len(sunday.telegram.made("sendPhoto", "sendMessage")) == 2


def test_who_stopped_the_bot_is_sent_no_picture_either(sunday: Desk) -> None:
    sunday.telegram.will("sendPhoto", BLOCKED)
    sunday.beats()
    assert fate(sunday) == [("dropped", "refused", 1)]
    assert len(sunday.telegram.made("sendPhoto", "sendMessage")) == 1


def test_a_discreet_message_has_no_picture_and_opens_in_words(sunday: Desk) -> None:
    sunday.do(people.be_discreet, sunday.alice.me, True)
    sunday.beats()
    sunday.alice.taps("Show")
    assert sunday.alice.last.words.startswith("Week 10")
    assert sunday.easel.drawn == []
