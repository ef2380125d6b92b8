"""The reception: each update comes to an end, whatever is wrong with it, and none blocks another."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot import reception as module
from bot import router, shift, turn
from bot.arrivals import Arrival, Waiting, person_of
from bot.codes.day import ShowDay, Tick
from bot.codes.goals import ShowGoals
from bot.codes.settings import ShowHello, ShowHelp
from bot.intake import Intake
from bot.lanes import Lanes
from bot.reception import ATTEMPTS, Reception
from bot.turn import Turn
from bot.view import Reply
from domain.entries import State
from storage import entries, inbox, people
from storage.errors import Busy
from storage.inbox import Receipt
from tests.bot.desk import BOT_ID, Desk, Tap, patient
from tests.bot.homes import TODAY, a_goal, goal
from tests.bot.recording import refusal
from tests.databases import rows_of

CANARY = "canary words nobody may log"
Handler = Callable[[Turn, Any], Any]


@pytest.fixture
def handles(monkeypatch: pytest.MonkeyPatch) -> Callable[[Handler], None]:
    """Put another handler in the place of the one of /help."""

    def put(handler: Handler) -> None:
        monkeypatch.setitem(router._handlers, ShowHelp, handler)

    return put


def asking_for_help(desk: Desk) -> dict[str, Any]:
    entities = [{"type": "bot_command", "offset": 0, "length": 5}]
    return {"message": desk.alice.message({"text": f"/help {CANARY}", "entities": entities})}


def test_an_answered_update_is_marked_and_what_it_said_forgotten(home: Desk) -> None:
    receipt = home.deliver(asking_for_help(home))
    assert home.state_of(receipt) == ("answered", None)


def test_a_handler_that_raises_is_tried_again_then_put_aside_with_an_apology(
    home: Desk, handles: Callable[[Handler], None], capsys: pytest.CaptureFixture[str]
) -> None:
    tries: list[int] = []

    async def raising(_turn: Turn, _code: ShowHelp) -> None:
        tries.append(1)
        raise ValueError(CANARY)

    home.alice.says("/today")
    handles(raising)
    receipt = home.deliver(asking_for_help(home))
    assert len(tries) == ATTEMPTS
    assert home.state_of(receipt)[0] == "parked"
    assert f"number {receipt.update_id}" in home.alice.last.words
    (error,) = home.parked()
    assert error is not None
    assert error.startswith("ValueError\n")
    assert CANARY not in error
    written = capsys.readouterr()
    assert CANARY not in written.out + written.err
    before = len(home.alice.chat)
    home.deliver({"message": home.alice.message({"text": "hello?"})})
    assert len(home.alice.chat) == before + 1, "others and later ones go on"


def test_a_handler_that_fails_once_is_forgiven(
    home: Desk, handles: Callable[[Handler], None]
) -> None:
    tries: list[int] = []
    there = router._handlers[ShowHelp]

    async def shaky(turn: Turn, code: ShowHelp) -> Reply:
        tries.append(1)
        if len(tries) < ATTEMPTS:
            raise ValueError
        return await there(turn, code)

    handles(shaky)
    home.alice.says("/help")
    assert "What I can do" in home.alice.last.words


def test_a_handler_that_hangs_is_put_aside(
    home: Desk, handles: Callable[[Handler], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hanging(_turn: Turn, _code: ShowHelp) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(turn, "PATIENCE", 0.01)
    handles(hanging)
    receipt = home.deliver(asking_for_help(home))
    assert home.state_of(receipt)[0] == "parked"
    assert (home.parked()[0] or "").startswith("TimeoutError")


def test_a_busy_database_is_waited_for_and_the_tap_is_done(
    home: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_goal(home)
    home.alice.says("/today")
    tap = home.alice.button("⬜ Read")
    monkeypatch.setattr(module, "BUSY_PAUSE", 0.001)
    there, tries = entries.tick, [Busy("locked"), Busy("locked")]

    def ticked(*args: Any, **kwargs: Any) -> entries.Ticked:  # noqa: ANN401 - a stand-in
        if tries:
            raise tries.pop()
        return there(*args, **kwargs)

    monkeypatch.setattr(entries, "tick", ticked)
    home.alice.presses(tap)
    assert "✅ Read" in home.alice.last.labels
    answers = [call.payload["text"] for call in home.telegram.made("answerCallbackQuery")]
    assert answers[0].startswith("I cannot write just now. I keep your tap")


@pytest.mark.parametrize(
    "body",
    [
        {"message": {"from": {"id": 101}, "text": CANARY}},
        {"message": {"message_id": "x", "date": "never", "chat": [], "from": {"id": 101}}},
        {"callback_query": {"id": 5}},
    ],
)
def test_an_update_nobody_can_read_is_put_aside(home: Desk, body: dict[str, Any]) -> None:
    receipt = home.deliver(body)
    assert home.state_of(receipt)[0] == "parked"
    assert CANARY not in (home.parked()[0] or "")


@pytest.mark.parametrize("body", [{}, {"poll": {"id": "1"}}, {"something_new": {"from": 7}}])
def test_an_update_of_nobody_in_particular_is_done_with(home: Desk, body: dict[str, Any]) -> None:
    receipt = home.deliver(body)
    assert home.state_of(receipt)[0] in {"answered", "parked"}
    assert home.telegram.made("sendMessage") == []


def test_another_bot_gets_no_answer(home: Desk) -> None:
    message = home.alice.message({"text": "hello"})
    message["from"] = {"id": 9, "is_bot": True, "first_name": "Other"}
    receipt = home.deliver({"message": message})
    assert home.state_of(receipt)[0] == "answered"
    assert home.telegram.made("sendMessage") == []


def test_an_edited_message_is_no_new_answer(home: Desk) -> None:
    home.alice.says("/new")
    before = len(home.telegram.calls)
    message = {**home.alice.message({"text": "Read"}), "edit_date": 2}
    home.arrives({"edited_message": message})
    assert len(home.telegram.calls) == before


def test_what_took_effect_in_an_earlier_life_is_shown_again_and_not_done_again(
    home: Desk,
) -> None:
    a_goal(home)
    home.alice.says("/today")
    body = home.alice.press(home.alice.button("⬜ Read"))
    home.do(entries.tick, home.alice.me, 1, TODAY, State.SKIPPED)
    raw = {"update_id": 1, **body}
    shows = ShowDay(TODAY).wire
    home.receive(Arrival(Receipt(BOT_ID, 1), raw, effected=True, shows=shows, attempts=0))
    assert "skipped" in home.alice.last.words, "the tick was not made again"
    assert body["callback_query"]["id"] in home.telegram.toasts


@pytest.mark.parametrize("shows", [None, "", "9.x.1", "1.qa.goal.77.x.y"])
def test_what_can_no_longer_be_shown_does_no_harm(home: Desk, shows: str | None) -> None:
    home.alice.says("/help")
    raw = {"update_id": 1, **asking_for_help(home)}
    home.receive(Arrival(Receipt(BOT_ID, 1), raw, effected=True, shows=shows, attempts=0))
    assert home.parked() == []


def test_a_commit_that_went_through_unheard_is_only_shown(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    body = home.alice.press(home.alice.button("⬜ Read"))
    raw, receipt = {"update_id": 1, **body}, Receipt(BOT_ID, 1)
    home.do(inbox.store, BOT_ID, [(1, json.dumps(raw))])
    shows = ShowDay(TODAY).wire
    me = home.alice.me
    home.do(inbox.effected, receipt, lambda _: shows, entries.tick, me, 1, TODAY, State.SKIPPED)
    home.receive(Arrival(receipt, raw))  # told to this life as if nothing had happened
    assert "skipped" in home.alice.last.words
    assert home.parked() == []
    assert home.state_of(receipt)[0] == "answered"


def test_a_consent_whose_commit_went_through_unheard_is_known_at_once(desk: Desk) -> None:
    """What was known of the person from before it once went on asking for that consent."""
    desk.alice.settles_in(agreed=())
    desk.alice.says("/today")
    body = desk.alice.press(desk.alice.button("Yes, goals and moods"))
    raw, receipt = {"update_id": 1, **body}, Receipt(BOT_ID, 1)
    desk.do(inbox.store, BOT_ID, [(1, json.dumps(raw))])
    shows, agreed = ShowHello().wire, frozenset({"goals", "moods"})
    desk.do(inbox.effected, receipt, lambda _: shows, people.agree, desk.alice.me, agreed)
    desk.receive(Arrival(receipt, raw))
    desk.alice.says("/mood")
    assert "May I store" not in desk.alice.last.words
    assert "🙂 4" in desk.alice.last.labels


def test_a_mark_that_could_not_be_written_comes_with_the_next(
    home: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Busy("locked")

    with monkeypatch.context() as patched:
        patched.setattr(inbox, "answered", busy)
        first = home.deliver(asking_for_help(home))
    assert home.state_of(first)[0] == "stored"
    second = home.deliver(asking_for_help(home))
    assert [home.state_of(each)[0] for each in (first, second)] == ["answered", "answered"]


def test_a_change_whose_telling_fails_is_not_called_undone(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    home.telegram.will("editMessageText", refusal(400, "Bad Request: something new"))
    home.alice.taps("⬜ Read")
    assert goal(home).recent.done == 1
    assert "Something in me broke" not in home.alice.last.words


def test_a_tap_that_fails_is_answered_and_the_person_told_after_a_restart(
    home: Desk, handles: Callable[[Handler], None]
) -> None:
    async def raising(_turn: Turn, _code: ShowHelp) -> None:
        raise ValueError

    handles(raising)
    home.alice.says("/today")
    body = home.alice.press(Tap(ShowHelp().wire, home.alice.last.message_id))
    home.restart()  # nobody is known by heart any more
    receipt = home.deliver(body)
    assert home.state_of(receipt)[0] == "parked"
    assert body["callback_query"]["id"] in home.telegram.toasts
    assert f"number {receipt.update_id}" in home.alice.last.words


@pytest.mark.parametrize(
    ("raw", "person"),
    [
        ({"message": {"from": {"id": 5}}}, 5),
        ({"callback_query": {"from": {"id": 6}}}, 6),
        ({"my_chat_member": {"from": {"id": 7}}}, 7),
        ({"message": {"from": {"id": "5"}}}, 0),
        ({"message": []}, 0),
        ({"message": {"from": None}}, 0),
        ({}, 0),
    ],
)
def test_whose_an_update_is_can_be_read_from_anything(raw: dict[str, Any], person: int) -> None:
    assert person_of(raw) == person


# --- After a crash ------------------------------------------------------------------------------


class Order(Reception):
    """Remembers in which order arrivals were received, and how often each was counted by then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.house, desk.application)
        self.seen: list[int] = []

    async def receive(self, came: Arrival | Waiting) -> None:
        self.seen.append(came.receipt.update_id)
        await super().receive(came)


def left_over(desk: Desk, number: int, attempts: int = 0) -> Receipt:
    receipt = Receipt(BOT_ID, number)
    raw = {"update_id": number, **asking_for_help(desk)}
    desk.do(inbox.store, BOT_ID, [(number, json.dumps(raw))])
    for _ in range(attempts):
        desk.do(inbox.count_attempt, receipt)
    return receipt


def recover(desk: Desk) -> list[int]:
    async def recovered() -> list[int]:
        order = Order(desk)
        lanes: Lanes[Arrival | Waiting] = Lanes(order.receive)
        await shift.recover(desk.database, BOT_ID, order.receive, Intake(lanes))
        await lanes.empty()
        await order.settle()
        return order.seen

    return desk.await_(recovered())


def test_what_was_left_is_gone_on_with_and_suspects_come_first(home: Desk) -> None:
    fresh = left_over(home, 1)
    suspect = left_over(home, 2, attempts=1)
    assert recover(home) == [2, 1]
    for receipt in (fresh, suspect):
        assert home.state_of(receipt)[0] == "answered"


def test_an_update_that_keeps_killing_the_process_is_put_aside_untried(home: Desk) -> None:
    suspect = left_over(home, 1, attempts=ATTEMPTS)
    recover(home)
    assert home.state_of(suspect)[0] == "parked"
    assert home.parked() == ["the process died of it\n"]
    assert "number 1" in home.alice.last.words, "told, although nobody had met her in this life"


def test_a_life_counts_once_however_often_it_tries(
    home: Desk, handles: Callable[[Handler], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that was busy for a while once used up the tries of an update."""
    busy = [Busy("locked")] * (2 * ATTEMPTS)
    there = router._handlers[ShowHelp]

    async def waiting(turn: Turn, code: ShowHelp) -> Reply:
        if busy:
            raise busy.pop()
        return await there(turn, code)

    monkeypatch.setattr(module, "BUSY_PAUSE", 0.001)
    monkeypatch.setattr(module, "BUSY_PAUSE_MAX", 0.001)
    handles(waiting)
    receipt = left_over(home, 1, attempts=1)
    recover(home)
    assert home.state_of(receipt)[0] == "answered"
    assert rows_of(home.url, "SELECT attempts FROM inbox") == [(2,)]


def test_what_took_effect_is_never_put_aside(home: Desk) -> None:
    """To be told that nothing was changed would be wrong."""
    a_goal(home)
    receipt = left_over(home, 1, attempts=ATTEMPTS)
    shows, me = ShowDay(TODAY).wire, home.alice.me
    home.do(inbox.effected, receipt, lambda _: shows, entries.tick, me, 1, TODAY, State.DONE)
    recover(home)
    assert home.parked() == []
    assert home.state_of(receipt)[0] == "answered"


def test_an_attempt_is_counted_before_it_is_made(
    home: Desk, handles: Callable[[Handler], None]
) -> None:
    counted: list[int] = []

    async def looking(turn: Turn, _code: ShowHelp) -> Reply:
        counted.extend(row[0] for row in rows_of(home.url, "SELECT attempts FROM inbox"))
        return await router._handlers[ShowGoals](turn, ShowGoals())

    handles(looking)
    left_over(home, 1)
    recover(home)
    assert counted == [1]


def test_what_took_effect_before_a_crash_is_answered_after_it(home: Desk) -> None:
    a_goal(home)
    home.alice.says("/today")
    code = Tick.from_fields(["1", "20260304", "d", "0"])
    raw = {"update_id": 1, **home.alice.press(Tap(code.wire, home.alice.last.message_id))}
    receipt = Receipt(BOT_ID, 1)
    home.do(inbox.store, BOT_ID, [(1, json.dumps(raw))])
    shows = ShowDay(TODAY).wire
    home.do(
        inbox.effected,
        receipt,
        lambda _: shows,
        entries.tick,
        home.alice.me,
        1,
        TODAY,
        State.DONE,
    )
    recover(home)
    assert "✅ Read" in home.alice.last.labels
    assert home.state_of(receipt)[0] == "answered"


def test_an_update_that_was_only_interrupted_is_not_suspected(home: Desk) -> None:
    receipt = left_over(home, 1)

    async def interrupted() -> None:
        arrival = Arrival(receipt, {"update_id": 1, **asking_for_help(home)}, attempts=0)
        hold = asyncio.Event()

        async def stuck(*_: object, **__: object) -> None:
            await hold.wait()

        home.house.messenger.send = stuck  # type: ignore[method-assign, assignment]
        task = asyncio.create_task(home.reception.receive(arrival))
        await patient(lambda: home.look(inbox.unfinished, BOT_ID)[0].attempts == 1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await home.reception.settle()

    home.await_(interrupted())
    assert [one.attempts for one in home.look(inbox.unfinished, BOT_ID)] == [0]
