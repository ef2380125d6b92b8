"""Running: what a process does side by side ends together, and in good order."""

import asyncio

import pytest

from bot.config import Config
from bot.runner import _pacer, together


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
