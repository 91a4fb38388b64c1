"""core.events.act_vector, by which acts told by several articles share event_key.

Keys of older schemes are removed: a row gets its new one when its day is run again.
"""

# ruff: noqa: INP001 - alembic reads the folder, it is no package

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the index that finds the articles of a day."""
    op.execute("ALTER TABLE core.events ADD COLUMN act_vector BYTEA")
    op.execute("UPDATE core.events SET event_key = NULL WHERE event_key IS NOT NULL")
    op.execute("CREATE INDEX articles_published ON core.articles (published_on)")
