"""Finding a way to every question of every dialog, by asking and answering like a person would.

Nothing here knows the order of the questions: from each question that was reached all buttons and a
few typed words are tried, until no new question turns up.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from bot.codes import ChangeZone, EditGoal, RestoreGoal, WriteNote, WriteReason
from bot.dialogs.goal import STEPS
from bot.handlers.dialogs import DIALOGS
from bot.wire import Code, Word
from domain.goals import Criticality
from domain.schedules import Daily
from storage import drafts, goals, moods
from storage.drafts import Sketch
from storage.goals import GoalView, Wish
from tests.bot.desk import Desk, Saved

WORDS = ("Paris", "mon wed", "20:00", "a few words")
WAYS = {"← Back", "Cancel"}

Act = Callable[[Desk], None]


def every_question() -> list[tuple[str, str]]:
    """Each step of each dialog, as (kind, step)."""
    return [(kind, step.name) for kind, dialog in DIALOGS.items() for step in dialog.steps]


def openings(kind: str) -> list[Act]:
    """The ways into a dialog, for somebody who has a goal, a mood and a goal in the bin."""
    match kind:
        case "goal":
            return [lambda desk: desk.alice.says("/new")]
        case "zone":
            return [_makes_up(ChangeZone())]
        case "edit":
            groups = dict.fromkeys(step.group for step in STEPS)
            return [_makes_up(EditGoal(1, Word(group))) for group in groups]
        case "note":
            return [_makes_up(WriteNote(1))]
        case "reason":
            return [_makes_up(WriteReason(1))]
        case "retitle":
            return [_makes_up(RestoreGoal(2))]
    raise AssertionError(f"how does one open {kind!r}?")


def _makes_up(code: Code) -> Act:
    return lambda desk: desk.alice.makes_up(code)


def prepare(desk: Desk) -> None:
    """Goal 1 is "Walk", goal 2 of the same name lies in the bin, mood 1 is a 3."""
    me = desk.alice.settles_in()
    desk.do(goals.create, me, _daily("Walk"))
    desk.do(goals.remove, me, 1)
    second: GoalView = desk.do(goals.create, me, _daily("Walk"))
    # The live one gets the name first: 1 shall be live, 2 in the bin.
    desk.do(goals.remove, me, second.id)
    desk.do(goals.restore, me, 1)
    desk.do(moods.log, me, "1", 3)


def _daily(title: str) -> Wish:
    return Wish(title, "Because.", Daily(), date(2026, 3, 2), None, Criticality.NORMAL, (480,))


@dataclass
class Atlas:
    """Desks put away at every question that was found, ready to be gone on from."""

    folder: Path
    template: Path
    found: dict[tuple[str, str], Saved] = field(default_factory=dict)

    def at(self, kind: str, step: str) -> Saved:
        if not any(known == kind for known, _ in self.found):
            self._explore(kind)
        return self.found[kind, step]

    def open(self, saved: Saved, name: str) -> Desk:
        """A desk of one's own, standing where another was put away. To be entered."""
        path = self.folder / f"{name}.db"
        shutil.copy(saved.database, path)
        desk = Desk(path)
        desk.resume(saved)
        return desk

    def _explore(self, kind: str) -> None:
        frontier = list(self._begun(kind))
        while frontier:
            saved = frontier.pop(0)
            for number, move in enumerate(self._moves(saved)):
                with self.open(saved, f"{kind}-try") as desk:
                    move(desk)
                    if (new := self._new_place(desk, kind, f"{kind}-{number}")) is not None:
                        frontier.append(new)

    def _begun(self, kind: str) -> Iterator[Saved]:
        for act in openings(kind):
            path = self.folder / f"{kind}-open.db"
            shutil.copy(self.template, path)
            with Desk(path) as desk:
                prepare(desk)
                desk.alice.says("/help")  # a message to tap on
                act(desk)
                if (new := self._new_place(desk, kind, f"{kind}-begun")) is not None:
                    yield new

    def _new_place(self, desk: Desk, kind: str, name: str) -> Saved | None:
        draft = open_draft(desk)
        if draft is None or (kind, draft.step) in self.found:
            return None
        saved = desk.save(self.folder / f"{name}-{draft.step}.saved")
        self.found[kind, draft.step] = saved
        return saved

    def _moves(self, saved: Saved) -> Iterator[Act]:
        for words in WORDS:
            yield partial(_say, words)
        shown = saved.telegram.chats[101][saved.telegram.latest[101]]
        tried: set[str] = set()
        for label in shown.labels:
            kind_of_label = "a day" if label.isdecimal() else label
            if label.strip("·‹› ") and label not in WAYS and kind_of_label not in tried:
                tried.add(kind_of_label)
                yield partial(_tap_first, label)


def _say(words: str, desk: Desk) -> None:
    desk.alice.says(words)


def _tap_first(label: str, desk: Desk) -> None:
    tap = next(
        button["callback_data"]
        for row in desk.alice.last.buttons
        for button in row
        if button["text"] == label
    )
    desk.alice.makes_up(tap)


def open_draft(desk: Desk) -> Sketch | None:
    """The question that Alice's typed words would answer."""
    return desk.look(drafts.waiting, desk.alice.me)
