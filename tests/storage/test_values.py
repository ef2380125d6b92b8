"""Values arrive on both databases as they were given: hostile text, huge ids, far days, instants."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from domain.clock import FakeClock
from domain.days import FIRST_DAY, LAST_DAY
from domain.goals import clean_description, clean_title
from domain.kinds import Daily, Once
from domain.moods import clean_note
from storage import drafts, goal_views, goals, moods, people
from storage.database import Database
from storage.people import Acquaintance
from tests.databases import acquaint, rows_of
from tests.storage.full import HARD_TEXT, HUGE
from tests.storage.test_goals import RUN

HOSTILE = [
    "a\x00b",
    "a\ud800b\udfffc",
    "a\ufffeb\U0001ffffc\ufdd0d",
    "a\x1b[31mb\x7f",
    "e" + "\u0301" * 200,
    "\u202eright to left",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "'; DROP TABLE goals; --",
    "%s :title {0} \\",
    HARD_TEXT,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_cleaned_text_is_stored_as_it_is(
    database: Database, alice: Acquaintance, text: str
) -> None:
    title, description, note = clean_title(text), clean_description(text), clean_note(text)
    goal = database.run_now(goals.create, alice, replace(RUN, title=title, description=description))
    mood = database.run_now(moods.log, alice, "m1", 3)
    database.run_now(moods.set_note, alice, mood.id, note)
    seen = database.read_now(goal_views.view, alice, goal.id)
    assert (seen.title, seen.description) == (title, description)
    assert database.read_now(moods.view, alice, mood.id).note == note


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_draft_keeps_even_text_that_was_not_cleaned(
    database: Database, alice: Acquaintance, text: str
) -> None:
    draft = database.run_now(drafts.begin, alice, "goal", "title", {"typed": text, text: 1})
    assert database.read_now(drafts.find, alice, draft.id).data == {"typed": text, text: 1}


def test_the_longest_texts_fit(database: Database, alice: Acquaintance) -> None:
    wish = replace(RUN, title="🏳" * 255, description="🏳" * 2000)
    goal = database.run_now(goals.create, alice, wish)
    assert database.read_now(goals.wish_of, alice, goal.id) == wish


@pytest.mark.parametrize("telegram_id", [1, 2**31, 2**52, HUGE, 2**63 - 1, -1_001_234_567_890])
def test_ids_of_64_bits_are_kept(database: Database, telegram_id: int) -> None:
    me = acquaint(database, telegram_id, None)
    assert me.telegram_id == me.chat_id == telegram_id
    assert database.read_now(people.find, telegram_id) == me


@pytest.mark.parametrize("day", [FIRST_DAY, date(2000, 2, 29), LAST_DAY])
def test_days_from_1970_to_2199_are_kept(
    database: Database, alice: Acquaintance, day: date
) -> None:
    wish = replace(RUN, schedule=Once(), start=day, target=day)
    goal = database.run_now(goals.create, alice, wish)
    assert database.read_now(goals.wish_of, alice, goal.id) == wish


@pytest.mark.parametrize(
    "instant",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 59, 59, 999_999, tzinfo=UTC),
        datetime(2199, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 3, 4, 12, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    ],
)
def test_instants_are_kept_to_the_microsecond(
    database: Database, clock: FakeClock, instant: datetime
) -> None:
    me = acquaint(database, 1, None)
    clock.set(instant)
    log = database.run_now(moods.log, me, "m1", 3)
    felt_at = database.read_now(moods.view, me, log.id).felt_at
    assert felt_at == instant
    assert felt_at.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(database: Database, clock: FakeClock) -> None:
    clock.set(datetime(2026, 3, 4, 12))
    with pytest.raises(StatementError, match="needs its zone"):
        database.run_now(people.meet, 1, 1, "en")


def test_goal_and_mood_ids_are_never_reused(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance
) -> None:
    goal_ids, mood_ids = [], []
    for n in range(3):
        wish = replace(RUN, title=f"Goal {n}", schedule=Daily())
        goal_ids.append(database.run_now(goals.create, alice, wish).id)
        mood_ids.append(database.run_now(moods.log, alice, f"m{n}", 3).id)
        database.run_now(goals.remove, alice, goal_ids[-1])
        database.run_now(moods.remove, alice, mood_ids[-1])
        clock.advance(goals.BIN_KEEPS + timedelta(days=1))
        assert database.run_now(goals.empty_bins) == database.run_now(moods.empty_bins) == 1
        assert rows_of(url, "SELECT * FROM goals") == []
    assert goal_ids == sorted(set(goal_ids))
    assert mood_ids == sorted(set(mood_ids))
