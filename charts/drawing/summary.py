"""The summary on pages: its heading, its charts two a page, and its entries as a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from matplotlib import rc_context
from matplotlib.figure import Figure

from charts.drawing.ink import INKS, Ink
from charts.drawing.pdf import EMBEDDED, HEIGHT, Pdf
from charts.drawing.render import figure_of
from charts.drawing.sheets import BOTTOM, MARGIN, ROOM, TOP, Sheet, Words
from charts.drawing.table import lay_entries
from charts.drawing.typeface import fitted, name_of, width
from charts.drawing.wrapping import wrapped
from charts.summary import Summary
from charts.values import Theme

TITLE: Final = 20.0
TEXT: Final = 10.5
LEADING: Final = 15
APART: Final = 5
FOOT: Final = 8.5
BETWEEN: Final = 14
"""Between two charts."""

SMALLEST: Final = 0.28
"""At which the smallest letters of a chart are seven and a half points high."""

_PIXELS: Final = 72
"""Of a chart to the inch, in which matplotlib measures figures."""


def summary_pdf(summary: Summary) -> bytes:
    """The bytes of a document of A4 pages, on white whatever the person's theme is."""
    ink = INKS[Theme.LIGHT]
    sheets = list(_sheets(summary, ink))
    with rc_context(EMBEDDED):
        pdf = Pdf(name_of(summary.heading.title))
        for n, sheet in enumerate(sheets, 1):
            _number(sheet, summary, ink, n, len(sheets))
            _draw(pdf, sheet)
        return pdf.bytes()


def _sheets(summary: Summary, ink: Ink) -> Iterator[Sheet]:
    sheet = Sheet()
    top = _head(sheet, summary, ink)
    for group in _groups([figure_of(chart, Theme.LIGHT) for chart in summary.charts]):
        _stack(sheet, group, top)
        yield sheet
        sheet, top = Sheet(), TOP
    yield from lay_entries(sheet, top, summary.entries, summary.unwritable, ink)


def _head(sheet: Sheet, summary: Summary, ink: Ink) -> float:
    """The heading and the remarks below it; returns where the space below them begins."""
    heading = summary.heading
    title = fitted(name_of(heading.title), ROOM, TITLE, bold=True)
    sheet.words.append(Words(MARGIN, TOP + TITLE, title, TITLE, ink.words, bold=True))
    top = TOP + TITLE + 10
    for text in (heading.period, heading.count):
        top = _write_on(sheet, text, top, ink.quiet)
    for text in summary.remarks:
        top = _write_on(sheet, text, top + APART, ink.words)
    return top + 20


def _write_on(sheet: Sheet, text: str, top: float, colour: str) -> float:
    for line in wrapped(text, ROOM, TEXT):
        top += LEADING
        sheet.words.append(Words(MARGIN, top, line, TEXT, colour))
    return top


def _groups(figures: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """The first one below the heading, then two a page, or one where two were too small to be read."""
    at = 0
    while at < len(figures):
        size = 2 if at and _scale(figures[at : at + 2], TOP) >= SMALLEST else 1
        yield figures[at : at + size]
        at += size


def _stack(sheet: Sheet, figures: Sequence[Figure], top: float) -> None:
    """Charts one below the other, as large as the page has room for all of them."""
    scale = _scale(figures, top)
    for figure in figures:
        wide, high = figure.get_size_inches() * _PIXELS
        sheet.charts.append((figure, MARGIN + (ROOM - wide * scale) / 2, top, scale))
        top += high * scale + BETWEEN


def _scale(figures: Sequence[Figure], top: float) -> float:
    """Points for a pixel."""
    sizes = [figure.get_size_inches() * _PIXELS for figure in figures]
    across, down = max(size[0] for size in sizes), sum(size[1] for size in sizes)
    return float(min(ROOM / across, (BOTTOM - top - BETWEEN * (len(sizes) - 1)) / down))


def _number(sheet: Sheet, summary: Summary, ink: Ink, n: int, last: int) -> None:
    """Every page says whose it is: pages get apart."""
    title = wrapped(name_of(summary.heading.title), ROOM * 0.7, FOOT, 1)
    foot = HEIGHT - MARGIN + FOOT
    sheet.words += [Words(MARGIN, foot, line, FOOT, ink.quiet) for line in title]
    page = summary.page.format(n=n, m=last)
    left = MARGIN + ROOM - width(page, FOOT)
    sheet.words.append(Words(left, foot, page, FOOT, ink.quiet))


def _draw(pdf: Pdf, sheet: Sheet) -> None:
    pdf.turn_page()
    for figure, left, top, scale in sheet.charts:
        pdf.place(figure, left, top, scale)
    for top, colour in sheet.rules:
        pdf.rule(top, MARGIN, MARGIN + ROOM, colour)
    for words in sheet.words:
        place = (words.left, words.foot)
        pdf.write(place, words.text, words.size, words.colour, bold=words.bold)
