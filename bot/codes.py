"""What buttons carry: every family of codes, in the order of the chat.

A code is a frozen dataclass. It names a target state, never a change of state, so that a second tap
says nothing new. Whose things it names is checked where they are looked up: it is never trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.wire import Code, Small, Word
from domain.days import LAST_DAY
from domain.entries import State


class Reaction(StrEnum):
    """Verbs on the day card; each is the state that shall hold."""

    DONE = "d"
    PART = "p"
    SKIP = "s"
    CLEAR = "c"

    @property
    def state(self) -> State:
        return _STATES[self]


_STATES = {
    Reaction.DONE: State.DONE,
    Reaction.PART: State.PART,
    Reaction.SKIP: State.SKIPPED,
    Reaction.CLEAR: State.OPEN,
}


def shown_on(day: date, late: int) -> date:
    """The day of a card that is so many days ahead of the day it speaks of."""
    return day + timedelta(days=min(late, (LAST_DAY - day).days))


# --- The day -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowDay(Code, family="d"):
    """The living card, on this day and page of goals."""

    day: date
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowMore(Code, family="dm"):
    """The goals of a day, each leading to all that can be said of it."""

    day: date
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowToday(Code, family="td"):
    """The living card, on whatever day it is when this is tapped."""


@dataclass(frozen=True, slots=True)
class Tick(Code, family="t"):
    """One day of one goal shall be in this state. ``late`` is by how many days the card that is
    tapped is ahead of the day it speaks of: a one-time goal stays on the card until it is done."""

    goal: int
    day: date
    reaction: Reaction
    page: Small = 0
    late: int = 0
    slot: Small = 0

    @property
    def shown(self) -> date:
        """The day of the card."""
        return shown_on(self.day, self.late)


# --- Goals -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowGoals(Code, family="gs"):
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowGoal(Code, family="g"):
    goal: int


@dataclass(frozen=True, slots=True)
class ShowEdit(Code, family="ge"):
    """What can be changed about a goal."""

    goal: int


@dataclass(frozen=True, slots=True)
class EditGoal(Code, family="gf"):
    """Begin to change one field."""

    goal: int
    field: Word


@dataclass(frozen=True, slots=True)
class DeleteGoal(Code, family="gx"):
    goal: int


@dataclass(frozen=True, slots=True)
class RestoreGoal(Code, family="gr"):
    goal: int


@dataclass(frozen=True, slots=True)
class ArchiveGoal(Code, family="ga"):
    """Out of sight, with everything it was."""

    goal: int


@dataclass(frozen=True, slots=True)
class ReviveGoal(Code, family="gv"):
    """Back from the archive."""

    goal: int


@dataclass(frozen=True, slots=True)
class ShowArchive(Code, family="gA"):
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowEntry(Code, family="e"):
    """One day of one goal, with all that can be said of it. ``back`` is 1 where it came from the
    history, 0 from the card of the day."""

    goal: int
    day: date
    slot: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class SetEntry(Code, family="es"):
    """As ``Tick``, from the day of one goal, which stays in sight."""

    goal: int
    day: date
    reaction: Reaction
    slot: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class WriteEntryNote(Code, family="en"):
    """Begin to type a note to one day of a goal."""

    goal: int
    day: date
    slot: int = 0


@dataclass(frozen=True, slots=True)
class SetSkipReason(Code, family="er"):
    """Why a day was skipped: one of the words offered, by name; none takes it back."""

    goal: int
    day: date
    slot: int
    reason: Word


@dataclass(frozen=True, slots=True)
class ShowHistory(Code, family="y"):
    """The calendar of a goal. ``month`` counts from year 0; 0 is the present one."""

    goal: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class ChooseHistory(Code, family="yc"):
    """Choose the goal whose calendar to show."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowTracker(Code, family="k"):
    """A range of days, as days of a zone; ``zone`` is the person's own when empty."""

    first: date
    last: date
    zone: Word = Word()
    page: int = 0


@dataclass(frozen=True, slots=True)
class AskTracker(Code, family="kq"):
    """The tracker, over whatever range the command names."""


@dataclass(frozen=True, slots=True)
class NewGoal(Code, family="gn"):
    """Begin a new goal; ``fresh`` throws an unfinished one away."""

    fresh: bool = False


@dataclass(frozen=True, slots=True)
class StarterGoal(Code, family="gq"):
    """One of the ready-made goals offered to a newcomer."""

    name: Word


@dataclass(frozen=True, slots=True)
class ShowBin(Code, family="b"):
    page: int = 0


# --- Moods -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskMood(Code, family="mq"):
    """Ask how it is now; ``request`` asks the question of that name once more."""

    request: int = 0


@dataclass(frozen=True, slots=True)
class LogMood(Code, family="m"):
    """The answer to one question, which ``request`` names: a level out of so many ``steps``."""

    request: int
    level: int
    steps: int = 5


@dataclass(frozen=True, slots=True)
class OfferLabels(Code, family="mO"):
    """The person's own words, as answers to one question."""

    request: int


@dataclass(frozen=True, slots=True)
class LogLabel(Code, family="mv"):
    """The answer to one question by a word of the person's own."""

    request: int
    label: int


@dataclass(frozen=True, slots=True)
class WriteLabel(Code, family="mW"):
    """Begin to type a word: to answer a question, to correct a mood, or only to keep it."""

    request: int = 0
    mood: int = 0


@dataclass(frozen=True, slots=True)
class ShowMood(Code, family="mc"):
    mood: int


@dataclass(frozen=True, slots=True)
class ShowDetails(Code, family="mD"):
    """Everything else that can be said of a mood."""

    mood: int


@dataclass(frozen=True, slots=True)
class ChooseLevel(Code, family="mL"):
    mood: int


@dataclass(frozen=True, slots=True)
class SetLevel(Code, family="ml"):
    """A mood's level shall be this, out of so many ``steps``."""

    mood: int
    level: int
    steps: int = 5


@dataclass(frozen=True, slots=True)
class ChooseLabel(Code, family="mA"):
    """The person's own words, to correct a mood by."""

    mood: int


@dataclass(frozen=True, slots=True)
class SetLabel(Code, family="ma"):
    mood: int
    label: int


@dataclass(frozen=True, slots=True)
class ChooseReasons(Code, family="mR"):
    mood: int


@dataclass(frozen=True, slots=True)
class SetReason(Code, family="mr"):
    """This reason shall be, or shall not be, one of the log's. ``key`` is its fingerprint."""

    mood: int
    key: int
    given: bool


@dataclass(frozen=True, slots=True)
class WriteReason(Code, family="mw"):
    """Begin to type a reason."""

    mood: int


@dataclass(frozen=True, slots=True)
class WriteNote(Code, family="mn"):
    """Begin to type a note."""

    mood: int


@dataclass(frozen=True, slots=True)
class DropNote(Code, family="mN"):
    mood: int


@dataclass(frozen=True, slots=True)
class ChooseEnergy(Code, family="mE"):
    mood: int


@dataclass(frozen=True, slots=True)
class SetEnergy(Code, family="me"):
    """From 1 to 5; 0 takes it away."""

    mood: int
    energy: int


@dataclass(frozen=True, slots=True)
class ChooseEmotions(Code, family="mF"):
    mood: int


@dataclass(frozen=True, slots=True)
class SetEmotion(Code, family="mf"):
    """This word shall be, or shall not be, one of the log's feelings. ``key`` is its fingerprint."""

    mood: int
    key: int
    given: bool


@dataclass(frozen=True, slots=True)
class WriteEmotion(Code, family="mt"):
    """Begin to type a word for a feeling."""

    mood: int


@dataclass(frozen=True, slots=True)
class SetWholeDay(Code, family="mk"):
    """A mood speaks of its whole day, or of its moment."""

    mood: int
    whole: bool


@dataclass(frozen=True, slots=True)
class ChangeFeltAt(Code, family="mh"):
    """Begin to say when it was."""

    mood: int


@dataclass(frozen=True, slots=True)
class ChooseMark(Code, family="mG"):
    """The digits of one of the person's own scales."""

    mood: int
    scale: int


@dataclass(frozen=True, slots=True)
class SetMark(Code, family="mg"):
    """From 1 to the scale's top; 0 takes it away."""

    mood: int
    scale: int
    value: int


@dataclass(frozen=True, slots=True)
class DeleteMood(Code, family="mx"):
    mood: int


@dataclass(frozen=True, slots=True)
class RestoreMood(Code, family="mu"):
    mood: int


@dataclass(frozen=True, slots=True)
class ShowMoods(Code, family="ms"):
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowMoodBin(Code, family="mb"):
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowMoodSetup(Code, family="mS"):
    """How many levels, which words, which scales."""


@dataclass(frozen=True, slots=True)
class SetMoodSteps(Code, family="mT"):
    """From how many levels to choose."""

    steps: int


@dataclass(frozen=True, slots=True)
class ShowLabels(Code, family="mP"):
    """The person's own words, to change them."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowLabel(Code, family="mp"):
    label: int


@dataclass(frozen=True, slots=True)
class MapLabel(Code, family="mM"):
    """A word shall stand for this level from now on."""

    label: int
    level: int


@dataclass(frozen=True, slots=True)
class RenameLabel(Code, family="mZ"):
    """Begin to write a word another way."""

    label: int


@dataclass(frozen=True, slots=True)
class ForgetLabel(Code, family="mX"):
    label: int


@dataclass(frozen=True, slots=True)
class ShowScale(Code, family="mI"):
    scale: int


@dataclass(frozen=True, slots=True)
class HideScale(Code, family="mi"):
    """A scale shall be offered no more, or again."""

    scale: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class WriteScale(Code, family="mH"):
    """Begin to make a scale, to note ``mood`` on it at once if that is not 0."""

    mood: int = 0


# --- Dialogs -----------------------------------------------------------------------------------


class DialogCode(Code):
    """What the buttons of a dialog carry; ``kind`` says which dialog, ``draft`` which talk."""

    kind: Word
    draft: int


@dataclass(frozen=True, slots=True)
class ShowDraft(DialogCode, family="q"):
    """The open question of a draft; typed answers go to it again."""

    kind: Word
    draft: int


@dataclass(frozen=True, slots=True)
class Choose(DialogCode, family="qa"):
    """An answer by button: ``value`` is a word that the step understands."""

    kind: Word
    draft: int
    step: Word
    value: Word


@dataclass(frozen=True, slots=True)
class Back(DialogCode, family="qb"):
    """Return to the question before ``step``."""

    kind: Word
    draft: int
    step: Word


@dataclass(frozen=True, slots=True)
class Skip(DialogCode, family="qs"):
    kind: Word
    draft: int
    step: Word


@dataclass(frozen=True, slots=True)
class TurnPage(DialogCode, family="qp"):
    """Show another month, or other choices, of the same question."""

    kind: Word
    draft: int
    step: Word
    page: Word


@dataclass(frozen=True, slots=True)
class Discard(DialogCode, family="qx"):
    """Close a draft and forget what was said in it."""

    kind: Word
    draft: int


# --- Pauses, tags, acts ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowPauses(Code, family="z"):
    """What rests now or soon."""


@dataclass(frozen=True, slots=True)
class ChoosePause(Code, family="zc"):
    """Choose one thing to let rest, from a page of goals and tags."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class BeginPause(Code, family="zb"):
    """Begin to let something rest: a goal, a tag, or everything when both are 0."""

    goal: int = 0
    tag: int = 0


@dataclass(frozen=True, slots=True)
class EndPause(Code, family="zx"):
    """Go on with what this pause let rest."""

    pause: int


@dataclass(frozen=True, slots=True)
class ShowRest(Code, family="zr"):
    """The weekly rest days."""


@dataclass(frozen=True, slots=True)
class SetRest(Code, family="zs"):
    """Everything shall rest on this weekday, or no longer."""

    weekday: int
    on: bool


@dataclass(frozen=True, slots=True)
class UndoLast(Code, family="ul"):
    """Take back whatever was done last. Only ever typed: tapped twice it would take back two."""


@dataclass(frozen=True, slots=True)
class UndoAct(Code, family="u"):
    """Take back this act."""

    act: int


# --- Tags --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowTags(Code, family="tl"):
    """The person's tags."""


@dataclass(frozen=True, slots=True)
class ShowTag(Code, family="tt"):
    """A tag, with a page of the goals under it."""

    tag: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowGoalTags(Code, family="tg"):
    """Which tags a goal stands under."""

    goal: int


@dataclass(frozen=True, slots=True)
class SetGoalTag(Code, family="ts"):
    """A goal shall stand under this tag, or no longer."""

    goal: int
    tag: int
    on: bool


@dataclass(frozen=True, slots=True)
class WriteTag(Code, family="tw"):
    """Begin to type tags for a goal."""

    goal: int


@dataclass(frozen=True, slots=True)
class TickTag(Code, family="ta"):
    """Whatever is open under a tag on this day shall be done."""

    tag: int
    day: date


@dataclass(frozen=True, slots=True)
class RenameTag(Code, family="tn"):
    """Begin to write a tag another way."""

    tag: int


@dataclass(frozen=True, slots=True)
class DeleteTag(Code, family="tx"):
    tag: int


# --- Templates ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowTemplates(Code, family="j"):
    """The person's own templates, and the ready-made ones."""


@dataclass(frozen=True, slots=True)
class ShowTemplate(Code, family="jt"):
    """A template by the name of its link, or of a ready-made one."""

    name: Word


@dataclass(frozen=True, slots=True)
class UseTemplate(Code, family="ju"):
    """Make the goals of a template; where names are taken, begin to ask for others."""

    name: Word


@dataclass(frozen=True, slots=True)
class NameTemplate(Code, family="jn"):
    """Begin to save a goal, or all goals of a tag, as a template; with descriptions, without, or as
    long as that is 0 and there are some, ask."""

    goal: int = 0
    tag: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class DeleteTemplate(Code, family="jx"):
    template: int


# --- Coming back, and the evening --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RestDays(Code, family="ra"):
    """Everything shall have rested on these days."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ReviewDay(Code, family="r"):
    """A day at its end: what is open, and how it was."""

    day: date


@dataclass(frozen=True, slots=True)
class ReviewTick(Code, family="rt"):
    """As ``Tick``, from the review, which stays in sight."""

    goal: int
    day: date
    reaction: Reaction
    late: int = 0
    slot: int = 0

    @property
    def shown(self) -> date:
        """The day of the review."""
        return shown_on(self.day, self.late)


@dataclass(frozen=True, slots=True)
class SayDayMood(Code, family="rm"):
    """The whole day was like this, out of so many ``steps``."""

    day: date
    level: int
    steps: int = 5


@dataclass(frozen=True, slots=True)
class WriteDayNote(Code, family="rn"):
    """Begin to type a note to the mood of a day."""

    day: date


@dataclass(frozen=True, slots=True)
class FinishReview(Code, family="rf"):
    """The day is told."""

    day: date


# --- Data --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SendExport(Code, family="xe"):
    """Everything of a person's, as files."""


@dataclass(frozen=True, slots=True)
class AskImport(Code, family="xi"):
    """Which files can be brought along, and how."""


@dataclass(frozen=True, slots=True)
class ShowErase(Code, family="xq"):
    """What would go, or when it will."""


@dataclass(frozen=True, slots=True)
class BeginErase(Code, family="xb"):
    """Begin to confirm that everything shall go."""


@dataclass(frozen=True, slots=True)
class EraseNow(Code, family="xn"):
    """Everything shall go without another day to think it over. Only once it was confirmed."""


@dataclass(frozen=True, slots=True)
class KeepEverything(Code, family="xk"):
    """Nothing shall go."""


# --- Settings, consent, help -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowSettings(Code, family="s"):
    pass


@dataclass(frozen=True, slots=True)
class ShowSetting(Code, family="sv"):
    """The choices of one setting."""

    name: Word


@dataclass(frozen=True, slots=True)
class SetSetting(Code, family="ss"):
    name: Word
    value: Word


@dataclass(frozen=True, slots=True)
class ChangeZone(Code, family="sz"):
    """Begin to name a zone."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Code, family="p"):
    pass


@dataclass(frozen=True, slots=True)
class ShowSupport(Code, family="pc"):
    """Where help can be found."""


@dataclass(frozen=True, slots=True)
class Start(Code, family="st"):
    """What /start does: a welcome, or going on."""


@dataclass(frozen=True, slots=True)
class ShowHello(Code, family="sh"):
    """Whatever a newcomer has not done yet."""

    zone_later: bool = False


@dataclass(frozen=True, slots=True)
class ShowConsent(Code, family="pq"):
    """``then`` is what to go on with after a yes."""

    then: Word = Word()


@dataclass(frozen=True, slots=True)
class Agree(Code, family="pa"):
    """Consent to exactly this: ``all``, ``goals`` or ``none``; ``then`` is a command to go on with, or
    the link of a template."""

    to: Word
    then: Word = Word()


@dataclass(frozen=True, slots=True)
class ShowHelp(Code, family="h"):
    pass


@dataclass(frozen=True, slots=True)
class Nothing(Code, family="n"):
    """A button that only shows something, such as a calendar's empty place."""
