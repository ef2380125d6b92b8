from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest

from domain.errors import Reason, Refused
from domain.files.lines import LINES_MAX, read_lines
from domain.files.plan import GoalItem
from domain.files.report import Remark, Severity
from domain.goals import Criticality
from domain.kinds import Daily, Once, Schedule, Weekdays
from domain.oneline import parse_goal
from tests.domain.files.corpus import HOME, TODAY, refusal, said


@dataclass
class Sketched:
    """A line as a reader of lines gives it back."""

    title: str
    schedule: Schedule | None = None
    reminders: tuple[int, ...] = ()
    start: date | None = None
    target: date | None = None
    tags: tuple[str, ...] = ()
    criticality: Criticality = Criticality.NORMAL


def sketch(text: str) -> Sketched:
    """Knows "daily" and refuses 3/4."""
    if "3/4" in text:
        raise Refused("day", Reason.AMBIGUOUS_DATE, candidates=(date(2027, 4, 3), date(2027, 3, 4)))
    title = text.removesuffix(" daily")
    return Sketched(title, None if title == text else Daily())


def test_each_line_is_a_goal_and_bullets_go():
    done = read_lines(
        "- Read daily\r\n\n * Call Bob\n\u2022 Dentist 3/4\n-5 kg daily", HOME, sketch
    )
    assert done.goals == (
        GoalItem(1, "Read", Daily(), TODAY),
        GoalItem(3, "Call Bob", Once(), TODAY),
        GoalItem(5, "-5 kg", Daily(), TODAY),
    )
    assert said(done) == [
        (3, Severity.TOLD, Remark.ANY_DAY, "schedule"),
        (4, Severity.LEFT_OUT, Reason.AMBIGUOUS_DATE, "day"),
    ]
    assert done.report[1].data == {"candidates": (date(2027, 4, 3), date(2027, 3, 4))}


def test_all_that_a_line_says_is_kept():
    said_of_it = Sketched(
        "Tax",
        Once(600),
        (480,),
        date(2026, 12, 1),
        date(2026, 12, 5),
        ("home", " "),
        Criticality.HIGH,
    )
    assert read_lines("Tax", HOME, lambda _: said_of_it).goals == (
        GoalItem(
            1,
            "Tax",
            Once(600),
            start=date(2026, 12, 1),
            target=date(2026, 12, 5),
            criticality=Criticality.HIGH,
            reminders=(480,),
            tags=("home",),
        ),
    )


def test_a_goal_that_would_end_before_it_begins_is_left_out():
    past = Sketched("Tax", Once(), target=date(2026, 1, 1))
    done = read_lines("Tax", HOME, lambda _: past)
    assert said(done) == [(1, Severity.LEFT_OUT, Reason.BEFORE_START, "target")]


def test_a_title_is_taken_once():
    done = read_lines("Read daily\nread daily", HOME, sketch)
    assert said(done) == [(2, Severity.LEFT_OUT, Reason.TWICE, "title")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", Reason.EMPTY), (" \n\t\n", Reason.EMPTY), ("a\n" * (LINES_MAX + 1), Reason.TOO_MANY)],
)
def test_no_line_and_too_many_are_refused(text: str, reason: Reason):
    assert refusal(read_lines, text, HOME, sketch).reason is reason


def test_lines_are_read_as_one_line_is():
    done = read_lines(
        "- run mon wed 7:00\n- dentist 3/4", HOME, partial(parse_goal, today=TODAY, language="en")
    )
    assert done.goals == (GoalItem(1, "run", Weekdays(frozenset({0, 2})), TODAY, reminders=(420,)),)
    assert done.report[0].severity is Severity.LEFT_OUT
