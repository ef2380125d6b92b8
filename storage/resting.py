"""What rests on a day, so that a card without questions says why; and the days of a span on which
everything does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.days import ONE_DAY, Day
from domain.kinds import Free
from domain.rests import Rests, awake_from, is_resting
from domain.schedules import Plan, is_due, schedule_on
from domain.spans import Span
from storage.people import Acquaintance
from storage.plans import rests_of


@dataclass(frozen=True, slots=True)
class Resting:
    """Everything where ``of`` is None, else the goal of that name. ``last`` is the last day of the
    rest, None where it has no end."""

    of: str | None
    last: Day | None


def resting_days(session: Session, clock: Clock, me: Acquaintance, span: Span) -> frozenset[Day]:
    """The days of a span on which everything rests, be it every week."""
    of_all = rests_of(session, me.id).of_all
    return frozenset(day for day in span.days() if is_resting(of_all, day))


def resting_on(
    session: Session, me: Acquaintance, plans: Mapping[str, Plan], day: Day, *, empty: bool
) -> tuple[Resting, ...]:
    """Everything, where it rests on ``day``; else the goals whose rest left the day ``empty``.

    ``plans`` are those of the person's goals, by name.
    """
    resting = {title: plan for title, plan in plans.items() if is_resting(plan.rests, day)}
    if not resting:  # as on most days: no tick pays for a look at the pauses
        return ()
    of_all = rests_of(session, me.id).of_all
    if is_resting(of_all, day):
        return (Resting(None, _last(of_all, day)),)
    return tuple(_single(resting, day)) if empty else ()


def _single(plans: Mapping[str, Plan], day: Day) -> Iterator[Resting]:
    for title, plan in plans.items():
        if _would_ask(plan, day):
            yield Resting(title, _last(plan.rests, day))


def _would_ask(plan: Plan, day: Day) -> bool:
    """Whether it is the rest that keeps a goal from asking."""
    within = plan.start <= day <= plan.end
    free = isinstance(schedule_on(plan, day), Free)
    return within and (free or is_due(replace(plan, rests=()), day))


def _last(rests: Rests, day: Day) -> Day | None:
    awake = awake_from(rests, day)
    return None if awake is None else awake - ONE_DAY
