"""After a crash: what was decided is shown again, what was not is handled now."""

from __future__ import annotations

import structlog

from bot.answering import decide, deliver
from bot.router import reply_to
from bot.turn import Turn
from bot.wire import Unreadable, decode

log = structlog.get_logger()


async def show_again(turn: Turn, shows: str | None) -> None:
    """Answer an update that took effect in an earlier life of the process: look, change nothing."""
    try:
        code = decode(shows or "")
    except Unreadable:
        # An address is as long-lived as its family; after a downgrade there may be none.
        log.warning("a recovered update names nothing to show")
        return
    await deliver(turn, await decide(turn, lambda turn: reply_to(turn, code)))
