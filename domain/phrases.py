"""Phrases about time among other words: a closed grammar of patterns that each language lists.

A pattern is words to be found in a row: `a|b` one of several, `a|b?` one of them or nothing,
`<slot>` something read by domain.slots. A phrase found is *sure*, or it counts only where what
stands around it speaks for it: "sun cream" is no Sunday, "yoga sat sun" is a weekend.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

from domain.slots import STRAY, SURE, Slots, Token, Value
from domain.words import Says, words_of

_AFTER_SURE: Final = frozenset({Says.AT, Says.ON})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `at`..`end` (excluded) say something with some values; `doubt` as in domain.slots."""

    at: int
    end: int
    says: Says
    values: tuple[Value, ...] = ()
    doubt: int = SURE
    led: bool = False

    @property
    def place(self) -> tuple[int, int, Says]:
        return self.at, self.end, self.says


class _Part(NamedTuple):
    slot: str
    words: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The phrases of a line; the first that may as well be words of the title, which is a question;
    and the first in any doubt, which is words of the title where all together makes no sense.
    """

    phrases: tuple[Phrase, ...]
    asked: Phrase | None
    doubtful: Phrase | None


def find(tokens: Sequence[Token], slots: Slots, language: str, without: frozenset[Phrase]) -> Found:
    """The longest phrase at each place, from left to right, none of `without` among them."""
    places = {phrase.place for phrase in without}
    options = [
        [phrase for phrase in _options(slots, language, at) if phrase.place not in places]
        for at in range(len(tokens))
    ]
    chosen = _accepted(options)
    phrases: list[Phrase] = []
    at = 0
    while at < len(tokens):
        phrase = chosen[at]
        if phrase:
            phrases.append(phrase)
        at = phrase.end if phrase else at + 1
    doubtful = (phrase for phrase in phrases if phrase.doubt != SURE)
    return Found(tuple(phrases), _asked(phrases, len(tokens)), next(doubtful, None))


def _options(slots: Slots, language: str, at: int) -> list[Phrase]:
    """What may begin at a token, the best first: long before short, sure before doubtful."""
    found = [
        replace(match, says=says)
        for says, pattern in _patterns(language)
        for match in _matches(pattern, slots, Phrase(at, at, says))
    ]
    return sorted(found, key=lambda phrase: (-phrase.end, phrase.doubt))


@cache
def _patterns(language: str) -> tuple[tuple[Says, tuple[_Part, ...]], ...]:
    forms = words_of(language).forms
    return tuple((says, _parts(pattern)) for says in Says for pattern in forms[says])


def _parts(pattern: str) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            slot=part.strip("<>") if part.startswith("<") else "",
            words=frozenset(part.removesuffix("?").split("|")),
            optional=part.endswith("?"),
        )
        for part in pattern.split()
    )


def _matches(parts: tuple[_Part, ...], slots: Slots, so_far: Phrase) -> Iterator[Phrase]:
    """Every way to continue a phrase by the remaining parts."""
    if not parts:
        # A word like "every" makes sure of what alone would be in doubt.
        firmer = so_far.led and so_far.doubt != STRAY
        yield replace(so_far, doubt=max(so_far.doubt - firmer, SURE))
        return
    part, *rest = parts
    for end, values, doubt in slots.read(part.slot, so_far.end) if part.slot else ():
        longer = replace(
            so_far, end=end, values=so_far.values + values, doubt=max(doubt, so_far.doubt)
        )
        yield from _matches(tuple(rest), slots, longer)
    if not part.slot and slots.has(so_far.end, part.words):
        longer = replace(so_far, end=so_far.end + 1, led=so_far.led or not part.optional)
        yield from _matches(tuple(rest), slots, longer)
    if part.optional:
        yield from _matches(tuple(rest), slots, so_far)


def _accepted(options: list[list[Phrase]]) -> list[Phrase | None]:
    """For each token the phrase that begins there; from the right, since what follows decides."""
    count = len(options)
    ends = {phrase.end for each in options for phrase in each if phrase.doubt == SURE}
    chosen: list[Phrase | None] = [None] * (count + 1)
    for at in reversed(range(count)):
        for phrase in options[at]:
            followed = phrase.end == count or chosen[phrase.end] is not None
            if phrase.doubt in (SURE, STRAY) or followed or _stands_alone(phrase, ends):
                chosen[at] = phrase
                break
    return chosen


def _stands_alone(phrase: Phrase, sure_ends: set[int]) -> bool:
    """`at 8` in front of a title, `sat` at the very beginning."""
    if phrase.led and phrase.says in _AFTER_SURE:
        return phrase.at == 0 or phrase.at in sure_ends
    return phrase.at == 0 and phrase.says is Says.WEEKDAY


def _asked(phrases: list[Phrase], count: int) -> Phrase | None:
    ends = {phrase.end for phrase in phrases}
    for phrase in phrases:
        if phrase.doubt == STRAY or (phrase.doubt != SURE and _is_bare(phrase, ends, count)):
            return phrase
    return None


def _is_bare(phrase: Phrase, ends: set[int], count: int) -> bool:
    """One doubtful word at either end of the line, with nothing about time beside it.

    A last word like 3/4 is a day: which day it is may be question enough.
    """
    if phrase.end - phrase.at > 1 or phrase.led or any("/" in str(v) for v in phrase.values):
        return False
    return (phrase.end == count and phrase.at not in ends) or (
        phrase.at == 0 and phrase.says is Says.WEEKDAY
    )
