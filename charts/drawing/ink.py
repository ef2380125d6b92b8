"""Colours. Levels go from violet over grey to orange: no red, no green, no traffic light of morals, and
apart for every eye; each coloured cell carries its digit all the same."""

from dataclasses import dataclass
from typing import Final

from matplotlib.colors import to_hex, to_rgb

from charts.values import MOOD_TOP, Theme

LEVELS: Final = ("#5E3C99", "#9C8CC8", "#BDBDBD", "#F5B26B", "#D95F02")
DARK_LEVELS: Final = ("#5E3C99", "#9C8CC8", "#8A8A8A", "#F5B26B", "#D95F02")
DONE: Final = "#0072B2"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a theme. ``hatch`` draws what is not recorded, on ``paper``."""

    paper: str
    words: str
    quiet: str
    line: str
    faint: str
    hatch: str
    done: str
    levels: tuple[str, ...]

    def level(self, value: float, top: int = MOOD_TOP) -> str:
        """The colour of a level between 1 and ``top``: between two of the palette it is mixed."""
        place = (value - 1) / (top - 1) * (len(self.levels) - 1)
        below = min(int(place), len(self.levels) - 2)
        return mixed(self.levels[below], self.levels[below + 1], place - below)

    def on(self, colour: str) -> str:
        """What can be read on a colour: one of the two has a contrast of 4.5 with any, as black that is
        less than black has not."""
        return "#FFFFFF" if brightness(colour) < 0.18 else "#000000"


INKS: Final = {
    Theme.LIGHT: Ink(
        paper="#FFFFFF",
        words="#1A1A1A",
        quiet="#5A5A5A",
        line="#333333",
        faint="#D9D9D9",
        hatch="#B0B0B0",
        done=DONE,
        levels=LEVELS,
    ),
    Theme.DARK: Ink(
        paper="#17212B",
        words="#F2F2F2",
        quiet="#AEB7C0",
        line="#E0E0E0",
        faint="#3A4652",
        hatch="#5F6C78",
        done="#3B9FDB",
        levels=DARK_LEVELS,
    ),
}


def mixed(one: str, other: str, share: float) -> str:
    """A colour so far on the way from one to the other."""
    (red, green, blue), to = to_rgb(one), to_rgb(other)
    return to_hex(
        (
            red + (to[0] - red) * share,
            green + (to[1] - green) * share,
            blue + (to[2] - blue) * share,
        )
    )


def brightness(colour: str) -> float:
    """The relative luminance of WCAG 2, from 0 to 1."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
