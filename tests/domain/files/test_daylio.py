from datetime import UTC, date, datetime

import pytest

from domain.errors import Reason
from domain.files.daylio import LEVELS, read_daylio
from domain.files.plan import Home, Import
from domain.files.report import Remark, Severity
from tests.domain.files.corpus import HOME, TODAY, example, note_about, refusal, said

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def daylio(*rows: str, home: Home = HOME) -> Import:
    return read_daylio((HEADER + "\n".join(rows)).encode(), home)


def row(
    day: str = "2026-03-01", time: str = "10:00", mood: str = "rad", activities: str = ""
) -> str:
    return f'{day},,,{time},{mood},"{activities}",,'


def test_the_example_is_read_exactly():
    done = read_daylio(example("daylio.csv"), HOME)
    told = [(mood.item, mood.felt_at, mood.day, mood.label, mood.level) for mood in done.moods]
    sunday, monday = date(2026, 3, 1), date(2026, 3, 2)
    assert told == [
        (3, datetime(2026, 3, 2, 21, 0, tzinfo=UTC), monday, "good", 4),
        (4, datetime(2026, 3, 2, 0, 30, tzinfo=UTC), monday, "irritable", None),
        (5, datetime(2026, 3, 1, 6, 5, tzinfo=UTC), sunday, "Irritable", None),
        (7, datetime(2026, 3, 1, 6, 5, tzinfo=UTC), sunday, "Irritable", None),
    ]
    assert [mood.reasons for mood in done.moods] == [
        ("music", "tea with Alice"),
        (),
        ("work",),
        ("work",),
    ]
    assert [mood.note for mood in done.moods] == [
        "Bob came\nWe ate, and talked.\nLate.",
        None,
        None,
        "again",
    ]
    assert {(mood.kind, mood.emotions) for mood in done.moods} == {("moment", ())}
    assert done.unknown_moods == ("irritable",)
    assert done.goals == ()
    assert said(done) == [
        (6, Severity.TOLD, Remark.MERGED, "row"),
        (8, Severity.LEFT_OUT, Reason.NOT_A_DATE, "full_date"),
        (9, Severity.LEFT_OUT, Reason.NOT_A_TIME, "time"),
        (10, Severity.LEFT_OUT, Reason.DAMAGED, "row"),
    ]


def test_labels_that_are_known_have_a_level_whatever_their_case():
    levels = {**LEVELS, "irritable": 2, "rad": 4}
    done = read_daylio(example("daylio.csv"), HOME, levels)
    assert [mood.level for mood in done.moods] == [4, 2, 2, 2]
    assert done.unknown_moods == ()
    assert read_daylio(f"{HEADER}{row(mood='RAD')}".encode(), HOME, levels).moods[0].level == 4


def test_unknown_labels_are_asked_once_in_their_order():
    done = daylio(row(mood="so-so"), row(mood="fine"), row(mood="So-So", time="11:00"))
    assert done.unknown_moods == ("so-so", "fine")


def test_a_mood_is_the_same_mood_whenever_it_is_read():
    there = Home(date(2027, 1, 1), "Asia/Tokyo", day_start=180)
    first, again = (read_daylio(example("daylio.csv"), home) for home in (HOME, there))
    requests = [mood.request for mood in first.moods]
    assert requests == [mood.request for mood in again.moods]
    assert len(set(requests)) == 4
    assert all(len(request) <= 64 for request in requests)
    # The key of a known line: changing how it is made would import every old diary twice.
    assert daylio(row()).moods[0].request == "daylio:3001311fa91817c4d2431ff00b14a0358b9abe04"


def test_a_newer_export_with_more_lines_keeps_the_keys_of_the_old_ones():
    old, new = daylio(row()), daylio(row(day="2026-03-02"), row(), row(time="11:00"))
    assert old.moods[0].request in {mood.request for mood in new.moods}


def test_a_night_belongs_to_the_day_before_where_days_begin_later():
    [mood] = daylio(row(time="01:30"), home=Home(TODAY, "Europe/Berlin", day_start=180)).moods
    assert mood.day == date(2026, 2, 28)


def test_a_day_that_does_not_exist_in_the_zone_is_named():
    done = daylio(row(day="2011-12-30"), home=Home(TODAY, "Pacific/Apia"))
    assert said(done) == [(2, Severity.LEFT_OUT, Reason.NOT_A_DATE, "full_date")]


@pytest.mark.parametrize("time", ["10:00 PM", "10:00\u202fpm", "22:00", "22.00", "10:00 p.m."])
def test_times_are_read_as_phones_write_them(time: str):
    assert daylio(row(time=time)).moods[0].felt_at == datetime(2026, 3, 1, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        (row(mood=" "), "label", Reason.EMPTY),
        (row(mood="x" * 256), "label", Reason.TOO_LONG),
        (row(mood="x" * 2000), "mood", Reason.TOO_LONG),
        (row(day="9999-12-31"), "full_date", Reason.OUT_OF_RANGE),
        (row(day="0000-01-01"), "full_date", Reason.NOT_A_DATE),
        (row(day="28 May"), "full_date", Reason.UNREADABLE),
        (row(time=""), "time", Reason.EMPTY),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, field: str, reason: Reason):
    assert said(daylio(line)) == [(2, Severity.LEFT_OUT, reason, field)]


def test_activities_beyond_what_a_mood_holds_are_counted():
    done = daylio(row(activities=" | ".join([*(f"a{n}" for n in range(13)), "A1", "x" * 65])))
    assert done.moods[0].reasons == tuple(f"a{n}" for n in range(12))
    assert note_about(done, Reason.TOO_MANY, "activities").data == {"count": 2, "limit": 12}


def test_a_long_page_is_cut_and_that_is_said():
    done = daylio(f"2026-03-01,,,10:00,rad,,,{'x' * 3000}")
    assert len(done.moods[0].note or "") == 2000
    assert note_about(done, Remark.CUT, "note").item == 2


def test_exports_without_a_title_of_notes_are_read():
    old = "full_date,date,weekday,time,mood,activities,note\n2026-03-01,,,10:00,rad,,Hello"
    assert read_daylio(old.encode(), HOME).moods[0].note == "Hello"


def test_another_table_is_of_another_shape():
    old = b"year,date,weekday,time,mood,activities,note\n2018,18 May,Friday,11:54 pm,happy,,"
    assert refusal(read_daylio, old, HOME).reason is Reason.WRONG_SHAPE
