"""The summary for a clinician: chosen on a card, made as a PDF, and nothing in it that was not chosen."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest
from structlog.testing import capture_logs

from bot.codes.summaries import USUAL, Part, SendSummary, ShowSummary
from bot.pictures import Pictures
from charts.days import GoalHistory, Mark, MonthCalendar, YearInPixels
from charts.levels import LevelCounts, LevelLine, Reasons, Rhythm
from charts.studio import Studio
from charts.summary import Summary
from domain.entries import State
from domain.insight.findings import Standing, Together
from domain.spans import months_until
from storage import entries, mood_details, moods
from storage.retests import Found, Subject
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal
from tests.bot.looked import DAY, a_scale, feel, walks
from tests.bot.recording import refusal
from tests.storage.full import HARD_TEXT
from tests.storage.years import feel as feel_for_years

MOST = 2 * 1024 * 1024
MONTH = months_until(TODAY, 1)


@pytest.fixture
def felt(home: Desk) -> Desk:
    """Alice noted moods on three days, one of them with a hard note, and keeps a goal."""
    feel(home, 2, 2, reasons=("work", "rain"))
    noted = feel(home, 4, 1)
    home.do(moods.set_note, home.alice.me, noted.id, HARD_TEXT)
    feel(home, 5)
    walks(home, 6, done=frozenset({1, 2}))
    return home


def opens(desk: Desk, *labels: str) -> str:
    desk.alice.says("/stats")
    desk.alice.taps("For a clinician")
    for label in labels:
        desk.alice.taps(label)
    return desk.alice.last.words


def made(desk: Desk, *labels: str) -> Summary:
    opens(desk, *labels, "Make the PDF")
    return desk.easel.summaries[-1]


def words_in(value: object) -> Iterator[str]:
    """Every word of a summary, wherever in it."""
    match value:
        case str():
            yield value
        case tuple():
            for each in value:
                yield from words_in(each)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from words_in(getattr(value, field.name))


def charts(shown: Summary, kind: type) -> list[object]:
    return [chart for chart in shown.charts if isinstance(chart, kind)]


# --- the card ----------------------------------------------------------------------------------


def test_the_card_says_what_it_is_and_that_notes_stay_out(felt: Desk) -> None:
    assert opens(felt) == (
        "For a clinician\nOne PDF of your moods: their charts and every entry, to look at together. "
        "It is made here and sent to you alone; you decide who sees it.\n\n"
        "Days: 1–4 March 2026, Berlin\n\n"
        "In it: Moods · Goals · Reasons, feelings\n\n"
        "Notes are your own words, and stay out unless you tick them."
    )
    assert felt.alice.last.labels == [
        *("1 month", "3 months", "6 months", "12 months", "• 1 Mar – 4 Mar"),
        *("✓ Goals", "✓ Reasons, feelings", "Notes", "Make the PDF", "← Back"),
    ]


def test_days_and_parts_are_chosen_by_taps_and_the_first_days_stay_in_reach(felt: Desk) -> None:
    words = opens(felt, "6 months", "Notes", "✓ Goals")
    assert "Days: 5 September 2025 – 4 March 2026, Berlin" in words
    assert "In it: Moods · Reasons, feelings · Notes" in words
    assert "all of those from these days will be in it" in words
    assert {"• 6 months", "1 Mar – 4 Mar", "✓ Notes", "Goals"} <= set(felt.alice.last.labels)
    assert "Days: 1–4 March 2026" in opens(felt, "6 months", "1 Mar – 4 Mar")
    felt.alice.taps("← Back")
    assert felt.alice.last.words.startswith("Mood, 1–4 March 2026")


def test_a_tick_tapped_twice_is_a_tick(felt: Desk) -> None:
    opens(felt)
    tick = felt.alice.button("Notes")
    for _ in range(2):
        felt.alice.presses(tick)
        assert "✓ Notes" in felt.alice.last.labels


def test_scales_and_the_energy_are_offered_once_there_are_any(felt: Desk) -> None:
    opens(felt)
    assert "✓ Energy, scales" not in felt.alice.last.labels
    a_scale(felt)
    opens(felt)
    assert "✓ Energy, scales" in felt.alice.last.labels


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_label_fits_its_button(felt: Desk, language: str) -> None:
    felt.alice.speaks = language
    a_scale(felt)
    felt.alice.says("/stats")
    felt.alice.makes_up(ShowSummary(MONTH.first, MONTH.last, TODAY - 40 * DAY, TODAY, 15))
    assert [label for label in felt.alice.last.labels if len(label) > 20] == []


# --- what is in it -----------------------------------------------------------------------------


def test_the_pdf_is_sent_by_its_days_and_said_to_be_kept_nowhere(felt: Desk) -> None:
    made(felt)
    assert felt.alice.documents == [("daymark-summary-2026-03-01-2026-03-04.pdf", b"summary 0")]
    assert felt.alice.last.words == (
        "This PDF went to this chat alone and is kept nowhere else. Whom you show it is up to you."
    )


def test_every_entry_is_listed_as_it_was_made(felt: Desk) -> None:
    late = feel(felt, 1, 3)
    me = felt.alice.me
    felt.do(mood_details.set_felt_at, me, late.id, felt.clock.now() - timedelta(days=3, hours=13))
    whole = feel(felt, 3, 3, hours=-1)
    felt.do(mood_details.set_whole_day, me, whole.id, True)
    felt.do(mood_details.set_energy, me, whole.id, 2)
    felt.do(mood_details.set_emotions, me, whole.id, ("calm",))
    table = made(felt, "1 month").entries
    assert table.columns == ("Day", "Time", "Mood", "Reasons", "Feelings", "Beside it")
    assert [row.cells for row in table.rows] == [
        ("Sun 1 Mar", "00:00, from memory", "1 very unpleasant", "", "", ""),
        ("Sun 1 Mar", "whole day", "3 in between", "", "calm", "Energy: 2/5"),
        ("Mon 2 Mar", "13:00", "2 unpleasant", "work, rain", "", ""),
        ("Tue 3 Mar", "13:00", "4 pleasant", "", "", ""),
        ("Wed 4 Mar", "13:00", "5 very pleasant", "", "", ""),
    ]


def test_days_of_two_years_are_told_with_their_year(felt: Desk) -> None:
    feel(felt, 3, 80)
    table = made(felt, "6 months").entries
    assert [row.cells[0] for row in table.rows][:2] == ["14 Dec 2025", "2 Mar 2026"]


def test_notes_are_in_it_only_where_they_are_ticked(felt: Desk) -> None:
    without = made(felt)
    assert not any(row.note for row in without.entries.rows)
    assert HARD_TEXT.strip() not in "\n".join(words_in(without))
    with_notes = made(felt, "Notes")
    assert [row.note for row in with_notes.entries.rows] == ["", HARD_TEXT.strip(), ""]


def test_reasons_and_goals_that_are_not_ticked_are_nowhere_in_it(felt: Desk) -> None:
    words = "\n".join(words_in(made(felt)))
    assert "work" in words
    assert "Walk: 2 of 3 days done" in unwrapped(words)
    words = "\n".join(words_in(made(felt, "✓ Reasons, feelings", "✓ Goals")))
    assert "work" not in words
    assert "Walk" not in words
    assert "Left out by choice: Goals · Reasons, feelings · Notes" in unwrapped(words)


def unwrapped(words: str) -> str:
    """Without the marks that keep a name's letters in their order."""
    return words.replace("\u2068", "").replace("\u2069", "")


def test_what_is_not_there_is_not_called_left_out(felt: Desk) -> None:
    assert "Left out by choice: Notes" in made(felt).remarks
    assert not any("Left out" in remark for remark in made(felt, "Notes").remarks)


def test_the_heading_says_of_which_days_and_how_many_and_remarks_that_it_is_no_diagnosis(
    felt: Desk,
) -> None:
    shown = made(felt)
    assert (shown.heading.title.name, shown.heading.period, shown.heading.count) == (
        "Moods and goals",
        "1–4 March 2026, Berlin",
        "3 entries, 3 of 3 days recorded",
    )
    assert any("no diagnosis" in remark for remark in shown.remarks)
    assert shown.page.format(n=1, m=3) == "Page 1 of 3"


def test_months_are_calendars_and_what_is_longer_is_years_from_the_first_day_on(felt: Desk) -> None:
    feel(felt, 3, 80)
    shown = made(felt, "3 months")
    calendars = [chart for chart in shown.charts if isinstance(chart, MonthCalendar)]
    assert [len(chart.days) for chart in calendars] == [27, 31, 28, 4]
    assert calendars[-1].heading.count == "3 of 4 days recorded"
    assert calendars[-1].days[2].done == 1
    shown = made(felt, "12 months")
    years = [chart for chart in shown.charts if isinstance(chart, YearInPixels)]
    assert [year.heading.count for year in years] == [
        "1 of 18 days recorded",
        "3 of 63 days recorded",
    ]
    assert years[0].days[11][12].outside, "before the first mood nothing could be recorded"
    assert not years[0].days[11][14].outside
    assert not charts(shown, MonthCalendar)


def test_a_chart_that_too_few_days_would_make_is_left_out(felt: Desk) -> None:
    kinds = {type(chart) for chart in made(felt, "✓ Goals").charts}
    assert kinds == {LevelLine, MonthCalendar, LevelCounts, Reasons}
    for days_ago in range(3, 60):
        for hours in (1, 2):
            feel(felt, 2 + days_ago % 3, days_ago, hours=hours)
    assert not charts(made(felt, "1 month"), Rhythm)
    assert charts(made(felt, "3 months"), Rhythm)


def test_a_goal_is_drawn_on_the_chosen_days_alone(home: Desk) -> None:
    feel(home, 3)
    walks(home, 30, done=frozenset(range(30)))
    (weeks,) = charts(made(home), GoalHistory)
    assert isinstance(weeks, GoalHistory)
    done = [place for place, mark in enumerate(weeks.marks) if mark is Mark.DONE]
    assert done == [6, 7, 8, 9], "Sunday the first of March, and the three days of the next week"
    assert weeks.heading.period == "1–4 March 2026, Berlin"


def test_a_goal_without_a_day_in_the_chosen_ones_is_not_drawn(home: Desk) -> None:
    feel(home, 3)
    goal = a_goal(home, "Later", start=TODAY + 9 * DAY)
    home.do(entries.tick, home.alice.me, goal.id, TODAY - 9 * DAY, State.DONE)
    shown = made(home)
    assert not charts(shown, GoalHistory)
    assert "Later" not in "\n".join(words_in(shown))


def test_scales_are_lines_of_their_own(felt: Desk) -> None:
    a_scale(felt)
    lines = charts(made(felt), LevelLine)
    titles = [line.heading.title.name for line in lines if isinstance(line, LevelLine)]
    assert titles == ["Mood", "Sleep"]
    without = made(felt, "✓ Energy, scales")
    assert "Sleep" not in "\n".join(words_in(without))


@pytest.mark.parametrize(
    ("untick", "told"), [((), {"Walk", "rain"}), (("✓ Goals",), {"rain"})], ids=["both", "reasons"]
)
def test_findings_are_told_as_in_the_chat_where_their_subject_is_wanted(
    felt: Desk, monkeypatch: pytest.MonkeyPatch, untick: tuple[str, ...], told: set[str]
) -> None:
    result = Together(60, 58, 0.6, 0.2, 0.9, clear=True, either_way=False)
    faded = Found(Subject.of_reason("work"), result, Standing.FADED)
    every = (
        Found(Subject("Walk", 1), result, Standing.TOLD),
        Found(Subject.of_reason("rain"), result, Standing.TOLD),
        faded,
    )

    async def found(_me: object) -> tuple[Found, ...]:
        return every

    monkeypatch.setattr(felt.house.findings, "told", found)
    remarks = [
        unwrapped(each) for each in made(felt, *untick).remarks if each.startswith("Told in")
    ]
    assert all("this cannot tell which comes first" in remark for remark in remarks)
    assert {remark.split(": ")[1] for remark in remarks} == told


# --- what does not come about ------------------------------------------------------------------


def test_of_days_without_a_mood_there_is_no_pdf_and_it_is_said(home: Desk) -> None:
    walks(home, 3, done=frozenset({1}))
    words = opens(home, "Make the PDF")
    assert words == "Nothing is recorded 1–31 March 2026. So there is no PDF of these days."
    assert home.alice.documents == []
    home.alice.taps("Other days")
    assert home.alice.last.words.startswith("For a clinician")


def test_a_studio_that_fails_costs_the_pdf_and_one_can_try_again(felt: Desk) -> None:
    felt.easel.fails = True
    words = opens(felt, "Notes", "Make the PDF")
    assert words.startswith("I could not make the PDF just now. Nothing is lost")
    assert felt.alice.documents == []
    felt.easel.fails = False
    felt.alice.taps("Try again")
    assert len(felt.alice.documents) == 1
    assert any(row.note for row in felt.easel.summaries[-1].entries.rows), "as it was chosen"


def test_without_a_pdf_the_figures_of_the_same_days_are_a_tap_away(felt: Desk) -> None:
    felt.easel.fails = True
    opens(felt, "1 month", "Make the PDF")
    felt.alice.taps("In figures")
    assert felt.alice.last.words.startswith("Mood, 5 February – 4 March 2026")


def test_a_pdf_that_does_not_leave_is_no_pdf(felt: Desk) -> None:
    felt.telegram.will("sendDocument", refusal(400, "Bad Request: file is empty"))
    assert opens(felt, "Make the PDF").startswith("I could not make the PDF just now.")


def test_nothing_of_a_summary_is_kept_or_logged(felt: Desk) -> None:
    with capture_logs() as logs:
        made(felt, "Notes")
        made(felt, "Notes")
    assert len(felt.easel.summaries) == 2
    assert HARD_TEXT.strip() not in repr(logs)
    assert "summary" not in repr(felt.house.pictures.__dict__["_known"])


# --- whose it is -------------------------------------------------------------------------------


def test_bob_has_nothing_of_alices_by_any_button(felt: Desk) -> None:
    felt.bob.settles_in()
    felt.bob.says("/stats")
    felt.bob.makes_up(SendSummary(MONTH.first, MONTH.last, 15))
    assert "So there is no PDF of these days." in felt.bob.last.words
    opens(felt)
    feel_of_bob = felt.do(moods.log, felt.bob.me, "m1", 3)
    felt.bob.presses(felt.alice.button("Make the PDF"))
    words = "\n".join(words_in(felt.easel.summaries[-1]))
    assert feel_of_bob.level == 3
    assert len(felt.easel.summaries[-1].entries.rows) == 1
    for alices in ("Walk", "work", HARD_TEXT.strip()):
        assert alices not in words
    assert felt.telegram.documents[felt.alice.id] == []


def test_without_consent_to_moods_there_is_none_and_without_goals_no_goal(felt: Desk) -> None:
    felt.charlie.settles_in(agreed=("goals",))
    felt.charlie.says("/help")
    for code in (SendSummary(MONTH.first, MONTH.last, 15), ShowSummary(*(2 * (TODAY, TODAY)))):
        felt.charlie.makes_up(code)
        assert "health data" in felt.charlie.last.words
    felt.bob.settles_in(agreed=("moods",))
    felt.do(moods.log, felt.bob.me, "m1", 3)
    felt.bob.says("/stats")
    felt.bob.taps("For a clinician")
    assert "✓ Goals" not in felt.bob.last.labels
    felt.bob.makes_up(SendSummary(MONTH.first, MONTH.last, 15))
    assert felt.easel.summaries[-1].heading.title.name == "Moods"


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (TODAY, TODAY - DAY, "before"),
        (TODAY - 400 * DAY, TODAY, "That is 401 days; 366 fit at once."),
    ],
)
def test_days_that_are_none_or_too_many_are_refused(
    felt: Desk, first: date, last: date, why: str
) -> None:
    felt.alice.says("/stats")
    felt.alice.makes_up(SendSummary(first, last, 0))
    assert why in felt.alice.toast
    assert felt.alice.documents == []
    assert felt.easel.summaries == []


def test_the_usual_summary_has_no_notes() -> None:
    assert Part.NOTES not in USUAL
    assert Part.NOTES not in Part(ShowSummary(TODAY, TODAY, TODAY, TODAY).parts)


# --- the real one ------------------------------------------------------------------------------


def test_a_year_of_five_entries_a_day_is_small_enough_to_be_sent(home: Desk) -> None:
    start = home.clock.now() - timedelta(days=364)
    home.do(feel_for_years, home.alice.me, start, 364)
    walks(home, 300, done=frozenset(range(0, 300, 2)))
    shown = made(home, "12 months")
    assert len(shown.entries.rows) > 1000

    async def drawn() -> bytes | None:
        press = Studio()
        try:
            return await Pictures(press, press).summary(shown)
        finally:
            await press.close()

    pdf = home.await_(drawn())
    assert pdf is not None
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) <= MOST
