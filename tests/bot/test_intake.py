"""The intake: what goes by twice is handed over once."""

import asyncio
from collections.abc import Callable

import pytest

from bot import intake as module
from bot.arrivals import Arrival, Waiting
from bot.intake import Intake
from bot.lanes import Lanes
from storage.inbox import Receipt


def arrival(update_id: int, bot_id: int = 1, person: int = 101) -> Arrival:
    raw = {"update_id": update_id, "message": {"from": {"id": person}}}
    return Arrival(Receipt(bot_id, update_id), raw)


def handled_of(story: Callable[[Intake], None]) -> list[Receipt]:
    """What comes out of the lanes, in order."""
    handled: list[Receipt] = []

    async def told() -> None:
        async def handle(one: Arrival | Waiting) -> None:
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


def flooded(*sizes: int) -> list[Arrival | Waiting]:
    """What comes out of the lanes when so many of one person's come at once, again and again."""
    handled: list[Arrival | Waiting] = []

    async def told() -> None:
        async def handle(one: Arrival | Waiting) -> None:
            handled.append(one)

        lanes = Lanes(handle, share=3)
        intake = Intake(lanes)
        for size in sizes:
            for _ in range(size):
                intake.take(arrival(len(handled) + lanes.behind(101)))
            await lanes.empty()

    asyncio.run(told())
    return handled


def test_what_exceeds_the_share_of_one_person_stays_in_the_inbox_and_keeps_its_order() -> None:
    """Once it was all held in memory, and stopped the fetching for everybody."""
    handled = flooded(10)
    assert [one.receipt.update_id for one in handled] == list(range(10))
    assert [type(one) for one in handled] == [Arrival] * 3 + [Waiting] * 7


@pytest.mark.parametrize(
    ("sizes", "begin"),
    [((3,), []), ((4,), [3]), ((10,), [3]), ((3, 3), []), ((10, 10), [3, 13])],
    ids=["no flood", "just one", "one flood", "no flood twice", "two floods"],
)
def test_a_flood_begins_once_and_ends_when_all_of_it_is_done(
    sizes: tuple[int, ...], begin: list[int]
) -> None:
    began = [
        one.receipt.update_id
        for one in flooded(*sizes)
        if isinstance(one, Waiting) and one.begins_flood
    ]
    assert began == begin


def test_two_bots_number_for_themselves() -> None:
    def story(intake: Intake) -> None:
        for bot_id in (1, 2):
            intake.take(arrival(7, bot_id))

    assert handled_of(story) == [Receipt(1, 7), Receipt(2, 7)]


def test_what_was_claimed_is_not_handed_over_as_well() -> None:
    """Recovery handles suspects itself; the poll loop may be given the same ones by Telegram."""

    def story(intake: Intake) -> None:
        assert intake.is_new(Receipt(1, 1))
        assert not intake.is_new(Receipt(1, 1))
        intake.take(arrival(1))

    assert handled_of(story) == []


def test_only_the_latest_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)

    def story(intake: Intake) -> None:
        for update_id in (1, 2, 3):
            intake.take(arrival(update_id))
        assert not intake.is_new(Receipt(1, 3))
        assert not intake.is_new(Receipt(1, 2))
        assert intake.is_new(Receipt(1, 1))

    assert len(handled_of(story)) == 3
