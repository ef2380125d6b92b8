"""Many taps, several devices, many people: nobody's trouble is another's."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bot_process import BotProcess
from tests.crash.conversation import GOAL, HELLO, Conversation, Say
from tests.databases import rows_of
from tests.emulator_process import Emulator, Person, Seen
from tests.history import facts_of, inbox_of

pytestmark = pytest.mark.e2e
TAPS = 40
CROWD = 10
FLOOD = 1200
KIRITIMATI, HONOLULU = (1.87, -157.43), (21.31, -157.86)


def card_of(person: Person) -> Seen:
    person.say("/today")
    return person.wait_for_text("Today, ")


def data_of(card: Seen, label: str) -> str:
    return next(str(button["data"]) for button in card.buttons if button["text"] == label)


def ticks_of(bot: BotProcess) -> list[str]:
    """The answered days, in words without the day."""
    return [
        fact.what.rpartition(" on ")[0]
        for fact in facts_of(bot.database)
        if fact.what.startswith(("done ", "skipped "))
    ]


def test_forty_taps_at_once_end_in_the_state_of_the_last_one_on_one_card(
    at_home: Conversation, alice: Person
) -> None:
    card = card_of(alice)
    done, skip = data_of(card, "⬜ run-Alice"), data_of(card, "Skip")
    for number in range(TAPS):
        alice.press_data(skip if number % 2 else done, card.id, forge=True)
    at_home.finish()
    assert ticks_of(at_home.bot) == ["skipped run-Alice"]
    cards = [seen for seen in alice.messages() if "Today, " in seen.text]
    assert len(cards) == 1
    assert "– skipped" in cards[0].text


def test_the_same_tap_from_two_devices_is_one_change(at_home: Conversation, alice: Person) -> None:
    card = card_of(alice)
    done = data_of(card, "⬜ run-Alice")
    with ThreadPoolExecutor(2) as devices:
        for _ in range(2):
            devices.submit(alice.press_data, done, card.id, True)
    at_home.finish()
    assert ticks_of(at_home.bot) == ["done run-Alice"]


def test_a_dialog_answered_on_two_devices_takes_one_answer(
    at_home: Conversation, alice: Person
) -> None:
    at_home.go([Say("/new", "shall the goal be called"), Say("walk-{me}", "Anything to add about")])
    question = alice.last()
    skip = data_of(question, "Skip")
    alice.press_data(skip, question.id)
    alice.press_data(skip, question.id, forge=True)
    at_home.finish()
    (draft,) = [fact.what for fact in facts_of(at_home.bot.database) if "draft" in fact.what]
    assert draft.startswith("draft goal at kind ")


def test_ten_people_are_answered_while_the_answers_of_one_are_stuck(
    emulator: Emulator, bot: BotProcess, alice: Person
) -> None:
    crowd = [emulator.person(f"Guest{number}") for number in range(CROWD)]
    bot.start()
    stuck = emulator.fault(
        "stall_before", "sendMessage", chat_id=alice.chat_id, times=100, seconds=300
    )
    alice.start()
    emulator.wait_until(lambda: emulator.fault_hits(stuck) >= 1)
    for person in crowd:
        person.start()
    for person in crowd:
        person.wait_for_text("I am Daymark")
    assert [seen for seen in alice.messages() if seen.is_from_bot] == []


def test_35_a_flood_of_one_keeps_nobody_waiting_and_outlives_a_kill(
    emulator: Emulator, at_home: Conversation, alice: Person, bob: Person
) -> None:
    """Row 35: more than is ever unfinished of all people together, while nothing gets to hers."""
    stuck = emulator.fault(
        "stall_before", "sendMessage", chat_id=alice.chat_id, times=100, seconds=300
    )
    # Mostly what is quickly done; the rest tells the order.
    texts = ["/help" if n % 10 else f"mood 4: number {n}" for n in range(FLOOD)]
    emulator.bulk(alice, texts=texts, n=FLOOD)
    emulator.wait_until(lambda: emulator.fault_hits(stuck) >= 1)
    bob.start()
    bob.wait_for_text("I am Daymark")
    at_home.bot.kill()
    emulator.delete("faults")
    at_home.bot.start()
    emulator.wait_until(lambda: set(inbox_of(at_home.bot.database).values()) == {"answered"}, 60)
    notes = rows_of(at_home.bot.database, "SELECT note FROM mood_logs ORDER BY id")
    assert notes == [(f"number {n}",) for n in range(0, FLOOD, 10)]
    said = [seen.text for seen in alice.messages() if seen.is_from_bot]
    assert sum("a lot at once" in text for text in said) == 1
    assert at_home.bot.terminate() == 0


def test_two_people_in_two_zones_have_each_their_own_day(
    emulator: Emulator, bot: BotProcess, alice: Person, bob: Person
) -> None:
    bot.start()
    for person, place in ((alice, KIRITIMATI), (bob, HONOLULU)):
        talk = Conversation(emulator, bot, [person])
        talk.go(HELLO[:4])
        person.send_location(*place)
        person.wait_for_text("for you?")
        talk.go([*HELLO[5:], *GOAL])
    # Kiritimati is a whole day ahead of Honolulu, at any hour.
    alices, bobs = (card_of(person).text.splitlines()[0] for person in (alice, bob))
    assert alices != bobs
    assert {"zone Pacific/Kiritimati", "zone Pacific/Honolulu"} <= {
        fact.what for fact in facts_of(bot.database)
    }
