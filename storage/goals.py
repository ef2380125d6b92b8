"""Goals: made, changed, listed, put into the bin and taken out again.

Carries out the goal operations of the goals-and-moods API: create, update, list, delete.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.entries import Progress, State, recent
from domain.errors import Gone, NotFound, Reason, Refused
from domain.goals import Criticality, Status, check_dates, status, title_key
from domain.schedules import Once, Plan, Schedule, Version, amended, from_plain, next_due, to_plain
from storage.drafts import forget_about
from storage.pages import page_of
from storage.people import Acquaintance
from storage.tables import Entry, Goal, Reminder, ScheduleVersion

BIN_KEEPS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal as somebody describes it, cleaned already. ``reminders`` are minutes after midnight."""

    title: str
    description: str | None
    schedule: Schedule
    start: date
    target: date | None
    criticality: Criticality
    reminders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal with everything its card says. ``states`` holds the answered days only."""

    id: int
    title: str
    description: str | None
    criticality: Criticality
    plan: Plan
    status: Status
    reminders: tuple[int, ...]
    recent: Progress
    next_due: date | None
    in_bin: bool
    today: date

    @property
    def schedule(self) -> Schedule:
        """What holds for new days."""
        return self.plan.versions[-1].schedule


@dataclass(frozen=True, slots=True)
class Line:
    """A goal in a list."""

    id: int
    title: str
    status: Status


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``number`` counts from 0 and is moved into range."""

    lines: tuple[Line, ...]
    number: int
    pages: int


def create(session: Session, clock: Clock, me: Acquaintance, wish: Wish) -> GoalView:
    """Make a goal. Raises Refused when a live goal of the person has that title or the dates clash."""
    check_dates(wish.start, wish.target)
    refuse_taken(session, clock, me, wish.title)
    goal = Goal(
        person_id=me.id,
        title=wish.title,
        title_key=title_key(wish.title),
        description=wish.description,
        criticality=wish.criticality,
        start_day=wish.start,
        target_day=wish.target,
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    session.add(goal)
    session.flush()
    _write_versions(session, clock, goal.id, [Version(wish.start, wish.schedule)])
    _write_reminders(session, goal, wish.reminders)
    return view(session, clock, me, goal.id)


def rewrite(session: Session, clock: Clock, me: Acquaintance, goal_id: int, wish: Wish) -> GoalView:
    """Change a goal into what ``wish`` says. Today and the past stay; only later days change.

    Raises NotFound, Gone for one in the bin, and Refused for a taken title, clashing dates, or a date
    that would rewrite days which are over.
    """
    goal = _live(session, me, goal_id)
    plan = plan_of(session, goal)
    today = me.day_of(clock.now())
    young = _is_untouched(session, me, goal, today)
    _check_rewrite(plan, wish, today, untouched=young)
    refuse_taken(session, clock, me, wish.title, goal_id)
    goal.title, goal.title_key = wish.title, title_key(wish.title)
    goal.description, goal.criticality = wish.description, wish.criticality
    goal.start_day, goal.target_day = wish.start, wish.target
    goal.updated_at = clock.now()
    if wish.schedule != plan.versions[-1].schedule:
        plan = amended(plan, wish.schedule, today, may_start_today=young)
        _write_versions(session, clock, goal.id, plan.versions)
    _forget_open_days_after(session, goal_id, today)
    _write_reminders(session, goal, wish.reminders)
    session.flush()
    settle_status(session, clock, me, goal_id)
    return view(session, clock, me, goal_id)


def wish_of(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> Wish:
    """The goal as its owner would describe it today: where an edit begins."""
    goal = _live(session, me, goal_id)
    return Wish(
        title=goal.title,
        description=goal.description,
        schedule=plan_of(session, goal).versions[-1].schedule,
        start=goal.start_day,
        target=goal.target_day,
        criticality=Criticality(goal.criticality),
        reminders=_reminders(session, goal_id),
    )


def view(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> GoalView:
    """Everything a goal's card says. Raises NotFound; a goal in the bin is shown as such."""
    goal = _own(session, me, goal_id)
    plan = plan_of(session, goal)
    states = states_of(session, goal_id)
    today = me.day_of(clock.now())
    return GoalView(
        id=goal.id,
        title=goal.title,
        description=goal.description,
        criticality=Criticality(goal.criticality),
        plan=plan,
        status=status(plan, states, today),
        reminders=_reminders(session, goal_id),
        recent=recent(plan, states, today),
        next_due=next_due(plan, today),
        in_bin=goal.deleted_at is not None,
        today=today,
    )


def page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> Page:
    """The person's goals, newest last, without those in the bin."""
    today = me.day_of(clock.now())
    query = select(Goal).where(Goal.person_id == me.id, Goal.deleted_at.is_(None))
    rows, number, pages = page_of(session, query.order_by(Goal.id), number, size)
    lines = tuple(
        Line(
            goal.id,
            goal.title,
            status(plan_of(session, goal), states_of(session, goal.id), today),
        )
        for goal in rows
    )
    return Page(lines, number, pages)


def bin_page(session: Session, clock: Clock, me: Acquaintance, number: int, size: int) -> Page:
    """What lies in the bin, latest first."""
    query = select(Goal).where(Goal.person_id == me.id, Goal.deleted_at.is_not(None))
    rows, number, pages = page_of(session, query.order_by(Goal.deleted_at.desc()), number, size)
    return Page(tuple(Line(goal.id, goal.title, Status.OPEN) for goal in rows), number, pages)


def remove(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> GoalView:
    """Into the bin, with everything that belongs to it. Removing a removed goal changes nothing."""
    goal = _own(session, me, goal_id)
    goal.deleted_at = goal.deleted_at or clock.now()
    forget_about(session, me, "goal", goal_id)
    session.flush()
    return view(session, clock, me, goal_id)


def restore(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, title: str | None = None
) -> GoalView:
    """Out of the bin. Raises Refused when the title was taken meanwhile; ``title`` gives another."""
    goal = _own(session, me, goal_id)
    if goal.deleted_at is not None:
        new_title = title or goal.title
        refuse_taken(session, clock, me, new_title)
        goal.title, goal.title_key, goal.deleted_at = new_title, title_key(new_title), None
        session.flush()
        settle_status(session, clock, me, goal_id)
    return view(session, clock, me, goal_id)


def empty_bins(session: Session, clock: Clock) -> int:
    """Delete for good what has lain in anybody's bin for 30 days. Returns how many goals went."""
    over = Goal.deleted_at < clock.now() - BIN_KEEPS
    # A query, since a list of ids may outgrow what one statement takes.
    ids = select(Goal.id).where(over)
    for table in (Reminder, Entry, ScheduleVersion):
        session.execute(delete(table).where(table.goal_id.in_(ids)))
    return len(session.scalars(delete(Goal).where(over).returning(Goal.id)).all())


def refuse_taken(
    session: Session, clock: Clock, me: Acquaintance, title: str, but: int | None = None
) -> None:
    """Raise Refused when a live goal of the person, other than ``but``, has that title."""
    taken = select(Goal.id).where(
        Goal.person_id == me.id, Goal.title_key == title_key(title), Goal.deleted_at.is_(None)
    )
    if any(goal_id != but for goal_id in session.scalars(taken)):
        raise Refused("title", Reason.TAKEN, title=title)


def settle_status(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> Status:
    """Complete a goal whose every due day is done, open it again when one is not."""
    goal = _own(session, me, goal_id)
    reached = status(plan_of(session, goal), states_of(session, goal_id), me.day_of(clock.now()))
    if (reached is Status.COMPLETED) != (goal.completed_at is not None):
        goal.completed_at = clock.now() if reached is Status.COMPLETED else None
        session.flush()
    return reached


def plan_of(session: Session, goal: Goal) -> Plan:
    """A goal's dates with every version of its schedule."""
    rows = session.execute(
        select(ScheduleVersion.from_day, ScheduleVersion.rule)
        .where(ScheduleVersion.goal_id == goal.id)
        .order_by(ScheduleVersion.from_day)
    )
    versions = tuple(Version(from_day, from_plain(rule)) for from_day, rule in rows)
    return Plan(goal.start_day, goal.target_day, versions)


def states_of(session: Session, goal_id: int) -> Mapping[date, State]:
    """The answered days of a goal; every other day is open."""
    rows = session.execute(
        select(Entry.day, Entry.state).where(Entry.goal_id == goal_id, Entry.state != State.OPEN)
    )
    return {day: State(state) for day, state in rows}


def _check_rewrite(plan: Plan, wish: Wish, today: date, *, untouched: bool) -> None:
    """Refuse dates that would change what was due today or before."""
    check_dates(wish.start, wish.target)
    begun = plan.start < today or (plan.start == today and not untouched)
    if wish.start != plan.start and (begun or wish.start < today):
        raise Refused("start", Reason.PAST_STAYS, start=plan.start)
    if wish.target == plan.target or isinstance(plan.versions[-1].schedule, Once):
        return
    if plan.target is not None and plan.target < today:
        # Going on would make misses of the days since it ended.
        raise Refused("ended", Reason.PAST_STAYS, target=plan.target)
    if wish.target is not None and wish.target < today:
        raise Refused("target", Reason.PAST_STAYS, today=today)


def _is_untouched(session: Session, me: Acquaintance, goal: Goal, today: date) -> bool:
    """Made today and nothing answered yet: such a goal may still change from today on."""
    made_today = me.day_of(goal.created_at) == today
    return made_today and not states_of(session, goal.id)


def _forget_open_days_after(session: Session, goal_id: int, today: date) -> None:
    session.execute(
        delete(Entry).where(Entry.goal_id == goal_id, Entry.day > today, Entry.state == State.OPEN)
    )


def _own(session: Session, me: Acquaintance, goal_id: int) -> Goal:
    goal = session.scalars(
        select(Goal).where(Goal.id == goal_id, Goal.person_id == me.id)
    ).one_or_none()
    if goal is None:
        raise NotFound("goal")
    return goal


def _live(session: Session, me: Acquaintance, goal_id: int) -> Goal:
    goal = _own(session, me, goal_id)
    if goal.deleted_at is not None:
        raise Gone("goal", goal_id)
    return goal


def _write_versions(
    session: Session, clock: Clock, goal_id: int, versions: Iterable[Version]
) -> None:
    """Replace what differs; a version that stays keeps the moment it was made."""
    wanted = {version.from_day: to_plain(version.schedule) for version in versions}
    there = session.scalars(select(ScheduleVersion).where(ScheduleVersion.goal_id == goal_id)).all()
    for row in there:
        if wanted.get(row.from_day) == row.rule:
            del wanted[row.from_day]
        else:
            session.delete(row)
    session.flush()
    session.add_all(
        ScheduleVersion(goal_id=goal_id, from_day=day, rule=rule, made_at=clock.now())
        for day, rule in wanted.items()
    )
    session.flush()


def _reminders(session: Session, goal_id: int) -> tuple[int, ...]:
    return tuple(
        session.scalars(
            select(Reminder.minute)
            .where(Reminder.goal_id == goal_id, Reminder.enabled)
            .order_by(Reminder.minute)
        )
    )


def _write_reminders(session: Session, goal: Goal, minutes: Iterable[int]) -> None:
    wanted, there = set(minutes), set(_reminders(session, goal.id))
    session.execute(
        delete(Reminder).where(Reminder.goal_id == goal.id, Reminder.minute.in_(there - wanted))
    )
    session.add_all(
        Reminder(person_id=goal.person_id, goal_id=goal.id, minute=minute, enabled=True)
        for minute in sorted(wanted - there)
    )
