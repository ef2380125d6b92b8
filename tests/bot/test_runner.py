"""Running: what a process does side by side ends together, and in good order."""

import asyncio
from typing import cast

import pytest

from bot.config import Config
from bot.runner import PAUSE, _pacer, _remember_offsets, together
from storage.database import Database
from storage.errors import Busy
from tests.scheduling.virtual_time import now, run


def test_reminders_leave_as_fast_as_the_settings_say() -> None:
    config = Config(sends_per_second=8, chat_sends_per_second=2, group_sends_per_minute=10)
    pacer = _pacer(config)
    assert pacer._all.gap == 1 / 8
    assert (pacer._lane(101).gap, pacer._lane(-5).gap) == (1 / 2, 6)


def test_what_is_under_way_is_finished_when_another_ends() -> None:
    finished: list[str] = []

    async def long() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            finished.append("long")

    async def short() -> None:
        await asyncio.sleep(0)

    asyncio.run(together(long(), short()))
    assert finished == ["long"]


def test_what_went_wrong_in_one_is_raised_once_the_others_have_ended() -> None:
    async def waits() -> None:
        await asyncio.Event().wait()

    async def fails() -> None:
        raise ValueError("the first")

    with pytest.raises(ValueError, match="the first"):
        asyncio.run(together(waits(), fails()))


class Occupied:
    """A database that is busy so often."""

    def __init__(self, times: int, stopping: asyncio.Event | None = None) -> None:
        self.times = times
        self.stopping = stopping

    async def read(self, _use_case: object) -> dict[str, int]:
        if not self.times:
            return {}
        self.times -= 1
        if self.stopping:
            asyncio.get_running_loop().call_later(PAUSE / 2, self.stopping.set)
        raise Busy("locked")


@pytest.mark.parametrize(
    ("stops", "started"), [(False, (True, 2 * PAUSE)), (True, (False, PAUSE / 2))]
)
def test_a_start_waits_for_a_busy_database_and_for_the_word_to_stop(
    stops: bool, started: tuple[bool, float]
) -> None:
    async def start() -> tuple[bool, float]:
        stopping = asyncio.Event()
        db = Occupied(2, stopping if stops else None)
        return await _remember_offsets(cast("Database", db), stopping), now()

    assert run(start()) == started
