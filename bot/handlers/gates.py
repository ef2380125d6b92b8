"""Nothing is stored for somebody who has not agreed to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from bot.commands import LEADS_TO
from bot.texts.hello import consent_question
from bot.turn import Turn
from bot.view import Reply
from bot.wire import Code

C = TypeVar("C", bound=Code)
Gated = Callable[[Turn, C], Awaitable[Reply]]


def needs_consent(*subjects: str) -> Callable[[Gated[C]], Gated[C]]:
    """Ask the consent question instead, as long as none of the ``subjects`` was agreed to."""

    def gate(handler: Gated[C]) -> Gated[C]:
        @wraps(handler)
        async def gated(turn: Turn, code: C) -> Reply:
            if not turn.me.agreed.isdisjoint(subjects):
                return await handler(turn, code)
            then = next((name for name, leads in LEADS_TO.items() if type(leads) is type(code)), "")
            return ask_consent(turn, then)

        return gated

    return gate


def ask_consent(turn: Turn, then: str = "") -> Reply:
    """The consent question; ``then`` is the command to go on with after a yes."""
    question = consent_question(turn.lang, turn.me.agreed, turn.house.operator, then)
    return Reply(question, fresh=turn.query_id is not None)
