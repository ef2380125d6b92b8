"""Several goals typed or pasted at once, one a line."""

from collections.abc import Callable, Iterator
from typing import Final, Protocol

from domain.days import Day
from domain.errors import Reason, Refused
from domain.files.gather import TAG_MAX, distinct, title
from domain.files.guard import line
from domain.files.plan import GoalItem, Home, Import
from domain.files.report import Remark, Report
from domain.goals import Criticality, check_dates
from domain.kinds import Once, Schedule

LINES_MAX: Final = 100
_BULLETS: Final = frozenset("-*\u2022\u2013")


class Sketch(Protocol):
    """What one line says of a goal; `schedule` is None when it says nothing of when."""

    @property
    def title(self) -> str: ...
    @property
    def schedule(self) -> Schedule | None: ...
    @property
    def reminders(self) -> tuple[int, ...]: ...
    @property
    def start(self) -> Day | None: ...
    @property
    def target(self) -> Day | None: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def criticality(self) -> Criticality: ...


def read_lines(text: str, home: Home, sketch: Callable[[str], Sketch]) -> Import:
    """The goals of several lines, each read by `sketch`; bullets in front and blank lines go.

    A line that cannot be read is named in the report with what its refusal knows (the candidates of
    an ambiguous date, say), and the others go on. Refused: empty, too_many above LINES_MAX.
    """
    lines = [(number, _bare(each)) for number, each in enumerate(text.splitlines(), 1)]
    said = [(number, each) for number, each in lines if each]
    if not said:
        raise Refused("lines", Reason.EMPTY)
    if len(said) > LINES_MAX:
        raise Refused("lines", Reason.TOO_MANY, count=len(said), limit=LINES_MAX)
    report = Report()
    goals = distinct(_goals(said, home, sketch, report), report)
    return Import(goals=goals, report=report.notes(), by_line=True)


def _bare(text: str) -> str:
    mark, space, rest = text.strip().partition(" ")
    return rest.strip() if space and mark in _BULLETS else text.strip()


def _goals(
    said: list[tuple[int, str]], home: Home, sketch: Callable[[str], Sketch], report: Report
) -> Iterator[GoalItem]:
    for number, each in said:
        try:
            yield _goal(number, sketch(each), home, report)
        except Refused as no:
            report.about(number).left_out(no)


def _goal(number: int, sketch: Sketch, home: Home, report: Report) -> GoalItem:
    """Without a word of when, a goal is one-time and stands under "Any day": it asks for nothing."""
    name = title(sketch.title)
    if sketch.schedule is None:
        report.about(number, name).told(Remark.ANY_DAY, "schedule")
    start = sketch.start or home.today
    check_dates(start, sketch.target)
    return GoalItem(
        item=number,
        title=name,
        schedule=sketch.schedule or Once(),
        start=start,
        target=sketch.target,
        criticality=sketch.criticality,
        reminders=sketch.reminders,
        tags=tuple(tag for each in sketch.tags if (tag := line(each, TAG_MAX, "tag"))),
    )
