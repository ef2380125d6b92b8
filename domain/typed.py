"""Typed times and days, read by a closed grammar: what it does not know it refuses, never guesses.

Unreadable means the shape was not understood; not_a_time and not_a_date mean it was, but there is
no such thing (25:00, 31 February).
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

from domain.dates import Order, dated, in_calendar, in_either_order, next_day_of_month
from domain.days import FIRST_DAY, LAST_DAY, Day, in_range
from domain.errors import Reason, Refused
from domain.words import Words, words_of

TYPED_MAX: Final = 64
TIMES_MAX: Final = 12

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(\D*)")
_HOUR: Final = re.compile(r"\d{1,2}")
_MINUTES: Final = re.compile(r"\d\d")
_YEAR_FIRST: Final = re.compile(r"(?=\d{8}$|\d{4}\D)(\d{4})([./-]?)(\d\d?)\2(\d\d?)")
_NUMERIC: Final = re.compile(r"(\d\d?)([./-])\s?(\d\d?)(?:\2\s?(\d+))?")
_LISTED: Final = re.compile(r"[\s,;&+/]+")
_DAY_TOKEN: Final = re.compile(r"\d+|[^\s\d.,/:;&+-]+|[/:;&+-]")
_DASH: Final = re.compile("\\s*[-\u2013\u2014\u2212]\\s*")


def parse_time(text: str, *, language: str = "en") -> int:
    """The minute of the day of one time (`7`, `07.30`, `730`, `7:30 pm`, `19h30`, `noon`).

    Refused: empty, too_long, unreadable (also for several times), not_a_time.
    """
    minutes = set(_minutes(text, language))
    if len(minutes) != 1:
        raise Refused("time", Reason.UNREADABLE)
    return minutes.pop()


def parse_times(text: str, *, language: str = "en") -> tuple[int, ...]:
    """The minutes of the day of up to TIMES_MAX times (`8, 16 and 22`), sorted, each once.

    Refused as parse_time does, and too_many.
    """
    minutes = sorted(set(_minutes(text, language)))
    if not minutes:
        raise Refused("time", Reason.UNREADABLE)
    if len(minutes) > TIMES_MAX:
        raise Refused("time", Reason.TOO_MANY, count=len(minutes), limit=TIMES_MAX)
    return tuple(minutes)


def parse_span(text: str, *, language: str = "en") -> tuple[int, int]:
    """The first and the last minute of a while (`10 and 20`, `10-20`, `from 10 to 20`), in the order
    typed: from 22 to 2 it passes midnight. One time is both. Refused as parse_time does, and too_many.
    """
    parts = _ends(_typed(text, "time"), words_of(language))
    minutes = list(dict.fromkeys(minute for part in parts for minute in _minutes(part, language)))
    if not minutes:
        raise Refused("time", Reason.UNREADABLE)
    if len(minutes) > 2:
        raise Refused("time", Reason.TOO_MANY, count=len(minutes), limit=2)
    return minutes[0], minutes[-1]


def _ends(typed: str, words: Words) -> list[str]:
    """What stands apart by a dash, an "and" or a "to": read by itself, as "9 uhr bis 21" is not 9:21."""
    apart = words.through | words.joiners | words.spanning
    tokens = _DASH.sub(" - ", typed).split()
    parts = " ".join("\n" if token in apart else token for token in tokens).split("\n")
    return [part for part in parts if part.strip(" .,;!?")]


def parse_day(text: str, today: Day, first: Order | None = None, *, language: str = "en") -> Day:
    """The day meant, seen from `today`; a day without a year is the next such one, today included.

    A weekday is the next one after today. `first` tells how the person reads 5/12 where the language
    does not. Refused: empty, too_long, unreadable, out_of_range, not_a_date (data: nearest, a day or
    None), ambiguous_date (data: candidates, the day-first and the month-first reading).
    """
    words = words_of(language)
    typed = " ".join(word for word in _typed(text, "day").split() if word not in words.fillers)
    day = (
        _relative(typed, today, words)
        or _numeric(typed, today, words.order or first)
        or _written_out(typed, today, words)
    )
    if day is None:
        raise Refused("day", Reason.UNREADABLE)
    return in_range(day)


def parse_weekdays(text: str, *, language: str = "en") -> frozenset[int]:
    """The weekdays meant (0 = Monday): `mon wed fri`, `mo-fr`, `weekends`, `every day`.

    Refused: empty, too_long, no_weekday.
    """
    words = words_of(language)
    typed = _typed(text, "weekdays")
    if typed in words.weekday_groups:
        return words.weekday_groups[typed]
    dashed = _DASH.sub("-", " ".join("-" if w in words.through else w for w in typed.split()))
    tokens = [token.rstrip(".") for token in _LISTED.split(dashed)]
    days = [_weekdays(token, words) for token in tokens if token and token not in words.fillers]
    if not days:
        raise Refused("weekdays", Reason.NO_WEEKDAY)
    return frozenset[int]().union(*days)


def _typed(text: str, field: str) -> str:
    """The text in one spelling without closing punctuation."""
    if len(text) > TYPED_MAX:
        raise Refused(field, Reason.TOO_LONG, length=len(text), limit=TYPED_MAX)
    typed = plain(text).rstrip(" .,;!?")
    if not typed:
        raise Refused(field, Reason.EMPTY)
    return typed


def plain(text: str) -> str:
    """The text in one spelling: casefolded, compatibility forms resolved, ASCII digits, no
    direction marks, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(map(_plain_char, folded)).split())


def _plain_char(char: str) -> str:
    """Digits of any script as ASCII; direction marks, which phones put around numbers, as nothing."""
    if unicodedata.category(char) == "Cf":
        return ""
    digit = unicodedata.digit(char, None)
    return char if digit is None else str(digit)


def _minutes(text: str, language: str) -> Iterator[int]:
    words = words_of(language)
    pieces: list[str] = []
    for token, after in pairwise([*_LISTED.split(_typed(text, "time")), ""]):
        before = pieces[-1] if pieces else ""
        if before and _continues(before, token, after, words):
            pieces[-1] += token
        elif token and token not in words.fillers:
            pieces.append(token)
    return (_minute(piece, words) for piece in pieces)


def _continues(piece: str, token: str, after: str, words: Words) -> bool:
    """7 `pm`, halb `acht`, 19 uhr `30`; but the 20 of "19 uhr 20 uhr" begins anew."""
    if token in words.halves or piece in words.half_to:
        return True
    minutes = _MINUTES.fullmatch(token) and after not in words.between
    return bool(minutes) and piece.endswith(tuple(words.between))


def _minute(piece: str, words: Words) -> int:
    """Of one time: a word, "halb acht", or digits with or without words ("19 uhr 30")."""
    if piece in words.times:
        return words.times[piece]
    for half in words.half_to:
        if piece.startswith(half):
            return _half_before(piece.removeprefix(half), words)
    for mark in words.between:
        piece = re.sub(rf"{mark}(?=\d)", ":", piece)
    clock = _CLOCK.fullmatch(piece)
    if not clock or (clock[3] and clock[3] not in words.halves):
        raise Refused("time", Reason.UNREADABLE)
    hour, minute, add = int(clock[1]), int(clock[2] or 0), words.halves.get(clock[3])
    if minute > 59 or hour > 23 or (add is not None and not 1 <= hour <= 12):
        raise Refused("time", Reason.NOT_A_TIME)
    return (hour if add is None else hour % 12 + add) * 60 + minute


def _half_before(hour: str, words: Words) -> int:
    """Half an hour before; halb eins is past noon."""
    number = int(hour) if _HOUR.fullmatch(hour) else words.counts.get(hour)
    if number is None:
        raise Refused("time", Reason.UNREADABLE)
    if not 1 <= number <= 12:
        raise Refused("time", Reason.NOT_A_TIME)
    return (number - 1 or 12) * 60 + 30


def _weekdays(token: str, words: Words) -> frozenset[int]:
    """One weekday, a group of them, or a range, which may run over the weekend (`fri-mon`)."""
    if token in words.weekday_groups:
        return words.weekday_groups[token]
    first, dash, last = token.partition("-")
    ends = [words.weekdays.get(end) for end in ((first, last) if dash else (first, first))]
    match ends:
        case [int() as start, int() as end]:
            return frozenset((start + n) % 7 for n in range((end - start) % 7 + 1))
    raise Refused("weekdays", Reason.NO_WEEKDAY)


def _relative(typed: str, today: Day, words: Words) -> Day | None:
    """`tomorrow`, `in 2 weeks`, `3 days ago`, `friday`, `next friday`, `last monday`."""
    days = _days_ahead(typed, today.weekday(), words)
    if days is None:
        return None
    # Bounded before it is added: "in 9999999999 days" overflows a date.
    farthest = (LAST_DAY - FIRST_DAY).days + 1
    return today + timedelta(days=max(-farthest, min(days, farthest)))


def _days_ahead(typed: str, weekday: int, words: Words) -> int | None:
    if typed in words.days:
        return words.days[typed]
    match typed.split():
        case [lead, count, unit] if lead in words.ahead:
            return _length(count, unit, words)
        case [lead, count, unit] if lead in words.back:
            length = _length(count, unit, words)
            return None if length is None else -length
        case [count, unit, tail] if tail in words.ago:
            length = _length(count, unit, words)
            return None if length is None else -length
        case [*lead, name] if name in words.weekdays:
            return _days_to_weekday(lead, words.weekdays[name] - weekday, words)
    return None


def _length(count: str, unit: str, words: Words) -> int | None:
    """In days."""
    number = int(count) if count.isdecimal() else words.counts.get(count)
    return None if number is None or unit not in words.units else number * words.units[unit]


def _days_to_weekday(lead: list[str], distance: int, words: Words) -> int | None:
    """Never today: who means today says so. `distance` is from today's weekday, -6 to 6."""
    match lead:
        case [word] if word in words.past:
            return distance % 7 - 7
        case [] | [_] if words.coming.issuperset(lead):
            return distance % 7 or 7
    return None


def _numeric(typed: str, today: Day, first: Order | None) -> Day | None:
    """`2026-12-05`, `20261205`, `5.12.`, `5/12/2026`; dots are always day first."""
    if parts := _YEAR_FIRST.fullmatch(typed):
        return dated(int(parts[4]), int(parts[3]), in_calendar(int(parts[1])), today)
    if not (parts := _NUMERIC.fullmatch(typed)):
        return None
    order = "day" if parts[2] == "." else first
    year = _year(parts[4]) if parts[4] else None
    return in_either_order(int(parts[1]), int(parts[3]), year, today, order)


def _written_out(typed: str, today: Day, words: Words) -> Day | None:
    """`15`, `5 dec`, `dec 5th`, `5 december 2026`."""
    match _day_tokens(typed, words):
        case [number] if number.isdecimal():
            return next_day_of_month(int(number), today)
        case [one, two, *years] if len(years) <= 1 and all(map(str.isdecimal, years)):
            day, month = (one, two) if one.isdecimal() else (two, one)
            if day.isdecimal() and month in words.months:
                year = _year(years[0]) if years else None
                return dated(int(day), words.months[month], year, today)
    return None


def _day_tokens(typed: str, words: Words) -> list[str]:
    """Numbers and words; the "th" of 5th goes, dots and commas too."""
    tokens = _DAY_TOKEN.findall(typed)
    return [
        token
        for before, token in pairwise(["", *tokens])
        if not (before.isdecimal() and token in words.ordinals)
    ]


def _year(digits: str) -> int:
    """Two digits mean this century."""
    return in_calendar(int(digits) + (2000 if len(digits) == 2 else 0))
