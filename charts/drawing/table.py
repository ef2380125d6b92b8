"""The table of entries: wrapped words below each other, notes below their entry, no row cut by a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from charts.drawing.ink import Ink
from charts.drawing.sheets import BOTTOM, MARGIN, ROOM, TOP, Sheet, Words
from charts.drawing.typeface import width, written
from charts.drawing.wrapping import wrapped
from charts.summary import Entries, Entry

TITLE: Final = 14.0
TEXT: Final = 9.0
LEADING: Final = 12.5
GUTTER: Final = 14
INDENT: Final = 14
PADDING: Final = 7
MOST: Final = 14
"""Lines of a cell: with a note of the greatest length, a row of so many is not higher than a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in lines: those of each cell, and those of its note."""

    cells: list[list[str]]
    note: list[str]

    @property
    def height(self) -> float:
        return (max(map(len, self.cells), default=0) + len(self.note)) * LEADING + PADDING


def lay_entries(
    sheet: Sheet, top: float, entries: Entries, unwritable: str, ink: Ink
) -> Iterator[Sheet]:
    """Fill the sheet from ``top`` on, and as many more as it takes; the head stands on each."""
    table = _Table(entries, unwritable, ink)
    sheet.words.append(Words(MARGIN, top + TITLE, entries.title, TITLE, ink.words, bold=True))
    top = table.head(sheet, top + TITLE + 12)
    for entry in entries.rows:
        row = table.row(entry)
        if top + row.height > BOTTOM:
            yield sheet
            sheet = Sheet()
            top = table.head(sheet, TOP)
        top = table.lay(sheet, top, row)
    yield sheet


class _Table:
    """Columns as wide as what is in them, as far as the page allows."""

    def __init__(self, entries: Entries, unwritable: str, ink: Ink) -> None:
        self.columns = entries.columns
        self.unwritable = unwritable
        self.ink = ink
        self.widths = _shared([_widest(entries, at) + GUTTER for at in range(len(self.columns))])

    def head(self, sheet: Sheet, top: float) -> float:
        """The words above the columns, with a line below them."""
        cells = [
            wrapped(word, room - GUTTER, TEXT, 2) for word, room in self._with_room(self.columns)
        ]
        below = self._lay_cells(sheet, top, cells, self.ink.quiet)
        sheet.rules.append((below + PADDING / 2, self.ink.quiet))
        return below + PADDING

    def row(self, entry: Entry) -> Row:
        cells = [
            wrapped(self._said(word), room - GUTTER, TEXT, MOST)
            for word, room in self._with_room(entry.cells)
        ]
        return Row(cells, wrapped(self._said(entry.note), ROOM - INDENT, TEXT))

    def lay(self, sheet: Sheet, top: float, row: Row) -> float:
        """Write a row, and return where the next one begins."""
        below = self._lay_cells(sheet, top, row.cells, self.ink.words)
        for line in row.note:
            below += LEADING
            sheet.words.append(Words(MARGIN + INDENT, below - 3, line, TEXT, self.ink.quiet))
        sheet.rules.append((below + PADDING / 2, self.ink.faint))
        return below + PADDING

    def _lay_cells(self, sheet: Sheet, top: float, cells: list[list[str]], colour: str) -> float:
        left = MARGIN
        for lines, room in zip(cells, self.widths, strict=True):
            for nth, line in enumerate(lines, 1):
                sheet.words.append(Words(left, top + nth * LEADING - 3, line, TEXT, colour))
            left += room
        return top + max(map(len, cells), default=0) * LEADING

    def _with_room(self, words: tuple[str, ...]) -> Iterator[tuple[str, float]]:
        return zip(words, self.widths, strict=True)

    def _said(self, text: str) -> str:
        return (written(text) or self.unwritable) if text else ""


def _widest(entries: Entries, at: int) -> float:
    words = [entries.columns[at], *(row.cells[at] for row in entries.rows)]
    return max(width(word, TEXT) for word in words) * 1.03


def _shared(wished: list[float]) -> list[float]:
    """What each column gets of the page: the narrow ones what they need, the wide ones the same."""
    given = list(wished)
    left, columns = ROOM, len(wished)
    for at in sorted(range(len(wished)), key=wished.__getitem__):
        given[at] = min(wished[at], left / columns)
        left, columns = left - given[at], columns - 1
    return given
