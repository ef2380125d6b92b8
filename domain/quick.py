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
from domain.errors import Refused
from domain.latest import latest_day
from domain.moods import clean_note
from domain.oneline import Sketchy, parse_goal
from domain.said_mood import (
    DAY_TOKENS,
    NOTE,
    PRESENTATION,
    Levels,
    MoodSaid,
    NewWord,
    Telling,
    new_word,
    read_answer,
    read_mood,
)
from domain.typed import plain
from domain.words import Words, words_of
from domain.written import fold

ENTRY_MAX: Final = 2500
PREFIX_MIN: Final = 2
ANY_LEVELS: Final = Levels()

_NOTES_MAX: Final = 8
_EMOJI: Final = re.compile(r"^[^\w\s\"'(#/]+\s*(?=\w)")


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
class GoalSaid:
    """A new goal, to be offered as a draft."""

    sketch: Sketchy


@dataclass(frozen=True, slots=True)
class UndoSaid:
    """Take back the last act."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """None of these; also a new goal that raises a question, which is for `parse_goal` to ask."""


Reading = Done | Which | MoodSaid | NewWord | GoalSaid | UndoSaid | Unclear


def read_entry(
    text: str,
    names: Sequence[tuple[int, str]],
    today: Day,
    *,
    language: str,
    order: Order | None = None,
    week_start: int = 0,
    levels: Levels = ANY_LEVELS,
) -> Reading:
    """What a line outside any dialog means, seen from `today`; `names` are the person's goals, and
    `levels` what they say their moods by.

    A weekday is the latest one, today included. Refused: as `read_mood` refuses, and day
    (ambiguous_date, with candidates; not_a_date; out_of_range).
    """
    if len(text) > ENTRY_MAX or not text.split():
        return Unclear()
    entry = _Entry(text, _Names(names), today, language, order, levels)
    if found := _goal(entry, entry.names.called):
        return found
    if plain(text).rstrip(" .!") in entry.words.undo:
        return UndoSaid()
    return (
        _goal(entry, entry.names.beginning)
        or read_mood(entry.telling)
        or _either(new_word(entry.telling), _new_goal(entry, week_start))
        or Unclear()
    )


def _either(word: NewWord | None, goal: GoalSaid | None) -> NewWord | GoalSaid | None:
    """`mood music daily` is a goal; but behind a colon is a note, and no time: `mood great: sun`."""
    return word if word and word.note is not None else goal or word


def answer_to_mood(
    text: str, today: Day, *, language: str, levels: Levels = ANY_LEVELS
) -> MoodSaid | None:
    """What a line outside any dialog would mean as an answer to "how are you": `4`, `3 work`."""
    if len(text) > ENTRY_MAX or not text.split():
        return None
    return read_answer(_Entry(text, _Names(()), today, language, None, levels).telling)


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    names: "_Names"
    today: Day
    language: str
    order: Order | None
    levels: Levels

    @property
    def words(self) -> Words:
        return words_of(self.language)

    @property
    def telling(self) -> Telling:
        return Telling(self.text, self.words, self.today, self.levels, self.day)

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
    return fold(text.replace(PRESENTATION, ""))


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
    for colon in reversed(list(NOTE.finditer(text))[:_NOTES_MAX]):
        yield text[: colon.start()], text[colon.end() :]


_Peeled = tuple[list[str], State, list[str]]


def _peeled(tokens: list[str], words: Words) -> Iterator[_Peeled]:
    """Name, state and words for a day, with ever more words taken off either end."""
    for width in range(DAY_TOKENS + 1):
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
