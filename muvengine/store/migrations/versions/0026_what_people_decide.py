"""What people decide about their own traces."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("traces_off_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "traces_off_at")
