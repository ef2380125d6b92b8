"""/stats: a span in figures, its days one by one, and the days that one types."""

import pytest

from bot.codes.stats import ShowDays, ShowStats
from bot.wire import Word
from storage import people
from tests.bot.desk import Desk
from tests.bot.homes import TODAY
from tests.bot.looked import DAY, a_scale, feel, walks


@pytest.fixture
def felt(home: Desk) -> Desk:
    """Alice noted moods on the first four days of March, two of them on the third."""
    feel(home, 2, 3, reasons=("work", "rain"))
    feel(home, 4, 2)
    feel(home, 5, 1, reasons=("walk",))
    feel(home, 3, 1, hours=3, reasons=("work",))
    feel(home, 4)
    return home


def told(desk: Desk, words: str = "/stats") -> str:
    desk.alice.says(words)
    return desk.alice.last.words


def test_the_present_month_is_told_with_how_many_days_it_is_of(felt: Desk) -> None:
    assert told(felt) == (
        "Mood, 1–4 March 2026, Berlin\n4 of 4 days recorded.\n\n"
        "5 very pleasant: 1 (walk)\n4 pleasant: 2\n3 in between: 1 (work)\n"
        "2 unpleasant: 1 (rain, work)\n1 very unpleasant: 0\n\n"
        "Any days: /stats 2026-03-01 2026-03-04"
    )


def test_shares_and_a_middle_are_told_from_five_days_on(felt: Desk) -> None:
    feel(felt, 4, 4)
    words = told(felt, "/stats 2026-02-28 2026-03-04")
    assert "5 of 5 days recorded." in words
    assert "4 pleasant: 3 · 50 %" in words
    assert "Middle 4 (half of the days from 4 to 4)" in words
    assert "All days from 2 to 4" in words


def test_who_looks_at_figures_finds_the_first_picture_prepared(felt: Desk) -> None:
    told(felt)
    assert felt.easel.prepared == 1
    told(felt, "/stats 2025")
    assert felt.easel.prepared == 1, "there is nothing to be drawn"


def test_nothing_recorded_is_said_as_such_and_is_no_error(felt: Desk) -> None:
    assert told(felt, "/stats 2025-01-01 2025-01-31").startswith(
        "Mood\nNothing is recorded 1–31 January 2025."
    )
    assert "Line" not in felt.alice.last.labels


@pytest.mark.parametrize(
    ("label", "days"),
    [
        ("Week", "2–4 March 2026"),
        ("• Month", "1–4 March 2026"),
        ("Quarter", "1 January – 4 March 2026"),
        ("Year", "1 January – 4 March 2026"),
    ],
)
def test_each_span_of_the_calendar_is_a_tap_away(felt: Desk, label: str, days: str) -> None:
    told(felt)
    felt.alice.taps(label)
    assert felt.alice.last.words.startswith(f"Mood, {days}, Berlin")


def test_one_leafs_through_months_back_and_no_further_than_today(felt: Desk) -> None:
    told(felt)
    assert "Later ›" not in felt.alice.last.labels
    felt.alice.taps("‹ Earlier")
    assert "Nothing is recorded 1–28 February 2026." in felt.alice.last.words
    felt.alice.taps("Later ›")
    assert felt.alice.last.words.startswith("Mood, 1–4 March 2026")


def test_each_day_is_told_with_its_moods_counts_and_reasons(felt: Desk) -> None:
    feel(felt, 3, 1, hours=5, reasons=("work",))
    told(felt)
    felt.alice.taps("Day by day")
    assert felt.alice.last.words == (
        "Moods day by day, 1–31 March 2026, Berlin\n\n"
        "Sunday 1 March\n1 × 2 unpleasant: rain, work\n\n"
        "Monday 2 March\n1 × 4 pleasant\n\n"
        "Tuesday 3 March\n1 × 5 very pleasant: walk\n2 × 3 in between: work ×2\n\n"
        "Wednesday 4 March\n1 × 4 pleasant"
    )


def test_many_days_come_in_pages(home: Desk) -> None:
    for days in range(40):
        feel(home, 3, days)
    home.alice.makes_up(ShowDays(TODAY - 39 * DAY, TODAY))
    assert "1/2" in home.alice.last.labels
    home.alice.taps("›")
    assert "Wednesday 4 March" in home.alice.last.words
    assert home.alice.last.words.count(" × 3") == 10


def test_days_with_many_and_long_names_are_still_messages_and_no_day_is_lost(home: Desk) -> None:
    named = tuple(f"{n}{'w' * 63}" for n in range(12))
    for days in range(20):
        feel(home, 3, days, reasons=named)
    seen = ""
    for page in range(7):
        home.alice.makes_up(ShowDays(TODAY - 19 * DAY, TODAY, page=page))
        seen += home.alice.last.words
    assert "7/7" in home.alice.last.labels
    assert seen.count("1 × 3") == 20
    assert seen.count(named[-1]) == 20


def test_all_reasons_of_a_mood_are_told_or_counted(home: Desk) -> None:
    for hours in range(2):
        feel(home, 3, 1, hours=hours, reasons=tuple(f"{hours}-{n}" for n in range(8)))
    assert "1-0, 1-1, 1-2, 1-3 and 4 more" in told(home, "/stats 2026-03-03 2026-03-03 UTC")


def test_days_are_told_as_they_are_in_another_zone(felt: Desk) -> None:
    words = told(felt, "/stats 2026-03-01 2026-03-05 Pacific/Kiritimati")
    assert words.startswith("Moods day by day, 1–5 March 2026, Kiritimati")
    assert "Thursday 5 March\n1 × 4 pleasant" in words


def test_moments_of_iso_8601_are_read_by_the_day_they_have_here(felt: Desk) -> None:
    words = told(felt, "/stats 2026-03-02T23:30:00Z 2026-03-03T22:00:00+00:00")
    assert words.startswith("Mood, 3 March 2026, Berlin")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("february", "1–28 February 2026"),
        ("2025", "1 January – 31 December 2025"),
        ("week", "2–4 March 2026"),
        ("Year", "1 January – 4 March 2026"),
        ("1 march - 3 march", "1–3 March 2026"),
        ("yesterday", "3 March 2026"),
    ],
)
def test_days_may_be_typed_as_one_says_them(felt: Desk, typed: str, days: str) -> None:
    assert days in told(felt, f"/stats {typed}")


def test_ten_years_have_figures_and_days_but_no_picture(felt: Desk) -> None:
    words = told(felt, "/stats 2017-01-01 2026-03-04")
    assert words.startswith("Mood, 1 January 2017 – 4 March 2026, Berlin")
    assert not {"Line", "How often", "For a clinician"} & set(felt.alice.last.labels)
    felt.alice.taps("Day by day")
    felt.alice.taps("← Back")
    assert felt.alice.last.words.startswith("Mood, 1 January 2017")


def test_what_are_no_days_is_said_with_how_to_write_some(felt: Desk) -> None:
    words = told(felt, "/stats whenever")
    assert "Type a month, a year or two dates behind the command" in words
    felt.alice.taps("This month")
    assert felt.alice.last.words.startswith("Mood, 1–4 March 2026")


def test_other_days_are_asked_for_and_shown(felt: Desk) -> None:
    told(felt)
    felt.alice.taps("Other days")
    felt.alice.says("2 march to 3 march")
    assert felt.alice.last.words.startswith("Mood, 2–3 March 2026, Berlin\n2 of 2 days recorded.")


def test_other_days_that_are_none_are_asked_for_again(felt: Desk) -> None:
    told(felt)
    felt.alice.taps("Other days")
    felt.alice.says("whenever")
    felt.alice.says("3 march")
    assert felt.alice.last.words.startswith("Mood, 3 March 2026")


def test_a_scale_has_figures_of_its_own(home: Desk) -> None:
    a_scale(home, values=(7, 5, 7))
    told(home)
    home.alice.taps("Sleep")
    words = home.alice.last.words
    assert words.startswith("Sleep, 1–4 March 2026, Berlin\n3 of 3 days recorded.")
    assert "7: 2\n6: 0\n5: 1" in words
    assert "Reasons" not in home.alice.last.labels
    home.alice.taps("Mood")
    assert home.alice.last.words.startswith("Mood, 1–4 March 2026")


def test_without_consent_to_moods_nothing_is_told_but_the_question(home: Desk) -> None:
    home.do(people.agree, home.alice.me, frozenset({"goals"}))
    home.alice.says("/stats")
    assert "Mood," not in home.alice.last.words


def test_charlie_sees_nothing_of_alices_scale(felt: Desk) -> None:
    scale = a_scale(felt)
    felt.charlie.settles_in()
    felt.charlie.makes_up(ShowStats(TODAY, TODAY, Word(str(scale))))
    assert "Sleep" not in str(felt.charlie.chat)
    felt.charlie.makes_up(ShowDays(TODAY - 9 * DAY, TODAY))
    assert "Nothing is recorded" in felt.charlie.last.words


@pytest.mark.parametrize(
    "code",
    [
        ShowStats(TODAY, TODAY - DAY),
        ShowStats(TODAY, TODAY, Word("99")),
        ShowStats(TODAY, TODAY, Word("nothing")),
        ShowDays(TODAY, TODAY, Word("Nowhere:Land")),
        ShowDays(TODAY - 4000 * DAY, TODAY),
    ],
)
def test_made_up_buttons_are_refused_kindly(felt: Desk, code: ShowStats | ShowDays) -> None:
    felt.alice.makes_up(code)
    assert felt.alice.toast or felt.alice.last.words


def test_goals_are_a_tap_away(home: Desk) -> None:
    walks(home, 5)
    told(home)
    home.alice.taps("Goals")
    assert home.alice.last.labels == ["Walk"]
