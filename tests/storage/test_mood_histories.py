"""Past moods as charts and insight take them: plain values, by the person's own days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from domain.clock import Clock, FakeClock
from domain.days import FIRST_DAY, LAST_DAY
from domain.entries import State
from domain.errors import NotFound
from domain.insight.values import Log
from domain.moods import Degree
from domain.spans import Span
from storage import entries, goals, mood_details, mood_histories, moods, people, scales
from storage.database import Database
from storage.mood_histories import Beginnings, Noted
from storage.moods import Choice
from storage.people import Acquaintance
from tests.databases import NOON, acquaint, rows_of
from tests.storage.crowds import crowd
from tests.storage.explained import finds_all_in, plans_of
from tests.storage.test_goals import DAY, RUN, TODAY
from tests.storage.years import ZONES, feel

ALL = Span(FIRST_DAY, LAST_DAY)
DAYS = Span(TODAY, TODAY + 9 * DAY)


def noted(database: Database, me: Acquaintance, span: Span = ALL) -> tuple[Noted, ...]:
    return database.read_now(mood_histories.moods, me, span)


def only(database: Database, me: Acquaintance) -> Log:
    (one,) = noted(database, me)
    return one.log


def test_a_mood_is_its_day_its_minute_and_its_value_in_levels(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 6, 7)
    (one,) = noted(database, alice)
    assert (one.id, one.label, one.level) == (log.id, None, 4)
    assert one.log == Log(TODAY, 13 * 60, 3 + 67 / 50)
    database.run_now(moods.set_choice, alice, log.id, Choice(Degree(2), "meh"))
    assert noted(database, alice) == (Noted(log.id, "meh", 2, Log(TODAY, 13 * 60, 2.0)),)


def test_a_log_from_before_pleasantness_was_kept_has_the_value_of_its_level(
    database: Database, url: str, alice: Acquaintance
) -> None:
    database.run_now(moods.log, alice, "m1", 5)
    rows_of(url, "UPDATE mood_logs SET pleasant = NULL")
    assert only(database, alice).value == 5


@pytest.mark.parametrize(
    ("at", "day", "minute"),
    [
        ("2026-03-04T03:30", "2026-03-04", 270),
        ("2026-03-04T02:59", "2026-03-03", 24 * 60 + 239),
        ("2026-03-03T23:00", "2026-03-03", 24 * 60),
        ("2026-03-29T00:59", "2026-03-28", 24 * 60 + 119),
        ("2026-03-29T01:00", "2026-03-28", 24 * 60 + 180),  # the hour in between there was not
        ("2026-10-25T01:10", "2026-10-24", 24 * 60 + 130),  # the second 02:10
    ],
)
def test_the_minute_counts_on_in_the_night_that_the_own_day_takes_with_it(
    database: Database, clock: FakeClock, alice: Acquaintance, at: str, day: str, minute: int
) -> None:
    owl = database.run_now(people.set_day_start, alice, 240)
    clock.set(datetime.fromisoformat(at).replace(tzinfo=UTC))
    database.run_now(moods.log, owl, "m1", 3)
    log = only(database, owl)
    assert (log.day, log.minute) == (date.fromisoformat(day), minute)


def test_the_minute_is_that_of_where_it_was_noted(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    database.run_now(moods.log, alice, "m1", 3)
    before = only(database, alice)
    away = database.run_now(people.set_zone, alice, "Asia/Tokyo")
    clock.advance(timedelta(days=1))
    database.run_now(moods.log, away, "m2", 3)
    assert [one.log.minute for one in noted(database, away)] == [13 * 60, 21 * 60]
    assert noted(database, away)[0].log == before
    nowhere = acquaint(database, 7, None)
    database.run_now(moods.log, nowhere, "m1", 3)
    assert only(database, nowhere).minute == 12 * 60


def test_a_log_of_a_whole_day_has_no_minute_and_one_from_memory_is_late(
    database: Database, alice: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    database.run_now(mood_details.set_felt_at, alice, log.id, NOON - timedelta(hours=12.01))
    assert (only(database, alice).late, only(database, alice).whole_day) == (True, False)
    database.run_now(mood_details.set_whole_day, alice, log.id, True)
    assert only(database, alice) == Log(TODAY, None, 3.0, whole_day=True, late=True)
    database.run_now(mood_details.set_felt_at, alice, log.id, NOON - timedelta(hours=12))
    assert not only(database, alice).late


def test_reasons_stand_beside_their_log_in_the_persons_order(
    database: Database, alice: Acquaintance
) -> None:
    logs = [database.run_now(moods.log, alice, f"m{n}", 3) for n in range(3)]
    database.run_now(moods.set_reasons, alice, logs[0].id, ("work", "Abendessen"))
    database.run_now(moods.set_reasons, alice, logs[2].id, ("%s",))
    named = database.read_now(mood_histories.reasons, alice, DAYS)
    assert named == {logs[0].id: ("work", "Abendessen"), logs[2].id: ("%s",)}
    whole = database.read_now(mood_histories.moods_with_reasons, alice, DAYS)
    assert [one.log.reasons for one in whole] == [("work", "Abendessen"), (), ("%s",)]
    bare = tuple(replace(one, log=replace(one.log, reasons=())) for one in whole)
    assert bare == noted(database, alice)


def test_a_scale_of_ones_own_has_values_like_moods(
    database: Database, alice: Acquaintance, clock: FakeClock
) -> None:
    sleep, pain = (database.run_now(scales.make, alice, name, 10) for name in ("sleep", "pain"))
    for value in (7, 10):
        log = database.run_now(moods.log, alice, f"m{value}", 3)
        database.run_now(mood_details.set_mark, alice, log.id, sleep.id, value)
        database.run_now(mood_details.set_mark, alice, log.id, pain.id, 1)
        clock.advance(timedelta(days=1))
    database.run_now(mood_details.set_whole_day, alice, log.id, True)
    marks = database.read_now(mood_histories.marks, alice, sleep.id, DAYS)
    assert marks == (
        Log(TODAY, 13 * 60, 7.0),
        Log(TODAY + DAY, None, 10.0, whole_day=True),
    )
    database.run_now(moods.remove, alice, log.id)
    assert len(database.read_now(mood_histories.marks, alice, sleep.id, DAYS)) == 1


def test_energy_is_told_where_it_was_noted(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    def energies(me: Acquaintance) -> tuple[bool, tuple[Log, ...]]:
        there = database.read_now(lambda session, _clock: mood_histories.has_energy(session, me))
        return there, database.read_now(mood_histories.energies, me, DAYS)

    database.run_now(moods.log, alice, "m1", 3)
    assert energies(alice) == (False, ())
    log = database.run_now(moods.log, alice, "m2", 3)
    database.run_now(mood_details.set_energy, alice, log.id, 2)
    assert energies(alice) == (True, (Log(TODAY, 13 * 60, 2.0),))
    assert energies(charlie) == (False, ())
    database.run_now(moods.remove, alice, log.id)
    assert energies(alice) == (False, ())


def test_records_begin_with_the_first_mood_and_the_first_answer(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    def begun() -> Beginnings:
        return database.read_now(mood_histories.beginnings, alice)

    assert (begun(), begun().first) == (Beginnings(None, None), None)
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.open_day, alice, TODAY)
    assert begun().first is None, "an entry that is still open records nothing"
    database.run_now(entries.tick, alice, goal.id, TODAY + 0 * DAY, State.SKIPPED)
    clock.advance(timedelta(days=1))
    log = database.run_now(moods.log, alice, "m1", 3)
    assert (begun(), begun().first) == (Beginnings(TODAY + DAY, TODAY), TODAY)
    database.run_now(entries.tick, alice, goal.id, TODAY - 9 * DAY, State.DONE)
    assert begun().answer == TODAY - 9 * DAY
    database.run_now(goals.remove, alice, goal.id)
    assert (begun(), begun().first) == (Beginnings(TODAY + DAY, None), TODAY + DAY)
    database.run_now(moods.remove, alice, log.id)
    assert begun() == Beginnings(None, None)


def test_a_span_has_its_own_days_in_their_order_and_nothing_from_the_bin(
    database: Database, clock: FakeClock, alice: Acquaintance
) -> None:
    for hours in (72, 24, 48, 0):
        clock.set(NOON + timedelta(hours=hours))
        log = database.run_now(moods.log, alice, f"m{hours}", 3)
    database.run_now(moods.remove, alice, log.id)
    days = [TODAY + n * DAY for n in (1, 2, 3)]
    assert [one.log.day for one in noted(database, alice)] == days
    assert [one.log.day for one in noted(database, alice, Span(days[0], days[1]))] == days[:2]
    assert noted(database, alice, Span(TODAY, TODAY)) == ()
    assert noted(database, alice, Span(days[2], days[0])) == ()


def recounted(url: str, me: Acquaintance, span: Span) -> list[tuple[object, ...]]:
    """The same from the rows as they lie there, by other arithmetic."""
    columns = "id, label, level, pleasant, day, zone, felt_at, logged_at, kind"
    found = []
    for id, label, level, pleasant, day, zone, felt_at, logged_at, kind in rows_of(
        url, f"SELECT {columns} FROM mood_logs WHERE deleted_at IS NULL AND person_id = {me.id}"
    ):
        own = date.fromisoformat(str(day))
        wall = datetime.fromtimestamp(felt_at // 10**6, ZoneInfo(zone or "UTC"))
        minute = (wall.date() - own).days * 1440 + wall.hour * 60 + wall.minute
        value = level if pleasant is None else 3 + pleasant / 50
        late = logged_at - felt_at > 12 * 3600 * 10**6
        if span.first <= own <= span.last:
            whole = kind == "day"
            time = None if whole else minute
            found.append((own, felt_at, id, label, level, time, value, whole, late))
    return [row[2:] for row in sorted(found, key=lambda row: row[:3])]


def test_years_of_moods_are_those_of_the_rows_one_by_one(
    database: Database, url: str, alice: Acquaintance, bob: Acquaintance
) -> None:
    owl = database.run_now(people.set_day_start, alice, 300)
    start = datetime(2026, 3, 20, tzinfo=UTC)
    for me in (owl, bob):
        database.run_now(feel, me, start, 20, 5, ZONES)
    for span in (ALL, Span(date(2026, 3, 28), date(2026, 3, 30))):
        for me in (owl, bob):
            found = [
                (one.id, one.label, one.level, log.minute, log.value, log.whole_day, log.late)
                for one in noted(database, me, span)
                for log in (one.log,)
            ]
            assert found == recounted(url, me, span)
            assert len(found) > 3


def test_charlie_gets_nothing_of_alices(
    database: Database, alice: Acquaintance, charlie: Acquaintance
) -> None:
    log = database.run_now(moods.log, alice, "m1", 3)
    database.run_now(moods.set_reasons, alice, log.id, ("secret",))
    scale = database.run_now(scales.make, alice, "secret", 5)
    database.run_now(mood_details.set_mark, alice, log.id, scale.id, 4)
    goal = database.run_now(goals.create, alice, RUN)
    database.run_now(entries.tick, alice, goal.id, TODAY, State.DONE)
    assert noted(database, charlie) == ()
    assert database.read_now(mood_histories.moods_with_reasons, charlie, ALL) == ()
    assert database.read_now(mood_histories.reasons, charlie, ALL) == {}
    assert database.read_now(mood_histories.beginnings, charlie).first is None
    with pytest.raises(NotFound):
        database.read_now(mood_histories.marks, charlie, scale.id, ALL)


def _has_energy(session: Session, _clock: Clock, me: Acquaintance, _span: Span) -> bool:
    return mood_histories.has_energy(session, me)


LOOKS: dict[str, tuple[Callable[..., object], tuple[str, ...]]] = {
    "moods": (mood_histories.moods, ("ix_mood_logs_told",)),
    "reasons": (mood_histories.reasons, ("ix_mood_logs_told", "ix_mood_reasons_told")),
    "energies": (mood_histories.energies, ("ix_mood_logs_told",)),
    "whether there is energy": (_has_energy, ("ix_mood_logs_told",)),
    "marks": (mood_histories.marks, ("ix_mood_logs_told", "ix_scale_values_told")),
}


@pytest.mark.parametrize(("look", "indexes"), LOOKS.values(), ids=LOOKS.keys())
def test_each_is_one_query_that_indexes_alone_answer(
    database: Database,
    url: str,
    alice: Acquaintance,
    look: Callable[..., object],
    indexes: tuple[str, ...],
) -> None:
    scale = database.run_now(scales.make, alice, "sleep", 5)
    for me in (alice, *(acquaint(database, number, "UTC") for number in range(8))):
        database.run_now(feel, me, NOON, 40)
    marked = "INSERT INTO scale_values (mood_id, scale_id, person_id, value)"
    rows_of(url, f"{marked} SELECT id, {scale.id}, person_id, level FROM mood_logs")
    values = (scale.id,) if look is mood_histories.marks else ()
    *_, plan = plans_of(url, partial(database.read_now, look, alice, *values, DAYS))
    assert finds_all_in(plan, *indexes), plan


def test_where_records_begin_is_found_at_the_beginning_of_two_indexes(
    database: Database, url: str, alice: Acquaintance
) -> None:
    for me in (alice, *(acquaint(database, number, "UTC") for number in range(8))):
        database.run_now(feel, me, NOON, 40)
        database.run_now(crowd, me, 24)
    (plan,) = plans_of(url, partial(database.read_now, mood_histories.beginnings, alice))
    assert "ix_mood_logs_told" in plan
    assert "ix_entries_person_day" in plan
