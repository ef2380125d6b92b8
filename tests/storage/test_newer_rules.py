"""A newer time zone database: reminders keep their wall time by the new rules, and nobody is lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from domain import zones
from domain.clock import Clock, FakeClock
from domain.days import ONE_DAY
from domain.spans import Span
from storage import erasing, goals, mood_histories, moods, newer_rules, people, sweep
from storage.database import Database
from storage.people import Acquaintance
from storage.tables import Alarm, Base, Person, ZoneOffset
from tests.databases import rows_of
from tests.storage.test_goals import RUN

EIGHT = datetime(2026, 3, 5, 7, tzinfo=UTC)
"""Thursday, eight in the morning in Berlin."""

HOUR = timedelta(hours=1)


@pytest.fixture
def me(database: Database, clock: FakeClock, alice: Acquaintance) -> Acquaintance:
    """Alice is reminded at eight."""
    clock.set(EIGHT - 12 * HOUR)
    me = database.run_now(people.agree, alice, frozenset({"goals"}))
    database.run_now(goals.create, me, replace(RUN, reminders=(480,)))
    return me


def by_older_rules(database: Database, at: datetime | None = None) -> None:
    """As if the alarms had been counted by rules under which eight o'clock was another instant."""
    database.run_now(_older, at)


def _older(session: Session, _clock: Clock, at: datetime | None) -> None:
    session.execute(update(Person).values(tz_version="0123456789abcdef"))
    if at is not None:
        session.execute(update(Alarm).values(fires_at=at))


def recount(database: Database) -> list[int]:
    counted = []
    while people := database.run_now(newer_rules.recount):
        counted.append(people)
    return counted


def due_ats(url: str) -> list[tuple[object, ...]]:
    return rows_of(url, "SELECT due_at FROM outbox")


def test_who_was_counted_by_the_rules_there_are_is_left_alone(
    database: Database, me: Acquaintance, bob: Acquaintance
) -> None:
    assert recount(database) == []
    by_older_rules(database)
    assert recount(database) == [1, 1], "one zone at a time"
    assert recount(database) == []


def test_an_alarm_moves_to_its_wall_time_by_the_new_rules(
    database: Database, me: Acquaintance
) -> None:
    for at in (EIGHT - HOUR, EIGHT + HOUR):
        by_older_rules(database, at)
        recount(database)
        assert database.read_now(sweep.next_due) == EIGHT


def test_what_newer_rules_pull_forward_over_now_goes_off_all_the_same(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    by_older_rules(database, EIGHT + HOUR)
    clock.set(EIGHT + HOUR / 2)
    recount(database)
    database.run_now(sweep.sweep)
    assert len(due_ats(url)) == 1
    assert database.read_now(sweep.next_due) == EIGHT + 24 * HOUR


def test_what_went_off_by_older_rules_does_not_go_off_again(
    database: Database, url: str, clock: FakeClock, me: Acquaintance
) -> None:
    clock.set(EIGHT)
    database.run_now(sweep.sweep)
    by_older_rules(database, EIGHT + 23 * HOUR)
    clock.set(EIGHT - HOUR / 2)
    recount(database)
    clock.set(EIGHT + HOUR)
    database.run_now(sweep.sweep)
    assert len(due_ats(url)) == 1


def test_batches_are_short(
    database: Database, me: Acquaintance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newer_rules, "BATCH", 2)
    for number in range(4):
        other = database.run_now(people.meet, 200 + number, 200 + number, "en")
        database.run_now(people.set_zone, other, "Europe/Berlin")
    by_older_rules(database)
    assert recount(database) == [2, 2, 1]


@pytest.fixture(autouse=True)
def as_at_a_start() -> Iterator[None]:
    yield
    zones.keep_offsets({})


def _rename(session: Session, _clock: Clock, table: type[Base]) -> None:
    session.execute(update(table).values(zone="Europe/Atlantis"))


@pytest.fixture
def nowhere(database: Database, me: Acquaintance) -> Acquaintance:
    """Alice, in a zone that was in an older database, of which nothing was written down."""
    database.run_now(_rename, Person)
    return me


@pytest.fixture
def atlantis(database: Database, nowhere: Acquaintance) -> Acquaintance:
    """Alice, in a zone that has sunk since its offset was noted, an hour ahead of UTC."""
    database.run_now(_rename, ZoneOffset)
    zones.keep_offsets(database.read_now(newer_rules.offsets))
    return database.read_now(people.by_id, nowhere.id)


def offsets(url: str) -> list[tuple[object, ...]]:
    return rows_of(url, "SELECT zone, minutes FROM zone_offsets ORDER BY zone")


def test_the_offsets_of_zones_that_people_live_in_are_noted(
    database: Database, url: str, clock: FakeClock, me: Acquaintance, bob: Acquaintance
) -> None:
    assert offsets(url) == [("America/New_York", -300), ("Europe/Berlin", 60)]
    database.run_now(people.set_zone, bob, "Asia/Kolkata")
    clock.set(datetime(2026, 7, 1, tzinfo=UTC))
    rows_of(url, "UPDATE people SET zone = 'Europe/Berlin'")
    database.run_now(newer_rules.note_offsets)
    zones_noted = [("America/New_York", -300), ("Asia/Kolkata", 330), ("Europe/Berlin", 120)]
    assert offsets(url) == zones_noted, "moods of then name the others"


def test_the_zone_that_somebody_wants_to_move_to_is_noted_and_forgotten_with_them(
    database: Database, url: str, me: Acquaintance
) -> None:
    database.run_now(people.set_next_zone, me, "Asia/Kolkata")
    assert ("Asia/Kolkata", 330) in offsets(url)
    database.run_now(erasing.erase, me.telegram_id, b"salt")
    assert not {("Asia/Kolkata", 330), ("Europe/Berlin", 60)} & {*offsets(url)}


def test_a_mood_in_a_zone_of_which_nothing_is_known_has_its_day_and_no_hour(
    database: Database, url: str, me: Acquaintance
) -> None:
    me = database.run_now(people.agree, me, frozenset({"goals", "moods"}))
    database.run_now(moods.log, me, "m1", 4)
    rows_of(url, "UPDATE mood_logs SET zone = 'Europe/Atlantis'")
    span = Span(EIGHT.date() - 2 * ONE_DAY, EIGHT.date())
    [noted] = database.read_now(mood_histories.moods, me, span)
    assert (noted.log.day, noted.log.minute) == (EIGHT.date() - ONE_DAY, None)


def test_what_was_noted_of_a_zone_that_is_gone_stays_as_it_was(
    database: Database, url: str, atlantis: Acquaintance
) -> None:
    database.run_now(newer_rules.note_offsets)
    assert offsets(url) == [("Europe/Atlantis", 60)]


def test_a_zone_that_is_gone_keeps_its_last_offset_and_reminders_go_on(
    database: Database, url: str, clock: FakeClock, atlantis: Acquaintance
) -> None:
    assert (atlantis.zone, atlantis.day_of(EIGHT - 9 * HOUR)) == (
        "Europe/Atlantis",
        (EIGHT - 8 * HOUR).date(),
    )
    recount(database)
    for days in range(40):  # beyond the day on which the clocks of Berlin change
        assert database.read_now(sweep.next_due) == EIGHT + 24 * days * HOUR
        clock.set(EIGHT + 24 * days * HOUR)
        database.run_now(sweep.sweep)
    assert len(due_ats(url)) == 40


def test_who_goes_on_by_the_last_offset_is_told_so_once(
    database: Database, atlantis: Acquaintance
) -> None:
    recount(database)
    [who] = database.read_now(newer_rules.displaced)
    assert (who.id, who.zone, who.keeps) == (atlantis.id, "Europe/Atlantis", "UTC+01:00")
    database.run_now(newer_rules.told, who.id)
    assert recount(database) == []
    assert database.read_now(newer_rules.displaced) == []


def test_a_zone_that_is_there_has_its_own_rules_whatever_was_noted(
    database: Database, me: Acquaintance
) -> None:
    zones.keep_offsets({"Europe/Berlin": 0})
    assert zones.utc_offset("Europe/Berlin", EIGHT) == HOUR
    assert recount(database) == []


def test_in_a_zone_that_is_gone_unnoted_nothing_goes_off_and_everything_else_works(
    database: Database, clock: FakeClock, nowhere: Acquaintance
) -> None:
    clock.set(EIGHT)
    database.run_now(sweep.sweep)
    assert database.read_now(sweep.next_due) is None
    me = database.read_now(people.by_id, nowhere.id)
    assert (me.zone, me.day_of(EIGHT)) == (None, EIGHT.date())
    assert database.run_now(people.set_zone, me, "Europe/Berlin").zone == "Europe/Berlin"
    assert database.read_now(sweep.next_due) == EIGHT + 24 * HOUR


def test_who_lives_in_a_zone_that_is_gone_unnoted_is_told_once(
    database: Database, url: str, nowhere: Acquaintance
) -> None:
    recount(database)
    [who] = database.read_now(newer_rules.displaced)
    assert (who.id, who.zone, who.keeps) == (nowhere.id, "Europe/Atlantis", "")
    database.run_now(newer_rules.told, who.id)
    assert recount(database) == []
    assert database.read_now(newer_rules.displaced) == []
    assert rows_of(url, "SELECT zone FROM people") == [("Europe/Atlantis",)], "it may come back"


def test_the_rules_are_those_of_the_file_in_use() -> None:
    assert zones.rules_of("Europe/Berlin") != zones.rules_of("Asia/Tokyo")
    assert len(zones.rules_of("Europe/Berlin")) == 16
    assert zones.rules_of("Europe/Atlantis") == ""
    assert all(map(zones.rules_of, zones.ZONES))
