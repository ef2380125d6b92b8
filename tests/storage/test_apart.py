"""Whatever is wrong with the rows of one, the others are reminded, moved, and counted anew."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from domain.bells import Bell
from domain.clock import Clock, FakeClock
from domain.days import ONE_DAY
from domain.kinds import Daily, Slotted, to_plain
from storage import alarms, goals, moves, newer_rules, people, sweep
from storage.apart import apart
from storage.database import Database
from storage.errors import Busy
from storage.people import Acquaintance
from storage.tables import Reminder
from tests.databases import rows_of
from tests.storage.test_goals import RUN

EVENING = datetime(2026, 3, 4, 20, tzinfo=UTC)
MORNING = datetime(2026, 3, 5, 7, tzinfo=UTC)
"""Thursday, eight in the morning in Berlin."""

TWICE = Slotted(Daily(), (8 * 60 + 30, 20 * 60))
UNREADABLE = '{"kind": "moon"}'


@dataclass(frozen=True)
class Broken:
    """Alice and Bob are reminded at eight, and Alice of a goal whose rule cannot be read."""

    database: Database
    url: str
    clock: FakeClock
    alice: Acquaintance
    bob: Acquaintance
    goal_id: int

    @property
    def unreadable(self) -> int:
        [(reminder_id,)] = rows_of(
            self.url, f"SELECT id FROM reminders WHERE goal_id = {self.goal_id}"
        )
        return int(reminder_id)

    def heard(self, who: Acquaintance) -> int:
        found = f"SELECT 1 FROM outbox WHERE person_id = {who.id}"
        return len(rows_of(self.url, found))

    def sweep(self) -> list[int]:
        swept = []
        while count := self.database.run_now(sweep.sweep):
            swept.append(count)
        return swept

    def alarms_of(self, goal_id: int) -> list[tuple[object, ...]]:
        return rows_of(
            self.url,
            "SELECT moment, fires_at FROM alarms WHERE reminder_id IN"
            f" (SELECT id FROM reminders WHERE goal_id = {goal_id}) ORDER BY moment",
        )

    def set_rule(self, rule: str) -> None:
        rows_of(
            self.url, f"UPDATE schedule_versions SET rule = '{rule}' WHERE goal_id = {self.goal_id}"
        )


@pytest.fixture
def broken(
    database: Database, url: str, clock: FakeClock, alice: Acquaintance, bob: Acquaintance
) -> Broken:
    clock.set(EVENING)
    homes = []
    for who in (alice, bob):
        me = database.run_now(people.agree, who, frozenset({"goals"}))
        me = database.run_now(people.set_zone, me, "Europe/Berlin")
        database.run_now(goals.create, me, replace(RUN, reminders=(480,)))
        homes.append(me)
    wish = replace(RUN, title="Pills", schedule=TWICE, reminders=())
    goal_id = database.run_now(goals.create, homes[0], wish).id
    database.run_now(_ring_before, homes[0], goal_id)
    found = Broken(database, url, clock, *homes, goal_id)
    found.set_rule(UNREADABLE)
    return found


def _ring_before(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> None:
    bell = Bell(before=30)
    session.add(
        Reminder(
            person_id=me.id,
            goal_id=goal_id,
            what="goal",
            key=bell.key,
            before=bell.before,
            enabled=True,
        )
    )
    alarms.count_anew(session, clock, me.id)


def test_23_an_alarm_that_cannot_be_read_waits_and_everybody_hears_of_the_others(
    broken: Broken,
) -> None:
    """Row 23. Alice hears of her other goal, too."""
    broken.clock.set(MORNING)
    with capture_logs() as logs:
        assert broken.sweep() == [3]
    assert (broken.heard(broken.alice), broken.heard(broken.bob)) == (1, 1)
    assert broken.database.read_now(sweep.next_due) == MORNING + sweep.ASIDE
    assert [(line["log_level"], line["about"]) for line in logs] == [
        ("error", f"the alarm of reminder {broken.unreadable}")
    ]


def test_a_date_that_is_none_stops_nobody_else(broken: Broken) -> None:
    """SQLite takes any words for a date."""
    no_date = "2026-99-99" if broken.url.startswith("sqlite") else "2026-12-31"
    rows_of(broken.url, f"UPDATE goals SET target_day = '{no_date}' WHERE id = {broken.goal_id}")
    broken.clock.set(MORNING)
    assert broken.sweep() == [3]
    assert (broken.heard(broken.alice), broken.heard(broken.bob)) == (1, 1)


def test_an_alarm_that_could_not_be_read_goes_off_once_it_can(broken: Broken) -> None:
    broken.clock.set(MORNING)
    broken.sweep()
    broken.set_rule(json.dumps(to_plain(TWICE)))
    broken.clock.advance(sweep.ASIDE)
    assert broken.sweep() == [1]
    assert broken.heard(broken.alice) == 2


def test_for_days_on_end_the_others_are_reminded(broken: Broken) -> None:
    for hour in range(24 * 3):
        broken.clock.set(MORNING + timedelta(hours=hour))
        broken.sweep()
    assert (broken.heard(broken.alice), broken.heard(broken.bob)) == (3, 3)


def test_a_batch_of_nothing_but_what_cannot_be_read_ends(broken: Broken) -> None:
    broken.clock.set(MORNING + ONE_DAY)
    while broken.database.run_now(sweep.sweep, 1):
        pass
    assert (broken.heard(broken.alice), broken.heard(broken.bob)) == (1, 1)
    assert len(broken.alarms_of(broken.goal_id)) == 2


def test_after_an_upgrade_alarms_are_counted_of_all_that_can_be_read(broken: Broken) -> None:
    rows_of(broken.url, "DELETE FROM alarms")
    assert broken.database.run_now(alarms.count_all) == 1
    assert not broken.database.read_now(alarms.are_missing)
    broken.clock.set(MORNING)
    broken.sweep()
    assert broken.heard(broken.bob) == 1


def test_a_trouble_of_the_database_puts_nobody_aside(
    broken: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = broken.alarms_of(broken.goal_id)

    def fails(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception())

    monkeypatch.setattr(sweep, "terms_of", fails)
    broken.clock.set(MORNING)
    with pytest.raises((Busy, OperationalError)):
        broken.database.run_now(sweep.sweep)
    assert broken.alarms_of(broken.goal_id) == before


def test_who_cannot_be_moved_keeps_nobody_else_from_moving(broken: Broken) -> None:
    for who in (broken.alice, broken.bob):
        broken.database.run_now(people.set_next_zone, who, "Asia/Tokyo")
    broken.clock.set(MORNING)
    assert broken.database.run_now(moves.carry_out) == 1
    assert broken.database.run_now(moves.carry_out) == 0
    zones = [zone for (zone,) in rows_of(broken.url, "SELECT zone FROM people ORDER BY id")]
    assert zones == ["Europe/Berlin", "Asia/Tokyo"]
    assert broken.database.read_now(people.by_id, broken.alice.id).zone == "Asia/Tokyo"


def test_whose_alarms_cannot_be_counted_keeps_them_and_the_others_are_counted_anew(
    broken: Broken,
) -> None:
    before = broken.alarms_of(broken.goal_id)
    rows_of(broken.url, "UPDATE people SET tz_version = '0123456789abcdef'")
    rows_of(
        broken.url,
        f"UPDATE alarms SET fires_at = fires_at + 3600000000 WHERE person_id = {broken.bob.id}",
    )
    assert broken.database.run_now(newer_rules.recount) == 2
    assert broken.database.run_now(newer_rules.recount) == 0
    assert broken.alarms_of(broken.goal_id) == before
    bobs = f"SELECT fires_at FROM alarms WHERE person_id = {broken.bob.id}"
    due = (MORNING - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert rows_of(broken.url, bobs) == [(due,)]


@pytest.mark.parametrize(("act", "done"), [(lambda: None, True), (lambda: 1 / 0, False)])
def test_what_raises_is_as_if_it_had_never_begun(
    broken: Broken, act: Callable[[], object], done: bool
) -> None:
    def rename(session: Session, _clock: Clock) -> bool:
        def both() -> None:
            session.execute(text("UPDATE people SET language = 'de'"))
            act()

        return apart(session, both)

    assert broken.database.run_now(rename) is done
    languages = {language for (language,) in rows_of(broken.url, "SELECT language FROM people")}
    assert languages == ({"de"} if done else {"en"})
