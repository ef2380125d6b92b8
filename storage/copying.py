"""Whole databases: every row and the numbering, from one moment of one into another."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, insert, inspect, select, table, text

from storage.errors import DatabaseUnusable
from storage.tables import Base

CHUNK = 1000
"""Rows in memory at once: years of a practice's entries need not fit."""


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every table into empty ones of the same revision, and go on numbering where it stood.

    Raises DatabaseUnusable when not as many rows arrived as were there.
    """
    for each in Base.metadata.sorted_tables:
        found = source.execute(select(each).execution_options(yield_per=CHUNK))
        for chunk in found.mappings().partitions():
            target.execute(insert(each), [dict(row) for row in chunk])
    for name, last in last_ids(source).items():
        set_last_id(target, name, last)
    check_counts(counts(source), counts(target))


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has, whatever revision the database is of."""
    return {
        name: connection.scalars(select(func.count()).select_from(table(name))).one()
        for name in inspect(connection).get_table_names()
    }


def check_counts(wanted: Mapping[str, int], found: Mapping[str, int]) -> None:
    if wanted != found:
        raise DatabaseUnusable(f"The copy is not complete: {found} rows instead of {wanted}.")


def holds_anything(connection: Connection) -> bool:
    """Whether there is a row of anybody's."""
    return any(number for name, number in counts(connection).items() if name != "alembic_version")


def last_ids(connection: Connection) -> dict[str, int]:
    """By table, the highest id ever given, which may be that of a row long deleted."""
    names = [
        each.name for each in Base.metadata.sorted_tables if each.autoincrement_column is not None
    ]
    return {name: _last_id(connection, name) for name in names}


_LAST_ID = {
    "sqlite": text("SELECT seq FROM sqlite_sequence WHERE name = :name"),
    "postgresql": text(
        "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(:name, 'id') AS regclass))"
    ),
}


def _last_id(connection: Connection, name: str) -> int:
    return connection.scalar(_LAST_ID[connection.dialect.name], {"name": name}) or 0


def set_last_id(connection: Connection, name: str, last: int) -> None:
    """Never lowers it: on PostgreSQL a rolled back transaction would leave it lowered, and the ids
    of rows that are still there would be given out again."""
    values = {"name": name, "last": max(last, _last_id(connection, name))}
    if values["last"] == 0:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"), values
        )
        return
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
    connection.execute(
        text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values
    )
