"""Findings: the month's re-test of what goes together with moods, reckoned beside the bot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol, cast

from charts.studio import NotDrawn
from domain.clock import Clock
from domain.days import month_of
from domain.insight.findings import Result
from domain.insight.progress import NotYet
from domain.insight.rhythm import WeekdayPattern
from storage import retests
from storage.database import Database
from storage.people import Acquaintance
from storage.retests import Found, Subject

Results = dict[Subject, Result]


class Reckons(Protocol):
    """Who does the long sums: the studio of ``charts``."""

    async def work(self, name: str, *arguments: object) -> object:
        """Have it done. Raises NotDrawn."""
        ...


class Findings:
    """What is known of a person this month. Each month is tested once, when somebody first looks."""

    def __init__(self, db: Database, clock: Clock, studio: Reckons) -> None:
        self._db = db
        self._clock = clock
        self._studio = studio

    async def of(self, me: Acquaintance) -> tuple[Found, ...] | None:
        """All that was looked at, with what it lacks; None when it cannot be reckoned now."""
        today = me.day_of(self._clock.now())
        try:
            results = await self._tested(me, retests.months(today))
        except NotDrawn:
            return None
        return await self._db.read(retests.found, me, today, results)

    async def told(self, me: Acquaintance) -> tuple[Found, ...]:
        """What may be told, and what is not clear any more; nothing when it cannot be reckoned now, nor
        of moods that are not to be looked at any more."""
        if "moods" not in me.agreed:
            return ()
        today = me.day_of(self._clock.now())
        *_, month = retests.months(today)
        if not await self._db.read(retests.tested, me, month) and await self.of(me) is None:
            return ()
        return await self._db.read(retests.told, me, today)

    async def weekdays(
        self, me: Acquaintance, days: Mapping[date, float]
    ) -> WeekdayPattern | NotYet | None:
        """Whether weekdays differ by more than luck, of one value a day; None when it cannot be reckoned
        now. The same days say the same all month."""
        month = month_of(me.day_of(self._clock.now()))[0]
        try:
            found = await self._studio.work("weekdays", dict(days), _seed(me, month))
        except NotDrawn:
            return None
        return cast("WeekdayPattern | NotYet", found)

    async def _tested(self, me: Acquaintance, months: tuple[date, ...]) -> Results:
        """Test the months that were not, and the present one for what there is too little of."""
        results: Results = {}
        for month in months:
            known = await self._db.read(retests.tested, me, month)
            if known and month != months[-1]:
                continue
            results = await self._retest(me, month)
            if not known:
                await self._db.run(retests.keep, me, month, results)
        return results

    async def _retest(self, me: Acquaintance, month: date) -> Results:
        material = await self._db.read(retests.material, me, month)
        # By their places alone: what reckons need not know what a goal is called.
        days = dict(enumerate(material.values()))
        goals = {place for place, each in enumerate(material) if each.goal_id is not None}
        found = await self._studio.work("retest", days, _seed(me, month), goals) if days else {}
        results = cast("dict[int, Result]", found)
        return {subject: results[place] for place, subject in enumerate(material)}


def _seed(me: Acquaintance, month: date) -> int:
    """The same month of the same person gives the same intervals."""
    return me.id * 1_000_000 + month.year * 100 + month.month
