"""Baseline: the same two questions in the drivers' own SQL, their rows just fetched."""

import sqlite3
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy.engine import make_url

from domain.spans import Span
from storage.engine import is_postgres, parse_url
from tests.bench.ten_years import SOMEBODY

_OF_THEM = (
    " WHERE m.person_id = {mark} AND m.deleted_at IS NULL AND m.day BETWEEN {mark} AND {mark}"
)
_COUNTS = (
    f"SELECT day, label, level, pleasant, count(*) FROM mood_logs m{_OF_THEM}"
    " GROUP BY day, label, level, pleasant"
)
_REASONS = (
    "SELECT day, label, level, pleasant, reason, count(*) FROM mood_logs m"
    " JOIN mood_reasons r ON r.mood_id = m.id AND r.person_id = m.person_id"
    f"{_OF_THEM} GROUP BY day, label, level, pleasant, reason"
)


class Driver(Protocol):
    """As much of a driver's connection as is used."""

    def execute(self, query: str, values: Sequence[Any], /) -> Any:  # noqa: ANN401 - a cursor
        """Its rows are to be fetched."""

    def close(self) -> None:
        """Let go of the database."""


class RawStatistics:
    """One connection, and nothing made of the rows."""

    def __init__(self, url: str) -> None:
        self._driver, mark = _connect(url)
        self._counts, self._reasons = (each.format(mark=mark) for each in (_COUNTS, _REASONS))

    def count(self, span: Span) -> int:
        """How many logs were counted."""
        values = (SOMEBODY, str(span.first), str(span.last))
        counts = self._driver.execute(self._counts, values).fetchall()
        self._driver.execute(self._reasons, values).fetchall()
        return sum(row[4] for row in counts)

    def close(self) -> None:
        """Let go of the database."""
        self._driver.close()


def _connect(url: str) -> tuple[Driver, str]:
    if not is_postgres(parse_url(url)):
        return sqlite3.connect(str(make_url(url).database)), "?"
    import psycopg

    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True), "%s"
