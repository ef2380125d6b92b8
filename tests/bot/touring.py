"""A tour of everything the bot shows in one language: each command, and each kind of button once.

Nothing here knows a label, so the tour is the same in every language. Questions of dialogs are also
answered by typing, first with words that are no answer.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from itertools import chain

from bot.codes.data import EraseNow
from bot.codes.day import Reaction, SetEntry, Tick
from bot.codes.dialogs import DialogCode, Discard
from bot.codes.goals import ArchiveGoal, DeleteGoal
from bot.codes.moods import DeleteMood, ForgetLabel, HideScale
from bot.codes.pauses import EndPause
from bot.codes.settings import Agree, SetSetting
from bot.codes.tags import DeleteTag
from bot.codes.templates import DeleteTemplate
from bot.codes.undo import UndoAct
from bot.commands import COMMANDS
from bot.wire import Code, decode
from domain.goals import Criticality
from domain.kinds import Daily, Period, Slotted, TimesPer, Weekdays
from storage import drafts, entries, goals, mood_labels, moods, scales, tags, templates
from storage.drafts import Sketch
from storage.goals import Wish
from tests.bot.desk import Desk, Player, Tap
from tests.bot.homes import TODAY

TYPED = ("%%", "3", "9:00", "5.12.", "1.4.2026", "#qx")
"""Answers that read alike in every language, and one that is none."""

TITLES = ("Qa", "Qb", "Qc", "Qd", "Qe")

LINES = (
    "%%",
    "/xyzzy",
    "/goal",
    "/new Qg\nQh",
    "Qa",
    "Q",
    "1. 2. 3.",
    "Qa\nQb\nQx",
    "/tracker 2026-03-01 2026-03-09 Asia/Tokyo",
)

ENDINGS = (
    ArchiveGoal,
    DeleteGoal,
    DeleteMood,
    DeleteTag,
    DeleteTemplate,
    Discard,
    EndPause,
    ForgetLabel,
    HideScale,
    UndoAct,
)

OWN = {
    *TITLES,
    "Qabout",
    "Qnote",
    "Qword",
    "Qscale",
    "Qreason",
    "qx",
    "qtag",
    "Qtemplate",
    "Qx",
    "Q",
    "Qg",
    "Qh",
    "xyzzy",
}
"""Everything a person types on a tour: words that no language has."""


@dataclass(frozen=True)
class Seen:
    """What stood on the phone after one step of a tour; ``step`` tells a failing test how it got there."""

    step: str
    words: str
    rows: tuple[tuple[str, ...], ...]
    toast: str

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(chain.from_iterable(self.rows))


@dataclass(frozen=True)
class Door:
    """A button nobody has gone through yet, with the question it answers as that stood."""

    tap: Tap
    question: Sketch | None


def tour(desk: Desk, language: str) -> Iterator[Seen]:
    """Walk everywhere as Alice, whose phone speaks ``language``."""
    desk.alice.speaks = language
    yield from _arriving(desk)
    settle(desk)
    walker = _Walker(desk)
    yield from walker.walk((*(f"/{command}" for command in COMMANDS), *LINES))
    desk.alice.settles_in()  # at home again: the tour has been through every zone
    desk.restart()
    desk.clock.advance(timedelta(hours=6))
    yield from walker.walk(["/today"])  # in the evening
    desk.clock.advance(timedelta(days=3))
    yield from walker.walk(["/today", "/start"])  # after some days away


class _Walker:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.alice = desk.alice
        self.tapped: set[str] = set()
        self.asked: set[tuple[str, str]] = set()
        self.doors: deque[Door] = deque()
        self.endings: deque[Door] = deque()

    def walk(self, lines: Iterable[str]) -> Iterator[Seen]:
        """Type each line, and go through every door that opens from there; those that close others
        last."""
        for line in lines:
            self._leave()
            self.alice.says(line)
            yield from self._look_around(line)
            yield from self._open_all(self.doors)
        yield from self._open_all(self.endings)

    def _open_all(self, doors: deque[Door]) -> Iterator[Seen]:
        while doors:
            yield from self._go_through(doors.popleft())
            yield from self._answer()

    def _leave(self) -> None:
        """End the open question: a command inside of it is answered with a word about it."""
        if draft := self._open():
            self.desk.do(drafts.close, self.alice.me, draft.id)

    def _go_through(self, door: Door) -> Iterator[Seen]:
        tap, code = door.tap, decode(door.tap.data)
        if door.question is not None and isinstance(code, DialogCode):
            asked = door.question
            again = self.desk.do(drafts.begin, self.alice.me, asked.kind, asked.step, asked.data)
            tap = replace(tap, data=replace(code, draft=again.id).wire)
        self.alice.presses(tap)
        yield from self._look_around(tap.data)

    def _answer(self) -> Iterator[Seen]:
        """Type to the open question what may be an answer, until it is another one."""
        while (draft := self._open()) and (draft.kind, draft.step) not in self.asked:
            self.asked.add((draft.kind, draft.step))
            for words in TYPED:
                self.alice.says(words)
                yield from self._look_around(f"{words!r} to {draft.kind}-{draft.step}")
                if (now := self._open()) is None or now.step != draft.step:
                    break

    def _look_around(self, step: str) -> Iterator[Seen]:
        yield _seen(self.alice, step)
        draft = self._open()
        for tap in _every(self.alice):
            code = decode(tap.data)
            kind = _kind(code)
            if kind not in self.tapped and _leads_on(code):
                self.tapped.add(kind)
                here = draft if draft and getattr(code, "draft", None) == draft.id else None
                (self.endings if _ends(code) else self.doors).append(Door(tap, here))

    def _open(self) -> Sketch | None:
        return self.desk.look(drafts.waiting, self.alice.me)


def settle(desk: Desk) -> None:
    """Alice has one of each: rhythms, states, moods with all their details, tags, templates, a bin."""
    me = desk.alice.settles_in()
    start = TODAY - timedelta(days=9)
    schedules = (
        Daily(),
        Weekdays(frozenset({0, 2})),
        TimesPer(3, Period.WEEK),
        Slotted(Daily(), (480, 1200)),
    )
    for title, schedule in zip(TITLES, schedules, strict=False):
        levels = {"Qb": Criticality.HIGH, "Qc": Criticality.LOW}
        criticality = levels.get(title, Criticality.NORMAL)
        wish = Wish(title, "Qabout", schedule, start, None, criticality, (480,))
        desk.do(goals.create, me, wish)
    gone = desk.do(goals.create, me, Wish("Qe", None, Daily(), TODAY, None, Criticality.NORMAL, ()))
    desk.do(goals.remove, me, gone.id)
    desk.do(entries.annotate, me, (1, TODAY, 0), "Qnote")
    desk.do(tags.set_of_goal, me, 1, ["qtag"])
    desk.do(templates.save, me, "Qtemplate", [1], True)
    desk.do(mood_labels.add, me, "Qword", 2)
    desk.do(scales.make, me, "Qscale", 5)
    mood = desk.do(moods.log, me, "1", 1)
    desk.do(moods.set_note, me, mood.id, "Qnote")
    desk.do(moods.set_reasons, me, mood.id, ["Qreason"])
    binned = desk.do(moods.log, me, "2", 3)
    desk.do(moods.remove, me, binned.id)


def _arriving(desk: Desk) -> Iterator[Seen]:
    """The first minutes: always the first button, and the zone by its city."""
    alice = desk.alice
    alice.says("/start")
    yield _seen(alice, "/start")
    for _ in range(3):
        alice.presses(_every(alice)[0])
        yield _seen(alice, "arriving")
    alice.says("Berlin")
    yield _seen(alice, "Berlin")
    alice.presses(_every(alice)[0])
    yield _seen(alice, "the zone is right")


def _seen(alice: Player, step: str) -> Seen:
    rows = tuple(tuple(button["text"] for button in row) for row in alice.last.buttons)
    return Seen(step, alice.last.words, rows, alice.toast)


def _every(alice: Player) -> list[Tap]:
    return [
        Tap(button["callback_data"], alice.last.message_id)
        for row in alice.last.buttons
        for button in row
        if "callback_data" in button
    ]


def _leads_on(code: Code) -> bool:
    """Whether the tour can go on after it in the same language and with the same consent."""
    match code:
        case Agree() | EraseNow() | SetSetting(name="language"):
            return False
    return True


def _ends(code: Code) -> bool:
    """Whether less can be seen afterwards."""
    match code:
        case SetEntry(reaction=Reaction.CLEAR) | Tick(reaction=Reaction.CLEAR):
            return True
    return isinstance(code, ENDINGS)


def _kind(code: Code) -> str:
    """A code without what it is about: of two goals' buttons one is enough."""
    values = (getattr(code, field.name) for field in fields(code))  # type: ignore[arg-type]
    return " ".join([code.family, *(_what(value) for value in values)])


def _what(value: object) -> str:
    match value:
        case bool():
            return str(value)
        case int() | date():
            return ""
        case _:
            return "".join(char for char in str(value) if not char.isdigit())
