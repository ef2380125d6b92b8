"""Levels in faces, digits and words; and a person's words cut to what a message holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zlib import crc32

from bot.lang import Lang
from bot.text import Text
from bot.view import Button
from bot.wire import Code
from domain.moods import LEVELS, Degree
from domain.written import fold

FACES = {
    5: ("😣", "🙁", "😐", "🙂", "😄"),
    7: ("😣", "🙁", "😕", "😐", "🙂", "😊", "😄"),
}
"""By how many levels there are, the most unpleasant first."""


def degrees(steps: int) -> tuple[Degree, ...]:
    """Every degree there is to choose from."""
    return tuple(Degree(step, steps) for step in range(1, steps + 1))


def levels() -> tuple[Degree, ...]:
    """The five that a word may stand for, and that statistics count."""
    return degrees(len(LEVELS))


def face(degree: Degree) -> str:
    return FACES[degree.steps][degree.step - 1]


def tapped(degree: Degree) -> str:
    """A degree on a button: the digit carries the meaning, the face only helps."""
    return f"{face(degree)} {degree.step}"


def digits(degree: Degree) -> str:
    """``4``, or ``6/7`` where there are seven, for buttons."""
    of = "" if degree.steps == len(LEVELS) else f"/{degree.steps}"
    return f"{degree.step}{of}"


def step_of(lang: Lang, degree: Degree) -> Text:
    """``4``, or ``6 of 7`` where there are seven, for sentences."""
    if degree.steps == len(LEVELS):
        return Text(str(degree.step))
    return lang.say("{n} of {top}", n=degree.step, top=degree.steps)


def ends(lang: Lang, steps: int) -> Text:
    """What the first and the last level mean."""
    return lang.say("1 is very unpleasant, {last} is very pleasant.", last=steps)


def level_name(lang: Lang, degree: Degree) -> str:
    """The bot's own word for a degree, where the person has none."""
    return {
        -100: lang.label("very unpleasant"),
        -67: lang.label("unpleasant"),
        -50: lang.label("unpleasant"),
        -33: lang.label("slightly unpleasant"),
        0: lang.label("in between"),
        33: lang.label("slightly pleasant"),
        50: lang.label("pleasant"),
        67: lang.label("pleasant"),
        100: lang.label("very pleasant"),
    }[degree.pleasant]


def word_buttons(
    offered: Sequence[str], given: Sequence[str], code: Callable[[int, bool], Code]
) -> list[Button]:
    """Words to give or take back, by their fingerprints."""
    there = {fold(word) for word in given}
    return [
        Button(
            f"✓ {word}" if fold(word) in there else word,
            code(fingerprint(word), fold(word) not in there),
        )
        for word in offered
    ]


def chosen(given: Sequence[str], offered: Sequence[str], key: int, on: bool) -> list[str]:
    """The words that hold after a tap on the button with this fingerprint."""
    others = [word for word in given if fingerprint(word) != key]
    return others + [word for word in offered if on and fingerprint(word) == key]


def fingerprint(word: str) -> int:
    """A word as a button carries it: reasons are too long, and no business of a code."""
    return crc32(fold(word).encode())
