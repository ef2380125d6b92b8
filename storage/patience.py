"""How often a database that is busy is asked again."""

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError, OperationalError
from tenacity import (
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)

from storage.errors import Busy

T = TypeVar("T")

LONG_SECONDS = 4.0
"""After so long no further try is made: each waits five seconds for a lock, and a person who tapped
would hear nothing for a quarter of a minute."""


def patiently(attempt: Callable[[], T]) -> T:
    """Three tries, fewer if they take long, never in step with another process; then Busy.

    A deadlock is nobody's fault, and after a lost uniqueness race the next try sees the winner's row.
    """
    try:
        result: T = _tries()(attempt)
    except OperationalError as error:
        if is_trouble(error):
            raise Busy(str(error.orig)) from error
        raise
    return result


def is_trouble(error: Exception) -> bool:
    """Whether the database failed, and not just this statement: SQLite calls a statement it cannot
    carry out (SQLITE_ERROR) operational too, and one such use case would fail its whole group."""
    if not isinstance(error, OperationalError):
        return False
    return getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR


def _tries() -> Retrying:
    return Retrying(
        retry=retry_if_exception_type((OperationalError, IntegrityError)),
        stop=stop_after_attempt(3) | stop_after_delay(LONG_SECONDS),
        wait=wait_random_exponential(multiplier=0.05, max=1),
        reraise=True,
    )
