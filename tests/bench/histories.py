"""People by the thousand, each with five daily goals that were done on the days before."""

import json
from datetime import timedelta

from domain.clock import SystemClock
from domain.days import local_day
from domain.kinds import Daily, to_plain
from domain.zones import rules_of
from storage.consents import CONSENT_VERSION
from storage.migrate import migrate
from tests.bench.alarms import run
from tests.bench.crowd import PEOPLE, TITLES

GOALS = len(TITLES)
DAYS = 6
ZONE = "Europe/Vienna"
START = "2026-01-01"
_FAR = 1_000_000_000

_TO = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {count}) "
# Those who tap, PEOPLE of them, live far apart in the file, as they do in a large one.
_PEOPLE = (
    "INSERT INTO people (id, telegram_id, chat_id, language, zone, day_start_minute, first_weekday,"
    " joined_at, tz_version)"
    " SELECT i + 1, {telegram}, {telegram}, 'en', '{zone}', 0, 0, 0, '{rules}' FROM n"
)
_CONSENTS = (
    "INSERT INTO consents (person_id, subject, version, given_at)"
    " SELECT i + 1, 'goals', {version}, 0 FROM n"
)
_GOALS = (
    "INSERT INTO goals (id, person_id, title, title_key, criticality, start_day, created_at,"
    " updated_at) SELECT i + 1, i / {goals} + 1, 'Goal ' || (i % {goals}), 'goal ' || (i % {goals}),"
    " 'normal', '{start}', 0, 0 FROM n"
)
_SCHEDULES = (
    "INSERT INTO schedule_versions (goal_id, from_day, rule, made_at)"
    " SELECT i + 1, '{start}', '{daily}', 0 FROM n"
)
_ENTRIES = (
    "INSERT INTO entries (person_id, goal_id, day, slot, state, zone, made_at, answered_at)"
    " SELECT i / {goals} + 1, i + 1, '{day}', 0, 'done', '{zone}', 0, 0 FROM n"
)


def with_histories(url: str, people: int) -> str:
    """Migrate an SQLite database and fill it; ``people`` is a multiple of PEOPLE. Returns its URL."""
    migrate(url)
    today = local_day(SystemClock().now(), ZONE, 0)
    days = [str(today - timedelta(days=ago)) for ago in range(DAYS, 0, -1)]
    apart = people // PEOPLE
    values = {
        "telegram": f"CASE WHEN i % {apart} = 0 THEN i / {apart} + 1 ELSE i + {_FAR} END",
        "zone": ZONE,
        "rules": rules_of(ZONE),
        "version": CONSENT_VERSION,
        "goals": GOALS,
        "start": START,
        "daily": json.dumps(to_plain(Daily())),
    }
    counted = {people: (_PEOPLE, _CONSENTS), people * GOALS: (_GOALS, _SCHEDULES)}
    filling = [
        (_TO + statement).format(count=count, **values)
        for count, statements in counted.items()
        for statement in statements
    ]
    entries = ((_TO + _ENTRIES).format(count=people * GOALS, day=day, **values) for day in days)
    run(url, *filling, *entries)
    return url
