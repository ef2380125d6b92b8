"""Summaries to draw: a year of entries with notes, one without notes, and an empty one."""

from datetime import date, timedelta

from charts.summary import Chart, Entries, Entry, Summary
from charts.values import Heading, Named
from tests.charts.samples_levels import (
    COUNTS,
    GOALS,
    LEVELS,
    MONTH,
    UNWRITABLE,
    WORDS,
    reasons_of,
    together_of,
)

NOTES = (
    "",
    "Long walk by the river after work. Slept better than on most days of this month, and woke early.",
    "",
    "Viel los bei der Arbeit; abends mit Ö. telefoniert, danach ruhiger. Schriftlich: 5 % weniger Kaffee, "
    "mehr Wasser, und um elf im Bett. Das will ich in der nächsten Woche wieder versuchen.\n\nTrinken!",
    UNWRITABLE,
)


def _entry(day: int, *, notes: bool) -> Entry:
    on = date(2025, 6, 1) + timedelta(days=day)
    level = 1 + day * 7 % 5
    reasons = (
        "work",
        "work, family, too little sleep",
        "",
        "ein langer Spaziergang am Fluss, Freunde",
    )
    cells = (
        f"{on:%a} {on.day} {on:%B %Y}",
        f"{7 + day % 14:02}:{day * 13 % 60:02}",
        f"{level} {('very unpleasant', 'unpleasant', 'neutral', 'pleasant', 'very pleasant')[level - 1]}",
        reasons[day % 4],
        "Walk, Read" if day % 3 else "Walk",
    )
    return Entry(cells, NOTES[day % 5] if notes else "")


def summary_of(days: int, *, notes: bool, charts: tuple[Chart, ...] = ()) -> Summary:
    """A summary of so many entries."""
    return Summary(
        Heading(
            Named("Summary for Bob", "Summary"),
            "1 June 2025 – 31 May 2026 · Europe/Berlin",
            f"n = {days} entries on {days} of 365 days",
        ),
        (
            "Alice made this herself with Daymark and chose what is in it. Nobody reads along.",
            "Hollow dots and rings: said later than twelve hours after. Days without an entry are not "
            "filled in.",
        ),
        charts,
        Entries(
            "Entries",
            ("Day", "Time", "Level", "Reasons", "Goals done"),
            tuple(_entry(day, notes=notes) for day in range(days)),
        ),
        "Page {n} of {m}",
        "(in letters that cannot be printed here)",
    )


CHARTS = (MONTH, COUNTS, reasons_of(*WORDS), LEVELS["rhythm"], together_of(*GOALS))
YEAR = summary_of(365, notes=True, charts=CHARTS)
EMPTY = summary_of(0, notes=False)
