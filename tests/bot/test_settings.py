"""/settings, /help, and what was not understood."""

import pytest

from bot.codes.moods import LogMood
from bot.commands import COMMANDS, LEADS_TO, MENU
from storage import people
from tests.bot.desk import GROUP, Desk
from tests.bot.homes import a_goal
from tests.databases import rows_of


def test_settings_say_how_everything_stands(home: Desk) -> None:
    home.alice.says("/settings")
    assert home.alice.last.words.splitlines()[2:] == [
        "Time zone: Berlin (13:00 now)",
        "Day begins at 00:00",
        "Week begins on Monday",
        "Language: English",
        "Quiet hours: 22:00–07:00",
        "Stored: goals and moods; /privacy lists all of it",
    ]


@pytest.mark.parametrize(
    ("agreed", "words"), [(("goals",), "goals, no moods"), ((), "only your settings")]
)
def test_settings_say_what_is_stored(desk: Desk, agreed: tuple[str, ...], words: str) -> None:
    desk.alice.settles_in(zone=None, agreed=agreed)
    desk.alice.says("/settings")
    assert desk.alice.last.words.endswith(f"Stored: {words}; /privacy lists all of it")
    assert "Time zone: not set" in desk.alice.last.words


@pytest.mark.parametrize(
    ("setting", "choice", "words"),
    [
        ("Day begins", "05:00", "Day begins at 05:00"),
        ("Week begins", "Saturday", "Week begins on Saturday"),
        ("Language", "✓ English", "Language: English"),
        ("Skips", "4", "Skips: 4 a month"),
        ("Discreet", "No", "Reminders name nothing until you open them"),
        ("Quiet hours", "22:00–07:00", "Quiet hours: 22:00–07:00"),
        ("How much", "3 a day, 1 an hour", "I begin by myself at most: 3 a day, 1 an hour"),
    ],
)
def test_a_setting_is_changed_by_two_taps(
    home: Desk, setting: str, choice: str, words: str
) -> None:
    home.alice.says("/settings")
    home.alice.taps(setting)
    home.alice.taps(choice)
    assert words in home.alice.last.words
    home.restart()
    home.alice.says("/settings")
    assert words in home.alice.last.words


@pytest.mark.parametrize(
    "made_up",
    [
        "1.ss.day.61",
        "1.ss.week.9",
        "1.ss.language.tlh",
        "1.ss.quiet.0-0",
        "1.ss.night7.none",
        "1.ss.night4.0-0",
        "1.ss.zone.now",
        "1.ss.names.maybe",
        "1.ss.shoe.42",
        "1.sv.shoe",
    ],
)
def test_a_setting_nobody_offered_is_not_taken(home: Desk, made_up: str) -> None:
    before = home.alice.me
    home.alice.says("/settings")
    home.alice.makes_up(made_up)
    assert "cannot find that any more" in home.alice.toast
    assert home.alice.alerted
    assert home.alice.me == before


def test_the_way_back_from_a_setting_changes_nothing(home: Desk) -> None:
    before = home.alice.me
    home.alice.says("/settings")
    for label in ("Day begins", "← Settings"):
        home.alice.taps(label)
    assert home.alice.me == before


def test_quiet_hours_are_switched_off_again(home: Desk) -> None:
    home.alice.says("/settings")
    home.alice.taps("Quiet hours")
    assert home.alice.last.labels == [
        "✓ 22:00–07:00", "23:00–07:00", "21:00–08:00", "Off", "Other hours on a night", "← Settings",
    ]  # fmt: skip
    home.alice.taps("23:00–07:00")
    home.alice.taps("Quiet hours")
    assert "✓ 23:00–07:00" in home.alice.last.labels
    home.alice.taps("Off")
    assert home.alice.me.quiet is None
    assert "Quiet hours" not in home.alice.last.words


def test_help_lists_exactly_the_commands_that_work(home: Desk) -> None:
    home.alice.says("/help")
    listed = [
        line[1:].split()[0] for line in home.alice.last.words.splitlines() if line[0:1] == "/"
    ]
    assert listed == list(COMMANDS)
    assert set(listed) == {*LEADS_TO, "cancel"}
    assert set(MENU) <= set(listed)
    for command in listed:
        home.alice.says(f"/{command}")
        assert "I do not know that command" not in home.alice.last.words


def test_an_unknown_command_gets_the_nearest_three_at_most(home: Desk) -> None:
    home.alice.says("/goal")
    words = home.alice.last.words
    assert "/goals" in words
    assert words.count("\n/") <= 3
    home.alice.says("/xyzzy")
    assert home.alice.last.words == "I do not know that command. /help lists them all."


@pytest.mark.parametrize("odd", ["/", "/today@another_bot", "/TODAYY", "/тудей"])
def test_an_odd_command_is_answered_all_the_same(home: Desk, odd: str) -> None:
    home.alice.says(odd)
    assert "command" in home.alice.last.words


def test_what_has_no_words_gets_a_way_on(home: Desk) -> None:
    for say in (home.alice.sends_photo, home.alice.sends_sticker):
        say()
        assert "I did not catch that." in home.alice.last.words
        assert home.alice.last.labels == ["Today", "Mood", "New goal"]


def test_there_is_nothing_to_cancel_outside_a_dialog(home: Desk) -> None:
    home.alice.says("/cancel")
    assert "There is nothing to cancel." in home.alice.last.words


def test_privacy_and_support_leave_the_message_they_were_asked_from(home: Desk) -> None:
    home.alice.says("/help")
    listed = home.alice.last
    home.alice.taps("Privacy")
    assert "Not stored:" in home.alice.last.words
    home.alice.taps("What I agreed to")
    assert "✓ Yes, goals and moods" in home.alice.last.labels
    assert home.alice.chat[listed.message_id] == listed


# --- Groups -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [*COMMANDS, "nonsense"])
def test_in_a_group_nothing_personal_is_said(home: Desk, command: str) -> None:
    a_goal(home, "Secret")
    home.alice.says(f"/{command}", chat=GROUP)
    group = home.telegram.chats[GROUP]
    (answer,) = group.values()
    assert answer.text == "Goals and moods are personal. Let us talk in a chat of our own."
    assert answer.buttons[0][0]["url"] == "https://t.me/daymark_bot?start=hello"
    assert not home.alice.chat


def test_what_people_say_to_each_other_in_a_group_is_not_answered(home: Desk) -> None:
    home.alice.says("good morning", chat=GROUP)
    assert not home.telegram.made("sendMessage")


@pytest.mark.parametrize(
    ("command", "answers"),
    [
        ("/today@daymark_bot", 1),
        ("/today@Daymark_Bot now", 1),
        ("/today@weather_bot", 0),
        ("/today@weather_bot daymark_bot", 0),
    ],
)
def test_in_a_group_a_command_for_another_bot_is_left_to_it(
    home: Desk, command: str, answers: int
) -> None:
    home.alice.says(command, chat=GROUP)
    assert len(home.telegram.chats[GROUP]) == answers


def test_somebody_who_only_shares_a_group_is_not_kept(desk: Desk) -> None:
    desk.charlie.says("/today", chat=GROUP)
    assert desk.telegram.chats[GROUP]
    assert rows_of(desk.url, "SELECT * FROM people") == []


def test_a_button_tapped_in_a_group_answers_in_private_and_rewrites_nothing_there(
    home: Desk,
) -> None:
    home.alice.says("/mood")
    question = home.alice.last
    tap = home.alice.button("🙂 4")
    home.alice.presses(tap, chat=GROUP)
    assert home.telegram.chats[GROUP] == {}
    assert home.alice.chat[question.message_id] == question
    assert home.alice.last.words.startswith("Noted: 4")


def test_a_passer_by_tapping_in_a_group_changes_nothing(home: Desk) -> None:
    home.alice.says("/mood")
    tap = home.alice.button("🙂 4")
    home.charlie.presses(tap, chat=GROUP)
    home.charlie.makes_up(LogMood(7, 3))
    assert rows_of(home.url, "SELECT * FROM mood_logs") == []
    assert home.telegram.chats[GROUP] == {}


# --- Coming and going ---------------------------------------------------------------------------


def test_who_stops_the_bot_is_marked_and_welcome_back(home: Desk) -> None:
    def blocked() -> bool:
        return rows_of(home.url, "SELECT blocked_at IS NOT NULL FROM people") == [(1,)]

    home.alice.turns_membership("kicked")
    assert blocked()
    home.alice.turns_membership("member")
    assert not blocked()


@pytest.mark.parametrize("words", ["/start", "/today"])
def test_18_who_could_not_be_reached_and_writes_is_reminded_again(home: Desk, words: str) -> None:
    """Their account was away, or the bot is another one now: Telegram says nothing of their return."""
    home.do(people.lose, home.alice.id)
    if words != "/start":  # found out by this process, in an earlier life
        home.house.acquaintances.forget(home.alice.id)
    home.charlie.says(words, chat=GROUP)
    home.alice.says(words)
    assert rows_of(home.url, "SELECT blocked_at IS NOT NULL FROM people") == [(0,)]


def test_a_night_has_quiet_hours_of_its_own_until_it_is_as_every_night(home: Desk) -> None:
    for label in ("/settings", "Quiet hours", "22:00–07:00", "Quiet hours", "Other hours"):
        home.alice.says(label) if label.startswith("/") else home.alice.taps(label)
    home.alice.taps("Friday")
    assert "the night of Friday" in home.alice.last.words
    home.alice.taps("23:00–09:00")
    assert "Quiet hours: 22:00–07:00\nNight of Friday: quiet 23:00–09:00" in home.alice.last.words
    for label in ("Quiet hours", "Other hours", "Saturday", "No quiet hours"):
        home.alice.taps(label)
    home.restart()
    home.alice.says("/settings")
    assert "Night of Saturday: no quiet hours" in home.alice.last.words
    for label in ("Quiet hours", "Other hours", "✓ Friday", "As every night"):
        home.alice.taps(label)
    assert "Friday" not in home.alice.last.words
    home.alice.says("/undo")
    assert "Taken back: your quiet hours." in home.alice.last.words
    assert home.alice.me.quiet_days == {"4": [1380, 540], "5": None}
    for label in ("Quiet hours", "Off"):
        home.alice.taps(label)
    assert home.alice.me.quiet is None
