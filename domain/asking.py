"""When a goal asks to be done, and on which days it may be answered."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from domain.days import FIRST_DAY, ONE_DAY, Day
from domain.entries import State
from domain.kinds import AfterDone, Free, Once, TimesIn, TimesPer
from domain.rests import awake_days, awake_from
from domain.schedules import Plan, Span, due_in, is_due, schedule_on, spans
from domain.tally import SETTLING, Tally
from domain.windows import Window, begin_of_window, bounds, next_turn, periods, sliding


def is_offered(plan: Plan, day: Day, states: Mapping[Day, State]) -> bool:
    """Whether a free kind, or a one-time goal without a date, still asks on `day`: within its life,
    not resting, and not met yet by what is done or skipped. A fixed kind is due, never offered."""
    return _is_free(plan, day) and next_asked(plan, day, states) == day


def asked_days(plan: Plan, first: Day, last: Day) -> Iterator[Day]:
    """The days from `first` to `last`, both included, on which a fixed kind is due; of a free kind all
    days of its life but those of rest, since each might be the day."""
    for span in spans(plan):
        begin, end = max(first, span.first), min(last, span.last)
        if isinstance(span.schedule, Free):
            yield from awake_days(plan.rests, begin, end)
        else:
            yield from due_in(plan, span, begin, end)


def may_answer(plan: Plan, day: Day, today: Day, states: Mapping[Day, State]) -> bool:
    """Whether `day` may be given an answer: any past one, also before the goal was made; what is
    due, also ahead; today for what one does on days of one's choice; and what has an answer."""
    if day < today or states.get(day, State.OPEN) is not State.OPEN or is_due(plan, day):
        return True
    return day == today and plan.start <= day <= plan.end and _is_free(plan, day)


def next_asked(plan: Plan, day: Day, states: Mapping[Day, State]) -> Day | None:
    """The first day from `day` on that it is due or offered; None when there is none any more."""
    tally = Tally(states)
    for span in spans(plan):
        first = max(day, span.first)
        if first > span.last:
            continue
        asked = _asked_in(plan, span, first, states, tally)
        if asked is not None and asked <= span.last:
            return asked
    return None


def next_open(plan: Plan, today: Day, states: Mapping[Day, State]) -> Day | None:
    """The first day from `today` on that it asks and that is neither done nor skipped yet."""
    day = next_asked(plan, today, states)
    while day is not None and states.get(day) in SETTLING:
        day = next_asked(plan, day + ONE_DAY, states)
    return day


def decided_since(plan: Plan, day: Day) -> Day:
    """The first day whose answer may decide whether a free kind asks on `day`, or count for it then."""
    for span in spans(plan):
        if not span.first <= day <= span.last:
            continue
        match span.schedule:
            case TimesPer() as schedule:
                return bounds(schedule, day)[0]
            case TimesIn() as schedule:
                return begin_of_window(plan, span, schedule, day)
            case AfterDone(every):
                return max(day - timedelta(days=every), FIRST_DAY)
    return day


def was_done_once(plan: Plan, states: Mapping[Day, State]) -> bool:
    """Whether a one-time goal is done; days done under an earlier, repeating schedule must not
    complete a goal made one-time."""
    return any(
        state is State.DONE and isinstance(schedule_on(plan, day), Once)
        for day, state in states.items()
    )


def _is_free(plan: Plan, day: Day) -> bool:
    schedule = schedule_on(plan, day)
    return isinstance(schedule, Free) or (plan.target is None and isinstance(schedule, Once))


def _asked_in(
    plan: Plan, span: Span, day: Day, states: Mapping[Day, State], tally: Tally
) -> Day | None:
    match span.schedule:
        case TimesPer() as schedule:
            return _in_periods(plan, span, schedule, day, tally)
        case TimesIn() as schedule:
            windows = sliding(plan, span, schedule, day)
            return next((each.last for each in windows if not _is_met(each, tally)), None)
        case AfterDone() as schedule:
            # What is done on the day itself moves the next turn away from it.
            from_day = day + ONE_DAY if tally.settled(day, day) else day
            return next_turn(plan, span, schedule, tally, from_day)
        case Once() if plan.target is None:
            return None if was_done_once(plan, states) else awake_from(plan.rests, day)
    return next(due_in(plan, span, day, span.last), None)


def _in_periods(plan: Plan, span: Span, schedule: TimesPer, day: Day, tally: Tally) -> Day | None:
    for period in periods(plan, span, schedule, day):
        if not _is_met(period, tally):
            return awake_from(plan.rests, max(day, period.first))
    return None


def _is_met(window: Window, tally: Tally) -> bool:
    return tally.settled(window.first, window.last) >= window.need
