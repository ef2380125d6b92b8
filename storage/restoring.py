"""An export becomes an account again: every row of it, under the same ids where these are free."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.errors import NotFound, Reason, Refused
from domain.written import fold
from storage import alarms, export, newer_rules, people
from storage.copying import last_ids, set_last_id
from storage.exported import Exported, Row
from storage.people import Acquaintance
from storage.ringing import bell_of, key_of
from storage.tables import Person, Template

KEEPS_IDS_TO: Final = 2**40
"""Higher ids are given anew: whoever writes 2**63 into a file must not end everybody's numbering."""

_KEYS: Final[Mapping[str, str]] = {"title_key": "title", "name_key": "name", "label_key": "label"}

Ids = dict[str, dict[int, int]]
"""By table, which id of the file has become which one here."""


def restore(session: Session, clock: Clock, me: Acquaintance, exported: Exported) -> Acquaintance:
    """Take over all of an export. Consents are not among it: they were given to another server.

    Refused(account, taken) for who has anything here already, Refused(file, damaged) for rows that
    contradict each other; then nothing was changed.
    """
    if export.holds(session, clock, me):
        raise Refused("account", Reason.TAKEN)
    try:
        with session.begin_nested():
            _take_over(session, me, exported)
    except (IntegrityError, KeyError):
        raise Refused("file", Reason.DAMAGED) from None
    newer_rules.note_offsets(session, clock)
    alarms.count_anew(session, clock, me.id)
    found = people.find(session, clock, me.telegram_id)
    if found is None:
        raise NotFound("person")
    return found


def _take_over(session: Session, me: Acquaintance, exported: Exported) -> None:
    session.execute(update(Person).where(Person.id == me.id).values(**exported.settings))
    _let_nobody_number(session)
    highest = last_ids(session.connection())
    ids: Ids = {}
    for table in export.tables():
        rows = exported.rows[table.name]
        if rows:
            ids[table.name] = _insert(session, me, table, rows, ids, highest.get(table.name))


def _let_nobody_number(session: Session) -> None:
    """On PostgreSQL somebody else might be given an id that is just being taken over."""
    if session.get_bind().dialect.name == "postgresql":
        names = ", ".join(table.name for table in export.tables())
        session.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _insert(
    session: Session,
    me: Acquaintance,
    table: Table,
    rows: Sequence[Row],
    ids: Ids,
    highest: int | None,
) -> dict[int, int]:
    """Write the rows of one table. Returns what became of their ids, for those that have any."""
    ready = [_completed(session, me, table, row, ids) for row in rows]
    if highest is None:
        session.execute(insert(table), ready)
        return {}
    theirs = [row["id"] for row in rows]
    # An id that was ever given out may stand on a button in somebody's chat.
    if highest < min(theirs) and max(theirs) <= KEEPS_IDS_TO:
        session.execute(insert(table), ready)
        set_last_id(session.connection(), table.name, max(theirs))
        return dict(zip(theirs, theirs, strict=True))
    unnumbered = [{name: row[name] for name in row if name != "id"} for row in ready]
    numbered = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return dict(zip(theirs, session.scalars(numbered, unnumbered), strict=True))


def _completed(
    session: Session, me: Acquaintance, table: Table, row: Row, ids: Ids
) -> dict[str, Any]:
    """A row with its owner, the keys made from its names, and the ids that things have here."""
    made: dict[str, Any] = dict(row)
    for key in table.foreign_keys:
        name, target = key.parent.name, key.column.table.name
        if target == "people":
            made[name] = me.id
        elif row[name] is not None:
            made[name] = ids[target][row[name]]  # KeyError: it names what is not in the file
    made |= {key: fold(row[of]) for key, of in _KEYS.items() if key in table.c}
    if table.name == "reminders":
        made["key"] = key_of(row["what"], bell_of(row))
    if "token" in table.c:
        made["token"] = _free_token(session, row["token"])
    return made


def _free_token(session: Session, token: str) -> str:
    """A link stays as it is unless somebody else's is the same."""
    taken = session.scalar(select(Template.id).where(Template.token == token))
    return token if taken is None else secrets.token_urlsafe(16)
