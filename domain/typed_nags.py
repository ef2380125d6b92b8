"""How often a reminder says itself again, as people type it: `20`, `every 20 min, 4 times`, `20x4`; and
from how many days before a date it speaks."""

import re
from collections.abc import Sequence
from typing import Final

from domain.bells import LEAD_MAX, NAG_MINUTES, NAG_TIMES
from domain.errors import Reason, Refused
from domain.typed import plain
from domain.words import Words, words_of

TIMES: Final = 3
"""So often where nothing is said of it."""

_BETWEEN: Final = re.compile(r"[ ,;]+|(?<=\d)-?(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_CROSS: Final = re.compile("[×*]")


def parse_nag(text: str, *, language: str = "en") -> tuple[int, int]:
    """Every how many minutes, and how often at most. Refused: unreadable, out_of_range."""
    words = words_of(language)
    length, times = _times(_turned(_tokens(text), words), words)
    if length and length[0] in words.each:
        length = ["1", length[1]] if length[1:] and length[1] in words.minutes else length[1:]
    every = _counted(length, words, {**words.minutes, "": 1})
    if every is None or times is None:
        raise Refused("nag", Reason.UNREADABLE)
    if every not in NAG_MINUTES or times not in NAG_TIMES:
        raise Refused("nag", Reason.OUT_OF_RANGE)
    return every, times


def parse_lead(text: str, *, language: str = "en") -> int:
    """A number of days: `5`, `5 days before`, `a week`. Refused: unreadable, out_of_range."""
    words = words_of(language)
    tokens = [token for token in _tokens(text) if token not in words.before]
    days = _counted(tokens, words, {**words.units, "": 1})
    if days is None:
        raise Refused("lead", Reason.UNREADABLE)
    if not 0 <= days <= LEAD_MAX:
        raise Refused("lead", Reason.OUT_OF_RANGE, first=0, last=LEAD_MAX)
    return days


def _tokens(text: str) -> list[str]:
    typed = _CROSS.sub(" x ", plain(text)).rstrip(" .,;!?")
    return [token for token in _BETWEEN.split(typed) if token]


def _turned(tokens: list[str], words: Words) -> list[str]:
    """`4 times every 20 min` as `every 20 min 4 times`."""
    start = next((place for place, token in enumerate(tokens) if token in words.each), 0)
    return tokens[start:] + tokens[:start]


def _times(tokens: list[str], words: Words) -> tuple[list[str], int | None]:
    """What is said of the length, and how often it is."""
    match tokens:
        case [_, *_, mark, count] if mark in words.multiply:
            return tokens[:-2], _number(count, words)
        case [_, *_, count, mark] if mark in words.multiply:
            return tokens[:-2], _number(count, words)
        case [_, *_, word] if word in words.multiples:
            return tokens[:-1], words.multiples[word]
    return tokens, TIMES


def _counted(tokens: Sequence[str], words: Words, units: dict[str, int]) -> int | None:
    """`20`, `20 min`, `an hour`; None for anything else."""
    if not 1 <= len(tokens) <= 2:
        return None
    number = _number(tokens[0], words)
    unit = units.get(tokens[1] if tokens[1:] else "")
    return None if number is None or unit is None else number * unit


def _number(token: str, words: Words) -> int | None:
    return int(token) if token.isdecimal() else words.counts.get(token)
