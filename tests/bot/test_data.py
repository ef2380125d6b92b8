"""/export, /import and /erase: one's data taken along, brought along, and gone."""

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot import router
from bot.arrivals import Arrival, dumped
from bot.codes.data import BeginErase, EraseNow, KeepEverything, ShowErase
from bot.codes.day import ShowToday
from bot.codes.goals import ShowGoals
from bot.transport import OutcomeUnknown
from domain.entries import State
from domain.files.guard import MAX_BYTES
from storage import entries, erasing, export, goal_views, inbox, mood_labels, moods, people
from storage.erasing import SECOND_THOUGHTS
from storage.inbox import Receipt
from tests.bot.desk import BOT_ID, Desk
from tests.bot.homes import TODAY, a_goal, titles
from tests.bot.recording import refusal
from tests.bot.walking import DAYLIO, HABITBULL
from tests.databases import dump_of, rows_of

BATCH = b"""[[
  {"title": "Morning walk", "is_onetime": false, "frequency": "Daily", "days": ["mon", "wed"],
   "goaltracking": [{"duedate": "2026-03-02", "iscompleted": true}]},
  {"title": "Dentist", "is_onetime": true, "targetdate": "2026-12-05T14:30:00"},
  {"title": "Broken", "is_onetime": "perhaps"}
]]"""
NOT_EFFECTS = {"drafts", "inbox", "day_cards", "entries", "numbering"}


def kept(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    return {name: rows for name, rows in dump_of(desk.url).items() if name not in NOT_EFFECTS}


# --- /export -----------------------------------------------------------------------------------


def test_export_sends_everything_as_two_files(home: Desk) -> None:
    a_goal(home, "Read")
    home.alice.says("/export")
    (json_name, tree), (zip_name, packed) = home.alice.documents
    assert (json_name, zip_name) == ("daymark-2026-03-04.json", "daymark-2026-03-04-tables.zip")
    assert [goal["title"] for goal in json.loads(tree)["goals"]] == ["Read"]
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == [
        "goals.csv",
        "entries.csv",
        "moods.csv",
    ]
    assert "everything I have of you" in home.alice.last.text


def test_a_file_that_does_not_leave_is_told(home: Desk) -> None:
    home.telegram.will("sendDocument", refusal(400, "Bad Request: made up"))
    home.alice.says("/export")
    assert "could not send the files" in home.alice.last.text
    home.alice.taps("Try again")
    assert len(home.alice.documents) == 2


def test_a_file_whose_fate_is_unknown_is_not_sent_twice(home: Desk) -> None:
    home.telegram.will("sendDocument", OutcomeUnknown("sendDocument", "made up"))
    home.alice.says("/export")
    assert len(home.telegram.made("sendDocument")) == 1
    assert "could not send the files" in home.alice.last.text


def test_charlies_export_has_nothing_of_alices(home: Desk) -> None:
    a_goal(home, "Alice's secret")
    home.charlie.says("/export")
    assert all(b"secret" not in content for _, content in home.charlie.documents)
    assert len(home.charlie.documents) == 2


def test_what_was_exported_comes_in_elsewhere_and_is_the_same(home: Desk) -> None:
    a_goal(home, "Read", reminders=(480,))
    home.do(entries.tick, home.alice.me, 1, TODAY, State.PART)
    home.do(moods.log, home.alice.me, "1", 4)
    home.alice.says("/export")
    (_, tree), _ = home.alice.documents
    home.bob.settles_in(zone=None)
    home.bob.sends_document(tree)
    assert "an account of yours" in home.bob.last.text
    assert "Goals: 1" in home.bob.last.text
    home.bob.taps("Import")
    assert "It is in." in home.bob.last.text
    assert home.bob.me.zone == "Europe/Berlin", "settings come along, and are known at once"
    bobs, alices = (home.look(export.holds, one.me) for one in (home.bob, home.alice))
    assert bobs == alices
    home.bob.taps("Undo")
    assert home.look(export.holds, home.bob.me) == {}
    assert home.bob.me.zone is None


def test_an_account_is_not_poured_into_one_that_has_something(home: Desk) -> None:
    a_goal(home, "Read")
    home.alice.says("/export")
    (_, tree), _ = home.alice.documents
    before = kept(home)
    home.alice.sends_document(tree)
    assert "only be brought into an empty one" in home.alice.last.words
    assert kept(home) == before


# --- /import -----------------------------------------------------------------------------------


def test_import_says_which_files_there_are(home: Desk) -> None:
    home.alice.says("/import")
    for name in ("/export", "JSON", "Loop", "Daylio", "HabitBull", "10 MB"):
        assert name in home.alice.last.text


def test_a_batch_is_shown_and_then_done_in_one_act(home: Desk) -> None:
    home.alice.sends_document(BATCH)
    assert "New goals: 2" in home.alice.last.text
    assert "Days: 1" in home.alice.last.text
    assert "1 item cannot be taken." in home.alice.last.text
    broken = "No. 3, Broken: the mark for one-time goals cannot be read; not taken"
    assert broken in home.alice.last.words
    assert titles(home) == []
    home.alice.taps("Import")
    assert "It is in." in home.alice.last.text
    assert broken in home.alice.last.words
    assert titles(home) == ["Morning walk", "Dentist"]
    home.alice.taps("Undo")
    assert titles(home) == []


def test_cancel_keeps_nothing(home: Desk) -> None:
    before = kept(home)
    home.alice.sends_document(BATCH)
    home.alice.taps("Cancel")
    assert kept(home) == before


def test_twice_is_once(home: Desk) -> None:
    for _ in range(2):
        home.alice.sends_document(BATCH)
        home.alice.taps("Import")
    assert titles(home) == ["Morning walk", "Dentist"]
    assert "Goals you have already" in home.alice.last.text
    answered = "SELECT count(*) FROM entries WHERE state = 'done'"
    assert rows_of(home.url, answered) == [(1,)]


def test_a_preview_survives_a_restart_and_stays_what_it_was(home: Desk) -> None:
    """A goal without a start begins on the day of the preview, not on that of the tap."""
    home.alice.sends_document(b'[{"title": "Walk", "is_onetime": false, "frequency": "Daily"}]')
    home.restart()
    home.clock.advance(timedelta(days=2))
    home.alice.taps("Import")
    assert home.look(goal_views.view, home.alice.me, 1).plan.start == TODAY


def test_a_goal_of_ones_own_is_changed_by_its_number(home: Desk) -> None:
    goal = a_goal(home, "Read")
    batch = [{"id": goal.id, "title": "Read more", "is_onetime": False, "frequency": "Daily"}]
    home.alice.sends_document(json.dumps(batch).encode())
    assert "Goals of yours that change: 1" in home.alice.last.text
    home.alice.taps("Import")
    assert titles(home) == ["Read more"]


@pytest.mark.parametrize("whose", ["nobody's", "Alice's"])
def test_a_number_of_somebody_elses_is_as_unknown_as_nobodys(home: Desk, whose: str) -> None:
    a_goal(home, "Alice's secret")
    before = home.look(export.everything, home.alice.me)
    home.charlie.settles_in()
    number = 1 if whose == "Alice's" else 999
    batch = [{"id": number, "title": "Mine now", "is_onetime": False, "frequency": "Daily"}]
    home.charlie.sends_document(json.dumps(batch).encode())
    assert "1, Mine now: you have no goal with that number, so it is a new one" in (
        home.charlie.last.words
    )
    home.charlie.taps("Import")
    assert home.look(export.everything, home.alice.me) == before
    assert "secret" not in home.charlie.last.text


def test_a_word_for_a_mood_is_asked_about_once(home: Desk) -> None:
    home.alice.sends_document(DAYLIO)
    assert "One of the moods is called meh-ish" in home.alice.last.words
    home.alice.taps("2")
    assert "Moods: 1" in home.alice.last.text
    home.alice.taps("Import")
    mood = home.look(moods.view, home.alice.me, 1)
    assert (mood.level, mood.label, mood.reasons) == (2, "meh-ish", ("work",))
    known = home.look(mood_labels.known, home.alice.me, "meh-ish")
    assert known is not None
    home.alice.sends_document(DAYLIO)
    assert "Moods that were imported before: 1" in home.alice.last.text


def test_a_level_may_be_typed_and_a_word_left_out(home: Desk) -> None:
    more = DAYLIO + b"2026-03-02,19:30,grumpy,,\n2026-03-02,20:30,grumpy,,\n"
    home.alice.sends_document(more)
    home.alice.says("4")
    assert "2 of the moods are called grumpy" in home.alice.last.words
    home.alice.taps("Leave these out")
    assert "Moods: 1" in home.alice.last.text
    home.alice.taps("Import")
    assert "Moods: 1" in home.alice.last.text
    assert "2 items cannot be taken." in home.alice.last.text
    assert rows_of(home.url, "SELECT label, level FROM mood_logs") == [("meh-ish", 4)]


def test_a_changed_mind_about_a_word_counts(home: Desk) -> None:
    home.alice.sends_document(DAYLIO)
    home.alice.taps("2")
    home.alice.taps("← Back")
    home.alice.taps("5")
    home.alice.taps("Import")
    assert rows_of(home.url, "SELECT level FROM mood_logs") == [(5,)]


@pytest.mark.parametrize(
    ("label", "day"), [("Day first: 31/12", "2026-03-02"), ("Month first: 12/31", "2026-02-03")]
)
def test_dates_that_can_be_read_two_ways_are_asked_about(home: Desk, label: str, day: str) -> None:
    home.alice.sends_document(HABITBULL)
    assert "How are the dates of that file written?" in home.alice.last.text
    home.alice.taps(label)
    assert "Days: 1" in home.alice.last.text
    home.alice.taps("Import")
    assert [str(found) for (found,) in rows_of(home.url, "SELECT day FROM entries")] == [day]


def test_nothing_is_kept_of_what_was_not_agreed_to(home: Desk) -> None:
    home.bob.settles_in(agreed=("goals",))
    home.bob.sends_document(DAYLIO)
    assert "May I store what you tell me?" in home.bob.last.text
    home.charlie.sends_document(BATCH)
    assert "May I store what you tell me?" in home.charlie.last.text
    assert home.telegram.made("getFile") != []
    assert rows_of(home.url, "SELECT 1 FROM drafts") == []


def test_a_consent_withdrawn_meanwhile_holds(home: Desk) -> None:
    home.alice.sends_document(BATCH)
    home.do(people.agree, home.alice.me, frozenset({"moods"}))
    home.restart()
    home.alice.taps("Import")
    assert "May I store what you tell me?" in home.alice.last.text
    assert titles(home) == []


def test_a_file_is_taken_in_the_middle_of_another_talk(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.sends_document(BATCH)
    home.alice.taps("Import")
    assert titles(home) == ["Morning walk", "Dentist"]


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "There is nothing in that."),
    "white space": (b" \n ", "There is nothing in that."),
    "an empty list": (b"[]", "There is nothing in that."),
    "not JSON": (b'[{"title": ', "not whole JSON"),
    "deep JSON": (b"[" * 100_000, "files of that shape"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff", "cannot read the letters"),
    "cp1252": ("caf\u00e9".encode("cp1252"), "cannot read the letters"),
    "a CSV of something else": (b"a,b\n1,2\n", "files of that shape"),
    "a zip that is none": (b"PK\x03\x04 and no more", "That file is damaged"),
    "NaN": (b'[{"title": "x", "is_onetime": false, "id": NaN}]', "not whole JSON"),
    "an export of a later version": (b'{"format": "daymark", "version": 9}', "files of that shape"),
    "an export of nobody": (b'{"format": "daymark", "version": 1}', "That file is damaged"),
    "only what cannot be taken": (b'[{"title": "x"}]', "nothing in that which I can take"),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD.keys())
def test_a_file_that_cannot_be_read_is_told_kindly_and_nothing_is_written(
    home: Desk, content: bytes, words: str
) -> None:
    before = kept(home)
    home.alice.sends_document(content)
    assert words in home.alice.last.text
    assert "Which files?" in home.alice.last.labels
    assert kept(home) == before
    assert rows_of(home.url, "SELECT 1 FROM drafts") == []


def test_a_file_too_large_by_its_own_account_is_not_even_fetched(home: Desk) -> None:
    home.alice.sends_document(BATCH, size=MAX_BYTES + 1)
    assert "larger than I can read" in home.alice.last.text
    assert home.telegram.made("getFile") == []


def test_a_file_that_lied_about_its_size_is_not_read(home: Desk) -> None:
    home.alice.sends_document(b"[" + b" " * MAX_BYTES, size=10)
    assert "larger than I can read" in home.alice.last.text


@pytest.mark.parametrize("method", ["getFile", "download"])
def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(
    home: Desk, method: str
) -> None:
    failure = NetworkError("made up")
    home.telegram.will(method, failure)
    home.alice.sends_document(BATCH)
    assert "Send it once more" in home.alice.last.text


def test_a_file_that_is_gone_at_the_yes_leaves_the_question_open(home: Desk) -> None:
    home.alice.sends_document(BATCH)
    home.telegram.will("download", NetworkError("made up"))
    home.alice.taps("Import")
    assert "Send it once more" in home.alice.last.text
    home.alice.taps("Import")
    assert titles(home) == ["Morning walk", "Dentist"]


def test_a_photo_is_no_file(home: Desk) -> None:
    home.alice.says("/import")
    home.alice.sends_photo()
    assert "did not catch that" in home.alice.last.text


def test_no_name_and_no_content_of_a_file_is_in_the_log(home: Desk) -> None:
    with capture_logs() as logs:
        home.alice.sends_document(
            b'[{"title": "canary-title", "is_onetime": false}, {"canary": 1}]'
        )
        home.alice.taps("Import")
        home.alice.sends_document(b"canary\xff")
        home.telegram.will("download", NetworkError("made up"))
        home.alice.sends_document(BATCH)
        home.alice.says("/export")
    assert "canary" not in str(logs)
    assert "1:desk" not in str(logs)
    assert "not fetched" in str(logs)


# --- /erase ------------------------------------------------------------------------------------


def ask_to_erase(desk: Desk) -> None:
    desk.alice.says("/erase")
    desk.alice.taps("Send my files and go on")
    desk.alice.says("erase")


def alices_rows(desk: Desk) -> list[str]:
    """Everything in the database that has Alice's number or her word in it."""
    every = dump_of(desk.url)
    found = [str(row) for name, rows in every.items() if name != "numbering" for row in rows]
    return [row for row in found if re.search(r"\b101\b|Zaphira", row)]


def test_erasing_takes_the_files_a_word_and_a_day(home: Desk) -> None:
    a_goal(home, "Zaphira")
    home.alice.says("/erase")
    assert "Goals: 1" in home.alice.last.text
    home.alice.taps("Send my files and go on")
    assert len(home.alice.documents) == 2
    home.alice.says("yes")
    assert "That was another word." in home.alice.last.text
    home.alice.says(" ERASE ")
    assert "On Thursday 5 March at 13:00 everything of yours will be deleted." in (
        home.alice.last.words
    )
    assert titles(home) == ["Zaphira"]
    home.clock.advance(SECOND_THOUGHTS)
    home.await_(home.house.farewells.erase_due())
    assert "Everything of yours is deleted" in home.alice.last.text
    assert alices_rows(home) == []


def test_the_day_can_be_waived(home: Desk) -> None:
    a_goal(home, "Zaphira")
    ask_to_erase(home)
    home.alice.taps("Erase now")
    assert "Everything of yours is deleted" in home.alice.last.text
    assert alices_rows(home) == []
    assert rows_of(home.url, "SELECT count(*) FROM erased") == [(1,)]


def test_everything_can_be_kept_until_then(home: Desk) -> None:
    a_goal(home, "Read")
    ask_to_erase(home)
    home.alice.taps("Keep everything")
    assert "Everything stays" in home.alice.last.text
    home.clock.advance(2 * SECOND_THOUGHTS)
    home.await_(home.house.farewells.erase_due())
    assert titles(home) == ["Read"]


def test_the_word_is_asked_again_after_asking_twice(home: Desk) -> None:
    ask_to_erase(home)
    sent = len(home.alice.documents)
    home.alice.says("/erase")
    assert "everything of yours will be deleted" in home.alice.last.text
    home.alice.makes_up(BeginErase())
    assert "everything of yours will be deleted" in home.alice.last.text
    assert len(home.alice.documents) == sent


@pytest.mark.parametrize("code", [EraseNow(), KeepEverything(), ShowErase()])
def test_a_made_up_button_erases_nothing(home: Desk, code: Any) -> None:
    a_goal(home, "Read")
    home.alice.says("/help")
    before = kept(home)
    home.alice.makes_up(code)
    assert kept(home) == before


def test_nothing_is_deleted_that_could_not_be_handed_over(home: Desk) -> None:
    home.telegram.will("sendDocument", refusal(400, "Bad Request: made up"))
    home.alice.says("/erase")
    home.alice.taps("Send my files and go on")
    assert "could not send the files" in home.alice.last.text
    home.alice.says("ERASE")
    assert home.look(erasing.erases_at, home.alice.me) is None


def test_the_card_says_that_everything_will_go_and_keeps_it_by_one_tap(home: Desk) -> None:
    a_goal(home)
    ask_to_erase(home)
    home.alice.says("/today")
    words = "On Thursday 5 March at 13:00 everything of yours will be deleted."
    assert words in home.alice.last.words
    home.alice.taps("⬜ Read")
    assert words in home.alice.last.words
    home.alice.taps("Keep everything")
    assert home.look(erasing.erases_at, home.alice.me) is None
    home.alice.says("/today")
    assert "deleted" not in home.alice.last.words
    assert "Keep everything" not in home.alice.last.labels


def test_charlie_erases_only_charlie(home: Desk) -> None:
    a_goal(home, "Zaphira")
    before = home.look(export.everything, home.alice.me)
    home.charlie.says("/erase")
    home.charlie.taps("Send my files and go on")
    home.charlie.says("ERASE")
    home.charlie.taps("Erase now")
    assert home.look(export.everything, home.alice.me) == before
    assert not [row for row in map(str, dump_of(home.url)["people"]) if "103" in row]


def test_who_comes_back_is_a_newcomer(home: Desk) -> None:
    ask_to_erase(home)
    old = home.alice.button("Erase now")
    home.alice.presses(old)
    home.alice.says("/start")
    assert "I am Daymark." in home.alice.last.text
    assert home.alice.me.agreed == frozenset()
    assert home.alice.me.zone is None
    home.alice.presses(old)
    assert home.look(erasing.erases_at, home.alice.me) is None


def test_an_old_button_of_an_erasure_that_was_called_off_says_so(home: Desk) -> None:
    a_goal(home, "Read")
    ask_to_erase(home)
    old = home.alice.button("Erase now")
    home.alice.taps("Keep everything")
    home.alice.presses(old)
    assert "That was called off: nothing is being deleted" in home.alice.last.words
    assert home.alice.last.labels == ["Today", "Delete everything…"]
    assert titles(home) == ["Read"]
    assert home.look(erasing.erases_at, home.alice.me) is None
    home.alice.taps("Delete everything…")
    assert "This would go" in home.alice.last.words


def test_an_old_button_tells_who_came_back_what_was_deleted_and_what_stays(home: Desk) -> None:
    ask_to_erase(home)
    old = home.alice.button("Erase now")
    home.alice.presses(old)
    home.alice.settles_in()
    a_goal(home, "Read")
    home.alice.says("/today")
    home.alice.presses(old)
    assert "What you had before was deleted. Nothing more is being deleted" in home.alice.last.words
    assert titles(home) == ["Read"]


@pytest.mark.parametrize(
    ("command", "label"),
    [
        ("/erase", "Erase now"),
        ("/erase", "Keep everything"),
        ("/today", "Read"),
        ("/goals", "Read"),
        ("/settings", "Week begins"),
        ("/settings", "Time zone"),
        ("/new", "Cancel"),
        ("/tracker", "This week"),
    ],
)
def test_an_old_button_of_somebody_erased_does_nothing_and_stores_nothing(
    home: Desk, command: str, label: str
) -> None:
    a_goal(home, "Read")
    ask_to_erase(home)
    now = home.alice.button("Erase now")
    home.alice.says(command)
    old = home.alice.button(label)
    home.alice.presses(now)
    home.alice.presses(old)
    assert "Everything of yours was deleted, and nothing is stored of you." in home.alice.last.words
    assert "on the server of Olga" in home.alice.last.words
    assert home.alice.last.labels == ["Let's go", "Privacy", "Language"]
    assert alices_rows(home) == []
    assert rows_of(home.url, "SELECT 1 FROM people") == []


def test_somebody_erased_begins_anew_from_an_old_button(home: Desk) -> None:
    home.alice.says("/goals")
    old = home.alice.button("New goal")
    ask_to_erase(home)
    home.alice.taps("Erase now")
    home.alice.presses(old)
    for label in ("Privacy", "What I agreed to"):
        home.alice.taps(label)
    assert rows_of(home.url, "SELECT 1 FROM people") == []
    home.alice.taps("Only goals, no moods")
    assert "For that I need your time zone." in home.alice.last.words
    assert home.alice.me.agreed == {"goals"}


def test_a_language_is_kept_for_a_stranger_who_chooses_one(desk: Desk) -> None:
    desk.alice.makes_up(ShowToday())
    assert "I am Daymark." in desk.alice.last.words
    assert "deleted" not in desk.alice.last.words
    desk.alice.taps("Language")
    assert rows_of(desk.url, "SELECT 1 FROM people") == []
    desk.alice.taps("Deutsch")
    assert desk.alice.me.language == "de"


def test_what_was_said_just_before_gets_no_answer_and_leaves_no_trace(home: Desk) -> None:
    """In the lane behind the tap, and safe in the inbox, when everything goes."""
    ask_to_erase(home)
    home.alice.says("/today")
    waiting = home.alice.message({"text": "Zaphira said"})
    home.updates += 1
    raw = {"update_id": home.updates, "message": waiting}
    home.do(inbox.store, BOT_ID, [(home.updates, dumped(raw))])
    late = home.updates
    home.alice.says("/erase")
    home.alice.taps("Erase now")
    sent = len(home.telegram.calls)
    home.receive(Arrival(Receipt(BOT_ID, late), raw))
    assert len(home.telegram.calls) == sent
    assert alices_rows(home) == []
    home.restart()
    assert home.look(inbox.unfinished, BOT_ID) == []


def test_a_turn_that_is_under_way_when_everything_goes_says_nothing_more(
    home: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hour strikes while a handler has looked but not yet answered."""
    a_goal(home, "Zaphira")
    home.do(erasing.ask_for, home.alice.me)
    home.clock.advance(SECOND_THOUGHTS)
    show = router._handlers[ShowGoals]
    sent: list[int] = []

    async def slow(turn: Any, code: Any) -> Any:
        reply = await show(turn, code)
        await home.house.farewells.erase_due()
        sent.append(len(home.telegram.calls))
        return reply

    monkeypatch.setitem(router._handlers, ShowGoals, slow)
    home.alice.says("/goals")
    assert len(home.telegram.calls) == sent[0], "nothing after the goodbye"
    assert "Everything of yours is deleted" in home.alice.last.text
    assert alices_rows(home) == []


def test_erasing_cannot_be_taken_back(home: Desk) -> None:
    a_goal(home, "Read")
    ask_to_erase(home)
    home.alice.says("/undo")
    assert home.look(erasing.erases_at, home.alice.me) is not None
    assert rows_of(home.url, "SELECT 1 FROM acts") == []
