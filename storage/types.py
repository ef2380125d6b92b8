"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Integer
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)

Key = BigInteger().with_variant(Integer, "sqlite")
"""Surrogate keys: SQLite numbers rows by itself only in a column that is INTEGER to the letter."""


class Instant(TypeDecorator[datetime]):
    """A moment, kept as microseconds since 1970 in UTC.

    SQLite would drop the zone of a date-time in silence; an integer has none to lose, sorts and
    indexes alike on both databases. A naive value is a bug of ours and is refused.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone; read it from the Clock")
        return (value - EPOCH) // _TICK

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)
