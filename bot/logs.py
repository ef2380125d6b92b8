"""Log lines: ``key=value`` for people or JSON for machines, and never a token or a person's words."""

from __future__ import annotations

import logging
import math
import sys
import time
from collections.abc import Callable, MutableMapping
from typing import Any, Literal

import structlog
from structlog.typing import Processor

from bot.secrets import TokenFilter

MINUTE = 60.0


class Sparingly:
    """For what goes on and on: says when a line may be written, at once and then once a minute."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._next = -math.inf

    def may_speak(self) -> bool:
        """Whether to write a line now; the next one may come in a minute."""
        if self._now() < self._next:
            return False
        self._next = self._now() + MINUTE
        return True


def set_up(style: Literal["text", "json"], token: str) -> None:
    """Send everything to standard error, with the token cut out wherever it shows up."""
    hide = TokenFilter(token)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    render: Processor = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    )
    structlog.configure(
        processors=[*shared, _hiding(hide), render],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.addFilter(hide)
    # Libraries speak at WARNING and above: at INFO some of them write addresses, token and all.
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _hiding(hide: TokenFilter) -> Processor:
    def processor(
        _logger: object, _name: str, event: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        return {
            key: hide.hidden(value) if isinstance(value, str) else value
            for key, value in event.items()
        }

    return processor
