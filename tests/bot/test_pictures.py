"""Pictures in memory: whose they are, and for how long."""

import asyncio
from typing import Any

from bot.pictures import Pictures
from charts.summary import Entries, Summary
from charts.values import Drawn, Heading, Named, Theme

ALICE, BOB = 101, 102


class Slow:
    """Draws when it is told to go on."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()

    async def draw(self, chart: object, theme: Theme) -> Drawn:
        self.begun.set()
        await self.may_end.wait()
        return Drawn(f"{chart} in {theme}".encode(), ())

    async def work(self, name: str, *arguments: object, seconds: float | None = None) -> Any:
        self.begun.set()
        await self.may_end.wait()
        return name.encode()

    async def prepare(self) -> None:
        pass


def test_what_was_being_drawn_for_somebody_who_is_erased_meanwhile_is_not_kept() -> None:
    async def erased_meanwhile() -> tuple[bool, bool]:
        slow = Slow()
        pictures = Pictures(slow, slow)
        drawing = asyncio.create_task(pictures.draw(ALICE, "a week", Theme.LIGHT))
        await slow.begun.wait()
        pictures.forget(ALICE)
        slow.may_end.set()
        drawn = await drawing
        return drawn is not None, pictures.known(ALICE, "a week", Theme.LIGHT) is not None

    assert asyncio.run(erased_meanwhile()) == (True, False)


def test_nobody_waits_for_a_chart_while_somebody_else_has_a_summary_made() -> None:
    async def meanwhile() -> tuple[bool, bool, bytes | None]:
        studio, press = Slow(), Slow()
        studio.may_end.set()
        pictures = Pictures(studio, press)
        nothing = Summary(Heading(Named("Moods"), "June", "0"), (), (), Entries("", (), ()), "", "")
        making = asyncio.create_task(pictures.summary(nothing))
        await press.begun.wait()
        drawn = await pictures.draw(BOB, "a week", Theme.LIGHT)
        waited = making.done()
        press.may_end.set()
        return drawn is not None, waited, await making

    assert asyncio.run(meanwhile()) == (True, False, b"summary")


def test_pictures_of_others_are_kept_when_somebody_is_erased() -> None:
    async def erased_after() -> list[bool]:
        slow = Slow()
        slow.may_end.set()
        pictures = Pictures(slow, slow)
        for person in (ALICE, BOB):
            await pictures.draw(person, "a week", Theme.LIGHT)
        pictures.forget(ALICE)
        known = (pictures.known(person, "a week", Theme.LIGHT) for person in (ALICE, BOB))
        return [picture is not None for picture in known]

    assert asyncio.run(erased_after()) == [False, True]
