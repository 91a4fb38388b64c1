"""The first schema: core and ops, as plain SQL beside this file. Views and grants follow in every migration."""

# ruff: noqa: INP001 - alembic reads the folder, it is no package

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables in an empty warehouse."""
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text("utf-8"))
