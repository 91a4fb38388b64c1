"""core.events.told_in: the sentences that tell an event. Rows there are get none, until their day is run again."""

# ruff: noqa: INP001 - alembic reads the folder, it is no package

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Its default is for rows there are: a load that forgets the column is to fail."""
    op.execute("ALTER TABLE core.events ADD COLUMN told_in INTEGER[] NOT NULL DEFAULT '{}'")
    op.execute("ALTER TABLE core.events ALTER COLUMN told_in DROP DEFAULT")
