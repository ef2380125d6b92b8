"""What a goal is made of, and whether it is open, completed or ended."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.asking import was_done_once
from domain.days import Day
from domain.entries import Reading, State
from domain.errors import Reason, Refused
from domain.schedules import Plan, is_any_day
from domain.tally import Tally
from domain.units import asked_units
from domain.written import clean_line, clean_text, fold, visible

TITLE_MAX: Final = 255
DESCRIPTION_MAX: Final = 2000


class Criticality(StrEnum):
    """How much a goal matters; nothing set for a high one is ever silenced."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Status(StrEnum):
    """Where a goal stands; ended is past its end with misses, and never called failed."""

    OPEN = "open"
    COMPLETED = "completed"
    ENDED = "ended"


def clean_title(text: str) -> str:
    """A title as it is kept, on one line; Refused when empty or over TITLE_MAX code points."""
    return clean_line(text, TITLE_MAX, "title")


def title_key(title: str) -> str:
    """What must be unique among a person's goals: two titles that read alike share it."""
    return fold(title)


def clean_description(text: str) -> str | None:
    """A description as it is kept, None when nothing is visible; Refused over DESCRIPTION_MAX."""
    return clean_text(text, DESCRIPTION_MAX, "description") if visible(text) else None


def check_dates(start: Day, target: Day | None) -> None:
    """Refused(before_start) when a goal would end before it begins."""
    if target is not None and target < start:
        raise Refused("target", Reason.BEFORE_START, start=start, target=target)


def status(plan: Plan, states: Mapping[Day, State], today: Day) -> Status:
    """Completed when every unit to the end is done or skipped and one is done; ended when it is too
    late.

    Only a goal with an end, or a one-time goal, can be completed. An undone or backfilled day
    changes the answer, so it is computed and never stored as a fact.
    """
    if is_any_day(plan):
        return Status.COMPLETED if was_done_once(plan, states) else Status.OPEN
    if plan.target is None:
        return Status.OPEN
    if _is_met_to_the_end(plan, states, today):
        return Status.COMPLETED
    return Status.ENDED if plan.target < today else Status.OPEN


def _is_met_to_the_end(plan: Plan, states: Mapping[Day, State], today: Day) -> bool:
    was_done = False
    for unit in asked_units(plan, Tally(states), today, plan.end):
        if unit.reading not in (Reading.DONE, Reading.SKIPPED):
            return False
        was_done = was_done or unit.reading is Reading.DONE
    return was_done
