"""Migrations upgrade every landed schema with data in it: nothing is lost, what is new has its default.

A new revision is one more entry in ``LANDED``, with rows of every table as they are now.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from storage.engine import parse_url, writer_engine
from storage.migrate import migrate
from storage.migrations import HEAD
from storage.tables import Base
from tests.databases import Postgres, dump_of
from tests.storage.full import HARD_TEXT, HUGE

Row = Mapping[str, Any]

SAVED = 1_772_625_600_000_001
"""A moment to the microsecond."""


@dataclass(frozen=True)
class Landed:
    """A schema that people's data may be in. Rows are numbered by the database, from 1 on, so that
    the numbering, too, is as it would be. ``forgotten`` is a row that was there and is gone.
    ``counted_anew`` are tables that follow from the rest, and are empty until the next start."""

    rows: Mapping[str, tuple[Row, ...]]
    forgotten: str = "DELETE FROM people WHERE telegram_id = 3"
    counted_anew: frozenset[str] = frozenset()

    def count(self, table: str) -> int:
        """The rows that are left."""
        return len(self.rows[table]) - (table == self.forgotten.split()[2])


def person(telegram_id: int, zone: str | None, minute: int) -> Row:
    return {
        "telegram_id": telegram_id,
        "chat_id": telegram_id,
        "language": "de-CH-1996",
        "zone": zone,
        "day_start_minute": minute,
        "first_weekday": 6,
        "joined_at": SAVED,
        "blocked_at": None if zone else SAVED,
    }


def goal(person_id: int, title: str, key: str, *, over: int | None) -> Row:
    return {
        "person_id": person_id,
        "title": title,
        "title_key": key,
        "description": title if over else None,
        "criticality": "high",
        "start_day": "1970-01-01",
        "target_day": "2199-12-31" if over else None,
        "created_at": 0,
        "updated_at": SAVED,
        "completed_at": over,
        "deleted_at": over,
    }


def mood(request: str, note: str | None) -> Row:
    return {
        "person_id": 1,
        "request": request,
        "kind": "moment",
        "level": 5,
        "label": note,
        "energy": 3 if note else None,
        "note": note,
        "day": "2024-02-29",
        "zone": "Pacific/Chatham",
        "felt_at": -SAVED,
        "logged_at": SAVED,
        "updated_at": SAVED,
        "deleted_at": None if note else SAVED,
    }


def entry(day: str, state: str, answered_at: int | None) -> Row:
    return {
        "person_id": 1,
        "goal_id": 1,
        "day": day,
        "state": state,
        "zone": "Europe/Berlin" if answered_at else None,
        "made_at": SAVED,
        "answered_at": answered_at,
    }


LANDED: dict[str, Landed] = {
    "0001": Landed(
        {
            "people": (
                person(HUGE, "Pacific/Chatham", 1439),
                person(-5, None, 0),
                person(3, None, 0),
            ),
            "consents": (
                {
                    "person_id": 1,
                    "subject": "moods",
                    "version": 1,
                    "given_at": SAVED,
                    "withdrawn_at": SAVED + 1,
                },
            ),
            "goals": (
                goal(1, HARD_TEXT, HARD_TEXT.casefold(), over=None),
                goal(1, HARD_TEXT, HARD_TEXT.casefold(), over=SAVED),
                goal(2, "", "", over=None),
            ),
            "schedule_versions": (
                {
                    "goal_id": 1,
                    "from_day": "2024-02-29",
                    "rule": '{"days": [0, 6], "kind": "weekdays"}',
                    "made_at": SAVED,
                },
                {
                    "goal_id": 1,
                    "from_day": "2199-12-31",
                    "rule": '{"kind": "daily"}',
                    "made_at": 0,
                },
            ),
            "entries": (
                entry("2024-02-29", "done", SAVED),
                entry("2024-03-01", "part", 0),
                entry("2024-03-02", "skipped", SAVED),
                entry("2024-03-03", "open", None),
            ),
            "reminders": (
                {
                    "person_id": 1,
                    "goal_id": 1,
                    "minute": 1439,
                    "enabled": True,
                    "next_fire_at": None,
                },
                {
                    "person_id": 1,
                    "goal_id": 1,
                    "minute": 0,
                    "enabled": False,
                    "next_fire_at": SAVED,
                },
            ),
            "mood_logs": (mood("m1", HARD_TEXT), mood("m2", None)),
            "mood_reasons": (
                {"mood_id": 1, "position": 0, "person_id": 1, "reason": "работа"},
                {"mood_id": 1, "position": 1, "person_id": 1, "reason": HARD_TEXT[:64]},
            ),
            "day_cards": ({"person_id": 1, "chat_id": HUGE, "message_id": HUGE, "sent_at": SAVED},),
            "drafts": (
                {
                    "person_id": 2,
                    "kind": "goal",
                    "step": "title",
                    "data": '{"text": "\\ud83c ü", "list": [1, 2.5, true, null]}',
                    "waiting": True,
                    "message_id": None,
                    "updated_at": SAVED,
                },
            ),
            "inbox": (
                {
                    "bot_id": HUGE,
                    "update_id": 1,
                    "state": "parked",
                    "payload": '{"text": "\\u0000\\ud800 ü"}',
                    "shows": "1.td",
                    "attempts": 3,
                    "error": "Traceback",
                    "received_at": SAVED,
                },
            ),
        }
    ),
}

WIDER: dict[str, tuple[Row, ...]] = {
    "acts": ({"person_id": 1, "shows": "1.td", "message_id": HUGE, "made_at": SAVED},),
    "act_changes": (
        {"act_id": 1, "thing": "goal:1", "table_name": "goals", "op": "I", "image": "{}"},
    ),
    "erased": ({"proof": "0" * 64, "erased_at": SAVED},),
    "mood_labels": (
        {"person_id": 1, "label": HARD_TEXT, "label_key": HARD_TEXT, "level": 2, "made_at": SAVED},
    ),
    "scales": (
        {"person_id": 1, "name": "Angst", "name_key": "angst", "top": 10, "made_at": SAVED},
    ),
    "scale_values": ({"mood_id": 1, "scale_id": 1, "person_id": 1, "value": 7},),
    "tags": ({"person_id": 1, "name": "Körper", "name_key": "körper"},),
    "goal_tags": ({"goal_id": 1, "tag_id": 1, "person_id": 1},),
    "pauses": (
        {"person_id": 1, "tag_id": 1, "from_day": "2024-02-29", "weekdays": 96, "made_at": SAVED},
    ),
    "templates": (
        {
            "person_id": 1,
            "name": "Mornings",
            "token": "1" * 22,
            "body": '{"goals": []}',
            "made_at": SAVED,
        },
    ),
}
"""What came with the second revision; it changed no older column."""

LANDED["0002"] = Landed({**LANDED["0001"].rows, **WIDER})

REMINDING: dict[str, tuple[Row, ...]] = {
    "reminders": tuple(
        {name: value for name, value in row.items() if name != "next_fire_at"}
        for row in LANDED["0001"].rows["reminders"]
    ),
    "alarms": ({"reminder_id": 1, "person_id": 1, "fires_at": SAVED},),
    "outbox": (
        {
            "person_id": 1,
            "kind": "snooze",
            "key": "s1.1.0",
            "reminder_id": None,
            "goal_id": 1,
            "day": "2024-02-29",
            "slot": 0,
            "due_at": SAVED,
            "since": SAVED,
            "state": "leased",
            "why": "unknown",
            "card_id": 1,
            "message_id": HUGE,
            "attempts": 2,
            "try_at": SAVED,
            "decided_at": SAVED,
        },
        {
            "person_id": 1,
            "kind": "reminder",
            "key": "r2.20240229",
            "goal_id": 1,
            "day": "2024-02-29",
            "slot": 0,
            "due_at": 0,
            "state": "dropped",
            "attempts": 0,
            "try_at": 0,
        },
    ),
}
"""What came with the third revision, and changed with it."""

LANDED["0003"] = Landed(
    {**LANDED["0002"].rows, **REMINDING},
    forgotten="DELETE FROM outbox WHERE state = 'dropped'",
    counted_anew=frozenset({"alarms"}),
)

OF_EVERY_KIND: dict[str, tuple[Row, ...]] = {
    "people": tuple(
        {
            **row,
            "quiet_days": '{"5": null, "6": [1320, 540]}',
            "pings_a_day": 3,
            "pings_an_hour": 1,
            "next_zone": "Asia/Kathmandu",
            "next_zone_at": SAVED,
            "tz_version": "2026a",
        }
        for row in LANDED["0003"].rows["people"]
    ),
    "goals": tuple(
        {**row, "lead_days": 7, "alert_start": 1439} for row in LANDED["0003"].rows["goals"]
    ),
    "reminders": (
        {
            **REMINDING["reminders"][0],
            "what": "goal",
            "key": "1439-60.w96",
            "until_minute": 60,
            "weekdays": 96,
            "exact": True,
            "nag_every": 10,
            "nag_times": 3,
            "asked_at": SAVED,
        },
        {
            "person_id": 1,
            "goal_id": 1,
            "what": "goal",
            "key": "-30",
            "before": 30,
            "day": "2024-02-29",
            "exact": False,
            "enabled": False,
            "kept_at": SAVED,
        },
        {
            "person_id": 1,
            "what": "week",
            "key": "week.1080.w64",
            "minute": 1080,
            "weekdays": 64,
            "exact": False,
            "enabled": True,
        },
        {
            "person_id": 2,
            "what": "day",
            "key": "day.480",
            "minute": 480,
            "exact": False,
            "enabled": True,
        },
    ),
    "alarms": (
        {"reminder_id": 1, "moment": 1439, "person_id": 1, "fires_at": SAVED},
        {"reminder_id": 1, "moment": -30, "person_id": 1, "fires_at": 0},
        {"reminder_id": 3, "moment": 1080, "person_id": 1, "fires_at": SAVED},
    ),
    "outbox": (
        *REMINDING["outbox"],
        {
            "person_id": 2,
            "kind": "day",
            "key": "r4.20240229",
            "reminder_id": 4,
            "day": "2024-02-29",
            "slot": 0,
            "due_at": SAVED,
            "state": "sent",
            "message_id": HUGE,
            "attempts": 1,
            "try_at": SAVED,
            "decided_at": SAVED,
        },
    ),
    "leases": ({"name": "updates", "holder": "a process", "until": SAVED},),
}
"""What came with the fourth revision, and changed with it."""

LANDED["0004"] = Landed(
    {**LANDED["0003"].rows, **OF_EVERY_KIND}, forgotten="DELETE FROM reminders WHERE what = 'day'"
)

OF_INSIGHT: dict[str, tuple[Row, ...]] = {
    "people": tuple({**row, "theme": "dark"} for row in LANDED["0004"].rows["people"]),
    "reminders": (
        *LANDED["0004"].rows["reminders"],
        {
            "person_id": 2,
            "what": "year",
            "key": "year.480",
            "minute": 480,
            "exact": False,
            "enabled": True,
        },
    ),
    "findings": (
        {
            "person_id": 1,
            "month": "2024-02-01",
            "subject": "goal 1",
            "goal_id": 1,
            "done_days": 12,
            "other_days": HUGE,
            "difference": 0.1 + 0.2,
            "low": -1e-300,
            "high": 1.0,
            "clear": True,
            "either_way": False,
            "tested_at": SAVED,
        },
        {
            "person_id": 1,
            "month": "1970-01-01",
            "subject": f"reason {HARD_TEXT}",
            "reason": HARD_TEXT[:64],
            "done_days": 0,
            "other_days": 0,
            "difference": 0.0,
            "low": 0.0,
            "high": 0.0,
            "clear": False,
            "either_way": True,
            "tested_at": 0,
        },
    ),
}
"""What came with the fifth revision, and changed with it."""

LANDED["0005"] = Landed(
    {**LANDED["0004"].rows, **OF_INSIGHT}, forgotten="DELETE FROM reminders WHERE what = 'year'"
)

DEFAULTS: dict[tuple[str, str], Callable[[Row], object]] = {
    ("entries", "slot"): lambda _: 0,
    ("reminders", "what"): lambda _: "goal",
    ("reminders", "key"): lambda row: str(row["minute"]),
    ("reminders", "exact"): lambda _: False,
    ("people", "theme"): lambda _: "light",
}
"""What a column that was added later holds in an older row; in every other column nothing."""

DROPPED = {("reminders", "next_fire_at")}
"""Never filled: reminders were kept and not sent. The alarms took its place."""


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'daymark.db'}"
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    url = postgres.create("template0")
    yield url
    postgres.drop(url)


def land(url: str, revision: str) -> None:
    """Make the schema of a revision with its own scripts, and put its rows in by plain SQL."""
    engine = writer_engine(parse_url(url))
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for table, rows in LANDED[revision].rows.items():
            for row in rows:
                insert(connection, table, row)
        connection.execute(text(LANDED[revision].forgotten))
    engine.dispose()


def insert(connection: Connection, table: str, row: Row) -> None:
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})"), row)


def columns_of(engine: Engine) -> dict[str, list[str]]:
    look = inspect(engine)
    return {
        table: [column["name"] for column in look.get_columns(table)]
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def rows_as_stored(engine: Engine, columns: Mapping[str, list[str]]) -> dict[str, list[Any]]:
    """Those columns of every row, as the driver gives them."""
    with engine.connect() as connection:
        return {
            table: sorted(
                (tuple(row) for row in connection.execute(text(select_of(table, names)))), key=repr
            )
            for table, names in columns.items()
        }


def select_of(table: str, names: list[str]) -> str:
    return f"SELECT {', '.join(names)} FROM {table}"


def test_every_revision_but_the_newest_has_landed_with_rows_in_every_table() -> None:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert {script.revision for script in scripts} - {HEAD} == LANDED.keys()
    for revision, landed in LANDED.items():
        assert all(landed.rows.values()), revision


@pytest.mark.parametrize("revision", LANDED)
def test_an_upgrade_loses_nothing_and_fills_what_is_new(empty: str, revision: str) -> None:
    land(empty, revision)
    engine = writer_engine(parse_url(empty))
    old = columns_of(engine)
    assert old.keys() == LANDED[revision].rows.keys()
    before = rows_as_stored(engine, old)
    kept = {
        table: [name for name in names if (table, name) not in DROPPED]
        for table, names in old.items()
        if table not in LANDED[revision].counted_anew
    }
    lasting = rows_as_stored(engine, kept)
    assert sum(map(len, before.values())) == sum(map(len, LANDED[revision].rows.values())) - 1
    engine.dispose()

    assert migrate(empty) == revision

    engine = writer_engine(parse_url(empty))
    assert rows_as_stored(engine, kept) == lasting
    for table, names in columns_of(engine).items():
        stored = rows_as_stored(engine, {table: names})[table]
        if table not in kept:
            assert stored == []
        for row in (dict(zip(names, values, strict=True)) for values in stored):
            for name in set(names) - set(old[table]):
                assert row[name] == DEFAULTS.get((table, name), _nothing)(row), (table, name)
    engine.dispose()


def _nothing(_row: Row) -> None:
    return None


@pytest.mark.parametrize("revision", LANDED)
def test_an_upgraded_database_is_read_by_the_tables_and_goes_on_numbering(
    empty: str, revision: str
) -> None:
    land(empty, revision)
    migrate(empty)
    dump = dump_of(empty)
    for table in LANDED[revision].rows.keys() - LANDED[revision].counted_anew:
        assert len(dump[table]) == LANDED[revision].count(table)
    numbering = dict(dump["numbering"])
    for name, rows in LANDED[revision].rows.items():
        if Base.metadata.tables[name].autoincrement_column is not None:
            assert numbering[name] == len(rows)  # the forgotten one's number included
