"""Apart: what is done for many people is done for each of them, whatever is wrong with one."""

from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

log = structlog.get_logger()


def apart(session: Session, act: Callable[[], object], about: str | None = None) -> bool:
    """Do it whole or not at all. False where it raised: a bug of ours about somebody's rows, which is
    nobody else's trouble. With ``about``, which names a row and nothing of anybody's, the log says so:
    otherwise the one whose row it is would be the only one to notice, and by silence."""
    try:
        with session.begin_nested():
            act()
    except SQLAlchemyError:
        raise  # the database is in trouble, and nobody's row
    except Exception as error:
        if about is not None:
            log.error("a row could not be dealt with", about=about, kind=type(error).__name__)
        return False
    return True
