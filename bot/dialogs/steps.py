"""What a dialog is made of: steps that ask and read, in an order that depends on the answers."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.codes.dialogs import Choose, TurnPage
from bot.lang import Lang
from bot.text import EMPTY, Text
from bot.turn import Turn
from bot.view import Button, Reply, Row
from bot.wire import Code, Word
from domain.days import from_daystamp
from domain.errors import Reason, Refused
from domain.kinds import MINUTES
from domain.typed import parse_day
from storage.drafts import Sketch

_MINUTE = re.compile(r"[0-9]{1,4}")

Data = Mapping[str, Any]
REVIEW = "review"
"""A dialog with a step of this name returns to it after a single thing was changed from there."""

ONLY = "only"
"""The key in a draft's data that keeps a dialog within one group of steps: "change just this"."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a step stands when it asks or reads."""

    turn: Turn
    draft: Sketch
    step: str
    page: str = ""

    @property
    def lang(self) -> Lang:
        return self.turn.lang

    @property
    def data(self) -> Data:
        return self.draft.data

    def choice(self, label: str, value: str) -> Button:
        """A button that answers this step."""
        return Button(
            label, Choose(Word(self.draft.kind), self.draft.id, Word(self.step), Word(value))
        )

    def leaf(self, label: str, page: str) -> Button:
        """A button that shows other choices of this step."""
        return Button(
            label, TurnPage(Word(self.draft.kind), self.draft.id, Word(self.step), Word(page))
        )


@dataclass(frozen=True, slots=True)
class Question:
    text: Text
    rows: tuple[Row, ...] = ()
    location_label: str | None = None


def day_typed(asking: Asking, words: str) -> date:
    """The day that was typed, read as this person writes days; Refused as parse_day refuses."""
    me = asking.turn.me
    return parse_day(words, asking.turn.today, me.date_order, language=asking.lang.code)


def day_and_minute(value: str) -> tuple[date, int | None]:
    """What the button of an offered day carries: the day, and the time that was typed with it."""
    stamp, _, minute = value.partition("-")
    day = from_daystamp(stamp)
    if not minute:
        return day, None
    if not (_MINUTE.fullmatch(minute) and int(minute) < MINUTES):
        raise Refused("time", Reason.UNREADABLE)
    return day, int(minute)


def currently(asking: Asking, value: Text) -> Text:
    """The answer there is already, where there is one."""
    return asking.lang.say("Now: {value}", value=value) if value.html else EMPTY


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer changes in the draft's data. ``stay`` asks the same step again, for choices of
    several; ``go_to`` leaves the usual order."""

    changes: Data = field(default_factory=dict)
    stay: bool = False
    go_to: str | None = None


def _always(_data: Data) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One question.

    ``read`` takes typed words and ``choose`` the word of a button; both give an Answer or raise
    Refused, as does ``check`` where the answer has to be held against what is stored. ``locate``
    takes a shared place. ``skip`` is what skipping writes; without it the step
    cannot be skipped. Steps of one ``group`` are one thing to a person ("how often").
    """

    name: str
    group: str
    ask: Callable[[Asking], Question]
    read: Callable[[Asking, str], Answer | Awaitable[Answer]] | None = None
    choose: Callable[[Asking, str], Answer] | None = None
    locate: Callable[[Asking, float, float], Awaitable[Answer]] | None = None
    check: Callable[[Turn, Data], Awaitable[None]] | None = None
    skip: Data | None = None
    applies: Callable[[Data], bool] = _always


def _nowhere(_data: Data) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Dialog:
    """A talk: its steps, and what is done with the answers.

    ``finish`` makes the one effect (closing the draft in the same commit) and says what is shown.
    ``name`` is how the bot speaks of an unfinished one, and ``back`` where giving up leads.
    ``subject`` is what its answers are: without a standing consent to that, no further one is taken.
    """

    kind: str
    steps: tuple[Step, ...]
    finish: Callable[[Turn, Sketch, Data], Awaitable[Reply]]
    name: Callable[[Lang, Data], Text]
    subject: str | None = None
    back: Callable[[Data], Code | None] = _nowhere

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def first(self, data: Data) -> Step:
        return next(step for step in self.steps if _fits(step, data))

    def after(self, step: Step, data: Data) -> Step | None:
        """The next question, or None when everything is said."""
        later = self.steps[self.steps.index(step) + 1 :]
        return next((one for one in later if _fits(one, data)), None)

    def before(self, step: Step, data: Data) -> Step | None:
        """The question before, or None at the first one."""
        earlier = self.steps[: self.steps.index(step)]
        return next((one for one in reversed(earlier) if _fits(one, data)), None)


def _fits(step: Step, data: Data) -> bool:
    return data.get(ONLY, step.group) == step.group and step.applies(data)
