"""A mood in one line: `mood 4 work: long day`, `yesterday mood 4/7`, `mood meh`, or a face alone.

A level is a number, a face or a word of the person's own; numbers need the word "mood" in front of
them, since many a line has a number in it. A word of one's own may stand alone.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.days import Day
from domain.errors import Reason, Refused
from domain.moods import LEVELS, STEPS, clean_note, clean_reasons
from domain.typed import plain
from domain.words import Words
from domain.written import fold

DAY_TOKENS: Final = 5
"""Words that a day may be said with."""

FACES: Final = {
    "\U0001f623": 1,
    "\U0001f641": 2,
    "\U0001f610": 3,
    "\U0001f642": 4,
    "\U0001f604": 5,
}

PRESENTATION: Final = "\ufe0f"
NOTE: Final = re.compile(r":(?=\s|$)")
_NUMBER: Final = re.compile(r"-?\d{1,9}")
_OUT_OF: Final = re.compile(r"(\d{1,9})/(\d{1,2})")
_NO_LEVEL: Final = re.compile(r"-?\d+[.,/]\d+")
_LOOSE: Final = ":,.!"


@dataclass(frozen=True, slots=True)
class MoodSaid:
    """A mood log; without a day it is for now. The level is one of `steps`, or that of `word`, the id
    of a word of the person's own."""

    level: int = 0
    reasons: tuple[str, ...] = ()
    note: str | None = None
    day: Day | None = None
    steps: int = len(LEVELS)
    word: int | None = None


@dataclass(frozen=True, slots=True)
class NewWord:
    """A mood by a word that stands for no level yet: which one is to be asked."""

    word: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """What a person says their moods by: so many steps, and words of their own by their spelling."""

    steps: int = len(LEVELS)
    own: Mapping[str, int] | None = None

    def named(self, word: str) -> int | None:
        """The id of a word of their own."""
        return (self.own or {}).get(key(word))


@dataclass(frozen=True, slots=True)
class Telling:
    """A line, and how to read what is in it. `day` reads the latest such day, or none."""

    text: str
    words: Words
    today: Day
    levels: Levels
    day: Callable[[Sequence[str]], Day | None]


@dataclass(frozen=True, slots=True)
class _Level:
    number: int = 0
    steps: int = 0
    word: int | None = None
    width: int = 1
    alone: bool = False


def key(word: str) -> str:
    """What two spellings of one word have in common."""
    return fold(word.replace(PRESENTATION, "").strip(_LOOSE + " "))


def read_mood(telling: Telling) -> MoodSaid | None:
    """The mood that a line tells, or None. Refused: level (out_of_range: first, last), day
    (out_of_range: latest, for one still to come), reasons and note (as domain.moods refuses)."""
    tokens = telling.text.split()
    for at in range(min(len(tokens), 2 * DAY_TOKENS)):
        before = tokens[:at]
        named = [word for word in before if _asks(telling, word)]
        level = _level(telling, tokens[at:])
        if level is None or not (named or level.alone):
            continue
        said = [word for word in before if word not in named]
        day = telling.day(said) if said else None
        if (said and not day) or len(named) > 1:
            return None
        return _felt(telling, level, at + level.width, day)
    if len(tokens) > 1 and _asks(telling, tokens[0]) and _NO_LEVEL.fullmatch(_stripped(tokens[1])):
        raise _no_such_level(telling.levels.steps)
    return None


def read_answer(telling: Telling) -> MoodSaid | None:
    """The same for words that answer a question about the mood, where a number needs no other word;
    None also for what would be refused."""
    tokens = telling.text.split()
    try:
        level = _level(telling, tokens)
        return _felt(telling, level, level.width, None) if level else None
    except Refused:
        return None


def new_word(telling: Telling) -> NewWord | None:
    """One word behind "mood" that is none of the person's yet, and the note behind its colon.
    Refused(note) as domain.moods refuses it."""
    asks, *rest = telling.text.split(None, 1)
    if not rest or not _asks(telling, asks):
        return None
    said, note = _cut(rest[0])
    word = said.strip(_LOOSE + " ")
    if not word.isalpha() or telling.day([word]):
        return None
    return NewWord(word, clean_note(note))


def _asks(telling: Telling, word: str) -> bool:
    return plain(word).rstrip(":") in telling.words.mood


def _stripped(token: str) -> str:
    return plain(token).rstrip(_LOOSE)


def _level(telling: Telling, tokens: Sequence[str]) -> _Level | None:
    """What the tokens begin with; out of range is for `_felt` to refuse."""
    face = FACES.get(tokens[0].replace(PRESENTATION, "").rstrip(_LOOSE))
    if face:
        return _Level(face, len(FACES), alone=True)
    number = _stripped(tokens[0])
    if _NUMBER.fullmatch(number):
        return _Level(int(number), telling.levels.steps)
    out_of = _OUT_OF.fullmatch(number)
    if out_of and int(out_of[2]) in STEPS:
        return _Level(int(out_of[1]), int(out_of[2]))
    return _own_word(telling, tokens)


def _own_word(telling: Telling, tokens: Sequence[str]) -> _Level | None:
    """The longest word of the person's own; it stands alone when nothing else does beside a note."""
    head = NOTE.split(telling.text, maxsplit=1)[0]
    for width in range(min(len(tokens), DAY_TOKENS), 0, -1):
        said = " ".join(tokens[:width])
        word = telling.levels.named(said)
        if word is not None:
            return _Level(word=word, width=width, alone=key(head) == key(said))
    return None


def _felt(telling: Telling, level: _Level, taken: int, day: Day | None) -> MoodSaid:
    if level.word is None and not 1 <= level.number <= level.steps:
        raise _no_such_level(level.steps)
    rest = (*telling.text.split(None, taken), "")[taken]  # its lines kept
    if telling.text.split()[taken - 1].endswith(":"):
        reasons, note = "", rest
    else:
        reasons, note = _cut(rest)
    if day is None:
        reasons, day = _day_behind(telling, reasons)
    if day and day > telling.today:
        raise Refused("felt_at", Reason.OUT_OF_RANGE, latest=telling.today)
    return MoodSaid(
        level.number,
        clean_reasons(reasons.split(",")),
        clean_note(note),
        day,
        level.steps or len(LEVELS),
        level.word,
    )


def _cut(rest: str) -> tuple[str, str]:
    """Reasons, and the note behind a colon."""
    colon = NOTE.search(rest)
    return (rest[: colon.start()], rest[colon.end() :]) if colon else (rest, "")


def _no_such_level(steps: int) -> Refused:
    return Refused("level", Reason.OUT_OF_RANGE, first=1, last=steps)


def _day_behind(telling: Telling, reasons: str) -> tuple[str, Day | None]:
    """`work yesterday`; but `sun` is the weather."""
    tokens = reasons.split()
    for width in range(min(DAY_TOKENS, len(tokens)), 0, -1):
        behind = tokens[-width:]
        day = None if plain(behind[0]) in telling.words.doubtful else telling.day(behind)
        if day and day <= telling.today:
            return " ".join(tokens[:-width]), day
    return reasons, None
