"""Updates: offsets, expiry, the one poller, kinds, repeats."""

import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest

from tests.emulator_process import Bot, Emulator, Person


def texts(updates: list[dict]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_an_update_stays_until_a_higher_offset_confirms_it(
    emulator: Emulator, bot: Bot, alice: Person
):
    first = alice.say("one")["update_id"]
    second = alice.say("two")["update_id"]
    assert texts(bot.call("getUpdates", offset=first)) == ["one", "two"]
    assert texts(bot.call("getUpdates", offset=first - 1)) == ["one", "two"]
    assert emulator.pending() == 2
    assert texts(bot.call("getUpdates", offset=second)) == ["two"]
    assert emulator.pending() == 1
    assert texts(bot.call("getUpdates", offset=first)) == ["two"]


def test_the_offset_confirms_when_the_request_arrives(emulator: Emulator, bot: Bot, alice: Person):
    update_id = alice.say("one")["update_id"]
    fault = emulator.fault("drop_after", "getUpdates")
    with pytest.raises(Exception, match="disconnected"):
        bot.call("getUpdates", offset=update_id + 1, timeout=0)
    assert emulator.fault_hits(fault) == 1
    assert emulator.pending() == 0


def test_a_negative_offset_forgets_all_but_the_newest(bot: Bot, alice: Person):
    for text in ("one", "two", "three"):
        alice.say(text)
    assert texts(bot.call("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(bot.call("getUpdates", offset=0)) == ["two", "three"]


def test_an_offset_this_server_never_gave_is_answered_from_the_head(bot: Bot, alice: Person):
    update_id = alice.say("one")["update_id"]
    assert texts(bot.call("getUpdates", offset=update_id + 1000)) == ["one"]


def test_a_limit_bounds_the_batch(bot: Bot, alice: Person, emulator: Emulator):
    emulator.bulk(alice, texts=["a"], n=120)
    assert len(bot.call("getUpdates", offset=bot.offset, limit=7)) == 7
    assert len(bot.call("getUpdates", offset=bot.offset + 1)) == 100


def test_the_same_offset_at_once_again_gets_one_update_only(bot: Bot, alice: Person):
    first = alice.say("one")["update_id"]
    alice.say("two")
    assert texts(bot.call("getUpdates", offset=first)) == ["one", "two"]
    assert texts(bot.call("getUpdates", offset=first)) == ["one"]


def test_a_long_poll_answers_as_soon_as_somebody_speaks(
    emulator: Emulator, bot: Bot, alice: Person
):
    with ThreadPoolExecutor() as pool:
        poll = pool.submit(bot.updates, 30)
        wait_for_pollers(emulator, 1)
        alice.say("now")
        assert texts(poll.result(10)) == ["now"]


def test_a_second_poller_gets_the_first_one_a_conflict(emulator: Emulator, bot: Bot, alice: Person):
    with ThreadPoolExecutor() as pool:
        first = pool.submit(bot.raw, "getUpdates", offset=bot.offset, timeout=30)
        wait_for_pollers(emulator, 1)
        second: Future = pool.submit(bot.raw, "getUpdates", offset=bot.offset, timeout=31)
        conflict = first.result(10).json()
        alice.say("for the second")
        assert texts(second.result(10).json()["result"]) == ["for the second"]
    assert conflict["error_code"] == 409
    assert conflict["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )


def test_pollers_that_fight_get_a_conflict_every_three_seconds(emulator: Emulator, bot: Bot):
    with ThreadPoolExecutor() as pool:
        polls = [pool.submit(bot.raw, "getUpdates", timeout=30)]
        wait_for_pollers(emulator, 1)
        started = time.monotonic()
        for timeout in (31, 32):
            polls.append(pool.submit(bot.raw, "getUpdates", offset=timeout, timeout=timeout))
            emulator.wait_until(lambda: len(emulator.journal("getUpdates")) == len(polls))
        wait([*polls[:2]], timeout=20)
        assert time.monotonic() - started >= 3
        assert [poll.result(1).status_code for poll in polls[:2]] == [409, 409]
        emulator.person("Alice").say("for the last")
        assert polls[2].result(10).status_code == 200


def test_a_poller_that_leaves_is_not_counted_as_waiting(emulator: Emulator, bot: Bot):
    with pytest.raises(Exception, match="timed out"):
        bot.http.get(f"/bot{bot.token}/getUpdates?timeout=30&offset={bot.offset}", timeout=0.3)
    wait_for_pollers(emulator, 0)


def test_messages_wait_a_day_and_taps_150_seconds(emulator: Emulator, bot: Bot, alice: Person):
    bot.send(alice, "a", [("A", "a")])
    alice.press("A")
    alice.say("typed")
    emulator.advance(140)
    assert len(bot.call("getUpdates", offset=bot.offset)) == 2
    emulator.advance(20)
    assert texts(bot.call("getUpdates", offset=bot.offset + 1)) == ["typed"]
    emulator.advance(24 * 3600 - 150)
    assert texts(bot.call("getUpdates", offset=bot.offset)) == []
    alice.say("later")
    emulator.advance(24 * 3600 - 10)
    assert texts(bot.call("getUpdates", offset=-5)) == ["later"]
    emulator.advance(20)
    assert texts(bot.call("getUpdates", offset=-4)) == []


def test_expiry_can_be_set(emulator: Emulator, bot: Bot, alice: Person):
    emulator.post("expiry", callback_update_seconds=1000, callback_answer_seconds=500)
    bot.send(alice, "a", [("A", "a")])
    query = alice.press("A")["callback_query_id"]
    emulator.advance(490)
    assert bot.call("answerCallbackQuery", callback_query_id=query)
    assert len(bot.updates()) == 1


def test_a_bot_gets_only_the_kinds_it_asked_for(bot: Bot, alice: Person):
    bot.call("getUpdates", offset=bot.offset, allowed_updates=["callback_query"])
    bot.send(alice, "a", [("A", "a")])
    assert alice.say("unheard")["update_id"] is None
    alice.press("A")
    assert [list(update)[1] for update in bot.updates()] == ["callback_query"]
    bot.call("getUpdates", offset=bot.offset, allowed_updates=[], timeout=0)
    alice.say("heard")
    assert texts(bot.updates()) == ["heard"]


def test_a_doubled_update_comes_once_more_under_its_id(emulator: Emulator, bot: Bot, alice: Person):
    emulator.fault("duplicate_update", times=1)
    alice.say("twice")
    first = bot.updates()
    alice.say("once")
    second = bot.updates()
    assert texts(first) == ["twice"]
    assert texts(second) == ["twice", "once"]
    assert first[0]["update_id"] == second[0]["update_id"]
    bot.offset = second[1]["update_id"] + 1
    alice.say("after")
    assert texts(bot.updates()) == ["after"]


def test_an_injected_update_arrives_verbatim(emulator: Emulator, bot: Bot, alice: Person):
    poison = {"callback_query": {"id": "1", "from": None}}
    update_id = emulator.post("update", update=poison)["update_id"]
    alice.say("good")
    poisonous, good = bot.updates()
    assert poisonous == poison | {"update_id": update_id}
    assert good["message"]["text"] == "good"


def test_lone_surrogates_and_nul_survive_as_escapes(bot: Bot, alice: Person):
    alice.say("a\ud800\0b")
    answer = bot.raw("getUpdates", offset=bot.offset)
    assert rb"a\ud800\u0000b" in answer.content
    assert answer.json()["result"][0]["message"]["text"] == "a\ud800\0b"
    assert alice.last().text == "a\ud800\0b"


def test_a_backlog_of_5000_comes_in_order(emulator: Emulator, bot: Bot, alice: Person, bob: Person):
    bot.skip_updates()
    span = emulator.bulk(alice, bob, texts=["x", "y", "z"], n=5000)
    ids = []
    while len(ids) < 5000:
        ids += [update["update_id"] for update in bot.updates()]
    assert ids == list(range(span["first_update_id"], span["last_update_id"] + 1))


def test_64_calls_at_once_all_take_effect(bot: Bot, alice: Person):
    gate = threading.Barrier(64)

    def send(number: int) -> None:
        gate.wait(10)
        bot.send(alice, str(number))

    with ThreadPoolExecutor(64) as pool:
        list(pool.map(send, range(64)))
    said = {seen.text for seen in alice.messages() if seen.is_from_bot}
    assert said == {str(number) for number in range(64)}


def wait_for_pollers(emulator: Emulator, wanted: int) -> None:
    emulator.wait_until(lambda: emulator.get("state")["bots"][0]["pollers"] == wanted)
