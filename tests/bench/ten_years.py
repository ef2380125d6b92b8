"""Ten years of one person's moods, five a day, spread evenly among those of thousands."""

from datetime import date, timedelta

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from domain.spans import Span
from domain.zones import rules_of
from storage.engine import is_postgres, parse_url
from storage.migrate import migrate
from tests.bench.alarms import run

SOMEBODY = 1
"""Whose ten years they are, by number on Telegram as well."""

ZONE = "Europe/Berlin"
LOGS = 3650 * 5
START = date(2016, 1, 1)
TEN_YEARS = Span(START, START + timedelta(days=3649))
ONE_YEAR = Span(date(2021, 1, 1), date(2021, 12, 31))
A_STEP = 1_000
"""Of so many people one notes something between two logs of theirs."""

_TO = (
    "WITH RECURSIVE n(i) AS"
    " (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count}) "
)
_PEOPLE = (
    "INSERT INTO people (id, telegram_id, chat_id, language, zone, day_start_minute, first_weekday,"
    " joined_at, tz_version) SELECT i + 1, i + 1, i + 1, 'en', '{zone}', 0, 0, 0, '{rules}' FROM n"
)
# In the order of time, as they would come. They have a word of their own for one of the levels.
_MOODS = (
    "INSERT INTO mood_logs (person_id, request, kind, level, pleasant, label, note, day, zone,"
    " felt_at, logged_at, updated_at) SELECT {whose}, 'm' || i, 'moment', {level}, ({level} - 3) * 50,"
    " CASE WHEN {level} = 4 THEN 'fairly good' END, 'slept well, and then the day was long', {day},"
    " '{zone}', {moment}, {moment}, {moment} FROM n"
)
_REASONS = (
    "INSERT INTO mood_reasons (mood_id, position, person_id, reason) SELECT id, 0, person_id,"
    " CASE WHEN (id - 1) / {step} % 7 < 3 THEN 'work' ELSE 'a walk outside' END FROM mood_logs"
    " WHERE (id - 1) / {step} % 4 <> 0"
)


def with_ten_years(url: str, people: int) -> str:
    """Migrate a database and fill it; ``people`` is a multiple of A_STEP. Returns its URL."""
    migrate(url)
    step = people // A_STEP + 1
    run(url, (_TO + _PEOPLE).format(count=people, zone=ZONE, rules=rules_of(ZONE)))
    whose = f"CASE WHEN i % {step} = 0 THEN {SOMEBODY} ELSE 2 + i * 7919 % {people - 1} END"
    add_moods(url, whose, step)
    _settle(url)
    return url


def add_moods(url: str, whose: str, step: int = 1) -> None:
    """Ten years of moods; ``whose`` is SQL that says whose the i-th is, of which every ``step``-th is that
    of the one who has all ten years."""
    turn = f"(i / {step})"
    values = {
        "zone": ZONE,
        "whose": whose,
        "level": f"(1 + {turn} * {turn} * 7919 / 13 % 5)",
        "day": _day(url, f"{turn} / 5"),
        "moment": f"(1451602800000000 + ({turn} / 5 * 24 + {turn} % 5 * 4) * 3600000000)",
    }
    run(url, (_TO + _MOODS).format(count=LOGS * step, **values), _REASONS.format(step=step))


def _day(url: str, number: str) -> str:
    if is_postgres(parse_url(url)):
        return f"DATE '{START}' + CAST({number} AS INTEGER)"
    return f"date('{START}', '+' || ({number}) || ' days')"


def _settle(url: str) -> None:
    """What the server does by itself within a minute; of a file, that its log is written back."""
    engine = create_engine(parse_url(url), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    postgres = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        connection.execute(
            text("VACUUM ANALYZE" if postgres else "PRAGMA wal_checkpoint(TRUNCATE)")
        )
