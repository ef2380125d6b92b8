"""Reminders by the hundred thousand: 50 000 people, each with one that is due at one instant."""

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from domain.clock import FakeClock
from domain.days import local_time
from domain.kinds import Daily, to_plain
from domain.zones import rules_of
from storage.consents import CONSENT_VERSION
from storage.database import Database
from storage.engine import parse_url
from storage.migrate import migrate
from storage.types import EPOCH

DUE = 50_000
INSTANT = datetime(2031, 3, 5, 7, 0, tzinfo=UTC)
"""So far ahead that nothing goes off when the bot itself is started on such a database."""

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "Africa/Cairo",
    "UTC",
)

MINUTE = 60_000_000
"""Of the microseconds in which instants are kept."""

APART = 10_000
"""The numbers of these people and goals begin after it: before it, in the same database, are those of
people who talk."""

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {upto}) "
_PEOPLE = (
    "INSERT INTO people (id, telegram_id, chat_id, language, zone, day_start_minute, first_weekday,"
    " joined_at, tz_version)"
    " SELECT {person}, {person}, {person}, 'en', {zone}, 0, 0, 0, {rules} FROM n",
    "INSERT INTO consents (person_id, subject, version, given_at)"
    f" SELECT {{person}}, 'goals', {CONSENT_VERSION}, 0 FROM n",
    "INSERT INTO goals (id, person_id, title, title_key, criticality, start_day, created_at,"
    " updated_at) SELECT {person}, {person}, 'Walk', 'walk', 'normal', '2026-01-01', 0, 0 FROM n",
    "INSERT INTO schedule_versions (goal_id, from_day, rule, made_at)"
    " SELECT {person}, '2026-01-01', '{daily}', 0 FROM n",
)
# Each person's first is due at the instant, the others so many minutes later, over the whole day.
_ALARMS = (
    "INSERT INTO reminders (id, person_id, goal_id, what, key, minute, exact, enabled)"
    " SELECT i, {person}, {person}, 'goal', CAST({moment} AS VARCHAR), {moment}, false, true FROM n",
    "INSERT INTO alarms (reminder_id, moment, person_id, fires_at)"
    " SELECT i, {moment}, {person}, {instant} + CAST({later} AS BIGINT) * {minute} FROM n",
)


def with_alarms(url: str, count: int) -> str:
    """Migrate the database and give it ``count`` alarms, a multiple of DUE. Returns its URL."""
    migrate(url)
    add_people(url, DUE)
    add_alarms(url, count, DUE, INSTANT)
    _settle(url)
    return url


def add_people(url: str, people: int) -> None:
    """People who agreed to be reminded, in eight zones, each with a daily goal."""
    zone = _by_zone([f"'{zone}'" for zone in ZONES], people)
    values = {
        "upto": people,
        "person": _person(people),
        "zone": zone,
        # Without them the bot would count their alarms anew when it starts.
        "rules": _by_zone([f"'{rules_of(zone)}'" for zone in ZONES], people),
        "daily": json.dumps(to_plain(Daily())),
    }
    run(url, *((_NUMBERS + statement).format(**values) for statement in _PEOPLE))


def add_alarms(url: str, count: int, people: int, at: datetime) -> None:
    """Reminders for so many people in turn; the first of each goes off at that instant."""
    later = f"((i - 1) / {people} * 61)"
    first = _by_zone([str(_minute(zone, at)) for zone in ZONES], people)
    values = {
        "upto": count,
        "person": _person(people),
        "moment": f"(({first} + {later}) % 1440)",
        "later": later,
        "instant": _micros(at),
        "minute": MINUTE,
    }
    run(url, *((_NUMBERS + statement).format(**values) for statement in _ALARMS))


def due_again(url: str) -> None:
    """As if nobody had swept: for the next round."""
    due = f"UPDATE alarms SET fires_at = {_micros(INSTANT)} WHERE reminder_id <= {DUE}"
    run(url, "DELETE FROM outbox", due)
    _settle(url)


def opened(url: str, at: datetime = INSTANT) -> Database:
    """The database, at the instant at which 50 000 are due."""
    return Database(url, FakeClock(at))


def before() -> datetime:
    """When nothing is due yet."""
    return INSTANT - timedelta(minutes=1)


def decided(url: str) -> int:
    """How many are in the outbox, each for another person."""
    engine = create_engine(parse_url(url), poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(DISTINCT person_id) FROM outbox")) or 0)


def run(url: str, *statements: str) -> None:
    """Statements, in one commit."""
    engine = create_engine(parse_url(url), poolclass=NullPool)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _settle(url: str) -> None:
    """What autovacuum does within a minute, and a round should not have to wait for."""
    engine = create_engine(parse_url(url), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE alarms, outbox, reminders, people"))
        else:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _person(people: int) -> str:
    return f"({APART} + (i - 1) % {people} + 1)"


def _by_zone(values: list[str], people: int) -> str:
    cases = " ".join(f"WHEN {n} THEN {value}" for n, value in enumerate(values))
    return f"(CASE {_person(people)} % {len(values)} {cases} END)"


def _minute(zone: str, at: datetime) -> int:
    wall = local_time(at, zone)
    return wall.hour * 60 + wall.minute


def _micros(instant: datetime) -> int:
    return (instant - EPOCH) // timedelta(microseconds=1)
