"""Days as quick entries mean them: the latest such day, not the next one."""

import re
from datetime import timedelta
from typing import Final

from domain.dates import Order
from domain.days import FIRST_DAY, ONE_DAY, Day
from domain.errors import Reason, Refused
from domain.typed import TYPED_MAX, parse_day, plain
from domain.words import Words, words_of

# A number of a month comes once within each of these spans, a date of the year within the later
# ones, 29 February within eight years.
_BACK: Final = (0, 27, 54, 81, *(365 * years for years in range(1, 9)))
_AMOUNT: Final = re.compile(r"-?\d+([.,]\d*)?")


def latest_day(text: str, today: Day, order: Order | None, *, language: str) -> Day | None:
    """The day meant, at the latest tomorrow; None where the text names no day of that kind.

    `mon` is today on a Monday, `5 dec` in March lies in the past. A bare number is an amount, not a
    day. Refused: ambiguous_date (candidates), not_a_date, out_of_range.
    """
    words = words_of(language)
    typed = plain(text)
    meant = [word for word in typed.rstrip(" ,;!?").split() if word not in words.fillers]
    name = " ".join(meant).rstrip(".")
    if not name or len(typed) > TYPED_MAX or _AMOUNT.fullmatch(" ".join(meant)):
        return None
    if name in words.days:
        return _until_tomorrow(today + words.days[name] * ONE_DAY, today)
    if name in words.weekdays:
        return _last_weekday(words.weekdays[name], today)
    if meant[0] in words.ahead | words.coming:
        return None
    return _latest(typed, today, order, words, language)


def _until_tomorrow(day: Day, today: Day) -> Day | None:
    return day if day <= today + ONE_DAY else None


def _last_weekday(weekday: int, today: Day) -> Day:
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _latest(typed: str, today: Day, order: Order | None, words: Words, language: str) -> Day | None:
    """What the text means seen from ever longer ago, until that is over by today."""
    tokens = typed.split()
    if tokens[0] in words.back | words.past or tokens[-1] in words.ago:
        return _read(typed, today, order, language)
    try:
        days = (_read(typed, _before(today, back), order, language) for back in _BACK)
        return next((day for day in days if day is None or day <= today), None)
    except Refused as refused:
        if refused.reason is not Reason.AMBIGUOUS_DATE:
            raise
    both = [_latest(typed, today, each, words, language) for each in ("day", "month")]
    raise Refused("day", Reason.AMBIGUOUS_DATE, candidates=tuple(day for day in both if day))


def _before(today: Day, days: int) -> Day:
    """Never before the calendar."""
    return today - timedelta(days=min(days, (today - FIRST_DAY).days))


def _read(typed: str, today: Day, order: Order | None, language: str) -> Day | None:
    try:
        return parse_day(typed, today, order, language=language)
    except Refused as refused:
        if refused.reason in (Reason.UNREADABLE, Reason.EMPTY):
            return None
        raise
