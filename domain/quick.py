"""A quick entry outside any dialog: `read`, `yesterday run: 5 km`, `mood 4 work`, `run mon wed 7:00`.

Tried in this order, and the first that fits wins: a goal by its title or the beginning of it, with a
day and a verb around it; undo; a mood; a new goal. A full title always finds its goal, whatever
words it is made of, and several goals are a question, never a guess.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.dates import Order
from domain.days import Day
from domain.entries import State
from domain.errors import Reason, Refused
from domain.latest import latest_day
from domain.moods import LEVELS, clean_note, clean_reasons
from domain.oneline import Sketchy, parse_goal
from domain.typed import plain
from domain.words import Words, words_of
from domain.written import fold

ENTRY_MAX: Final = 2500
PREFIX_MIN: Final = 2
FACES: Final = {
    "\U0001f623": 1,
    "\U0001f641": 2,
    "\U0001f610": 3,
    "\U0001f642": 4,
    "\U0001f604": 5,
}

_DAY_TOKENS: Final = 5
_NOTES_MAX: Final = 8
_NUMBER: Final = re.compile(r"-?\d{1,9}")
_NOTE: Final = re.compile(r":(?=\s|$)")
_EMOJI: Final = re.compile(r"^[^\w\s\"'(#/]+\s*(?=\w)")
_PRESENTATION: Final = "\ufe0f"


@dataclass(frozen=True, slots=True)
class Done:
    """An answer for the entry of one goal and day; state open clears it."""

    goal_id: int
    day: Day
    state: State
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """The entry fits several goals: one answer for each, in the order of the names."""

    candidates: tuple[Done, ...]


@dataclass(frozen=True, slots=True)
class MoodSaid:
    """A mood log; without a day it is for now. The level is one of `steps`."""

    level: int
    reasons: tuple[str, ...] = ()
    note: str | None = None
    day: Day | None = None
    steps: int = len(LEVELS)


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """A new goal, to be offered as a draft."""

    sketch: Sketchy


@dataclass(frozen=True, slots=True)
class UndoSaid:
    """Take back the last act."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """None of these; also a new goal that raises a question, which is for `parse_goal` to ask."""


Reading = Done | Which | MoodSaid | GoalSaid | UndoSaid | Unclear


def read_entry(
    text: str,
    names: Sequence[tuple[int, str]],
    today: Day,
    *,
    language: str,
    order: Order | None = None,
    week_start: int = 0,
    steps: int = len(LEVELS),
) -> Reading:
    """What a line outside any dialog means, seen from `today`; `names` are the person's goals, and
    `steps` is of how many levels they choose a mood.

    A weekday is the latest one, today included. Refused: level (out_of_range), reasons and note (as
    domain.moods refuses), day (ambiguous_date, with candidates; not_a_date; out_of_range).
    """
    if len(text) > ENTRY_MAX or not text.split():
        return Unclear()
    entry = _Entry(text, _Names(names), today, language, order, steps)
    if found := _goal(entry, entry.names.called):
        return found
    if plain(text).rstrip(" .!") in entry.words.undo:
        return UndoSaid()
    beginning = _goal(entry, entry.names.beginning)
    return beginning or _mood(entry) or _new_goal(entry, week_start) or Unclear()


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    names: "_Names"
    today: Day
    language: str
    order: Order | None
    steps: int

    @property
    def words(self) -> Words:
        return words_of(self.language)

    def day(self, words: Sequence[str]) -> Day | None:
        return latest_day(" ".join(words), self.today, self.order, language=self.language)


class _Names:
    """Goals by title, and by title without the emoji in front."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        self.titles: dict[str, list[int]] = {}
        self.bare: dict[str, list[int]] = {}
        for goal, title in names:
            self.titles.setdefault(_key(title), []).append(goal)
            self.bare.setdefault(_key(_bare(title)), []).append(goal)

    def called(self, name: str) -> list[int]:
        """Those of that very name, the emoji being written or not."""
        for key in (_key(name), _key(_bare(name))):
            if found := self.titles.get(key) or self.bare.get(key):
                return found
        return []

    def beginning(self, name: str) -> list[int]:
        """Those whose name begins so. One letter begins too many words; an emoji is a name."""
        key = _key(name)
        if not key or (len(key) < PREFIX_MIN and key.isalnum()):
            return []
        found = [
            goal
            for keyed in (self.titles, self.bare)
            for own, goals in keyed.items()
            if own.startswith(key)
            for goal in goals
        ]
        return list(dict.fromkeys(found))


def _key(text: str) -> str:
    return fold(text.replace(_PRESENTATION, ""))


def _bare(text: str) -> str:
    return _EMOJI.sub("", text.strip())


def _goal(entry: _Entry, find: Callable[[str], list[int]]) -> Reading | None:
    """The whole line first, then with a note cut off; the least taken away from the name wins."""
    for head, note in _with_notes(entry.text):
        for name, state, words in _peeled(head.split(), entry.words):
            goals = find(" ".join(name)) if name else []
            day = entry.day(words) if goals and words else entry.today
            if goals and day:
                kept = clean_note(note)
                answers = tuple(Done(goal, day, state, kept) for goal in goals)
                return answers[0] if len(answers) == 1 else Which(answers)
    return None


def _with_notes(text: str) -> Iterator[tuple[str, str]]:
    """The line whole, then cut at its colons, the last one first: titles may have colons too."""
    yield text, ""
    for colon in reversed(list(_NOTE.finditer(text))[:_NOTES_MAX]):
        yield text[: colon.start()], text[colon.end() :]


_Peeled = tuple[list[str], State, list[str]]


def _peeled(tokens: list[str], words: Words) -> Iterator[_Peeled]:
    """Name, state and words for a day, with ever more words taken off either end."""
    for width in range(_DAY_TOKENS + 1):
        for rest, state in _without_verb(tokens, words):
            yield from ((name, state, day) for name, day in _without_day(rest, width))
        for rest, day in _without_day(tokens, width):
            yield from ((name, state, day) for name, state in _without_verb(rest, words))


def _without_verb(tokens: list[str], words: Words) -> Iterator[tuple[list[str], State]]:
    yield tokens, State.DONE
    if tokens and (state := words.verbs.get(plain(tokens[0]))):
        yield tokens[1:], state
    if tokens and (state := words.verbs.get(plain(tokens[-1]))):
        yield tokens[:-1], state


def _without_day(tokens: list[str], width: int) -> Iterator[tuple[list[str], list[str]]]:
    """A day of so many words may stand in front or behind."""
    if width == 0:
        yield tokens, []
    elif width < len(tokens):
        yield tokens[width:], tokens[:width]
        yield tokens[:-width], tokens[-width:]


def _mood(entry: _Entry) -> MoodSaid | Unclear | None:
    """`[day] mood [day] level [reasons] [day][: note]`, or a face in place of the first words."""
    tokens = entry.text.split()
    for at, said in enumerate(tokens[: 2 * _DAY_TOKENS]):
        level = _level(said)
        before = tokens[:at]
        named = [word for word in before if plain(word).rstrip(":") in entry.words.mood]
        if level is None or not (_face(said) or named):
            continue
        days = [word for word in before if word not in named]
        day = entry.day(days) if days else None
        if day and day > entry.today:
            return Unclear()
        if (days and not day) or len(named) > 1:
            return None
        return _felt(entry, level, said, _rest(entry.text, at + 1), day)
    return None


def _rest(text: str, count: int) -> str:
    """What follows the first `count` words, its lines kept."""
    return (*text.split(None, count), "")[count]


def _face(token: str) -> int | None:
    return FACES.get(token.replace(_PRESENTATION, "").rstrip(":,.!"))


def _level(token: str) -> int | None:
    """Of a face or a number; out of range is for the caller to refuse."""
    number = plain(token).rstrip(":,.!")
    return int(number) if _NUMBER.fullmatch(number) else _face(token)


def _felt(entry: _Entry, level: int, said: str, rest: str, day: Day | None) -> MoodSaid:
    steps = len(FACES) if _face(said) else entry.steps
    if not 1 <= level <= steps:
        raise Refused("level", Reason.OUT_OF_RANGE, first=1, last=steps)
    colon = None if said.endswith(":") else _NOTE.search(rest)
    reasons, note = (rest[: colon.start()], rest[colon.end() :]) if colon else (rest, "")
    if said.endswith(":"):
        reasons, note = "", rest
    if day is None:
        reasons, day = _day_behind(entry, reasons)
    return MoodSaid(level, clean_reasons(reasons.split(",")), clean_note(note), day, steps)


def _day_behind(entry: _Entry, reasons: str) -> tuple[str, Day | None]:
    """`work yesterday`; but `sun` is the weather."""
    tokens = reasons.split()
    for width in range(min(_DAY_TOKENS, len(tokens)), 0, -1):
        behind = tokens[-width:]
        day = None if plain(behind[0]) in entry.words.doubtful else entry.day(behind)
        if day and day <= entry.today:
            return " ".join(tokens[:-width]), day
    return reasons, None


def _new_goal(entry: _Entry, week_start: int) -> GoalSaid | None:
    """A line with a title that no goal has, and a rhythm or time that raises no question."""
    if len(entry.text.splitlines()) > 1:
        return None
    try:
        sketch = parse_goal(
            entry.text,
            entry.today,
            language=entry.language,
            week_start=week_start,
            order=entry.order,
        )
    except Refused:
        return None
    if sketch.schedule is None or entry.names.called(sketch.title):
        return None
    return GoalSaid(sketch)
