"""Charts of levels: how they go on, how often each was, and what they go with."""

from dataclasses import dataclass

from charts.values import MOOD_TOP, Heading, Named, Tick


@dataclass(frozen=True, slots=True)
class Dot:
    """A recorded day: its value between 1 and the top, and the lowest and highest of its entries.
    ``place`` counts days from the first one shown; ``late``: said from memory."""

    place: int
    value: float
    low: float
    high: float
    late: bool = False


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A dot for each recorded day, and the middle of seven days as lines that end at gaps.

    ``names`` are the words of the levels, lowest first; ``lines`` are (place, value) each; ``rests`` are
    first and last places of pauses; ``remark`` stands on the plot ("8 days not recorded"); ``legend``
    says what the dots and the line are.
    """

    heading: Heading
    names: tuple[str, ...]
    days: int
    dots: tuple[Dot, ...]
    lines: tuple[tuple[tuple[int, float], ...], ...]
    rests: tuple[tuple[int, int], ...]
    ticks: tuple[Tick, ...]
    remark: str
    legend: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """How often one level was: its words, the count, what to print at the bar's end, and the reasons
    that were named most."""

    level: int
    name: Named
    count: int
    label: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelCounts:
    """A bar for each level, the highest first."""

    heading: Heading
    rows: tuple[CountRow, ...]
    top: int = MOOD_TOP


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How often a reason was named, and how many of those days had each level, the lowest first; no
    counts for the row of all that was named too seldom."""

    name: Named
    uses: int
    label: str
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reasons:
    """A bar for each reason, the most used first, and beside it on what levels. ``uses_label`` and
    ``counts_label`` stand above the two columns."""

    heading: Heading
    rows: tuple[ReasonRow, ...]
    uses_label: str
    counts_label: str
    top: int = MOOD_TOP


@dataclass(frozen=True, slots=True)
class RhythmCell:
    """The middle of so many entries; None where they are too few to have one."""

    middle: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Weekdays as rows, parts of the day as columns. ``full`` is the n from which a cell has its full
    colour; ``legend`` says what the small numbers and the hatched cells are."""

    heading: Heading
    weekdays: tuple[str, ...]
    parts: tuple[str, ...]
    cells: tuple[tuple[RhythmCell, ...], ...]
    full: int
    legend: str
    top: int = MOOD_TOP


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """A goal and the difference of the days on which it was done, in levels, with the interval it is
    likely in; None where there are too few days. ``label`` stands at the right: "21 / 17", or "12 of 30
    days". ``clear``: it passed every test."""

    name: Named
    label: str
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """A row for each goal: the dot is the difference and the bar its interval, around a line at nought.
    ``lower`` and ``higher`` stand at the two ends of the axis, which goes from -2 to 2 levels;
    ``n_label`` above the numbers at the right; ``legend`` tells the clear ones from the others."""

    heading: Heading
    rows: tuple[TogetherRow, ...]
    lower: str
    higher: str
    n_label: str
    legend: str
