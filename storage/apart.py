"""Apart: what is done for many people is done for each of them, whatever is wrong with one."""

from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session


def apart(session: Session, act: Callable[[], object]) -> bool:
    """Do it whole or not at all. False where it raised: a bug of ours about somebody's rows, which is
    nobody else's trouble."""
    try:
        with session.begin_nested():
            act()
    except SQLAlchemyError:
        raise  # the database is in trouble, and nobody's row
    except Exception:
        return False
    return True
