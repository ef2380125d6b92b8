"""Re-tests: once a month it is looked at anew whether moods differ on the days of a goal or a reason.

What a month's test said is kept, so that it says the same all month, whatever is filled in later; what
is told of it follows from three months in a row.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import month_of
from domain.insight.findings import Result, Standing, Together, standing
from domain.insight.pairs import Paired, goal_pairs, looked_at, reason_pairs
from domain.insight.progress import Counted, NotYet
from domain.insight.reasons import reasons
from domain.spans import Span
from domain.written import fold
from storage import asked_days, mood_histories
from storage.people import Acquaintance
from storage.tables import Finding, Goal
from storage.upsert import upsert

MONTHS = 3
"""This month's test and the two before it decide what is told."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A goal by its number, or a reason; ``name`` as the person wrote it, which may change."""

    name: str = field(compare=False)
    goal_id: int | None = None
    reason: str | None = None

    @classmethod
    def of_reason(cls, reason: str) -> "Subject":
        return cls(reason, reason=fold(reason))

    @property
    def key(self) -> str:
        return f"reason {self.reason}" if self.goal_id is None else f"goal {self.goal_id}"


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a subject this month, and what of it may be told."""

    subject: Subject
    result: Result
    standing: Standing


NOTHING = NotYet(Counted.DAYS, 0, 1)
"""What a month without a test says."""

Material = dict[Subject, tuple[Paired, ...]]


def months(today: date) -> tuple[date, ...]:
    """The first days of the months whose tests matter today, the present one last."""
    firsts = [month_of(today)[0]]
    while len(firsts) < MONTHS:
        firsts.insert(0, month_of(firsts[0] - timedelta(days=1))[0])
    return tuple(firsts)


def material(session: Session, clock: Clock, me: Acquaintance, month: date) -> Material:
    """What the test of a month looks at: the days of each goal, and of each reason that is used often."""
    span = Span(*looked_at(month))
    noted = mood_histories.moods_with_reasons(session, clock, me, span)
    logs = tuple(each.log for each in noted)
    goals = asked_days.asked(session, clock, me, span) if "goals" in me.agreed else ()
    found: Material = {
        Subject(goal.title, goal.goal_id): goal_pairs(goal.readings, logs) for goal in goals
    }
    told = (use.reason for use in reasons(logs).told)
    return found | {Subject.of_reason(reason): reason_pairs(reason, logs) for reason in told}


def tested(session: Session, clock: Clock, me: Acquaintance, month: date) -> bool:
    """Whether anything was tested in a month, and kept."""
    here = select(Finding.id).where(Finding.person_id == me.id, Finding.month == month).limit(1)
    return session.scalar(here) is not None


def keep(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    month: date,
    results: Mapping[Subject, Result],
) -> None:
    """Write down what a month's test said; what it said before stands."""
    rows = [
        {
            "person_id": me.id,
            "month": month,
            "subject": subject.key,
            "goal_id": subject.goal_id,
            "reason": None if subject.goal_id else subject.name,
            "done_days": result.done,
            "other_days": result.not_done,
            "difference": result.difference,
            "low": result.low,
            "high": result.high,
            "clear": result.clear,
            "either_way": result.either_way,
            "tested_at": clock.now(),
        }
        for subject, result in results.items()
        if isinstance(result, Together)
    ]
    if rows and not tested(session, clock, me, month):
        session.execute(upsert(session, Finding, ("person_id", "month", "subject")), rows)


def found(
    session: Session,
    clock: Clock,
    me: Acquaintance,
    today: date,
    now: Mapping[Subject, Result],
) -> tuple[Found, ...]:
    """What is known this month of the subjects of ``now``: what was tested says what is kept of it,
    and of the others it is told what they lack."""
    kept = _kept(session, me, today)
    return tuple(_found(subject, kept.get(subject, {}), today, now[subject]) for subject in now)


def told(session: Session, clock: Clock, me: Acquaintance, today: date) -> tuple[Found, ...]:
    """What may be told this month, and what was told before and is not clear any more."""
    kept = _kept(session, me, today)
    latest = {subject: by_month[max(by_month)] for subject, by_month in kept.items()}
    every = (_found(subject, kept[subject], today, latest[subject]) for subject in kept)
    return tuple(each for each in every if each.standing is not Standing.UNCLEAR)


def _found(subject: Subject, kept: Mapping[date, Together], today: date, now: Result) -> Found:
    *_, this = every = months(today)
    results = [kept.get(month, NOTHING) for month in every]
    return Found(subject, kept.get(this, now), standing(results))


def _kept(session: Session, me: Acquaintance, today: date) -> dict[Subject, dict[date, Together]]:
    """The tests of the months that matter, of goals that are not in the bin."""
    rows = session.execute(
        select(Finding, Goal.title)
        .outerjoin(Goal, Goal.id == Finding.goal_id)
        .where(
            Finding.person_id == me.id,
            Finding.month.in_(months(today)),
            Goal.deleted_at.is_(None),
        )
        .order_by(Finding.id)
    )
    found: dict[Subject, dict[date, Together]] = defaultdict(dict)
    for row, title in rows:
        subject = Subject.of_reason(row.reason) if row.reason else Subject(title, row.goal_id)
        found[subject][row.month] = Together(
            done=row.done_days,
            not_done=row.other_days,
            difference=row.difference,
            low=row.low,
            high=row.high,
            clear=row.clear,
            either_way=row.either_way,
        )
    return found
