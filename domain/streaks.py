"""Streaks, in a goal's own period: a goal for the week counts weeks."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.days import Day
from domain.entries import Reading
from domain.units import Unit


@dataclass(frozen=True, slots=True)
class Streaks:
    """How many units in a row are done, now and at best, and when those rows began and ended; the
    days are None where the row is 0."""

    current: int = 0
    best: int = 0
    current_since: Day | None = None
    best_first: Day | None = None
    best_last: Day | None = None


def streaks(units: Iterable[Unit]) -> Streaks:
    """The streaks of units in order. One begins and ends on a unit that is done; skips and parts
    neither grow nor break it, a miss breaks it, and what is still open is left out."""
    best: list[Unit] = []
    row: list[Unit] = []
    for unit in units:
        if unit.reading is Reading.MISSED:
            row = []
        elif unit.reading is Reading.DONE:
            row.append(unit)
            best = row if len(row) > len(best) else best
    return Streaks(
        current=len(row),
        best=len(best),
        current_since=row[0].first if row else None,
        best_first=best[0].first if best else None,
        best_last=best[-1].last if best else None,
    )
