"""A newer time zone database: alarms that were counted by older rules are counted anew, some people at
a time. Who lives in a zone that it has no more goes on with the offset which that zone had last, where
it was written down, and is asked to name another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.zones import listed, rules_of, utc_offset
from storage.alarms import count_by_new_rules
from storage.apart import apart
from storage.tables import Person, ZoneOffset
from storage.upsert import upsert

BATCH = 200
MINUTE = timedelta(minutes=1)
TOLD = "told"
"""Stands in the place of the rules once a person knows that their zone has none."""


@dataclass(frozen=True, slots=True)
class Displaced:
    """Somebody whose zone is gone. ``keeps`` is the offset that they have instead of its rules, such as
    "UTC+05:30", and empty where none is known."""

    id: int
    chat_id: int
    language: str
    zone: str
    keeps: str


def offsets(session: Session, _clock: Clock) -> dict[str, int]:
    """The minutes ahead of UTC at which zones were last seen; for ``zones.keep_offsets``, at a start."""
    return dict(session.execute(select(ZoneOffset.zone, ZoneOffset.minutes)).all())


def note_offsets(session: Session, clock: Clock) -> None:
    """Write down what the clocks show now in every zone that somebody lives in. Of where somebody lived
    before it stays: moods and entries of then name it, and an act may be taken back."""
    note_offsets_of(session, clock, {zone for zone, _ in _zones(session)})


def note_offsets_of(session: Session, clock: Clock, zones: Iterable[str]) -> None:
    """Write down what the clocks show now in these zones, as far as it is not as it was."""
    now, before = clock.now(), offsets(session, clock)
    seen = {zone: utc_offset(zone, now) // MINUTE for zone in zones if listed(zone)}
    changed = [
        {"zone": zone, "minutes": minutes}
        for zone, minutes in seen.items()
        if before.get(zone) != minutes
    ]
    if changed:
        session.execute(upsert(session, ZoneOffset, ("zone",), ("minutes",)), changed)


def forget_offsets(session: Session, clock: Clock) -> None:
    """Forget zones that nobody lives in: somebody who is gone may have been the only one who ever did."""
    lives_there = exists().where(
        or_(Person.zone == ZoneOffset.zone, Person.next_zone == ZoneOffset.zone)
    )
    session.execute(
        delete(ZoneOffset).where(~lives_there).execution_options(synchronize_session=False)
    )


def recount(session: Session, clock: Clock) -> int:
    """Count anew for some of those whose alarms follow older rules. Returns for how many; 0 when all
    is as it should be."""
    for zone, rules in _older(session):
        ids = session.scalars(
            select(Person.id)
            .where(Person.zone == zone, Person.tz_version.is_not_distinct_from(rules))
            .limit(BATCH)
        ).all()
        # Whose alarms cannot be counted keep those they have: the sweep sees to these.
        if not apart(session, partial(count_by_new_rules, session, clock, ids)):
            for one in ids:
                act = partial(count_by_new_rules, session, clock, [one])
                apart(session, act, f"the alarms of person {one}")
        session.execute(update(Person).where(Person.id.in_(ids)).values(tz_version=rules_of(zone)))
        return len(ids)
    return 0


def displaced(session: Session, clock: Clock) -> list[Displaced]:
    """Who is to be told that their zone is gone. Its name is kept: it may be there again."""
    columns = select(Person.id, Person.chat_id, Person.language).where(Person.blocked_at.is_(None))
    return [
        Displaced(*row, zone, rules)
        for zone, rules in _zones(session)
        if not listed(zone) and rules == rules_of(zone)
        for row in session.execute(columns.where(Person.zone == zone, Person.tz_version == rules))
    ]


def told(session: Session, clock: Clock, person_id: int) -> None:
    """They know."""
    session.execute(update(Person).where(Person.id == person_id).values(tz_version=TOLD))


def _older(session: Session) -> list[tuple[str, str | None]]:
    return [
        (zone, rules)
        for zone, rules in _zones(session)
        if rules != rules_of(zone) and (listed(zone) or rules != TOLD)
    ]


def _zones(session: Session) -> list[tuple[str, str | None]]:
    """Those that people live in, each with the rules that alarms there were counted by."""
    pairs = select(Person.zone, Person.tz_version).where(Person.zone.is_not(None)).distinct()
    return [(zone or "", rules) for zone, rules in session.execute(pairs)]
