"""Rows: how high the paper has to be for them, and each one."""

from typing import Final

from charts.drawing.paper import BELOW_HEADING, EDGE, SQUARE, Paper

FIRST: Final = BELOW_HEADING + 14


def height_of(rows: int, least: float, beside: float = 0) -> int:
    """A square, or as much higher as so many rows of ``least`` pixels need beside what else there is."""
    return max(SQUARE, round(FIRST + beside + rows * least + EDGE))


def pitch_of(paper: Paper, rows: int, most: float, beside: float = 0) -> float:
    """From one row to the next: they share the paper, and few of them do not fall apart."""
    return min(most, (paper.height - EDGE - FIRST - beside) / max(1, rows))
