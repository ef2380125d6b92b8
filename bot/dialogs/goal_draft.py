"""A goal in the making: what the draft holds, and the wish it amounts to."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.dialogs.steps import Data
from domain.days import daystamp, from_daystamp
from domain.goals import Criticality
from domain.kinds import Daily, Once, Schedule, from_plain, to_plain
from domain.oneline import Sketchy
from storage.goals import Wish


def data_of(wish: Wish) -> dict[str, Any]:
    """A wish as a draft keeps it, in plain JSON."""
    return {
        "title": wish.title,
        "description": wish.description,
        "schedule": to_plain(wish.schedule),
        "start": daystamp(wish.start),
        "target": daystamp(wish.target) if wish.target else None,
        "criticality": wish.criticality.value,
        "reminders": list(wish.reminders),
    }


def data_of_line(sketch: Sketchy, today: date) -> dict[str, Any]:
    """A goal said in one line, as a draft keeps it. What was not said has its usual answer."""
    schedule = sketch.schedule or Daily()
    return {
        "title": sketch.title,
        "schedule": to_plain(schedule),
        "once": isinstance(schedule, Once),
        "start": daystamp(sketch.start or today),
        "target": daystamp(sketch.target) if sketch.target else None,
        "criticality": sketch.criticality.value,
        "reminders": list(sketch.reminders),
        "tags": list(sketch.tags),
    }


def data_of_name(sketch: Sketchy, today: date) -> dict[str, Any]:
    """The same for a goal that was said without a word of when: what was not said is still asked."""
    asked = {"schedule", "once", "start"}
    if sketch.criticality is Criticality.NORMAL:
        asked.add("criticality")
    said = data_of_line(sketch, today)
    return {key: answer for key, answer in said.items() if key not in asked}


def wish_of(data: Data, today: date) -> Wish:
    """What the answers so far amount to; unanswered questions have their usual answer."""
    schedule = from_plain(data.get("schedule") or to_plain(Daily()))
    target = data.get("target")
    return Wish(
        title=data["title"],
        description=data.get("description"),
        schedule=schedule,
        start=start_in(data, today),
        target=from_daystamp(target) if target else None,
        criticality=Criticality(data.get("criticality") or Criticality.NORMAL),
        reminders=tuple(data.get("reminders") or ()),
        tags=tuple(data["tags"]) if "tags" in data else None,
    )


def start_in(data: Data, today: date) -> date:
    """The first day as answered so far."""
    start = data.get("start")
    return from_daystamp(start) if start else today


def schedule_in(data: Data) -> Schedule | None:
    """The schedule as answered so far; None before that question."""
    plain = data.get("schedule")
    return from_plain(plain) if plain else None
