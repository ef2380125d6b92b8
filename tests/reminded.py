"""The judge of reminders: was anything lost, decided twice, said too often, too early, to somebody else?

`findings` is a pure function of what had to be said, counted by hand in `tests.habits`, of what the
emulator received and of what the outbox decided.
"""

import json
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.codes.reminders import RemindTick
from bot.wire import Unreadable, decode
from tests.databases import rows_of
from tests.history import Finding, Kind

IN_FLIGHT = 30
"""So many messages at most does a kill find on their way."""


@dataclass(frozen=True, order=True)
class Occasion:
    """A day of a goal of somebody, named by their number at Telegram. Each goal has one reminder."""

    person: int
    goal: int
    day: date


@dataclass(frozen=True, order=True)
class Copy:
    """An occasion on a message that arrived, at a moment of the monotonic clock."""

    at: float
    occasion: Occasion


@dataclass(frozen=True)
class Decision:
    """A row of the outbox."""

    occasion: Occasion
    state: str
    why: str | None


@dataclass(frozen=True)
class Reminding:
    """Everything the judge looks at. What is ``due`` is to be said, in this order for each person; what
    is ``silent`` is to be decided and not to be said; what is ``early`` may be said already.
    ``lives`` are the moments at which each life of the bot introduced itself: what a dying one had sent
    may arrive after its death."""

    due: Mapping[Occasion, datetime]
    silent: Collection[Occasion]
    copies: Sequence[Copy]
    decisions: Sequence[Decision]
    early: Collection[Occasion] = ()
    lives: Sequence[float] = ()


def findings(reminding: Reminding) -> list[Finding]:
    """What is wrong; empty when every promise was kept."""
    return sorted(
        {
            *_lost(reminding),
            *_undue(reminding),
            *_decided(reminding),
            *_repeated(reminding),
            *_disorder(reminding),
        }
    )


def copies_in(journal: Iterable[Mapping[str, Any]]) -> list[Copy]:
    """What arrived at whom, by the buttons that only reminders have."""
    return [
        Copy(call["at"], Occasion(int(call["params"]["chat_id"]), goal, day))
        for call in journal
        if call["method"] == "sendMessage" and call["effect"]
        for goal, day in sorted({(tick.goal, tick.day) for tick in _ticks(call)})
    ]


def lives_in(journal: Iterable[Mapping[str, Any]]) -> list[float]:
    """When each life of the bot began to talk: the first thing it asks is who it is."""
    return [call["at"] for call in journal if call["method"] == "getMe"]


def decisions_in(url: str) -> dict[int, Decision]:
    """The outbox, by the numbers of its rows."""
    found = rows_of(
        url,
        "SELECT o.id, telegram_id, goal_id, day, state, why FROM outbox o"
        " JOIN people ON people.id = o.person_id WHERE kind = 'reminder'",
    )
    return {
        number: Decision(Occasion(person, goal, date.fromisoformat(str(day))), state, why)
        for number, person, goal, day, state, why in found
    }


def _ticks(call: Mapping[str, Any]) -> Iterator[RemindTick]:
    markup = call["params"].get("reply_markup") or {}
    keyboard = json.loads(markup) if isinstance(markup, str) else markup
    for row in keyboard.get("inline_keyboard", ()):
        for button in row:
            try:
                code = decode(button.get("callback_data", ""))
            except Unreadable:
                continue
            if isinstance(code, RemindTick):
                yield code


def _lost(reminding: Reminding) -> Iterator[Finding]:
    said = {copy.occasion for copy in reminding.copies}
    for occasion in reminding.due.keys() - said:
        yield _finding(Kind.LOST, occasion, "was never said")


def _undue(reminding: Reminding) -> Iterator[Finding]:
    """Also what is told to somebody else: nobody's goal is due for another person."""
    allowed = {*reminding.due, *reminding.early}
    for copy in reminding.copies:
        if copy.occasion not in allowed:
            yield _finding(Kind.UNDUE, copy.occasion, "was said")


def _decided(reminding: Reminding) -> Iterator[Finding]:
    rows = Counter(decision.occasion for decision in reminding.decisions)
    for occasion in {*reminding.due, *reminding.silent} - rows.keys():
        yield _finding(Kind.UNFINISHED, occasion, "was never decided")
    for occasion, times in rows.items():
        if times > 1:
            yield _finding(Kind.DOUBLE, occasion, f"was decided {times} times")
    for decision in reminding.decisions:
        if decision.state not in {"sent", "dropped"} and decision.occasion not in reminding.early:
            yield _finding(Kind.UNFINISHED, decision.occasion, f"is {decision.state}")


def _repeated(reminding: Reminding) -> Iterator[Finding]:
    """Between a copy and the next a life has to have begun, and none explains more than were on their
    way when the one before it ended."""
    last: dict[Occasion, float] = {}
    explained: Counter[int] = Counter()
    lives = sorted(reminding.lives)
    for copy in sorted(reminding.copies):
        before = last.get(copy.occasion)
        last[copy.occasion] = copy.at
        if before is None:
            continue
        nth = bisect(lives, copy.at)
        if nth == bisect(lives, before):
            yield _finding(Kind.REPEATED, copy.occasion, "came twice in one life")
        explained[nth] += 1
    for nth, times in explained.items():
        if times > IN_FLIGHT:
            yield Finding(Kind.REPEATED, 0, f"{times} copies in life {nth}")


def _disorder(reminding: Reminding) -> Iterator[Finding]:
    """Of each person, what came first has to have been due first. A card has several at one moment."""
    first: dict[Occasion, float] = {}
    for copy in sorted(reminding.copies):
        first.setdefault(copy.occasion, copy.at)
    of_person: defaultdict[int, list[tuple[float, datetime, Occasion]]] = defaultdict(list)
    for occasion, at in first.items():
        if occasion in reminding.due:
            of_person[occasion.person].append((at, reminding.due[occasion], occasion))
    for told in of_person.values():
        latest = None
        for _, due, occasion in sorted(told):
            if latest is not None and due < latest:
                yield _finding(Kind.OUT_OF_ORDER, occasion, "came after a later one")
            latest = max(due, latest or due)


def _finding(kind: Kind, occasion: Occasion, what: str) -> Finding:
    return Finding(kind, occasion.person, f"goal {occasion.goal} of {occasion.day} {what}")
