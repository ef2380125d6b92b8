"""Somebody with something in every table, in words by which all of it can be found."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import State
from domain.goals import Criticality
from domain.kinds import Daily, Once, Slotted, Weekdays, to_plain
from domain.quiet import QuietHours
from storage import (
    cards,
    drafts,
    entries,
    goals,
    inbox,
    journal,
    mood_details,
    mood_labels,
    moods,
    pauses,
    people,
    scales,
    tags,
)
from storage.database import Database
from storage.journal import Doer
from storage.people import Acquaintance
from storage.tables import Finding, Template
from tests.storage.test_goals import DAY, RUN, TODAY

BOT = 77


def live(database: Database, me: Acquaintance, word: str) -> None:
    """Goals of several kinds, with days, notes, tags and pauses; moods with all that can be said."""
    database.run_now(people.agree, me, frozenset({"goals", "moods"}))
    database.run_now(people.agree, me, frozenset({"moods"}))
    database.run_now(people.agree, me, frozenset({"goals", "moods"}))
    database.run_now(people.set_skip_budget, me, 3)
    database.run_now(people.set_quiet_hours, me, QuietHours(1380, 420))
    database.run_now(people.set_quiet_nights, me, {4: QuietHours(1380, 540), 5: None})
    database.run_now(people.be_discreet, me, True)
    database.run_now(_set_goals, me, word)
    database.run_now(_feel, me, word)


def talk(database: Database, me: Acquaintance, word: str) -> None:
    """What is not in an export: a talk half said, a card, acts, a finding, and updates in every state."""
    database.run_now(drafts.begin, me, "goal", "title", {"title": f"{word} half said"})
    database.run_now(cards.hang, me, me.telegram_id)
    database.run_now(_act, me, word)
    database.run_now(_find, me, word)
    payload = (
        f'{{"message": {{"from": {{"id": {me.telegram_id}}}, "text": "{word} said", "date": 1}}}}'
    )
    first = me.telegram_id * 10
    database.run_now(inbox.store, BOT, [(first + n, payload) for n in range(4)])
    receipts = [inbox.Receipt(BOT, first + n) for n in range(4)]
    database.run_now(inbox.effected, receipts[1], lambda _: "1.td", people.find, 1)
    database.run_now(inbox.answered, receipts[2:3])
    database.run_now(inbox.park, receipts[3], "Traceback")


def _act(session: Session, clock: Clock, me: Acquaintance, word: str) -> None:
    wish = replace(RUN, title=f"{word} walks", description=word)
    journal.act(session, clock, Doer(me.id, 5), lambda _: "1.td", goals.create, me, wish)


def _find(session: Session, clock: Clock, me: Acquaintance, word: str) -> None:
    figures = {"done_days": 20, "other_days": 10, "difference": 0.5, "low": 0.1, "high": 0.9}
    said = {"clear": True, "either_way": False, "tested_at": clock.now()}
    about = {"subject": f"reason {word}", "reason": f"{word}'s work"}
    session.add(Finding(person_id=me.id, month=date(2026, 2, 1), **about, **figures, **said))


def _set_goals(session: Session, clock: Clock, me: Acquaintance, word: str) -> None:
    wish = replace(RUN, title=f"{word} runs", description=f'{word} "\\ 🏳️‍🌈', reminders=(0, 1439))
    run = goals.create(session, clock, me, wish)
    entries.tick(session, clock, me, run.id, TODAY, State.PART)
    entries.annotate(session, clock, me, (run.id, TODAY, 0), f"{word} was slow")
    weekly = replace(wish, schedule=Weekdays(frozenset({0, 6})), criticality=Criticality.HIGH)
    goals.rewrite(session, clock, me, run.id, weekly)
    far = replace(RUN, title=f"{word} is far", start=date(1970, 1, 1), target=date(2199, 12, 31))
    goals.create(session, clock, me, replace(far, schedule=Once(90)))
    pills = replace(RUN, title=f"{word} takes pills", schedule=Slotted(Daily(), (480, 1200)))
    slotted = goals.create(session, clock, me, pills)
    entries.tick(session, clock, me, slotted.id, TODAY, State.SKIPPED, slot=2)
    entries.give_reason(session, clock, me, (slotted.id, TODAY, 2), f"{word} forgot")
    goals.archive(session, clock, me, slotted.id)
    goals.remove(session, clock, me, goals.create(session, clock, me, replace(RUN, title=word)).id)
    tags.set_of_goal(session, clock, me, run.id, [f"{word}tag", "körper"])
    (tag, *_) = tags.every(session, clock, me)
    pauses.begin(session, clock, me, pauses.Scope(tag_id=tag.id), TODAY + 9 * DAY, None)
    pauses.begin(session, clock, me, pauses.Scope(goal_id=run.id), TODAY, TODAY)
    pauses.begin(session, clock, me, pauses.Scope(), TODAY, None, frozenset({6}))
    body = {"goals": [{"title": f"{word} early", "schedule": to_plain(Daily())}]}
    token = f"{word}{me.telegram_id}".ljust(22, "x")
    session.add(
        Template(person_id=me.id, name=f"{word}s", token=token, body=body, made_at=clock.now())
    )


def _feel(session: Session, clock: Clock, me: Acquaintance, word: str) -> None:
    mood = mood_labels.log_new(session, clock, me, "m1", f"{word}ish", 2)
    moods.set_note(session, clock, me, mood.id, f"{word} tells")
    moods.set_reasons(session, clock, me, mood.id, (f"{word}'s work", "работа"))
    mood_details.set_energy(session, clock, me, mood.id, 4)
    mood_details.set_emotions(session, clock, me, mood.id, [f"{word} glad"])
    scale = scales.make(session, clock, me, f"{word} sleep", 10)
    mood_details.set_mark(session, clock, me, mood.id, scale.id, 7)
    mood_details.set_steps(session, clock, me, 7)
    moods.remove(session, clock, me, moods.log(session, clock, me, "m2", 6, 7).id)
