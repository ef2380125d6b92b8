"""People: who they are to the bot, how their clock runs, what they agreed to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.dates import Order
from domain.days import day_ends, local_day, local_time
from domain.errors import NotFound
from domain.quiet import USUAL, QuietHours, QuietWeek
from domain.zones import known, rules_of
from storage import alarms
from storage.consents import CONSENT_VERSION, holds
from storage.newer_rules import note_offsets_of
from storage.sweep import catch_up
from storage.tables import Consent, Person
from storage.upsert import upsert

UTC = "UTC"
NOBODY = 0
"""The id of somebody who is not stored."""


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """What the bot knows of the person it talks with. ``zone`` is None until they named one,
    ``skip_budget`` where they do not count their skips, and ``date_order`` until they said once
    whether 3/4 is in March or in April. Everything of theirs goes at ``erase_at``, if they asked for
    that. ``quiet_from`` and ``quiet_until`` are minutes of the day. ``pings_a_day`` and
    ``pings_an_hour`` are None for the usual ones. ``next_zone`` follows at ``next_zone_at``.
    Charts are drawn on a ground of ``theme``. Since ``blocked_at`` they cannot be reached."""

    id: int
    telegram_id: int
    chat_id: int
    language: str
    zone: str | None
    day_start_minute: int
    first_weekday: int
    agreed: frozenset[str]
    skip_budget: int | None = None
    streaks_hidden_at: datetime | None = None
    date_order: Order | None = None
    erase_at: datetime | None = None
    quiet_from: int | None = None
    quiet_until: int | None = None
    quiet_days: Mapping[str, Sequence[int] | None] | None = None
    discreet_since: datetime | None = None
    pings_a_day: int | None = None
    pings_an_hour: int | None = None
    next_zone: str | None = None
    next_zone_at: datetime | None = None
    theme: str = "light"
    blocked_at: datetime | None = None

    @property
    def quiet(self) -> QuietWeek | None:
        """When the bot says nothing of its own accord; None where the person has no such hours."""
        every = None
        if self.quiet_from is not None and self.quiet_until is not None:
            every = QuietHours(self.quiet_from, self.quiet_until)
        others = {
            int(weekday): QuietHours(*hours) if hours else None
            for weekday, hours in (self.quiet_days or {}).items()
        }
        return QuietWeek(every, others) if every or any(others.values()) else None

    @property
    def discreet(self) -> bool:
        """Whether reminders name nothing until they are opened."""
        return self.discreet_since is not None

    @property
    def streaks_shown(self) -> bool:
        return self.streaks_hidden_at is None

    @property
    def zone_or_utc(self) -> str:
        return self.zone or UTC

    def as_of(self, now: datetime) -> "Acquaintance":
        """The same person once the day is over after which their next zone follows: whoever writes
        then is treated as being there, though nothing may have written it down yet."""
        if self.next_zone is None or self.next_zone_at is None or now < self.next_zone_at:
            return self
        return replace(self, zone=self.next_zone, next_zone=None, next_zone_at=None)

    def day_of(self, instant: datetime) -> date:
        """The person's own day at that moment: it may begin at another hour than midnight."""
        return local_day(instant, self.zone_or_utc, self.day_start_minute)

    def day_lasts_until(self, instant: datetime) -> int | None:
        """The minute after midnight at which the person's day ends, if midnight is past already."""
        if local_time(instant, self.zone_or_utc).date() == self.day_of(instant):
            return None
        return self.day_start_minute


def meet(
    session: Session, clock: Clock, telegram_id: int, chat_id: int, language: str
) -> Acquaintance:
    """Find the person, or make their acquaintance. Meeting somebody twice changes nothing."""
    session.execute(
        upsert(session, Person, ("telegram_id",)),
        {
            "telegram_id": telegram_id,
            "chat_id": chat_id,
            "language": language,
            "day_start_minute": 0,
            "first_weekday": 0,
            "quiet_from": USUAL.start,
            "quiet_until": USUAL.end,
            "joined_at": clock.now(),
        },
    )
    return _found(session, clock, telegram_id)


def passer_by(telegram_id: int, language: str) -> Acquaintance:
    """Somebody the bot does not keep: no row, no consent, no goals."""
    return Acquaintance(NOBODY, telegram_id, telegram_id, language, None, 0, 0, frozenset())


def find(session: Session, clock: Clock, telegram_id: int) -> Acquaintance | None:
    row = session.execute(_ACQUAINTANCE.where(Person.telegram_id == telegram_id)).one_or_none()
    return _acquaintance(session, clock, row._mapping) if row else None


def by_id(session: Session, clock: Clock, person_id: int) -> Acquaintance:
    """Somebody of whom only the row is known. Raises NotFound."""
    row = session.execute(_ACQUAINTANCE.where(Person.id == person_id)).one_or_none()
    if row is None:
        raise NotFound("person")
    return _acquaintance(session, clock, row._mapping)


def set_zone(session: Session, clock: Clock, me: Acquaintance, zone: str) -> Acquaintance:
    """Name the zone. Entries made before keep the day they were made for, reminders keep their hour."""
    note_offsets_of(session, clock, (zone,))
    moved = {"zone": zone, "next_zone": None, "next_zone_at": None, "tz_version": rules_of(zone)}
    return _reckoned(session, clock, me, **moved)


def set_next_zone(
    session: Session, clock: Clock, me: Acquaintance, zone: str | None
) -> Acquaintance:
    """Name the zone that follows when the person's day is over; None is to stay in the one there is."""
    if zone:
        note_offsets_of(session, clock, (zone,))
    at = day_ends(clock.now(), me.zone_or_utc, me.day_start_minute) if zone else None
    return _changed(session, clock, me, next_zone=zone, next_zone_at=at)


def set_day_start(session: Session, clock: Clock, me: Acquaintance, minute: int) -> Acquaintance:
    """``minute`` after midnight at which the person's day begins."""
    return _reckoned(session, clock, me, day_start_minute=minute)


def set_first_weekday(session: Session, clock: Clock, me: Acquaintance, day: int) -> Acquaintance:
    """``day`` is 0 for Monday."""
    return _changed(session, clock, me, first_weekday=day)


def set_skip_budget(
    session: Session, clock: Clock, me: Acquaintance, skips: int | None
) -> Acquaintance:
    """How many skips a month the person allows themselves; None is not to count them."""
    return _changed(session, clock, me, skip_budget=skips)


def show_streaks(session: Session, clock: Clock, me: Acquaintance, shown: bool) -> Acquaintance:
    """Whether streaks are told; hidden, they leave no trace."""
    return _changed(session, clock, me, streaks_hidden_at=None if shown else clock.now())


def set_limits(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    limits: tuple[int | None, int | None],
) -> Acquaintance:
    """How many messages a day and an hour the bot may begin by itself; None are the usual ones."""
    a_day, an_hour = limits
    return _changed(session, clock, me, pings_a_day=a_day, pings_an_hour=an_hour)


def set_quiet_hours(
    session: Session, clock: Clock, me: Acquaintance, quiet: QuietHours | None
) -> Acquaintance:
    """When the bot is to say nothing of its own accord, on nights without hours of their own; None is
    to have no such hours on any night."""
    if quiet is None:
        return _changed(session, clock, me, quiet_from=None, quiet_until=None, quiet_days=None)
    return _changed(session, clock, me, quiet_from=quiet.start, quiet_until=quiet.end)


def set_quiet_nights(
    session: Session, clock: Clock, me: Acquaintance, others: Mapping[int, QuietHours | None]
) -> Acquaintance:
    """Which nights have other hours than every night, or None for none, by the weekday they begin on."""
    days = {
        str(weekday): [quiet.start, quiet.end] if quiet else None
        for weekday, quiet in sorted(others.items())
    }
    return _changed(session, clock, me, quiet_days=days or None)


def be_discreet(session: Session, clock: Clock, me: Acquaintance, discreet: bool) -> Acquaintance:
    """Whether reminders name nothing until they are opened."""
    return _changed(session, clock, me, discreet_since=clock.now() if discreet else None)


def set_theme(session: Session, clock: Clock, me: Acquaintance, theme: str) -> Acquaintance:
    """Whether charts are ``light`` or ``dark``."""
    return _changed(session, clock, me, theme=theme)


def set_date_order(
    session: Session, clock: Clock, me: Acquaintance, order: Order | None
) -> Acquaintance:
    """How the person reads 3/4; None asks again."""
    return _changed(session, clock, me, date_order=order)


def set_language(session: Session, clock: Clock, me: Acquaintance, language: str) -> Acquaintance:
    return _changed(session, clock, me, language=language)


def set_blocked(session: Session, clock: Clock, me: Acquaintance, blocked: bool) -> Acquaintance:
    """Somebody stopped the bot, or woke it again. Their data stays as it is."""
    changed = _changed(session, clock, me, blocked_at=clock.now() if blocked else None)
    alarms.count_anew(session, clock, me.id)
    return changed


def wake(session: Session, clock: Clock, me: Acquaintance) -> Acquaintance:
    """Somebody writes: whatever was said of them before, they can be reached. Telegram tells that they
    are back only of those who stopped this bot, and of nobody whose account or server has changed."""
    asleep = update(Person).where(Person.id == me.id, Person.blocked_at.is_not(None))
    woken = session.execute(asleep.values(blocked_at=None).returning(Person.id)).first()
    if woken is None:
        return me
    alarms.count_anew(session, clock, me.id)
    return _found(session, clock, me.telegram_id)


def lose(session: Session, clock: Clock, chat_id: int) -> None:
    """Telegram says that this chat cannot be reached any more."""
    session.execute(
        update(Person)
        .where(Person.chat_id == chat_id, Person.blocked_at.is_(None))
        .values(blocked_at=clock.now())
    )
    for person_id in session.scalars(select(Person.id).where(Person.chat_id == chat_id)):
        alarms.count_anew(session, clock, person_id)


def agree(
    session: Session, clock: Clock, me: Acquaintance, subjects: frozenset[str]
) -> Acquaintance:
    """Record exactly these consents: what is missing from ``subjects`` is withdrawn."""
    agreed = _agreed(session, me.id)
    for subject in sorted(subjects - agreed):
        session.add(
            Consent(
                person_id=me.id,
                subject=subject,
                version=CONSENT_VERSION,
                given_at=clock.now(),
            )
        )
    session.execute(
        update(Consent)
        .where(
            Consent.person_id == me.id,
            Consent.withdrawn_at.is_(None),
            Consent.subject.in_(agreed - subjects),
        )
        .values(withdrawn_at=clock.now())
    )
    alarms.count_anew(session, clock, me.id)
    return _found(session, clock, me.telegram_id)


_ACQUAINTANCE = select(
    Person.id,
    Person.telegram_id,
    Person.chat_id,
    Person.language,
    Person.zone,
    Person.day_start_minute,
    Person.first_weekday,
    Person.skip_budget,
    Person.streaks_hidden_at,
    Person.date_order,
    Person.erase_at,
    Person.quiet_from,
    Person.quiet_until,
    Person.quiet_days,
    Person.discreet_since,
    Person.pings_a_day,
    Person.pings_an_hour,
    Person.next_zone,
    Person.next_zone_at,
    Person.theme,
    Person.blocked_at,
)


def _acquaintance(session: Session, clock: Clock, row: Mapping[Any, Any]) -> Acquaintance:
    """In a zone that nobody knows any more they are as before they named one: no hour of theirs can be
    told, and a guess would close days."""
    me = Acquaintance(**row, agreed=_agreed(session, row["id"])).as_of(clock.now())
    return me if me.zone is None or known(me.zone) else replace(me, zone=None)


def _agreed(session: Session, person_id: int) -> frozenset[str]:
    return frozenset(
        session.scalars(select(Consent.subject).where(Consent.person_id == person_id, holds()))
    )


def _found(session: Session, clock: Clock, telegram_id: int) -> Acquaintance:
    found = find(session, clock, telegram_id)
    if found is None:
        raise NotFound("person")
    return found


def _changed(session: Session, clock: Clock, me: Acquaintance, **values: object) -> Acquaintance:
    session.execute(update(Person).where(Person.id == me.id).values(**values))
    return _found(session, clock, me.telegram_id)


def _reckoned(session: Session, clock: Clock, me: Acquaintance, **values: object) -> Acquaintance:
    """Their days run otherwise from now on, and their reminders with them."""
    catch_up(session, clock, me.id)
    before = alarms.reckoning_of(session, me.id)
    changed = _changed(session, clock, me, **values)
    alarms.follow(session, clock, me.id, before)
    return changed
