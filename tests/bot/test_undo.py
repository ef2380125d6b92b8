"""/undo and Undo buttons: the last twenty acts, each taken back exactly, and nobody else's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.codes.day import Reaction, SetEntry, SetSkipReason, Tick, WriteEntryNote
from bot.codes.goals import ArchiveGoal, DeleteGoal, RestoreGoal, ReviveGoal
from bot.codes.moods import DeleteMood, LogMood, SetEnergy, WriteLabel
from bot.codes.pauses import BeginPause, SetRest
from bot.codes.settings import SetSetting
from bot.codes.tags import DeleteTag, TickTag, WriteTag
from bot.codes.templates import NameTemplate, UseTemplate
from bot.codes.undo import UndoAct
from bot.wire import Code, Word
from domain.clock import Clock
from domain.entries import Reading
from storage import goals, moods, tags, undo
from storage.tables import Act
from tests.bot.desk import Desk
from tests.bot.homes import TODAY, a_goal, entry, goal, titles
from tests.databases import dump_of

NOT_TAKEN_BACK = {"acts", "act_changes", "numbering", "inbox", "drafts", "day_cards"}


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """All that acts can change."""
    return {name: rows for name, rows in dump_of(desk.url).items() if name not in NOT_TAKEN_BACK}


def last_act(desk: Desk) -> int:
    act = desk.look(undo.last, desk.alice.me)
    assert act is not None
    return act.id


@dataclass(frozen=True)
class Deed:
    """Something Alice does, what is said when it is taken back, and what is in sight then."""

    do: Callable[[Desk], None]
    says: str
    shows: str


def _taps(code: Code) -> Callable[[Desk], None]:
    return lambda desk: desk.alice.makes_up(code)


def _note(desk: Desk) -> None:
    desk.alice.makes_up(WriteEntryNote(1, TODAY))
    desk.alice.says("ten pages")


def _new_goal(desk: Desk) -> None:
    desk.alice.says("paint daily")
    desk.alice.taps("✓ Save")


def _rename(desk: Desk) -> None:
    desk.alice.makes_up("1.gf.1.title")
    desk.alice.says("Read more")


def _pause_all(desk: Desk) -> None:
    desk.alice.makes_up(BeginPause())
    desk.alice.taps("Today")
    desk.alice.taps("A week")


def _save_template(desk: Desk) -> None:
    desk.alice.makes_up(NameTemplate(goal=1))
    desk.alice.says("Books")


def _two_goals(desk: Desk) -> None:
    desk.alice.says("/new paint daily\nsing daily")
    desk.alice.taps("Do that")


def _tag(desk: Desk) -> None:
    desk.alice.makes_up(WriteTag(1))
    desk.alice.says("quiet home")


def _own_word(desk: Desk) -> None:
    desk.alice.makes_up(WriteLabel(request=7))
    desk.alice.says("okay")
    desk.alice.taps("4")


DEEDS = {
    "a tick": Deed(
        _taps(Tick(1, TODAY, Reaction.DONE)),
        "Read, done on Wednesday 4 March",
        "Today, Wednesday 4 March",
    ),
    "a skip on the entry's card": Deed(
        _taps(SetEntry(1, TODAY, Reaction.SKIP)), "Read, skipped on Wednesday 4 March", "Read, Wed"
    ),
    "a reason": Deed(
        _taps(SetSkipReason(2, TODAY, 0, Word("ill"))),
        "why Walk was skipped on Wednesday 4 March",
        "Walk, Wednesday",
    ),
    "a note": Deed(_note, "a note to Read, Wednesday 4 March", "Read, Wednesday"),
    "a new goal": Deed(_new_goal, "the new goal paint", "Your goals"),
    "a name": Deed(_rename, "the name Read more. It is Read again", "Read"),
    "into the bin": Deed(_taps(DeleteGoal(1)), "Read was deleted. It is here again", "Read"),
    "out of the bin": Deed(
        _taps(RestoreGoal(3)), "Old was restored. It is in the bin again", "Old"
    ),
    "into the archive": Deed(_taps(ArchiveGoal(1)), "Read was archived. It is here again", "Read"),
    "out of the archive": Deed(
        _taps(ReviveGoal(4)), "Put away was taken up. It is in the archive again", "Put away"
    ),
    "a mood": Deed(_taps(LogMood(7, 5)), "mood 5 of 13:01", "Your moods"),
    "a mood's energy": Deed(_taps(SetEnergy(1, 3)), "changes of the mood of 13:00", "Noted: 3"),
    "a mood into the bin": Deed(
        _taps(DeleteMood(1)), "the mood of 13:00 was deleted. It is here again", "Noted: 3"
    ),
    "a template": Deed(_save_template, "the template Books", "Templates"),
    "the goals of a template": Deed(_taps(UseTemplate(Word("morning"))), "3 goals", "Your goals"),
    "goals of several lines": Deed(_two_goals, "2 goals", "Your goals"),
    "a tag": Deed(_tag, "tags of Read", "Under which tags does Read stand?"),
    "a tag deleted": Deed(_taps(DeleteTag(1)), "#calm was deleted. It is here again", "Your tags"),
    "what is under a tag": Deed(
        _taps(TickTag(1, TODAY)), "Read, done on Wednesday 4 March", "Open today: Read"
    ),
    "a word of one's own": Deed(_own_word, "mood 4 of 13:01", "Your moods"),
    "a pause": Deed(
        _pause_all, "a pause from Wednesday 4 March to Tuesday 10 March: Everything", "Pauses"
    ),
    "a weekly rest": Deed(_taps(SetRest(6, True)), "rest every week: Sunday", "On which days"),
    "the hour the day begins": Deed(
        _taps(SetSetting(Word("day"), Word("180"))), "when your day begins", "Day begins at 00:00"
    ),
    "the first weekday": Deed(
        _taps(SetSetting(Word("week"), Word("6"))), "when your week begins", "Week begins on Monday"
    ),
}


@pytest.fixture
def life(home: Desk) -> Desk:
    """Alice has a goal, one that is skipped today, one in the bin, one in the archive, and a mood."""
    me = home.alice.me
    for title in ("Read", "Walk", "Old", "Put away"):
        a_goal(home, title, start=TODAY - timedelta(days=9))
    home.do(goals.remove, me, 3)
    home.do(goals.archive, me, 4)
    home.do(tags.set_of_goal, me, 1, ("calm",))
    home.do(moods.log, me, "1", 3)
    home.alice.says("/today")
    home.alice.makes_up(SetEntry(2, TODAY, Reaction.SKIP))
    home.clock.advance(timedelta(minutes=1))
    return home


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_undo_takes_back_whatever_was_done_last_exactly(life: Desk, deed: Deed) -> None:
    before = everything(life)
    deed.do(life)
    assert everything(life) != before, "the deed changes something"
    life.alice.says("/undo")
    assert everything(life) == before
    assert life.alice.last.words.startswith(f"Taken back: {deed.says}.")
    assert deed.shows in life.alice.last.words


TALKS = {
    *("a new goal", "a note", "a pause", "a template", "a tag", "a word of one's own"),
    *("the goals of a template", "goals of several lines"),
}
"""What is said in more than one step, or asks when it is said twice."""


@pytest.mark.parametrize("name", sorted(DEEDS.keys() - TALKS))
def test_a_second_tap_is_no_second_act(life: Desk, name: str) -> None:
    DEEDS[name].do(life)
    act = last_act(life)
    DEEDS[name].do(life)
    assert last_act(life) == act


def test_what_was_made_is_gone_and_the_way_on_leads_to_today(life: Desk) -> None:
    _new_goal(life)
    life.alice.says("/undo")
    assert "Your goals" in life.alice.last.words
    assert "Today" in life.alice.last.labels
    life.alice.taps("Today")
    assert "paint" not in life.alice.last.words


def test_without_any_act_undo_says_so(home: Desk) -> None:
    home.alice.says("/undo")
    assert "nothing to take back. I keep the last 20 things you did" in home.alice.last.words
    home.alice.taps("Today")
    assert "Wednesday 4 March" in home.alice.last.words


def test_twenty_acts_are_taken_back_one_by_one_and_the_one_before_them_is_too_old(
    home: Desk,
) -> None:
    a_goal(home)
    home.alice.says("/today")
    for number in range(21):
        home.alice.makes_up(Tick(1, TODAY - timedelta(days=number), Reaction.DONE))
    home.alice.makes_up(UndoAct(last_act(home) - 20))
    assert "too old" in home.alice.toast
    for number in reversed(range(1, 21)):
        home.alice.says("/undo")
        assert home.alice.last.words.startswith("Taken back: Read, done on ")
        assert entry(home, day=TODAY - timedelta(days=number)).reading is Reading.NOT_DUE
    assert entry(home).reading is Reading.DONE


def test_the_button_below_goes_on_to_the_act_before(life: Desk) -> None:
    life.alice.makes_up(Tick(1, TODAY, Reaction.DONE))
    _rename(life)
    life.alice.says("/undo")
    assert goal(life).title == "Read"
    life.alice.taps("Undo the one before")
    assert entry(life).reading is Reading.OPEN
    assert life.alice.toast == "Taken back: Read, done on Wednesday 4 March."


def test_a_button_tapped_twice_takes_back_one_act(home: Desk) -> None:
    a_goal(home)
    a_goal(home, "Walk")
    home.alice.says("walk")
    home.alice.says("read")
    tap = home.alice.button("Undo")
    home.alice.presses(tap)
    home.alice.presses(tap)
    assert "There is nothing to take back" in home.alice.toast
    assert entry(home, 2).reading is Reading.DONE


def test_an_undo_button_of_last_month_is_answered_kindly(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read")
    tap = home.alice.button("Undo")
    home.clock.advance(timedelta(days=31))
    home.alice.presses(tap)
    assert "too old" in home.alice.toast
    assert entry(home).reading is Reading.DONE


def test_an_act_that_a_later_one_builds_on_is_not_taken_back(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read")
    tap = home.alice.button("Undo")
    home.alice.says("skip read")
    home.alice.presses(tap)
    assert "Something later builds on that: Read, Wednesday 4 March." in home.alice.toast
    assert entry(home).reading is Reading.SKIPPED


def test_a_name_that_was_taken_meanwhile_is_not_given_back(life: Desk) -> None:
    _rename(life)
    act = last_act(life)
    a_goal(life, "Read")
    life.alice.makes_up(UndoAct(act))
    assert "The name Read is in use by now." in life.alice.toast
    assert goal(life).title == "Read more"


def test_undoing_is_no_act_of_its_own(life: Desk) -> None:
    before = everything(life)
    life.alice.makes_up(Tick(1, TODAY, Reaction.DONE))
    life.alice.makes_up(Tick(1, TODAY, Reaction.SKIP))
    for _ in range(2):
        life.alice.says("/undo")
    assert everything(life) == before


def test_charlie_takes_back_nothing_of_alices(life: Desk) -> None:
    life.alice.makes_up(Tick(1, TODAY, Reaction.DONE))
    act = last_act(life)
    life.charlie.settles_in()
    before = everything(life)
    life.charlie.says("/undo")
    assert "There is nothing to take back" in life.charlie.last.words
    for number in range(act + 1):
        life.charlie.makes_up(UndoAct(number))
        assert "There is nothing to take back" in life.charlie.toast
    assert everything(life) == before


def test_a_setting_taken_back_holds_at_once(home: Desk) -> None:
    """What is known of people is kept at hand: it has to be read anew."""
    home.clock.set(datetime(2026, 3, 5, 0, 30, tzinfo=UTC))  # 01:30 in Berlin
    home.alice.says("/settings")
    home.alice.makes_up(SetSetting(Word("day"), Word("180")))
    home.alice.says("/today")
    assert "Today, Wednesday 4 March" in home.alice.last.words
    home.alice.says("/undo")
    home.alice.says("/today")
    assert "Today, Thursday 5 March" in home.alice.last.words


def test_an_undo_after_consent_was_withdrawn_shows_no_day(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    home.alice.taps("⬜ Read")
    home.alice.makes_up("1.pa.none")
    home.alice.says("/undo")
    assert home.alice.last.words.startswith(
        "Taken back: what you did on Wednesday 4 March at 13:00."
    )
    assert "Read" not in home.alice.last.words


def test_a_question_about_what_is_gone_again_is_closed(home: Desk) -> None:
    home.alice.says("paint daily")
    home.alice.taps("✓ Save")
    act = last_act(home)
    home.alice.makes_up("1.gf.1.title")
    home.alice.makes_up(UndoAct(act))
    home.alice.says("Anything")
    assert titles(home) == []
    assert "What shall I do with that?" in home.alice.last.words


def test_an_act_whose_address_no_version_knows_leads_to_today(home: Desk) -> None:
    a_goal(home)
    home.alice.says("read")
    home.do(_forget_addresses)
    home.alice.says("/undo")
    assert "Today, Wednesday 4 March" in home.alice.last.words
    assert entry(home).reading is Reading.OPEN


def _forget_addresses(session: Session, _clock: Clock) -> None:
    session.execute(update(Act).values(shows="9.zz.1"))
