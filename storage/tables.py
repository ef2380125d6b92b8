"""The tables. One noun of the design a class; every row that is somebody's carries ``person_id``."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Double,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.types import Instant, Key

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Plain names for constraints, so that a migration can speak of them on both databases."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy
        datetime: Instant(),
        int: BigInteger(),
        float: Double(),
        dict[str, Any]: JSON(),
        # Without this an absent value would be written as JSON's null, which is not NULL.
        list[str]: JSON(none_as_null=True),
    }


NEVER_REUSED = {"sqlite_autoincrement": True}
"""SQLite hands the id of a deleted last row out again; an old button would then act on a new goal."""


def one_of(column: str, *words: str) -> CheckConstraint:
    """A column that holds one of a few words; the database refuses any other."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Person(Base):
    """Somebody who talks with the bot. ``zone`` is unknown until they name it: days are UTC then.

    ``skip_budget`` is how many skips a month they allow themselves, ``mood_steps`` how many levels
    they choose from, ``date_order`` how they read 3/4, and ``erase_at`` when all of this will go.
    From ``quiet_from`` to ``quiet_until``, minutes of the day, the bot starts nothing by itself;
    ``quiet_days`` has other hours for the nights of some weekdays. Since ``discreet_since`` its
    reminders name nothing until they are opened. ``pings_a_day`` and ``pings_an_hour`` bound what the
    bot starts. ``next_zone`` takes the place of ``zone`` at ``next_zone_at``, when the person's day is
    over; ``tz_version`` is the time zone database that their alarms were counted with. Pictures are drawn
    on a ground of ``theme``.
    """

    __tablename__ = "people"
    __table_args__ = (one_of("theme", "light", "dark"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(unique=True)
    chat_id: Mapped[int]
    language: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str | None] = mapped_column(String(64))
    day_start_minute: Mapped[int] = mapped_column(default=0)
    first_weekday: Mapped[int] = mapped_column(default=0)
    joined_at: Mapped[datetime]
    blocked_at: Mapped[datetime | None]
    streaks_hidden_at: Mapped[datetime | None]
    skip_budget: Mapped[int | None]
    mood_steps: Mapped[int | None]
    date_order: Mapped[str | None] = mapped_column(String(8))
    erase_at: Mapped[datetime | None]
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
    quiet_days: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    discreet_since: Mapped[datetime | None]
    pings_a_day: Mapped[int | None]
    pings_an_hour: Mapped[int | None]
    next_zone: Mapped[str | None] = mapped_column(String(64))
    next_zone_at: Mapped[datetime | None]
    tz_version: Mapped[str | None] = mapped_column(String(16))
    theme: Mapped[str] = mapped_column(String(8), default="light", server_default="light")


class Consent(Base):
    """A yes to one subject under one version of the words; withdrawn ones stay as a record."""

    __tablename__ = "consents"
    __table_args__ = (one_of("subject", "goals", "moods"), NEVER_REUSED)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    subject: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Goal(Base):
    """A goal. Its schedule lives in dated versions; ``deleted_at`` puts it into the bin, and
    ``archived_at`` out of sight. Words of an import that mean nothing to us are kept as they came.
    Its reminders speak from ``lead_days`` before its target day on, and on no day before the minute
    ``alert_start``.
    """

    __tablename__ = "goals"
    __table_args__ = (
        one_of("criticality", "high", "normal", "low"),
        # Two taps on Save race: the database, not a look before the leap, keeps titles unique.
        Index(
            "uq_goals_live_title",
            "person_id",
            "title_key",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    title: Mapped[str] = mapped_column(String(255))
    title_key: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    criticality: Mapped[str] = mapped_column(String(16))
    start_day: Mapped[date]
    target_day: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    criticality_text: Mapped[str | None] = mapped_column(String(255))
    frequency_text: Mapped[str | None] = mapped_column(String(255))
    lead_days: Mapped[int | None]
    alert_start: Mapped[int | None]


class ScheduleVersion(Base):
    """What a goal's schedule is from one day on, until the next version begins."""

    __tablename__ = "schedule_versions"

    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"), primary_key=True)
    from_day: Mapped[date] = mapped_column(primary_key=True)
    rule: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class Entry(Base):
    """One day of a goal, made when that day is shown or answered; its day never changes.

    ``slot`` counts from 1 where a goal is due several times a day, and is 0 where it is not.
    """

    __tablename__ = "entries"
    __table_args__ = (
        one_of("state", "open", "done", "part", "skipped"),
        Index("uq_entries_goal_day_slot", "goal_id", "day", "slot", unique=True),
        Index("ix_entries_person_day", "person_id", "day"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"))
    day: Mapped[date]
    slot: Mapped[int] = mapped_column(default=0, server_default="0")
    state: Mapped[str] = mapped_column(String(16))
    zone: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[str | None] = mapped_column(Text)
    skip_reason: Mapped[str | None] = mapped_column(String(255))
    made_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class Reminder(Base):
    """Something that goes off by itself: about a goal, the question how the person is, or a digest.

    It goes off at ``minute`` of each own day, or at a random moment from then until ``until_minute``;
    only on ``day``, or only on some ``weekdays`` (bit 0 = Monday), if it has them; or, with ``before``,
    so many minutes before the goal is due. ``key`` tells those of one goal apart, and those of none.
    One that is ``exact`` goes out alone. It says itself again every ``nag_every`` minutes, at most
    ``nag_times``. Since ``asked_at`` it speaks half as often, as nobody answered; ``kept_at`` begins
    that count anew.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        one_of("what", "goal", "mood", "week", "day", "month", "year"),
        Index("uq_reminders_goal_key", "goal_id", "key", unique=True),
        Index(
            "uq_reminders_own_key",
            "person_id",
            "key",
            unique=True,
            sqlite_where=text("goal_id IS NULL"),
            postgresql_where=text("goal_id IS NULL"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id"))
    what: Mapped[str] = mapped_column(String(8), default="goal")
    key: Mapped[str] = mapped_column(String(48))
    minute: Mapped[int | None]
    until_minute: Mapped[int | None]
    before: Mapped[int | None]
    day: Mapped[date | None]
    weekdays: Mapped[int | None]
    exact: Mapped[bool] = mapped_column(default=False)
    nag_every: Mapped[int | None]
    nag_times: Mapped[int | None]
    enabled: Mapped[bool]
    asked_at: Mapped[datetime | None]
    kept_at: Mapped[datetime | None]


class Alarm(Base):
    """When a reminder goes off next. It follows from the reminder, the person's clock and what may be
    said to them, so it is counted anew whenever one of these changes, and is nobody's deed.

    ``moment`` counts minutes from 00:00 of the own day it is about: below 0 the day before, from 1440
    on the day after. A goal that is due several times a day has one for each.
    """

    __tablename__ = "alarms"
    __table_args__ = (Index("ix_alarms_fires_at", "fires_at"),)

    reminder_id: Mapped[int] = mapped_column(
        ForeignKey("reminders.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    moment: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    fires_at: Mapped[datetime]


class Parcel(Base):
    """Something that is to be said to a person unasked: one firing of a reminder, one that was put
    off, or one that is said again. ``key`` names it, so that it is decided once; ``since`` is the
    first of those that one row stands for, after the bot was away. ``card_id`` is the row whose
    message it went out with. ``why`` tells what was dropped, and ``opened`` of what was sent that its
    message has been gone on from, and shows something else.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("kind", "reminder", "snooze", "nag", "mood", "week", "day", "month", "year"),
        one_of("state", "waiting", "leased", "sent", "dropped"),
        Index("uq_outbox_key", "person_id", "key", unique=True),
        Index("ix_outbox_state_try", "state", "try_at"),
        Index("ix_outbox_card", "card_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(16))
    key: Mapped[str] = mapped_column(String(64))
    reminder_id: Mapped[int | None]
    goal_id: Mapped[int | None]
    day: Mapped[date]
    slot: Mapped[int]
    due_at: Mapped[datetime]
    since: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(16))
    why: Mapped[str | None] = mapped_column(String(16))
    card_id: Mapped[int | None]
    message_id: Mapped[int | None]
    attempts: Mapped[int]
    try_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class MoodLog(Base):
    """How a person was at one moment, or on a whole day. ``request`` names the question: one question,
    one log. ``pleasant`` runs from -100 to 100 and is finer than the level where seven are offered;
    ``energy`` from 1 to 5.
    """

    __tablename__ = "mood_logs"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        one_of("kind", "moment", "day"),
        Index("uq_mood_logs_request", "person_id", "request", unique=True),
        # All that statistics and charts ask of a log, so that ten years are read from a few hundred pages
        # in a row, and not from as many pages as there are logs.
        Index(
            "ix_mood_logs_told",
            *("person_id", "deleted_at", "day", "label", "level", "pleasant"),
            *("felt_at", "kind", "logged_at", "zone", "energy", "id"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    request: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    level: Mapped[int]
    label: Mapped[str | None] = mapped_column(String(255))
    pleasant: Mapped[int | None]
    energy: Mapped[int | None]
    emotions: Mapped[list[str] | None]
    note: Mapped[str | None] = mapped_column(Text)
    day: Mapped[date]
    zone: Mapped[str | None] = mapped_column(String(64))
    felt_at: Mapped[datetime]
    logged_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class MoodReason(Base):
    """One reason of one mood log, in the person's own words and order."""

    __tablename__ = "mood_reasons"
    __table_args__ = (Index("ix_mood_reasons_told", "person_id", "mood_id", "position", "reason"),)

    mood_id: Mapped[int] = mapped_column(ForeignKey("mood_logs.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(String(64))


class MoodLabel(Base):
    """A word of a person's own for a mood, and the level they said it stands for."""

    __tablename__ = "mood_labels"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        Index("uq_mood_labels_key", "person_id", "label_key", unique=True),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    label: Mapped[str] = mapped_column(String(255))
    label_key: Mapped[str] = mapped_column(Text)
    level: Mapped[int]
    made_at: Mapped[datetime]


class Scale(Base):
    """Something a person wants to note beside the mood, from 1 to ``top``: sleep, anxiety, pain."""

    __tablename__ = "scales"
    __table_args__ = (
        Index("uq_scales_key", "person_id", "name_key", unique=True),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(64))
    name_key: Mapped[str] = mapped_column(Text)
    top: Mapped[int]
    made_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]


class ScaleValue(Base):
    """What a mood log says on one of the person's own scales."""

    __tablename__ = "scale_values"
    __table_args__ = (Index("ix_scale_values_told", "person_id", "scale_id", "mood_id", "value"),)

    mood_id: Mapped[int] = mapped_column(ForeignKey("mood_logs.id"), primary_key=True)
    scale_id: Mapped[int] = mapped_column(ForeignKey("scales.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    value: Mapped[int]


class Finding(Base):
    """What a month's test said of one subject: whether a person's moods differ on the days that had it.

    ``month`` is its first day, ``subject`` names the goal or the reason. The mood of ``done_days`` was by
    ``difference`` levels higher than that of ``other_days``, likely between ``low`` and ``high``; is it
    ``clear``, it may be told, and ``either_way`` as well could be the mood that came first.
    """

    __tablename__ = "findings"
    __table_args__ = (
        CheckConstraint("(goal_id IS NULL) <> (reason IS NULL)", name="subject"),
        Index("uq_findings_month_subject", "person_id", "month", "subject", unique=True),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    month: Mapped[date]
    subject: Mapped[str] = mapped_column(Text)
    # Whoever deletes a goal for good, or takes its making back, is not to be held up by what was counted.
    goal_id: Mapped[int | None] = mapped_column(
        ForeignKey("goals.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[str | None] = mapped_column(String(64))
    done_days: Mapped[int]
    other_days: Mapped[int]
    difference: Mapped[float]
    low: Mapped[float]
    high: Mapped[float]
    clear: Mapped[bool]
    either_way: Mapped[bool]
    tested_at: Mapped[datetime]


class Tag(Base):
    """A word that goals are grouped under."""

    __tablename__ = "tags"
    __table_args__ = (
        Index("uq_tags_key", "person_id", "name_key", unique=True),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(64))
    name_key: Mapped[str] = mapped_column(Text)


class GoalTag(Base):
    """A goal stands under a tag."""

    __tablename__ = "goal_tags"

    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True, index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class Pause(Base):
    """Days on which nothing is due: of one goal, of a tag, or of everything when both are None.

    Without ``to_day`` until further notice. ``weekdays`` (bit 0 = Monday) makes it a weekly rest.
    """

    __tablename__ = "pauses"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goals.id"), index=True)
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tags.id"), index=True)
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    weekdays: Mapped[int | None]
    made_at: Mapped[datetime]


class Template(Base):
    """Goals written down to be made again, by their maker or by whoever has the link. Nothing in
    ``body`` tells whose they were."""

    __tablename__ = "templates"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    body: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class Act(Base):
    """Something a person did, kept for a while so that it can be taken back.

    ``shows`` is the address of what it led to; ``message_id`` the typed message that said it.
    """

    __tablename__ = "acts"
    __table_args__ = (
        Index("ix_acts_person_message", "person_id", "message_id"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    shows: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[int | None]
    made_at: Mapped[datetime]


class ActChange(Base):
    """One row that an act inserted, updated or deleted, as it was before.

    ``thing`` says what it belongs to (``goal:7``), so that an act is not taken back from under a later
    one. ``image`` is the row before; of an inserted one its primary key.
    """

    __tablename__ = "act_changes"
    __table_args__ = (
        one_of("op", "I", "U", "D"),
        Index("ix_act_changes_thing", "thing"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"), index=True)
    thing: Mapped[str] = mapped_column(String(64))
    table_name: Mapped[str] = mapped_column(String(32))
    op: Mapped[str] = mapped_column(String(1))
    image: Mapped[str] = mapped_column(Text)


class Erased(Base):
    """That somebody was here and is gone, as a salted hash that only they can prove to be theirs."""

    __tablename__ = "erased"
    __table_args__ = (NEVER_REUSED,)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    proof: Mapped[str] = mapped_column(String(64))
    erased_at: Mapped[datetime]


class DayCard(Base):
    """The one living card of a person: the message that is edited in place."""

    __tablename__ = "day_cards"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    chat_id: Mapped[int]
    message_id: Mapped[int]
    sent_at: Mapped[datetime]


class Draft(Base):
    """What somebody is in the middle of saying. At most one of a person's drafts is ``waiting``."""

    __tablename__ = "drafts"
    __table_args__ = (
        Index("uq_drafts_person_kind", "person_id", "kind", unique=True),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(16))
    step: Mapped[str] = mapped_column(String(16))
    data: Mapped[dict[str, Any]]
    waiting: Mapped[bool]
    message_id: Mapped[int | None]
    updated_at: Mapped[datetime]


class Received(Base):
    """An update of Telegram's, from when it is safe with us until well after its answer."""

    __tablename__ = "inbox"
    __table_args__ = (
        one_of("state", "stored", "effected", "answered", "parked"),
        Index("ix_inbox_state_update", "state", "update_id"),
    )

    bot_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(16))
    payload: Mapped[str | None] = mapped_column(Text)
    shows: Mapped[str | None] = mapped_column(String(64))
    attempts: Mapped[int]
    error: Mapped[str | None] = mapped_column(Text)
    received_at: Mapped[datetime]


class Lease(Base):
    """Something that only one process may do at a time, such as asking Telegram for updates. Whoever
    holds it renews it; once ``until`` is over, it is free."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]


class ZoneOffset(Base):
    """How many minutes the clocks of a zone that somebody lives in were ahead of UTC when that was last
    looked at: all that is known of it once the time zone database has it no more."""

    __tablename__ = "zone_offsets"

    zone: Mapped[str] = mapped_column(String(64), primary_key=True)
    minutes: Mapped[int]
