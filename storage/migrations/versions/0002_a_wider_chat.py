"""A wider chat."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _acts()
    _moods()
    _groups_of_goals()
    _wider_columns()


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("shows", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_acts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("acts", schema=None) as batch_op:
        batch_op.create_index("ix_acts_person_message", ["person_id", "message_id"], unique=False)

    op.create_table(
        "act_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("thing", sa.String(length=64), nullable=False),
        sa.Column("table_name", sa.String(length=32), nullable=False),
        sa.Column("op", sa.String(length=1), nullable=False),
        sa.Column("image", sa.Text(), nullable=False),
        sa.CheckConstraint("op IN ('I', 'U', 'D')", name=op.f("ck_act_changes_op")),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_act_changes_act_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_changes")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("act_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_act_changes_act_id"), ["act_id"], unique=False)
        batch_op.create_index("ix_act_changes_thing", ["thing"], unique=False)

    op.create_table(
        "erased",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proof", sa.String(length=64), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased")),
        sqlite_autoincrement=True,
    )


def _moods() -> None:
    op.create_table(
        "mood_labels",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("label", sa.String(length=255), nullable=False),
        sa.Column("label_key", sa.Text(), nullable=False),
        sa.Column("level", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 5", name=op.f("ck_mood_labels_level")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_mood_labels_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mood_labels")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mood_labels", schema=None) as batch_op:
        batch_op.create_index("uq_mood_labels_key", ["person_id", "label_key"], unique=True)

    op.create_table(
        "scales",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("top", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("hidden_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_scales_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scales")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("scales", schema=None) as batch_op:
        batch_op.create_index("uq_scales_key", ["person_id", "name_key"], unique=True)

    op.create_table(
        "scale_values",
        sa.Column("mood_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scale_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mood_id"], ["mood_logs.id"], name=op.f("fk_scale_values_mood_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_scale_values_person_id")
        ),
        sa.ForeignKeyConstraint(["scale_id"], ["scales.id"], name=op.f("fk_scale_values_scale_id")),
        sa.PrimaryKeyConstraint("mood_id", "scale_id", name=op.f("pk_scale_values")),
    )
    with op.batch_alter_table("scale_values", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scale_values_person_id"), ["person_id"], unique=False)


def _groups_of_goals() -> None:
    op.create_table(
        "tags",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tags_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.create_index("uq_tags_key", ["person_id", "name_key"], unique=True)

    op.create_table(
        "goal_tags",
        sa.Column("goal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("tag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_goal_tags_goal_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_goal_tags_person_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_goal_tags_tag_id")),
        sa.PrimaryKeyConstraint("goal_id", "tag_id", name=op.f("pk_goal_tags")),
    )
    with op.batch_alter_table("goal_tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_tags_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_tags_tag_id"), ["tag_id"], unique=False)

    op.create_table(
        "pauses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("goal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("tag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("weekdays", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goals.id"], name=op.f("fk_pauses_goal_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pauses_person_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_pauses_tag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pauses_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pauses_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pauses_tag_id"), ["tag_id"], unique=False)

    op.create_table(
        "templates",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_templates_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_templates")),
        sa.UniqueConstraint("token", name=op.f("uq_templates_token")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("templates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_templates_person_id"), ["person_id"], unique=False)


def _wider_columns() -> None:
    with op.batch_alter_table("entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("slot", sa.BigInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("skip_reason", sa.String(length=255), nullable=True))
        batch_op.drop_index(batch_op.f("uq_entries_goal_day"))
        batch_op.create_index("uq_entries_goal_day_slot", ["goal_id", "day", "slot"], unique=True)

    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("archived_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("criticality_text", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("frequency_text", sa.String(length=255), nullable=True))

    with op.batch_alter_table("mood_logs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pleasant", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("emotions", sa.JSON(), nullable=True))

    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("streaks_hidden_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("skip_budget", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("mood_steps", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("date_order", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("erase_at", sa.BigInteger(), nullable=True))
