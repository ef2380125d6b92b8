"""Insight: an index that answers statistics, findings, overviews of months and years, a theme."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TOLD = {
    "mood_logs": [
        *("person_id", "deleted_at", "day", "label", "level", "pleasant"),
        *("felt_at", "kind", "logged_at", "zone", "energy", "id"),
    ],
    "mood_reasons": ["person_id", "mood_id", "position", "reason"],
    "scale_values": ["person_id", "scale_id", "mood_id", "value"],
}
"""Columns that indexes answer statistics from."""


def upgrade() -> None:
    _people()
    _moods()
    with _alarms_kept():
        _words("reminders", "what", "'goal', 'mood', 'week', 'day', 'month', 'year'")
    _words("outbox", "kind", "'reminder', 'snooze', 'nag', 'mood', 'week', 'day', 'month', 'year'")
    _findings()


def _people() -> None:
    """In words of SQL: Alembic would make the table anew on SQLite for a column with a check, and every
    other table names this one."""
    op.execute(
        "ALTER TABLE people ADD COLUMN theme VARCHAR(8) DEFAULT 'light' NOT NULL"
        " CONSTRAINT ck_people_theme CHECK (theme IN ('light', 'dark'))"
    )


def _moods() -> None:
    op.drop_index("ix_mood_logs_person_day", "mood_logs")
    op.drop_index(op.f("ix_mood_reasons_person_id"), "mood_reasons")
    op.drop_index(op.f("ix_scale_values_person_id"), "scale_values")
    for table, columns in TOLD.items():
        op.create_index(f"ix_{table}_told", table, columns, unique=False)


@contextmanager
def _alarms_kept() -> Iterator[None]:
    """On SQLite the reminders are put into a new table, and dropping the old one takes their alarms with
    it: what was due while the bot was being upgraded would never be said."""
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute("CREATE TEMP TABLE alarms_kept AS SELECT * FROM alarms")
    yield
    op.execute("INSERT INTO alarms SELECT * FROM alarms_kept")
    op.execute("DROP TABLE alarms_kept")


def _words(table: str, column: str, words: str) -> None:
    """Which words a column may hold."""
    last, name = _last_number(table), op.f(f"ck_{table}_{column}")
    with op.batch_alter_table(
        table, schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"{column} IN ({words})")
    _go_on_numbering(table, last)


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("goal_id", KEY, nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("done_days", sa.BigInteger(), nullable=False),
        sa.Column("other_days", sa.BigInteger(), nullable=False),
        sa.Column("difference", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("clear", sa.Boolean(), nullable=False),
        sa.Column("either_way", sa.Boolean(), nullable=False),
        sa.Column("tested_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(goal_id IS NULL) <> (reason IS NULL)", name=op.f("ck_findings_subject")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_findings_goal_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_findings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_findings_goal_id"), "findings", ["goal_id"], unique=False)
    op.create_index(
        "uq_findings_month_subject", "findings", ["person_id", "month", "subject"], unique=True
    )


def _last_number(table: str) -> int | None:
    """The highest number that SQLite gave out in a table; None on PostgreSQL, which alters in place."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return None
    last = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return connection.scalar(last, {"table": table}) or 0


def _go_on_numbering(table: str, last: int | None) -> None:
    """A batch makes a table anew, and SQLite would hand out the numbers of what is gone again."""
    if last is None:
        return
    connection, values = op.get_bind(), {"table": table, "last": last}
    connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :table"), values)
    connection.execute(
        sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"), values
    )
