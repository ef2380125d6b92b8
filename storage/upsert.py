"""INSERT … ON CONFLICT, which both databases speak and SQLAlchemy spells twice."""

from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Base


def upsert(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An insert into ``table`` that can be told what to do when the row is there already."""
    # Into the table and not the class: the ORM would prepare for objects that nobody asks for.
    rows = cast("Table", table.__table__)
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(rows)
    return sqlite.insert(rows)
