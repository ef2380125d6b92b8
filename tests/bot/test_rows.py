"""Rows of the list of faults (docs/faults.md) that are shown at the desk; each names its row."""

import asyncio
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from bot import shift
from bot.arrivals import Arrival, Waiting, dumped
from bot.codes.day import Reaction, Tick
from bot.codes.goals import ShowGoal
from bot.intake import Intake
from bot.lanes import Lanes
from domain.entries import Reading, State
from storage import entries, goal_views, inbox, people
from storage.inbox import Receipt
from tests.bot.desk import BOT_ID, GROUP, Desk, Tap, patient
from tests.bot.homes import TODAY, a_goal, entry, goal, titles
from tests.databases import dump_of, rows_of

DAY = timedelta(days=1)
HALF_AN_HOUR = timedelta(minutes=30)
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
"""Who speaks for administrators that do not say their names."""


@pytest.mark.parametrize(
    ("zone", "change"),
    [
        ("Europe/Berlin", date(2026, 3, 29)),
        ("Europe/Berlin", date(2026, 10, 25)),
        ("Africa/Cairo", date(2026, 4, 24)),
        ("America/Santiago", date(2026, 9, 6)),
        ("Australia/Lord_Howe", date(2026, 10, 4)),
        ("Asia/Beirut", date(2026, 3, 29)),
    ],
)
def test_11_a_streak_goes_on_over_a_day_of_23_or_25_hours(
    home: Desk, zone: str, change: date
) -> None:
    """Row 11: looked at each half hour, there is one entry for each local day, and none is missed."""
    me = home.do(people.set_zone, home.alice.me, zone)
    made = a_goal(home, start=change - DAY)
    home.clock.set(datetime(change.year, change.month, change.day, 12, tzinfo=UTC) - DAY)
    seen: list[date] = []
    while (today := me.day_of(home.clock.now())) <= change + DAY:
        home.do(entries.open_day, me, today)
        if today not in seen:
            seen.append(today)
            home.do(entries.tick, me, made.id, today, State.DONE)
        home.clock.advance(HALF_AN_HOUR)
    assert seen == [change - DAY, change, change + DAY]
    assert rows_of(home.url, "SELECT count(*) FROM entries") == [(3,)]
    home.clock.advance(-HALF_AN_HOUR)
    streaks = home.look(goal_views.view, me, made.id).streaks
    assert streaks is not None
    assert streaks.current == 3


def test_21_a_tap_on_the_card_of_last_week_counts_for_that_week(home: Desk) -> None:
    """Row 21: a button speaks of the day it was made for, and its card is shown as it is now."""
    a_goal(home)
    home.alice.says("/today")
    old = home.alice.button("⬜ Read")
    home.clock.advance(timedelta(days=7))
    home.alice.presses(old)
    assert entry(home, day=TODAY).reading is Reading.DONE
    assert entry(home, day=TODAY + 7 * DAY).reading is Reading.OPEN
    assert "✅ Read" in home.alice.last.labels


@pytest.mark.parametrize("seed", range(5))
def test_21_of_taps_in_any_order_and_number_the_last_one_holds(home: Desk, seed: int) -> None:
    """Row 21: each names a state, so that repeats and detours leave no trace."""
    a_goal(home)
    home.alice.says("/today")
    dice, place = Random(seed), home.alice.last.message_id
    taps = [Tick(1, TODAY, reaction) for reaction in Reaction] * 3
    dice.shuffle(taps)
    for tap in taps:
        for _ in range(dice.choice([1, 2])):
            home.alice.presses(Tap(tap.wire, place))
    assert entry(home).reading.value == taps[-1].reaction.state.value
    assert rows_of(home.url, "SELECT count(*) FROM entries") == [(1,)]


def test_36_a_member_of_a_group_taps_for_themselves_only(home: Desk) -> None:
    """Row 36: whose button it was does not matter, nor where it stood."""
    a_goal(home)
    home.charlie.settles_in()
    home.restart()
    before = goal(home)
    for code in (ShowGoal(1), Tick(1, TODAY, Reaction.DONE)):
        home.charlie.presses(Tap(code.wire, 7), chat=GROUP)
    assert goal(home) == before
    assert entry(home).reading is Reading.OPEN
    assert all("Read" not in shown.text for shown in home.telegram.chats[GROUP].values())
    assert "cannot find that any more" in home.charlie.toast


@pytest.mark.parametrize(
    "body",
    [
        {"channel_post": {"text": "/today", "sender_chat": {"id": -9, "type": "channel"}}},
        {"message": {"text": "/today", "from": ANONYMOUS}},
        {"message": {"text": "/start", "from": ANONYMOUS, "sender_chat": {"id": GROUP}}},
        {"message": {"new_chat_title": "Ours", "from": {"id": 103, "is_bot": False}}},
        {"message": {"left_chat_member": {"id": 1, "is_bot": True, "first_name": "Daymark"}}},
    ],
)
def test_36_channels_anonymous_administrators_and_service_messages_get_no_answer(
    home: Desk, body: dict[str, Any]
) -> None:
    """Row 36: nobody in particular has no goals, and nothing is said or kept of them."""
    kept = dump_of(home.url)["people"]
    [(kind, message)] = body.items()
    chat = {"id": GROUP, "type": "supergroup", "title": "A group"}
    home.deliver({kind: {"message_id": 7, "date": 1, "chat": chat, **message}})
    assert home.telegram.made("sendMessage") == []
    assert dump_of(home.url)["people"] == kept


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["old first", "new first"])
def test_19_a_group_that_moves_leaves_nothing_to_be_moved(
    home: Desk, order: tuple[int, int]
) -> None:
    """Row 19: whoever uses the bot in a group has their own chat as their address, before and after."""
    home.charlie.settles_in()
    home.charlie.says("/today", chat=GROUP)
    said = len(home.telegram.made("sendMessage"))
    moved = -100_500
    notices: tuple[dict[str, Any], ...] = (
        {"chat": {"id": GROUP, "type": "group"}, "migrate_to_chat_id": moved},
        {"chat": {"id": moved, "type": "supergroup"}, "migrate_from_chat_id": GROUP},
    )
    charlie = {"id": home.charlie.id, "is_bot": False, "first_name": "Charlie"}
    for which in order:
        chat = {"title": "Ours", **notices[which]["chat"]}
        message = {"message_id": 8, "date": 1, "from": charlie, **notices[which], "chat": chat}
        home.deliver({"message": message})
    assert len(home.telegram.made("sendMessage")) == said
    assert home.charlie.me.chat_id == home.charlie.id
    kept = {value for rows in dump_of(home.url).values() for row in rows for value in row}
    assert not kept & {GROUP, moved}
    home.charlie.says("/today", chat=moved)
    assert home.telegram.chats[moved]


NUMBERS = [
    "-1",
    "-0",
    "0",
    "9223372036854775808",
    "1e308",
    "1" * 400,
    "٣",
    "½",
    "٣٠٠٠",
    "0x10",
    "∞",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_37_a_number_of_any_size_and_script_is_answered(home: Desk, number: str) -> None:
    """Row 37: as a count, an interval, a day, a time, a level, and a range."""
    a_goal(home)
    before = dump_of(home.url)["entries"]
    for words in (
        f"gym {number}x week",
        f"gym every {number} days",
        f"gym monthly {number}",
        f"gym at {number}:00",
        f"mood {number}",
        f"read {number} mar",
        f"/tracker {number} {number}",
        f"/start {number}",
    ):
        home.alice.says(words)
    home.alice.says("/new")
    for words in (number, number, number):
        home.alice.says(words)
    assert all(row in dump_of(home.url)["entries"] for row in before)
    assert titles(home)[0] == "Read"


@pytest.mark.parametrize("telegram_id", [2**31, 2**52, 2**53 - 1])
def test_37_somebody_with_a_huge_number_is_somebody_like_others(
    desk: Desk, telegram_id: int
) -> None:
    """Row 37: ids have up to 52 bits."""
    desk.alice.id = telegram_id
    desk.alice.settles_in()
    desk.alice.says("/goals")
    assert "no goals yet" in desk.alice.last.words


def updates(desk: Desk) -> list[dict[str, Any]]:
    """One of each kind that the bot hears."""
    typed = desk.alice.message({"text": "/today", "entities": [_command(6)]})
    place = desk.alice.message({"location": {"latitude": 1.0, "longitude": 2.0}})
    file = {"file_id": "f", "file_unique_id": "f", "file_name": "a.csv", "file_size": 3}
    tap = desk.alice.press(Tap(Tick(1, TODAY, Reaction.DONE).wire, 1))
    bot = {"id": 1, "is_bot": True, "first_name": "Daymark"}
    member = {"user": bot, "status": "member"}
    change = {"chat": typed["chat"], "from": typed["from"], "date": 1}
    return [
        {"message": typed},
        {"message": place},
        {"message": desk.alice.message({"document": file})},
        {"edited_message": {**typed, "edit_date": 2}},
        tap,
        {"my_chat_member": {**change, "old_chat_member": member, "new_chat_member": member}},
    ]


def _command(length: int) -> dict[str, Any]:
    return {"type": "bot_command", "offset": 0, "length": length}


JUNK: list[Any] = [None, 0, -1, "", "x", [], {}, True, 1e308, "\ud800"]


def maimed(update: dict[str, Any], dice: Random) -> Iterator[dict[str, Any]]:
    """The update with one of its parts deleted, made junk, or joined by a part nobody knows."""
    for path in _paths(update):
        for way in range(3):
            copy = deepcopy(update)
            inner: Any = copy
            for key in path[:-1]:
                inner = inner[key]
            if way == 0:
                del inner[path[-1]]
            elif way == 1:
                inner[path[-1]] = dice.choice(JUNK)
            elif isinstance(inner[path[-1]], dict):
                inner[path[-1]]["a_part_of_2030"] = dice.choice(JUNK)
            yield copy


def _paths(part: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = list(part) if isinstance(part, dict) else range(len(part))
    for key in keys:
        yield (*above, key)
        if isinstance(part[key], dict | list):
            yield from _paths(part[key], (*above, key))


@pytest.mark.parametrize("number", range(6))
def test_39_an_update_that_lacks_a_part_or_has_a_strange_one_stops_nobody(
    home: Desk, number: int
) -> None:
    """Row 39: it is answered or put aside, and the next one is answered."""
    a_goal(home)
    home.alice.says("/today")
    for update in maimed(updates(home)[number], Random(number)):
        receipt = home.deliver(update)
        assert home.state_of(receipt)[0] in {"answered", "parked"}, update
    home.clock.advance(DAY)
    sent = len(home.telegram.made("sendMessage"))
    home.do(people.set_blocked, home.alice.me, False)
    message = home.bob.message({"text": "/help", "entities": [_command(5)]})
    assert home.state_of(home.deliver({"message": message}))[0] == "answered"
    assert len(home.telegram.made("sendMessage")) > sent


@pytest.mark.parametrize(
    "kind",
    ["poll", "inline_query", "message_reaction", "business_message", "chat_boost", "of_2030"],
)
def test_39_a_kind_of_update_nobody_knows_is_passed_over(home: Desk, kind: str) -> None:
    """Row 39: without a word."""
    receipt = home.deliver({kind: {"id": "1", "from": home.alice.user, "date": 1}})
    assert home.state_of(receipt)[0] in {"answered", "parked"}
    assert home.telegram.made("sendMessage") == []


FLOOD = 60


def flood(desk: Desk) -> list[Arrival]:
    """Sixty moods of Alice's and a word of Bob's behind them, stored and not yet handled."""
    bodies = [desk.alice.message({"text": f"mood 4: number {n}"}) for n in range(FLOOD)]
    bodies.append(desk.bob.message({"text": "/help", "entities": [_command(5)]}))
    raws = [{"update_id": n, "message": body} for n, body in enumerate(bodies)]
    desk.do(inbox.store, BOT_ID, [(raw["update_id"], dumped(raw)) for raw in raws])
    return [Arrival(Receipt(BOT_ID, raw["update_id"]), raw) for raw in raws]


def noted(desk: Desk) -> list[str]:
    return [note for (note,) in rows_of(desk.url, "SELECT note FROM mood_logs ORDER BY id")]


def reassured(desk: Desk) -> int:
    sent = desk.telegram.made("sendMessage")
    return sum("a lot at once" in call.payload["text"] for call in sent)


def test_35_a_flood_is_worked_off_once_and_in_order_and_told_of_once(home: Desk) -> None:
    """Row 35: most of it waits in the inbox alone."""
    home.bob.settles_in()
    arrivals = flood(home)

    async def flooded() -> None:
        lanes: Lanes[Arrival | Waiting] = Lanes(home.reception.receive)
        intake = Intake(lanes)
        for arrival in [*arrivals, *arrivals]:
            intake.take(arrival)
        await lanes.empty()
        await home.reception.settle()

    home.await_(flooded())
    assert noted(home) == [f"number {n}" for n in range(FLOOD)]
    assert reassured(home) == 1
    chats = [call.payload["chat_id"] for call in home.telegram.made("sendMessage")]
    assert chats.index(home.bob.id) < 10
    assert home.look(inbox.unfinished, BOT_ID) == []


def test_35_what_a_stop_leaves_of_a_flood_is_gone_on_with_at_the_next_start(home: Desk) -> None:
    """Row 35: nothing is lost, and nothing done twice."""
    home.bob.settles_in()
    arrivals = flood(home)

    async def stopped() -> None:
        lanes: Lanes[Arrival | Waiting] = Lanes(home.reception.receive)
        intake = Intake(lanes)
        for arrival in arrivals:
            intake.take(arrival)
        await patient(lambda: len(noted(home)) > FLOOD // 2)
        await lanes.stop(5)
        await home.reception.settle()

    async def gone_on() -> None:
        lanes: Lanes[Arrival | Waiting] = Lanes(home.reception.receive)
        await shift.recover(home.database, BOT_ID, home.reception.receive, Intake(lanes))
        await lanes.empty()
        await home.reception.settle()

    home.await_(stopped())
    assert FLOOD // 2 < len(noted(home)) < FLOOD
    home.restart()
    home.await_(gone_on())
    assert noted(home) == [f"number {n}" for n in range(FLOOD)]
    assert home.look(inbox.unfinished, BOT_ID) == []


def test_35_who_sends_without_end_keeps_nobody_waiting() -> None:
    """Row 35: of five hundred things of Alice's and one of Bob's behind them, his is among the first."""
    done: list[str] = []

    async def handle(name: str) -> None:
        await asyncio.sleep(0)
        done.append(name)

    async def flooded() -> None:
        lanes = Lanes(handle)
        for _ in range(500):
            lanes.put(101, "Alice")
        lanes.put(102, "Bob")
        await lanes.empty()

    asyncio.run(flooded())
    assert len(done) == 501
    assert done.index("Bob") < 10
