from datetime import date

import pytest

from domain.entries import State
from domain.errors import Reason
from domain.files.loop import read_loop
from domain.files.plan import EntryItem, GoalItem, Home, Import
from domain.files.report import Remark, Severity
from domain.kinds import Daily, EveryDays, Period, Schedule, TimesIn, TimesPer
from tests.domain.files.corpus import HOME, TODAY, loop_files, note_about, refusal, said, zipped

LEFT_OUT, CHANGED, TOLD = Severity.LEFT_OUT, Severity.CHANGED, Severity.TOLD
HEADER = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,"
    "Color,Unit,Target Type,Target Value,Archived?\n"
)


def habit(times: str = "1", days: str = "1", position: str = "001", name: str = "Read") -> str:
    return f"{position},{name},YES_NO,,,{times},{days},#000000,,,,false\n"


def loop(*habits: str, **members: str) -> Import:
    files = {"Habits.csv": HEADER + "".join(habits), **members}
    return read_loop(zipped({name: text.encode() for name, text in files.items()}), HOME)


def test_the_example_is_read_exactly():
    done = read_loop(zipped(loop_files()), HOME)
    assert done.goals == (
        GoalItem(
            item=1,
            title="Meditate",
            description="Did you meditate?\nTen minutes, at least",
            schedule=Daily(),
            start=date(2025, 12, 31),
            entries=(
                EntryItem(date(2026, 1, 2), State.SKIPPED),
                EntryItem(date(2026, 1, 3), State.OPEN, "Forgot, really"),
                EntryItem(date(2026, 1, 4), State.OPEN, "Sick"),
                EntryItem(date(2026, 1, 5), State.DONE),
            ),
        ),
        GoalItem(
            item=2,
            title="Swim, or run",
            schedule=TimesPer(2, Period.WEEK),
            start=date(2026, 1, 2),
            entries=(
                EntryItem(date(2026, 1, 2), State.DONE),
                EntryItem(date(2026, 1, 5), State.DONE),
            ),
        ),
        GoalItem(
            item=4,
            title="Call Bob",
            schedule=EveryDays(10, date(2026, 1, 11)),
            start=date(2026, 1, 11),
            archived=True,
            entries=(
                EntryItem(date(2026, 1, 1), State.DONE),
                EntryItem(date(2026, 1, 11), State.DONE),
            ),
        ),
        GoalItem(item=5, title="日記", schedule=TimesIn(3, 14), start=TODAY),
    )
    assert said(done) == [
        (1, TOLD, Remark.AUTOMATIC, "entries"),
        (2, CHANGED, Reason.NOT_A_DATE, "Date"),
        (2, CHANGED, Reason.UNREADABLE, "Value"),
        (3, LEFT_OUT, Remark.AMOUNTS, "Type"),
        (5, TOLD, Remark.NO_DAYS, "entries"),
    ]
    assert [note.data.get("count") for note in done.report] == [2, None, None, 2, None]
    assert [note.data.get("line") for note in done.report] == [None, 3, 4, None, None]


def test_what_loop_ticked_itself_is_no_tick():
    done = loop(habit(), **{"001 Read/Checkmarks.csv": "Date,Value\n2026-01-01,YES_AUTO\n"})
    assert done.goals[0].entries == ()
    assert done.goals[0].start == date(2026, 1, 1)
    assert note_about(done, Remark.AUTOMATIC, "entries").data == {"count": 1}


@pytest.mark.parametrize(
    ("times", "days", "schedule"),
    [
        ("1", "1", Daily()),
        ("7", "7", Daily()),
        ("3", "2", Daily()),
        ("1", "7", TimesPer(1, Period.WEEK, 6)),
        ("6", "7", TimesPer(6, Period.WEEK, 6)),
        ("10", "30", TimesPer(10, Period.MONTH, 6)),
        ("1", "31", TimesPer(1, Period.MONTH, 6)),
        ("1", "3", EveryDays(3, TODAY)),
        ("2", "3", TimesIn(2, 3)),
    ],
)
def test_so_many_times_in_so_many_days_is_the_schedule(times: str, days: str, schedule: Schedule):
    data = zipped({"Habits.csv": (HEADER + habit(times, days)).encode()})
    [goal] = read_loop(data, Home(TODAY, "UTC", week_start=6)).goals
    assert goal.schedule == schedule


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (habit(times="0"), "FrequencyNumerator", Reason.OUT_OF_RANGE),
        (habit(days="0"), "FrequencyDenominator", Reason.OUT_OF_RANGE),
        (habit(times="٣"), "FrequencyNumerator", Reason.UNREADABLE),
        (habit(times="-1"), "FrequencyNumerator", Reason.UNREADABLE),
        (habit(days="1" + "0" * 30), "FrequencyDenominator", Reason.UNREADABLE),
        (habit(days="5000"), "every", Reason.OUT_OF_RANGE),
        (habit(times="2", days="5000"), "days", Reason.OUT_OF_RANGE),
        (habit(position="x"), "Position", Reason.UNREADABLE),
        (habit(name=" "), "title", Reason.EMPTY),
        (habit(name="x" * 256), "title", Reason.TOO_LONG),
        ("001,Read,YES_NO\n", "row", Reason.DAMAGED),
    ],
)
def test_a_habit_that_cannot_be_read_is_named_and_the_others_go_on(
    row: str, field: str, reason: Reason
):
    done = loop(row, habit(position="002", name="Swim"))
    assert [goal.title for goal in done.goals] == ["Swim"]
    assert said(done)[0] == (1, LEFT_OUT, reason, field)


def test_two_habits_of_one_name_are_told_apart_by_nobody():
    done = loop(habit(), habit(position="002", name="read"))
    assert [goal.item for goal in done.goals] == [1]
    assert (2, LEFT_OUT, Reason.TWICE, "title") in said(done)


def test_habits_find_their_folder_by_its_number():
    day = "Date,Value\n2026-01-01,YES_MANUAL\n"
    done = loop(
        habit(position="002", name="日記"),
        habit(position="010", name="Read"),
        **{"002 /Checkmarks.csv": day, "010/Checkmarks.csv": day, "010 Read/Scores.csv": "x"},
    )
    assert [len(goal.entries) for goal in done.goals] == [1, 1]


def test_an_export_packed_anew_may_lie_in_a_folder():
    files = {f"Loop Habits CSV/{name}": data for name, data in loop_files().items()}
    assert read_loop(zipped(files), HOME) == read_loop(zipped(loop_files()), HOME)
    # What lies outside that folder is not part of it.
    outside = {**files, "001 Meditate/Checkmarks.csv": b"Date,Value\n2026-02-01,YES_MANUAL\n"}
    assert read_loop(zipped(outside), HOME) == read_loop(zipped(loop_files()), HOME)


@pytest.mark.parametrize("names", [[], ["Habits.csv", "old/Habits.csv"], ["habits.db"]])
def test_a_zip_without_one_list_of_habits_is_of_another_shape(names: list[str]):
    data = zipped({name: HEADER.encode() for name in names} | {"x": b""})
    assert refusal(read_loop, data, HOME).reason is Reason.WRONG_SHAPE


def test_two_folders_of_one_number_are_refused():
    no = refusal(lambda: loop(habit(), **{"001 A/Checkmarks.csv": "", "1 B/Checkmarks.csv": ""}))
    assert (no.field, no.reason, no.data) == ("file", Reason.TWICE, {"item": 1})


@pytest.mark.parametrize("text", ["", "Day,Value\n", 'Date,Value\n2026-01-01,"YES'])
def test_a_broken_file_within_refuses_the_whole(text: str):
    no = refusal(lambda: loop(habit(), **{"001 Read/Checkmarks.csv": text}))
    assert no.field == "file"
