"""What every format needs to put goals together: one answer a day, one goal a title."""

from collections.abc import Iterable, Iterator
from typing import Final

from domain.days import Day
from domain.entries import State
from domain.errors import Reason, Refused
from domain.files.guard import fitted, line
from domain.files.plan import EntryItem, GoalItem
from domain.files.report import Pen, Remark, Report
from domain.goals import DESCRIPTION_MAX, TITLE_MAX, title_key
from domain.moods import NOTE_MAX

GOALS_MAX: Final = 1000
TAG_MAX: Final = 64
_SAYS_MORE: Final = (State.OPEN, State.SKIPPED, State.PART, State.DONE)


class Answers:
    """The answers of one goal while its days are read.

    A day that a file names twice counts once: done outweighs part, part a skip, a skip nothing, so
    that an empty row never takes a tick away.
    """

    def __init__(self) -> None:
        self._of: dict[Day, EntryItem] = {}
        self._merged = 0

    def add(self, entry: EntryItem) -> None:
        """One more row; days without an answer and without a note count only for `first`."""
        before = self._of.setdefault(entry.day, entry)
        if before != entry:
            self._merged += 1
            self._of[entry.day] = max(before, entry, key=_weight)

    @property
    def first(self) -> Day | None:
        """The first day named, answered or not."""
        return min(self._of, default=None)

    def entries(self, pen: Pen) -> tuple[EntryItem, ...]:
        """The entries worth keeping, by day; days that were merged are told."""
        if self._merged:
            pen.told(Remark.MERGED, "entries", count=self._merged)
        return tuple(entry for _, entry in sorted(self._of.items()) if any(_weight(entry)))


def _weight(entry: EntryItem) -> tuple[int, bool]:
    return _SAYS_MORE.index(entry.state), entry.note is not None


def title(text: str) -> str:
    """A goal's title as it is kept; Refused(title) when empty or too long."""
    kept = line(text, TITLE_MAX, "title")
    if kept is None:
        raise Refused("title", Reason.EMPTY)
    return kept


def description(text: str, pen: Pen) -> str | None:
    """A goal's description; one that is too long is cut, and the report says so."""
    return _cut(text, DESCRIPTION_MAX, "description", pen)


def note(text: str, pen: Pen, **where: object) -> str | None:
    """A note of a day or a mood; one that is too long is cut, and the report says where."""
    return _cut(text, NOTE_MAX, "note", pen, **where)


def _cut(text: str, limit: int, field: str, pen: Pen, **where: object) -> str | None:
    if not text:  # as most notes are, of the many days of a file
        return None
    kept, cut = fitted(text, limit, field)
    if cut:
        pen.changed(Remark.CUT, field, length=len(text), limit=limit, **where)
    return kept


def distinct(goals: Iterable[GoalItem], report: Report) -> tuple[GoalItem, ...]:
    """The goals without those whose title or id an earlier one has; these are left out and named.

    Refused(too_many) above GOALS_MAX.
    """
    kept = tuple(_distinct(goals, report))
    if len(kept) > GOALS_MAX:
        raise Refused("file", Reason.TOO_MANY, count=len(kept), limit=GOALS_MAX)
    return kept


def _distinct(goals: Iterable[GoalItem], report: Report) -> Iterator[GoalItem]:
    seen: dict[str | int, int] = {}
    for goal in goals:
        names: dict[str, str | int] = {"title": title_key(goal.title)}
        if goal.external_id is not None:
            names["id"] = goal.external_id
        for field, name in names.items():
            if name in seen:
                no = Refused(field, Reason.TWICE, first=seen[name])
                report.about(goal.item, goal.title).left_out(no)
                break
        else:
            seen.update(dict.fromkeys(names.values(), goal.item))
            yield goal
