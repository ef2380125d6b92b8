"""Everything of a person's, to take along: nothing is lost on the way, ids included.

What is in an export is read from the tables themselves, so that a new column cannot be forgotten: it
is in, or in ``LEFT_OUT`` with the reason why not. ``docs/export.md`` explains every column.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage.people import Acquaintance
from storage.tables import Base, Consent, Goal, Person

FORMAT: Final = "daymark"
VERSION: Final = 1
"""Raised when a reader of before would misunderstand what is written now."""

LEFT_OUT: Final[Mapping[str, str]] = {
    "acts": "how to undo the last things; it ends by itself within 30 days",
    "act_changes": "as acts",
    "alarms": "when reminders go off next; counted anew",
    "day_cards": "a place in a chat, of no use in another",
    "drafts": "half said; it ends by itself within 30 days",
    "findings": "what was worked out from the rest; counted anew",
    "erased": "of those who are gone, and of nobody else",
    "leases": "which process does what, and nothing of anybody's",
    "zone_offsets": "what the clocks of zones show, and nothing of anybody's",
    "inbox": "what has just arrived, until it is answered",
    "outbox": "what was said or is to be said unasked; it ends by itself within days",
    "people.id": "a number of this server's",
    "person_id": "everything in the file is the person's",
    "title_key": "made from the title again",
    "name_key": "made from the name again",
    "label_key": "made from the label again",
    "reminders.key": "made from its times again",
    "people.tz_version": "how its alarms were counted, which are counted anew",
}
"""What is not in an export, by table, column, or a table's column, and why."""

OF_THE_ACCOUNT: Final = ("telegram_id", "chat_id", "joined_at", "blocked_at", "erase_at")
"""Columns of ``people`` that belong to this server, as consents do: they are never imported."""

RENAMED: Final[Mapping[str, str]] = {"entries.id": "goalTrackId"}

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Export:
    """A person as plain JSON values. ``rows`` are by table, in the order in which one table's rows
    may name those of another."""

    made_at: str
    account: Plain
    settings: Plain
    rows: Mapping[str, Sequence[Plain]]

    def as_json(self) -> bytes:
        """The file: one row a line, so that it can be read and compared."""
        head = {"format": FORMAT, "version": VERSION, "made_at": self.made_at}
        parts = [f"{_dumped(key)}: {_dumped(value)}" for key, value in head.items()]
        parts += [f'"account": {_dumped(self.account)}', f'"settings": {_dumped(self.settings)}']
        parts += [f"{_dumped(name)}: [{_listed(rows)}]" for name, rows in self.rows.items()]
        return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def everything(session: Session, clock: Clock, me: Acquaintance) -> Export:
    """All there is of a person, as of one moment."""
    (person,) = _rows(session, _table(Person), _table(Person).c.id == me.id)
    consents = _rows(session, _table(Consent), _table(Consent).c.person_id == me.id)
    account = {name: person.pop(name) for name in OF_THE_ACCOUNT}
    return Export(
        made_at=clock.now().isoformat(),
        account={**account, "consents": list(consents)},
        settings=person,
        rows={table.name: list(_rows(session, table, of(table, me.id))) for table in tables()},
    )


def holds(session: Session, clock: Clock, me: Acquaintance) -> dict[str, int]:
    """How many rows there are of a person, by table; those of none are left out."""
    counts = {
        table.name: session.scalar(select(func.count()).select_from(table).where(of(table, me.id)))
        for table in tables()
    }
    return {name: count for name, count in counts.items() if count}


def tables() -> list[Table]:
    """The tables whose rows are in an export, those first that others name."""
    apart = {Person.__tablename__, Consent.__tablename__}
    every = Base.metadata.sorted_tables
    return [table for table in every if table.name not in LEFT_OUT and table.name not in apart]


def columns(table: Table) -> dict[str, Column[Any]]:
    """The columns of a table that are in an export, by the names they have there."""
    return {
        RENAMED.get(f"{table.name}.{column.name}", column.name): column
        for column in table.columns
        if column.name not in LEFT_OUT and f"{table.name}.{column.name}" not in LEFT_OUT
    }


def of(table: Table, person_id: int) -> ColumnElement[bool]:
    """The rows of one person; what has no owner written to it belongs to its goal's."""
    if "person_id" in table.c:
        return table.c.person_id == person_id
    return table.c.goal_id.in_(select(Goal.id).where(Goal.person_id == person_id))


def _rows(session: Session, table: Table, which: ColumnElement[bool]) -> Iterator[Plain]:
    named = columns(table)
    found = session.execute(
        select(*named.values()).where(which).order_by(*table.primary_key.columns)
    )
    for row in found:
        yield {name: _plain(value) for name, value in zip(named, row, strict=True)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _table(kind: type[Base]) -> Table:
    return Base.metadata.tables[kind.__tablename__]


def _listed(rows: Sequence[Plain]) -> str:
    return ",".join(f"\n  {_dumped(row)}" for row in rows) + ("\n" if rows else "")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
