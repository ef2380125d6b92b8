"""A goal in one line: `run mon wed fri 7:00`. What is about time is taken out, the rest is the title.

The grammar is closed: words it does not know stay in the title as typed, and what can be meant in
two ways is asked, never guessed. What a time of day means:

- one-time: it is the due time (`dentist 5 dec 14:30`), and nothing reminds unless asked to;
- repeating: each time is a reminder, the day is ticked once (`pills daily 8:00 16:00`);
- counted a day: each time is a slot of its own, and reminds (`pills 2x daily at 8 and 20`).

`!` (alone, or in front of the line) or "important" as the last word makes a goal important, `#word`
tags it, and what stands in "quotes" is never read as time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.dates import Order
from domain.days import Day
from domain.errors import Reason, Refused
from domain.goals import Criticality, clean_title
from domain.kinds import Schedule
from domain.meanings import Timing
from domain.phrases import Found, Phrase, find
from domain.said import Reader
from domain.slots import Slots, Token, token
from domain.timings import timings
from domain.words import Says, words_of
from domain.written import clean_line, fold

LINE_MAX: Final = 500
TAGS_MAX: Final = 12

# Several doubtful words are asked about one by one; this many readings are more than anyone meant.
_READINGS_MAX: Final = 4
_QUOTED: Final = re.compile(
    r"""(?:(?<=\s)|^)(?:"([^"]+)"|\u201c([^\u201d]+)\u201d|\u201e([^\u201c\u201d]+)[\u201c\u201d]"""
    r"""|\u00ab([^\u00bb]+)\u00bb|\u00bb([^\u00ab]+)\u00ab)(?=[\s,;:.]|$)"""
)
_TAG: Final = re.compile(r"#(\w*[^\W\d]\w*(?:-\w+)*)[,;.!?:]*")
_URGENT: Final = re.compile(r"!+")
_LOOSE: Final = " ,;:-\u2013\u2014"


@dataclass(frozen=True, slots=True)
class Sketchy:
    """A goal as one line sketches it; None and empty where the line says nothing.

    `reminders` are minutes of the day; a one-time goal has its due time in the schedule.
    """

    title: str
    schedule: Schedule | None = None
    reminders: tuple[int, ...] = ()
    start: Day | None = None
    target: Day | None = None
    tags: tuple[str, ...] = ()
    criticality: Criticality = Criticality.NORMAL


@dataclass(frozen=True, slots=True)
class _Line:
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    important: bool


def parse_goal(
    text: str,
    today: Day,
    *,
    language: str,
    week_start: int = 0,
    order: Order | None = None,
) -> Sketchy:
    """The goal that a line sketches, seen from `today`; the title as typed, spaces made single.

    `order` is how the person reads 3/4, where known. Refused: title (empty, too_long); schedule
    (ambiguous, with `candidates`: a tuple of sketches; contradicts; unknown); day (ambiguous_date,
    not_a_date, out_of_range; empty: yearly, but when?); time (not_a_time, too_many); times (empty,
    with `count`: 2x daily, but when?); and as the kinds of schedules refuse.
    """
    line = _read(clean_line(text, LINE_MAX, "title"), language)
    slots = Slots(line.tokens, today, language, order)
    reader = Reader(today, language, week_start, order)
    sketches: dict[Sketchy, None] = {}
    refusals: list[Refused] = []
    without: frozenset[Phrase] = frozenset()
    for _ in range(_READINGS_MAX):
        found = find(line.tokens, slots, language, without)
        try:
            read = _sketches(line, found.phrases, reader)
            sketches |= dict.fromkeys(read)
            in_doubt = _in_doubt(found, len(read))
        except Refused as refused:
            refusals.append(refused)
            in_doubt = found.doubtful if refused.reason is Reason.CONTRADICTS else None
        if in_doubt is None:
            break
        without |= {in_doubt}
    return _only(list(sketches), refusals)


def _in_doubt(found: Found, readings: int) -> Phrase | None:
    """What to read as title next. The day of "24/7 daily", neither first nor last for sure, may be
    no day at all."""
    doubtful = found.doubtful
    if readings > 1 and doubtful and doubtful.says is Says.ON:
        return doubtful
    return found.asked


def _only(sketches: list[Sketchy], refusals: list[Refused]) -> Sketchy:
    """A reading that is refused is none, unless every one is, or it is a question itself."""
    for refused in refusals:
        if not sketches or refused.reason is Reason.AMBIGUOUS_DATE:
            raise refused
    if len(sketches) > 1:
        raise Refused("schedule", Reason.AMBIGUOUS, candidates=tuple(sketches))
    return sketches[0]


def _sketches(line: _Line, phrases: tuple[Phrase, ...], reader: Reader) -> list[Sketchy]:
    found = timings(phrases, reader)
    sketch = Sketchy(
        title=_title(line.tokens, phrases, reader.language),
        tags=line.tags,
        criticality=Criticality.HIGH if line.important else Criticality.NORMAL,
    )
    return [_with(sketch, timing) for timing in found]


def _with(sketch: Sketchy, timing: Timing) -> Sketchy:
    return replace(
        sketch,
        schedule=timing.schedule,
        reminders=timing.reminders,
        start=timing.start,
        target=timing.target,
    )


def _read(text: str, language: str) -> _Line:
    """The words of the line without tags and marks of importance."""
    important = text.startswith("!") and len(text) > 1
    tokens: list[Token] = []
    tags: dict[str, str] = {}
    for word in _words(text.lstrip("!") if important else text):
        if tag := _TAG.fullmatch(word.raw):
            tags.setdefault(fold(tag[1]), tag[1])
        elif _URGENT.fullmatch(word.raw):
            important = True
        else:
            tokens.append(word)
    if len(tokens) > 1 and tokens[-1].key in words_of(language).important:
        tokens.pop()
        important = True
    if len(tags) > TAGS_MAX:
        raise Refused("tags", Reason.TOO_MANY, count=len(tags), limit=TAGS_MAX)
    return _Line(tuple(tokens), tuple(tags.values()), important)


def _words(text: str) -> Iterator[Token]:
    """A quoted piece is one word, in its quotes, with no spelling that any phrase could match."""
    at = 0
    for quoted in _QUOTED.finditer(text):
        yield from map(token, text[at : quoted.start()].split())
        yield Token(quoted[0], "")
        at = quoted.end()
    yield from map(token, text[at:].split())


def _title(tokens: Sequence[Token], phrases: tuple[Phrase, ...], language: str) -> str:
    """What no phrase has taken. A quoted title stands alone without its quotes."""
    taken = {at for phrase in phrases for at in range(phrase.at, phrase.end)}
    joiners = words_of(language).joiners
    left = [
        word
        for at, word in enumerate(tokens)
        if at not in taken and not (word.key in joiners and {at - 1, at + 1} <= taken)
    ]
    quoted = _QUOTED.fullmatch(left[0].raw) if len(left) == 1 else None
    if quoted:
        return clean_title(quoted[quoted.lastindex or 0])
    return clean_title(" ".join(word.raw for word in left).strip(_LOOSE))
