"""Alarms: each kind of bell is counted, goes off once for each day that it is for, and ends where it
ends, whatever happens to the clock of its person meanwhile."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.bells import Bell
from domain.clock import Clock, FakeClock
from domain.days import ONE_DAY, local_time
from domain.kinds import Daily, Once, Slotted
from storage import alarms, goals, people, sweep
from storage.database import Database
from storage.people import Acquaintance
from storage.tables import Alarm, Goal, Reminder
from storage.types import EPOCH
from tests.databases import NOON, rows_of
from tests.storage.test_goals import RUN, TODAY

BERLIN = "Europe/Berlin"
HOUR = timedelta(hours=1)
WEEK = 7 * ONE_DAY
TWICE = Slotted(Daily(), (480, 1200))


@dataclass(frozen=True)
class House:
    """Alice's database, her clock, and what went off."""

    database: Database
    url: str
    clock: FakeClock
    me: Acquaintance

    def goal(self, **wishes: object) -> int:
        wish = replace(RUN, **{"title": f"Goal {len(wishes)}", "reminders": (), **wishes})  # type: ignore[arg-type]
        return self.database.run_now(goals.create, self.me, wish).id

    def ring(self, bell: Bell, goal_id: int | None = None, what: str = "goal") -> None:
        self.database.run_now(_ring, self.me, bell, goal_id, what)

    def of_goal(self, goal_id: int, **columns: object) -> None:
        self.database.run_now(_change, self.me, goal_id, columns)

    def count(self) -> int:
        return len(rows_of(self.url, "SELECT 1 FROM alarms"))

    def recount(self) -> None:
        self.database.run_now(alarms.count_anew, self.me.id)

    def beat(self) -> None:
        while self.database.run_now(sweep.sweep):
            pass

    def live_until(self, end: datetime) -> None:
        """Each alarm goes off at its instant."""
        while (due := self.database.read_now(sweep.next_due)) and due <= end:
            self.clock.set(due)
            self.beat()
        self.clock.set(end)

    @property
    def heard(self) -> list[tuple[str, str]]:
        """For which day something went off, and when in Berlin."""
        return [
            (
                str(day),
                f"{local_time(EPOCH + due_at * timedelta(microseconds=1), BERLIN):%m-%d %H:%M}",
            )
            for day, due_at in rows_of(
                self.url, "SELECT CAST(day AS TEXT), due_at FROM outbox ORDER BY due_at, id"
            )
        ]


def _ring(
    session: Session, clock: Clock, me: Acquaintance, bell: Bell, goal_id: int | None, what: str
) -> None:
    session.add(
        Reminder(
            person_id=me.id,
            goal_id=goal_id,
            what=what,
            key=bell.key,
            minute=bell.minute,
            until_minute=bell.until_minute,
            before=bell.before,
            day=bell.day,
            weekdays=bell.weekdays,
            enabled=True,
        )
    )
    alarms.count_anew(session, clock, me.id)


def _change(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, columns: dict[str, object]
) -> None:
    session.execute(update(Goal).where(Goal.id == goal_id).values(**columns))
    alarms.count_anew(session, clock, me.id, goal_id)


@pytest.fixture
def house(database: Database, url: str, clock: FakeClock, alice: Acquaintance) -> House:
    """Wednesday 4 March 2026, one in the afternoon in Berlin."""
    me = database.run_now(people.agree, alice, frozenset({"goals", "moods"}))
    return House(database, url, clock, me)


def test_on_a_date_of_its_own_it_goes_off_once(house: House) -> None:
    house.ring(Bell(540, day=TODAY + 2 * ONE_DAY), house.goal())
    house.live_until(NOON + WEEK)
    assert house.heard == [("2026-03-06", "03-06 09:00")]
    assert house.count() == 0


def test_a_date_that_is_over_is_never_counted(house: House) -> None:
    house.ring(Bell(540, day=TODAY), house.goal())
    assert house.count() == 0


def test_so_long_before_each_time_of_a_day(house: House) -> None:
    house.ring(Bell(before=30), house.goal(schedule=TWICE))
    house.live_until(NOON + ONE_DAY)
    assert house.heard == [("2026-03-04", "03-04 19:30"), ("2026-03-05", "03-05 07:30")]
    assert house.count() == 2


def test_before_a_time_past_midnight_it_goes_off_the_evening_before_and_counts_for_its_day(
    house: House,
) -> None:
    house.ring(Bell(before=60), house.goal(schedule=Slotted(Daily(), (30, 720))))
    house.live_until(NOON + ONE_DAY)
    assert house.heard == [("2026-03-05", "03-04 23:30"), ("2026-03-05", "03-05 11:00")]


def test_so_long_before_the_end_of_a_day(house: House) -> None:
    house.database.run_now(people.set_day_start, house.me, 240)
    house.ring(Bell(before=60), house.goal())
    house.live_until(NOON + ONE_DAY)
    assert house.heard == [("2026-03-04", "03-05 03:00")]


def test_so_long_before_a_one_time_goal_and_then_never_again(house: House) -> None:
    once = house.goal(schedule=Once(900), target=TODAY + ONE_DAY)
    house.ring(Bell(before=90), once)
    house.live_until(NOON + WEEK)
    assert house.heard == [("2026-03-05", "03-05 13:30")]
    assert house.count() == 0


def test_from_some_days_before_a_date_up_to_it_and_never_again(house: House) -> None:
    once = house.goal(schedule=Once(), target=TODAY + 4 * ONE_DAY)
    house.ring(Bell(540), once)
    house.of_goal(once, lead_days=2)
    house.live_until(NOON + 2 * WEEK)
    assert house.heard == [
        ("2026-03-08", "03-06 09:00"),
        ("2026-03-08", "03-07 09:00"),
        ("2026-03-08", "03-08 09:00"),
    ]
    assert house.count() == 0


def test_what_leads_up_to_a_date_keeps_to_its_weekdays_and_its_window(house: House) -> None:
    friday_and_sunday = 0b1010000
    once = house.goal(schedule=Once(), target=TODAY + 4 * ONE_DAY)
    house.ring(Bell(540, 600, weekdays=friday_and_sunday), once)
    house.of_goal(once, lead_days=30)
    house.live_until(NOON + 2 * WEEK)
    assert [(day, at[:8]) for day, at in house.heard] == [
        ("2026-03-08", "03-06 09"),
        ("2026-03-08", "03-08 09"),
    ]


def test_on_no_date_it_speaks_before_the_hour_that_was_set_for_its_goal(house: House) -> None:
    goal_id = house.goal(schedule=Slotted(Daily(), (480, 540, 1200)))
    house.of_goal(goal_id, alert_start=600)
    house.ring(Bell(before=30), goal_id)
    house.live_until(NOON + ONE_DAY)
    # Eight and nine in the morning fall together.
    assert house.heard == [("2026-03-04", "03-04 19:30"), ("2026-03-05", "03-05 10:00")]


def test_once_a_week(house: House) -> None:
    house.ring(Bell(1140, weekdays=0b1000000), what="week")
    house.live_until(NOON + 2 * WEEK)
    assert house.heard == [("2026-03-08", "03-08 19:00"), ("2026-03-15", "03-15 19:00")]


def test_at_a_random_moment_of_a_window_once_a_day(house: House) -> None:
    house.ring(Bell(23 * 60, 60), what="mood")
    house.live_until(NOON + 10 * ONE_DAY)
    days = [day for day, _ in house.heard]
    assert days == [str(TODAY + n * ONE_DAY) for n in range(10)]
    assert all(at[6:8] in ("23", "00") or at[6:] == "01:00" for _, at in house.heard)


def test_counted_anew_in_the_middle_of_a_window_it_does_not_go_off_again(house: House) -> None:
    house.ring(Bell(13 * 60, 17 * 60), what="mood")
    for _ in range(24 * 4 * 10):
        house.clock.advance(timedelta(minutes=15))
        house.beat()
        house.recount()
    assert [day for day, _ in house.heard] == [str(TODAY + n * ONE_DAY) for n in range(10)]


@pytest.mark.parametrize(
    ("bell", "what", "latest"),
    [
        (Bell(540), "goal", ("2026-04-01", "04-01 09:00")),
        (Bell(540, weekdays=0b0000001), "week", ("2026-03-30", "03-30 09:00")),
        (Bell(540, day=date(2026, 3, 9)), "goal", ("2026-03-09", "03-09 09:00")),
        (Bell(before=60), "goal", ("2026-03-31", "03-31 23:00")),
    ],
)
def test_after_weeks_away_one_row_stands_for_all_that_was_missed(
    house: House, bell: Bell, what: str, latest: tuple[str, str]
) -> None:
    house.ring(bell, house.goal() if what == "goal" else None, what)
    house.clock.set(NOON + 4 * WEEK)
    house.beat()
    assert house.heard == [latest]
    house.live_until(NOON + 6 * WEEK)
    assert len(house.heard) == {0: 1, None: 15}.get(0 if bell.day else bell.weekdays, 3)


def test_a_time_that_an_edit_takes_away_is_silent_from_the_next_day_on(house: House) -> None:
    goal_id = house.goal(schedule=TWICE)
    house.live_until(NOON + ONE_DAY)
    house.ring(Bell(before=30), goal_id)
    wish = house.database.read_now(goals.wish_of, house.me, goal_id)
    house.database.run_now(
        goals.rewrite, house.me, goal_id, replace(wish, schedule=Slotted(Daily(), (480, 1080)))
    )
    house.live_until(NOON + 3 * ONE_DAY)
    assert house.heard == [
        ("2026-03-05", "03-05 19:30"),
        ("2026-03-06", "03-06 07:30"),
        ("2026-03-06", "03-06 17:30"),
        ("2026-03-07", "03-07 07:30"),
    ]
    assert house.count() == 2


def test_what_is_due_when_a_goal_is_changed_still_goes_off(house: House) -> None:
    """The bot was away at three; the first it hears is an edit."""
    goal_id = house.goal(reminders=(900,))
    house.clock.set(NOON + 3 * HOUR)
    wish = house.database.read_now(goals.wish_of, house.me, goal_id)
    house.database.run_now(goals.rewrite, house.me, goal_id, replace(wish, title="Renamed"))
    house.beat()
    assert house.heard == [("2026-03-04", "03-04 15:00")]


def test_what_is_due_when_the_zone_is_changed_goes_off_for_the_day_it_was_due_on(
    house: House,
) -> None:
    house.goal(reminders=(900,))
    house.clock.set(NOON + 3 * HOUR)
    house.database.run_now(people.set_zone, house.me, "Asia/Tokyo")
    assert house.heard == [("2026-03-04", "03-04 15:00")]


@pytest.mark.parametrize(("before", "after"), [(0, 180), (0, 540), (540, 0)])
@pytest.mark.parametrize("bell", [Bell(480), Bell(before=60)])
def test_a_moved_day_start_leaves_no_day_out_and_lets_none_go_off_twice(
    house: House, bell: Bell, before: int, after: int
) -> None:
    house.database.run_now(people.set_day_start, house.me, before)
    house.ring(bell, house.goal(schedule=TWICE))
    house.live_until(NOON + ONE_DAY - 4 * HOUR)
    house.database.run_now(people.set_day_start, house.me, after)
    house.live_until(NOON + 4 * ONE_DAY)
    keys = [key for (key,) in rows_of(house.url, "SELECT key FROM outbox")]
    times = [(day, at[6:]) for day, at in house.heard]
    assert len(keys) == len(set(times)) == len(times)
    assert {"2026-03-05", "2026-03-06", "2026-03-07"} <= {day for day, _ in house.heard}


def test_an_alarm_that_newer_rules_of_the_zone_put_off_waits_for_its_time(house: House) -> None:
    house.ring(Bell(840, day=TODAY), house.goal())
    house.ring(Bell(840), house.goal(title="Daily"))
    house.database.run_now(_pull_forward)
    house.clock.advance(timedelta(minutes=30))
    house.beat()
    assert house.heard == []
    house.live_until(NOON + 2 * HOUR)
    assert house.heard == [("2026-03-04", "03-04 14:00")] * 2


def test_an_alarm_that_newer_rules_of_the_zone_make_earlier_goes_off_all_the_same(
    house: House,
) -> None:
    house.ring(Bell(840), house.goal())
    house.database.run_now(_push_back)
    house.live_until(NOON + 3 * HOUR)
    assert house.heard == [("2026-03-04", "03-04 14:00")]


def _pull_forward(session: Session, _clock: Clock) -> None:
    session.execute(update(Alarm).values(fires_at=datetime(2026, 3, 4, 12, 30, tzinfo=UTC)))


def _push_back(session: Session, _clock: Clock) -> None:
    session.execute(update(Alarm).values(fires_at=datetime(2026, 3, 4, 14, 0, tzinfo=UTC)))
