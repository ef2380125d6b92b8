"""The seed's statistic: how often each mood was noted on each day, with the reasons beside it."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from domain.clock import FakeClock
from domain.days import FIRST_DAY, LAST_DAY
from domain.errors import Reason, Refused
from domain.moods import Degree
from domain.ranges import Range, parse_range
from storage import mood_details, mood_labels, moods, people
from storage.database import Database
from storage.moods import Choice
from storage.people import Acquaintance
from storage.statistics import CountedDay, MoodCount, ReasonCount, count_moods
from tests.databases import NOON, acquaint, rows_of
from tests.storage.explained import finds_all_in, plans_of
from tests.storage.test_goals import DAY, TODAY
from tests.storage.years import ZONES, feel

BERLIN = "Europe/Berlin"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Told = tuple[str | int | None, int, tuple[tuple[str, int], ...]]
"""A label or else a pleasantness, how often, and the reasons."""


def counted(
    database: Database,
    me: Acquaintance,
    first: date = TODAY,
    last: date = TODAY,
    zone: str | None = None,
) -> tuple[CountedDay, ...]:
    return database.read_now(count_moods, me, Range(first, last, zone or me.zone_or_utc))


def days_of(days: tuple[CountedDay, ...]) -> list[date]:
    return [day.day for day in days]


def test_moods_are_counted_by_day_with_the_reasons_beside_them(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    for number, level in enumerate((2, 4, 4, 4)):
        log = database.run_now(moods.log, alice, f"m{number}", level)
        given = (("work", "sleep"), ("walk",), ("sleep", "walk"), ())[number]
        database.run_now(moods.set_reasons, alice, log.id, given)
    clock.advance(timedelta(days=1))
    database.run_now(mood_labels.log_new, alice, "next", "meh", 2)
    assert counted(database, alice, TODAY, TODAY + 9 * DAY) == (
        CountedDay(
            TODAY,
            (
                MoodCount(None, Degree(4), 3, (ReasonCount("walk", 2), ReasonCount("sleep", 1))),
                MoodCount(None, Degree(2), 1, (ReasonCount("sleep", 1), ReasonCount("work", 1))),
            ),
        ),
        CountedDay(TODAY + DAY, (MoodCount("meh", Degree(2), 1, ()),)),
    )
    (first, second) = counted(database, alice, TODAY, TODAY + DAY)
    assert (first.count, second.count, second.moods[0].level) == (4, 1, 2)


def test_two_words_for_one_level_are_two_rows_and_its_own_word_a_third(
    database: Database, alice: Acquaintance
) -> None:
    for label in ("glad", "Glad", "calm"):
        choice = Choice(Degree(4), label)
        database.run_now(moods.note_choice, alice, label, choice)
    database.run_now(moods.log, alice, "own", 4)
    (day,) = counted(database, alice)
    assert [(mood.label, mood.level, mood.count) for mood in day.moods] == [
        (None, 4, 1),
        ("Glad", 4, 1),
        ("calm", 4, 1),
        ("glad", 4, 1),
    ]


def test_a_word_that_got_another_level_in_between_stays_one_row(
    database: Database, alice: Acquaintance
) -> None:
    for number, level in enumerate((4, 2, 2)):
        database.run_now(moods.note_choice, alice, f"m{number}", Choice(Degree(level), "hm"))
    (day,) = counted(database, alice)
    assert [(mood.label, mood.level, mood.count) for mood in day.moods] == [("hm", 2, 3)]
    database.run_now(moods.note_choice, alice, "m9", Choice(Degree(4), "hm"))
    (day,) = counted(database, alice)
    assert [(mood.level, mood.count) for mood in day.moods] == [(4, 4)]


def test_the_words_of_seven_levels_are_told_apart_and_shown_as_the_person_chooses(
    database: Database, url: str, alice: Acquaintance
) -> None:
    for step in (5, 6):
        database.run_now(moods.log, alice, f"of seven {step}", step, 7)
    database.run_now(moods.log, alice, "of five", 4)
    log = database.run_now(moods.log, alice, "from before", 4)
    rows_of(url, f"UPDATE mood_logs SET pleasant = NULL WHERE id = {log.id}")
    (day,) = counted(database, alice)
    told = [(mood.degree, mood.level, mood.count) for mood in day.moods]
    assert told == [(Degree(6, 7), 4, 1), (Degree(4), 4, 2), (Degree(5, 7), 4, 1)]
    database.run_now(moods.log, alice, "the best", 5)
    database.run_now(mood_details.set_steps, alice, 7)
    (day,) = counted(database, alice)
    assert day.moods[0].degree == Degree(7, 7)


def test_what_is_in_the_bin_does_not_count_until_it_is_back(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    database.run_now(moods.set_reasons, alice, log.id, ("work",))
    before = counted(database, alice)
    database.run_now(moods.remove, alice, log.id)
    assert counted(database, alice) == ()
    database.run_now(moods.restore, alice, log.id)
    assert counted(database, alice) == before


def test_in_their_own_zone_a_log_stays_under_the_day_they_wrote_it_for(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    """Half past midnight in Berlin, before the day begins; then she moves, and has other days."""
    owl = database.run_now(people.set_day_start, alice, 240)
    clock.set(datetime(2026, 3, 3, 23, 30, tzinfo=UTC))
    database.run_now(moods.log, owl, "m1", 3)
    away = database.run_now(people.set_zone, owl, "Asia/Tokyo")
    lark = database.run_now(people.set_day_start, away, 0)
    yesterday = TODAY - DAY
    assert days_of(counted(database, lark, yesterday, TODAY)) == [yesterday]
    assert days_of(counted(database, lark, yesterday, TODAY, "Asia/Tokyo")) == [yesterday]
    # Elsewhere its moment decides, and days begin at midnight.
    assert days_of(counted(database, lark, yesterday, TODAY, BERLIN)) == [TODAY]
    assert days_of(counted(database, lark, yesterday, TODAY, "UTC")) == [yesterday]


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        ("2026-03-28T23:30", BERLIN, "2026-03-29"),  # the clocks go forward at 01:00 UTC
        ("2026-03-29T21:30", BERLIN, "2026-03-29"),
        ("2026-03-29T22:30", BERLIN, "2026-03-30"),
        ("2026-10-25T22:30", BERLIN, "2026-10-25"),  # and back again
        ("2026-10-25T23:30", BERLIN, "2026-10-26"),
        ("2011-12-30T09:59", "Pacific/Apia", "2011-12-29"),  # it went to bed on the 29th
        ("2011-12-30T10:00", "Pacific/Apia", "2011-12-31"),  # and woke up on the 31st
        ("2026-03-04T10:30", "Pacific/Kiritimati", "2026-03-05"),
        ("2026-03-04T10:30", "Pacific/Pago_Pago", "2026-03-03"),
        ("2026-03-04T09:30", "America/New_York", "2026-03-04"),
        ("2026-03-04T04:30", "America/New_York", "2026-03-03"),
    ],
)
def test_in_another_zone_a_log_stands_under_the_day_its_moment_has_there(
    database: Database, clock: FakeClock, charlie: Acquaintance, moment: str, zone: str, day: str
) -> None:
    clock.set(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    log = database.run_now(moods.log, charlie, "m1", 3)
    database.run_now(moods.set_reasons, charlie, log.id, ("work",))
    expected = date.fromisoformat(day)
    (found,) = counted(database, charlie, expected - 5 * DAY, expected + 5 * DAY, zone)
    assert found.day == expected
    assert counted(database, charlie, expected, expected, zone) == (found,)
    for beside in (expected - DAY, expected + DAY):
        assert counted(database, charlie, beside, beside, zone) == ()
    assert found.moods[0].reasons == (ReasonCount("work", 1),)


def test_the_furthest_apart_that_days_can_be_is_within_reach(
    database: Database, clock: FakeClock
) -> None:
    """Days that begin just before midnight, as far west as one can live, seen from the far east."""
    somebody = acquaint(database, 7, "Pacific/Pago_Pago")
    somebody = database.run_now(people.set_day_start, somebody, 1439)
    clock.set(datetime(2026, 3, 6, 10, 58, tzinfo=UTC))  # 23:58 on the 5th
    assert database.run_now(moods.log, somebody, "m1", 3).day == date(2026, 3, 4)
    there = date(2026, 3, 7)
    assert days_of(counted(database, somebody, there, there, "Pacific/Kiritimati")) == [there]


def test_without_a_zone_days_are_those_of_utc(database: Database, clock: FakeClock) -> None:
    somebody = database.run_now(people.set_day_start, acquaint(database, 7, None), 240)
    clock.set(datetime(2026, 3, 5, 3, 30, tzinfo=UTC))
    database.run_now(moods.log, somebody, "m1", 3)
    assert days_of(counted(database, somebody, TODAY, TODAY + DAY)) == [TODAY]
    assert days_of(counted(database, somebody, TODAY, TODAY + DAY, BERLIN)) == [TODAY + DAY]


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-04",
        "2026-03-04 2026-03-04",
        "2026-03-04T00:00:00+01:00 2026-03-04T23:59:59.999999+01:00",
        "2026-03-03T23:00Z 2026-03-04T22:59:59Z",
        "20260304 20260304 europe/berlin",
        "",
    ],
)
def test_a_range_is_typed_as_for_the_tracker(
    database: Database, alice: Acquaintance, typed: str
) -> None:
    database.run_now(moods.log, alice, "m1", 3)
    wanted = parse_range(typed, TODAY, BERLIN)
    assert days_of(database.read_now(count_moods, alice, wanted)) == [TODAY]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2026-03-05 2026-03-04", Reason.BEFORE_START),
        ("2026-02-31", Reason.NOT_A_DATE),
        ("march", Reason.UNREADABLE),
        ("2026-03-01 2026-03-04 Mordor", Reason.UNKNOWN),
        ("2020-01-01 2026-03-04", Reason.TOO_MANY),
        ("1969-12-31 1970-01-01", Reason.OUT_OF_RANGE),
    ],
)
def test_a_range_that_is_none_is_refused_and_no_empty_statistic(typed: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        parse_range(typed, TODAY, BERLIN)
    assert refused.value.reason is reason


def test_a_range_with_nothing_is_empty_and_one_with_everything_has_all(
    database: Database, alice: Acquaintance
) -> None:
    assert counted(database, alice, FIRST_DAY, LAST_DAY) == ()
    database.run_now(moods.log, alice, "m1", 3)
    for zone in (BERLIN, "Asia/Tokyo"):
        assert counted(database, alice, TODAY + DAY, TODAY - DAY, zone) == ()
        assert counted(database, alice, TODAY - 9 * DAY, TODAY - DAY, zone) == ()
        assert days_of(counted(database, alice, FIRST_DAY, LAST_DAY, zone)) == [TODAY]


def test_a_zone_that_nobody_knows_is_refused(database: Database, alice: Acquaintance) -> None:
    database.run_now(moods.log, alice, "m1", 3)
    with pytest.raises(Refused):
        counted(database, alice, zone="Middle-earth/Mordor")


def told(days: tuple[CountedDay, ...]) -> dict[date, list[Told]]:
    return {
        day.day: sorted(
            (
                (
                    mood.degree.pleasant if mood.label is None else mood.label,
                    mood.count,
                    tuple(sorted((each.reason, each.count) for each in mood.reasons)),
                )
                for mood in day.moods
            ),
            key=repr,
        )
        for day in days
    }


def recounted(url: str, me: Acquaintance, wanted: Range) -> dict[date, list[Told]]:
    """The same from the rows as they lie there, one after the other."""
    named = rows_of(url, "SELECT mood_id, reason FROM mood_reasons")
    logs: dict[date, list[tuple[str | int, int]]] = {}
    for id, written_for, felt_at, label, level, pleasant in _rows(url, me):
        there = (EPOCH + timedelta(microseconds=felt_at)).astimezone(ZoneInfo(wanted.zone)).date()
        day = written_for if wanted.zone == me.zone else there
        mood = label if label is not None else (level - 3) * 50 if pleasant is None else pleasant
        if wanted.first <= day <= wanted.last:
            logs.setdefault(day, []).append((mood, id))
    return {
        day: sorted(
            (
                (
                    mood,
                    count,
                    tuple(sorted(Counter(r for id, r in named if (mood, id) in logs[day]).items())),
                )
                for mood, count in Counter(mood for mood, _ in logs[day]).items()
            ),
            key=repr,
        )
        for day in sorted(logs)
    }


def _rows(url: str, me: Acquaintance) -> Iterator[tuple[int, date, int, str | None, int, int]]:
    columns = "id, day, felt_at, label, level, pleasant"
    live = f"person_id = {me.id} AND deleted_at IS NULL"
    for id, day, *rest in rows_of(url, f"SELECT {columns} FROM mood_logs WHERE {live}"):
        yield id, date.fromisoformat(str(day)), *rest


@pytest.mark.parametrize("zone", [BERLIN, "America/New_York", "Pacific/Kiritimati", "UTC"])
@pytest.mark.parametrize("start", ["2026-03-20", "2026-10-20"])
def test_the_counts_are_those_of_the_rows_one_by_one(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance, zone: str, start: str
) -> None:
    """Around the days on which clocks change, for somebody who travels and rises late."""
    alice = database.run_now(people.set_day_start, alice, 300)
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC)
    for me in (alice, bob):
        database.run_now(feel, me, begin, 14, 6, ZONES)
    first = begin.date()
    for span in ((-9, 30), (3, 9), (5, 5)):
        wanted = Range(first + span[0] * DAY, first + span[1] * DAY, zone)
        for me in (alice, bob):
            found = database.read_now(count_moods, me, wanted)
            assert told(found) == recounted(url, me, wanted)
            assert days_of(found) == sorted(days_of(found))
    assert len(recounted(url, alice, Range(first, first + 14 * DAY, zone))) >= 14


def test_days_are_told_best_mood_first(database: Database, alice: Acquaintance) -> None:
    database.run_now(feel, alice, NOON, 10, 9)
    for day in counted(database, alice, TODAY, TODAY + 9 * DAY):
        pleasant = [mood.degree.pleasant for mood in day.moods]
        assert pleasant == sorted(pleasant, reverse=True)
        for mood in day.moods:
            uses = [each.count for each in mood.reasons]
            assert uses == sorted(uses, reverse=True)


def test_charlie_sees_nothing_of_alices(
    database: Database, alice: Acquaintance, bob: Acquaintance, charlie: Acquaintance
) -> None:
    for me in (alice, bob):
        log = database.run_now(moods.log, me, "m1", 3)
        database.run_now(moods.set_reasons, me, log.id, (f"a secret of {me.id}",))
    for zone in (BERLIN, "America/New_York", "UTC"):
        assert counted(database, charlie, FIRST_DAY, LAST_DAY, zone) == ()
        (day,) = counted(database, bob, FIRST_DAY, LAST_DAY, zone)
        assert day.moods[0].reasons == (ReasonCount(f"a secret of {bob.id}", 1),)


@pytest.mark.parametrize("zone", [BERLIN, "UTC"])
def test_a_statistic_is_answered_from_two_indexes_alone(
    database: Database, url: str, alice: Acquaintance, zone: str
) -> None:
    """Among many others' moods: no row of a log or of a reason is looked at."""
    for me in (alice, *(acquaint(database, number, BERLIN) for number in range(8))):
        database.run_now(feel, me, NOON, 40)
    look = partial(database.read_now, count_moods, alice, Range(TODAY, TODAY + 7 * DAY, zone))
    _steps, told = plans_of(url, look)
    assert finds_all_in(told, "ix_mood_logs_told", "ix_mood_reasons_told"), told


def test_ten_years_take_as_many_statements_as_a_day(
    database: Database, url: str, alice: Acquaintance
) -> None:
    database.run_now(feel, alice, NOON, 3)
    spans = ((TODAY, TODAY), (TODAY, TODAY + 3650 * DAY))
    asked = [len(plans_of(url, partial(counted, database, alice, *span))) for span in spans]
    assert asked == [2, 2]
