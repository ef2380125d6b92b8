"""Moods: asking, noting, every detail, own words and scales."""

from __future__ import annotations

from dataclasses import dataclass

from bot.wire import Code


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
