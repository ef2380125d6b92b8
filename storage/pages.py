"""Lists in pages, as every list in the chat is shown."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")
S = TypeVar("S", bound=Select[*tuple[Any, ...]])


def page_of(
    session: Session, query: Select[T], number: int, size: int
) -> tuple[Sequence[T], int, int]:
    """The rows of one page, its number from 0 moved into range, and how many pages there are."""
    page, number, pages = leaf(session, query, number, size)
    return session.scalars(page).all(), number, pages


def leaf(session: Session, query: S, number: int, size: int) -> tuple[S, int, int]:
    """The query for one page of what a query finds, whatever its columns, and numbers as `page_of`."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // size))
    number = min(max(number, 0), pages - 1)
    return query.offset(number * size).limit(size), number, pages
