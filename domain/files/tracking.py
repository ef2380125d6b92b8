"""The seed's `goaltracking`: one object for each day a goal was due."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from domain.bells import Bell
from domain.days import Day
from domain.entries import State
from domain.errors import Reason, Refused
from domain.files.fields import Item, flag_of, id_of, line_of, list_of, text_of
from domain.files.gather import Answers
from domain.files.moments import iso_day, iso_moment, iso_time
from domain.files.plan import EntryItem
from domain.files.report import Pen, Remark
from domain.written import fold

STATUS_MAX: Final = 50
_STATES: Final[Mapping[str, State]] = {
    "completed": State.DONE,
    "done": State.DONE,
    "partial": State.PART,
    "part": State.PART,
    "skipped": State.SKIPPED,
    "skip": State.SKIPPED,
}


@dataclass(frozen=True, slots=True)
class Tracked:
    """What the days of one goal say: answers, the minutes they wanted to be mentioned at on the day
    itself, and those of other dates."""

    answers: Answers
    minutes: tuple[int, ...]
    dated: tuple[Bell, ...]


@dataclass(frozen=True, slots=True)
class _Track:
    entry: EntryItem
    minute: int | None
    on: Day | None
    unplaced: bool

    @property
    def is_elsewhere(self) -> bool:
        """Whether the day is to be mentioned on another one."""
        return self.on is not None and self.on != self.entry.day


def tracked(goal: Item, zone: str, pen: Pen) -> Tracked:
    """The days of a goal. Deleted ones are left out, unreadable ones are named and left out."""
    answers = Answers()
    tracks = list(_tracks(goal, zone, pen))
    for track in tracks:
        answers.add(track.entry)
    if unplaced := sum(track.unplaced for track in tracks):
        pen.told(Remark.NO_PLACE, "goaltracking", count=unplaced)
    timed = [(track, track.minute) for track in tracks if track.minute is not None]
    minutes = {minute for track, minute in timed if not track.is_elsewhere}
    dated = {Bell(minute, day=track.on): None for track, minute in timed if track.is_elsewhere}
    return Tracked(answers, tuple(sorted(minutes)), tuple(dated))


def _tracks(goal: Item, zone: str, pen: Pen) -> Iterator[_Track]:
    for number, item in enumerate(list_of(goal, "goaltracking"), 1):
        try:
            if track := _track(item, zone):
                yield track
        except Refused as no:
            pen.without(no, entry=number)


def _track(item: object, zone: str) -> _Track | None:
    if not isinstance(item, dict):
        raise Refused("goaltracking", Reason.UNREADABLE)
    if flag_of(item, "is_deleted"):
        return None
    due = text_of(item, "duedate")
    if due is None:
        raise Refused("duedate", Reason.EMPTY)
    day = iso_moment(due, "duedate", zone).day
    state, understood = _state(item)
    at, on = text_of(item, "remindertime"), text_of(item, "reminderdate")
    minute = iso_time(at, "remindertime")[0] if at else None
    date = iso_day(on, "reminderdate") if on else None
    entry = EntryItem(day, state, external_id=id_of(item, "goalTrackId"))
    timeless = date is not None and date != day and minute is None
    return _Track(entry, minute, date, timeless or not understood)


def _state(item: Item) -> tuple[State, bool]:
    """The state, and whether all that was said of it is in there; `iscompleted` outweighs words."""
    completed = flag_of(item, "iscompleted")
    word = fold(line_of(item, "status", STATUS_MAX) or "")
    if completed:
        return State.DONE, True
    state = _STATES.get(word, State.OPEN)
    if completed is False and state is State.DONE:
        return State.OPEN, False
    return state, not word or word in _STATES
