"""Goals: made, changed, listed, put into the bin and taken out again.

Carries out the goal operations of the goals-and-moods API: create, update, list, delete.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.bells import Bell
from domain.clock import Clock
from domain.days import ONE_DAY
from domain.entries import State
from domain.errors import Reason, Refused
from domain.goals import Criticality, Status, check_dates, status, title_key
from domain.kinds import Once, Schedule, to_plain
from domain.schedules import Plan, Version, amended
from storage import alarms
from storage.drafts import forget_about
from storage.goal_views import A_WALL_TIME, GoalView, live_goal, own_goal, reminders_of, view
from storage.people import Acquaintance
from storage.plans import plan_of, states_of
from storage.tables import Entry, Goal, GoalTag, Pause, Reminder, ScheduleVersion
from storage.tags import set_of_goal

BIN_KEEPS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wish:
    """A goal as somebody describes it, cleaned already. ``reminders`` are minutes after midnight;
    ``tags`` are None where nothing is said of them."""

    title: str
    description: str | None
    schedule: Schedule
    start: date
    target: date | None
    criticality: Criticality
    reminders: tuple[int, ...]
    tags: tuple[str, ...] | None = None


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
    _write_reminders(session, clock, goal, wish.reminders)
    if wish.tags:
        set_of_goal(session, clock, me, goal.id, wish.tags)
    return view(session, clock, me, goal.id)


def rewrite(session: Session, clock: Clock, me: Acquaintance, goal_id: int, wish: Wish) -> GoalView:
    """Change a goal into what ``wish`` says. Today and the past stay; only later days change.

    Raises NotFound, Gone for one in the bin, and Refused for a taken title, clashing dates, or a date
    that would rewrite days which are over.
    """
    goal = live_goal(session, me, goal_id)
    plan = plan_of(session, me, goal)
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
    _write_reminders(session, clock, goal, wish.reminders)
    if wish.tags is not None:
        set_of_goal(session, clock, me, goal_id, wish.tags)
    session.flush()
    settle_status(session, clock, me, goal_id)
    return view(session, clock, me, goal_id)


def wish_of(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> Wish:
    """The goal as its owner would describe it today: where an edit begins."""
    goal = live_goal(session, me, goal_id)
    return Wish(
        title=goal.title,
        description=goal.description,
        schedule=plan_of(session, me, goal).versions[-1].schedule,
        start=goal.start_day,
        target=goal.target_day,
        criticality=Criticality(goal.criticality),
        reminders=reminders_of(session, goal_id),
    )


def remove(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> GoalView:
    """Into the bin, with everything that belongs to it. Removing a removed goal changes nothing."""
    goal = own_goal(session, me, goal_id)
    goal.deleted_at = goal.deleted_at or clock.now()
    forget_about(session, me, "goal", goal_id)
    alarms.count_anew(session, clock, me.id, goal_id)
    return view(session, clock, me, goal_id)


def restore(
    session: Session, clock: Clock, me: Acquaintance, goal_id: int, title: str | None = None
) -> GoalView:
    """Out of the bin. Raises Refused when the title was taken meanwhile; ``title`` gives another."""
    goal = own_goal(session, me, goal_id)
    if goal.deleted_at is not None:
        new_title = title or goal.title
        refuse_taken(session, clock, me, new_title)
        goal.title, goal.title_key, goal.deleted_at = new_title, title_key(new_title), None
        alarms.count_anew(session, clock, me.id, goal_id)
        settle_status(session, clock, me, goal_id)
    return view(session, clock, me, goal_id)


def archive(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> GoalView:
    """Out of sight: from today on it asks for nothing, and what it was stays. Twice is once."""
    goal = live_goal(session, me, goal_id)
    goal.archived_at = goal.archived_at or clock.now()
    forget_about(session, me, "goal", goal_id)
    alarms.count_anew(session, clock, me.id, goal_id)
    return view(session, clock, me, goal_id)


def revive(session: Session, clock: Clock, me: Acquaintance, goal_id: int) -> GoalView:
    """Back from the archive, asking again from today on. The days between stay days of rest."""
    goal = live_goal(session, me, goal_id)
    if goal.archived_at is not None:
        since, until = me.day_of(goal.archived_at), me.day_of(clock.now()) - ONE_DAY
        if since <= until:
            session.add(
                Pause(
                    person_id=me.id,
                    goal_id=goal_id,
                    from_day=since,
                    to_day=until,
                    made_at=clock.now(),
                )
            )
        goal.archived_at = None
        alarms.count_anew(session, clock, me.id, goal_id)
        settle_status(session, clock, me, goal_id)
    return view(session, clock, me, goal_id)


def empty_bins(session: Session, clock: Clock) -> int:
    """Delete for good what has lain in anybody's bin for 30 days. Returns how many goals went."""
    over = Goal.deleted_at < clock.now() - BIN_KEEPS
    # A query, since a list of ids may outgrow what one statement takes.
    ids = select(Goal.id).where(over)
    for table in (Reminder, Entry, ScheduleVersion, GoalTag, Pause):
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
    goal = own_goal(session, me, goal_id)
    plan = plan_of(session, me, goal)
    reached = status(plan, states_of(session, goal_id, plan), me.day_of(clock.now()))
    if (reached is Status.COMPLETED) != (goal.completed_at is not None):
        goal.completed_at = clock.now() if reached is Status.COMPLETED else None
        session.flush()
    return reached


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
    if me.day_of(goal.created_at) != today:
        return False
    answered = select(Entry.id).where(Entry.goal_id == goal.id, Entry.state != State.OPEN).limit(1)
    return session.scalar(answered) is None


def _forget_open_days_after(session: Session, goal_id: int, today: date) -> None:
    """Those that a look or a tap taken back had opened. What somebody wrote to a day stays."""
    session.execute(
        delete(Entry).where(
            Entry.goal_id == goal_id,
            Entry.day > today,
            Entry.state == State.OPEN,
            Entry.note.is_(None),
        )
    )


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


def _write_reminders(session: Session, clock: Clock, goal: Goal, minutes: Iterable[int]) -> None:
    wanted, there = set(minutes), set(reminders_of(session, goal.id))
    session.execute(
        delete(Reminder).where(
            Reminder.goal_id == goal.id, Reminder.minute.in_(there - wanted), *A_WALL_TIME
        )
    )
    # A silent one of that minute, from an import, speaks from now on.
    session.execute(
        delete(Reminder).where(
            Reminder.goal_id == goal.id,
            Reminder.minute.in_(wanted),
            Reminder.enabled.is_(False),
            *A_WALL_TIME,
        )
    )
    session.add_all(
        Reminder(
            person_id=goal.person_id,
            goal_id=goal.id,
            key=Bell(minute).key,
            minute=minute,
            enabled=True,
        )
        for minute in sorted(wanted - there)
    )
    alarms.count_anew(session, clock, goal.person_id, goal.id)
