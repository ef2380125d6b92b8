"""The archive: goals out of sight, with everything they were, and taken up again."""

from datetime import timedelta

import pytest

from bot.codes.day import Reaction, Tick
from bot.codes.goals import ArchiveGoal, ReviveGoal, ShowArchive
from domain.entries import Reading, State
from domain.kinds import Once
from storage import entries, goals
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, goal, titles
from tests.databases import rows_of

DAY = timedelta(days=1)


@pytest.fixture
def away(home: Desk) -> Desk:
    """A goal of five days' standing, done on each of them but today, was just put away."""
    a_goal(home, start=TODAY - 5 * DAY)
    for days in range(1, 6):
        home.do(entries.tick, home.alice.me, 1, TODAY - days * DAY, State.DONE)
    home.alice.says("/goals")
    home.alice.taps("Read")
    home.alice.taps("Archive")
    return home


def test_an_archived_goal_asks_for_nothing_and_says_so(away: Desk) -> None:
    assert away.alice.toast == "In the archive."
    assert "In the archive: it asks for nothing, and its days are kept." in away.alice.last.words
    assert titles(away) == []
    away.alice.says("/today")
    assert "Nothing is due on this day." in away.alice.last.words
    assert goal(away).next_due is None


def test_its_days_stay_as_they_were(away: Desk) -> None:
    assert goal(away).recent.done == 5
    away.clock.advance(30 * DAY)
    kept = goal(away)
    assert (kept.recent.done, kept.recent.missed) == (5, 0)
    away.alice.says("/archive")
    away.alice.taps("Read")
    away.alice.taps("History")
    away.alice.taps("◀")
    assert "✅ Done: 3" in away.alice.last.words


def test_an_earlier_day_of_it_can_still_be_filled_in(away: Desk) -> None:
    away.alice.makes_up(Tick(1, TODAY - 9 * DAY, Reaction.DONE))
    assert entry(away, day=TODAY - 9 * DAY).reading is Reading.DONE


def test_it_is_found_in_the_archive_and_taken_up_again(away: Desk) -> None:
    away.clock.advance(3 * DAY)
    away.alice.says("/archive")
    away.alice.taps("Read")
    away.alice.taps("Take up again")
    assert away.alice.toast == "It asks again."
    assert titles(away) == ["Read"]
    now = TODAY + 3 * DAY
    assert entry(away, day=now).reading is Reading.OPEN
    for days in range(3):
        assert entry(away, day=TODAY + days * DAY).reading is Reading.NOT_DUE
    kept = goal(away)
    assert kept.recent.missed == 0
    assert kept.streaks is not None
    assert kept.streaks.current == 5, "days in the archive break no row"


def test_put_away_and_taken_up_on_one_day_leaves_no_trace(away: Desk) -> None:
    away.alice.taps("Take up again")
    assert rows_of(away.url, "SELECT * FROM pauses") == []
    assert entry(away).reading is Reading.OPEN


@pytest.mark.parametrize("code", [ArchiveGoal(1), ReviveGoal(1)])
def test_twice_is_once(away: Desk, code: ArchiveGoal | ReviveGoal) -> None:
    away.alice.makes_up(code)
    before = rows_of(away.url, "SELECT * FROM goals")
    away.clock.advance(DAY)
    away.alice.makes_up(code)
    assert rows_of(away.url, "SELECT * FROM goals") == before


def test_a_one_time_goal_in_the_archive_is_no_longer_late(home: Desk) -> None:
    a_goal(home, "Tax", schedule=Once(), target=TODAY)
    home.alice.says("/help")
    home.alice.makes_up(ArchiveGoal(1))
    home.clock.advance(2 * DAY)
    home.alice.says("/today")
    assert "Tax" not in home.alice.last.words
    home.alice.makes_up(Tick(1, TODAY, Reaction.DONE))
    assert "That goal is in the archive." in home.alice.toast


def test_a_name_in_the_archive_is_taken(away: Desk) -> None:
    away.alice.says("/new")
    away.alice.says("read")
    assert "You have a goal with that name already." in away.alice.last.words


def test_an_archived_goal_can_be_deleted_and_comes_back_into_the_archive(away: Desk) -> None:
    away.alice.taps("Delete")
    assert away.alice.toast == "In the bin for 30 days."
    away.alice.says("/archive")
    assert away.alice.last.words == "Nothing in the archive."
    away.alice.makes_up("1.gr.1")
    away.alice.says("/archive")
    assert "Read" in away.alice.last.labels


def test_a_question_about_it_is_closed(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/help")
    home.alice.makes_up("1.gf.1.title")
    home.alice.makes_up(ArchiveGoal(1))
    assert rows_of(home.url, "SELECT * FROM drafts") == []


def test_the_archive_comes_in_pages_latest_first(home: Desk) -> None:
    for number in range(10):
        a_goal(home, f"Goal {number + 1}")
        home.do(goals.archive, home.alice.me, number + 1)
        home.clock.advance(timedelta(minutes=1))
    home.alice.says("/archive")
    assert home.alice.last.labels[:2] == ["Goal 10", "Goal 9"]
    home.alice.taps("›")
    assert home.alice.last.labels[:2] == ["Goal 2", "Goal 1"]
    home.alice.taps("← Goals")
    assert "You have no goals yet." in home.alice.last.words


def test_charlie_archives_and_revives_nothing_of_alices(away: Desk) -> None:
    before = rows_of(away.url, "SELECT * FROM goals")
    away.charlie.settles_in()
    away.charlie.says("/archive")
    assert away.charlie.last.words == "Nothing in the archive."
    for code in (ArchiveGoal(1), ReviveGoal(1)):
        away.charlie.makes_up(code)
        assert "cannot find that any more" in away.charlie.toast
    away.charlie.makes_up(ShowArchive(0))
    assert all("Read" not in shown.text for shown in away.charlie.chat.values())
    assert rows_of(away.url, "SELECT * FROM goals") == before
