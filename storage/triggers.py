"""The triggers that write down what a row was before an act changed it.

They are made from the tables themselves, so that a new column cannot be forgotten. On SQLite they are
temporary and belong to the connection that writes, on PostgreSQL they stay in the database.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from sqlalchemy import Connection, Table, text

from storage.tables import Base

UNDOABLE: dict[str, tuple[str, str]] = {
    "people": ("person", "id"),
    "goals": ("goal", "id"),
    "schedule_versions": ("goal", "goal_id"),
    "entries": ("goal", "goal_id"),
    "reminders": ("goal", "goal_id"),
    "goal_tags": ("goal", "goal_id"),
    "mood_logs": ("mood", "id"),
    "mood_reasons": ("mood", "mood_id"),
    "scale_values": ("mood", "mood_id"),
    "mood_labels": ("label", "id"),
    "scales": ("scale", "id"),
    "tags": ("tag", "id"),
    "pauses": ("pause", "id"),
    "templates": ("template", "id"),
}
"""Whose rows are recorded, and as changes of what: a kind of thing, and the column with its id. A
reminder of no goal is one of the person's settings."""

NEVER_UNDONE = frozenset(
    {
        "consents",
        "drafts",
        "inbox",
        "day_cards",
        "acts",
        "act_changes",
        "erased",
        "alarms",
        "outbox",
        "leases",
        "zone_offsets",
        "findings",
    }
)
"""A yes or a no stands until the person says otherwise; the others are no deeds of a person's."""


def table_of(name: str) -> Table:
    return Base.metadata.tables[name]


def references(table: Table) -> dict[str, str]:
    """The columns that name another undoable row, with the table it is in. That every row is
    somebody's tells nothing: nobody's acts meet another's rows."""
    return {
        key.parent.name: key.column.table.name
        for key in table.foreign_keys
        if key.column.table.name in UNDOABLE and key.column.table.name != "people"
    }


def landmarks(table: Table) -> list[str]:
    """The columns that every image has: which row it is, and what it belongs to."""
    keys = [column.name for column in table.primary_key]
    return sorted({*keys, *references(table)}, key=keys.__contains__, reverse=True)


def on_sqlite() -> Iterator[str]:
    """Temporary triggers: none is in the file, so any program can write to it, and no migration has
    to remake them. ``acting()`` is a function that the connection brings along."""
    for name in UNDOABLE:
        table = table_of(name)
        changed = " OR ".join(f'OLD."{one.name}" IS NOT NEW."{one.name}"' for one in table.columns)
        yield _temporary(table, "INSERT", "NEW", "", _object(landmarks(table), "NEW"))
        yield _temporary(table, "UPDATE", "OLD", f" AND ({changed})", _what_changed(table))
        yield _temporary(table, "DELETE", "OLD", "", _object(table.columns.keys(), "OLD"))


def install(connection: Connection) -> None:
    """Make PostgreSQL's triggers, unless they are there as this version wants them: remaking them
    would wait for everybody who writes, at every start."""
    wanted = [_FUNCTION, *_permanent()]
    fingerprint = sha256("\n".join(wanted).encode()).hexdigest()
    if connection.scalar(_FINGERPRINT) == fingerprint:
        return
    for statement in (*wanted, f"COMMENT ON FUNCTION record_change() IS '{fingerprint}'"):
        connection.exec_driver_sql(statement)


def _temporary(table: Table, event: str, row: str, condition: str, image: str) -> str:
    kind, of = UNDOABLE[table.name]
    return f"""
        CREATE TEMP TRIGGER {table.name}_{event.lower()} AFTER {event} ON main.{table.name}
        WHEN acting() IS NOT NULL{condition}
        BEGIN
            INSERT INTO act_changes (act_id, thing, table_name, op, image)
            VALUES (acting(), {_thing(table, kind, of, row)}, '{table.name}', '{event[0]}', {image});
        END"""


def _thing(table: Table, kind: str, of: str, row: str) -> str:
    thing = f"""'{kind}:' || {row}."{of}\""""
    return f"coalesce({thing}, 'person:' || {row}.person_id)" if table.c[of].nullable else thing


def _object(names: Iterable[str], row: str) -> str:
    return f"json_object({', '.join(_pair(name, row) for name in names)})"


def _what_changed(table: Table) -> str:
    """Only that: what changed meanwhile without an act must survive the act's being taken back."""
    marks = landmarks(table)
    rest = [name for name in table.columns.keys() if name not in marks]  # noqa: SIM118
    dropped = (f"""iif(OLD."{name}" IS NEW."{name}", '$.{name}', '$._')""" for name in rest)
    whole = _object([*marks, *rest], "OLD")
    return f"json_remove({', '.join([whole, *dropped])})" if rest else whole


def _pair(name: str, row: str) -> str:
    return f"""'{name}', {row}."{name}\""""


def _permanent() -> Iterator[str]:
    for name, (kind, of) in UNDOABLE.items():
        yield f"DROP TRIGGER IF EXISTS record_change ON {name}"
        yield f"""
            CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON {name} FOR EACH ROW
            WHEN (current_setting('daymark.act', true) <> '')
            EXECUTE FUNCTION record_change('{kind}', '{of}', '{" ".join(landmarks(table_of(name)))}')
        """


# As json and not as jsonb, which would tidy up what an image has to give back as it was.
_FUNCTION = """
CREATE OR REPLACE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    landmarks text[] := string_to_array(TG_ARGV[2], ' ');
    before json;
    after json;
BEGIN
    IF TG_OP = 'INSERT' THEN
        before := row_to_json(NEW);
    ELSE
        before := row_to_json(OLD);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        after := row_to_json(NEW);
        IF before::text = after::text THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO act_changes (act_id, thing, table_name, op, image)
    SELECT current_setting('daymark.act')::bigint, coalesce(TG_ARGV[0] || ':' || (before ->> TG_ARGV[1]),
                    'person:' || (before ->> 'person_id')),
           TG_TABLE_NAME, left(TG_OP, 1), json_object_agg(was.key, was.value)
    FROM json_each(before) AS was LEFT JOIN json_each(after) AS is_now ON is_now.key = was.key
    WHERE TG_OP = 'DELETE' OR was.key = ANY (landmarks)
       OR (TG_OP = 'UPDATE' AND was.value::text <> is_now.value::text);
    RETURN NULL;
END $$
"""

_FINGERPRINT = text("SELECT obj_description(to_regprocedure('record_change()'), 'pg_proc')")
