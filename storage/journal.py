"""The journal of acts: what one update changed, written down so that it can be taken back.

While an act is under way the database's triggers (``storage.triggers``) write the rows it changes
into ``act_changes`` as they were before. Use cases know nothing of it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Engine, bindparam, event, text
from sqlalchemy.orm import Session

from domain.clock import Clock
from storage import triggers
from storage.types import Instant

P = ParamSpec("P")
T = TypeVar("T")

_acting: ContextVar[int | None] = ContextVar("acting", default=None)
"""The act under way. Every use case runs in a context of its own, so none can inherit another's."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Whose act it is, and which typed message said it."""

    person_id: int
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a use case gave back. ``act_id`` is None when it changed nothing that can be undone."""

    result: T
    act_id: int | None


def watch(engine: Engine) -> None:
    """Record what is written by an engine. PostgreSQL's triggers are in the database already."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _watch)


def act(
    session: Session,
    clock: Clock,
    doer: Doer,
    shows: Callable[[T], str],
    use_case: Callable[Concatenate[Session, Clock, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Done[T]:
    """Run a use case as one act, in its own transaction. One that changes nothing leaves no act.

    ``shows`` gives, from the result, the address of what the act led to.
    """
    opening = {"person_id": doer.person_id, "message_id": doer.message_id, "now": clock.now()}
    connection, dialect = session.connection(), _dialect(session)  # past the ORM: run at every tap
    act_id: int = connection.scalars(_OPEN[dialect], opening).one()
    with _acting_as(act_id):
        result = use_case(session, clock, *args, **kwargs)
        session.flush()  # what is still to be written is the act's, too
    closing = {"id": act_id, "shows": shows(result)}
    changed = connection.scalar(_CLOSE[dialect], closing) is not None
    if not changed:
        connection.execute(_DISCARD, {"id": act_id})
    return Done(result, act_id if changed else None)


def under_way() -> int | None:
    """The act that the running use case is part of."""
    return _acting.get()


@contextmanager
def lasting(session: Session) -> Iterator[None]:
    """What is done in here is no part of any act: nobody can take it back. It is done wholly or, when
    it raises, not at all."""
    with session.begin_nested(), recorded_as(session, None):
        yield


@contextmanager
def recorded_as(session: Session, act_id: int | None) -> Iterator[None]:
    """What is done in here is part of that act, and of none for None."""
    session.flush()
    outer = _acting.get()
    with _acting_as(act_id):
        _tell(session, act_id)
        yield
        session.flush()
    _tell(session, outer)


@contextmanager
def _acting_as(act_id: int | None) -> Iterator[None]:
    token = _acting.set(act_id)
    try:
        yield
    finally:
        _acting.reset(token)


def _tell(session: Session, act_id: int | None) -> None:
    """PostgreSQL's triggers cannot ask us. What it is told ends with the transaction or savepoint."""
    if _dialect(session) == "postgresql":
        session.execute(_TELL, {"act": "" if act_id is None else str(act_id)})


def _watch(connection: sqlite3.Connection, _record: object) -> None:
    connection.create_function("acting", 0, _acting.get)
    for statement in triggers.on_sqlite():
        connection.execute(statement)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


_NOW = bindparam("now", type_=Instant())
_OPENING = """INSERT INTO acts (person_id, shows, message_id, made_at)
              VALUES (:person_id, '', :message_id, :now) RETURNING id"""
_CLOSING = """UPDATE acts SET shows = :shows
              WHERE id = :id AND EXISTS (SELECT 1 FROM act_changes WHERE act_id = :id)
              RETURNING id"""
_SET = "set_config('daymark.act', {}, true)"

# On PostgreSQL each also tells the triggers, since a statement of its own would be a round trip.
_OPEN = {
    "sqlite": text(_OPENING).bindparams(_NOW),
    "postgresql": text(
        f"WITH opened AS ({_OPENING}) SELECT id, {_SET.format('CAST(id AS text)')} FROM opened"
    ).bindparams(_NOW),
}
_CLOSE = {
    "sqlite": text(_CLOSING),
    "postgresql": text(
        f"""WITH closed AS ({_CLOSING})
            SELECT (SELECT id FROM closed), {_SET.format("''")}"""
    ),
}
_DISCARD = text("DELETE FROM acts WHERE id = :id")
_TELL = text(f"SELECT {_SET.format(':act')}")
