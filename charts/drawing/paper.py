"""Paper: one chart's figure, on which everything is placed in pixels from the top left corner.

An axes with ticks, labels and a legend costs more than everything that is drawn on it; here there is one
without any, and what is alike goes into one collection.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from charts.drawing.ink import INKS, Ink
from charts.drawing.typeface import FAMILY, families, fitted, name_of
from charts.values import Heading, Theme

WIDTH: Final = 1080
SQUARE: Final = 1080
TALL: Final = 1350
EDGE: Final = 56
"""Nothing that matters is nearer to the border: phones round the corners off."""

TITLE: Final = 46
LABEL: Final = 32
SMALL: Final = 27
"""The heights of letters in pixels; smaller ones cannot be read at arm's length."""

BELOW_HEADING: Final = 212
"""Where the space below the heading begins."""

_DPI: Final = 72
"""At which a point is a pixel."""

Place = tuple[float, float]
Box = tuple[float, float, float, float]
Across = Literal["left", "center", "right"]
Down = Literal["top", "center", "bottom", "baseline"]


class Paper:
    """A figure of WIDTH by ``height`` with its heading on it."""

    def __init__(self, heading: Heading, theme: Theme, height: int = SQUARE) -> None:
        self.ink: Ink = INKS[theme]
        self.height = height
        size = (WIDTH / _DPI, height / _DPI)
        self.figure = Figure(figsize=size, dpi=_DPI, facecolor=self.ink.paper)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
        self.axes.set_axis_off()
        self._head(heading)

    def write(
        self,
        place: Place,
        text: str,
        *,
        size: float = LABEL,
        colour: str | None = None,
        across: Across = "left",
        down: Down = "center",
        bold: bool = False,
        room: float | None = None,
    ) -> None:
        """One line of text, shortened to ``room`` pixels."""
        line = text if room is None else fitted(text, room, size, bold=bold)
        self.axes.text(
            *place,
            line,
            fontsize=size,
            color=colour or self.ink.words,
            ha=across,
            va=down,
            fontfamily=list(families(line)),
            fontweight="bold" if bold else "normal",
            parse_math=False,  # a name with two dollar signs is no formula
        )

    def boxes(self, boxes: Sequence[Box], colours: Sequence[str], *, name: str = "boxes") -> None:
        """Filled rectangles of (left, top, width, height)."""
        if boxes:
            corners = [_corners(box) for box in boxes]
            self.axes.add_collection(
                PolyCollection(corners, facecolors=list(colours), linewidths=0, label=name),
                autolim=False,
            )

    def frames(
        self, boxes: Sequence[Box], colour: str, width: float = 3, *, name: str = "frames"
    ) -> None:
        """The borders of rectangles."""
        if boxes:
            corners = [_corners(box) for box in boxes]
            self.axes.add_collection(
                PolyCollection(
                    corners, facecolors="none", edgecolors=colour, linewidths=width, label=name
                ),
                autolim=False,
            )

    def hatched(self, boxes: Sequence[Box], *, gap: float = 14, name: str = "not recorded") -> None:
        """Rectangles of which nothing is known: neither a colour nor a nought."""
        strokes = [stroke for box in boxes for stroke in _hatch(box, gap)]
        self.lines(strokes, self.ink.hatch, 1.5, name=name)
        self.frames(boxes, self.ink.hatch, 1.5, name=f"{name}, framed")

    def lines(
        self,
        strokes: Sequence[Sequence[Place]],
        colour: str,
        width: float,
        *,
        name: str = "lines",
    ) -> None:
        """Lines through the given places."""
        if strokes:
            self.axes.add_collection(
                LineCollection(
                    list(strokes),
                    zorder=1,  # as all that is drawn here; else lines lie above what comes after
                    colors=colour,
                    linewidths=width,
                    capstyle="round",
                    joinstyle="round",
                    label=name,
                ),
                autolim=False,
            )

    def dots(
        self,
        places: Sequence[Place],
        colour: str | Sequence[str],
        size: float,
        *,
        hollow: bool = False,
        name: str = "dots",
    ) -> None:
        """Discs of ``size`` pixels across, of one colour or each of its own; hollow ones are rings
        that show what is below them."""
        if places:
            dots = PathCollection(
                [_disc(size)],
                offsets=np.asarray(places),
                offset_transform=self.axes.transData,
                facecolors="none" if hollow else colour,
                edgecolors=colour,
                linewidths=max(2.0, size / 6) if hollow else 0,
                label=name,
            )
            dots.set_transform(Affine2D())  # the identity of its own class cannot be moved in a PDF
            self.axes.add_collection(dots, autolim=False)

    def figures(
        self,
        figures: Iterable[tuple[Place, str]],
        size: float,
        colours: Sequence[str],
        *,
        name: str = "figures",
    ) -> None:
        """Digits, each in the middle of its place, as one collection of outlines: as so many texts they
        would cost more than all the rest of a calendar."""
        paths = [_moved(_digits(text, size), place) for place, text in figures]
        if paths:
            self.axes.add_collection(
                PathCollection(paths, facecolors=list(colours), linewidths=0, label=name),
                autolim=False,
            )

    def _head(self, heading: Heading) -> None:
        room = WIDTH - 2 * EDGE
        title = name_of(heading.title)
        self.write((EDGE, EDGE), title, size=TITLE, down="top", bold=True, room=room)
        quiet = self.ink.quiet
        self.write((EDGE, EDGE + 60), heading.period, colour=quiet, down="top", room=room)
        self.write((EDGE, EDGE + 102), heading.count, colour=quiet, down="top", room=room)


def _corners(box: Box) -> list[Place]:
    left, top, width, height = box
    right, bottom = left + width, top + height
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _hatch(box: Box, gap: float) -> list[tuple[Place, Place]]:
    """Diagonals from bottom left to top right, cut at the box: as lines they look the same at every size,
    which matplotlib's own hatches do not."""
    left, top, width, height = box
    strokes = []
    for start in np.arange(gap, width + height, gap):
        low = (left + max(0.0, start - height), top + min(start, height))
        high = (left + min(start, width), top + max(0.0, start - width))
        strokes.append((low, high))
    return strokes


@lru_cache(maxsize=512)
def _digits(text: str, size: float) -> Path:
    """The outline of a few digits around their own middle, upside down as the paper is."""
    outline = TextPath((0, 0), text, size=size, prop=FontProperties(family=FAMILY), usetex=False)
    box = outline.get_extents()
    middle = np.array([(box.x0 + box.x1) / 2, _middle(size)])
    return Path((outline.vertices - middle) * (1, -1), outline.codes)


@lru_cache(maxsize=16)
def _middle(size: float) -> float:
    """Half the height of digits, so that all of them stand on one line."""
    return (
        float(TextPath((0, 0), "0", size=size, prop=FontProperties(family=FAMILY)).get_extents().y1)
        / 2
    )


def _moved(path: Path, place: Place) -> Path:
    return Path(path.vertices + np.asarray(place), path.codes)


@lru_cache(maxsize=32)
def _disc(size: float) -> Path:
    circle = Path.unit_circle()
    return Path(np.asarray(circle.vertices) * size / 2, circle.codes)
