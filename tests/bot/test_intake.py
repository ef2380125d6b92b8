"""The intake: what goes by twice is handed over once."""

import asyncio
from collections.abc import Callable

import pytest

from bot import intake as module
from bot.intake import Intake
from bot.lanes import Lanes
from bot.reception import Arrival
from storage.inbox import Receipt


def arrival(update_id: int, bot_id: int = 1, person: int = 101) -> Arrival:
    raw = {"update_id": update_id, "message": {"from": {"id": person}}}
    return Arrival(Receipt(bot_id, update_id), raw)


def handled_of(story: Callable[[Intake], None]) -> list[Receipt]:
    """What comes out of the lanes, in order."""
    handled: list[Receipt] = []

    async def told() -> None:
        async def handle(one: Arrival) -> None:
            handled.append(one.receipt)

        lanes = Lanes(handle)
        story(Intake(lanes))
        await lanes.empty()

    asyncio.run(told())
    return handled


@pytest.mark.parametrize(
    ("came", "handed"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([1, 1], [1]),
        ([1, 2, 1, 2, 3], [1, 2, 3]),
        ([9, 3, 9], [9, 3]),
    ],
    ids=["each once", "twice at once", "a batch again", "Telegram begins anew with lower numbers"],
)
def test_each_update_is_handed_over_once(came: list[int], handed: list[int]) -> None:
    def story(intake: Intake) -> None:
        for update_id in came:
            intake.take(arrival(update_id))

    assert [receipt.update_id for receipt in handled_of(story)] == handed


def test_two_bots_number_for_themselves() -> None:
    def story(intake: Intake) -> None:
        for bot_id in (1, 2):
            intake.take(arrival(7, bot_id))

    assert handled_of(story) == [Receipt(1, 7), Receipt(2, 7)]


def test_what_was_claimed_is_not_handed_over_as_well() -> None:
    """Recovery handles suspects itself; the poll loop may be given the same ones by Telegram."""

    def story(intake: Intake) -> None:
        assert intake.is_new(arrival(1))
        assert not intake.is_new(arrival(1))
        intake.take(arrival(1))

    assert handled_of(story) == []


def test_only_the_latest_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)

    def story(intake: Intake) -> None:
        for update_id in (1, 2, 3):
            intake.take(arrival(update_id))
        assert not intake.is_new(arrival(3))
        assert not intake.is_new(arrival(2))
        assert intake.is_new(arrival(1))

    assert len(handled_of(story)) == 3
