"""CSV that nobody vouches for: rows by the names of their columns."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from domain.errors import Reason, Refused
from domain.files.guard import read_text

COLUMNS_MAX: Final = 64
ROWS_MAX: Final = 100_000
_HEADER_MAX: Final = 10_000
_DELIMITERS: Final = ",;\t"
_LINE_END: Final = re.compile("[\r\n]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the number of the line it ends on, and its cells by column, white space stripped.

    A row with too few or too many cells has none, and is Refused(row) when one is asked for.
    """

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        if column not in self.cells:
            raise Refused("row", Reason.DAMAGED, line=self.line)
        return self.cells[column]

    def get(self, column: str) -> str:
        """The cell of a column that not every version of the format has; empty without it."""
        return self.cells.get(column, "")


def read_table(data: bytes, columns: Collection[str]) -> Iterator[Row]:
    """The rows of a CSV file whose first line names at least `columns`; blank ones are left out.

    The delimiter (comma, semicolon, tab) is the one under which the first line has them: a
    spreadsheet of another country saves with its own. Refused(file): as `guard.read_text`,
    wrong_shape, too_many, and damaged (line) where quotes do not close.
    """
    text = read_text(data)
    delimiter = _delimiter(text, columns)
    if delimiter is None:
        raise Refused("file", Reason.WRONG_SHAPE)
    lines = _lines(text, delimiter)
    _, header = next(lines)
    for count, (line, cells) in enumerate(lines):
        if count >= ROWS_MAX:
            raise Refused("file", Reason.TOO_MANY, count=count + 1, limit=ROWS_MAX)
        if any(cells):
            yield Row(line, _named(header, cells))


def has_columns(data: bytes, columns: Collection[str]) -> bool:
    """Whether the first line of a file names these columns; Refused when it is no text."""
    return _delimiter(read_text(data), columns) is not None


def _delimiter(text: str, columns: Collection[str]) -> str | None:
    first = _LINE_END.split(text.lstrip(), maxsplit=1)[0]
    # Looked at before it is split: a million columns are not worth a million strings.
    if len(first) > _HEADER_MAX:
        return None
    for delimiter in _DELIMITERS:
        header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
        if len(set(header)) == len(header) <= COLUMNS_MAX and set(columns) <= set(header):
            return delimiter
    return None


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise Refused("file", Reason.DAMAGED, line=reader.line_num) from None


def _named(header: list[str], cells: list[str]) -> Mapping[str, str]:
    """Loop ends lines with a comma more than it has columns."""
    if len(cells) < len(header) or any(cells[len(header) :]):
        return {}
    return dict(zip(header, cells, strict=False))
