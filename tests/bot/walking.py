"""Finding a way to every question of every dialog, by asking and answering like a person would.

Nothing here knows the order of the questions: from each question that was reached all buttons and a
few typed words are tried, until no new question turns up.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from bot.codes.data import BeginErase
from bot.codes.day import WriteDayNote, WriteEntryNote
from bot.codes.goals import EditGoal, RestoreGoal
from bot.codes.moods import (
    ChangeFeltAt,
    RenameLabel,
    WriteEmotion,
    WriteLabel,
    WriteNote,
    WriteReason,
    WriteScale,
)
from bot.codes.own_reminders import TypeOwnTime
from bot.codes.pauses import BeginPause
from bot.codes.reminders import AddReminder, TypeLead, TypeNag, TypeNotBefore, TypeUntil
from bot.codes.settings import ChangeZone
from bot.codes.stats import AskSpan
from bot.codes.tags import RenameTag, WriteTag
from bot.codes.templates import NameTemplate, UseTemplate
from bot.dialogs.goal import STEPS
from bot.handlers.dialogs import DIALOGS
from bot.wire import Code, Word
from domain.clock import Clock
from domain.goals import Criticality
from domain.kinds import Daily, Once
from storage import drafts, goals, mood_labels, moods, people, reviews, tags, templates
from storage.drafts import Sketch
from storage.goal_views import GoalView
from storage.goals import Wish
from storage.people import Acquaintance
from storage.tables import Parcel
from tests.bot.desk import Desk, Saved

WORDS = ("Paris", "mon wed", "20:00", "29 Feb 2028", "3", "a few words")
WAYS = {"← Back", "Cancel"}
AMBIGUOUS = "sat long run"
"""A title, or a rhythm and a title."""
DAYLIO = b"full_date,time,mood,activities,note\n2026-03-01,19:30,meh-ish,work,\n"
HABITBULL = b"HabitName,HabitDescription,HabitCategory,CalendarDate,Value\nSwim,,,02/03/2026,1\n"
"""A file with a word that has no level, and one with dates that can be read two ways."""

BY_A_BUTTON: dict[str, Code] = {
    "zone": ChangeZone(),
    "note": WriteNote(1),
    "reason": WriteReason(1),
    "emotion": WriteEmotion(1),
    "label": WriteLabel(mood=1),
    "relabel": RenameLabel(1),
    "scale": WriteScale(1),
    "felt": ChangeFeltAt(1),
    "day_note": WriteDayNote(date(2026, 3, 4)),
    "retitle": RestoreGoal(2),
    "pause": BeginPause(goal=1),
    "erase": BeginErase(),
    "until": TypeUntil(1),
    "own_time": TypeOwnTime(Word("week")),
    "span": AskSpan(),
    "bell": AddReminder(1),
    "nag": TypeNag(1),
    "not_before": TypeNotBefore(1),
    "lead": TypeLead(1),
    "entry_note": WriteEntryNote(1, date(2026, 3, 3)),
    "tag": WriteTag(1),
    "retag": RenameTag(1),
    "template": NameTemplate(goal=1, words=1),
}
"""The one button that begins a dialog, by what it begins."""

Act = Callable[[Desk], None]


def every_question() -> list[tuple[str, str]]:
    """Each step of each dialog, as (kind, step)."""
    return [(kind, step.name) for kind, dialog in DIALOGS.items() for step in dialog.steps]


def openings(kind: str) -> list[Act]:
    """The ways into a dialog, for somebody who has a goal, a mood and a goal in the bin."""
    match kind:
        case "goal":
            return [lambda desk: desk.alice.says("/new")]
        case "edit":
            groups = dict.fromkeys(step.group for step in STEPS)
            # The end of a goal that is done once is its due day, which has a time.
            once = _makes_up(EditGoal(4, Word("target")))
            return [once, *(_makes_up(EditGoal(1, Word(group))) for group in groups)]
        case "said":
            return [partial(_say, words) for words in ("wa", "hmm", AMBIGUOUS)]
        case "several":
            return [partial(_say, "walk\nwander 3/4")]
        case "import":
            return [partial(_send, file) for file in (DAYLIO, HABITBULL)]
        case "adopt":
            return [_uses_the_template]
        case "zone":
            return [_far_in_the_east]
        case by_a_button if by_a_button in BY_A_BUTTON:
            return [_makes_up(BY_A_BUTTON[by_a_button])]
    raise AssertionError(f"how does one open {kind!r}?")


def _far_in_the_east(desk: Desk) -> None:
    """Where Alice is it is another day already than nearly everywhere else."""
    me = desk.do(people.set_zone, desk.alice.me, "Pacific/Kiritimati")
    desk.house.acquaintances.remember(me)
    desk.alice.makes_up(BY_A_BUTTON["zone"])


def _uses_the_template(desk: Desk) -> None:
    """What it would make is called like a goal that is there."""
    saved = desk.look(templates.every, desk.alice.me)
    desk.alice.makes_up(UseTemplate(Word(saved[0].token)))


def _send(content: bytes, desk: Desk) -> None:
    desk.alice.sends_document(content)


def _makes_up(code: Code) -> Act:
    return lambda desk: desk.alice.makes_up(code)


def prepare(desk: Desk) -> None:
    """Goal 1 is "Walk", goal 2 of the same name lies in the bin, goal 4 is to be done once; mood 1 is a
    3, word 1 stands for a 2."""
    me = desk.alice.settles_in()
    desk.do(goals.create, me, _daily("Walk"))
    desk.do(goals.remove, me, 1)
    second: GoalView = desk.do(goals.create, me, _daily("Walk"))
    # The live one gets the name first: 1 shall be live, 2 in the bin.
    desk.do(goals.remove, me, second.id)
    desk.do(goals.restore, me, 1)
    desk.do(goals.create, me, _daily("Wander"))
    desk.do(goals.create, me, replace(_daily("Walkie"), schedule=Once()))
    desk.do(moods.log, me, "1", 3)
    desk.do(mood_labels.add, me, "So-so", 2)
    desk.do(tags.set_of_goal, me, 1, ["home"])
    desk.do(templates.save, me, "Mornings", [1], False)
    desk.do(reviews.say_mood, me, date(2026, 3, 4), 4, 5)
    desk.do(_remind, me)


def _remind(session: Session, clock: Clock, me: Acquaintance) -> None:
    """Card 1 spoke of goal 1."""
    now = clock.now()
    of = {
        "person_id": me.id,
        "goal_id": 1,
        "day": date(2026, 3, 4),
        "slot": 0,
        "key": "r1.20260304",
    }
    when = {"due_at": now, "try_at": now, "decided_at": now}
    session.add(Parcel(kind="reminder", state="sent", attempts=1, card_id=1, **of, **when))


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
        # An answer may lead into another dialog, whose questions are found from where that begins.
        if draft is None or draft.kind != kind or (kind, draft.step) in self.found:
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
