"""Charts of levels: the line, how often each level was, the reasons, and the parts of a week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from bot.charting.heading import heading
from bot.lang import Lang
from bot.texts.mood_levels import level_name
from charts import levels
from charts.levels import CountRow, Dot, LevelCounts, LevelLine, ReasonRow, RhythmCell
from charts.values import Named, Tick
from domain.insight.limits import BLOCK_FROM, SHARES_FROM
from domain.insight.progress import NotYet
from domain.insight.reasons import reasons
from domain.insight.rhythm import PARTS, Grid, Part
from domain.insight.trend import Segment, trend
from domain.insight.values import nearest
from domain.moods import Degree
from domain.spans import Span
from storage.looks import Look, Subject, What

TICKS = 6
"""As many dates stand below a line, at most."""


def level_line(lang: Lang, look: Look) -> LevelLine:
    """A dot a day and the middle of seven; where there are too few days for that, the dots alone."""
    found = trend({day: value.value for day, value in look.days.items()})
    segments: tuple[Segment, ...] = () if isinstance(found, NotYet) else found
    missing = max(look.possible - len(look.days), 0)
    begun = look.span.until(look.latest)
    return LevelLine(
        heading(lang, look),
        level_names(lang, look.subject),
        days=len(begun),
        dots=_dots(look),
        lines=tuple(
            tuple((_place(look, day), value) for day, value in piece) for piece in segments
        ),
        rests=_rests(look, begun),
        ticks=ticks(lang, begun),
        remark=lang.count("{n} day not recorded", "{n} days not recorded", missing).plain
        if missing
        else "",
        legend=_legend(lang, look, segments),
    )


def level_counts(lang: Lang, look: Look) -> LevelCounts:
    """How often each level was noted; shares only once there are enough days."""
    counts = Counter(nearest(log.value) for log in look.logs)
    used = reasons(look.logs).by_level if look.subject.what is What.MOOD else {}
    names = level_names(lang, look.subject)
    rows = (
        CountRow(
            level,
            Named(names[level - 1]),
            counts[level],
            _share(counts[level], len(look.logs), len(look.days)),
            used.get(level, ()),
        )
        for level in range(look.subject.top, 0, -1)
    )
    return LevelCounts(heading(lang, look, lang.label("How often")), tuple(rows), look.subject.top)


def reasons_chart(lang: Lang, look: Look) -> levels.Reasons:
    """The reasons by how often they were named; the seldom ones in one row."""
    found = reasons(look.logs)
    rows = [
        ReasonRow(
            Named(use.reason, lang.label("Reason {n}", n=nth)),
            use.uses,
            str(use.uses),
            use.levels,
        )
        for nth, use in enumerate(found.told, start=1)
    ]
    if found.others:
        others = lang.label("others ({n})", n=found.others)
        rows.append(ReasonRow(Named(others), found.other_uses, str(found.other_uses)))
    return levels.Reasons(
        heading(lang, look, lang.label("Reasons")),
        tuple(rows),
        uses_label=lang.label("In how many moods"),
        counts_label=lang.label("On which days, from 1 to {top}", top=look.subject.top),
        top=look.subject.top,
    )


def rhythm_chart(lang: Lang, look: Look, grid: Grid, first_weekday: int) -> levels.Rhythm:
    """The middle of each part of each weekday, with how many days it is of."""
    weekdays = [(first_weekday + n) % 7 for n in range(7)]
    return levels.Rhythm(
        heading(lang, look, lang.label("Time of day")),
        tuple(lang.weekday(weekday, "abbreviated") for weekday in weekdays),
        tuple(part_name(lang, part) for part in PARTS),
        tuple(tuple(_rhythm_cell(grid, weekday, part) for part in PARTS) for weekday in weekdays),
        full=BLOCK_FROM,
        legend=lang.label("Small: on how many days. Hatched: too few to say."),
        top=look.subject.top,
    )


def level_names(lang: Lang, subject: Subject) -> tuple[str, ...]:
    """The lowest first: words for a mood, and none for what a person measures themselves."""
    every = range(1, subject.top + 1)
    if subject.what is not What.MOOD:
        return tuple("" for _ in every)
    return tuple(level_name(lang, Degree(level)) for level in every)


def part_name(lang: Lang, part: Part) -> str:
    return {
        Part.NIGHT: lang.label("Nights"),
        Part.MORNING: lang.label("Mornings"),
        Part.AFTERNOON: lang.label("Afternoons"),
        Part.EVENING: lang.label("Evenings"),
    }[part]


def ticks(lang: Lang, span: Span) -> tuple[Tick, ...]:
    """The first days of months where there are some, or else days evenly apart."""
    firsts = [day for day in span.days() if day.day == 1]
    if len(firsts) > 1:
        every = -(-len(firsts) // TICKS)
        months = ((day, lang.month_name(day.month)) for day in firsts[::every])
        return tuple(Tick((day - span.first).days, name) for day, name in months)
    step = max(1, -(-len(span) // TICKS))
    days = [span.first + timedelta(days=n) for n in range(0, len(span), step)]
    return tuple(Tick((day - span.first).days, lang.short_date(day)) for day in days)


def _dots(look: Look) -> tuple[Dot, ...]:
    return tuple(
        Dot(_place(look, day), value.value, value.low, value.high, value.is_late)
        for day, value in look.days.items()
    )


def _place(look: Look, day: date) -> int:
    return (day - look.span.first).days


def _rests(look: Look, begun: Span) -> tuple[tuple[int, int], ...]:
    """The days of rest as stretches from place to place."""
    stretches: list[tuple[int, int]] = []
    for place in sorted(_place(look, day) for day in look.rests if day in begun):
        if stretches and stretches[-1][1] == place - 1:
            stretches[-1] = (stretches[-1][0], place)
        else:
            stretches.append((place, place))
    return tuple(stretches)


def _legend(lang: Lang, look: Look, segments: Sequence[Segment]) -> str:
    """What there is to be seen, each only where it is."""
    days, begun = look.days.values(), look.span.until(look.latest)
    parts = {
        lang.label("Dots: days."): True,
        lang.label("Hollow: said from memory."): any(day.is_late for day in days),
        lang.label("Bars: from the lowest to the highest."): any(
            day.low < day.high for day in days
        ),
        lang.label("Line: the middle of seven days."): bool(segments),
        lang.label("Shaded: pauses."): any(day in begun for day in look.rests),
    }
    return " ".join(words for words, there in parts.items() if there)


def _share(count: int, of: int, days: int) -> str:
    return f"{count} · {round(100 * count / of)} %" if days >= SHARES_FROM else str(count)


def _rhythm_cell(grid: Grid, weekday: int, part: Part) -> RhythmCell:
    found = grid.cells[weekday, part]
    return RhythmCell(found.median, found.n)
