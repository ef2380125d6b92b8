"""Every question of every dialog, and everything that may happen while it is open.

The questions come from the dialogs themselves and the way to each is found by walking, so a new step
is tested by being there.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.codes.dialogs import Choose, Discard, ShowDraft
from bot.commands import COMMANDS
from bot.handlers.dialogs import DIALOGS
from bot.wire import Word
from storage import goals
from storage.drafts import Sketch
from tests.bot.desk import Desk, Player
from tests.bot.walking import Atlas, every_question, open_draft
from tests.databases import dump_of
from tests.databases import sqlite_template as sqlite_template  # noqa: PLC0414 - a fixture

QUESTIONS = every_question()
NOT_EFFECTS = {"drafts", "inbox", "day_cards", "entries", "numbering"}
"""Drafts are what a dialog writes; showing a day hangs a card and opens its entries."""

CLOSED = "Closed. Nothing was kept of it."
LEADS_BACK_TO = {
    "edit": "Walk",
    "zone": "Settings",
    **dict.fromkeys(("note", "reason", "emotion", "label", "scale", "felt"), "Noted: 3"),
    "relabel": "So-so stands for 2",
    "pause": "Pauses",
    "entry_note": "Walk",
    "until": "Walk",
    "own_time": "Weekly overview: off",
    "span": "Mood",
    "bell": "Walk",
    "nag": "Walk",
    "not_before": "Before which time of a day",
    "lead": "From how many days",
    "tag": "Under which tags does Walk stand?",
    "retag": "#home",
    "template": "Walk",
    "adopt": "Mornings",
    "day_note": "The whole day: 4",
}
"""What is in sight again after giving up, by how it begins."""

NOWHERE = set(DIALOGS) - set(LEADS_BACK_TO)
"""Dialogs about something that is not there yet."""

WRONG_KINDS: dict[str, Callable[[Player], None]] = {
    "photo": Player.sends_photo,
    "sticker": Player.sends_sticker,
    "location": lambda player: player.shares(-1.0, -1.0),
}


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Atlas:
    return Atlas(tmp_path_factory.mktemp("atlas"), sqlite_template)


@pytest.fixture(params=QUESTIONS, ids="-".join)
def asked(request: pytest.FixtureRequest, atlas: Atlas, places: None) -> Iterator[Desk]:
    """Alice has just been asked this question."""
    with atlas.open(atlas.at(*request.param), "asked") as desk:
        yield desk


def question(desk: Desk) -> tuple[str, list[str]]:
    """What Alice is asked at the moment, by the bot's last message."""
    return desk.alice.last.text, desk.alice.last.labels


def draft_of(desk: Desk) -> Sketch:
    draft = open_draft(desk)
    assert draft is not None
    return draft


def kept(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Everything stored that a dialog must not touch before it is done."""
    return {name: rows for name, rows in dump_of(desk.url).items() if name not in NOT_EFFECTS}


def asks_again(desk: Desk) -> tuple[str, list[str]]:
    """The open question, asked anew from what is stored."""
    desk.alice.says("/help")
    desk.alice.taps("Continue")
    return question(desk)


@pytest.mark.timeout(600)  # it is all of the walking, which the tests below share
def test_the_walk_reaches_every_question(atlas: Atlas, places: None) -> None:
    for kind in DIALOGS:
        atlas.at(kind, DIALOGS[kind].steps[0].name)
    assert set(atlas.found) == set(QUESTIONS)


def test_back_leads_to_a_question_from_which_the_way_on_leads_here(asked: Desk) -> None:
    before, stored, here = draft_of(asked), kept(asked), question(asked)
    if "← Back" not in asked.alice.last.labels:
        dialog = DIALOGS[before.kind]
        step = dialog.step(before.step)
        assert step is not None
        assert dialog.before(step, before.data) is None
        return
    asked.alice.taps("← Back")
    assert draft_of(asked).step != before.step
    assert draft_of(asked).data == before.data
    assert question(asked) != here
    assert kept(asked) == stored


def test_skip_moves_on_and_answers_nothing(asked: Desk) -> None:
    before, stored = draft_of(asked), kept(asked)
    if "Skip" not in asked.alice.last.labels:
        step = DIALOGS[before.kind].step(before.step)
        assert step is not None
        # To skip a single change would be to cancel it.
        assert step.skip is None or before.kind == "edit"
        return
    wish = asked.look(goals.wish_of, asked.alice.me, 1)
    asked.alice.taps("Skip")
    after = open_draft(asked)
    if after is not None:
        assert after.step != before.step
        assert after.data == before.data
        assert kept(asked) == stored
    assert asked.look(goals.wish_of, asked.alice.me, 1) == wish


@pytest.mark.parametrize("way", ["tapped", "typed"])
def test_cancel_closes_it_and_nothing_is_kept(asked: Desk, way: str) -> None:
    kind, stored = draft_of(asked).kind, kept(asked)
    if way == "tapped":
        asked.alice.taps("Cancel")
        assert asked.alice.toast == ("" if kind in NOWHERE else CLOSED)
    else:
        asked.alice.says("/cancel")
    assert open_draft(asked) is None
    assert LEADS_BACK_TO.get(kind, CLOSED) in asked.alice.last.words
    if kind in NOWHERE:
        assert asked.alice.last.labels == ["Today"]
    assert kept(asked) == stored
    asked.alice.says("a few words")
    assert "What shall I do with that?" in asked.alice.last.text


def test_every_command_is_answered_and_the_question_stays_open(asked: Desk) -> None:
    before, stored, here = draft_of(asked), kept(asked), question(asked)
    for command in (name for name in COMMANDS if name not in {"cancel", "new"}):
        sent = len(asked.telegram.made("sendMessage"))
        asked.alice.says(f"/{command}")
        assert len(asked.telegram.made("sendMessage")) == sent + 2, f"/{command} and a reminder"
        assert kept(asked) == stored
        assert (draft_of(asked).step, draft_of(asked).data) == (before.step, before.data)
        assert asked.alice.last.labels == ["Continue", "Discard"]
        asked.alice.taps("Continue")
        assert question(asked) == here


def test_another_new_goal_leaves_the_question_to_be_continued(asked: Desk) -> None:
    before, stored, here = draft_of(asked), kept(asked), question(asked)
    asked.alice.says("/new")
    assert kept(asked) == stored
    if before.kind == "goal" and not before.data.get("title"):
        assert question(asked) == here  # a goal without a name is begun again
    elif before.kind == "goal":
        assert draft_of(asked) == before
        asked.alice.taps("Continue")
    else:
        assert draft_of(asked).kind == "goal"  # what is typed now belongs to the new goal
        asked.alice.makes_up(ShowDraft(Word(before.kind), before.id))
    assert question(asked) == here


@pytest.mark.parametrize("kind", WRONG_KINDS)
def test_what_cannot_be_an_answer_is_asked_again(asked: Desk, kind: str) -> None:
    before, stored, here = draft_of(asked), kept(asked), question(asked)
    WRONG_KINDS[kind](asked.alice)
    assert draft_of(asked).step == before.step
    assert draft_of(asked).data == before.data
    assert here[0] in asked.alice.last.text, "the question comes again, with a word on why"
    assert asked.alice.last.text != here[0]
    assert asked.alice.last.labels == here[1]
    assert kept(asked) == stored


def test_a_restart_goes_on_with_the_same_question(asked: Desk) -> None:
    before, stored, here = draft_of(asked), kept(asked), question(asked)
    asked.restart()
    asked.alice.sends_sticker()
    assert here[0] in asked.alice.last.text
    assert asked.alice.last.labels == here[1]
    assert draft_of(asked).data == before.data
    assert kept(asked) == stored
    assert asks_again(asked) == here


def test_a_button_of_another_question_only_asks_the_open_one_again(asked: Desk) -> None:
    before, stored, here = draft_of(asked), kept(asked), question(asked)
    asked.alice.makes_up(Choose(Word(before.kind), before.id, Word("elsewhere"), Word("save")))
    assert question(asked) == here
    assert draft_of(asked) == before
    assert kept(asked) == stored


def test_a_tap_after_closing_gets_a_polite_answer(asked: Desk) -> None:
    stale = [
        asked.alice.button(label)
        for label in asked.alice.last.labels
        if asked.alice.last.labels.count(label) == 1
        and label not in {"Cancel", "No end", "Any day"}
    ]
    asked.alice.taps("Cancel")
    stored = kept(asked)
    for tap in stale:
        asked.alice.presses(tap)
        assert open_draft(asked) is None
    assert kept(asked) == stored


def test_an_old_draft_s_button_does_not_deafen_the_new_one(asked: Desk) -> None:
    """Once it ended the library's conversation, and the next typed answer went to nobody."""
    before, here = draft_of(asked), question(asked)
    asked.alice.makes_up(Choose(Word(before.kind), before.id + 99, Word("x"), Word("y")))
    assert "That question is closed" in asked.alice.toast
    asked.alice.sends_sticker()
    assert here[0] in asked.alice.last.text
    assert draft_of(asked).data == before.data


def test_an_old_draft_s_button_does_not_keep_the_new_one_from_being_cancelled(asked: Desk) -> None:
    before = draft_of(asked)
    asked.alice.makes_up(Choose(Word(before.kind), before.id + 99, Word("x"), Word("y")))
    asked.alice.says("/cancel")
    assert open_draft(asked) is None
    assert LEADS_BACK_TO.get(before.kind, CLOSED) in asked.alice.last.words


def test_what_was_answered_on_one_device_is_answered_on_the_other(asked: Desk) -> None:
    """Both devices show the question; the first takes a way out of it, the second taps too."""
    ways = {"Skip", "← Back"} & set(asked.alice.last.labels)
    label = min(ways, default="Cancel")
    tap = asked.alice.button(label)
    asked.alice.presses(tap)
    after, stored, here = open_draft(asked), kept(asked), question(asked)
    asked.alice.presses(tap)
    assert open_draft(asked) == after
    assert kept(asked) == stored
    if after is not None:
        assert question(asked) == here


def test_discarding_twice_is_discarding_once(asked: Desk) -> None:
    draft = draft_of(asked)
    cancel = Discard(Word(draft.kind), draft.id)
    asked.alice.makes_up(cancel)
    stored, here = kept(asked), question(asked)
    asked.alice.makes_up(cancel)
    assert asked.alice.toast == "That question is closed already."
    assert question(asked) == here, "what the first tap led to is still in sight"
    assert open_draft(asked) is None
    assert kept(asked) == stored


def test_charlie_cannot_answer_alices_question(asked: Desk) -> None:
    charlie = asked.charlie
    charlie.settles_in()
    before, stored = draft_of(asked), kept(asked)
    charlie.says("/help")
    for label in set(asked.alice.last.labels) - {"·"}:
        data = next(
            button["callback_data"]
            for row in asked.alice.last.buttons
            for button in row
            if button["text"] == label
        )
        charlie.makes_up(data)
        assert draft_of(asked) == before
    assert kept(asked) == stored
    assert all("Walk" not in shown.text for shown in charlie.chat.values())
