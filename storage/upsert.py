"""INSERT … ON CONFLICT, which both databases speak and SQLAlchemy spells twice."""

from functools import cache
from typing import cast

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Base


def upsert(
    session: Session, table: type[Base], keys: tuple[str, ...], renewed: tuple[str, ...] = ()
) -> Insert:
    """An insert into ``table``, to be executed with one row or a list of rows.

    Where a row with the same ``keys`` is there already, its ``renewed`` columns take the new values;
    without any, it stays as it is.
    """
    return _made(session.get_bind().dialect.name, table, keys, renewed)


@cache
def _made(
    dialect: str, table: type[Base], keys: tuple[str, ...], renewed: tuple[str, ...]
) -> Insert:
    """Kept: made anew for each tick it cost as much as all the tick's other statements."""
    # Into the table and not the class: the ORM would prepare for objects that nobody asks for.
    rows = cast("Table", table.__table__)
    new = postgresql.insert(rows) if dialect == "postgresql" else sqlite.insert(rows)
    if not renewed:
        return new.on_conflict_do_nothing(index_elements=keys)
    return new.on_conflict_do_update(
        index_elements=keys, set_={name: new.excluded[name] for name in renewed}
    )
