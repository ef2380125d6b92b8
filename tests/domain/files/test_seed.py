from datetime import date

import pytest

from domain.entries import State
from domain.errors import Reason
from domain.files.plan import EntryItem, GoalItem, Home, Import
from domain.files.report import Remark, Severity
from domain.files.seed import read_batch
from domain.goals import Criticality
from domain.kinds import Daily, Once, Period, Schedule, TimesPer, Weekdays, Yearly
from tests.domain.files.corpus import (
    HOME,
    TODAY,
    as_json,
    example,
    note_about,
    refusal,
    said,
)

LEFT_OUT, CHANGED, TOLD = Severity.LEFT_OUT, Severity.CHANGED, Severity.TOLD


def batch(*goals: object) -> Import:
    return read_batch(as_json(goals), HOME)


def goal(**fields: object) -> dict[str, object]:
    return {"title": "Read", "is_onetime": False, "frequency": "Daily", **fields}


def made(**fields: object) -> GoalItem:
    [item] = batch(goal(**fields)).goals
    return item


def test_the_example_is_read_exactly():
    done = read_batch(example("batch.json"), HOME)
    assert done.goals == (
        GoalItem(
            item=1,
            title="Morning Walk",
            schedule=Weekdays(frozenset({0, 2, 4})),
            start=date(2026, 1, 5),
            target=date(2026, 3, 1),
            criticality=Criticality.HIGH,
            reminders=(480,),
            reminding=True,
            entries=(
                EntryItem(date(2026, 1, 5), State.DONE, external_id=101),
                EntryItem(date(2026, 1, 7), State.SKIPPED, external_id=102),
            ),
        ),
        GoalItem(
            item=2,
            title="Hand in Alice's form",
            description="Two copies,\nboth signed.",
            schedule=Once(14 * 60 + 30),
            start=date(2026, 11, 20),
            target=date(2026, 12, 1),
            criticality_text="very much",
            reminding=False,
            external_id=7,
        ),
        GoalItem(
            item=3,
            title="Read",
            schedule=Daily(),
            start=TODAY,
            frequency_text="whenever Bob calls",
            reminding=False,
        ),
    )
    assert not done.moods
    assert not done.unknown_moods
    assert said(done) == [
        (2, CHANGED, Remark.KEPT_AS_TEXT, "criticality"),
        (3, CHANGED, Remark.KEPT_AS_TEXT, "frequency"),
        (3, TOLD, Remark.RHYTHM_ASSUMED, "frequency"),
        (4, LEFT_OUT, Reason.EMPTY, "title"),
        (5, LEFT_OUT, Reason.UNREADABLE, "is_onetime"),
        (6, LEFT_OUT, Reason.BEFORE_START, "target"),
    ]
    assert [note.title for note in done.report] == [
        "Hand in Alice's form",
        "Read",
        "Read",
        None,
        "Swim",
        "Late",
    ]


@pytest.mark.parametrize("shape", ["one", "array", "arrays"])
def test_one_object_an_array_and_arrays_within_an_array_are_the_same(shape: str):
    wrapped = {"one": goal(), "array": [goal()], "arrays": [[goal()]]}[shape]
    assert read_batch(as_json(wrapped), HOME) == batch(goal())


@pytest.mark.parametrize(
    ("tree", "reason"),
    [(7, Reason.WRONG_SHAPE), ("x", Reason.WRONG_SHAPE), ([], Reason.EMPTY), ([[]], Reason.EMPTY)],
)
def test_what_is_no_batch_is_refused_whole(tree: object, reason: Reason):
    no = refusal(read_batch, as_json(tree), HOME)
    assert (no.field, no.reason) == ("file", reason)


def test_items_that_are_no_objects_are_named_and_the_others_go_on():
    done = batch(goal(), 7, None, goal(title="Swim"))
    assert [item.title for item in done.goals] == ["Read", "Swim"]
    assert said(done) == [
        (2, LEFT_OUT, Reason.UNREADABLE, "item"),
        (3, LEFT_OUT, Reason.UNREADABLE, "item"),
    ]


@pytest.mark.parametrize(
    ("frequency", "days", "schedule", "text"),
    [
        ("Daily", None, Daily(), None),
        ("daily", [], Daily(), None),
        ("Daily", ["Monday"], Weekdays(frozenset({0})), None),
        ("Weekly", ["SUN", "sat"], Weekdays(frozenset({5, 6})), None),
        (None, ["Tue"], Weekdays(frozenset({1})), None),
        ("Weekly", "Mon, Thursday", Weekdays(frozenset({0, 3})), None),
        ("Daily", "mon tue wed thu fri sat sun", Daily(), None),
        ("Daily", " ", Daily(), None),
        ("Weekly", None, TimesPer(1, Period.WEEK), None),
        ("MONTHLY", None, TimesPer(1, Period.MONTH), None),
        ("Weekdays", None, Weekdays(frozenset(range(5))), None),
        ("Mon, Wed", None, Weekdays(frozenset({0, 2})), None),
        ("now and then", None, Daily(), "now and then"),
        ("now and then", ["Fri"], Weekdays(frozenset({4})), "now and then"),
        ("One Time", None, Daily(), "One Time"),
        ("Yearly", None, Daily(), "Yearly"),
        (None, None, Daily(), None),
    ],
)
def test_days_win_over_the_frequency_and_what_means_nothing_stays_text(
    frequency: str | None, days: object, schedule: Schedule, text: str | None
):
    item = made(frequency=frequency, days=days)
    assert (item.schedule, item.frequency_text) == (schedule, text)


def test_a_daily_default_is_told():
    assert said(batch(goal(frequency=None))) == [(1, TOLD, Remark.RHYTHM_ASSUMED, "frequency")]


def test_a_yearly_goal_repeats_its_start():
    item = made(frequency="yearly", startdate="2026-02-28")
    assert item.schedule == Yearly(2, 28)


def test_weeks_begin_where_the_persons_do():
    home = Home(TODAY, "UTC", week_start=6)
    [item] = read_batch(as_json(goal(frequency="weekly")), home).goals
    assert item.schedule == TimesPer(1, Period.WEEK, 6)


def test_a_one_time_goal_has_neither_frequency_nor_days():
    done = batch(goal(is_onetime=True, frequency="Daily", days=["Mon"]))
    assert done.goals[0].schedule == Once()
    assert said(done) == [
        (1, TOLD, Remark.NO_PLACE, "frequency"),
        (1, TOLD, Remark.NO_PLACE, "days"),
    ]
    assert said(batch(goal(is_onetime=True, frequency="One Time"))) == []


@pytest.mark.parametrize(
    ("written", "zone", "day", "minute"),
    [
        ("2026-03-01T00:00:00", "Europe/Berlin", date(2026, 3, 1), None),
        ("2026-03-01", "Europe/Berlin", date(2026, 3, 1), None),
        ("2026-03-01 09:30", "Europe/Berlin", date(2026, 3, 1), 570),
        ("2026-02-28T23:00:00Z", "Europe/Berlin", date(2026, 3, 1), None),
        ("2026-03-01T00:00:00Z", "America/New_York", date(2026, 2, 28), 19 * 60),
        ("2026-03-01T10:00:00.250+02:00", "Europe/Berlin", date(2026, 3, 1), 9 * 60),
        ("2026-03-01T10:00:00-0330", "UTC", date(2026, 3, 1), 13 * 60 + 30),
    ],
)
def test_a_target_is_a_day_in_the_persons_zone_with_a_due_time(
    written: str, zone: str, day: date, minute: int | None
):
    text = as_json(goal(is_onetime=True, frequency=None, targetdate=written))
    [item] = read_batch(text, Home(date(2026, 1, 1), zone)).goals
    assert (item.target, item.schedule) == (day, Once(minute))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("soon", Reason.UNREADABLE),
        (20260301, Reason.UNREADABLE),
        ("٢٠٢٦-٠٣-٠١", Reason.UNREADABLE),
        ("2026-02-30", Reason.NOT_A_DATE),
        ("0000-01-01", Reason.NOT_A_DATE),
        ("0001-01-01T00:00:00+14:00", Reason.OUT_OF_RANGE),
        ("9999-12-31T23:59:59-12:00", Reason.OUT_OF_RANGE),
        ("1969-12-31", Reason.OUT_OF_RANGE),
        ("2199-12-31T23:59:59-12:00", Reason.OUT_OF_RANGE),
        ("2026-03-01T24:00:00", Reason.NOT_A_TIME),
        ("2026-03-01T10:00:60", Reason.NOT_A_TIME),
        ("2026-03-01T10:00:00+24:00", Reason.NOT_A_TIME),
        ("2026-03-01T10:00:00+10:60", Reason.NOT_A_TIME),
    ],
)
def test_dates_that_are_none_name_their_item_and_field(written: object, reason: Reason):
    done = batch(goal(targetdate=written), goal(title="Swim"))
    assert [item.title for item in done.goals] == ["Swim"]
    assert said(done) == [(1, LEFT_OUT, reason, "targetdate")]


def test_times_that_have_no_place_are_told():
    done = batch(goal(startdate="2026-03-01T09:00:00", targetdate="2026-03-02T10:00:00"))
    assert note_about(done, Remark.NO_PLACE, "startdate").data == {"minute": 540}
    assert note_about(done, Remark.NO_PLACE, "targetdate").data == {"minute": 600}


def test_without_a_start_a_goal_begins_with_the_first_day_known_of_it():
    assert made().start == TODAY
    assert made(targetdate="2027-01-01").start == TODAY
    assert made(targetdate="2026-01-01").start == date(2026, 1, 1)
    open_day = {"duedate": "2025-12-30", "iscompleted": False}
    assert made(targetdate="2026-01-01", goaltracking=[open_day]).start == date(2025, 12, 30)
    assert made(startdate="2026-01-01", goaltracking=[open_day]).start == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "level", "kept"),
    [
        ("High", Criticality.HIGH, None),
        ("medium", Criticality.NORMAL, None),
        (" LOW ", Criticality.LOW, None),
        ("", Criticality.NORMAL, None),
        ("life and\ndeath", Criticality.NORMAL, "life and death"),
    ],
)
def test_a_criticality_of_ones_own_is_kept_as_text(text: str, level: Criticality, kept: str | None):
    item = made(criticality=text)
    assert (item.criticality, item.criticality_text) == (level, kept)


@pytest.mark.parametrize(
    ("fields", "reminders", "reminding"),
    [
        ({"reminder": True, "remindertime": "08:00:00"}, (480,), True),
        ({"reminder": False, "remindertime": "08:00"}, (480,), False),
        ({"remindertime": "14:15:22Z"}, (855,), False),
        ({"reminder": True}, (), True),
        (
            {
                "reminder": True,
                "goaltracking": [
                    {"duedate": "2026-01-02", "remindertime": "20:00:00"},
                    {"duedate": "2026-01-01", "remindertime": "07:00:00"},
                    {"duedate": "2026-01-03", "remindertime": "20:00:00"},
                ],
            },
            (420, 1200),
            True,
        ),
    ],
)
def test_a_reminder_is_the_goals_time_or_those_of_its_days(
    fields: dict[str, object], reminders: tuple[int, ...], reminding: bool
):
    item = made(**fields)
    assert (item.reminders, item.reminding) == (reminders, reminding)


def test_what_a_reminder_lacks_or_has_too_much_is_said():
    assert said(batch(goal(reminder=True))) == [(1, CHANGED, Reason.EMPTY, "remindertime")]
    told = [(1, TOLD, Remark.ZONE_IGNORED, "remindertime")]
    assert said(batch(goal(remindertime="14:15:22+01:00"))) == told
    days = [{"duedate": "2026-01-01", "remindertime": f"{hour:02}:00"} for hour in range(13)]
    done = batch(goal(goaltracking=days))
    assert len(done.goals[0].reminders) == 12
    assert said(done) == [(1, CHANGED, Reason.TOO_MANY, "remindertime")]


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("remindertime", "24:00:00", Reason.NOT_A_TIME),
        ("remindertime", "8", Reason.UNREADABLE),
        ("remindertime", 8, Reason.UNREADABLE),
        ("reminder", "true", Reason.UNREADABLE),
        ("reminderdate", "tomorrow", Reason.UNREADABLE),
        ("is_onetime", None, Reason.EMPTY),
        ("is_onetime", 1, Reason.UNREADABLE),
        ("title", None, Reason.EMPTY),
        ("title", 5, Reason.UNREADABLE),
        ("title", "x" * 256, Reason.TOO_LONG),
        ("criticality", "x" * 256, Reason.TOO_LONG),
        ("frequency", "x" * 256, Reason.TOO_LONG),
        ("status", "x" * 51, Reason.TOO_LONG),
        ("description", [], Reason.UNREADABLE),
        ("days", {"Monday": True}, Reason.UNREADABLE),
        ("days", [1], Reason.UNREADABLE),
        ("days", ["Mon", None], Reason.UNREADABLE),
        ("days", ["Mooday"], Reason.NO_WEEKDAY),
        ("days", "x" * 65, Reason.NO_WEEKDAY),
        ("goaltracking", {}, Reason.UNREADABLE),
        ("is_therapist_approved", "no", Reason.UNREADABLE),
        ("id", True, Reason.UNREADABLE),
        ("id", "seven", Reason.UNREADABLE),
        ("id", "٣", Reason.UNREADABLE),
        ("id", [1], Reason.UNREADABLE),
        ("id", 1.0, Reason.OUT_OF_RANGE),
        ("id", -1, Reason.OUT_OF_RANGE),
        ("id", 2**63, Reason.OUT_OF_RANGE),
        ("id", 10**30, Reason.OUT_OF_RANGE),
        ("id", "9" * 30, Reason.OUT_OF_RANGE),
    ],
)
def test_a_bad_field_leaves_its_item_out_and_is_named(key: str, value: object, reason: Reason):
    done = batch(goal(**{key: value}), goal(title="Swim"))
    assert [item.title for item in done.goals] == ["Swim"]
    assert said(done) == [(1, LEFT_OUT, reason, key)]


def test_what_was_said_of_an_item_is_void_when_it_is_left_out():
    done = batch(goal(frequency="x y z", criticality="x y z", id=-1))
    assert said(done) == [(1, LEFT_OUT, Reason.OUT_OF_RANGE, "id")]


@pytest.mark.parametrize(
    ("ids", "number"),
    [
        ({"id": 5}, 5),
        ({"goalid": 5}, 5),
        ({"id": 0, "goalid": 5}, 5),
        ({"id": 5, "goalid": 5}, 5),
        ({"id": "5"}, 5),
        ({"id": "0"}, None),
        ({"id": None}, None),
        ({"id": 2**63 - 1}, 2**63 - 1),
    ],
)
def test_id_and_goalid_are_one(ids: dict[str, object], number: int | None):
    assert made(**ids).external_id == number


def test_ids_that_differ_are_refused():
    assert said(batch(goal(id=5, goalid=6))) == [(1, LEFT_OUT, Reason.TWICE, "id")]


def test_numbers_beyond_all_bounds_are_out_of_range():
    done = read_batch(b'[{"title": "Read", "is_onetime": false, "id": 1e999}]', HOME)
    assert said(done) == [(1, LEFT_OUT, Reason.OUT_OF_RANGE, "id")]
    done = read_batch(b'{"title": "Read", "is_onetime": true, "id": -0, "userid": 1e999}', HOME)
    assert done.goals[0].external_id is None


def test_a_title_or_an_id_is_taken_once():
    done = batch(goal(id=5), goal(title="READ "), goal(title="Swim", id=5), goal(title="Swim"))
    assert [(item.item, item.title) for item in done.goals] == [(1, "Read"), (4, "Swim")]
    assert said(done) == [
        (2, LEFT_OUT, Reason.TWICE, "title"),
        (3, LEFT_OUT, Reason.TWICE, "id"),
    ]
    assert [note.data for note in done.report] == [{"first": 1}, {"first": 1}]


def test_goals_are_bounded():
    thousand = [goal(title=str(n)) for n in range(1000)]
    assert len(batch(*thousand).goals) == 1000
    no = refusal(batch, *thousand, goal())
    assert (no.field, no.reason, no.data) == (
        "file",
        Reason.TOO_MANY,
        {"count": 1001, "limit": 1000},
    )


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"iscompleted": True}, State.DONE),
        ({"iscompleted": True, "status": "Skipped"}, State.DONE),
        ({"iscompleted": None, "status": "Completed"}, State.DONE),
        ({"iscompleted": False, "status": "Partial"}, State.PART),
        ({"status": "skip"}, State.SKIPPED),
    ],
)
def test_a_day_is_answered_by_its_flag_then_by_its_word(fields: dict[str, object], state: State):
    item = made(goaltracking=[{"duedate": "2026-01-01T22:59:00Z", **fields}])
    assert item.entries == (EntryItem(date(2026, 1, 1), state),)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"iscompleted": False}, 0),
        ({"status": None}, 0),
        ({"status": "Pending"}, 1),
        ({"iscompleted": False, "status": "done"}, 1),
        ({"reminderdate": "2026-01-01"}, 0),
        ({"reminderdate": "2025-12-31"}, 1),
    ],
)
def test_an_unanswered_day_makes_no_entry(fields: dict[str, object], told: int):
    done = batch(goal(goaltracking=[{"duedate": "2026-01-01", **fields}]))
    assert done.goals[0].entries == ()
    assert len(done.report) == told


@pytest.mark.parametrize(
    ("track", "field", "reason"),
    [
        (7, "goaltracking", Reason.UNREADABLE),
        ({"iscompleted": True}, "duedate", Reason.EMPTY),
        ({"duedate": "2026-13-01"}, "duedate", Reason.NOT_A_DATE),
        ({"duedate": "2026-01-01", "iscompleted": 1}, "iscompleted", Reason.UNREADABLE),
        ({"duedate": "2026-01-01", "is_deleted": "no"}, "is_deleted", Reason.UNREADABLE),
        ({"duedate": "2026-01-01", "status": "x" * 51}, "status", Reason.TOO_LONG),
        ({"duedate": "2026-01-01", "remindertime": "x"}, "remindertime", Reason.UNREADABLE),
        ({"duedate": "2026-01-01", "goalTrackId": -1}, "goalTrackId", Reason.OUT_OF_RANGE),
    ],
)
def test_a_bad_day_is_named_and_the_others_go_on(track: object, field: str, reason: Reason):
    good = {"duedate": "2026-01-02", "iscompleted": True}
    done = batch(goal(goaltracking=[good, track]))
    assert done.goals[0].entries == (EntryItem(date(2026, 1, 2), State.DONE),)
    assert said(done) == [(1, CHANGED, reason, field)]
    assert done.report[0].data["entry"] == 2


def test_a_day_that_is_named_twice_keeps_what_says_more():
    days = [
        {"duedate": "2026-01-01", "iscompleted": True},
        {"duedate": "2026-01-01", "iscompleted": False},
        {"duedate": "2026-01-01", "iscompleted": True},
    ]
    done = batch(goal(goaltracking=days))
    assert done.goals[0].entries == (EntryItem(date(2026, 1, 1), State.DONE),)
    assert note_about(done, Remark.MERGED, "entries").data == {"count": 1}


def test_what_has_no_place_is_told():
    fields = {"status": "Completed", "is_therapist_approved": True, "mood": 1, "weight": 2}
    done = batch(goal(reminderdate="2026-01-01", **fields))
    assert said(done) == [
        (1, TOLD, Remark.NO_PLACE, "status"),
        (1, TOLD, Remark.NO_PLACE, "is_therapist_approved"),
        (1, TOLD, Remark.NO_PLACE, "reminderdate"),
        (1, TOLD, Remark.UNKNOWN_FIELDS, "item"),
    ]
    assert done.report[3].data == {"count": 2}
    assert said(batch(goal(reminderdate="2026-12-01", targetdate="2026-12-01"))) == []


def test_a_description_that_is_too_long_is_cut_and_that_is_said():
    done = batch(goal(description="x" * 2001))
    assert done.goals[0].description == "x" * 1999 + "\u2026"
    assert note_about(done, Remark.CUT, "description").data == {"length": 2001, "limit": 2000}


def test_a_user_id_says_nothing():
    assert batch(goal(userid=1)) == batch(goal(userid=2)) == batch(goal(userid="Charlie"))
