"""A person's own words for moods, each standing for the level they once said.

A log keeps the word and the level it was noted by, whatever becomes of the word later.
"""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound, Reason, Refused
from domain.moods import LEVELS, Degree
from domain.said_mood import Levels, key
from domain.written import fold
from storage.drafts import forget_about
from storage.mood_rows import MoodView, steps_of
from storage.moods import Choice, note_choice, set_choice, set_note
from storage.pages import page_of
from storage.people import Acquaintance
from storage.tables import MoodLabel, MoodLog
from storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class LabelView:
    """One word, and the level from 1 to 5 that it stands for."""

    id: int
    label: str
    level: int


@dataclass(frozen=True, slots=True)
class LabelPage:
    """One page of words, most used first."""

    labels: tuple[LabelView, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Offers:
    """What a question about the mood offers: so many levels, and the words used most."""

    steps: int
    labels: tuple[LabelView, ...]


def add(session: Session, clock: Clock, me: Acquaintance, label: str, level: int) -> LabelView:
    """Keep a word for a level. Said again, whatever its case, it is the same word for the new level."""
    session.execute(
        upsert(session, MoodLabel, ("person_id", "label_key"), ("level",)),
        {
            "person_id": me.id,
            "label": label,
            "label_key": fold(label),
            "level": _offered(level),
            "made_at": clock.now(),
        },
    )
    # populate_existing: the upsert went past what the session may remember of the row.
    return _view(session.scalars(_called(me, label), execution_options=_FRESH).one())


def known(session: Session, clock: Clock, me: Acquaintance, label: str) -> LabelView | None:
    """The word if it was said before, whatever its case."""
    row = session.scalars(_called(me, label)).one_or_none()
    return _view(row) if row else None


def find(session: Session, clock: Clock, me: Acquaintance, label_id: int) -> LabelView:
    """Raises NotFound."""
    return _view(_own(session, me, label_id))


def page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> LabelPage:
    """The person's words, most used first, then in the order they came."""
    rows, number, pages = page_of(session, _most_used(me), number, size)
    return LabelPage(tuple(map(_view, rows)), number, pages)


def offers(session: Session, clock: Clock, me: Acquaintance, limit: int) -> Offers:
    """What to ask a person with."""
    rows = session.scalars(_most_used(me).limit(limit))
    return Offers(steps_of(session, clock, me), tuple(map(_view, rows)))


def levels(session: Session, clock: Clock, me: Acquaintance) -> Levels:
    """What the person says their moods by, to read it in what they type."""
    rows = session.execute(
        select(MoodLabel.label, MoodLabel.id).where(MoodLabel.person_id == me.id)
    )
    return Levels(steps_of(session, clock, me), {key(label): id for label, id in rows})


def remap(session: Session, clock: Clock, me: Acquaintance, label_id: int, level: int) -> LabelView:
    """Let a word stand for another level from now on. Logs keep the level they were noted by."""
    row = _own(session, me, label_id)
    row.level = _offered(level)
    session.flush()
    return _view(row)


def rename(
    session: Session, clock: Clock, me: Acquaintance, label_id: int, label: str
) -> LabelView:
    """Write a word another way. Logs keep the word they were noted by. Refused(taken) when the person
    has that word already."""
    row = _own(session, me, label_id)
    twin = session.scalars(_called(me, label)).one_or_none()
    if twin is not None and twin.id != row.id:
        raise Refused("label", Reason.TAKEN, label=twin.label)
    row.label, row.label_key = label, fold(label)
    session.flush()
    return _view(row)


def forget(session: Session, clock: Clock, me: Acquaintance, label_id: int) -> None:
    """Take a word off the list. Logs keep it."""
    session.delete(_own(session, me, label_id))
    forget_about(session, me, "label", label_id)
    session.flush()


def log(session: Session, clock: Clock, me: Acquaintance, request: str, label_id: int) -> MoodView:
    """Note a word of the person's own for now, and with it its level."""
    return note_choice(session, clock, me, request, _choice(_own(session, me, label_id)))


def set_on(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, label_id: int
) -> MoodView:
    """Correct a log to a word of the person's own, and with it to its level."""
    return set_choice(session, clock, me, mood_id, _choice(_own(session, me, label_id)))


def log_new(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    request: str,
    label: str,
    level: int,
    note: str | None = None,
) -> MoodView:
    """Keep a word and note it, at once, with what else was said."""
    mood = log(session, clock, me, request, add(session, clock, me, label, level).id)
    return set_note(session, clock, me, mood.id, note) if note else mood


def set_new(
    session: Session, clock: Clock, me: Acquaintance, mood_id: int, label: str, level: int
) -> MoodView:
    """Keep a word and correct a log to it, at once."""
    return set_on(session, clock, me, mood_id, add(session, clock, me, label, level).id)


_FRESH = {"populate_existing": True}


def _offered(level: int) -> int:
    """Only what a button offers; anything else was made up."""
    if level not in LEVELS:
        raise NotFound("level")
    return level


def _called(me: Acquaintance, label: str) -> Select[MoodLabel]:
    return select(MoodLabel).where(MoodLabel.person_id == me.id, MoodLabel.label_key == fold(label))


def _most_used(me: Acquaintance) -> Select[MoodLabel]:
    uses = (
        select(func.count())
        .where(
            MoodLog.person_id == MoodLabel.person_id,
            MoodLog.label == MoodLabel.label,
            MoodLog.deleted_at.is_(None),
        )
        .scalar_subquery()
    )
    query = select(MoodLabel).where(MoodLabel.person_id == me.id)
    return query.order_by(uses.desc(), MoodLabel.id)


def _own(session: Session, me: Acquaintance, label_id: int) -> MoodLabel:
    row = session.scalars(
        select(MoodLabel).where(MoodLabel.id == label_id, MoodLabel.person_id == me.id)
    ).one_or_none()
    if row is None:
        raise NotFound("label")
    return row


def _choice(row: MoodLabel) -> Choice:
    return Choice(Degree(row.level), row.label)


def _view(row: MoodLabel) -> LabelView:
    return LabelView(row.id, row.label, row.level)
