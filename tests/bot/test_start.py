"""The first minutes, and coming back."""

import pytest

from bot.codes.moods import AskMood
from bot.codes.settings import Agree
from bot.config import Config
from bot.handlers.hello import SUBJECTS
from bot.lang import lang
from bot.texts.hello import privacy_line
from bot.wire import Word
from storage import drafts
from tests.bot.desk import Desk
from tests.bot.homes import a_goal, titles
from tests.databases import rows_of


def test_a_newcomer_is_told_who_keeps_what_before_anything_is_asked(desk: Desk) -> None:
    desk.alice.says("/start")
    assert "on the server of Olga" in desk.alice.last.words
    assert desk.alice.last.labels == ["Let's go", "Privacy", "Language"]
    assert desk.alice.me.agreed == frozenset()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "on the server of whoever runs this bot."),
        ("de", "auf dem Server derer, die diesen Bot betreiben."),
    ],
)
def test_where_nobody_is_named_as_operator_that_is_said_in_ones_own_language(
    language: str, words: str
) -> None:
    assert words in privacy_line(lang(language), Config().operator).plain


def test_five_taps_lead_to_a_card_to_tick(desk: Desk) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "Yes, goals and moods", "Set my time zone"):
        desk.alice.taps(label)
    desk.alice.says("Berlin")
    assert "It is 13:00 on Wednesday for you? (Berlin)" in desk.alice.last.words
    desk.alice.taps("Yes")
    assert desk.alice.me.zone == "Europe/Berlin"
    desk.alice.taps("Read")
    assert "⬜ Read" in desk.alice.last.labels
    assert titles(desk) == ["Read"]


@pytest.mark.parametrize(
    ("label", "agreed"),
    [
        ("Yes, goals and moods", {"goals", "moods"}),
        ("Only goals, no moods", {"goals"}),
        ("No, keep nothing of that", set()),
    ],
)
def test_what_is_agreed_to_is_what_was_tapped(desk: Desk, label: str, agreed: set[str]) -> None:
    desk.alice.says("/start")
    for each in ("Let's go", label):
        desk.alice.taps(each)
    assert desk.alice.me.agreed == agreed


def test_a_no_is_a_fine_answer(desk: Desk) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "No, keep nothing of that"):
        desk.alice.taps(label)
    assert "I keep nothing more of that" in desk.alice.last.words
    for command in ("/today", "/new", "/mood"):
        desk.alice.says(command)
        assert "May I store what you tell me?" in desk.alice.last.words


@pytest.mark.parametrize(
    ("command", "label", "words"),
    [
        ("/mood", "Yes, goals and moods", "How are you, right now?"),
        ("/today", "Yes, goals and moods", "You have no goals yet."),
        ("/today", "Only goals, no moods", "You have no goals yet."),
        ("/mood", "Only goals, no moods", "What would you like to do more often?"),
        ("/new", "Only goals, no moods", "What would you like to do more often?"),
    ],
)
def test_after_a_yes_it_goes_on_with_what_was_asked_for(
    desk: Desk, command: str, label: str, words: str
) -> None:
    """To say no to moods and be asked for them once more would be nagging."""
    desk.alice.settles_in(agreed=())
    desk.alice.says(command)
    desk.alice.taps(label)
    assert words in desk.alice.last.words


def test_what_a_yes_goes_on_with_is_made_up_in_vain(desk: Desk) -> None:
    desk.alice.settles_in(agreed=())
    desk.alice.says("/today")
    desk.alice.makes_up(Agree(Word("all"), Word("xyzzy")))
    assert "What would you like to do more often?" in desk.alice.last.words


def test_a_tap_that_needs_a_yes_leaves_the_message_it_was_made_on(desk: Desk) -> None:
    desk.alice.settles_in(agreed=())
    desk.alice.says("/help")
    listed = desk.alice.last
    desk.alice.makes_up(AskMood())
    assert "May I store what you tell me?" in desk.alice.last.words
    assert desk.alice.chat[listed.message_id] == listed


@pytest.mark.parametrize(("agreed", "way_back"), [((), False), (("goals",), True)])
def test_who_agreed_before_can_go_back_to_the_settings(
    desk: Desk, agreed: tuple[str, ...], way_back: bool
) -> None:
    desk.alice.settles_in(agreed=agreed)
    desk.alice.says("/settings")
    desk.alice.taps("What I may store")
    assert ("← Settings" in desk.alice.last.labels) is way_back


def test_what_was_stored_before_a_no_can_still_be_seen(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/settings")
    for label in ("What I may store", "No, keep nothing of that", "My goals", "Read"):
        home.alice.taps(label)
    assert "Read" in home.alice.last.words


def test_a_consent_nobody_offered_changes_nothing(home: Desk) -> None:
    home.alice.says("/privacy")
    home.alice.makes_up(Agree(Word("everything")))
    assert home.alice.me.agreed == SUBJECTS["all"]


def test_every_step_can_be_left_for_later(desk: Desk) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "Only goals, no moods", "Later"):
        desk.alice.taps(label)
    assert "What would you like to do more often?" in desk.alice.last.words
    desk.alice.taps("Later")
    assert "You have no goals yet." in desk.alice.last.words
    assert "UTC" in desk.alice.last.words


def test_start_goes_on_where_it_stopped_even_after_a_restart(desk: Desk) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "Only goals, no moods"):
        desk.alice.taps(label)
    desk.restart()
    desk.alice.says("/start")
    assert "For that I need your time zone." in desk.alice.last.words
    desk.alice.taps("Set my time zone")
    desk.alice.taps("Tokyo")
    desk.alice.taps("Yes")
    desk.alice.says("/start")
    assert "What would you like to do more often?" in desk.alice.last.words
    desk.alice.taps("Drink water")
    desk.alice.says("/start")
    assert "Everything is where you left it." in desk.alice.last.words


@pytest.mark.parametrize("again", [False, True])
def test_a_city_typed_at_the_offer_is_the_answer(desk: Desk, *, again: bool) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "Only goals, no moods"):
        desk.alice.taps(label)
    if again:
        desk.alice.says("/start")
        assert "For that I need your time zone." in desk.alice.last.words
    desk.alice.says("Berlin")
    assert "It is 13:00 on Wednesday for you? (Berlin)" in desk.alice.last.words
    desk.alice.taps("Yes")
    assert "What would you like to do more often?" in desk.alice.last.words


def test_a_command_at_the_offer_is_no_city_and_neither_is_what_follows(desk: Desk) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "Only goals, no moods"):
        desk.alice.taps(label)
    desk.alice.says("/today")
    assert "You have no goals yet." in desk.alice.last.words
    desk.alice.says("paint daily")
    assert "Is this right?" in desk.alice.last.words


def test_a_question_that_is_open_hears_what_is_typed_at_the_offer(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    desk.alice.says("/new")
    desk.alice.says("/start")
    assert any(
        "For that I need your time zone." in shown.words for shown in desk.alice.chat.values()
    )
    desk.alice.says("Paint")
    assert "Anything to add about Paint?" in desk.alice.last.words


def test_start_inside_the_question_for_the_zone_asks_it_once_more_and_nothing_else(
    desk: Desk,
) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "Yes, goals and moods", "Set my time zone"):
        desk.alice.taps(label)
    before = len(desk.telegram.made("sendMessage"))
    desk.alice.says("/start")
    assert len(desk.telegram.made("sendMessage")) == before + 1
    assert "Type your city" in desk.alice.last.words
    desk.alice.says("Berlin")
    assert "(Berlin)" in desk.alice.last.words


def test_a_link_with_a_payload_does_not_begin_anew(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/start hello")
    assert "Everything is where you left it." in home.alice.last.words


def test_a_ready_made_goal_tapped_twice_is_there_once(desk: Desk) -> None:
    desk.alice.settles_in()
    desk.alice.says("/start")
    tap = desk.alice.button("Take a walk")
    desk.alice.presses(tap)
    desk.alice.presses(tap)
    assert titles(desk) == ["Take a walk"]
    assert "⬜ Take a walk" in desk.alice.last.labels
    desk.alice.makes_up("1.gq.unknown")
    assert titles(desk) == ["Take a walk"]


# --- The first goal, typed ---------------------------------------------------------------------


@pytest.fixture
def newcomer(desk: Desk) -> Desk:
    """Alice is asked for her first goal."""
    desk.alice.settles_in(agreed=())
    desk.alice.says("/start")
    for label in ("Let's go", "Yes, goals and moods"):
        desk.alice.taps(label)
    assert "What would you like to do more often?" in desk.alice.last.words
    return desk


def test_a_first_goal_in_one_line_is_reviewed_and_saved(newcomer: Desk) -> None:
    asked = newcomer.alice.last
    newcomer.alice.says("run mon wed fri 7:00")
    assert "Repeats every Mon, Wed, Fri" in newcomer.alice.last.words
    assert newcomer.alice.chat[asked.message_id].labels == []
    newcomer.alice.taps("✓ Save")
    assert titles(newcomer) == ["run"]


def test_a_first_goal_without_a_rhythm_is_the_name_of_a_new_one(newcomer: Desk) -> None:
    newcomer.restart()
    newcomer.alice.says("Learn Italian")
    assert "Anything to add about Learn Italian?" in newcomer.alice.last.words
    for label in ("That is all: every day", "✓ Save"):
        newcomer.alice.taps(label)
    assert titles(newcomer) == ["Learn Italian"]


def test_a_first_goal_that_fits_several_rhythms_is_asked_for_one(newcomer: Desk) -> None:
    newcomer.alice.says("gym mon")
    for label in ("Again and again", "Every day"):
        newcomer.alice.taps(label)
    newcomer.alice.says("/cancel")
    assert titles(newcomer) == []
    assert "You have no goals yet." in newcomer.alice.last.words


def test_what_is_no_goal_is_asked_for_again(newcomer: Desk) -> None:
    newcomer.alice.says("run mon 25:00")
    assert "There is no such time." in newcomer.alice.last.words
    newcomer.alice.sends_sticker()
    assert "I can only read words here." in newcomer.alice.last.words
    newcomer.alice.says("Run")
    assert "Anything to add about Run?" in newcomer.alice.last.words


def test_a_first_goal_put_off_or_tapped_is_no_open_question(newcomer: Desk) -> None:
    for label in ("Later", "Read"):
        newcomer.alice.says("/start")
        newcomer.alice.taps(label)
        newcomer.alice.says("/help")
        assert "What I can do" in newcomer.alice.last.words


def test_who_turns_to_something_else_is_not_asked_for_a_goal_any_longer(newcomer: Desk) -> None:
    newcomer.alice.says("/help")
    assert "What I can do" in newcomer.alice.last.words
    newcomer.alice.says("what a day")
    assert "What shall I do with that?" in newcomer.alice.last.words


def test_no_first_goal_is_asked_for_while_another_question_is_open(newcomer: Desk) -> None:
    newcomer.alice.says("/mood")
    for label in ("🙂 4", "Note"):
        newcomer.alice.taps(label)
    newcomer.alice.says("/start")
    assert "Still open: a note to a mood." in newcomer.alice.last.words
    newcomer.alice.says("slept badly")
    assert "slept badly" in newcomer.alice.last.words
    assert titles(newcomer) == []


def test_a_first_goal_half_made_is_gone_on_with(newcomer: Desk) -> None:
    newcomer.alice.says("Learn Italian")
    newcomer.alice.says("/start")
    assert "Anything to add about Learn Italian?" in newcomer.alice.last.words
    newcomer.alice.taps("Cancel")
    assert "You have no goals yet." in newcomer.alice.last.words


# --- The zone -----------------------------------------------------------------------------------


def asked_where(desk: Desk) -> None:
    desk.alice.settles_in(zone=None)
    desk.alice.says("/settings")
    desk.alice.taps("Time zone")


def test_a_shared_place_gives_the_zone_and_is_kept_nowhere(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.taps("📍 Share my location")
    assert desk.alice.last.asks_place
    desk.alice.shares(35.68123, 139.76712)
    assert "(Tokyo)" in desk.alice.last.words
    drafts_kept = str(rows_of(desk.url, "SELECT data FROM drafts"))
    assert "35.68" not in drafts_kept
    assert "139.7" not in str(rows_of(desk.url, "SELECT payload FROM inbox"))
    desk.alice.taps("Yes")
    assert desk.alice.me.zone == "Asia/Tokyo"


def test_the_keyboard_for_sharing_goes_when_a_city_is_typed_instead(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.taps("📍 Share my location")
    desk.alice.says("Berlin")
    assert "(Berlin)" in desk.alice.last.words
    away = [call.payload.get("reply_markup") for call in desk.telegram.made("sendMessage")]
    assert away.count({"remove_keyboard": True}) == 1
    assert "📍" not in [shown.text for shown in desk.alice.chat.values()], "nobody gets to see it"
    desk.alice.says("/today")
    assert len(desk.telegram.made("deleteMessage")) == 1


def test_a_place_may_be_shared_without_being_asked_to(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.shares(35.7, 139.8)
    assert "(Tokyo)" in desk.alice.last.words


def test_a_place_of_which_the_map_knows_no_zone_is_asked_for_again(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.shares(-60.0, 0.0)
    assert "I do not know that one." in desk.alice.last.words
    assert "Where are you?" in desk.alice.last.words


def test_a_command_while_the_place_is_asked_leaves_the_question_open(desk: Desk) -> None:
    asked_where(desk)
    berlin = desk.alice.button("Berlin")
    desk.alice.says("/help")
    desk.alice.presses(berlin)
    assert "for you?" in desk.alice.last.words


@pytest.mark.parametrize("city", ["Nowhere", "Atlantis", "<b>", "x" * 101, "\u200b"])
def test_an_unknown_city_is_asked_for_again(desk: Desk, city: str) -> None:
    """Atlantis is one whose zone this machine's time zones do not have."""
    asked_where(desk)
    desk.alice.says(city)
    assert "Where are you?" in desk.alice.last.words
    assert desk.alice.me.zone is None


def test_of_several_cities_of_a_name_alice_says_which(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.says("Paris")
    assert desk.alice.last.labels[:2] == ["Paris 13:00", "Chicago 06:00"]
    desk.alice.taps("Chicago 06:00")
    assert desk.alice.me.zone == "America/Chicago"


def test_several_cities_of_a_name_can_be_typed_over(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.says("Paris")
    desk.alice.says("Berlin")
    assert "It is 13:00 on Wednesday for you? (Berlin)" in desk.alice.last.words
    desk.alice.taps("Yes")
    assert desk.alice.me.zone == "Europe/Berlin"


def test_choosing_among_several_is_confirmed_only_where_no_time_was_seen(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.says("Paris")
    desk.alice.taps("Paris 13:00")
    assert desk.alice.me.zone == "Europe/Paris"
    desk.alice.says("/settings")
    desk.alice.taps("Time zone")
    desk.alice.says("Berlin")
    assert "It is 13:00 on Wednesday for you? (Berlin)" in desk.alice.last.words


def test_who_gives_up_naming_a_zone_at_the_start_goes_on_without(desk: Desk) -> None:
    desk.alice.says("/start")
    for label in ("Let's go", "Only goals, no moods", "Set my time zone", "Cancel"):
        desk.alice.taps(label)
    assert desk.alice.toast == "Closed. Nothing was kept of it."
    assert "What would you like to do more often?" in desk.alice.last.words


def test_a_zone_that_was_not_offered_is_not_taken(desk: Desk) -> None:
    asked_where(desk)
    draft = desk.look(drafts.waiting, desk.alice.me)
    assert draft is not None
    desk.alice.makes_up(f"1.qa.zone.{draft.id}.place.Mars:Olympus")
    assert "I do not know that one." in desk.alice.last.words
    desk.alice.says("Paris")
    desk.alice.makes_up(f"1.qa.zone.{draft.id}.which.Asia:Tokyo")
    assert "I do not know that one." in desk.alice.last.words


def test_a_wrong_guess_is_asked_again(desk: Desk) -> None:
    asked_where(desk)
    desk.alice.says("Berlin")
    desk.alice.taps("No, another")
    assert "Where are you?" in desk.alice.last.words
    desk.alice.taps("Sydney")
    desk.alice.taps("Yes")
    assert desk.alice.me.zone == "Australia/Sydney"


def test_somebody_who_changes_their_zone_sees_the_settings_afterwards(home: Desk) -> None:
    home.alice.says("/settings")
    for label in ("Time zone", "Tokyo", "Yes"):
        home.alice.taps(label)
    assert "Time zone: Tokyo (21:00 now)" in home.alice.last.words
