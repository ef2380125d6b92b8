"""Reminders of every kind, digests, and processes that share the work."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people()
    _goals()
    op.drop_table("alarms")  # counted anew at the next start
    _reminders()
    _alarms()
    _outbox()
    _leases()


def _people() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quiet_days", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("pings_a_day", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("pings_an_hour", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("next_zone", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("next_zone_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("tz_version", sa.String(length=16), nullable=True))


def _goals() -> None:
    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lead_days", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("alert_start", sa.BigInteger(), nullable=True))


def _reminders() -> None:
    """Until now each was a wall time of a goal."""
    last = _last_number("reminders")
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index("uq_reminders_goal_minute")
        batch_op.add_column(sa.Column("what", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("key", sa.String(length=48), nullable=True))
        for name in ("until_minute", "before", "weekdays", "nag_every", "nag_times"):
            batch_op.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("exact", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("kept_at", sa.BigInteger(), nullable=True))
    key = sa.text("UPDATE reminders SET what = 'goal', key = CAST(minute AS VARCHAR), exact = :no")
    op.execute(key.bindparams(sa.bindparam("no", False, sa.Boolean())))
    with op.batch_alter_table(
        "reminders", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.alter_column("goal_id", existing_type=KEY, nullable=True)
        batch_op.alter_column("minute", existing_type=sa.BigInteger(), nullable=True)
        batch_op.alter_column("what", existing_type=sa.String(length=8), nullable=False)
        batch_op.alter_column("key", existing_type=sa.String(length=48), nullable=False)
        batch_op.alter_column("exact", existing_type=sa.Boolean(), nullable=False)
        batch_op.create_check_constraint(
            op.f("ck_reminders_what"), "what IN ('goal', 'mood', 'week', 'day')"
        )
    op.create_index("uq_reminders_goal_key", "reminders", ["goal_id", "key"], unique=True)
    op.create_index(
        "uq_reminders_own_key",
        "reminders",
        ["person_id", "key"],
        unique=True,
        sqlite_where=sa.text("goal_id IS NULL"),
        postgresql_where=sa.text("goal_id IS NULL"),
    )
    _go_on_numbering("reminders", last)


def _alarms() -> None:
    op.create_table(
        "alarms",
        sa.Column("reminder_id", KEY, autoincrement=False, nullable=False),
        sa.Column("moment", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("fires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reminder_id"],
            ["reminders.id"],
            name=op.f("fk_alarms_reminder_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_alarms_person_id")),
        sa.PrimaryKeyConstraint("reminder_id", "moment", name=op.f("pk_alarms")),
    )
    op.create_index("ix_alarms_fires_at", "alarms", ["fires_at"], unique=False)
    op.create_index(op.f("ix_alarms_person_id"), "alarms", ["person_id"], unique=False)


def _outbox() -> None:
    last = _last_number("outbox")
    with op.batch_alter_table(
        "outbox", schema=None, table_kwargs={"sqlite_autoincrement": True}
    ) as batch_op:
        batch_op.alter_column("goal_id", existing_type=sa.BigInteger(), nullable=True)
        batch_op.drop_constraint(op.f("ck_outbox_kind"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_outbox_kind"),
            "kind IN ('reminder', 'snooze', 'nag', 'mood', 'week', 'day')",
        )
    _go_on_numbering("outbox", last)


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
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
