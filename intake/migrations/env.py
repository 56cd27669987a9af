"""What Alembic runs for every command; the connection and its transaction are the caller's."""

from alembic import context

from intake.records import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite can't alter a column: the table is copied
)
context.run_migrations()
