"""What the phrases of one line say together, sorted by kind; two that disagree contradict."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from domain.dates import Order
from domain.days import Day
from domain.errors import Reason, Refused
from domain.phrases import Phrase
from domain.slots import Value
from domain.typed import TIMES_MAX, parse_day, parse_time
from domain.words import Says, words_of

_ADDED_UP: Final = frozenset({Says.WEEKDAYS, Says.WEEKDAY, Says.MONTH_DAYS})

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reader:
    """How this person reads days, and what today is."""

    today: Day
    language: str
    week_start: int
    order: Order | None

    def day(self, text: Value) -> Day:
        return parse_day(str(text), self.today, self.order, language=self.language)

    def time(self, text: Value) -> int:
        return parse_time(str(text), language=self.language)

    def weekdays(self, said: Value) -> frozenset[int]:
        """A set of them, or the name of one."""
        if isinstance(said, frozenset):
            return said
        return frozenset({words_of(self.language).weekdays[str(said)]})


@dataclass(slots=True)
class Said:
    """Rhythms with their values; times of the day, and the first and last day, apart."""

    reader: Reader
    rhythms: dict[Says, tuple[Value, ...]] = field(default_factory=dict)
    times: set[int] = field(default_factory=set)
    a_day: int | None = None  # 2x daily
    free: frozenset[int] = frozenset()
    start: Day | None = None
    target: Day | None = None

    @property
    def begin(self) -> Day:
        return self.start or self.reader.today

    def weekdays(self) -> frozenset[int]:
        """Those of either kind of phrase."""
        values = (*self.rhythms.get(Says.WEEKDAYS, ()), *self.rhythms.get(Says.WEEKDAY, ()))
        return frozenset[int]().union(*map(self.reader.weekdays, values))

    def numbers(self, says: Says) -> list[int]:
        """Values that are all numbers; Refused(unknown) for months and years, which no schedule
        of so many days can count."""
        numbers = [value for value in self.rhythms[says] if isinstance(value, int)]
        if len(numbers) != len(self.rhythms[says]):
            raise Refused("schedule", Reason.UNKNOWN)
        return numbers

    def day(self) -> Day:
        """The one date."""
        return self.reader.day(
            self.rhythms[Says.ON if Says.ON in self.rhythms else Says.EVERY_DATE][0]
        )


def gathered(phrases: Iterable[Phrase], reader: Reader) -> Said:
    """The sum of the phrases; Refused(contradicts), too_many times, or as days and times refuse."""
    said = Said(reader)
    for phrase in phrases:
        _hear(said, phrase)
    if len(said.times) > TIMES_MAX:
        raise Refused("time", Reason.TOO_MANY, count=len(said.times), limit=TIMES_MAX)
    return said


def contradiction() -> Refused:
    return Refused("schedule", Reason.CONTRADICTS)


def one_of(before: _T | None, now: _T) -> _T:
    """The same said twice is said once."""
    if before is not None and before != now:
        raise contradiction()
    return now


def _hear(said: Said, phrase: Phrase) -> None:
    reader = said.reader
    match phrase.says, phrase.values:
        case Says.AT | Says.EVERY_AT as says, times:
            said.times |= {reader.time(time) for time in times}
            if says is Says.EVERY_AT:
                _add(said, Says.DAILY, ())
        case Says.PER, (int() as times, 1):
            said.a_day = one_of(said.a_day, times)
        case Says.FROM, (day,):
            said.start = one_of(said.start, reader.day(day))
        case Says.UNTIL, (day,):
            said.target = one_of(said.target, reader.day(day))
        case Says.SPAN, (first, last):
            said.start = one_of(said.start, reader.day(first))
            said.target = one_of(said.target, reader.day(last))
        case Says.EXCEPT, (days,):
            said.free |= reader.weekdays(days)
        case Says.WEEKDAY, (frozenset() as days,):
            _add(said, Says.WEEKDAYS, (days,))
        case _:
            _add(said, phrase.says, phrase.values)


def _add(said: Said, says: Says, values: tuple[Value, ...]) -> None:
    """Weekdays and days of the month add up; of other rhythms two are one too many."""
    if says in _ADDED_UP:
        said.rhythms[says] = said.rhythms.get(says, ()) + values
    else:
        said.rhythms[says] = one_of(said.rhythms.get(says), values)
