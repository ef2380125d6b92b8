"""Charts of levels to draw: rich, thin and empty ones. The numbers are made by a fixed rule, since a
chart that looks another way on each run cannot be compared."""

from dataclasses import replace
from math import sin

from charts.levels import (
    CountRow,
    Dot,
    LevelCounts,
    LevelLine,
    ReasonRow,
    Reasons,
    Rhythm,
    RhythmCell,
    Together,
    TogetherRow,
)
from charts.values import Heading, Named, Tick

NAMES = ("sehr unangenehm", "unangenehm", "weder noch", "angenehm", "sehr angenehm")
SHORT = ("very low", "low", "so-so", "good", "very good")
UNWRITABLE = "\u0378\u0379"
"""Letters that do not exist, so that no machine has a font for them and all draw the same."""

LEGEND = (
    "Punkte: Tage, hohl: später nachgetragen. Striche: von der niedrigsten bis zur höchsten Stufe. "
    "Linie: Mitte von sieben Tagen. Grau hinterlegt: Pause."
)


def heading(title: str, count: str = "n = 22 of 30 days") -> Heading:
    return Heading(Named(title, "Chart"), "1–30 June 2026 · Europe/Berlin", count)


def _value(day: int) -> float:
    """Goes up and down slowly, and a little from day to day, in halves."""
    value = 3 + 1.3 * sin(day / 9) + 0.9 * sin(day * 2.3)
    return max(1.0, min(5.0, round(value * 2) / 2))


def _dot(day: int) -> Dot:
    value = _value(day)
    spread = 1.0 if day % 4 == 1 else 0.0
    low, high = max(1.0, value - spread), min(5.0, value + spread)
    return Dot(day, value, low, high, late=day % 9 == 3)


def _middles(first: int, last: int) -> tuple[tuple[int, float], ...]:
    windows = (
        (day, sorted(map(_value, range(day - 6, day + 1)))) for day in range(first, last + 1)
    )
    return tuple((day, window[3]) for day, window in windows)


def line_of(days: int, *, gaps: set[int], rests: tuple[tuple[int, int], ...] = ()) -> LevelLine:
    """A line of so many days, of which some are not recorded."""
    shown = [day for day in range(days) if day not in gaps]
    starts = [day for day in shown if day == 0 or day - 1 in gaps]
    ends = [day for day in shown if day == days - 1 or day + 1 in gaps]
    return LevelLine(
        heading("Stimmung", f"n = {len(shown)} von {days} Tagen"),
        NAMES,
        days,
        tuple(_dot(day) for day in shown),
        tuple(_middles(a + 3, b) for a, b in zip(starts, ends, strict=True) if b - a > 3),
        rests,
        tuple(Tick(day, f"{day % 28 + 1}. Juni") for day in range(0, days, max(1, days // 6))),
        f"{len(gaps)} Tage nicht eingetragen",
        LEGEND,
    )


MONTH = line_of(30, gaps=set(range(11, 17)), rests=((11, 14),))
YEAR = line_of(365, gaps=set(range(80, 101)) | set(range(200, 230)), rests=((80, 100),))


def _counted(
    counts: tuple[int, ...], reasons: tuple[tuple[str, ...], ...], shares: bool
) -> tuple[CountRow, ...]:
    """Rows of these counts, the highest level first."""
    n = sum(counts)
    names = [Named(name, f"Level {level}") for level, name in enumerate(NAMES, 1)][::-1]
    labels = [f"{count} · {round(100 * count / n)} %" if shares else str(count) for count in counts]
    levels = range(len(counts), 0, -1)
    rows = zip(levels, names, counts, labels, reasons, strict=True)
    return tuple(CountRow(*row) for row in rows)


COUNTS = LevelCounts(
    heading("Stimmung"),
    _counted(
        (6, 9, 4, 2, 1),
        (
            ("Spaziergang", "Familie", "ausgeschlafen"),
            ("Arbeit", "Freundinnen und Freunde", "ein langer Abend im Garten mit Musik"),
            ("Arbeit",),
            ("Schlafmangel", UNWRITABLE, "Wasser"),
            (),
        ),
        shares=True,
    ),
)


def reasons_of(*rows: tuple[str, tuple[int, ...]], top: int = 5) -> Reasons:
    """Rows of these counts; the last one is that of the others."""
    found = [
        ReasonRow(Named(name, "Grund"), sum(counts), f"{sum(counts)} Tage", counts)
        for name, counts in rows
    ]
    others = [ReasonRow(Named("andere (6)"), 9, "9-mal")] if rows else []
    return Reasons(
        heading("Gründe", "n = 64 von 90 Tagen"),
        (*found, *others),
        "An so vielen Tagen genannt",
        "Stufen an diesen Tagen",
        top,
    )


def rhythm_of(cells: tuple[tuple[RhythmCell, ...], ...]) -> Rhythm:
    return Rhythm(
        heading("Wochentag und Tageszeit", "n = 212 Einträge"),
        ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
        ("nachts", "vormittags", "nachmittags", "abends"),
        cells,
        12,
        "Groß: mittlere Stufe. Klein: Zahl der Einträge, je weniger, desto blasser. "
        "Schraffiert: weniger als 4.",
    )


def _rhythm_cell(row: int, column: int) -> RhythmCell:
    n = (row * 5 + column * 4) % 15
    return RhythmCell(1 + ((row * 3 + column * 2) % 9) / 2 if n >= 4 else None, n)


def together_of(*rows: TogetherRow) -> Together:
    return Together(
        heading("Ziele und Stimmung", "n = 38 bis 71 Tage je Ziel"),
        rows,
        "Stimmung niedriger",
        "Stimmung höher",
        "Tage mit / ohne",
        "Blau: klarer Unterschied. Grau: kein klarer Unterschied. "
        "Strich: hier liegt er wahrscheinlich.",
    )


GOALS = (
    TogetherRow(Named("Spazieren"), "21 / 17", 0.5, 0.1, 0.9, clear=True),
    TogetherRow(Named("Zwanzig Minuten Klavier üben"), "32 / 39", -0.7, -1.2, -0.3, clear=True),
    TogetherRow(Named("Lesen"), "8 / 30", 0.9, -0.4, 2.3),
    TogetherRow(Named(UNWRITABLE, "Ziel 4"), "9 / 29", -1.4, -2.9, 0.3),
    TogetherRow(Named("save $x_{$ now"), "40 / 12", 0.05, -0.3, 0.4),
    TogetherRow(
        Named("Medikamente nehmen und danach eine halbe Stunde nichts essen"), "12 von 30 Tagen"
    ),
)
WORDS = (
    ("Arbeit", (4, 9, 8, 3, 1)),
    ("Spaziergang am Fluss mit Hund und Nachbarin", (0, 1, 5, 9, 4)),
    ("Schlafmangel", (7, 5, 2, 0, 0)),
    (UNWRITABLE, (0, 0, 3, 5, 1)),
    ("Wasser", (0, 0, 0, 6, 0)),
)

LEVELS: dict[str, object] = {
    "level line, 30 days": MONTH,
    "level line, 90 days": line_of(90, gaps={5, 6, 40, 41, 42, 43, 44}),
    "level line, 365 days": YEAR,
    "level line, thin": LevelLine(
        heading("Mood", "n = 2 of 30 days"),
        SHORT,
        30,
        (Dot(3, 5, 5, 5), Dot(29, 1, 1, 1, late=True)),
        (),
        (),
        (Tick(0, "1 June"), Tick(14, "15 June"), Tick(29, "30 June")),
        "28 days not recorded",
        "Dots: days. Hollow: said later.",
    ),
    "level line, seven levels": replace(
        MONTH,
        names=(
            "very unpleasant",
            "unpleasant",
            "slightly unpleasant",
            "neutral",
            "slightly pleasant",
            "pleasant",
            "very pleasant",
        ),
    ),
    "level line, ten levels": LevelLine(
        heading("Energie"),
        ("gar keine", *("",) * 8, "so viel wie selten zuvor in meinem ganzen Leben"),
        30,
        tuple(Dot(day, 1 + day % 10, 1 + day % 10, 1 + day % 10) for day in range(30)),
        (),
        (),
        (Tick(0, "1. Juni"),),
        "",
        "Punkte: Tage.",
    ),
    "level line, empty": LevelLine(
        heading("Mood", "n = 0 of 30 days"), SHORT, 30, (), (), (), (Tick(0, "1 June"),), "", ""
    ),
    "level counts": COUNTS,
    "level counts, many labels": LevelCounts(
        heading("Mood by label"),
        tuple(
            CountRow(
                1 + nth % 5, Named(f"label {nth}", "Level"), 12 - nth, str(12 - nth), ("work",)
            )
            for nth in range(11)
        ),
    ),
    "level counts, ten levels without words": LevelCounts(
        heading("Energie", "n = 45 von 60 Tagen"),
        tuple(CountRow(level, Named(""), level, f"{level} · 5 %") for level in range(10, 0, -1)),
        10,
    ),
    "level counts, thin": LevelCounts(
        heading("Stimmung", "n = 2 von 30 Tagen"),
        _counted((1, 0, 0, 1, 0), ((), (), (), (), ()), shares=False),
    ),
    "level counts, empty": LevelCounts(
        heading("Stimmung", "n = 0 von 30 Tagen"),
        _counted((0, 0, 0, 0, 0), ((), (), (), (), ()), shares=False),
    ),
    "reasons": reasons_of(*WORDS),
    "reasons, many": reasons_of(*(WORDS[nth % 5] for nth in range(11))),
    "reasons, ten levels": reasons_of(("Arbeit", (4, 9, 8, 3, 1, 0, 0, 2, 5, 1)), top=10),
    "reasons, thin": reasons_of(("Arbeit", (0, 2, 2, 1, 0))),
    "reasons, empty": reasons_of(),
    "rhythm": rhythm_of(
        tuple(tuple(_rhythm_cell(row, col) for col in range(4)) for row in range(7))
    ),
    "rhythm, thin": rhythm_of(((RhythmCell(4, 4),) * 2 + (RhythmCell(None, 3),) * 2,) * 7),
    "rhythm, empty": rhythm_of(((RhythmCell(None, 0),) * 4,) * 7),
    "together": together_of(*GOALS),
    "together, many": together_of(*GOALS, *GOALS),
    "together, thin": together_of(GOALS[-1]),
    "together, empty": together_of(),
}
