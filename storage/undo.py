"""Taking an act back: every row it changed is again as it was before.

The journal (``storage.journal``) kept the rows; here they are put back, last change first, unless
something later stands on them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Result, Table, delete, func, or_, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound, Reason, Refused
from storage.drafts import forget_about
from storage.journal import lasting, under_way
from storage.people import Acquaintance
from storage.tables import Act, ActChange
from storage.triggers import UNDOABLE, references, table_of

KEPT = 20
"""So many acts of a person can be taken back, and none that is older than ``KEPT_FOR``."""

KEPT_FOR = timedelta(days=30)
"""No longer than the bins keep: an act of a goal never outlives the goal."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An act that can be taken back. ``shows`` is the address of what it led to."""

    id: int
    shows: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An act that is gone. ``of_me``: it had changed the person themselves, who have to be looked up
    anew. What ``shows`` names may be gone with it."""

    id: int
    shows: str
    made_at: datetime
    of_me: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """One row that an act changed. ``image`` is the row before as JSON: of an inserted row what
    names it, of an updated one also what was changed of it."""

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

    def refers_to(self) -> Iterator[str]:
        """The things it names: a goal's tag, the goal that is paused."""
        columns = self.columns
        for name, target in references(self.table).items():
            if columns.get(name) is not None:
                yield f"{UNDOABLE[target][0]}:{columns[name]}"


def last(session: Session, clock: Clock, me: Acquaintance) -> Standing | None:
    """The latest act that can be taken back."""
    return next(iter(_standing(session, clock, me)), None)


def of_message(session: Session, clock: Clock, me: Acquaintance, message_id: int) -> int | None:
    """The latest act that a typed message led to, while it can be taken back."""
    said = set(
        session.scalars(select(Act.id).where(Act.person_id == me.id, Act.message_id == message_id))
    )
    return next((one.id for one in _standing(session, clock, me) if one.id in said), None)


def take_back(
    session: Session, clock: Clock, me: Acquaintance, act_id: int | None = None
) -> TakenBack:
    """Undo an act, by default the latest, as if it had never been. This is itself no act.

    Raises NotFound for one that is taken back already, too old, or another person's; Refused with
    LATER when a later act stands on what it did, with TAKEN when a name it gives back is in use.
    """
    act = _pick(session, clock, me, act_id)
    changes = _changes(session, Act.id == act.id)
    _refuse_later(changes, _changes(session, Act.person_id == me.id, Act.id > act.id))
    try:
        with lasting(session):
            for change in reversed(changes):
                _revert(session, change)
            session.execute(delete(ActChange).where(ActChange.act_id == act.id))
            session.execute(delete(Act).where(Act.id == act.id))
    except IntegrityError as error:
        raise Refused("act", Reason.TAKEN if _is_of_a_name(error) else Reason.LATER) from error
    session.expire_all()  # what was loaded before is no longer so
    _forget_drafts(session, me, changes)
    of_me = any(change.table.name == "people" for change in changes)
    return TakenBack(act.id, act.shows, act.made_at, of_me)


def tidy(session: Session, clock: Clock) -> None:
    """Forget what can no longer be taken back, with the words that it kept."""
    newest_first = func.row_number().over(partition_by=Act.person_id, order_by=Act.id.desc())
    ranked = select(Act.id, Act.made_at, newest_first.label("place")).subquery()
    over = select(ranked.c.id).where(
        or_(ranked.c.place > KEPT, ranked.c.made_at < clock.now() - KEPT_FOR)
    )
    session.execute(delete(ActChange).where(ActChange.act_id.in_(over)))
    session.execute(delete(Act).where(Act.id.in_(over)))


def _standing(session: Session, clock: Clock, me: Acquaintance) -> list[Standing]:
    """Latest first, without the act that asks."""
    kept = (
        Act.person_id == me.id,
        Act.made_at >= clock.now() - KEPT_FOR,
        Act.id != (under_way() or 0),
    )
    rows = session.execute(
        select(Act.id, Act.shows, Act.made_at).where(*kept).order_by(Act.id.desc()).limit(KEPT)
    )
    return [Standing(*row) for row in rows]


def _pick(session: Session, clock: Clock, me: Acquaintance, act_id: int | None) -> Standing:
    for one in _standing(session, clock, me):
        if act_id in (None, one.id):
            # Whoever takes it back at this moment, too, waits here and then finds it gone.
            if session.scalar(select(Act.id).where(Act.id == one.id).with_for_update()):
                return one
            break
    raise NotFound("act")


def _changes(session: Session, *which: ColumnElement[bool]) -> list[_Change]:
    query = (
        select(ActChange.thing, ActChange.table_name, ActChange.op, ActChange.image)
        .join(Act, Act.id == ActChange.act_id)
        .where(*which)
        .order_by(ActChange.id)
    )
    return [
        _Change(thing, table_of(name), op, image)
        for thing, name, op, image in session.execute(query)
    ]


def _refuse_later(changes: Iterable[_Change], later: Iterable[_Change]) -> None:
    """Refuse to pull something away from under a later act: the same thing was changed again, or what
    was made then is named now. What was named then and is gone now, the database itself refuses."""
    touched: set[str] = set()
    made: set[str] = set()
    for change in changes:
        touched.add(change.thing)
        if change.op == "I" and change.is_of_the_thing:
            made.add(change.thing)
    for change in later:
        if change.thing in touched or not made.isdisjoint(change.refers_to()):
            raise Refused("act", Reason.LATER)


def _revert(session: Session, change: _Change) -> None:
    match change.op:
        case "I":
            _clear_what_refers(session, change)
            _delete(session, change)
        case "U":
            _put_back(session, change)
        case "D":
            _clear_the_place(session, change)
            _insert(session, change)


def _delete(session: Session, change: _Change) -> None:
    keys = change.table.primary_key.columns.keys()
    _carry_out(session, change, f"DELETE FROM {change.table.name} WHERE {_same(keys)}")


def _put_back(session: Session, change: _Change) -> None:
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


def _insert(session: Session, change: _Change) -> None:
    columns = _listed(_known(change))
    _carry_out(
        session,
        change,
        f"INSERT INTO {change.table.name} ({columns}) SELECT {columns} FROM image",
    )


def _clear_what_refers(session: Session, change: _Change) -> None:
    """What hangs on a row that will be gone, and was made by no act, such as the open entries that
    came of looking at a day. An act's would have been refused or reverted before."""
    for name in UNDOABLE:
        for column, target in references(table_of(name)).items():
            if target == change.table.name:
                condition = f"{column} = (SELECT id FROM image)"
                _carry_out(session, change, f"DELETE FROM {name} WHERE {condition}")


def _clear_the_place(session: Session, change: _Change) -> None:
    """A day that was forgotten may have been opened again since, by no act: the row that comes back
    takes its place. Of whole things, with names, each is worth as much as the other."""
    if change.is_of_the_thing:
        return
    for index in change.table.indexes:
        if index.unique:
            condition = _same(str(column.name) for column in index.columns)
            _carry_out(session, change, f"DELETE FROM {change.table.name} WHERE {condition}")


def _carry_out(session: Session, change: _Change, statement: str) -> Result[Any]:
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


def _known(change: _Change) -> list[str]:
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


def _is_of_a_name(error: IntegrityError) -> bool:
    """Whether a row that came back met one with the same name, and not a reference to nothing."""
    unique = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "23505"}
    names = {getattr(error.orig, name, None) for name in ("sqlite_errorname", "sqlstate")}
    return not unique.isdisjoint(names)


def _forget_drafts(session: Session, me: Acquaintance, changes: Iterable[_Change]) -> None:
    """Nothing of what is gone may outlive it in a half-said sentence."""
    for change in changes:
        if change.op == "I" and change.is_of_the_thing:
            kind, _, number = change.thing.partition(":")
            forget_about(session, me, kind, int(number))
