"""How Alembic runs: on a connection that was handed in, inside the transaction it is already in."""

from alembic import context

from storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
    # SQLite can undo a change of its schema; Alembic must be told, or half a migration could stay.
    transactional_ddl=True,
)
context.run_migrations()
