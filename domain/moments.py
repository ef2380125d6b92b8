"""A day, a time of day, or both in one text, in either order."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

from domain.days import Day
from domain.errors import Reason, Refused
from domain.typed import TYPED_MAX, parse_time

_HOUR: Final = re.compile(r"\s\d{1,2}$")


def read_moment(
    text: str, field: str, read_day: Callable[[str], Day], *, language: str
) -> tuple[Day | None, int | None]:
    """The day and the time in a text; where nothing can be read, the complaint that helps most. What
    reads as both is a time, unless it ends in a dot (`5.12.`). A complaint about the day alone carries
    the time (minute)."""
    if len(text) > TYPED_MAX:
        raise Refused(field, Reason.TOO_LONG, length=len(text), limit=TYPED_MAX)
    complaints = []
    for of_day, of_time in _splits(text):
        try:
            return (
                None if of_day is None else _day(of_day, of_time, read_day, language),
                None if of_time is None else parse_time(of_time, language=language),
            )
        except Refused as error:
            # Else the year of "1 jan 1950" would be taken for a time of day; the 9 of "1 jan 9" is one.
            if of_time is None and error.reason is Reason.OUT_OF_RANGE and not _HOUR.search(text):
                raise
            complaints.append(error)
    raise min(complaints, key=_helpfulness)


def _day(of_day: str, of_time: str | None, read_day: Callable[[str], Day], language: str) -> Day:
    try:
        return read_day(of_day)
    except Refused as error:
        if of_time is not None:
            with suppress(Refused):
                error.data["minute"] = parse_time(of_time, language=language)
        raise


def _splits(text: str) -> Iterator[tuple[str | None, str | None]]:
    """Which words may speak of the day and which of the time, the likeliest first."""
    alone = [(None, text), (text, None)]
    yield from reversed(alone) if text.rstrip().endswith(".") else alone
    words = text.split()
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    yield from cuts
    # Only then the time first: "1 april 9" is nine o'clock, and not one o'clock on the ninth.
    yield from ((last, first) for first, last in cuts)


def _helpfulness(complaint: Refused) -> int:
    """What was understood but does not exist says more than that nothing was understood."""
    telling = (Reason.AMBIGUOUS_DATE, Reason.NOT_A_DATE, Reason.NOT_A_TIME, Reason.EMPTY)
    return telling.index(complaint.reason) if complaint.reason in telling else len(telling)
