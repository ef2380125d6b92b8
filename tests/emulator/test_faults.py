"""Faults by script: what the bot sees, and what has happened nevertheless."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.emulator_process import Bot, Emulator, Person


def said(alice: Person) -> list[str]:
    return [seen.text for seen in alice.messages() if seen.is_from_bot]


def test_an_error_before_has_no_effect(emulator: Emulator, bot: Bot, alice: Person):
    emulator.fault("error_before", "sendMessage", status=429, parameters={"retry_after": 7})
    answer = bot.error("sendMessage", chat_id=alice.id, text="a")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 7})
    assert said(alice) == []
    bot.send(alice, "b")
    assert said(alice) == ["b"]


def test_an_error_after_has_taken_effect(emulator: Emulator, bot: Bot, alice: Person):
    emulator.fault("error_after", "sendMessage", status=500, description="Internal error")
    answer = bot.error("sendMessage", chat_id=alice.id, text="a")
    assert answer["description"] == "Internal error"
    assert said(alice) == ["a"]
    call = emulator.journal("sendMessage")[-1]
    assert (call["status"], call["effect"]) == (500, True)


@pytest.mark.parametrize(("kind", "effect"), [("drop_before", []), ("drop_after", ["a"])])
def test_a_dropped_connection_gives_no_answer(
    emulator: Emulator, bot: Bot, alice: Person, kind: str, effect: list[str]
):
    emulator.fault(kind, "sendMessage")
    with pytest.raises(httpx.TransportError):
        bot.send(alice, "a")
    assert said(alice) == effect
    call = emulator.journal("sendMessage")[-1]
    assert (call["status"], call["effect"]) == (0, bool(effect))


@pytest.mark.parametrize(("kind", "effect"), [("stall_before", []), ("stall_after", ["a"])])
def test_a_stalled_call_that_is_given_up_ends_there(
    emulator: Emulator, bot: Bot, alice: Person, kind: str, effect: list[str]
):
    fault = emulator.fault(kind, "sendMessage", seconds=60)
    with ThreadPoolExecutor() as pool, httpx.Client(base_url=emulator.url) as impatient:
        path = f"/bot{bot.token}/sendMessage"
        form = {"chat_id": alice.id, "text": "a"}
        call = pool.submit(impatient.post, path, data=form, timeout=1)
        emulator.wait_until(lambda: emulator.fault_hits(fault) == 1)
        with pytest.raises(httpx.ReadTimeout):
            call.result(10)
    assert said(alice) == effect


def test_a_stalled_call_that_is_waited_for_succeeds_late(
    emulator: Emulator, bot: Bot, alice: Person
):
    emulator.fault("stall_before", "sendMessage", seconds=0.1)
    bot.send(alice, "a")
    assert said(alice) == ["a"]


def test_a_proxy_in_between_answers_in_html(emulator: Emulator, bot: Bot, alice: Person):
    emulator.fault("html_502", "sendMessage")
    answer = bot.raw("sendMessage", chat_id=alice.id, text="a")
    assert answer.status_code == 502
    assert answer.text.startswith("<html>")
    assert said(alice) == []


def test_an_answer_breaks_off_in_the_middle(emulator: Emulator, bot: Bot, alice: Person):
    emulator.fault("truncated", "sendMessage")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        bot.send(alice, "a")
    assert said(alice) == ["a"]


def test_an_answer_is_empty(emulator: Emulator, bot: Bot, alice: Person):
    emulator.fault("empty_200", "sendMessage")
    answer = bot.raw("sendMessage", chat_id=alice.id, text="a")
    assert (answer.status_code, answer.content) == (200, b"")
    assert said(alice) == ["a"]


def test_a_fault_strikes_the_nth_call_of_its_chat_so_many_times(
    emulator: Emulator, bot: Bot, alice: Person, bob: Person
):
    fault = emulator.fault("error_before", "sendMessage", chat_id=alice.id, nth=2, times=2)
    calls = [(alice, "1"), (bob, "1"), (alice, "2"), (bob, "2"), (alice, "3"), (alice, "4")]
    for person, text in calls:
        bot.raw("sendMessage", chat_id=person.id, text=text)
    assert said(alice) == ["1", "4"]
    assert said(bob) == ["1", "2"]
    assert emulator.fault_hits(fault) == 2


def test_a_fault_of_every_method_strikes_whatever_comes(emulator: Emulator, bot: Bot):
    emulator.fault("error_before", "*", times=2)
    assert bot.error("getMe")["error_code"] == 500
    assert bot.error("getChat")["error_code"] == 500
    assert bot.call("getMe")


def test_cleared_faults_strike_no_more(emulator: Emulator, bot: Bot):
    emulator.fault("error_before", "*", times=100)
    emulator.delete("faults")
    assert bot.call("getMe")
    assert emulator.get("faults") == []


def test_a_kind_nobody_knows_is_refused(emulator: Emulator):
    with pytest.raises(AssertionError, match="kind must be one of error_before"):
        emulator.fault("earthquake")


def test_the_journal_tells_calls_by_method_and_chat(
    emulator: Emulator, bot: Bot, alice: Person, bob: Person
):
    bot.send(alice, "a")
    bot.send(bob, "b")
    seq = emulator.journal("sendMessage")[-1]["seq"]
    bot.error("sendMessage", chat_id=alice.id, text="")
    calls = emulator.journal("sendMessage", chat_id=alice.id)
    assert [call["params"]["text"] for call in calls] == ["a", ""]
    refused = emulator.journal(after=seq)[0]
    assert refused["error"] == "Bad Request: message text is empty"
    assert (refused["status"], refused["effect"]) == (400, False)
    emulator.delete("journal")
    assert emulator.journal() == []
