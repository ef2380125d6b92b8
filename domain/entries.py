"""Entries: one due day of a goal, what was answered, and how that reads today (DESIGN: States)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from domain.days import Day
from domain.schedules import Plan, due_days_back

RECENT: Final = 12


class State(StrEnum):
    """What is stored of an entry. Missed is not among them: time alone makes an entry missed."""

    OPEN = "open"
    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"


class Reading(StrEnum):
    """How an entry reads on a given today."""

    OPEN = "open"
    DONE = "done"
    PART = "part"
    SKIPPED = "skipped"
    MISSED = "missed"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of `due` days read as what; the other five add up to it."""

    done: int
    part: int
    skipped: int
    missed: int
    open: int
    due: int


def read(state: State | None, due: bool, day: Day, today: Day) -> Reading:
    """How the entry of `day` reads: an answer stands, an open entry of a closed day is missed."""
    if state not in (None, State.OPEN):
        return Reading(state)
    if not due:
        return Reading.NOT_DUE
    return Reading.MISSED if day < today else Reading.OPEN


def progress(days: Iterable[Day], states: Mapping[Day, State], today: Day) -> Progress:
    """Count the readings of `days`, all of which are due."""
    readings = [read(states.get(day), True, day, today) for day in days]
    return Progress(
        done=readings.count(Reading.DONE),
        part=readings.count(Reading.PART),
        skipped=readings.count(Reading.SKIPPED),
        missed=readings.count(Reading.MISSED),
        open=readings.count(Reading.OPEN),
        due=len(readings),
    )


def recent(plan: Plan, states: Mapping[Day, State], today: Day, n: int = RECENT) -> Progress:
    """The last `n` due days that are closed or answered: "9 of the last 12".

    Today counts once it is answered, so that a morning never shows a worse number than the night.
    """
    settled = (
        day
        for day in due_days_back(plan, today)
        if day < today or states.get(day, State.OPEN) is not State.OPEN
    )
    return progress(islice(settled, n), states, today)
