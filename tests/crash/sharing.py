"""Who dies where: SQLite and PostgreSQL take turns, so that of two neighbours each dies of one."""

import os
from collections.abc import Sequence
from typing import TypeVar

WHOLE = os.environ.get("DAYMARK_CRASH_WHOLE") == "1"
"""On each database every one. It takes twice as long; `make soak` does it."""

T = TypeVar("T")


def shared(every: Sequence[T], database: str, round_: int = 0) -> list[T]:
    """Every second one, another half on each database, and the halves changed from round to round."""
    if WHOLE:
        return list(every)
    turn = database.startswith("postgresql")
    return list(every[(turn + round_) % 2 :: 2])
