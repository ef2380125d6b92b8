"""Wrapping: a text in as many lines as it needs, or as it may have."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from charts.drawing.typeface import fitted, width

SLACK: Final = 0.98
"""On a grid of pixels letters are drawn up to a fiftieth wider than they are measured."""


def wrapped(text: str, room: float, size: float, most: int | None = None) -> list[str]:
    """The lines of a text that is ``room`` pixels wide. What does not go into ``most`` lines is left
    out, and the last one ends in an ellipsis."""
    room *= SLACK
    lines = list(_lines(text.split(), room, size))
    if most is None or len(lines) <= most:
        return lines
    return [*lines[: most - 1], fitted(" ".join(lines[most - 1 :]), room, size)]


def _lines(words: list[str], room: float, size: float) -> Iterator[str]:
    line: list[str] = []
    used = -_word(" ", size)
    for word in (part for whole in words for part in _broken(whole, room, size)):
        wide = _word(" ", size) + _word(word, size)
        if line and used + wide > room:
            yield " ".join(line)
            line, used = [], -_word(" ", size)
        line.append(word)
        used += wide
    if line:
        yield " ".join(line)


def _broken(word: str, room: float, size: float) -> Iterator[str]:
    """A word, in pieces where a line is too short for it: addresses have no spaces. Letters are added
    up, since to measure each beginning of two thousand of them takes minutes."""
    if _word(word, size) <= room:
        yield word
        return
    piece, used = "", 0.0
    for letter in word:
        wide = _word(letter, size)
        if piece and used + wide > room:
            yield piece
            piece, used = "", 0.0
        piece += letter
        used += wide
    yield piece


@lru_cache(maxsize=4096)
def _word(word: str, size: float) -> float:
    return width(word, size)
