"""A newer time zone database: alarms that were counted by older rules are counted anew, some people at
a time. Who lives in a zone that it does not know any more has to name another."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.zones import known, rules_of
from storage.alarms import count_by_new_rules
from storage.tables import Person

BATCH = 200
TOLD = "told"
"""Stands in the place of the rules once a person knows that their zone has none."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """Somebody whose zone nobody knows any more."""

    id: int
    chat_id: int
    language: str
    zone: str


def recount(session: Session, clock: Clock) -> int:
    """Count anew for some of those whose alarms follow older rules. Returns for how many; 0 when all
    is as it should be."""
    for zone, rules in _older(session):
        ids = session.scalars(
            select(Person.id)
            .where(Person.zone == zone, Person.tz_version.is_not_distinct_from(rules))
            .limit(BATCH)
        ).all()
        count_by_new_rules(session, clock, ids)
        session.execute(update(Person).where(Person.id.in_(ids)).values(tz_version=rules_of(zone)))
        return len(ids)
    return 0


def displaced(session: Session, clock: Clock) -> list[Displaced]:
    """Who is to be told that their zone is not known any more. It is kept: it may be known again."""
    columns = select(Person.id, Person.chat_id, Person.language, Person.zone)
    lost = columns.where(Person.zone.is_not(None), Person.tz_version == rules_of(""))
    found = session.execute(lost).all()
    return [Displaced(id, chat, language, zone or "") for id, chat, language, zone in found]


def told(session: Session, clock: Clock, person_id: int) -> None:
    """They know."""
    session.execute(update(Person).where(Person.id == person_id).values(tz_version=TOLD))


def _older(session: Session) -> list[tuple[str, str | None]]:
    pairs = select(Person.zone, Person.tz_version).where(Person.zone.is_not(None)).distinct()
    return [
        (zone, rules)
        for zone, rules in session.execute(pairs)
        if zone is not None and rules != rules_of(zone) and (known(zone) or rules != TOLD)
    ]
