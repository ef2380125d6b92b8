"""Measuring: what a figure shows, and where. Lengths are pixels, from the top left corner."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox, IdentityTransform

Points = list[tuple[float, float]]


def words(figure: Figure) -> list[str]:
    """Every text that is written, in the order of writing."""
    return [text.get_text() for text in texts(figure)]


def texts(figure: Figure) -> list[Text]:
    return list(figure.axes[0].texts)


def extents(figure: Figure) -> list[tuple[str, Bbox]]:
    """Each text with the box it fills, as the renderer measures it; y goes up here."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts(figure)]


def overlaps(figure: Figure) -> list[tuple[str, str]]:
    """Texts that lie on each other. A line's box has room for accents above and descenders below its
    letters, so a few pixels of it do not count."""
    found = combinations(extents(figure), 2)
    return [
        (a, b) for (a, one), (b, other) in found if _padded(one, -4).overlaps(_padded(other, -4))
    ]


def _padded(box: Bbox, by: float) -> Bbox:
    return box.padded(0, by) if box.height > 2 * abs(by) else box


def collections(figure: Figure, name: str) -> list[Collection]:
    return [found for found in figure.axes[0].collections if found.get_label() == name]


def paths(figure: Figure, name: str) -> list[Points]:
    """The vertices of each shape drawn under a name."""
    return list(_paths(figure, name))


def _paths(figure: Figure, name: str) -> Iterator[Points]:
    for found in collections(figure, name):
        for path in found.get_paths():
            yield [(float(x), float(y)) for x, y in np.asarray(path.vertices)]


def places(figure: Figure, name: str) -> Points:
    """The middles of the dots drawn under a name."""
    return [
        (float(x), float(y))
        for found in collections(figure, name)
        for x, y in np.asarray(found.get_offsets())
    ]


def boxes(figure: Figure, name: str) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of each rectangle drawn under a name."""
    return [
        (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        for xs, ys in (zip(*points, strict=True) for points in paths(figure, name))
    ]


def drawn(figure: Figure) -> Points:
    """Every point that shapes go through or that dots stand on."""
    found: Points = []
    for each in figure.axes[0].collections:
        name = str(each.get_label())
        dots = _are_dots(each)
        found += places(figure, name) if dots else [p for path in paths(figure, name) for p in path]
    return found


def _are_dots(found: Collection) -> bool:
    """Whether one shape is repeated at places; others are drawn where their points are."""
    return not isinstance(found.get_offset_transform(), IdentityTransform)


def colours(figure: Figure, name: str) -> list[Any]:
    return [tuple(row) for found in collections(figure, name) for row in found.get_facecolor()]
