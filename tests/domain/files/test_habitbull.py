from datetime import date

import pytest

from domain.dates import Order
from domain.entries import State
from domain.errors import Reason
from domain.files.habitbull import read_habitbull
from domain.files.plan import EntryItem, GoalItem, Home, Import
from domain.files.report import Remark, Severity
from domain.kinds import Daily
from tests.domain.files.corpus import HOME, TODAY, example, refusal, said

LEFT_OUT, CHANGED, TOLD = Severity.LEFT_OUT, Severity.CHANGED, Severity.TOLD
HEADER = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText\n"


def habitbull(*rows: str, order: Order | None = None) -> Import:
    data = (HEADER + "\n".join(rows)).encode()
    return read_habitbull(data, Home(TODAY, "Europe/Berlin", order=order))


def days(*dates: str, order: Order | None = None) -> list[date]:
    [goal] = habitbull(*(f"Run,,,{each},1," for each in dates), order=order).goals
    return [entry.day for entry in goal.entries]


def test_the_example_is_read_exactly():
    done = read_habitbull(example("habitbull.csv"), HOME)
    assert done.goals == (
        GoalItem(
            item=2,
            title="Run",
            description="slowly, with Bob",
            schedule=Daily(),
            start=date(2026, 3, 18),
            tags=("Fitness", "Health"),
            entries=(
                EntryItem(date(2026, 3, 18), State.DONE, "rain"),
                EntryItem(date(2026, 3, 19), State.DONE),
            ),
        ),
    )
    assert said(done) == [
        (2, CHANGED, Reason.UNREADABLE, "Value"),
        (2, TOLD, Remark.RHYTHM_ASSUMED, "schedule"),
        (2, TOLD, Remark.MERGED, "entries"),
        (5, LEFT_OUT, Remark.AMOUNTS, "Value"),
    ]
    assert [dict(note.data) for note in done.report] == [
        {"line": 7},
        {},
        {"count": 1},
        {"count": 1},
    ]


def test_dates_go_month_first_where_only_that_gives_dates():
    [goal] = read_habitbull(example("habitbull_month_first.csv"), HOME).goals
    assert goal.start == date(2026, 4, 11)
    assert goal.entries == (
        EntryItem(date(2026, 4, 11), State.DONE),
        EntryItem(date(2026, 4, 12), State.DONE),
        EntryItem(date(2026, 4, 13), State.OPEN, "hurt"),
    )


def test_dates_with_dots_go_day_first():
    [goal] = read_habitbull(example("habitbull_dots.csv"), HOME).goals
    assert [entry.day for entry in goal.entries] == [date(2026, 3, 18), date(2026, 4, 1)]


def test_what_the_file_shows_outweighs_how_the_person_reads_dates():
    assert days("3/4/2026", "3/13/2026", order="day") == [date(2026, 3, 4), date(2026, 3, 13)]
    assert days("3/4/2026", "13/3/2026", order="month") == [date(2026, 3, 13), date(2026, 4, 3)]


def test_where_both_orders_give_dates_the_persons_own_decides():
    assert days("3/4/2026", order="day") == [date(2026, 4, 3)]
    assert days("3/4/2026", order="month") == [date(2026, 3, 4)]
    assert days("4/4/2026", "2026-04-05", "6.4.26") == [date(2026, 4, n) for n in (4, 5, 6)]


def test_and_without_one_it_is_asked_with_both_readings():
    no = refusal(lambda: days("4/4/2026", "0/4/2026", "4/0/2026", "3/4/2026"))
    assert (no.field, no.reason) == ("day", Reason.AMBIGUOUS_DATE)
    assert no.data == {"candidates": (date(2026, 4, 3), date(2026, 3, 4))}


def test_dates_that_go_both_ways_in_one_file_are_named():
    done = habitbull("Run,,,13/3/2026,1,", "Run,,,3/13/2026,1,")
    assert [entry.day for entry in done.goals[0].entries] == [date(2026, 3, 13)]
    assert said(done)[0] == (2, CHANGED, Reason.NOT_A_DATE, "CalendarDate")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yesterday", Reason.UNREADABLE),
        ("1/2.2026", Reason.UNREADABLE),
        ("٢٠٢٦-٠٣-١٨", Reason.UNREADABLE),
        ("9999-01-01", Reason.OUT_OF_RANGE),
        ("0000-01-01", Reason.NOT_A_DATE),
        ("1.1.0026", Reason.OUT_OF_RANGE),
        ("2026-02-30", Reason.NOT_A_DATE),
    ],
)
def test_a_day_that_is_none_is_named_with_its_line(text: str, reason: Reason):
    done = habitbull("Run,,,2026-01-01,1,", f"Run,,,{text},1,")
    assert said(done)[0] == (2, CHANGED, reason, "CalendarDate")
    assert done.report[0].data["line"] == 3
    assert len(done.goals[0].entries) == 1


@pytest.mark.parametrize(("row", "field"), [(",,,2026-01-01,1,", "title"), ("Run,x", "row")])
def test_a_line_without_a_habit_is_named(row: str, field: str):
    done = habitbull(row, "Swim,,,2026-01-01,1,")
    assert [goal.title for goal in done.goals] == ["Swim"]
    assert (2, LEFT_OUT, field) in [(each[0], each[1], each[3]) for each in said(done)]


def test_a_habit_without_a_readable_day_begins_today():
    assert habitbull("Run,,,never,1,").goals[0].start == TODAY


@pytest.mark.parametrize("value", ["", "yes", "1.5", "٣", "1" + "0" * 30, "-1"])
def test_a_value_that_is_neither_yes_nor_no_is_named(value: str):
    done = habitbull(f"Run,,,2026-01-01,{value},")
    assert said(done)[0] == (2, CHANGED, Reason.UNREADABLE, "Value")
