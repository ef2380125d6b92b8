"""What a button means to look back on, which anybody can have made up."""

from __future__ import annotations

from bot.codes.stats import ENERGY, MOOD
from bot.turn import Turn
from bot.wire import Word
from domain.errors import NotFound
from domain.ranges import RANGE_MAX, checked
from domain.spans import Span
from storage import looks
from storage.looks import Look, Subject


async def looked(turn: Turn, of: Word, span: Span, limit: int = RANGE_MAX) -> Look:
    """The span of what ``of`` names. Raises NotFound for a scale there is not, Refused for a span that
    ends before it begins or has more than ``limit`` days."""
    checked(span.first, span.last, limit)
    return await turn.look(looks.look, turn.me, await subject_of(turn, of), span)


async def subject_of(turn: Turn, of: Word) -> Subject:
    if of == MOOD:
        return looks.MOOD
    if of == ENERGY:
        return looks.ENERGY
    if not of.isdecimal():
        raise NotFound("scale")
    return await turn.look(looks.scale, turn.me, int(of))
