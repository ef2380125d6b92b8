"""How a database means to find what a use case asks it for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

from storage.engine import is_postgres, parse_url

Asked = tuple[str, Any]


@contextmanager
def heard() -> Iterator[list[Asked]]:
    """What is selected meanwhile, with its values, over any connection."""
    asked: list[Asked] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def plans_of(url: str, look: Callable[[], object]) -> list[str]:
    """For each statement of a look, in their order, how the database would carry it out."""
    with heard() as asked:
        look()
    postgres = is_postgres(parse_url(url))
    explain = "EXPLAIN " if postgres else "EXPLAIN QUERY PLAN "
    engine = create_engine(parse_url(url), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if postgres:
            # As the server does by itself after a while; and the tables of a test are so small that
            # reading all of them would be the best plan there is.
            for statement in (
                "VACUUM ANALYZE",
                *(f"SET enable_{way} = off" for way in ("seqscan", "bitmapscan")),
            ):
                connection.execute(text(statement))
        return [
            "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + one, values))
            for one, values in asked
        ]


def finds_all_in(plan: str, *indexes: str) -> bool:
    """Whether a plan reads these indexes alone, and no row of a table."""
    words = ("USING COVERING INDEX", "Index Only Scan using")
    found = [line.strip() for line in plan.splitlines() if "SEARCH" in line or "Scan" in line]
    return len(found) == len(indexes) and all(
        any(f"{word} {index} " in f"{line} " for word in words for line in found)
        for index in indexes
    )
