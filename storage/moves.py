"""Moves: a zone that was to follow when a person's day is over takes the place of the one before."""

from functools import partial

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import journal, people
from storage.apart import apart
from storage.journal import Doer
from storage.tables import Person

BATCH = 200


def is_one_due(session: Session, clock: Clock) -> bool:
    """Whether the day is over after which somebody wanted to move."""
    return bool(session.scalar(select(exists().where(Person.next_zone_at <= clock.now()))))


def carry_out(session: Session, clock: Clock) -> int:
    """Move whoever wanted to by now. Returns how many; a full batch means that there may be more.

    What somebody put off is their act once it happens: it can be taken back like any other. Whoever
    cannot be moved is tried again next time, and lives where they wanted to all the same.
    """
    due = select(Person.id, Person.next_zone).where(Person.next_zone_at <= clock.now())
    found = session.execute(due.limit(BATCH).with_for_update(skip_locked=True)).all()
    return sum(
        apart(session, partial(_move, session, clock, *row), f"the move of person {row.id}")
        for row in found
    )


def _move(session: Session, clock: Clock, person_id: int, zone: str | None) -> None:
    assert zone is not None  # it has an instant
    me = people.by_id(session, clock, person_id)
    journal.act(session, clock, Doer(person_id), lambda _: "", people.set_zone, me, zone)


def forget_past(session: Session, clock: Clock, person_id: int) -> None:
    """A move that was taken back is wanted no more, though its row, as it was before, still says so."""
    session.execute(
        update(Person)
        .where(Person.id == person_id, Person.next_zone_at <= clock.now())
        .values(next_zone=None, next_zone_at=None)
    )
