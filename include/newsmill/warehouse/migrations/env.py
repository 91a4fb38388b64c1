"""Alembic's way in; `migrate.py` hands over the connection, so there is no alembic.ini."""

# ruff: noqa: INP001 - alembic reads the folder, it is no package

from alembic import context

from include.newsmill.warehouse.tables_ops import RECORDS

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=RECORDS.metadata,
    version_table_schema="ops",
    include_schemas=True,
)
with context.begin_transaction():
    context.run_migrations()
