from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates import Order
from domain.days import FIRST_DAY, LAST_DAY
from domain.errors import Reason, Refused
from domain.typed import parse_day, parse_span, parse_time, parse_times, parse_weekdays

TODAY = date(2026, 11, 22)  # a Sunday
RELATIVE = "today next last in ago days weeks mon friday 5 99999999999 and"
WORDS = f"{RELATIVE} dec 31 0 2026 th of am noon - / . : 7:30 730".split(" ")
any_text = st.text(st.characters(codec=None), max_size=70) | st.lists(
    st.sampled_from(WORDS), max_size=8
).map(" ".join)


def refusal(parse: Callable[..., object], *arguments: object) -> Refused:
    with pytest.raises(Refused) as refused:
        parse(*arguments)
    return refused.value


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("7", "07:00"),
        ("07", "07:00"),
        ("0", "00:00"),
        ("23", "23:00"),
        ("7:30", "07:30"),
        ("07.30", "07:30"),
        ("19.30", "19:30"),
        ("730", "07:30"),
        ("0730", "07:30"),
        ("1930", "19:30"),
        ("7pm", "19:00"),
        ("7 PM", "19:00"),
        ("7 p.m.", "19:00"),
        ("7p", "19:00"),
        ("7:30 am", "07:30"),
        ("730pm", "19:30"),
        ("12am", "00:00"),
        ("12:15 am", "00:15"),
        ("12pm", "12:00"),
        ("19h30", "19:30"),
        ("19h", "19:00"),
        ("7 o'clock", "07:00"),
        ("at 7", "07:00"),
        ("  at 7:05.  ", "07:05"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("Midnight", "00:00"),
        ("morning", "08:00"),
        ("the evening", "19:00"),
        ("٧:٣٠", "07:30"),
        ("७:३०", "07:30"),
        ("１９：３０", "19:30"),
        ("\u200e7:30\u200f", "07:30"),
    ],
)
def test_a_typed_time_is_read(text: str, clock: str):
    minute = parse_time(text)
    assert f"{minute // 60:02}:{minute % 60:02}" == clock


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        (" \u200b ", Reason.EMPTY),
        ("7" * 65, Reason.TOO_LONG),
        ("24", Reason.NOT_A_TIME),
        ("25:00", Reason.NOT_A_TIME),
        ("7:60", Reason.NOT_A_TIME),
        ("13pm", Reason.NOT_A_TIME),
        ("0:30 am", Reason.NOT_A_TIME),
        ("7:5", Reason.UNREADABLE),
        ("12345", Reason.UNREADABLE),
        ("-7", Reason.UNREADABLE),
        ("7-9", Reason.UNREADABLE),
        ("soon", Reason.UNREADABLE),
        ("7 xm", Reason.UNREADABLE),
        ("pm", Reason.UNREADABLE),
        ("at", Reason.UNREADABLE),
        ("in the evening", Reason.UNREADABLE),
        ("8, 16", Reason.UNREADABLE),
    ],
)
def test_what_is_no_time_is_refused_with_its_reason(text: str, reason: Reason):
    assert refusal(parse_time, text).reason is reason


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("8, 16 and 22", [8, 16, 22]),
        ("22 8 16", [8, 16, 22]),
        ("8am & 4 pm; 10 p.m.", [8, 16, 22]),
        ("noon, midnight", [0, 12]),
        ("8, 8:00, 08", [8]),
        ("8/16", [8, 16]),
        ("0 1 2 3 4 5 6 7 8 9 10 11", list(range(12))),
    ],
)
def test_several_typed_times_are_read_sorted_and_once(text: str, hours: list[int]):
    assert parse_times(text) == tuple(hour * 60 for hour in hours)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0 1 2 3 4 5 6 7 8 9 10 11 12", Reason.TOO_MANY),
        ("and", Reason.UNREADABLE),
        ("8, soon", Reason.UNREADABLE),
        ("8, 25", Reason.NOT_A_TIME),
        (",", Reason.EMPTY),
    ],
)
def test_a_list_of_times_is_refused_whole(text: str, reason: Reason):
    assert refusal(parse_times, text).reason is reason


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-22"),
        ("Tomorrow", "2026-11-23"),
        ("yesterday", "2026-11-21"),
        ("the day after tomorrow", "2026-11-24"),
        ("in 3 days", "2026-11-25"),
        ("in a week", "2026-11-29"),
        ("in 2 weeks", "2026-12-06"),
        ("in two weeks", "2026-12-06"),
        ("3 days ago", "2026-11-19"),
        ("a week ago", "2026-11-15"),
        ("monday", "2026-11-23"),
        ("Fri", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("next monday", "2026-11-23"),
        ("sunday", "2026-11-29"),  # today is one: the next
        ("last sunday", "2026-11-15"),
        ("last monday", "2026-11-16"),
        ("last saturday", "2026-11-21"),
        ("2026-12-05", "2026-12-05"),
        ("2026-1-5", "2026-01-05"),
        ("2026/12/05", "2026-12-05"),
        ("20261205", "2026-12-05"),
        ("5 dec", "2026-12-05"),
        ("dec 5", "2026-12-05"),
        ("5. Dec.", "2026-12-05"),
        ("the 5th of December", "2026-12-05"),
        ("December 5th, 2026", "2026-12-05"),
        ("5 december 2026", "2026-12-05"),
        ("5 dec 27", "2027-12-05"),
        ("22 nov", "2026-11-22"),  # today is one: today
        ("21 nov", "2027-11-21"),
        ("29 feb", "2028-02-29"),
        ("5.12.", "2026-12-05"),
        ("5.12", "2026-12-05"),
        ("5.12.2026", "2026-12-05"),
        ("5. 12. 2026", "2026-12-05"),
        ("12.25.2026", "2026-12-25"),
        ("25/12", "2026-12-25"),
        ("12/25", "2026-12-25"),
        ("5/5", "2027-05-05"),
        ("25-12-2026", "2026-12-25"),
        ("15", "2026-12-15"),
        ("15th", "2026-12-15"),
        ("22", "2026-11-22"),
        ("31", "2026-12-31"),
        ("٥ dec", "2026-12-05"),
        ("1970-01-01", "1970-01-01"),
        ("2199-12-31", "2199-12-31"),
    ],
)
def test_a_typed_day_is_read(text: str, day: str):
    assert parse_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("...", Reason.EMPTY),
        ("x" * 65, Reason.TOO_LONG),
        ("someday", Reason.UNREADABLE),
        ("on the", Reason.UNREADABLE),
        ("-5 dec", Reason.UNREADABLE),
        ("in -3 days", Reason.UNREADABLE),
        ("in 3 moons", Reason.UNREADABLE),
        ("in some days", Reason.UNREADABLE),
        ("some days ago", Reason.UNREADABLE),
        ("3.5 days ago", Reason.UNREADABLE),
        ("5 smarch", Reason.UNREADABLE),
        ("monday tuesday", Reason.UNREADABLE),
        ("5 dec 20 26", Reason.UNREADABLE),
        ("dec", Reason.UNREADABLE),
        ("5/12/2026/7", Reason.UNREADABLE),
        ("0", Reason.NOT_A_DATE),
        ("32", Reason.NOT_A_DATE),
        ("2026125", Reason.NOT_A_DATE),
        ("2026-13-01", Reason.NOT_A_DATE),
        ("31/31", Reason.NOT_A_DATE),
        ("0000-01-01", Reason.OUT_OF_RANGE),
        ("9999-12-31", Reason.OUT_OF_RANGE),
        ("5 dec 0", Reason.OUT_OF_RANGE),
        ("5/12/123", Reason.OUT_OF_RANGE),
        ("in 99999999999999999 days", Reason.OUT_OF_RANGE),
        ("99999999999999999 weeks ago", Reason.OUT_OF_RANGE),
        ("1969-12-31", Reason.OUT_OF_RANGE),
        ("2200-01-01", Reason.OUT_OF_RANGE),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(text: str, reason: Reason):
    assert refusal(parse_day, text, TODAY).reason is reason


@pytest.mark.parametrize(
    ("text", "today", "nearest"),
    [
        ("31 feb", TODAY, date(2027, 2, 28)),
        ("30 feb", date(2027, 3, 1), date(2028, 2, 29)),
        ("31 feb 2028", TODAY, date(2028, 2, 29)),
        ("29.2.2027", TODAY, date(2027, 2, 28)),
        ("0 dec", TODAY, date(2026, 12, 1)),
        ("30/2", TODAY, date(2027, 2, 28)),
        ("2/30", TODAY, date(2027, 2, 28)),
        ("32/12", TODAY, date(2026, 12, 31)),
        ("31 feb", date(2028, 2, 10), date(2028, 2, 29)),
        ("0/13", TODAY, None),
        ("31/31", TODAY, None),
        ("32", TODAY, None),
    ],
)
def test_a_day_no_month_has_is_refused_with_the_nearest(
    text: str, today: date, nearest: date | None
):
    refused = refusal(parse_day, text, today)
    assert (refused.reason, refused.data) == (Reason.NOT_A_DATE, {"nearest": nearest})


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("5/12", "2026-12-05", "2027-05-12"),
        ("5/12/2026", "2026-12-05", "2026-05-12"),
        ("5-12-26", "2026-12-05", "2026-05-12"),
    ],
)
def test_a_day_with_two_readings_is_a_question_until_the_order_is_known(
    text: str, day_first: str, month_first: str
):
    candidates = (date.fromisoformat(day_first), date.fromisoformat(month_first))
    refused = refusal(parse_day, text, TODAY)
    assert (refused.reason, refused.data) == (Reason.AMBIGUOUS_DATE, {"candidates": candidates})
    assert parse_day(text, TODAY, "day") == candidates[0]
    assert parse_day(text, TODAY, "month") == candidates[1]


@pytest.mark.parametrize("order", ["day", "month"])
def test_an_impossible_order_yields_to_the_other(order: Order):
    assert (
        parse_day("25/12", TODAY, order) == parse_day("12/25", TODAY, order) == date(2026, 12, 25)
    )


def test_the_longest_waits_are_waited():
    assert parse_day("29 feb", date(2096, 3, 1)) == date(2104, 2, 29)
    assert parse_day("31", date(2026, 9, 1)) == date(2026, 10, 31)
    assert parse_day("30", date(2026, 1, 31)) == date(2026, 3, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", date(2026, 11, 20)),
        ("wednesday", date(2026, 11, 25)),
        ("next monday", date(2026, 11, 23)),
        ("last friday", date(2026, 11, 13)),
        ("last wednesday", date(2026, 11, 11)),
        ("last monday", date(2026, 11, 16)),
    ],
)
def test_a_weekday_is_never_today(text: str, day: date):
    assert parse_day(text, date(2026, 11, 18)) == day  # a Wednesday


def test_spaces_around_count_towards_the_length_that_is_read_at_all():
    assert parse_time("7".ljust(64)) == 420
    assert refusal(parse_time, "7".ljust(65)).data == {"length": 65, "limit": 64}


def test_a_day_after_the_calendars_end_is_out_of_range():
    assert refusal(parse_day, "99999 weeks ago", LAST_DAY).reason is Reason.OUT_OF_RANGE
    assert refusal(parse_day, "in 99999 weeks", FIRST_DAY).reason is Reason.OUT_OF_RANGE
    assert refusal(parse_day, "tomorrow", LAST_DAY).reason is Reason.OUT_OF_RANGE
    assert refusal(parse_day, "yesterday", FIRST_DAY).reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon wed fri", {0, 2, 4}),
        ("Mon, Wed and Fri", {0, 2, 4}),
        ("mo/we/fr", {0, 2, 4}),
        ("th", {3}),
        ("every tuesday", {1}),
        ("mondays & thursdays.", {0, 3}),
        ("weekdays", {0, 1, 2, 3, 4}),
        ("every weekday", {0, 1, 2, 3, 4}),
        ("weekends", {5, 6}),
        ("weekends and mon.", {0, 5, 6}),
        ("every day", set(range(7))),
        ("mo-fr", {0, 1, 2, 3, 4}),
        ("mon – fri, sun", {0, 1, 2, 3, 4, 6}),
        ("Monday to Friday", {0, 1, 2, 3, 4}),
        ("fri-mon", {4, 5, 6, 0}),
        ("sun-sun", {6}),
    ],
)
def test_typed_weekdays_are_read(text: str, days: set[int]):
    assert parse_weekdays(text) == days


@pytest.mark.parametrize(
    "text", ["mo/mi/fr", "foo", "mon foo", "-fr", "mon-", "mon-fri-sun", "and", "1 2 3"]
)
def test_words_that_are_no_weekdays_are_refused(text: str):
    assert refusal(parse_weekdays, text).reason is Reason.NO_WEEKDAY


def test_a_language_without_words_of_its_own_reads_english():
    assert parse_time("noon", language="xx") == 720
    assert parse_weekdays("mon", language="xx") == {0}
    assert parse_day("today", TODAY, language="xx") == TODAY


@given(any_text, st.dates(FIRST_DAY, LAST_DAY), st.sampled_from([None, "day", "month"]))
def test_no_text_does_worse_than_a_refusal(text: str, today: date, first: Order | None):
    for parse, arguments in (
        (parse_time, (text,)),
        (parse_times, (text,)),
        (parse_weekdays, (text,)),
        (parse_day, (text, today, first)),
    ):
        with suppress(Refused):
            parse(*arguments)


@given(st.integers(0, 1439))
def test_every_minute_reads_back_in_both_clocks(minute: int):
    hour, rest = divmod(minute, 60)
    assert parse_time(f"{hour}:{rest:02}") == minute
    assert parse_time(f"{hour:02}{rest:02}") == minute
    assert parse_time(f"{hour % 12 or 12}:{rest:02} {'ap'[hour // 12]}m") == minute


@given(st.dates(FIRST_DAY, LAST_DAY), st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_reads_back_in_every_spelling(day: date, today: date):
    spellings = (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day:%d.%m.%Y}", f"{day:%B %d, %Y}")
    assert {parse_day(spelling, today) for spelling in spellings} == {day}
    assert parse_day(f"{day:%d/%m/%Y}", today, "day") == day
    assert parse_day(f"{day:%m/%d/%Y}", today, "month") == day


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("9-21", "en"),
        ("9:00 \u2013 21:00", "en"),
        ("9 and 21", "en"),
        ("9, 21", "en"),
        ("between 9 and 21", "en"),
        ("Between 09:00 and 21:00.", "en"),
        ("from 9 to 21", "en"),
        ("9 to 21", "en"),
        ("9am till 9 pm", "en"),
        ("zwischen 9 und 21", "de"),
        ("von 9 bis 21", "de"),
        ("9 bis 21", "de"),
        ("von 9 Uhr bis 21", "de"),
        ("9 Uhr - 21 Uhr", "de"),
    ],
)
def test_a_while_is_read_however_its_ends_are_joined(typed: str, language: str) -> None:
    assert parse_span(typed, language=language) == (540, 1260)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("from", Reason.UNREADABLE),
        ("between breakfast and 9", Reason.UNREADABLE),
        ("from 9 to 25", Reason.NOT_A_TIME),
        ("9 to 12 to 20", Reason.TOO_MANY),
        ("", Reason.EMPTY),
        ("9 to 21" + " " * 64, Reason.TOO_LONG),
    ],
)
def test_what_is_no_while_is_refused(typed: str, reason: Reason) -> None:
    with pytest.raises(Refused) as refusal:
        parse_span(typed)
    assert refusal.value.reason is reason
