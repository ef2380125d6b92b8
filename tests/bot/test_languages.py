"""Several languages: which one is spoken to whom, and a German week on the phone."""

from datetime import date

import pytest

from bot.codes.pauses import BeginPause
from bot.codes.settings import SetSetting
from bot.lang import lang
from bot.wire import Word
from domain.kinds import Daily, Weekdays
from storage import goal_views, moods, people
from tests.bot.desk import Desk, Player
from tests.bot.homes import TODAY, a_goal, entry, goal, titles

YESTERDAY = date(2026, 3, 3)


@pytest.fixture
def zuhause(home: Desk) -> Desk:
    """Alice at home, with German on her phone and in the bot."""
    return speaking(home, "de")


def speaking(desk: Desk, language: str) -> Desk:
    """Alice changes the language. In the middle of a dialog the settings are not the last message."""
    desk.alice.says("/settings")
    desk.alice.makes_up(SetSetting(Word("language"), Word(language)))
    return desk


def said(desk: Desk, english: str) -> str:
    """A label in the language Alice speaks with the bot."""
    return lang(desk.alice.me.language).label(english)


def taps(alice: Player, *steps: str) -> None:
    """Commands are typed, everything else is tapped."""
    for step in steps:
        if step.startswith("/"):
            alice.says(step)
        else:
            alice.taps(step)


# --- Which language -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phone", "spoken"),
    [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("en-GB", "en"), ("tlh", "en")],
)
def test_a_newcomer_is_spoken_to_as_their_phone_speaks(desk: Desk, phone: str, spoken: str) -> None:
    desk.alice.speaks = phone
    desk.alice.says("/start")
    assert desk.alice.me.language == spoken
    assert desk.alice.last.words.startswith(
        {"de": "Ich bin Daymark.", "en": "I am Daymark."}[spoken]
    )


def test_a_language_once_known_is_not_changed_by_another_phone(home: Desk) -> None:
    home.alice.speaks = "de"
    home.alice.says("/help")
    assert "What I can do" in home.alice.last.words


def test_a_chosen_language_is_spoken_from_the_next_word_on_and_after_a_restart(
    home: Desk,
) -> None:
    taps(home.alice, "/settings", "Language", "Deutsch")
    assert "Sprache: Deutsch" in home.alice.last.words
    home.restart()
    home.alice.says("/help")
    assert "Was ich kann" in home.alice.last.words


def test_a_newcomer_can_change_the_language_before_anything_is_asked(desk: Desk) -> None:
    desk.alice.speaks = "de"
    taps(desk.alice, "/start", "Sprache", "English")
    assert desk.alice.last.labels[0] == "Let's go"
    desk.alice.says("/start")
    assert desk.alice.last.labels[0] == "Let's go"


def test_who_has_settled_in_stays_in_the_settings_whatever_they_agree_to(home: Desk) -> None:
    home.do(people.agree, home.alice.me, frozenset())
    taps(home.alice, "/settings", "Language", "Deutsch")
    assert "Sprache: Deutsch" in home.alice.last.words


def test_alices_language_is_not_bobs(zuhause: Desk) -> None:
    zuhause.bob.settles_in()
    zuhause.bob.says("/help")
    assert "What I can do" in zuhause.bob.last.words


def test_in_a_group_everybody_is_answered_in_their_own_language(desk: Desk) -> None:
    desk.charlie.speaks = "de"
    desk.charlie.says("/today", chat=-500)
    (answer,) = desk.telegram.chats[-500].values()
    assert answer.text.startswith("Ziele und Stimmungen sind persönlich.")


def test_another_language_leaves_a_chosen_week_and_what_was_typed(home: Desk) -> None:
    a_goal(home, "Read")
    taps(home.alice, "/settings", "Week begins", "Sunday")
    speaking(home, "de")
    assert "Die Woche beginnt am Sonntag" in home.alice.last.words
    assert home.alice.me.first_weekday == 6
    home.alice.says("/today")
    assert "⬜ Read" in home.alice.last.labels


# --- In the middle of a dialog ------------------------------------------------------------------


def in_the_middle(home: Desk, *steps: str) -> None:
    """Alice begins a goal, changes the language while a question is open, and goes on with that."""
    home.alice.says("/new")
    home.alice.says("Run")
    taps(home.alice, *steps)
    speaking(home, "de")
    home.alice.says("/new")
    home.alice.taps("Weiter")


def test_an_open_question_comes_in_the_new_language(home: Desk) -> None:
    in_the_middle(home, "Skip", "Again and again")
    assert home.alice.last.words.startswith("Wie oft?")
    assert "Jeden Tag" in home.alice.last.labels


def test_a_button_of_the_old_language_still_answers(home: Desk) -> None:
    home.alice.says("/new")
    home.alice.says("Run")
    home.alice.taps("Skip")
    often = home.alice.button("Again and again")
    speaking(home, "de")
    home.alice.presses(often)
    assert home.alice.last.words.startswith("Wie oft?")


def test_days_times_and_weekdays_are_read_in_the_new_language(home: Desk) -> None:
    in_the_middle(home, "Skip", "Again and again", "On chosen weekdays")
    home.alice.says("montags, mittwochs und freitags")
    assert home.alice.last.words.startswith("Ab welchem Tag?")
    home.alice.says("übermorgen")
    home.alice.says("5. Dezember")
    home.alice.taps("Wie üblich")
    home.alice.says("halb acht und 20 uhr")
    assert "Wiederholt sich jeden Mo, Mi, Fr bis Samstag, 5. Dezember" in home.alice.last.words
    home.alice.taps("✓ Speichern")
    made = goal(home)
    assert made.schedule == Weekdays(frozenset({0, 2, 4}))
    assert made.plan.start == date(2026, 3, 6)
    assert made.plan.target == date(2026, 12, 5)
    assert made.reminders == (7 * 60 + 30, 20 * 60)


@pytest.mark.parametrize(("language", "until"), [("de", date(2026, 5, 3)), ("en", None)])
def test_a_date_in_figures_is_read_in_the_order_of_the_language(
    home: Desk, language: str, until: date | None
) -> None:
    """English leaves it open which of 3/5 is the day, so that is asked; German does not."""
    speaking(home, language)
    home.alice.makes_up(BeginPause())
    home.alice.taps(said(home, "Today"))
    home.alice.says("3/5")
    if until is None:
        assert "That can be read two ways" in home.alice.last.words
    else:
        assert "pausiert bis Sonntag, 3. Mai" in home.alice.last.words


def test_what_was_not_understood_is_said_in_the_new_language(home: Desk) -> None:
    in_the_middle(home, "Skip", "Again and again", "On chosen weekdays")
    home.alice.says("hmm")
    assert home.alice.last.words.startswith("Darin sehe ich keinen Wochentag.")


# --- A German week ------------------------------------------------------------------------------


def test_from_the_first_word_to_a_ticked_day_and_a_mood_in_german(desk: Desk) -> None:
    alice = desk.alice
    alice.speaks = "de"
    taps(alice, "/start", "Los geht’s", "Ja, Ziele und Stimmungen", "Zeitzone einstellen")
    alice.says("Berlin")
    assert "Bei dir ist es Mittwoch, 13:00 Uhr? (Berlin)" in alice.last.words
    taps(alice, "Ja", "Lesen")
    assert "Heute, Mittwoch, 4. März" in alice.last.words
    alice.taps("⬜ Lesen")
    assert alice.toast == "Erledigt: Lesen"
    assert "✅ Lesen – erledigt" in alice.last.words
    taps(alice, "/mood", "🙂 4")
    assert alice.last.words.startswith("Notiert: 4, angenehm.")
    assert entry(desk).reading.value == "done"


def test_cities_are_called_as_germans_call_them(zuhause: Desk) -> None:
    taps(zuhause.alice, "/settings", "Zeitzone")
    assert {"Tokio", "Athen", "Berlin"} <= set(zuhause.alice.last.labels)
    taps(zuhause.alice, "Tokio", "Ja")
    assert "Zeitzone: Tokio (jetzt 21:00)" in zuhause.alice.last.words
    zuhause.alice.says("/tracker 2026-03-01 2026-03-03 Europe/Athens")
    assert "Übersicht, Sonntag, 1. März bis Dienstag, 3. März (Athen)" in zuhause.alice.last.words


def test_a_goal_in_one_german_line(zuhause: Desk) -> None:
    zuhause.alice.says("laufen mo mi fr 7:00")
    assert "Wiederholt sich jeden Mo, Mi, Fr" in zuhause.alice.last.words
    assert "Zum ersten Mal: heute" in zuhause.alice.last.words
    zuhause.alice.taps("✓ Speichern")
    assert titles(zuhause) == ["laufen"]
    assert goal(zuhause).schedule == Weekdays(frozenset({0, 2, 4}))
    assert goal(zuhause).reminders == (7 * 60,)


def test_yesterday_in_german(zuhause: Desk) -> None:
    a_goal(zuhause, "Lesen", schedule=Daily(), start=YESTERDAY)
    zuhause.alice.says("gestern lesen")
    assert zuhause.alice.last.words == "Lesen, Dienstag, 3. März: Erledigt"
    assert entry(zuhause, day=YESTERDAY).reading.value == "done"
    assert entry(zuhause, day=TODAY).reading.value == "open"


def test_a_mood_in_one_german_line_and_back(zuhause: Desk) -> None:
    zuhause.alice.says("stimmung 4 arbeit: langer tag")
    (mood,) = zuhause.look(moods.page, zuhause.alice.me, 0, 10).moods
    assert (mood.level, mood.reasons, mood.note) == (4, ("arbeit",), "langer tag")
    assert "Gründe: arbeit" in zuhause.alice.last.words
    zuhause.alice.says("rückgängig")
    assert "Zurückgenommen: Stimmung 4 von" in zuhause.alice.last.words
    assert zuhause.look(moods.page, zuhause.alice.me, 0, 10).moods == ()


def test_a_mood_may_have_been_yesterday_at_nine_in_the_evening(zuhause: Desk) -> None:
    taps(zuhause.alice, "/mood", "😐 3", "Mehr…", "Wann…")
    zuhause.alice.says("gestern 21 Uhr")
    assert "Di 3., 21:00 (später notiert)" in zuhause.alice.last.words


def test_everything_can_be_deleted_by_a_german_word(zuhause: Desk) -> None:
    taps(zuhause.alice, "/erase", "Dateien schicken und weiter")
    zuhause.alice.says("ERASE")
    assert "Das war ein anderes Wort." in zuhause.alice.last.words
    zuhause.alice.says("löschen")
    assert zuhause.alice.last.words.startswith("Am Donnerstag, 5. März, um 13:00 Uhr")
    zuhause.alice.taps("Alles behalten")
    assert zuhause.alice.last.words == "Alles bleibt, wie es ist."


def test_ready_made_goals_are_made_in_the_language_of_the_moment(zuhause: Desk) -> None:
    taps(zuhause.alice, "/start", "Spazieren gehen")
    (line,) = zuhause.look(goal_views.page, zuhause.alice.me, 0, 10).lines
    assert line.title == "Spazieren gehen"
