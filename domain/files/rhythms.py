"""The seed's words for how often and how much, as ours; what means nothing to us stays text."""

from collections.abc import Iterable, Mapping
from typing import Final

from domain.days import Day
from domain.errors import Reason, Refused
from domain.goals import Criticality
from domain.kinds import WEEK, Daily, Period, Schedule, TimesPer, Weekdays, Yearly
from domain.typed import parse_weekdays
from domain.written import fold

ONE_TIME: Final = frozenset({"one time", "one-time", "onetime", "once"})
_PERIODS: Final[Mapping[str, Period]] = {"weekly": Period.WEEK, "monthly": Period.MONTH}
_YEARLY: Final = frozenset({"yearly", "annually"})
_CRITICALITIES: Final[Mapping[str, Criticality]] = {
    "high": Criticality.HIGH,
    "normal": Criticality.NORMAL,
    "medium": Criticality.NORMAL,
    "low": Criticality.LOW,
}


def criticality(text: str) -> Criticality | None:
    """High, normal or medium, low, in any case; None for other words."""
    return _CRITICALITIES.get(fold(text))


def on_weekdays(days: frozenset[int]) -> Schedule:
    """Due on these days of the week; all seven are daily. Refused(no_weekday) for none."""
    return Daily() if days == WEEK else Weekdays(days)


def weekdays(names: Iterable[object]) -> frozenset[int]:
    """The weekdays named: `Monday`, `mon`, `SUN`; Refused(days). Numbers are refused: 1 is Monday to
    some and Sunday to others."""
    found: set[int] = set()
    for name in names:
        if not isinstance(name, str):
            raise Refused("days", Reason.UNREADABLE)
        found |= _weekdays(name)
    return frozenset(found)


def _weekdays(text: str) -> frozenset[int]:
    try:
        return parse_weekdays(text)
    except Refused as no:
        raise Refused("days", Reason.NO_WEEKDAY, **no.data) from None


def rhythm(text: str, start: Day | None, week_start: int) -> Schedule | None:
    """The schedule that a frequency means, None when it means none for certain.

    "Weekly" and "Monthly" without days name no day, and so ask once in each week or month; "Yearly"
    needs the start it repeats.
    """
    word = fold(text)
    if word in _PERIODS:
        return TimesPer(1, _PERIODS[word], week_start)
    if word in _YEARLY:
        return Yearly(start.month, start.day) if start else None
    try:
        return on_weekdays(parse_weekdays(text))
    except Refused:
        return None
