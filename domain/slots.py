"""The slots of phrases: numbers, units, weekdays, days and times, each read at one place of a line.

Days and times are found here by their shape and kept as text, so that what is refused (25:00,
31 February, 3/4 to who may mean either) is refused only where the line really says it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from domain.dates import Order
from domain.days import Day
from domain.errors import Reason, Refused
from domain.kinds import WEEK
from domain.typed import parse_day, parse_time, plain
from domain.words import Span, Words, words_of

SURE: Final = 0
DOUBTFUL: Final = 1  # sure behind a word like "every"
WEAK: Final = 2  # in doubt even there
STRAY: Final = 3  # always a question

DAY_TOKENS: Final = 5
CLOCK_TOKENS: Final = 3
# Longer lists are read as several; without a bound a line of weekdays took quadratic time.
LIST_TOKENS: Final = 30

Value = Span | str | frozenset[int]
Read = tuple[int, tuple[Value, ...], int]
"""Where it ends, what it says, how much it is in doubt."""

_COUNT: Final = re.compile(r"\d{1,9}")
_RATE: Final = re.compile(r"(\d{1,9})\D?/(\D+)")
_GLUED: Final = re.compile(r"(\d{1,9})-?(\D+)")
_NUMBER: Final = re.compile(r"(\d{1,2})([^\d\s]*)")
_COLON_CLOCK: Final = re.compile(r"\d{1,2}(:\d\d|h\d\d)\D*")
_DOTTED_CLOCK: Final = re.compile(r"\d{1,2}\.\d\d")
_BARE_CLOCK: Final = re.compile(r"\d{1,4}")
_SLASHED: Final = re.compile(r"\d+/\d+")
_DASHED: Final = re.compile(r"\d+-\d+")
_DOTTED: Final = re.compile(r"\d+\.\d+")
_YEAR: Final = re.compile(r"\d{4}")
_RANGE: Final = re.compile("\\s*[-\u2013\u2014]\\s*")


UNREAD: Final = "\0"
"""In place of a word that nobody may read: no text that was typed has it in it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed, and its one spelling; a word nobody may read as time has none."""

    raw: str
    key: str


def token(raw: str) -> Token:
    """A word of a line: closing punctuation is no part of its spelling, but dots are (5.12.)."""
    return Token(raw, plain(raw).strip("()").rstrip(",;:!?"))


class Slots:
    """Reads slots of one line in one language. Every read is remembered: patterns share slots."""

    def __init__(
        self, tokens: Sequence[Token], today: Day, language: str, order: Order | None
    ) -> None:
        # Joined with its neighbours, an empty word would leave them as if they stood alone.
        self.keys = [token.key or UNREAD for token in tokens]
        self.today = today
        self.language = language
        self.order = order
        self.words: Words = words_of(language)
        self._known: dict[tuple[str, int], list[Read]] = {}

    def has(self, at: int, words: frozenset[str]) -> bool:
        """Whether one of `words` stands there."""
        if at >= len(self.keys):
            return False
        return self.keys[at] in words or self.keys[at].rstrip(".") in words

    def read(self, slot: str, at: int) -> list[Read]:
        """Every way to read a slot there."""
        known = self._known.get((slot, at))
        if known is None:
            known = list(self._readers[slot](at)) if at < len(self.keys) else []
            self._known[slot, at] = known
        return known

    @cached_property
    def _readers(self) -> dict[str, Callable[[int], Iterator[Read]]]:
        return {
            "n": self._count,
            "nx": self._multiple,
            "rate": self._rate,
            "unit": self._unit,
            "period": self._period,
            "nth": self._nth,
            "weekday": self._weekday,
            "weekdays": self._weekdays,
            "range": self._from_to,
            "numbers": self._numbers,
            "ordinals": self._ordinals,
            "stray": self._stray,
            "named": self._named,
            "clock": self._clock,
            "hours": self._hours,
            "day": self._day,
            "any_day": self._any_day,
        }

    def _key(self, at: int) -> str:
        return self.keys[at].rstrip(".") if at < len(self.keys) else ""

    # Numbers and units

    def _count(self, at: int) -> Iterator[Read]:
        if _COUNT.fullmatch(self._key(at)):
            yield at + 1, (int(self._key(at)),), SURE
        elif self._key(at) in self.words.counts:
            yield at + 1, (self.words.counts[self._key(at)],), SURE

    def _multiple(self, at: int) -> Iterator[Read]:
        """`3x`, `3 times`, `twice`."""
        if self._key(at) in self.words.multiples:
            yield at + 1, (self.words.multiples[self._key(at)],), SURE
        glued = _GLUED.fullmatch(self._key(at))
        if glued and glued[2] in self.words.multiply:
            yield at + 1, (int(glued[1]),), SURE
        if self._key(at + 1) in self.words.multiply:
            yield from ((at + 2, value, doubt) for _, value, doubt in self._count(at))

    def _rate(self, at: int) -> Iterator[Read]:
        """`3x/week`, in one word."""
        rate = _RATE.fullmatch(self._key(at))
        span = self._span(rate[2]) if rate else None
        if rate and span:
            yield at + 1, (int(rate[1]), span), SURE

    def _unit(self, at: int) -> Iterator[Read]:
        if span := self._span(self._key(at)):
            yield at + 1, (span,), SURE

    def _period(self, at: int) -> Iterator[Read]:
        yield from self._unit(at)
        if span := self.words.adverbs.get(self._key(at)):
            yield at + 1, (span,), SURE

    def _span(self, word: str) -> Span | None:
        return self.words.units.get(word) or self.words.long_units.get(word)

    # Days of the week and of the month

    def _nth(self, at: int) -> Iterator[Read]:
        for key in (self.keys[at], self._key(at)):
            if key in self.words.nth:
                yield at + 1, (self.words.nth[key],), SURE
                return

    def _weekday(self, at: int) -> Iterator[Read]:
        if self._key(at) in self.words.weekdays:
            yield at + 1, (self.words.weekdays[self._key(at)],), SURE

    def _weekdays(self, at: int) -> Iterator[Read]:
        """The longest list of weekdays; one alone is text still, since it may mean one day."""
        days: frozenset[int] = frozenset()
        end, single = at, True
        while end - at < LIST_TOKENS and (found := self._one_of_a_list(end, end > at)):
            single = end == at and found[2]
            end, days = found[0], days | found[1]
        if end == at:
            return
        doubt = DOUBTFUL if end == at + 1 and self._key(at) in self.words.doubtful else SURE
        yield end, (self._key(at) if single else days,), doubt

    def _one_of_a_list(self, at: int, listed: bool) -> tuple[int, frozenset[int], bool] | None:
        """Where it ends, its weekdays, and whether it is a single one that need not recur."""
        if listed and self._key(at) in self.words.joiners:
            at += 1
        if ranged := self._range(at):
            return *ranged, False
        key = self._key(at)
        if len(group := self.words.weekday_groups.get(key, WEEK)) < len(WEEK):
            return at + 1, group, False
        if key in self.words.weekdays:
            return at + 1, frozenset({self.words.weekdays[key]}), key not in self.words.weekly
        return self._written_together(at)

    def _written_together(self, at: int) -> tuple[int, frozenset[int], bool] | None:
        """`mo/mi/fr`, `mon,wed`."""
        parts = re.split("[/,+&]", self._key(at))
        days = [self.words.weekdays.get(part.rstrip(".")) for part in parts]
        known = frozenset(day for day in days if day is not None)
        return (at + 1, known, False) if len(parts) > 1 and None not in days else None

    def _from_to(self, at: int) -> Iterator[Read]:
        if ranged := self._range(at):
            yield ranged[0], (ranged[1],), SURE

    def _range(self, at: int) -> tuple[int, frozenset[int]] | None:
        """`mon-fri`, `mon - fri`, `monday to friday`; it may run over the weekend."""
        dash = self._key(at + 1) in (self.words.through | {"-", "\u2013", "\u2014"})
        ends = [self._key(at), self._key(at + 2)] if dash else _RANGE.split(self._key(at))
        days = [self.words.weekdays.get(end.rstrip(".")) for end in ends]
        match days:
            case [int() as first, int() as last]:
                length = (last - first) % 7 + 1
                week = frozenset((first + n) % 7 for n in range(length))
                return at + (3 if dash else 1), week
        return None

    def _numbers(self, at: int) -> Iterator[Read]:
        yield from self._listed(at, lambda mark: not mark or mark in self._marks, WEAK)

    def _ordinals(self, at: int) -> Iterator[Read]:
        yield from self._listed(at, lambda mark: mark in self._marks, DOUBTFUL)

    @property
    def _marks(self) -> frozenset[str]:
        return self.words.ordinals | {"."}

    def _listed(self, at: int, is_mark: Callable[[str], bool], doubt: int) -> Iterator[Read]:
        """`1`, `1st and 15th`: numbers of days of the month."""
        numbers: set[int] = set()
        end = at
        while end - at < LIST_TOKENS:
            here = end + (end > at and self._key(end) in self.words.joiners)
            number = _NUMBER.fullmatch(self.keys[here]) if here < len(self.keys) else None
            if not number or not is_mark(number[2]):
                break
            numbers.add(int(number[1]))
            end = here + 1
        if numbers:
            yield end, (frozenset(numbers),), doubt

    def _stray(self, at: int) -> Iterator[Read]:
        """A number that may belong to what follows it or to the title: `rent 31 monthly`."""
        if self.keys[at].isdecimal() and len(self.keys[at]) <= 2 and 1 <= int(self.keys[at]) <= 31:
            yield at + 1, (frozenset({int(self.keys[at])}),), STRAY

    # Times

    def _named(self, at: int) -> Iterator[Read]:
        if self._key(at) in self.words.times:
            doubtful = self._key(at) in self.words.doubtful
            yield at + 1, (self._key(at),), DOUBTFUL if doubtful else SURE

    def _clock(self, at: int) -> Iterator[Read]:
        """`7:00`, `8 am, 4 pm`, `19 uhr 30`, `halb acht`; `5.12` may be a day or a price."""
        yield from self._series(at, self._is_clock, SURE)
        if _DOTTED_CLOCK.fullmatch(self._key(at)) and self._shape(self._key(at)):
            yield at + 1, (self._key(at),), WEAK

    def _hours(self, at: int) -> Iterator[Read]:
        """What follows "at", where bare numbers and words of the day are times too."""
        bare = _BARE_CLOCK.fullmatch(self._key(at)) and not self._is_clock(self._key(at))
        yield from self._series(at, self._is_hour, WEAK if bare else SURE)

    def _series(self, at: int, is_one: Callable[[str], bool], doubt: int) -> Iterator[Read]:
        """The longest list of times, joined by nothing or by "and"."""
        times: list[str] = []
        end = at
        while end - at < LIST_TOKENS:
            here = end + (end > at and self._key(end) in self.words.joiners)
            found = self._widest(here, CLOCK_TOKENS, is_one)
            if found is None:
                break
            times.append(self._joined(here, found))
            end = found
        if times:
            yield end, tuple(times), doubt

    def _widest(self, at: int, width: int, is_one: Callable[[str], bool]) -> int | None:
        for end in range(min(at + width, len(self.keys)), at, -1):
            # The 13 of "8 uhr 13 uhr" is no minute.
            if is_one(self._joined(at, end)) and self._key(end) not in self.words.between:
                return end
        return None

    def _joined(self, at: int, end: int) -> str:
        return " ".join(self.keys[at:end]).lstrip("@").rstrip(".")

    def _is_clock(self, text: str) -> bool:
        return self._shape(text) and (
            bool(_COLON_CLOCK.fullmatch(text.split(maxsplit=1)[0]))
            or any(self._tells_time(part) for part in re.findall(r"[^\s\d:.][^\s\d:]*", text))
        )

    def _tells_time(self, word: str) -> bool:
        """A single letter does not: `8h` of sleep, `5 a` day."""
        return (len(word) > 1 and word in self.words.halves) or word in self.words.half_to

    def _is_hour(self, text: str) -> bool:
        return self._shape(text) and (
            self._is_clock(text)
            or " " not in text
            and (text in self.words.times or text[0].isdecimal())
        )

    def _shape(self, text: str) -> bool:
        """Whether it looks like one time, be there such a time or not; no word of it is idle."""
        if not self.words.fillers.isdisjoint(text.split()):
            return False
        try:
            parse_time(text, language=self.language)
        except Refused as refused:
            return refused.reason is Reason.NOT_A_TIME and " " not in text
        return True

    # Days

    def _any_day(self, at: int) -> Iterator[Read]:
        """As "from" and "until" take them: weekdays are days too."""
        yield from self._day(at)
        if self._key(at) in self.words.weekdays:
            yield at + 1, (self._key(at),), SURE

    def _day(self, at: int) -> Iterator[Read]:
        """The longest day; the text of it, without the dot that ends a sentence."""
        for end in range(min(at + DAY_TOKENS, len(self.keys)), at, -1):
            text = " ".join(self.keys[at:end])
            if self._is_day(text):
                yield end, (text,), self._doubt_of(text)
                return

    def _is_day(self, text: str) -> bool:
        words = text.split()
        # The 20 of "5 dec 20 pages" is no year, nor is that of "5. dezember 20 uhr".
        odd_year = len(words) > 2 and words[-1].isdecimal() and not _YEAR.fullmatch(words[-1])
        idle = {*words[:1], *words[-1:]} & self.words.fillers
        if odd_year or idle or self._means_something_else(text):
            return False
        try:
            day = parse_day(text, self.today, self.order, language=self.language)
        except Refused as refused:
            if refused.reason is Reason.NOT_A_DATE:
                return not _SLASHED.fullmatch(text) and not _DOTTED.fullmatch(text)
            return refused.reason in (Reason.AMBIGUOUS_DATE, Reason.OUT_OF_RANGE)
        return day >= self.today or bool(_YEAR.search(text))

    def _means_something_else(self, text: str) -> bool:
        """Bare numbers, weekdays, and `9-17`, which are read by themselves or not at all."""
        bare = text.rstrip(".")
        return bool(text.isdecimal() or bare in self.words.weekdays or _DASHED.fullmatch(bare))

    def _doubt_of(self, text: str) -> int:
        if _SLASHED.fullmatch(text) or _DOTTED.fullmatch(text) or _NUMBER.fullmatch(text):
            return DOUBTFUL
        return (
            DOUBTFUL
            if text.split(maxsplit=1)[0] in self.words.doubtful & set(self.words.months)
            else SURE
        )
