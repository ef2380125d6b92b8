"""Lanes: one person's updates in order, different people side by side, and never too many."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.lanes import Lanes
from tests.bot.desk import patient

Job = tuple[int, int]


class Work:
    """Jobs that wait for a word to end, and remember when they began and ended."""

    def __init__(self) -> None:
        self.begun: list[Job] = []
        self.done: list[Job] = []
        self.go_on = asyncio.Event()

    async def handle(self, job: Job) -> None:
        self.begun.append(job)
        await self.go_on.wait()
        self.done.append(job)


def run(story: Callable[[Work], Awaitable[None]]) -> Work:
    async def told() -> Work:
        work = Work()
        await story(work)
        return work

    return asyncio.run(told())


def test_one_person_s_jobs_are_done_in_order() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle)
        for number in range(20):
            lanes.put(1, (1, number))
        await patient(lambda: bool(work.begun))
        assert work.begun == [(1, 0)]
        work.go_on.set()
        await lanes.empty()

    assert run(story).done == [(1, number) for number in range(20)]


def test_different_people_do_not_wait_for_each_other() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle)
        for person in range(3):
            lanes.put(person, (person, 0))
        await patient(lambda: len(work.begun) == 3)
        work.go_on.set()
        await lanes.empty()

    assert len(run(story).done) == 3


def test_only_so_many_people_are_served_at_once() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle, width=2)
        for person in range(5):
            lanes.put(person, (person, 0))
        await patient(lambda: len(work.begun) == 2)
        for _ in range(10):
            await asyncio.sleep(0)
        assert len(work.begun) == 2
        work.go_on.set()
        await lanes.empty()

    assert len(run(story).done) == 5


def test_there_is_room_again_once_something_is_done() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle, full=2)
        await lanes.room()
        for person in range(2):
            lanes.put(person, (person, 0))
        room = asyncio.create_task(lanes.room())
        for _ in range(10):
            await asyncio.sleep(0)
        assert not room.done()
        work.go_on.set()
        await asyncio.wait_for(room, 5)

    run(story)


async def has_room(lanes: Lanes[Job]) -> bool:
    """Whether there is at once."""
    room = asyncio.create_task(lanes.room())
    await asyncio.sleep(0)
    at_once = room.done()
    room.cancel()
    return at_once


def test_one_person_fills_no_more_than_their_share() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle, full=4, share=2)
        for number in range(100):
            lanes.put(1, (1, number))
        assert lanes.behind(1) == 100
        lanes.put(2, (2, 0))
        assert await has_room(lanes)
        lanes.put(3, (3, 0))
        assert not await has_room(lanes)
        work.go_on.set()
        await lanes.empty()
        for person in range(3):
            assert await has_room(lanes)
            lanes.put(person, (person, 0))

    run(story)


def test_in_all_there_are_not_more_than_memory_has_room_for() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle, share=2, most=10)
        for number in range(9):
            lanes.put(1, (1, number))
        assert await has_room(lanes)
        lanes.put(1, (1, 9))
        assert not await has_room(lanes)

    run(story)


def test_a_lane_that_ended_begins_again() -> None:
    async def story(work: Work) -> None:
        work.go_on.set()
        lanes = Lanes(work.handle)
        for number in range(2):
            lanes.put(1, (1, number))
            await lanes.empty()

    assert run(story).done == [(1, 0), (1, 1)]


def test_stopping_ends_what_is_under_way_and_begins_nothing_new() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle, width=1)
        for job in ((1, 0), (1, 1), (2, 0)):
            lanes.put(job[0], job)
        await patient(lambda: bool(work.begun))
        stopping = asyncio.create_task(lanes.stop(5))
        await asyncio.sleep(0)
        work.go_on.set()
        await stopping

    assert run(story).done == [(1, 0)]


def test_stopping_lets_go_of_what_takes_too_long() -> None:
    async def story(work: Work) -> None:
        lanes = Lanes(work.handle)
        lanes.put(1, (1, 0))
        await patient(lambda: bool(work.begun))
        await lanes.stop(0.01)

    assert run(story).done == []


def test_stopping_with_nothing_to_do_ends_at_once() -> None:
    async def story(work: Work) -> None:
        await Lanes(work.handle).stop(5)

    run(story)
