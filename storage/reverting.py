"""Rows put back as they were, from the images that the journal kept of them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Result, Table, select, text
from sqlalchemy.orm import Session

from domain.errors import Reason, Refused
from storage.tables import Act, ActChange
from storage.triggers import UNDOABLE, references, table_of


@dataclass(frozen=True, slots=True)
class Change:
    """One row that an act changed. ``image`` is the row before as JSON: of an inserted row what
    names it, of an updated one also what was changed of it."""

    id: int
    act_id: int
    thing: str
    table: Table
    op: str
    image: str

    @property
    def columns(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.image)
        return found

    @property
    def is_of_the_thing(self) -> bool:
        """The thing's own row, and not one of those that belong to it."""
        return UNDOABLE[self.table.name][1] == "id"

    @property
    def is_of_a_day(self) -> bool:
        return self.table.name == "entries"

    @property
    def is_an_answer(self) -> bool:
        """It moved a day of a goal, or only whether the goal is complete, which follows from its days."""
        match self.table.name, self.op:
            case "entries", "I" | "U":
                return True
            case "goals", "U":
                return self.columns.keys() <= {"id", "completed_at"}
            case _:
                return False

    def refers_to(self) -> Iterator[str]:
        """The things it names: a goal's tag, the goal that is paused."""
        columns = self.columns
        for name, target in references(self.table).items():
            if columns.get(name) is not None:
                yield f"{UNDOABLE[target][0]}:{columns[name]}"


def changes_of(session: Session, *which: ColumnElement[bool]) -> list[Change]:
    """What acts changed, in the order in which it happened."""
    wanted = (
        ActChange.id,
        ActChange.act_id,
        ActChange.thing,
        ActChange.table_name,
        ActChange.op,
        ActChange.image,
    )
    query = select(*wanted).join(Act, Act.id == ActChange.act_id).where(*which)
    return [
        Change(id, act_id, thing, table_of(name), op, image)
        for id, act_id, thing, name, op, image in session.execute(query.order_by(ActChange.id))
    ]


def revert(session: Session, change: Change) -> None:
    """Put one row back. Raises Refused when it was deleted for good meanwhile."""
    match change.op:
        case "I":
            _clear_what_refers(session, change)
            _delete(session, change)
        case "U":
            _put_back(session, change)
        case "D":
            _clear_the_place(session, change)
            _insert(session, change)


def _delete(session: Session, change: Change) -> None:
    keys = change.table.primary_key.columns.keys()
    _carry_out(session, change, f"DELETE FROM {change.table.name} WHERE {_same(keys)}")


def _put_back(session: Session, change: Change) -> None:
    keys = change.table.primary_key.columns.keys()
    columns = [name for name in _known(change) if name not in keys]
    done = _carry_out(
        session,
        change,
        f"UPDATE {change.table.name} SET ({_listed(columns)}) = "
        f"(SELECT {_listed(columns)} FROM image) WHERE {_same(keys)} RETURNING 1",
    )
    if done.first() is None:  # deleted for good meanwhile, by no act
        raise Refused("act", Reason.LATER)


def _insert(session: Session, change: Change) -> None:
    columns = _listed(_known(change))
    _carry_out(
        session,
        change,
        f"INSERT INTO {change.table.name} ({columns}) SELECT {columns} FROM image",
    )


def _clear_what_refers(session: Session, change: Change) -> None:
    """What hangs on a row that will be gone, and was made by no act, such as the open entries that
    came of looking at a day. An act's would have been refused or reverted before."""
    for name in UNDOABLE:
        for column, target in references(table_of(name)).items():
            if target == change.table.name:
                condition = f"{column} = (SELECT id FROM image)"
                _carry_out(session, change, f"DELETE FROM {name} WHERE {condition}")


def _clear_the_place(session: Session, change: Change) -> None:
    """A day that was forgotten may have been opened again since, by no act: the row that comes back
    takes its place. Of whole things, with names, each is worth as much as the other; theirs are the
    indexes of some rows only."""
    if change.is_of_the_thing:
        return
    for index in change.table.indexes:
        if index.unique and index.dialect_options["sqlite"]["where"] is None:
            condition = _same(str(column.name) for column in index.columns)
            _carry_out(session, change, f"DELETE FROM {change.table.name} WHERE {condition}")


def _carry_out(session: Session, change: Change, statement: str) -> Result[Any]:
    """Run a statement that reads the row before from ``image``. Its values go from JSON to column
    inside the database, which wrote them: nothing can get lost on a way through Python."""
    columns = _known(change)
    if session.get_bind().dialect.name == "postgresql":
        row = f"json_populate_record(CAST(NULL AS {change.table.name}), CAST(:image AS json))"
        image = f"SELECT {_listed(columns)} FROM {row}"
    else:
        image = "SELECT " + ", ".join(
            f"json_extract(:image, '$.{name}') AS \"{name}\"" for name in columns
        )
    return session.execute(text(f"WITH image AS ({image}) {statement}"), {"image": change.image})


def _known(change: Change) -> list[str]:
    """The columns of an image that the table has: a later version may have dropped one."""
    columns = change.columns
    return [column.name for column in change.table.columns if column.name in columns]


def _same(columns: Iterable[str]) -> str:
    """The condition that a row is the image's, by these columns."""
    names = _listed(columns)
    return f"({names}) = (SELECT {names} FROM image)"


def _listed(columns: Iterable[str]) -> str:
    """Quoted: ``day`` and ``value`` are words of SQL, too."""
    return ", ".join(f'"{name}"' for name in columns)
