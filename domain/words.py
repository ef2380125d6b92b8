"""The words people use for times and days. A language is one entry of `LANGUAGES`: data, no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, all casefolded."""

    times: Mapping[str, int]  # minute of the day
    halves: Mapping[str, int | None]  # hours to add to a 12-hour time; None: says nothing
    days: Mapping[str, int]  # days from today; phrases allowed
    units: Mapping[str, int]  # length in days
    counts: Mapping[str, int]
    weekdays: Mapping[str, int]  # 0 = Monday
    weekday_groups: Mapping[str, frozenset[int]]  # phrases allowed
    months: Mapping[str, int]
    ahead: frozenset[str]  # "in" 3 days
    ago: frozenset[str]  # 3 days "ago"
    coming: frozenset[str]  # "next" Friday
    past: frozenset[str]  # "last" Friday
    through: frozenset[str]  # Monday "to" Friday
    ordinals: frozenset[str]  # 5"th"; apart from the fillers, since "th" alone is Thursday
    fillers: frozenset[str]  # carry no meaning


def _numbered(first: int, *rows: str) -> dict[str, int]:
    """Each row holds the spellings of one thing; rows count up from `first`."""
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


ENGLISH: Final = Words(
    times={
        "midnight": 0,
        "morning": 8 * 60,
        "noon": 12 * 60,
        "midday": 12 * 60,
        "afternoon": 15 * 60,
        "evening": 19 * 60,
    },
    halves={
        "am": 0,
        "a.m": 0,
        "a": 0,
        "pm": 12,
        "p.m": 12,
        "p": 12,
        "h": None,
        "o'clock": None,
        "o\u2019clock": None,
    },
    days={
        "today": 0,
        "tonight": 0,
        "tomorrow": 1,
        "tmr": 1,
        "yesterday": -1,
        "day after tomorrow": 2,
        "day before yesterday": -2,
    },
    units={"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14},
    counts=_numbered(1, "a an one", "two", "three", "four", "five", "six", "seven"),
    weekdays=_numbered(
        0,
        "mo mon monday mondays",
        "tu tue tues tuesday tuesdays",
        "we wed weds wednesday wednesdays",
        "th thu thur thurs thursday thursdays",
        "fr fri friday fridays",
        "sa sat saturday saturdays",
        "su sun sunday sundays",
    ),
    weekday_groups={
        "weekday": frozenset(range(5)),
        "weekdays": frozenset(range(5)),
        "workdays": frozenset(range(5)),
        "weekend": frozenset({5, 6}),
        "weekends": frozenset({5, 6}),
        "daily": frozenset(range(7)),
        "everyday": frozenset(range(7)),
        "every day": frozenset(range(7)),
        "all days": frozenset(range(7)),
    },
    months=_numbered(
        1,
        "jan january",
        "feb february",
        "mar march",
        "apr april",
        "may",
        "jun june",
        "jul july",
        "aug august",
        "sep sept september",
        "oct october",
        "nov november",
        "dec december",
    ),
    ahead=frozenset({"in"}),
    ago=frozenset({"ago"}),
    coming=frozenset({"next", "coming"}),
    past=frozenset({"last", "past"}),
    through=frozenset({"to", "through", "thru", "until", "till"}),
    ordinals=frozenset({"st", "nd", "rd", "th"}),
    fillers=frozenset({"at", "on", "the", "of", "and", "every"}),
)

LANGUAGES: Final[Mapping[str, Words]] = {"en": ENGLISH}
