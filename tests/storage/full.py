"""A database in which every table has rows, with the values that are hardest to carry."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import State
from domain.goals import Criticality
from domain.kinds import Once, Weekdays
from storage import cards, drafts, entries, goals, inbox, moods, people
from storage.database import Database
from storage.people import Acquaintance
from storage.tables import (
    Act,
    ActChange,
    Alarm,
    Erased,
    Finding,
    GoalTag,
    Lease,
    MoodLabel,
    MoodLog,
    Parcel,
    Pause,
    Reminder,
    Scale,
    ScaleValue,
    Tag,
    Template,
)
from tests.databases import acquaint, rows_of
from tests.storage.test_goals import DAY, RUN, TODAY

HUGE = 2**62
HARD_TEXT = "Łódź — 🏳️‍🌈 👩‍👩‍👧 \"'; DROP TABLE goals; --\n\tمرحبا \u202e %s :name ?"


def fill(database: Database) -> None:
    """Alice and Bob live here; one of Alice's rows is gone, so that numbers have a gap."""
    alice = acquaint(database, HUGE, "Europe/Berlin")
    _lead_a_life(database, alice, HARD_TEXT)
    _lead_a_life(database, acquaint(database, -5, None), "Bob's")
    _receive(database)
    gone = acquaint(database, 3, None)
    rows_of(
        database.url.render_as_string(hide_password=False),
        f"DELETE FROM people WHERE id = {gone.id}",
    )


def _lead_a_life(database: Database, me: Acquaintance, text: str) -> None:
    database.run_now(people.agree, me, frozenset({"goals", "moods"}))
    database.run_now(people.agree, me, frozenset({"moods"}))
    wish = replace(RUN, title=text, description=text, reminders=(0, 1439))
    goal = database.run_now(goals.create, me, wish)
    weekly = replace(wish, schedule=Weekdays(frozenset({0, 6})), criticality=Criticality.HIGH)
    database.run_now(entries.tick, me, goal.id, TODAY, State.PART)
    database.run_now(goals.rewrite, me, goal.id, weekly)
    far = replace(RUN, title="Far", start=date(1970, 1, 1), target=date(2199, 12, 31))
    database.run_now(goals.create, me, replace(far, schedule=Once()))
    database.run_now(entries.open_day, me, TODAY + 10 * DAY)
    log = database.run_now(moods.log, me, "m1", 4)
    database.run_now(moods.set_note, me, log.id, text)
    database.run_now(moods.set_reasons, me, log.id, ("sleep", "работа"))
    database.run_now(moods.remove, me, log.id)
    data = {"text": text, "list": [1, 2.5, True, None], "nested": {"huge": HUGE}}
    database.run_now(drafts.begin, me, "goal", "title", data)
    database.run_now(cards.hang, me, HUGE)
    database.run_now(_wider, me, goal.id, log.id, text)


def _receive(database: Database) -> None:
    updates = [(n, '{"text": "\\u0000\\ud800 ü"}') for n in range(1, 5)]
    database.run_now(inbox.store, HUGE, updates)
    receipts = [inbox.Receipt(HUGE, n) for n, _ in updates]
    database.run_now(inbox.effected, receipts[0], lambda _: "day", people.find, 1)
    database.run_now(inbox.answered, receipts[1:2])
    database.run_now(inbox.park, receipts[2], "Traceback")


def _wider(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, mood_id: int, text: str
) -> None:
    """One row of everything that no use case above writes."""
    now, mine = clock.now(), {"person_id": me.id}
    tag = Tag(**mine, name="Körper", name_key="körper")
    scale = Scale(**mine, name="Angst", name_key="angst", top=10, made_at=now)
    act = Act(**mine, shows="1.td", message_id=HUGE, made_at=now)
    label = MoodLabel(**mine, label=HARD_TEXT, label_key=HARD_TEXT, level=2, made_at=now)
    template = Template(
        **mine, name="Mornings", token=f"{me.id:022}", body={"goals": []}, made_at=now
    )
    session.add_all([tag, scale, act, label, template, Erased(proof=f"{me.id:064}", erased_at=now)])
    session.flush()
    reminder = session.scalars(select(Reminder.id).where(Reminder.person_id == me.id)).first()
    session.add_all(
        [
            Alarm(**mine, reminder_id=reminder, moment=0, fires_at=now),
            Parcel(
                **mine,
                kind="reminder",
                key=f"r{reminder}.20260304",
                reminder_id=reminder,
                goal_id=goal_id,
                day=TODAY,
                slot=0,
                due_at=now,
                state="sent",
                card_id=HUGE,
                message_id=HUGE,
                attempts=1,
                try_at=now,
                decided_at=now,
            ),
            Finding(
                **mine,
                month=date(2026, 2, 1),
                subject=f"reason:{text[:60]}",
                reason=text[:64],
                done_days=31,
                other_days=8,
                difference=-0.1,
                low=-1 / 3,
                high=1e-17,
                clear=False,
                either_way=True,
                tested_at=now,
            ),
            Lease(name=f"lease {me.id}", holder="a process", until=now),
            GoalTag(**mine, goal_id=goal_id, tag_id=tag.id),
            ScaleValue(**mine, mood_id=mood_id, scale_id=scale.id, value=7),
            Pause(**mine, tag_id=tag.id, from_day=TODAY, weekdays=0b1100000, made_at=now),
            ActChange(
                act_id=act.id, thing=f"goal:{goal_id}", table_name="goals", op="I", image="{}"
            ),
        ]
    )
    session.execute(update(MoodLog).values(pleasant=-67, energy=2, emotions=["tired", "работа"]))
