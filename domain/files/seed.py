"""Batch JSON: goals in the shape of the goals-and-moods API's batch operation.

One object, an array, or arrays within an array. `days` wins over "Daily"; `id` is `goalid`; `userid`
is ignored: whose goals these are is decided by who sends them. A goal's `status` is never read, since
it follows from its days.
"""

from collections.abc import Iterator
from typing import Final

from domain.bells import Bell
from domain.days import Day
from domain.errors import Reason, Refused
from domain.files.fields import Item, flag_of, id_of, line_of, list_of, text_of
from domain.files.gather import description, distinct, title
from domain.files.moments import Moment, iso_day, iso_moment, iso_time
from domain.files.plan import GoalItem, Home, Import
from domain.files.report import Pen, Remark, Report
from domain.files.rhythms import ONE_TIME, criticality, on_weekdays, rhythm, weekdays
from domain.files.tracking import STATUS_MAX, Tracked, tracked
from domain.files.trees import items, read_json
from domain.goals import Criticality, check_dates
from domain.kinds import SLOTS_MAX, Daily, Once, Schedule
from domain.written import fold

TEXT_MAX: Final = 255
FIELDS: Final = frozenset(
    {
        *("id", "goalid", "userid", "title", "description", "status", "criticality"),
        *("is_onetime", "frequency", "days", "startdate", "targetdate"),
        *("reminder", "remindertime", "reminderdate", "goaltracking", "is_therapist_approved"),
    }
)


def read_batch(data: bytes, home: Home) -> Import:
    """The goals of a batch file. Refused(file) when it is broken (see `trees.read_json`), empty
    or no batch; an item that cannot be taken is named in the report, and the others go on."""
    tree = read_json(data)
    if not isinstance(tree, dict | list):
        raise Refused("file", Reason.WRONG_SHAPE)
    if not any(True for _ in items(tree)):
        raise Refused("file", Reason.EMPTY)
    report = Report()
    goals = distinct(_goals(tree, home, report), report)
    return Import(goals=goals, report=report.notes())


def _goals(tree: object, home: Home, report: Report) -> Iterator[GoalItem]:
    for number, item in enumerate(items(tree), 1):
        pen = report.about(number)
        try:
            goal = _object(item)
            pen = report.about(number, title(text_of(goal, "title") or ""))
            yield _goal(goal, home, pen)
        except Refused as no:
            pen.left_out(no)


def _object(value: object) -> Item:
    if not isinstance(value, dict):
        raise Refused("item", Reason.UNREADABLE)
    return value


def _goal(item: Item, home: Home, pen: Pen) -> GoalItem:
    start, target = _moment(item, "startdate", home), _moment(item, "targetdate", home)
    days = tracked(item, home.zone, pen)
    first = _start(start, target, days.answers.first, home.today)
    last = target.day if target else None
    check_dates(first, last)
    schedule, frequency_text = _schedule(item, start, target, home, pen)
    level, criticality_text = _criticality(item, pen)
    minutes = _reminders(item, days, pen)
    dated = _dated(item, target, schedule, days, home, pen)
    _tell(item, start, target, schedule, pen)
    return GoalItem(
        item=pen.item,
        title=pen.title or "",
        description=description(text_of(item, "description") or "", pen),
        schedule=schedule,
        start=first,
        target=last,
        criticality=level,
        criticality_text=criticality_text,
        frequency_text=frequency_text,
        reminders=() if dated and isinstance(schedule, Once) else minutes,
        dated=dated,
        reminding=flag_of(item, "reminder") is True,
        external_id=_id(item),
        entries=days.answers.entries(pen),
    )


def _moment(item: Item, key: str, home: Home) -> Moment | None:
    text = text_of(item, key)
    return iso_moment(text, key, home.zone) if text else None


def _start(start: Moment | None, target: Moment | None, tracked: Day | None, today: Day) -> Day:
    """Without a start the goal begins with what is known of it, so that a batch of last year, with
    its targets in the past, is not turned away."""
    if start:
        return start.day
    return min(day for day in (today, target.day if target else None, tracked) if day)


def _schedule(
    item: Item, start: Moment | None, target: Moment | None, home: Home, pen: Pen
) -> tuple[Schedule, str | None]:
    """The schedule, and the frequency where it stays text."""
    once = flag_of(item, "is_onetime")
    if once is None:
        raise Refused("is_onetime", Reason.EMPTY)
    frequency, days = line_of(item, "frequency", TEXT_MAX), _days(item)
    if once:
        _tell_beside_once(frequency, days, pen)
        return Once(target.minute if target else None), None
    meant = rhythm(frequency or "", start.day if start else None, home.week_start)
    kept = None if meant else frequency
    if kept:
        pen.changed(Remark.KEPT_AS_TEXT, "frequency")
    if days:
        return on_weekdays(days), kept
    if meant is None:
        pen.told(Remark.RHYTHM_ASSUMED, "frequency")
    return meant or Daily(), kept


def _tell_beside_once(frequency: str | None, days: frozenset[int], pen: Pen) -> None:
    """A one-time goal has neither frequency nor days, as in the API; what was said of them is told."""
    if frequency and fold(frequency) not in ONE_TIME:
        pen.told(Remark.NO_PLACE, "frequency")
    if days:
        pen.told(Remark.NO_PLACE, "days")


def _days(item: Item) -> frozenset[int]:
    """The API says "any": an array of names, or the names in one text."""
    value = item.get("days")
    if isinstance(value, str):
        return weekdays([value]) if value.strip() else frozenset()
    return weekdays(list_of(item, "days"))


def _criticality(item: Item, pen: Pen) -> tuple[Criticality, str | None]:
    """The level, and the text where it names none."""
    text = line_of(item, "criticality", TEXT_MAX)
    if text is None:
        return Criticality.NORMAL, None
    level = criticality(text)
    if level is None:
        pen.changed(Remark.KEPT_AS_TEXT, "criticality")
    return level or Criticality.NORMAL, None if level else text


def _reminders(item: Item, days: Tracked, pen: Pen) -> tuple[int, ...]:
    """The goal's own time, else the times of its days."""
    at = text_of(item, "remindertime")
    if not at:
        if flag_of(item, "reminder") and not days.minutes:
            pen.changed(Reason.EMPTY, "remindertime")
        if len(days.minutes) > SLOTS_MAX:
            pen.changed(Reason.TOO_MANY, "remindertime", count=len(days.minutes), limit=SLOTS_MAX)
        return days.minutes[:SLOTS_MAX]
    minute, offset = iso_time(at, "remindertime")
    if offset:
        pen.told(Remark.ZONE_IGNORED, "remindertime", minute=minute)
    return (minute,)


def _dated(
    item: Item, target: Moment | None, schedule: Schedule, days: Tracked, home: Home, pen: Pen
) -> tuple[Bell, ...]:
    """The reminders with a date of their own: of a one-time goal, and of single days. Those of the
    past have said what they had to say."""
    at, on = text_of(item, "remindertime"), text_of(item, "reminderdate")
    dated = list(days.dated)
    if at and on and isinstance(schedule, Once):
        date = iso_day(on, "reminderdate")
        if target is None or date != target.day:
            dated.append(Bell(iso_time(at, "remindertime")[0], day=date))
    dated = [bell for bell in dated if bell.day is not None and bell.day >= home.today]
    if len(dated) > SLOTS_MAX:
        pen.changed(Reason.TOO_MANY, "reminderdate", count=len(dated), limit=SLOTS_MAX)
    return tuple(dated[:SLOTS_MAX])


def _id(item: Item) -> int | None:
    """`id` in a batch, `goalid` elsewhere; Refused when both are there and differ."""
    ids = {number for key in ("id", "goalid") if (number := id_of(item, key)) is not None}
    if len(ids) > 1:
        raise Refused("id", Reason.TWICE)
    return ids.pop() if ids else None


def _tell(
    item: Item, start: Moment | None, target: Moment | None, schedule: Schedule, pen: Pen
) -> None:
    """What was read, is sound, and has no place here: nothing is dropped in silence."""
    if line_of(item, "status", STATUS_MAX):
        pen.told(Remark.NO_PLACE, "status")
    if flag_of(item, "is_therapist_approved"):
        pen.told(Remark.NO_PLACE, "is_therapist_approved")
    if start and start.minute is not None:
        pen.told(Remark.NO_PLACE, "startdate", minute=start.minute)
    if target and target.minute is not None and not isinstance(schedule, Once):
        pen.told(Remark.NO_PLACE, "targetdate", minute=target.minute)
    on = text_of(item, "reminderdate")
    placed = isinstance(schedule, Once) and text_of(item, "remindertime")
    if on and not placed and iso_day(on, "reminderdate") != (target.day if target else None):
        pen.told(Remark.NO_PLACE, "reminderdate")
    if unknown := len(item.keys() - FIELDS):
        pen.told(Remark.UNKNOWN_FIELDS, "item", count=unknown)
