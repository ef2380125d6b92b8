"""/tracker: any days, each entry with its status, its times and its tracking id."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.codes.history import ShowTracker
from bot.wire import Word
from domain.entries import State
from domain.kinds import Daily, Once, Period, Slotted, TimesPer, Weekdays
from domain.zones import ZONES
from storage import entries, goals, people
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal
from tests.databases import rows_of

DAY = timedelta(days=1)


def tracks(desk: Desk, words: str = "") -> str:
    desk.alice.says(f"/tracker {words}".strip())
    return desk.alice.last.words


def ids_in(words: str) -> list[int]:
    return [int(number) for number in re.findall(r"no\. (\d+)", words)]


def days_in(words: str) -> list[str]:
    return [line for line in words.splitlines() if re.match(r"[A-Z][a-z]+day \d", line)]


@pytest.fixture
def life(home: Desk) -> Desk:
    """Alice has read every day since Sunday, reminded at 7:00, and has pills at 8:00 and 20:00 today."""
    a_goal(home, start=TODAY - 3 * DAY, reminders=(420,))
    a_goal(home, "Pills", schedule=Slotted(Daily(), (480, 1200)))
    for days, state in ((3, State.DONE), (2, State.SKIPPED), (1, State.PART)):
        home.do(entries.tick, home.alice.me, 1, TODAY - days * DAY, state)
    return home


def test_without_a_range_it_is_the_last_week(life: Desk) -> None:
    words = tracks(life)
    assert words.startswith("Tracker, Thursday 26 February to Wednesday 4 March (Berlin)")
    assert days_in(words) == [
        "Sunday 1 March",
        "Monday 2 March",
        "Tuesday 3 March",
        "Wednesday 4 March",
    ]


def test_every_entry_has_its_status_times_and_number(life: Desk) -> None:
    words = re.sub(r"no\. \d+", "no. N", tracks(life, "2026-03-01 2026-03-04"))
    assert words.split("\n\n")[1:] == [
        "Sunday 1 March\n✅ Read – Done, 07:00, no. N",
        "Monday 2 March\n➖ Read – Skipped, 07:00, no. N",
        "Tuesday 3 March\n🔸 Read – Done in part, 07:00, no. N",
        "Wednesday 4 March\n"
        "⬜ Read – Open, 07:00, no. N\n"
        "⬜ Pills – Open, 08:00, no. N\n"
        "⬜ Pills – Open, 20:00, no. N",
    ]


def test_numbers_stay_the_same_and_are_those_of_storage(life: Desk) -> None:
    first = ids_in(tracks(life, "2026-03-01 2026-03-04"))
    life.do(entries.tick, life.alice.me, 2, TODAY, State.DONE, None, 2)
    life.restart()
    assert ids_in(tracks(life, "2026-03-01 2026-03-04")) == first
    stored = rows_of(life.url, "SELECT id FROM entries ORDER BY day, goal_id, slot")
    assert first == [row[0] for row in stored]


def test_days_ahead_have_no_number_yet(life: Desk) -> None:
    words = tracks(life, "2026-03-05 2026-03-05")
    assert "⬜ Read – Open, 07:00\n" in words + "\n"
    assert ids_in(words) == []
    assert rows_of(life.url, "SELECT * FROM entries WHERE day > '2026-03-04'") == []


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2026-03-02", "Monday 2 March", "Monday 2 March"),
        ("20260302 20260303", "Monday 2 March", "Tuesday 3 March"),
        ("2026-03-02T09:30 2026-03-03T09:30", "Monday 2 March", "Tuesday 3 March"),
        ("2026-03-01T23:30Z 2026-03-03T22:59:59Z", "Monday 2 March", "Tuesday 3 March"),
        ("2026-03-02T01:00+05:30 2026-03-03", "Sunday 1 March", "Tuesday 3 March"),
        ("2026-02-28   2026-03-01", "Saturday 28 February", "Sunday 1 March"),
    ],
)
def test_dates_and_moments_name_a_range(life: Desk, typed: str, first: str, last: str) -> None:
    assert tracks(life, typed).startswith(f"Tracker, {first} to {last} (Berlin)")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("yesterday", "I cannot read that."),
        ("2026-02-31", "There is no such day."),
        ("2026-03-04 2026-03-01", "The last day comes before the first."),
        ("2020-01-01 2026-01-01", "That is 2193 days; 366 fit at once."),
        ("0001-01-01 0001-01-02", "too far away"),
        ("9999-12-31T23:59-12:00", "too far away"),
        ("2026-03-01 2026-03-02 Xyzzy", "I know no time zone Xyzzy."),
        ("2026-03-01 2026-03-02 Mars/Xyzzy", "I know no time zone Mars/Xyzzy."),
        ("2026-03-01 2026-03-02 <b> &", "I know no time zone <b> &."),
        ("٢٠٢٦-٠٣-٠١", "I cannot read that."),
        ("x" * 4000, "Can you shorten it?"),
    ],
)
def test_a_range_that_cannot_be_is_refused_with_a_reason_and_an_example(
    life: Desk, typed: str, why: str
) -> None:
    before = rows_of(life.url, "SELECT * FROM entries")
    words = tracks(life, typed)
    assert why in words
    assert rows_of(life.url, "SELECT * FROM entries") == before
    assert life.alice.last.labels == ["This week", "Last 30 days", "This month", "Today"]
    example = re.search(r"/tracker (\S+ \S+), and behind them a zone if you like: (\S+)", words)
    assert example is not None
    for shown in (example[1], " ".join(example.groups())):
        assert "Read – Done" in tracks(life, shown)


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("This week", "Monday 2 March", "Sunday 8 March"),
        ("Last 30 days", "Tuesday 3 February", "Wednesday 4 March"),
        ("This month", "Sunday 1 March", "Tuesday 31 March"),
    ],
)
def test_ranges_are_offered_to_tap(life: Desk, label: str, first: str, last: str) -> None:
    for typed in ("", "yesterday"):
        assert "Any days: /tracker 2026-02-26 2026-03-04" in tracks(life, typed)
        life.alice.taps(label)
        assert life.alice.last.words.startswith(f"Tracker, {first} to {last} (Berlin)")


def test_a_week_is_the_persons_own_and_a_zone_is_kept_to(life: Desk) -> None:
    life.do(people.set_first_weekday, life.alice.me, 6)
    tracks(life, "2026-03-01 2026-03-04 tokyo")
    life.alice.taps("This week")
    assert life.alice.last.words.startswith("Tracker, Sunday 1 March to Saturday 7 March (Tokyo)")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Europe/Berln", "Berlin"),
        ("Germany/Berlin", "Berlin"),
        ("New Yrok", "New York"),
        ("Paris", None),
        ("Munich", "Berlin"),
    ],
)
def test_an_unknown_zone_is_answered_by_the_nearest(
    life: Desk, typed: str, offered: str | None
) -> None:
    words = tracks(life, f"2026-03-01 2026-03-04 {typed}")
    if offered is not None:
        assert "I know no time zone" in words
        assert "Did you mean one of these?" in words
        life.alice.taps(offered)
    city = offered or typed
    assert life.alice.last.words.startswith(
        f"Tracker, Sunday 1 March to Wednesday 4 March ({city})"
    )


def test_no_zone_is_offered_for_days_there_are_not(life: Desk) -> None:
    tracks(life, "2026-03-04 2026-03-01 Berln")
    assert "Berlin" not in life.alice.last.labels


def test_an_empty_range_says_so(life: Desk) -> None:
    words = tracks(life, "2025-01-01 2025-01-31")
    assert "There are no entries on these days." in words
    life.alice.taps("Today")
    assert "Wednesday 4 March" in life.alice.last.words


def test_without_goals_it_is_empty(home: Desk) -> None:
    assert "There are no entries on these days." in tracks(home)


def test_in_another_zone_an_entry_stands_under_its_day_there(home: Desk) -> None:
    a_goal(home, "Early", schedule=Slotted(Weekdays(frozenset({0})), (60, 1380)))
    home.clock.set(datetime(2026, 3, 9, 23, 30, tzinfo=UTC))
    words = tracks(home, "2026-03-08 2026-03-09 America/New_York")
    assert "(New York)" in words
    assert "Sunday 8 March\n▫️ Early – Not recorded, 01:00" in words
    assert "Monday 9 March\n▫️ Early – Not recorded, 23:00" in words
    assert ids_in(words) == ids_in(tracks(home, "2026-03-09 2026-03-09"))


def test_one_s_own_zone_named_is_no_other_zone(life: Desk) -> None:
    assert tracks(life, "2026-03-01 2026-03-04 europe/berlin") == tracks(
        life, "2026-03-01 2026-03-04"
    )


def test_a_due_time_is_told(home: Desk) -> None:
    a_goal(home, "Dentist", schedule=Once(870), target=TODAY)
    assert "Dentist – Open, 14:30, no. 1" in tracks(home, "2026-03-04")


def test_what_is_done_on_days_of_one_s_choice_is_listed_once_it_is_done(home: Desk) -> None:
    a_goal(home, "Gym", schedule=TimesPer(2, Period.WEEK))
    assert "There are no entries" in tracks(home)
    home.do(entries.tick, home.alice.me, 1, TODAY, State.DONE)
    assert "✅ Gym – Done, no. 1" in tracks(home)


def test_what_is_in_the_bin_is_not_listed_and_what_is_archived_is(life: Desk) -> None:
    life.do(goals.archive, life.alice.me, 1)
    life.do(goals.remove, life.alice.me, 2)
    words = tracks(life)
    assert "✅ Read – Done" in words
    assert "Pills" not in words


def test_a_long_range_comes_in_pages_with_whole_days(home: Desk) -> None:
    for number in range(9):
        a_goal(home, f"{number} " + "😀" * 250, start=TODAY - 9 * DAY)
    tracks(home, "2026-02-23 2026-03-04")
    assert "1/5" in home.alice.last.labels
    listed: list[str] = []
    for page in range(5):
        assert f"{page + 1}/5" in home.alice.last.labels
        listed += days_in(home.alice.last.words)
        if page < 4:
            home.alice.taps("›")
    assert len(listed) == len(set(listed)) == 10
    home.alice.taps("‹")
    assert "4/5" in home.alice.last.labels


def test_a_day_too_long_for_a_page_is_cut_into_several(home: Desk) -> None:
    for number in range(30):
        a_goal(home, f"Goal {number}")
    tracks(home, "2026-03-04")
    assert home.alice.last.words.count("Goal ") == 25
    home.alice.taps("›")
    assert home.alice.last.words.count("Goal ") == 5


def test_a_page_keeps_its_range_and_its_zone(home: Desk) -> None:
    for number in range(30):
        a_goal(home, f"Goal {number}")
    tracks(home, "2026-03-03 2026-03-04 Asia/Tokyo")
    home.alice.taps("›")
    assert home.alice.last.words.startswith("Tracker, Tuesday 3 March to Wednesday 4 March (Tokyo)")


def test_a_page_fits_a_button_whatever_the_zone() -> None:
    longest = max(ZONES, key=len).replace("/", ":")
    code = ShowTracker(date(2026, 3, 1), date(2026, 3, 31), Word(longest), 99)
    assert len(code.wire.encode()) <= 64


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (ShowTracker(TODAY, TODAY - DAY), "cannot find that any more"),
        (ShowTracker(TODAY, TODAY, Word("Atlantis")), "cannot find that any more"),
        (ShowTracker(date(1970, 1, 1), date(2199, 12, 31)), "366"),
    ],
)
def test_a_made_up_range_is_refused(life: Desk, code: ShowTracker, why: str) -> None:
    life.alice.says("/help")
    life.alice.makes_up(code)
    assert why in life.alice.toast


def test_a_page_there_is_not_is_the_last_one(life: Desk) -> None:
    life.alice.says("/help")
    life.alice.makes_up(ShowTracker(TODAY, TODAY, Word(), 99))
    assert "Wednesday 4 March" in life.alice.last.words


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(1970, 1, 1), date(1970, 1, 2)), (date(2199, 12, 30), date(2199, 12, 31))],
)
def test_the_ends_of_the_calendar_can_be_asked_for(life: Desk, first: date, last: date) -> None:
    """The days around a range are looked at, too."""
    for zone in ("", " Pacific/Kiritimati"):
        assert tracks(life, f"{first} {last}{zone}").startswith("Tracker, ")


def test_charlie_sees_nothing_of_alices(life: Desk) -> None:
    life.charlie.settles_in()
    life.charlie.says("/tracker 2026-03-01 2026-03-04")
    assert "There are no entries on these days." in life.charlie.last.words


def test_without_consent_it_is_asked_and_goes_on_afterwards(desk: Desk) -> None:
    desk.alice.settles_in(agreed=())
    desk.alice.says("/tracker 2026-03-01 2026-03-04")
    desk.alice.taps("Yes, goals and moods")
    assert "There are no entries on these days." in desk.alice.last.words
