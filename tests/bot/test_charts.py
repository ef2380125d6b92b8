"""Charts in the chat: pictures with all of it in words, and the words alone where there is no picture."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.codes.stats import Kind, SendChart, ShowChart, ShowGoalChart
from bot.lang import lang
from bot.text import Text
from bot.texts import captions
from bot.texts.findings import observation
from charts.days import GoalHistory, Mark, MonthCalendar, WeekStrip, YearInPixels
from charts.levels import LevelCounts, LevelLine, Reasons, Rhythm, Together
from charts.values import Cell, Named, Theme
from domain.clock import Clock
from domain.insight import findings
from domain.spans import Span
from storage import people, retests, reviews
from storage.retests import Found
from storage.tables import Finding
from tests.bot.desk import Desk
from tests.bot.homes import TODAY
from tests.bot.looked import DAY, a_scale, feel, full, paired, walks
from tests.bot.recording import refusal
from tests.databases import rows_of


@pytest.fixture
def felt(home: Desk) -> Desk:
    """Alice noted a mood on each of the last ten days but one."""
    for days_ago in range(10):
        if days_ago != 4:
            feel(home, 2 + days_ago % 3, days_ago, reasons=("work",) if days_ago % 2 else ())
    return home


def plain(text: Text) -> str:
    """Without the isolates of what is filled in."""
    return text.plain.translate({0x2068: "", 0x2069: ""})


def opens(desk: Desk, *labels: str) -> str:
    desk.alice.says("/stats")
    for label in labels:
        desk.alice.taps(label)
    return desk.alice.last.words


def test_a_month_is_a_calendar_with_gaps_as_gaps(felt: Desk) -> None:
    walks(felt, 6, done=frozenset({1, 2}))
    words = opens(felt, "Calendar")
    chart = felt.alice.chart
    assert isinstance(chart, MonthCalendar)
    assert [day.number for day in chart.days] == list(range(1, 32))
    assert chart.days[3].is_today
    assert chart.days[3].cell == Cell(2, 2)
    assert chart.days[4].cell == Cell(outside=True)
    assert (chart.days[1].done, chart.days[1].due) == (1, 1)
    assert (chart.days[0].done, chart.days[0].due) == (0, 1)
    assert chart.days[10].due == 0, "what is still to come is no part of it"
    assert chart.lead == 6
    assert "1: 2\n2: 4 3 2" in words
    assert "Goals: 2 of 4 done" in words


def test_a_week_is_a_strip_and_a_year_is_pixels(felt: Desk) -> None:
    words = opens(felt, "Week", "Days")
    strip = felt.alice.chart
    assert isinstance(strip, WeekStrip)
    assert [day.cell.low for day in strip.days] == [4, 3, 2, None, None, None, None]
    assert "Mon 2: 4\nTue 3: 3\nWed 4: 2" in words
    words = opens(felt, "Year", "Year in pixels")
    pixels = felt.alice.chart
    assert isinstance(pixels, YearInPixels)
    assert [len(month) for month in pixels.days[:3]] == [31, 28, 31]
    assert pixels.days[1][28 - 1].low is None, "the day without a mood"
    assert not pixels.days[1][28 - 1].outside
    assert pixels.days[0][0].outside
    assert "Feb: 3 (5 days)\nMar: 4 days" in words


def test_the_months_of_two_years_are_told_with_their_year(home: Desk) -> None:
    longer = full(Span(date(2025, 1, 1), date(2026, 1, 31)))
    words = plain(captions.line_caption(lang("en"), longer))
    assert "January 2025: 3.5 (31 days)" in words
    assert words.endswith("January 2026: 3.5 (31 days)")


def test_two_moods_of_a_day_split_its_cell_and_one_from_memory_is_marked(home: Desk) -> None:
    feel(home, 2, 1)
    feel(home, 5, 1, hours=4)
    words = opens(home, "Week", "Days")
    strip = home.alice.chart
    assert isinstance(strip, WeekStrip)
    assert strip.days[1].cell == Cell(2, 5)
    assert "Tue 3: 2–5" in words


def test_how_many_days_were_told_from_memory_is_said(home: Desk) -> None:
    feel(home, 4)
    home.do(reviews.say_mood, home.alice.me, TODAY - 2 * DAY, 2, 5)
    words = opens(home, "Calendar")
    assert "2 of 3 days recorded, 1 of them from memory." in words
    calendar = home.alice.chart
    assert isinstance(calendar, MonthCalendar)
    assert calendar.days[1].cell == Cell(2, 2, late=True)
    assert "Ring: said from memory." in calendar.legend


def test_the_line_ends_with_today_and_says_what_it_lacks(felt: Desk) -> None:
    words = opens(felt, "Quarter", "Line")
    line = felt.alice.chart
    assert isinstance(line, LevelLine)
    assert line.days == 31 + 28 + 4
    assert [dot.place for dot in line.dots][-1] == line.days - 1
    assert len(line.dots) == 9
    assert line.lines == ()
    assert line.remark == "1 day not recorded"
    assert "Not enough yet for the line: 9 of 14 days." in words


def test_who_flew_west_has_no_more_days_recorded_than_there_are(home: Desk) -> None:
    home.do(people.set_zone, home.alice.me, "Pacific/Auckland")
    feel(home, 3)
    feel(home, 4, 1)
    home.do(people.set_zone, home.alice.me, "Pacific/Honolulu")
    home.alice.makes_up(ShowChart(Kind.LINE, TODAY, TODAY + 5 * DAY))
    line = home.alice.chart
    assert isinstance(line, LevelLine)
    assert line.heading.count == "2 of 2 days recorded"
    assert [dot.place for dot in line.dots] == [0, 1]
    assert line.days == 2


def test_a_line_is_drawn_from_fourteen_days_on_and_not_over_gaps(home: Desk) -> None:
    for days_ago in (*range(12), *range(24, 33)):
        feel(home, 3, days_ago)
    opens(home, "Quarter", "Line")
    line = home.alice.chart
    assert isinstance(line, LevelLine)
    assert len(line.lines) == 2
    assert line.legend == "Dots: days. Line: the middle of seven days."


def test_levels_and_reasons_are_counted(felt: Desk) -> None:
    words = opens(felt, "How often")
    counts = felt.alice.chart
    assert isinstance(counts, LevelCounts)
    assert [row.count for row in counts.rows] == [0, 1, 1, 2, 0]
    assert "2 unpleasant: 2 (work)" in words
    words = opens(felt, "Quarter", "Reasons")
    reasons = felt.alice.chart
    assert isinstance(reasons, Reasons)
    assert [(row.name.name, row.uses) for row in reasons.rows] == [("work", 5)]
    assert "work: 5" in words
    assert reasons.uses_label == "In how many moods"


def test_a_reason_is_told_with_its_share_of_days_and_the_middle_of_them(home: Desk) -> None:
    for days_ago in range(20):
        feel(home, 2 + 2 * (days_ago % 2), days_ago, reasons=("work",) * (days_ago % 2))
    feel(home, 4, 1, hours=1, reasons=("work",))
    home.alice.makes_up(ShowChart(Kind.REASONS, TODAY - 30 * DAY, TODAY))
    assert "work: 11, 50 % of days (middle 4, other days 2)" in home.alice.last.words


def test_without_reasons_it_is_said_where_they_come_from(home: Desk) -> None:
    feel(home, 3)
    assert "A mood has a button for them." in opens(home, "Reasons")
    assert home.alice.last.picture is None


def test_times_of_day_are_withheld_until_there_are_enough(felt: Desk) -> None:
    assert "Not enough yet for times of day: 9 of 60 moods on time." in opens(felt, "Time of day")
    assert home_is_without_a_picture(felt)


def home_is_without_a_picture(desk: Desk) -> bool:
    return desk.alice.last.picture is None


def test_times_of_day_are_looked_for_in_a_whole_year(home: Desk) -> None:
    for days_ago in range(62):
        feel(home, 3 + days_ago % 2, days_ago)
    words = opens(home, "Time of day")
    rhythm = home.alice.chart
    assert isinstance(rhythm, Rhythm)
    assert rhythm.parts == ("Nights", "Mornings", "Afternoons", "Evenings")
    assert sum(cell.n for row in rhythm.cells for cell in row) == 62
    assert "Mon: – (0) · – (0)" in words
    assert "Whole days: Mon " in words
    assert "No weekday stands out by more than luck." in words


def test_a_weekday_that_stands_out_is_named_where_luck_would_hardly_make_it_so(home: Desk) -> None:
    for days_ago in range(70):
        sunday = (TODAY - days_ago * DAY).weekday() == 6
        feel(home, 5 if sunday else 2 + days_ago % 2, days_ago)
    words = opens(home, "Time of day")
    assert "Sunday is mostly the highest and" in words
    assert "Sun 5" in words


def test_weekdays_are_told_of_where_times_of_day_cannot_be_yet(home: Desk) -> None:
    for days_ago in range(50):
        feel(home, 3, days_ago)
    words = opens(home, "Time of day")
    assert "Not enough yet for times of day: 50 of 60" in words
    assert "Whole days: Mon 3" in words


def test_a_scale_has_the_same_charts_in_its_own_steps(home: Desk) -> None:
    a_scale(home, values=(7, 5, 9))
    opens(home, "Sleep", "Line")
    line = home.alice.chart
    assert isinstance(line, LevelLine)
    assert len(line.names) == 10
    assert [dot.value for dot in line.dots] == [9, 5, 7]
    assert line.heading.title == Named("Sleep", "Scale 1")


def test_a_chart_takes_the_place_of_the_one_it_is_tapped_on(felt: Desk) -> None:
    opens(felt, "Calendar")
    messages = len(felt.alice.chat)
    felt.alice.taps("Line")
    assert isinstance(felt.alice.chart, LevelLine)
    assert len(felt.alice.chat) == messages
    felt.alice.taps("In figures")
    assert felt.alice.last.picture is None
    assert felt.alice.last.words.startswith("Mood, 1–4 March 2026")


def test_the_same_chart_is_drawn_and_uploaded_once(felt: Desk) -> None:
    opens(felt, "Calendar")
    opens(felt, "Calendar")
    first, second = felt.telegram.made("sendPhoto")
    assert len(felt.easel.drawn) == 1
    assert isinstance(second.payload["photo"], str)
    assert not isinstance(first.payload["photo"], str)


def test_a_chart_is_drawn_anew_when_its_data_changed(felt: Desk) -> None:
    opens(felt, "Calendar")
    feel(felt, 5, hours=1)
    opens(felt, "Calendar")
    assert len(felt.easel.drawn) == 2


def test_full_size_comes_as_a_file(felt: Desk) -> None:
    opens(felt, "Calendar")
    felt.alice.taps("Full size")
    [(name, content)] = felt.alice.documents
    assert name == "daymark-month-2026-03-01-2026-03-31.png"
    assert isinstance(felt.easel.shows(content), MonthCalendar)


def test_a_file_that_does_not_arrive_can_be_asked_for_again(felt: Desk) -> None:
    opens(felt, "Calendar")
    felt.telegram.will("sendDocument", refusal(400, "Bad Request: no rights to send documents"))
    felt.alice.taps("Full size")
    assert felt.alice.last.words == "The file could not be sent. Tap again to have it sent anew."


def test_where_nothing_can_be_drawn_the_words_come_alone(felt: Desk) -> None:
    felt.easel.fails = True
    words = opens(felt, "Calendar")
    assert words.startswith("The picture could not be drawn just now.")
    assert "2: 4 3 2" in words
    assert felt.alice.last.picture is None
    felt.alice.makes_up(SendChart(Kind.CALENDAR, TODAY, TODAY))
    assert felt.alice.documents == []


def test_a_name_that_cannot_be_written_is_told_below(home: Desk) -> None:
    walks(home, 20)
    home.easel.unwritable = (Named("読書", "Goal 1"),)
    opens(home, "Goals", "Walk")
    assert home.alice.last.words.endswith("Goal 1: 読書")


def test_charts_are_as_dark_as_the_person_wants_them(felt: Desk) -> None:
    felt.alice.says("/settings")
    felt.alice.taps("Charts")
    felt.alice.taps("Dark")
    opens(felt, "Calendar")
    assert felt.easel.drawn[-1][1] is Theme.DARK


def test_the_weeks_of_a_goal_are_drawn_with_a_sign_for_each_day(home: Desk) -> None:
    goal = walks(home, 20, done=frozenset({1, 2, 3}))
    words = opens(home, "Goals", "Walk")
    chart = home.alice.chart
    assert isinstance(chart, GoalHistory)
    assert len(chart.marks) == 13 * 7
    assert chart.marks.count(Mark.DONE) == 3
    assert chart.marks.count(Mark.MISSED) == 17
    assert len(chart.strength) == len(chart.marks)
    assert "2 Mar: ✓ ✓ ?" in words
    assert "3 done, 17 no entry" in words
    home.alice.taps("‹ Earlier")
    assert isinstance(home.alice.last.words, str)
    home.alice.makes_up(ShowGoalChart(goal, TODAY))
    home.alice.taps("The goal")
    assert home.alice.last.words.startswith("Walk")


def test_the_strength_of_a_young_goal_is_no_line_yet(home: Desk) -> None:
    walks(home, 5, done=frozenset({1}))
    opens(home, "Goals", "Walk")
    chart = home.alice.chart
    assert isinstance(chart, GoalHistory)
    assert chart.strength == ()


def test_charlie_gets_no_chart_of_alices_goal(home: Desk) -> None:
    goal = walks(home, 20, done=frozenset({1}))
    home.charlie.settles_in()
    home.charlie.makes_up(ShowGoalChart(goal, TODAY))
    assert home.easel.drawn == []


@pytest.mark.parametrize("kind", list(Kind))
def test_a_span_of_nothing_has_words_and_no_picture(home: Desk, kind: Kind) -> None:
    home.alice.makes_up(ShowChart(kind, TODAY - 700 * DAY, TODAY - 680 * DAY))
    assert home.alice.last.picture is None
    assert "Nothing is recorded on these days." in home.alice.last.words


@pytest.mark.parametrize("kind", list(Kind))
def test_a_made_up_span_that_ends_before_it_begins_is_refused(felt: Desk, kind: Kind) -> None:
    felt.alice.says("/stats")
    before = felt.alice.last.words
    felt.alice.makes_up(ShowChart(kind, TODAY, TODAY - 700 * DAY))
    assert felt.alice.toast
    assert felt.alice.last.words == before


def test_a_caption_keeps_what_fits_and_leaves_the_rest_whole() -> None:
    parts = [Text("a" * 600), Text("b" * 600), Text("c" * 300)]
    assert captions.caption(*parts).plain == f"{'a' * 600}\n\n{'c' * 300}"


def test_of_a_list_the_first_lines_are_kept_and_the_next_paragraph_all_the_same() -> None:
    rows = [Text("a" * 500), Text("b" * 500), Text("c" * 500)]
    assert captions.caption(rows, Text("d")).plain == f"{'a' * 500}\n{'b' * 500}\n…\n\nd"


@pytest.mark.parametrize("speaks", ["en", "de"])
def test_the_longest_reasons_leave_room_for_all_that_a_chart_shows(home: Desk, speaks: str) -> None:
    home.do(people.set_language, home.alice.me, speaks)
    named = tuple(f"{n}{'w' * 63}" for n in range(10))
    for days_ago in range(20):
        feel(home, 1 + days_ago % 5, days_ago, reasons=named if days_ago % 2 else ())
    for kind, last in ((Kind.REASONS, "9w"), (Kind.COUNTS, "1 ")):
        home.alice.makes_up(ShowChart(kind, TODAY - 30 * DAY, TODAY))
        words = home.alice.last.words
        assert any(line.startswith(last) for line in words.splitlines()), words
        assert "\n…" not in words


def test_whoever_has_walked_hears_what_goes_with_it_once_two_months_agree(home: Desk) -> None:
    paired(home, 100)
    words = opens(home, "What goes with your mood")
    chart = home.alice.chart
    assert isinstance(chart, Together)
    [row] = chart.rows
    assert row.clear
    assert row.difference == pytest.approx(2, abs=0.2)
    assert "Walk: on the " in words
    assert "days with it your mood was about 2 levels higher than on the" in words
    assert "They go together; this cannot tell which comes first." in words


@pytest.mark.parametrize(
    ("difference", "told"), [(0.15, "0.2 levels"), (0.3, "half a level"), (0.9, "one level")]
)
def test_a_small_difference_is_not_told_as_half_a_level(difference: float, told: str) -> None:
    result = findings.Together(40, 40, difference, difference - 0.1, difference + 0.1, True, False)
    found = Found(retests.Subject("Walk", goal_id=1), result, findings.Standing.TOLD)
    assert told in plain(observation(lang("en"), found))


def test_moods_that_are_not_agreed_to_any_more_are_held_against_nothing(home: Desk) -> None:
    paired(home, 100)
    home.do(people.agree, home.alice.me, frozenset({"goals"}))
    home.alice.says("/week")
    assert rows_of(home.url, "SELECT count(*) FROM findings") == [(0,)]
    home.do(people.agree, home.alice.me, frozenset({"goals", "moods"}))
    home.restart()
    home.alice.says("/week")
    assert rows_of(home.url, "SELECT count(*) FROM findings") != [(0,)]


def test_what_is_no_longer_clear_is_said(home: Desk) -> None:
    paired(home, 100)
    opens(home, "What goes with your mood")
    *_, month = retests.months(TODAY)
    home.do(forget_clear, month)
    assert "what I told you before is no longer clear" in opens(home, "What goes with your mood")


def test_too_few_days_are_told_as_so_many_of_so_many(home: Desk) -> None:
    paired(home, 24)
    assert "Walk: 20 of 30 days" in opens(home, "What goes with your mood")
    chart = home.alice.chart
    assert isinstance(chart, Together)
    assert chart.rows[0].difference is None


def test_with_nothing_to_test_it_is_said_what_would_be(home: Desk) -> None:
    feel(home, 3)
    assert "There is nothing to hold against your moods yet." in opens(
        home, "What goes with your mood"
    )


def test_what_cannot_be_reckoned_now_can_be_asked_again(home: Desk) -> None:
    paired(home, 60)
    home.easel.fails = True
    assert "This cannot be reckoned just now." in opens(home, "What goes with your mood")


def forget_clear(session: Session, _clock: Clock, month: date) -> None:
    """This month's test said otherwise."""
    session.execute(update(Finding).where(Finding.month == month).values(clear=False))
