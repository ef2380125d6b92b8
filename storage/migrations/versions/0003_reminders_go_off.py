"""Reminders go off."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _alarms()
    _outbox()
    _how_they_are_said()


def _alarms() -> None:
    """What was in ``next_fire_at`` was never filled: reminders were kept and not sent. The alarms are
    counted at the next start."""
    op.drop_index("ix_reminders_next_fire_at", table_name="reminders")
    # In SQL: a batch would make the table anew, and SQLite would hand out old numbers again.
    op.execute("ALTER TABLE reminders DROP COLUMN next_fire_at")
    op.create_table(
        "alarms",
        sa.Column("reminder_id", KEY, autoincrement=False, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("fires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reminder_id"],
            ["reminders.id"],
            name=op.f("fk_alarms_reminder_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_alarms_person_id")),
        sa.PrimaryKeyConstraint("reminder_id", name=op.f("pk_alarms")),
    )
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.create_index("ix_alarms_fires_at", ["fires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_alarms_person_id"), ["person_id"], unique=False)


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("reminder_id", sa.BigInteger(), nullable=True),
        sa.Column("goal_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=True),
        sa.Column("card_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("try_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('reminder', 'snooze')", name=op.f("ck_outbox_kind")),
        sa.CheckConstraint(
            "state IN ('waiting', 'leased', 'sent', 'dropped')", name=op.f("ck_outbox_state")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_outbox_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("uq_outbox_key", ["person_id", "key"], unique=True)
        batch_op.create_index("ix_outbox_state_try", ["state", "try_at"], unique=False)
        batch_op.create_index("ix_outbox_card", ["card_id"], unique=False)


def _how_they_are_said() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quiet_from", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("quiet_until", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("discreet_since", sa.BigInteger(), nullable=True))
