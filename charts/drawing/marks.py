"""Marks: the signs of a goal's days, which differ by shape, and what they mean in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from charts.days import Mark
from charts.drawing.cells import middle
from charts.drawing.paper import EDGE, SMALL, WIDTH, Box, Paper, Place
from charts.drawing.typeface import width

SIGN: Final = 32
LEADING: Final = 48
AFTER_SIGN: Final = 12
AFTER_WORD: Final = 34
CHANGE: Final = 24
"""How high the tick of a changed schedule is."""

Marked = Sequence[tuple[Box, Mark]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the legend and where its sign is; no mark for a changed schedule."""

    box: Box
    mark: Mark | None
    word: str


def draw_marks(paper: Paper, marked: Marked) -> None:
    """Full, half, dot, frame, corners: nothing depends on a colour. A blank day has no sign."""
    ink = paper.ink
    done, part = _of(marked, Mark.DONE), _of(marked, Mark.PART)
    halves = [(left, top + high / 2, wide, high / 2) for left, top, wide, high in part]
    skipped = _of(marked, Mark.SKIPPED)
    corners = [stroke for box in _of(marked, Mark.OPEN) for stroke in _corners(_inner(box))]
    paper.boxes(done, [ink.done] * len(done), name=Mark.DONE)
    paper.boxes(halves, [ink.done] * len(halves), name=Mark.PART)
    paper.frames([_inner(box) for box in part], ink.done, 3, name="part, framed")
    paper.frames([_inner(box) for box in _of(marked, Mark.MISSED)], ink.quiet, 2, name=Mark.MISSED)
    if skipped:
        paper.dots(
            [middle(box) for box in skipped], ink.done, skipped[0][2] * 0.4, name=Mark.SKIPPED
        )
    paper.lines(corners, ink.done, 4, name=Mark.OPEN)


def draw_changes(paper: Paper, feet: Sequence[Place]) -> None:
    """Ticks that stand on an axis where the schedule changed."""
    strokes = [[(x, y - 3), (x, y - CHANGE)] for x, y in feet]
    paper.lines(strokes, paper.ink.words, 7, name="changes")


def write_marks(paper: Paper, legend: Sequence[tuple[Mark, str]], change: str) -> float:
    """Each sign with its word, in as many lines as they need at the lower edge; ``change`` is the word
    of the tick, empty without one. Returns where the space above them ends."""
    words: list[tuple[Mark | None, str]] = [*legend, *([(None, change)] if change else [])]
    rows = list(_rows(words))
    top = paper.height - EDGE - LEADING * len(rows)
    entries = [
        entry for nth, row in enumerate(rows) for entry in _entries(row, top + nth * LEADING)
    ]
    for entry in entries:
        left, y = entry.box[0] + SIGN + AFTER_SIGN, middle(entry.box)[1]
        room = WIDTH - EDGE - left
        paper.write((left, y), entry.word, size=SMALL, colour=paper.ink.quiet, room=room)
    draw_marks(paper, [(entry.box, entry.mark) for entry in entries if entry.mark])
    draw_changes(paper, [_foot(entry.box) for entry in entries if entry.mark is None])
    return top


def _rows(words: Sequence[tuple[Mark | None, str]]) -> Iterator[list[tuple[Mark | None, str]]]:
    row: list[tuple[Mark | None, str]] = []
    used = 0.0
    for mark, word in words:
        wide = _wide(word)
        if row and used + wide > WIDTH - 2 * EDGE + AFTER_WORD:
            yield row
            row, used = [], 0.0
        row.append((mark, word))
        used += wide
    if row:
        yield row


def _entries(row: Sequence[tuple[Mark | None, str]], top: float) -> Iterator[Entry]:
    left: float = EDGE
    for mark, word in row:
        yield Entry((left, top + (LEADING - SIGN) / 2, SIGN, SIGN), mark, word)
        left += _wide(word)


def _wide(word: str) -> float:
    return SIGN + AFTER_SIGN + width(word, SMALL) + AFTER_WORD


def _foot(box: Box) -> Place:
    return middle(box)[0], box[1] + box[3]


def _of(marked: Marked, mark: Mark) -> list[Box]:
    return [box for box, own in marked if own is mark]


def _inner(box: Box) -> Box:
    """So far inside that a frame's stroke ends where the full cell does."""
    left, top, wide, high = box
    return (left + 1.5, top + 1.5, wide - 3, high - 3)


def _corners(box: Box) -> Iterator[list[Place]]:
    """A frame of which only the corners are drawn: still to be filled."""
    left, top, wide, high = box
    arm = wide / 4
    for x, inwards in ((left, arm), (left + wide, -arm)):
        for y, down in ((top, arm), (top + high, -arm)):
            yield [(x + inwards, y), (x, y), (x, y + down)]
