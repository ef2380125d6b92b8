"""The weekly text of real rows: what is counted, what is missing, and when nothing is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.clock import FakeClock
from domain.days import instant_at
from domain.digest import Kept
from domain.entries import State
from domain.insight.change import Change
from domain.kinds import Daily, Once, Period, TimesPer
from storage import digests, entries, goals, mood_details, moods, pauses, people, reviews
from storage.database import Database
from storage.digests import Ending, Week
from storage.pauses import Scope
from storage.people import Acquaintance
from tests.storage.test_goals import DAY, RUN

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + 6 * DAY
BOTH = frozenset({"goals", "moods"})


@pytest.fixture
def me(database: Database, clock: FakeClock, alice: Acquaintance) -> Acquaintance:
    """Alice, who came on Wednesday 4 March; it is six in the evening of the Sunday after."""
    clock.set(datetime(2026, 3, 8, 17, tzinfo=UTC))
    return database.run_now(people.agree, alice, BOTH)


def told(database: Database, me: Acquaintance, day: date = SUNDAY) -> Week:
    return database.read_now(digests.week, me, day)


def levels(week: Week) -> list[int | None]:
    """One of each day."""
    assert week.look is not None
    days = week.look.days
    return [days[day].level if day in days else None for day in week.look.span.days()]


def feel(database: Database, me: Acquaintance, day: date, level: int, note: str = "") -> None:
    mood = database.run_now(reviews.say_mood, me, day, level, 5)
    if note:
        database.run_now(moods.set_note, me, mood.id, note)


def answer(database: Database, me: Acquaintance, goal: int, days: Sequence[date]) -> None:
    for day in days:
        database.run_now(entries.tick, me, goal, day, State.DONE)


def test_days_count_from_the_one_on_which_somebody_came(
    database: Database, me: Acquaintance
) -> None:
    database.run_now(goals.create, me, replace(RUN, start=MONDAY))
    answer(database, me, 1, [MONDAY + 3 * DAY])
    feel(database, me, MONDAY + 5 * DAY, 4)
    week = told(database, me)
    assert (week.first, week.last, week.number) == (MONDAY, SUNDAY, 10)
    assert week.days == tuple(MONDAY + n * DAY for n in (2, 3, 4, 5, 6))
    assert week.missing == tuple(MONDAY + n * DAY for n in (2, 4, 6))


def test_a_day_before_that_counts_once_it_is_filled_in(
    database: Database, me: Acquaintance
) -> None:
    feel(database, me, MONDAY, 4)
    assert told(database, me).days[0] == MONDAY


def test_days_of_rest_are_not_missing(database: Database, me: Acquaintance) -> None:
    database.run_now(pauses.begin, me, Scope(), MONDAY + 3 * DAY, MONDAY + 4 * DAY)
    assert told(database, me).missing == tuple(MONDAY + n * DAY for n in (2, 5, 6))


def test_levels_are_one_a_day_and_a_day_without_any_is_none(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    for day, level in ((2, 1), (3, 2), (4, 2), (5, 4)):
        feel(database, me, MONDAY + day * DAY, level)
    for request, level in (("a", 5), ("b", 2)):  # of one day, and of no whole day
        database.run_now(moods.log, me, request, level)
    week = told(database, me)
    assert levels(week) == [None, None, 1, 2, 2, 4, 3]
    assert week.middle == (2, 2)
    assert week.change is None


def test_a_change_is_told_from_fourteen_days_against_fourteen(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    for n in range(14):
        feel(database, me, SUNDAY - n * DAY, 4)
        feel(database, me, SUNDAY - (28 + n) * DAY, 3)
    assert told(database, me).change is Change.HIGHER
    mood = database.run_now(reviews.review, me, SUNDAY).mood
    assert mood is not None
    database.run_now(moods.remove, me, mood.id)
    assert told(database, me).change is None


def test_goals_come_most_regular_first_and_skips_are_named(
    database: Database, me: Acquaintance
) -> None:
    for title in ("Seldom", "Often", "Gone", "Away"):
        database.run_now(goals.create, me, replace(RUN, title=title, start=MONDAY))
    thrice = replace(RUN, title="Thrice", start=MONDAY, schedule=TimesPer(3, Period.WEEK))
    database.run_now(goals.create, me, thrice)
    answer(database, me, 1, [MONDAY])
    answer(database, me, 2, [MONDAY + n * DAY for n in range(6)])
    database.run_now(entries.tick, me, 2, SUNDAY, State.SKIPPED)
    answer(database, me, 5, [MONDAY, SUNDAY])
    database.run_now(goals.remove, me, 3)
    database.run_now(pauses.begin, me, Scope(goal_id=4), MONDAY, None)
    assert [(one.title, one.kept) for one in told(database, me).goals] == [
        ("Often", Kept(6, 7, 0, 1)),
        ("Thrice", Kept(2, 3, 0, 0)),
        ("Seldom", Kept(1, 6, 0, 0)),
    ]


def test_what_ends_in_the_week_to_come_is_told_by_its_day(
    database: Database, me: Acquaintance
) -> None:
    for title, schedule, days in (
        ("Course", Daily(), 9),
        ("Dentist", Once(), 8),
        ("Now", Daily(), 6),
        ("Later", Daily(), 14),
        ("Put away", Daily(), 10),
    ):
        wish = replace(
            RUN, title=title, schedule=schedule, start=MONDAY, target=MONDAY + days * DAY
        )
        database.run_now(goals.create, me, wish)
    database.run_now(goals.archive, me, 5)
    assert told(database, me).ending == (
        Ending("Dentist", MONDAY + 8 * DAY, once=True),
        Ending("Course", MONDAY + 9 * DAY, once=False),
    )


def test_the_latest_note_comes_back_unless_its_day_was_a_bad_one(
    database: Database, me: Acquaintance
) -> None:
    feel(database, me, MONDAY + 3 * DAY, 3, "a walk")
    feel(database, me, MONDAY + 4 * DAY, 2, "never mind")
    assert told(database, me).note == "a walk"


def test_a_bad_moment_of_a_good_day_does_not_come_back(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    feel(database, me, SUNDAY, 4)
    mood = database.run_now(moods.log, me, "m", 1)
    database.run_now(moods.set_note, me, mood.id, "a bad hour")
    assert told(database, me).note is None


def test_of_what_was_not_agreed_to_nothing_is_told(database: Database, me: Acquaintance) -> None:
    database.run_now(goals.create, me, replace(RUN, start=MONDAY, target=SUNDAY + DAY))
    answer(database, me, 1, [SUNDAY])
    feel(database, me, SUNDAY, 4, "words")
    without_moods = told(database, replace(me, agreed=frozenset({"goals"})))
    assert (without_moods.look, without_moods.note) == (None, None)
    without_goals = told(database, replace(me, agreed=frozenset({"moods"})))
    assert (without_goals.goals, without_goals.ending) == ((), ())


@pytest.mark.parametrize(("weeks", "why"), [(0, None), (1, None), (2, "empty")])
def test_one_empty_week_is_an_offer_and_a_second_is_silence(
    database: Database, clock: FakeClock, me: Acquaintance, weeks: int, why: str | None
) -> None:
    feel(database, me, SUNDAY, 4)
    clock.advance(weeks * timedelta(days=7))
    assert database.read_now(digests.why_not, me, SUNDAY + weeks * 7 * DAY) == why


def test_an_open_or_deleted_goal_records_nothing(database: Database, me: Acquaintance) -> None:
    database.run_now(goals.create, me, replace(RUN, start=MONDAY))
    database.run_now(entries.open_day, me, SUNDAY)
    assert not told(database, me).recorded
    answer(database, me, 1, [SUNDAY])
    database.run_now(goals.remove, me, 1)
    assert not told(database, me).recorded


def test_a_holiday_is_left_in_peace_and_a_weekly_rest_is_not(
    database: Database, me: Acquaintance
) -> None:
    feel(database, me, SUNDAY, 4)
    database.run_now(pauses.set_rest, me, SUNDAY.weekday(), True)
    assert database.read_now(digests.why_not, me, SUNDAY) is None
    database.run_now(pauses.begin, me, Scope(), SUNDAY, SUNDAY)
    assert database.read_now(digests.why_not, me, SUNDAY) == "paused"


def test_a_mood_of_another_day_counts_for_its_own(
    database: Database, clock: FakeClock, me: Acquaintance
) -> None:
    mood = database.run_now(moods.log, me, "m", 5)
    friday = instant_at(MONDAY + 4 * DAY, 720, "Europe/Berlin")
    assert friday is not None
    database.run_now(mood_details.set_felt_at, me, mood.id, friday)
    assert levels(told(database, me)) == [None, None, None, None, 5, None, None]


def test_charlie_is_told_nothing_of_alice(
    database: Database, me: Acquaintance, charlie: Acquaintance
) -> None:
    database.run_now(goals.create, me, replace(RUN, start=MONDAY))
    answer(database, me, 1, [SUNDAY])
    feel(database, me, SUNDAY, 4, "words")
    week = told(database, replace(charlie, agreed=BOTH))
    assert not week.recorded
    assert (week.goals, week.note, week.ending) == ((), None, ())
