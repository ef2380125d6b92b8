"""What outlives the process: chats and undelivered updates, ids, the clock; and how it stops."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import httpx
import pytest

from tests.emulator.pictures import png
from tests.emulator_process import Bot, Emulator, Person, Refused


def test_a_restart_goes_on_where_it_was(tmp_path: Path):
    state = tmp_path / "state.json"
    with Emulator(state=state) as emulator:
        alice, bot = emulator.person("Alice"), emulator.bot()
        dora = emulator.person("Dora")
        alice.say("read")
        bot.updates()
        alice.say("unread")
        bot.send(alice, "Well?", [("Yes", "y")])
        bot.upload("sendPhoto", alice, "photo", "p.png", png(7, 5))
        bot.call("setMyCommands", commands=[{"command": "today", "description": "now"}])
        chat = alice.chat().raw
        waiting = emulator.get("state")["bots"][0]

    with Emulator(state=state) as emulator:
        alice = emulator.person("Alice")
        assert alice.chat().raw == chat
        assert emulator.person("Dora").id == dora.id
        assert emulator.http.get(alice.last().raw["photo"]["url"]).content == png(7, 5)
        assert emulator.get("state")["bots"][0] == waiting
        bot = Bot(emulator.http, offset=bot.offset)
        assert [u["message"]["text"] for u in bot.updates()] == ["unread"]
        assert bot.call("getMyCommands")[0]["command"] == "today"
        alice.press("Yes")
        assert alice.say("next")["message_id"] == chat["messages"][-1]["message_id"] + 1


def test_after_a_crash_no_id_is_given_twice(tmp_path: Path):
    state = tmp_path / "state.json"
    with Emulator(state=state) as emulator:
        alice = emulator.person("Alice")
        alice.say("saved")
        emulator.wait_until(lambda: state.exists() and b"saved" in state.read_bytes())
        last = alice.say("maybe lost")
        emulator.kill()
        emulator.start()
        alice = emulator.person("Alice")
        later = alice.say("after the crash")
        assert later["update_id"] > last["update_id"]
        assert later["message_id"] > last["message_id"]
        assert alice.messages()[0].text == "saved"


def test_it_stops_at_once_with_long_polls_and_pages_open():
    emulator = Emulator().start()
    alice, bot = emulator.person("Alice"), emulator.bot()
    with (
        ThreadPoolExecutor() as pool,
        httpx.stream("GET", f"{emulator.url}/control/events?person={alice.id}") as page,
    ):
        assert next(page.iter_lines()) == ": connected"
        poll = pool.submit(httpx.get, f"{emulator.url}/bot{bot.token}/getUpdates?timeout=50")
        emulator.wait_until(lambda: emulator.get("state")["bots"][0]["pollers"] == 1)
        started = time.monotonic()
        assert emulator.stop() == 0
        assert time.monotonic() - started < 5
        with pytest.raises(httpx.TransportError):
            poll.result(10)


def test_the_clock_moves_forward_and_tells_the_bot(tmp_path: Path):
    clock_file = tmp_path / "clock.json"
    with Emulator(clock_file=clock_file) as emulator:
        alice = emulator.person("Alice")
        before = datetime.fromisoformat(emulator.now())
        after = datetime.fromisoformat(emulator.advance(3600))
        assert 3600 <= (after - before).total_seconds() < 3700
        assert json.loads(clock_file.read_text()) == {"offset_seconds": 3600.0}
        morning = datetime.fromisoformat(emulator.next_morning("Asia/Kolkata"))
        assert (morning.hour, morning.minute) == (2, 30)
        alice.say("good morning")
        said = emulator.bot().updates()[0]["message"]["date"]
        assert 0 <= said - int(morning.timestamp()) < 60
        with pytest.raises(Refused, match="forward"):
            emulator.advance(-1)
        with pytest.raises(Refused, match="forward"):
            emulator.post("clock", to=before.isoformat())
        with pytest.raises(Refused, match="no time zone"):
            emulator.next_morning("Moon/Tycho")
        now = emulator.now()
    with Emulator(clock_file=clock_file) as emulator:
        assert emulator.now() > now


def test_a_reset_forgets_chats_but_not_ids(emulator: Emulator, bot: Bot, alice: Person):
    first = alice.say("a")["update_id"]
    emulator.fault("error_before")
    emulator.reset()
    assert emulator.person("Alice").messages() == []
    assert emulator.pending() == 0
    assert emulator.person("Alice").say("b")["update_id"] > first
    assert bot.call("getMe")


def test_answers_can_be_delayed_except_polls(emulator: Emulator, bot: Bot, alice: Person):
    emulator.post("delay", seconds=0.2)
    started = time.monotonic()
    bot.send(alice, "a")
    assert time.monotonic() - started >= 0.2
    emulator.post("delay", seconds=3600)
    alice.say("polls are not delayed")
    assert len(bot.updates()) == 1


def test_the_page_is_served(emulator: Emulator):
    answer = emulator.http.get("/")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
