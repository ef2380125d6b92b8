"""How often a database that is busy is asked again."""

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential


def patiently(*errors: type[Exception]) -> Retrying:
    """Three tries in all, a little apart and never in step with another process; then the error."""
    return Retrying(
        retry=retry_if_exception_type(errors),
        stop=stop_after_attempt(3),
        wait=wait_random_exponential(multiplier=0.05, max=1),
        reraise=True,
    )
