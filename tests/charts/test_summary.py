"""The summary's PDF: all that was given is on it and can be searched, and nothing else."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from charts.days import MonthCalendar
from charts.drawing.ink import INKS
from charts.drawing.render import FORMS
from charts.drawing.sheets import BOTTOM, MARGIN, ROOM, TOP, Sheet
from charts.drawing.summary import summary_pdf
from charts.drawing.table import lay_entries
from charts.drawing.typeface import width
from charts.drawing.works import WORKS
from charts.summary import Entries, Entry
from charts.values import Heading, Named, Theme
from tests.charts.reading import pages
from tests.charts.samples_days import DAYS
from tests.charts.samples_levels import LEVELS, MONTH, UNWRITABLE
from tests.charts.samples_summary import CHARTS, EMPTY, summary_of

EVERY = {type(chart).__name__: chart for chart in (*DAYS.values(), *LEVELS.values())}
THIN = summary_of(12, notes=False)


@pytest.fixture(scope="module")
def year() -> bytes:
    return summary_pdf(summary_of(365, notes=True, charts=CHARTS))


def _words(pdf: bytes) -> str:
    return " ".join(line for page in pages(pdf) for line in page.lines)


def _noted(note: str, cell: str = "x") -> Entries:
    return Entries("Entries", ("Day", "Time"), (Entry((cell, "08:00"), note),))


def _laid(entries: Entries) -> list[Sheet]:
    return list(lay_entries(Sheet(), TOP, entries, "(not printed)", INKS[Theme.LIGHT]))


def test_every_page_is_a4(year: bytes):
    assert {tuple(map(round, page.size)) for page in pages(year)} == {(595, 842)}


def test_every_page_says_whose_it_is_and_which_of_how_many(year: bytes):
    found = pages(year)
    for n, page in enumerate(found, 1):
        assert {"Summary for Bob", f"Page {n} of {len(found)}"} <= set(page.lines)


def test_a_year_with_notes_is_small_enough_to_be_sent(year: bytes):
    assert len(year) < 2 * 1024 * 1024


def test_the_same_summary_has_the_same_bytes():
    drawn = replace(THIN, charts=CHARTS)
    assert summary_pdf(drawn) == summary_pdf(drawn)


def test_neither_a_date_nor_a_program_is_written_into_it():
    pdf = summary_pdf(EMPTY)
    assert not any(
        word in pdf for word in (b"CreationDate", b"Producer", b"Creator", b"Matplotlib")
    )


def test_fonts_are_embedded_as_they_are(year: bytes):
    assert b"/Subtype /CIDFontType2" in year
    assert b"/Type3" not in year


def test_charts_stand_two_a_page_after_the_first_and_are_no_pictures(year: bytes):
    found = pages(year)
    titles = [chart.heading.title.name for chart in CHARTS]
    where = [next(n for n, page in enumerate(found) if title in page.lines) for title in titles[2:]]
    assert where == [1, 2, 2]
    assert found[0].lines.count(titles[0]) == found[1].lines.count(titles[1]) == 1
    assert b"/Subtype /Image" not in year


def test_there_is_a_sample_of_every_kind_of_chart():
    assert set(EVERY) == {kind.__name__ for kind in FORMS}


@pytest.mark.parametrize("name", list(EVERY))
def test_every_kind_of_chart_can_be_printed(name: str):
    chart: Any = EVERY[name]
    (first, *_) = pages(summary_pdf(replace(EMPTY, charts=(chart,))))
    assert chart.heading.count in first.lines


def test_two_charts_share_a_page_only_where_they_can_be_read():
    tall: Any = next(chart for chart in DAYS.values() if isinstance(chart, MonthCalendar))
    charts = (MONTH, tall, tall, MONTH)
    found = pages(summary_pdf(replace(EMPTY, charts=charts)))
    assert [page.lines.count(tall.heading.count) for page in found] == [0, 1, 1, 0]
    assert [page.lines.count(MONTH.heading.count) for page in found] == [1, 0, 1, 0]


def test_lines_of_a_chart_are_not_cut_at_the_size_of_the_page(year: bytes):
    """Before they are scaled, they are longer than a page is wide."""
    (first, *_) = pages(year)
    ends = [float(x) for x in re.findall(rb"([\d.]+) [\d.]+ l\n", first.content)]
    assert pytest.approx(1080 - 56) in ends


def test_each_entry_is_there_once_and_can_be_searched(year: bytes):
    lines = [line for page in pages(year) for line in page.lines]
    days = [row.cells[0] for row in summary_of(365, notes=True).entries.rows]
    assert [line for line in lines if line in set(days)] == days


def test_notes_are_there_when_they_were_given_and_otherwise_not(year: bytes):
    assert "Schriftlich: 5 % weniger Kaffee" in _words(year)
    assert "Schriftlich" not in _words(summary_pdf(THIN))


def test_what_no_font_can_write_is_said_to_be_left_out():
    pdf = summary_pdf(replace(THIN, entries=_noted(UNWRITABLE)))
    assert "(in letters that cannot be printed here)" in _words(pdf)


def test_joined_letters_can_be_searched_as_single_ones():
    assert "a fine office" in _words(summary_pdf(replace(THIN, entries=_noted("a fine office"))))


@pytest.mark.parametrize(
    "text", ["save $x_{$ now", "(a) \\ [b]", "قراءة", "読書 today", "w" * 2000, "\n\n a \n\n b"]
)
def test_awkward_notes_and_titles_are_printed(text: str):
    titled = replace(THIN, heading=Heading(Named(text, "Summary"), "June", "n = 1"))
    assert len(pages(summary_pdf(replace(titled, entries=_noted(text))))) == 1


def test_a_page_without_entries_has_the_head_of_their_table():
    (page,) = pages(summary_pdf(EMPTY))
    assert {"Entries", "Day", "Time", "Level", "Page 1 of 1"} <= set(page.lines)


def test_a_page_break_cuts_no_row():
    """Each row ends in a line across: below the last one of a page there are no more words."""
    sheets = _laid(summary_of(120, notes=True).entries)
    assert len(sheets) > 3
    for sheet in sheets:
        rules = [top for top, _ in sheet.rules]
        assert all(one < other for one, other in pairwise(rules))
        assert max(words.foot for words in sheet.words) < rules[-1] <= BOTTOM


def test_the_head_of_the_table_stands_on_each_of_its_pages():
    for sheet in _laid(summary_of(120, notes=True).entries):
        assert [words.text for words in sheet.words].count("Goals done") == 1


def test_the_longest_row_there_can_be_fits_on_a_page():
    sheets = _laid(_noted("W" * 2000, cell="label " * 150))
    assert max(words.foot for sheet in sheets for words in sheet.words) <= BOTTOM
    assert sum(words.text.count("W") for sheet in sheets for words in sheet.words) == 2000


def test_words_stay_in_their_column_and_on_the_page():
    entries = summary_of(30, notes=True).entries
    (sheet, *_) = _laid(entries)
    lefts = sorted({words.left for words in sheet.words} - {MARGIN + 14})
    ends = [*lefts[1:], MARGIN + ROOM]
    for words in sheet.words:
        note = words.left == MARGIN + 14
        end = MARGIN + ROOM if note or words.bold else ends[lefts.index(words.left)]
        assert words.left + width(words.text, words.size) <= end + 0.5


def test_entries_follow_the_remarks_on_the_first_page_where_there_are_no_charts():
    (page,) = pages(summary_pdf(THIN))
    assert page.lines.index("Entries") > page.lines.index(THIN.remarks[0])


def test_long_remarks_are_wrapped():
    long = replace(EMPTY, remarks=("one remark that goes on " * 20,))
    (page,) = pages(summary_pdf(long))
    assert max(width(line, 10.5) for line in page.lines[1:]) <= ROOM


def test_of_a_remark_without_letters_for_a_name_the_rest_is_written():
    remarks = (f"{UNWRITABLE}: 3 of 5 days done", "\N{DROPLET} \u2068Water\u2069: 2 of 5 days done")
    words = _words(WORKS["summary"](replace(EMPTY, remarks=remarks)))
    assert "(in letters that cannot be printed here) 3 of 5 days done" in words
    assert "Water: 2 of 5 days done" in words
