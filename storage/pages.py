"""Lists in pages, as every list in the chat is shown."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")


def page_of(
    session: Session, query: Select[T], number: int, size: int
) -> tuple[Sequence[T], int, int]:
    """The rows of one page, its number from 0 moved into range, and how many pages there are."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // size))
    number = min(max(number, 0), pages - 1)
    return session.scalars(query.offset(number * size).limit(size)).all(), number, pages
