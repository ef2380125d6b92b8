"""A PDF of A4 pages: words, rules, and charts as large as they fit.

``PdfPages`` makes a page of each figure, as large as the figure; what stands behind it is used here, so
that charts drawn in pixels of a phone share a page with words in points. Fonts are embedded as they
are (type 42), so that a reader can search and copy.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from matplotlib.backends import backend_pdf
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from charts.drawing.typeface import families

WIDTH: Final = 210 / 25.4 * 72
HEIGHT: Final = 297 / 25.4 * 72
"""A4 in points, which are the unit of all lengths here; places count from the top left corner."""

EMBEDDED: Final[Any] = {"pdf.fonttype": 42, "pdf.compression": 9}
"""The settings of matplotlib while a document is written. They are set once for all of it: setting
them for each word took longer than writing it."""

_POINTS: Final = 72
_UNDATED: Final[dict[str, str | None]] = {"CreationDate": None, "Creator": None, "Producer": None}
"""With neither a date nor a version in it, the same summary has the same bytes."""

_backend: Any = backend_pdf  # it comes without types


class Pdf:
    """Pages are drawn one after the other; ``bytes`` ends it."""

    def __init__(self, title: str) -> None:
        self._into = BytesIO()
        self._file = _backend.PdfFile(self._into, metadata={**_UNDATED, "Title": title})
        self._renderer: Any = None

    def turn_page(self) -> None:
        """Begin a page, the first one too."""
        self._end_page()
        size = (HEIGHT / _POINTS, WIDTH / _POINTS)
        self._file.newPage(*reversed(size))
        self._renderer = _backend.RendererPdf(self._file, _POINTS, *size)

    def write(
        self, place: tuple[float, float], text: str, size: float, colour: str, *, bold: bool = False
    ) -> None:
        """One line of text that stands on its place."""
        weight = "bold" if bold else "normal"
        letters = FontProperties(family=list(families(text)), weight=weight, size=size)
        ink = self._renderer.new_gc()
        ink.set_foreground(colour)
        left, foot = place
        self._renderer.draw_text(ink, left, HEIGHT - foot, text, letters, 0)

    def rule(self, top: float, left: float, right: float, colour: str) -> None:
        """A fine line across."""
        ink = self._renderer.new_gc()
        ink.set_foreground(colour)
        ink.set_linewidth(0.5)
        line = Path([(left, HEIGHT - top), (right, HEIGHT - top)])
        self._renderer.draw_path(ink, line, Affine2D())

    def place(self, figure: Figure, left: float, top: float, scale: float) -> None:
        """A chart, each of its pixels ``scale`` points large."""
        width, height = figure.get_size_inches()
        moved = (left, HEIGHT - top - height * _POINTS * scale)
        op = _backend.Op
        self._file.output(op.gsave, scale, 0, 0, scale, *moved, op.concat_matrix)
        with self._as_large_as(width, height):
            inner = _backend.RendererPdf(self._file, _POINTS, height, width)
            figure.draw(inner)
            inner.finalize()
        self._file.output(op.grestore)

    def bytes(self) -> bytes:
        """The whole document."""
        self._end_page()
        self._file.finalize()
        self._file.close()
        return self._into.getvalue()

    @contextmanager
    def _as_large_as(self, width: float, height: float) -> Iterator[None]:
        """Lines are cut at the size of the page, before they are scaled: those of a chart that is larger
        than the page ended in the middle of it. In inches."""
        page = (self._file.width, self._file.height)
        self._file.width, self._file.height = width, height
        yield
        self._file.width, self._file.height = page

    def _end_page(self) -> None:
        if self._renderer is not None:
            self._renderer.finalize()
            self._file.endStream()
