"""How often a database that is busy is asked again."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError, OperationalError
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from storage.errors import Busy

T = TypeVar("T")


def patiently(attempt: Callable[[], T]) -> T:
    """Three tries, a little apart and never in step with another process; then Busy.

    A deadlock is nobody's fault, and after a lost uniqueness race the next try sees the winner's row.
    """
    try:
        result: T = _tries()(attempt)
    except OperationalError as error:
        raise Busy(str(error.orig)) from error
    return result


def _tries() -> Retrying:
    return Retrying(
        retry=retry_if_exception_type((OperationalError, IntegrityError)),
        stop=stop_after_attempt(3),
        wait=wait_random_exponential(multiplier=0.05, max=1),
        reraise=True,
    )
