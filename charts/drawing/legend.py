"""The legend: what a chart's signs mean, in words at its lower edge."""

from typing import Final

from charts.drawing.paper import EDGE, SMALL, WIDTH, Paper
from charts.drawing.wrapping import wrapped

LEADING: Final = 38
MOST: Final = 3


def write_legend(paper: Paper, text: str) -> float:
    """Write it, in up to three lines, and return where the space above it ends."""
    lines = wrapped(text, WIDTH - 2 * EDGE, SMALL, MOST)
    top = paper.height - EDGE - LEADING * len(lines)
    for nth, line in enumerate(lines):
        middle = top + (nth + 0.5) * LEADING
        paper.write((EDGE, middle), line, size=SMALL, colour=paper.ink.quiet)
    return top
