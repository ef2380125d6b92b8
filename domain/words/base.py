"""The shape of one language's words. A language is data: a value of `Words`, and no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from domain.dates import Order
from domain.entries import State

Span = int | Literal["month", "year"]
"""A length of time: days, or a calendar month or year."""


class Says(StrEnum):
    """What a phrase about time says; where two phrases are equally long, the earlier one wins."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    OTHER_WEEKDAY = "other_weekday"
    EVERY = "every"
    OTHER = "other"
    AFTER = "after"
    PER = "per"
    WITHIN = "within"
    NTH_MONTHLY = "nth_monthly"
    NTH = "nth"
    MONTH_END = "month_end"
    MONTH_DAYS = "month_days"
    WEEKDAYS = "weekdays"
    WEEKDAY = "weekday"
    EXCEPT = "except"
    EVERY_AT = "every_at"
    AT = "at"
    EVERY_DATE = "every_date"
    ON = "on"
    SPAN = "span"
    FROM = "from"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words, all casefolded."""

    # Times of the day
    times: Mapping[str, int]  # minute of the day
    halves: Mapping[str, int | None]  # hours to add to a 12-hour time; None: says nothing
    half_to: frozenset[str]  # "halb" acht: half an hour before
    between: frozenset[str]  # 19 "uhr" 30
    # Days
    order: Order | None  # of day and month in 5/12, where the language leaves no doubt
    days: Mapping[str, int]  # days from today; phrases allowed
    tonight: frozenset[str]  # the evening of today; phrases allowed
    units: Mapping[str, int]  # length in days
    minutes: Mapping[str, int]  # length in minutes
    lengths: Mapping[str, int]  # "half an hour": in minutes; phrases only
    counts: Mapping[str, int]
    weekdays: Mapping[str, int]  # 0 = Monday
    weekday_groups: Mapping[str, frozenset[int]]  # phrases allowed
    months: Mapping[str, int]
    each: frozenset[str]  # "every" 20 minutes
    ahead: frozenset[str]  # "in" 3 days
    before: frozenset[str]  # 2 hours "before"
    back: frozenset[str]  # "vor" 3 Tagen
    ago: frozenset[str]  # 3 days "ago"
    coming: frozenset[str]  # "next" Friday
    past: frozenset[str]  # "last" Friday
    through: frozenset[str]  # Monday "to" Friday
    spanning: frozenset[str]  # "between" 9 and 21
    ordinals: frozenset[str]  # 5"th"; apart from the fillers, since "th" alone is Thursday
    fillers: frozenset[str]  # carry no meaning
    # One line: a goal and its rhythm
    forms: Mapping[Says, tuple[str, ...]]  # patterns, see domain.phrases
    long_units: Mapping[str, Span]
    adverbs: Mapping[str, Span]  # 3x "weekly"
    multiples: Mapping[str, int]  # "twice" a week
    multiply: frozenset[str]  # 3"x" a week
    nth: Mapping[str, int]  # "last" (-1) Friday
    weekly: frozenset[str]  # weekdays that mean each one: "Fridays"
    doubtful: frozenset[str]  # times and days that are as often plain words of a title
    joiners: frozenset[str]  # Monday "and" Friday
    important: frozenset[str]
    # Quick entry
    verbs: Mapping[str, State]
    mood: frozenset[str]
    undo: frozenset[str]


def numbered(first: int, *rows: str) -> dict[str, int]:
    """Each row holds the spellings of one thing; rows count up from `first`."""
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


def words_in(row: str) -> frozenset[str]:
    """The words of a row."""
    return frozenset(row.split())
