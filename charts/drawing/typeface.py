"""Typeface: which letters can be drawn at all, and by which font.

No large fonts come with the bot. What the bundled one lacks is looked for among the fonts of the
machine; an emoji that none has is left out, and a name that cannot be written has a stand-in.
"""

import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from charts.values import Named
from domain.graphemes import graphemes
from domain.written import shorten

FAMILY: Final = "DejaVu Sans"
SIGNS: Final = {"So", "Sk", "Cf", "Mn", "Me", "Cs"}
"""Emoji and what joins them: a title reads the same without them."""

PRESENTATION: Final = "\ufe0e\ufe0f"
"""Whether a sign is shown as a picture, which here it never is."""

_MEASURED: Final = 100
"""The size at which letters are measured, for any size."""

_UNWANTED: Final = ("Last Resort", "STIX", "cm", "Emoji", "DejaVu Math")


@lru_cache(maxsize=256)
def families(text: str) -> tuple[str, ...]:
    """The fonts to write a text with, the bundled one first."""
    found = [FAMILY]
    missing = {letter for letter in text if ord(letter) not in _bundled()}
    for name, path in _others() if missing else ():
        if any(ord(letter) in _letters(path) for letter in missing):
            found.append(name)
            missing = {letter for letter in missing if ord(letter) not in _letters(path)}
        if not missing:
            break
    return tuple(found)


def written(text: str) -> str | None:
    """The text as it can be drawn: without the signs that no font has; None where letters lack, or
    nothing is left."""
    line = "".join(map(_without_signs, graphemes(" ".join(text.split()))))
    kept = " ".join(line.split())
    return kept if kept and all(map(_is_known, kept)) else None


def name_of(named: Named) -> str:
    """The name, or its stand-in."""
    return written(named.name) or named.stand_in


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is in pixels, or nearly so: each stretch by the font that has its letters."""
    stretches = groupby(text, key=lambda letter: _path_for(letter, bold=bold))
    wide = sum(_wide(path, "".join(letters)) for path, letters in stretches if path)
    return wide * size / _MEASURED


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, shortened until it fits."""
    if width(text, size, bold=bold) <= room:
        return text
    # Letter by letter from its end, a long name cost more than all the rest of a chart.
    beginnings = range(1, len(text))
    length = 1 + bisect_left(beginnings, room, key=lambda n: width(text[:n], size, bold=bold))
    while length > 1 and width(shorten(text, length), size, bold=bold) > room:
        length -= 1
    return shorten(text, length)


def _without_signs(cluster: str) -> str:
    """A cluster of letters as it can be drawn. An emoji goes with all that it is joined of: without its
    runner, a running woman would be the sign of Venus."""
    unknown = [letter for letter in cluster if _is_sign(letter) and not _is_known(letter)]
    if any(unicodedata.category(letter) == "So" for letter in unknown):
        return ""
    return "".join(letter for letter in cluster if letter not in (*unknown, *PRESENTATION))


def _is_known(letter: str) -> bool:
    return _path_for(letter) is not None


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter) in SIGNS


@lru_cache(maxsize=4096)
def _path_for(letter: str, *, bold: bool = False) -> str | None:
    """The file of the font that has a letter, the bundled one first; None where there is none."""
    if ord(letter) in _bundled():
        return _path(FAMILY, bold=bold)
    return next((path for _, path in _others() if ord(letter) in _letters(path)), None)


def _wide(path: str, text: str) -> float:
    font = _font(path)
    font.set_size(_MEASURED, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


@cache
def _others() -> tuple[tuple[str, str], ...]:
    """The other upright fonts of the machine, by name and file."""
    fonts = (
        (font.name, font.fname)
        for font in font_manager.fontManager.ttflist
        if font.style == "normal"
        and not font.name.startswith(_UNWANTED)
        # Coloured ones are pictures that cannot be drawn as letters.
        and "Emoji" not in font.name
        and font.name != FAMILY
        and Path(font.fname).exists()
    )
    return tuple(sorted(set(fonts)))


@cache
def _path(family: str, *, bold: bool = False) -> str:
    weight = "bold" if bold else "normal"
    return str(font_manager.findfont(font_manager.FontProperties(family=family, weight=weight)))


@cache
def _font(path: str) -> FT2Font:
    return FT2Font(path)


@cache
def _bundled() -> frozenset[int]:
    """The letters that are there in bold, too: some of those of formulas are not."""
    return _letters(_path(FAMILY)) & _letters(_path(FAMILY, bold=True))


@cache
def _letters(path: str) -> frozenset[int]:
    return frozenset(FT2Font(path).get_charmap())
