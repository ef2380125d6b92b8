"""The words of German, as large a table as the English ones."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days import FIRST_DAY, LAST_DAY
from domain.errors import Reason, Refused
from domain.typed import parse_day, parse_time, parse_times, parse_weekdays

TODAY = date(2026, 11, 22)  # a Sunday
WORDS = [
    "heute",
    "nächsten",
    "letzten",
    "in",
    "vor",
    "tagen",
    "wochen",
    "mo",
    "freitag",
    "5",
    "99999999999",
    "und",
    "dez",
    "31",
    "0",
    "2026",
    "am",
    "um",
    "halb",
    "acht",
    "uhr",
    "mittag",
    "-",
    "/",
    ".",
    ":",
    "7:30",
    "730",
]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("7", "07:00"),
        ("0", "00:00"),
        ("7:30", "07:30"),
        ("07.30", "07:30"),
        ("19.30 Uhr", "19:30"),
        ("730", "07:30"),
        ("1930", "19:30"),
        ("19 uhr", "19:00"),
        ("19uhr", "19:00"),
        ("19 Uhr 30", "19:30"),
        ("19uhr30", "19:30"),
        ("6 uhr 05", "06:05"),
        ("7:30 Uhr", "07:30"),
        ("19h30", "19:30"),
        ("19 h", "19:00"),
        ("um 7", "07:00"),
        ("gegen 7:05 uhr.", "07:05"),
        ("halb acht", "07:30"),
        ("halb 8", "07:30"),
        ("um halb acht", "07:30"),
        ("halbacht", "07:30"),
        ("halb eins", "12:30"),
        ("halb zwei", "01:30"),
        ("Halb Zwölf", "11:30"),
        ("halb zwoelf", "11:30"),
        ("mittag", "12:00"),
        ("mittags", "12:00"),
        ("am Mittag", "12:00"),
        ("12 mittags", "12:00"),
        ("Mitternacht", "00:00"),
        ("früh", "08:00"),
        ("frueh", "08:00"),
        ("morgens", "08:00"),
        ("am morgen", "08:00"),
        ("vormittags", "10:00"),
        ("am nachmittag", "15:00"),
        ("abends", "19:00"),
        ("nachts", "22:00"),
    ],
)
def test_a_typed_time_is_read(text: str, clock: str):
    minute = parse_time(text, language="de")
    assert f"{minute // 60:02}:{minute % 60:02}" == clock


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("um", Reason.UNREADABLE),
        ("halb", Reason.UNREADABLE),
        ("halb mittag", Reason.UNREADABLE),
        ("halb acht uhr", Reason.UNREADABLE),
        ("7 pm", Reason.UNREADABLE),
        ("bald", Reason.UNREADABLE),
        ("uhr", Reason.UNREADABLE),
        ("8 und 20 uhr", Reason.UNREADABLE),
        ("halb 13", Reason.NOT_A_TIME),
        ("halb 0", Reason.NOT_A_TIME),
        ("25 uhr", Reason.NOT_A_TIME),
        ("24:00", Reason.NOT_A_TIME),
        ("19 uhr 60", Reason.NOT_A_TIME),
        ("", Reason.EMPTY),
        ("7" * 65, Reason.TOO_LONG),
    ],
)
def test_what_is_no_time_is_refused_with_its_reason(text: str, reason: Reason):
    with pytest.raises(Refused) as refused:
        parse_time(text, language="de")
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("8, 16 und 22 uhr", [480, 960, 1320]),
        ("8 uhr 16 uhr 22 uhr", [480, 960, 1320]),
        ("8 uhr 30 und 16 uhr 30", [510, 990]),
        ("halb acht, halb neun", [450, 510]),
        ("morgens, mittags und abends", [480, 720, 1140]),
        ("20 uhr 8 uhr", [480, 1200]),
        ("8/16", [480, 960]),
    ],
)
def test_several_typed_times_are_read_sorted_and_once(text: str, minutes: list[int]):
    assert parse_times(text, language="de") == tuple(minutes)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("heute", "2026-11-22"),
        ("Morgen", "2026-11-23"),
        ("übermorgen", "2026-11-24"),
        ("uebermorgen", "2026-11-24"),
        ("gestern", "2026-11-21"),
        ("vorgestern", "2026-11-20"),
        ("in 3 tagen", "2026-11-25"),
        ("in einem tag", "2026-11-23"),
        ("in einer woche", "2026-11-29"),
        ("in zwei wochen", "2026-12-06"),
        ("vor 2 wochen", "2026-11-08"),
        ("vor drei tagen", "2026-11-19"),
        ("vor einem tag", "2026-11-21"),
        ("montag", "2026-11-23"),
        ("mo", "2026-11-23"),
        ("Mo.", "2026-11-23"),
        ("am freitag", "2026-11-27"),
        ("nächsten freitag", "2026-11-27"),
        ("naechsten freitag", "2026-11-27"),
        ("kommenden montag", "2026-11-23"),
        ("sonntag", "2026-11-29"),  # today is one: the next
        ("letzten sonntag", "2026-11-15"),
        ("letzten montag", "2026-11-16"),
        ("sonnabend", "2026-11-28"),
        ("2026-12-05", "2026-12-05"),
        ("20261205", "2026-12-05"),
        ("5.12.", "2026-12-05"),
        ("5.12", "2026-12-05"),
        ("5.12.26", "2026-12-05"),
        ("5.12.2026", "2026-12-05"),
        ("5. 12. 2026", "2026-12-05"),
        ("am 5. Dezember", "2026-12-05"),
        ("5. dez", "2026-12-05"),
        ("5 dez 2027", "2027-12-05"),
        ("den 5ten dezember", "2026-12-05"),
        ("3/4", "2027-04-03"),
        ("3-4-2027", "2027-04-03"),
        ("12/25", "2026-12-25"),  # no other reading
        ("1. märz", "2027-03-01"),
        ("1. maerz", "2027-03-01"),
        ("1. jänner", "2027-01-01"),
        ("31. mai", "2027-05-31"),
        ("22. nov", "2026-11-22"),  # today is one: today
        ("21. nov", "2027-11-21"),
        ("29. februar", "2028-02-29"),
        ("3.", "2026-12-03"),
        ("am 3.", "2026-12-03"),
        ("31.", "2026-12-31"),
    ],
)
def test_a_typed_day_is_read(text: str, day: str):
    assert parse_day(text, TODAY, language="de") == date.fromisoformat(day)


def test_a_date_is_day_first_whatever_the_persons_order():
    assert parse_day("3/4", TODAY, "month", language="de") == date(2027, 4, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("irgendwann", Reason.UNREADABLE),
        ("am der", Reason.UNREADABLE),
        ("in -3 tagen", Reason.UNREADABLE),
        ("in 3 monden", Reason.UNREADABLE),
        ("vor 3 monden", Reason.UNREADABLE),
        ("vor vielen tagen", Reason.UNREADABLE),
        ("montag dienstag", Reason.UNREADABLE),
        ("dezember", Reason.UNREADABLE),
        ("32.", Reason.NOT_A_DATE),
        ("31. februar", Reason.NOT_A_DATE),
        ("31.2.", Reason.NOT_A_DATE),
        ("9999-12-31", Reason.OUT_OF_RANGE),
        ("vor 99999999999 wochen", Reason.OUT_OF_RANGE),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(text: str, reason: Reason):
    with pytest.raises(Refused) as refused:
        parse_day(text, TODAY, language="de")
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mo mi fr", {0, 2, 4}),
        ("Mo, Mi und Fr", {0, 2, 4}),
        ("mo/mi/fr", {0, 2, 4}),
        ("do", {3}),
        ("jeden dienstag", {1}),
        ("montags & donnerstags.", {0, 3}),
        ("werktags", {0, 1, 2, 3, 4}),
        ("wochentags", {0, 1, 2, 3, 4}),
        ("am Wochenende", {5, 6}),
        ("wochenende und mo.", {0, 5, 6}),
        ("täglich", set(range(7))),
        ("taeglich", set(range(7))),
        ("jeden tag", set(range(7))),
        ("mo-fr", {0, 1, 2, 3, 4}),
        ("mo \u2013 fr, so", {0, 1, 2, 3, 4, 6}),
        ("Montag bis Freitag", {0, 1, 2, 3, 4}),
        ("von montag bis freitag", {0, 1, 2, 3, 4}),
        ("fr-mo", {4, 5, 6, 0}),
    ],
)
def test_typed_weekdays_are_read(text: str, days: set[int]):
    assert parse_weekdays(text, language="de") == days


@pytest.mark.parametrize("text", ["mon wed", "foo", "mo foo", "-fr", "mo-", "und", "1 2 3"])
def test_words_that_are_no_weekdays_are_refused(text: str):
    with pytest.raises(Refused) as refused:
        parse_weekdays(text, language="de")
    assert refused.value.reason is Reason.NO_WEEKDAY


@given(
    st.text(st.characters(codec=None), max_size=70)
    | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.dates(FIRST_DAY, LAST_DAY),
)
def test_no_text_does_worse_than_a_refusal(text: str, today: date):
    for parse in (parse_time, parse_times, parse_weekdays):
        with suppress(Refused):
            parse(text, language="de")
    with suppress(Refused):
        parse_day(text, today, language="de")


@given(st.dates(FIRST_DAY, LAST_DAY), st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_reads_back_in_every_spelling(day: date, today: date):
    for spelling in (f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"):
        assert parse_day(spelling, today, language="de") == day
