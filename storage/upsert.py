"""INSERT … ON CONFLICT, which both databases speak and SQLAlchemy spells twice."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Base


def upsert(session: Session, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An insert into ``table`` that can be told what to do when the row is there already."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
