"""No statement looks sheets up by their rulebook's version; each upload wrote that index."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_INDEX = "ix_trip_score_rulebook_version_id"


def upgrade() -> None:
    op.drop_index(op.f(_INDEX), table_name="trip_score")


def downgrade() -> None:
    op.create_index(op.f(_INDEX), "trip_score", ["rulebook_version_id"], unique=False)
